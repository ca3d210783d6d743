# SPDX-License-Identifier: LGPL-2.1-or-later
"""The conformance cases in Python: answers what ../protocol.md asks."""
import asyncio
import gc
import json
import re
import sys
import threading

import gi

gi.require_version('Berth', '1.0')
from gi.repository import Berth, Gio, GLib, GObject  # noqa: E402

kept = {}
steps = {}


class Refused(Exception):
    """The language itself refused an argument."""


def escape(text):
    return text.replace('\\', '\\\\').replace('\n', '\\n').replace('\t', '\\t')


def unescape(text):
    return re.sub(r'\\(.)', lambda match: {'n': '\n', 't': '\t'}.get(match[1], match[1]), text)


def argument(text):
    kind, rest = text[0], text[1:]
    if kind == 's':
        return rest
    if kind == 'n':
        return None
    if kind == 'v':
        return kept[rest]
    if kind in 'ef':
        name, number, _ = rest.split('=')
        enum = Berth.ErrorCode if name == 'Error' else getattr(Berth, name)
        try:
            return enum(int(number))
        except ValueError:
            return int(number)
    return bool(int(rest)) if kind == 'b' else int(rest)


def plain(value):
    """A value as JSON has it."""
    if isinstance(value, (GObject.GEnum, GObject.GFlags)):
        return int(value)
    if isinstance(value, (list, tuple)):
        return [plain(each) for each in value]
    return value


def keep(name, value):
    if isinstance(value, GObject.Object):
        kept[name] = value
        if isinstance(value, Berth.Progress):
            steps[name] = []
            value.connect('changed', lambda progress: steps[name].append(
                [progress.get_done(), progress.get_total(), progress.get_item()]))
        return {'object': type(value).__name__}
    if isinstance(value, list) and (not value or isinstance(value[0], GObject.Object)):
        for number, each in enumerate(value):
            kept[f'{name}.{number}'] = each
        if value:
            return {'list': len(value), 'object': type(value[0]).__name__}
    return plain(value)


# --- Calls ----------------------------------------------------------------------------------------

def make_cancellable(mode, late_ms):
    cancellable = Gio.Cancellable()
    if mode.endswith('cancelled'):
        cancellable.cancel()
    if mode.endswith('late'):
        # Blocking calls run no loop.
        threading.Timer(int(late_ms) / 1000, cancellable.cancel).start()
    return cancellable


def call_async(owner, method, arguments, cancellable):
    """With a callback, in a loop of GLib."""
    loop = GLib.MainLoop()
    results = []

    def done(source, result):
        results.append(result)
        loop.quit()
    getattr(owner, f'{method}_async')(*arguments, cancellable, done)
    loop.run()
    return getattr(owner, f'{method}_finish')(results[0])


def call_await(owner, method, arguments, cancellable):
    async def run():
        return await getattr(owner, f'{method}_async')(*arguments, cancellable)
    return asyncio.run(run())


def call(mode, late_ms, takes_cancel, name, function, target, *arguments):
    kind, _, method = function.partition('.')
    owner = kept[target] if target != '-' else getattr(Berth, kind) if kind else Berth
    values = [argument(each) for each in arguments]
    try:
        if mode.startswith(('async', 'await')):
            way = call_async if mode.startswith('async') else call_await
            return keep(name, way(owner, method, values, make_cancellable(mode, late_ms)))
        if mode != 'plain':
            values.append(make_cancellable(mode, late_ms))
        return keep(name, getattr(owner, method)(*values))
    except (TypeError, OverflowError) as error:
        raise Refused(f'Python refuses it: {error}') from None


# --- Signals and lists ----------------------------------------------------------------------------

def listen(name, target, signal):
    queue = kept[name] = []
    kept[target].connect(signal, lambda source, *arguments: queue.append(arguments))
    return None


def next_signal(name, listener):
    timed_out = []
    timer = GLib.timeout_add(10000, lambda: timed_out.append(True) or GLib.SOURCE_REMOVE)
    while not kept[listener] and not timed_out:
        GLib.MainContext.default().iteration(True)
    if timed_out:
        raise Refused('no signal came within 10 seconds')
    GLib.source_remove(timer)
    arguments = kept[listener].pop(0)
    if arguments and isinstance(arguments[0], GObject.Object):
        return keep(name, arguments[0])
    return [plain(each) for each in arguments if isinstance(each, (int, str))]


COMMANDS = {
    'forget': lambda: (kept.clear(), steps.clear()) and None,
    'collect': lambda: gc.collect() and None,
    'call': call,
    'get': lambda name, target, property: keep(name, kept[target].get_property(property)),
    'listen': listen,
    'await': next_signal,
    'steps': lambda name, progress: steps[progress],
    'count': lambda name, model: kept[model].get_n_items(),
    'item': lambda name, model, number: keep(name, kept[model].get_item(int(number))),
}

for line in sys.stdin:
    word, *fields = [unescape(each) for each in line.rstrip('\n').split('\t')]
    try:
        answer = ['ok', json.dumps(COMMANDS[word](*fields))]
    except Berth.Error as error:
        answer = ['fail', error.name, error.message]
    except Refused as refused:
        answer = ['refused', str(refused)]
    print('\t'.join(map(escape, answer)), flush=True)
