// SPDX-License-Identifier: LGPL-2.1-or-later
// The conformance cases in JavaScript: answers what ../protocol.md asks.
import Berth from 'gi://Berth?version=1.0';
import Gio from 'gi://Gio';
import GLib from 'gi://GLib';
import GObject from 'gi://GObject';
import System from 'system';

const kept = new Map();
const steps = new Map();

// The language itself refused an argument.
class Refused extends Error {}

const escape = text => text.replace(/\\/g, '\\\\').replace(/\n/g, '\\n').replace(/\t/g, '\\t');
const unescape = text => text.replace(/\\(.)/g, (_all, letter) => ({n: '\n', t: '\t'}[letter] ?? letter));

function argument(text) {
    const rest = text.slice(1);
    switch (text[0]) {
    case 'n':
        return null;
    case 'v':
        return kept.get(rest);
    case 'b':
        return rest === '1';
    case 'i':
        return Number(rest);
    case 'e':
    case 'f':
        return Number(rest.split('=')[1]);
    default:
        return rest;
    }
}

const kindOf = object => object.constructor.$gtype.name.replace(/^GBerth/, '');

function keep(name, value) {
    if (value instanceof GObject.Object) {
        kept.set(name, value);
        if (value instanceof Berth.Progress) {
            const seen = [];
            steps.set(name, seen);
            value.connect('changed', progress =>
                seen.push([progress.get_done(), progress.get_total(), progress.get_item()]));
        }
        return {object: kindOf(value)};
    }
    if (!Array.isArray(value) || !(value[0] instanceof GObject.Object))
        return value ?? null;
    value.forEach((each, number) => kept.set(`${name}.${number}`, each));
    return {list: value.length, object: kindOf(value[0])};
}

// --- Calls ---

function makeCancellable(mode, lateMs) {
    const cancellable = new Gio.Cancellable();
    if (mode.endsWith('cancelled'))
        cancellable.cancel();
    if (mode.endsWith('late'))
        GLib.timeout_add(GLib.PRIORITY_DEFAULT, Number(lateMs), () => cancellable.cancel() ?? GLib.SOURCE_REMOVE);
    return cancellable;
}

// The result of a promise, for which the loop runs.
function waitFor(promise) {
    const loop = new GLib.MainLoop(null, false);
    let finish;
    promise.then(value => (finish = () => value), error => (finish = () => {
        throw error;
    })).finally(() => loop.quit());
    loop.run();
    return finish();
}

function call(mode, lateMs, _takesCancel, name, method, target, ...words) {
    const [kind, verb] = method.split('.');
    const owner = target !== '-' ? kept.get(target) : kind ? Berth[kind] : Berth;
    const values = words.map(argument);
    try {
        if (mode.startsWith('async'))
            return keep(name, waitFor(owner[`${verb}_async`](...values, makeCancellable(mode, lateMs))));
        if (mode !== 'plain')
            values.push(makeCancellable(mode, lateMs));
        return keep(name, owner[verb](...values));
    } catch (error) {
        if (error instanceof Berth.Error)
            throw error;
        throw new Refused(`JavaScript refuses it: ${error.message}`);
    }
}

// --- Signals and lists ---

function listen(name, target, signal) {
    const queue = [];
    kept.set(name, queue);
    kept.get(target).connect(signal, (_source, ...values) => {
        queue.push(values);
    });
    return null;
}

function nextSignal(name, listener) {
    const queue = kept.get(listener);
    let timedOut = false;
    const timer = GLib.timeout_add(GLib.PRIORITY_DEFAULT, 10000, () => {
        timedOut = true;
        return GLib.SOURCE_REMOVE;
    });
    while (!queue.length && !timedOut)
        GLib.MainContext.default().iteration(true);
    if (timedOut)
        throw new Refused('no signal came within 10 seconds');
    GLib.source_remove(timer);
    const [first, ...others] = queue.shift();
    if (first instanceof GObject.Object)
        return keep(name, first);
    return [first, ...others].filter(each => ['number', 'string'].includes(typeof each));
}

const COMMANDS = {
    forget: () => {
        kept.clear();
        steps.clear();
        return null;
    },
    collect: () => {
        System.gc();
        return null;
    },
    call,
    get: (name, target, property) => keep(name, kept.get(target)[property]),
    listen,
    await: nextSignal,
    steps: (_name, progress) => steps.get(progress),
    count: (_name, model) => kept.get(model).get_n_items(),
    item: (name, model, number) => keep(name, kept.get(model).get_item(Number(number))),
};

function answer(line) {
    const [word, ...fields] = line.split('\t').map(unescape);
    try {
        return ['ok', JSON.stringify(COMMANDS[word](...fields))];
    } catch (error) {
        if (error instanceof Refused)
            return ['refused', error.message];
        if (!(error instanceof Berth.Error))
            throw error;
        const name = Object.keys(Berth.Error).find(each => Berth.Error[each] === error.code);
        return ['fail', name, error.message];
    }
}

const input = new Gio.DataInputStream({base_stream: new Gio.UnixInputStream({fd: 0, close_fd: false})});
for (let line; ([line] = input.read_line_utf8(null)) && line !== null;)
    print(answer(line).map(escape).join('\t'));
