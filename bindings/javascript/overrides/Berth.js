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
    Report: 'Berth.Interface.check() makes a report',
    Watch: 'Berth.Host.watch() makes a watch',
};

// The same function, with arguments that were left out filled in; one that ends in a callback is complete. As with
// other functions, its length says how many arguments it needs.
function filling(raw, required, defaults) {
    const filled = function (...args) {
        const given = args.length - required;
        if (given >= 0 && typeof args[args.length - 1] !== 'function')
            args.push(...defaults.slice(given));
        return raw.apply(this, args);
    };
    return Object.defineProperty(filled, 'length', {value: required});
}

function fillMethod(target, name, required, defaults) {
    target[name] = filling(target[name], required, defaults);
}

// GJS puts the success of a call before what it gives back, although a call that fails throws.
function dropSuccess(target, name) {
    const raw = target[name];
    target[name] = function (...args) {
        const result = raw.apply(this, args);
        if (!Array.isArray(result) || result[0] !== true)
            return result;
        return result.length > 2 ? result.slice(1) : result[1];
    };
}

function asOptions(Berth, options) {
    if (options === null || options instanceof Berth.HostOptions)
        return options;
    return new Berth.HostOptions(options);
}

// Host.open(uri, {root, driver}): the options may be a plain object.
function fillOpen(Berth, name, defaults) {
    const open = Berth.Host[name];
    Berth.Host[name] = filling(function (uri, options, ...rest) {
        return open.call(this, uri, asOptions(Berth, options), ...rest);
    }, 0, defaults);
}

function _init() {
    const Berth = this;

    dropSuccess(Berth.Watch.prototype, 'look');
    dropSuccess(Berth.Watch.prototype, 'look_finish');
    for (const [klass, name, required, defaults] of methodsOf(Berth)) {
        Gio._promisify(klass.prototype, `${name}_async`, `${name}_finish`);
        fillMethod(klass.prototype, name, required, defaults);
        fillMethod(klass.prototype, `${name}_async`, required, defaults);
    }

    for (const [name, how] of Object.entries(MADE_BY)) {
        Berth[name].prototype._init = function () {
            throw new TypeError(how);
        };
    }

    Gio._promisify(Berth.Host, 'open_async', 'open_finish');
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

    // for (const {code, text, setting, file, line} of report)
    Berth.Report.prototype[Symbol.iterator] = function* () {
        for (let i = 0; i < this.get_count(); i++) {
            yield {code: this.get_code(i), text: this.get_text(i), setting: this.get_setting(i),
                file: this.get_file(i), line: this.get_line(i)};
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
