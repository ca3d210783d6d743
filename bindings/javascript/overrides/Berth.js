// SPDX-License-Identifier: LGPL-2.1-or-later
// Berth for GJS: every _async returns a promise when it is given no callback, and arguments at the end
// may be left out. GJS loads this file by itself.
/* exported _init */

const Gio = imports.gi.Gio;

// The settings that fail when they have no value.
const GETTERS = ['get_mtu', 'get_peerdns', 'get_stp', 'get_delay', 'get_bond_mode', 'get_miimon', 'get_updelay',
    'get_downdelay', 'get_use_carrier', 'get_arp_interval', 'get_vlan', 'get_origin'];

// What each method takes after its required arguments, and what is meant when it is left out.
function methodsOf(Berth) {
    const everything = Berth.InterfaceFilter.ALL;
    return [
        // class, method, required arguments, defaults
        [Berth.Host, 'get_capabilities', 0, [null]],
        [Berth.Host, 'check_interfaces', 0, [null]],
        [Berth.Host, 'list_interfaces', 0, [everything, null]],
        [Berth.Host, 'list_interfaces_info', 0, [everything, null]],
        [Berth.Host, 'lookup_interface', 1, [null]],
        [Berth.Host, 'lookup_interface_by_mac', 1, [null]],
        [Berth.Host, 'define_interface', 1, [Berth.DefineFlags.DEFAULT, null]],
        [Berth.Host, 'watch', 0, [Berth.EventMask.INTERFACES, null]],
        [Berth.Host, 'list_model', 0, [everything, null]],
        [Berth.Interface, 'get_config', 0, [null]],
        [Berth.Interface, 'get_info', 0, [null]],
        [Berth.Interface, 'check', 0, [null]],
        [Berth.Interface, 'up', 0, [-1, null, null]],
        [Berth.Interface, 'down', 0, [-1, null, null]],
        [Berth.Interface, 'undefine', 0, [Berth.UndefineFlags.DEFAULT, null]],
        [Berth.Host, 'open_key_target', 1, [null, -1, null]],
        [Berth.KeyTarget, 'send', 1, [-1, null, null]],
        [Berth.KeyTarget, 'press', 2, [-1, null]],
        [Berth.KeyTarget, 'release', 2, [-1, null]],
        [Berth.KeyTarget, 'close', 0, [Berth.KeyCloseFlags.DEFAULT, null]],
        [Berth.Watch, 'look', 0, [-1, null]],
        [Berth.Watch, 'wait', 0, [-1, null]],
    ];
}

// What makes an object of each class; one that a program made with "new" would stand for nothing.
const MADE_BY = {
    Host: 'Berth.Host.open() opens a host',
    FakeHost: 'Berth.FakeHost.new() opens a host in memory',
    Capabilities: 'Berth.Host.get_capabilities() finds out what works',
    Event: 'a Berth.Watch gives out its events',
    Interface: 'a Berth.Host gives out its interfaces',
    InterfaceConfig: 'Berth.InterfaceConfig.new() makes a configuration',
    InterfaceInfo: 'Berth.Interface.get_info() takes a snapshot',
    InterfaceItem: 'a Berth.ListModel has its items',
    KeyLayout: 'Berth.KeyLayout.new() reads a layout',
    KeyTarget: 'Berth.Host.open_key_target() opens a target',
    KeycodeList: 'Berth.Codeset.list_codes() lists codes',
    ListModel: 'Berth.Host.list_model() makes a model',
    Report: 'Berth.Host.check_interfaces() makes a report',
    Watch: 'Berth.Host.watch() makes a watch',
};

// A function in the place of another one, under its name.
function inPlaceOf(raw, length, call) {
    return Object.defineProperties(call, {name: {value: raw.name}, length: {value: length}});
}

// As GJS says it of too few.
function tooMany(name, most, count) {
    return new TypeError(`${name}: At most ${most} arguments allowed, but ${count} passed`);
}

// The same function, which refuses arguments that are too many: GJS only warns of them, and drops them. Of its own
// functions the length says how many they take.
function refusing(name, raw) {
    const most = raw.length;
    return inPlaceOf({name}, most, function (...args) {
        if (args.length > most)
            throw tooMany(name, most, args.length);
        return raw.apply(this, args);
    });
}

// Every function of a class or of its objects, of an enumeration, or of the module itself.
function refuseTooMany(name, owner) {
    for (const key of Object.getOwnPropertyNames(owner)) {
        const {value} = Object.getOwnPropertyDescriptor(owner, key) ?? {};
        if (typeof value === 'function' && /^[a-z]/.test(key) && key !== 'constructor')
            owner[key] = refusing(`${name}.${key}`, value);
    }
}

// The same function, with arguments that were left out filled in; one that ends in a callback is complete. As with
// other functions, its length says how many arguments it needs.
function filling(raw, required, defaults) {
    return inPlaceOf(raw, required, function (...args) {
        const given = args.length - required, hasCallback = typeof args[args.length - 1] === 'function';
        const most = required + defaults.length + hasCallback;
        if (args.length > most)
            throw tooMany(raw.name, most, args.length);
        if (given >= 0 && !hasCallback)
            args.push(...defaults.slice(given));
        return raw.apply(this, args);
    });
}

function fillMethod(target, name, required, defaults) {
    target[name] = filling(target[name], required, defaults);
}

// The function that starts a call, and returns a promise where it is given no callback.
function promisify(target, name) {
    const raw = target[`${name}_async`];
    Gio._promisify(target, `${name}_async`, `${name}_finish`);
    const promised = target[`${name}_async`];
    target[`${name}_async`] = inPlaceOf(raw, raw.length, promised);
}

// GJS puts the success of a call before what it gives back, although a call that fails throws.
function dropSuccess(target, name) {
    const raw = target[name];
    target[name] = inPlaceOf(raw, raw.length, function (...args) {
        const result = raw.apply(this, args);
        if (!Array.isArray(result) || result[0] !== true)
            return result;
        return result.length > 2 ? result.slice(1) : result[1];
    });
}

function asOptions(Berth, options) {
    if (options === null || options instanceof Berth.HostOptions)
        return options;
    return new Berth.HostOptions(options);
}

// Host.open(uri, {root, driver}): the options may be a plain object.
function fillOpen(Berth, name, defaults) {
    const open = Berth.Host[name];
    Berth.Host[name] = filling(inPlaceOf(open, open.length, function (uri, options, ...rest) {
        return open.call(this, uri, asOptions(Berth, options), ...rest);
    }), 0, defaults);
}

function _init() {
    const Berth = this;

    // Before anything else stands in a function's place.
    for (const name of [...Object.keys(MADE_BY), 'HostOptions', 'KeySequence', 'Progress', 'Codeset']) {
        refuseTooMany(`Berth.${name}`, Berth[name]);
        if (Berth[name].prototype)
            refuseTooMany(`Berth.${name}`, Berth[name].prototype);
    }
    refuseTooMany('Berth', Berth);
    Berth.Error.quark = refusing('Berth.Error.quark', Berth.Error.quark);

    dropSuccess(Berth.Watch.prototype, 'look');
    dropSuccess(Berth.Watch.prototype, 'look_finish');
    for (const [klass, name, required, defaults] of methodsOf(Berth)) {
        promisify(klass.prototype, name);
        fillMethod(klass.prototype, name, required, defaults);
        fillMethod(klass.prototype, `${name}_async`, required, defaults);
    }

    for (const [name, how] of Object.entries(MADE_BY)) {
        Berth[name].prototype._init = function () {
            throw new TypeError(how);
        };
    }

    promisify(Berth.Host, 'open');
    fillOpen(Berth, 'open', [null, null]);
    fillOpen(Berth, 'open_async', [null, null, null]);

    fillMethod(Berth.FakeHost, 'new', 0, [null]);
    fillMethod(Berth.InterfaceConfig, 'new_from_xml', 1, [null]);
    fillMethod(Berth.InterfaceConfig, 'new_from_json', 1, [null]);
    fillMethod(Berth.FakeHost.prototype, 'list_keys', 0, [null]);
    fillMethod(Berth.KeyLayout, 'new', 0, [null, null, null]);
    fillMethod(Berth.KeySequence, 'new_from_text', 1, [null]);
    fillMethod(Berth.KeySequence.prototype, 'add_chord', 2, [-1]);
    fillMethod(Berth.KeySequence.prototype, 'add_text', 1, [null]);

    for (const name of GETTERS)
        dropSuccess(Berth.InterfaceConfig.prototype, name);
    dropSuccess(Berth.InterfaceInfo.prototype, 'get_index');
    for (const name of ['from_name', 'from_display'])
        dropSuccess(Berth.Codeset, name);
    for (const name of ['keycode_translate', 'keycode_from_name', 'keycode_from_text'])
        dropSuccess(Berth, name);

    Berth.Host.prototype[Symbol.iterator] = function* () {
        yield* this.list_interfaces();
    };

    // for (const {code, note, name, setting, text, file, line} of report)
    Berth.Report.prototype[Symbol.iterator] = function* () {
        for (let i = 0; i < this.get_count(); i++) {
            yield {code: this.get_code(i), note: this.is_note(i), name: this.get_name(i),
                setting: this.get_setting(i), text: this.get_text(i), file: this.get_file(i), line: this.get_line(i)};
        }
    };

    // for (const [name, reason] of capabilities); the reason is null for what works
    Berth.Capabilities.prototype[Symbol.iterator] = function* () {
        for (let i = 0; i < this.get_count(); i++)
            yield [this.get_name(i), this.get_reason(i)];
    };

    // for (const {code, name, aliases} of list)
    Berth.KeycodeList.prototype[Symbol.iterator] = function* () {
        for (let i = 0; i < this.get_count(); i++)
            yield {code: this.get_code(i), name: this.get_name(i), aliases: this.get_aliases(i)};
    };

    Berth.ListModel.prototype[Symbol.iterator] = function* () {
        for (let i = 0; i < this.get_n_items(); i++)
            yield this.get_item(i);
    };

    // for await (const event of watch), until it is closed.
    Berth.Watch.prototype[Symbol.asyncIterator] = async function* () {
        while (!this.is_closed()) {
            try {
                yield await this.wait_async();
            } catch (error) {
                if (!this.is_closed())
                    throw error;
            }
        }
    };
}
