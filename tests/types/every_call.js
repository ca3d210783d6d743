// SPDX-License-Identifier: LGPL-2.1-or-later
// Every call of the JavaScript binding, each result put where only its type may be: checked by tsc, and run on a fake
// host.
import Berth from 'gi://Berth?version=1.0';
import Gio from 'gi://Gio';
import GLib from 'gi://GLib';
import System from 'system';

const {IPV4} = Berth.IpFamily;

/** @param {boolean} holds */
function assert(holds) {
    if (!holds)
        throw new Error('it does not hold');
}

/** @param {Berth.InterfaceType} type @param {string} name */
function make(type, name) {
    return Berth.InterfaceConfig.new(type, name);
}

function settings() {
    const config = make(Berth.InterfaceType.ETHERNET, 'eth1');
    /** @type {boolean} */
    const start = config.set_start_mode(Berth.StartMode.ONBOOT);
    /** @type {Berth.StartMode} */
    const mode = config.get_start_mode();
    assert(start && mode === Berth.StartMode.ONBOOT);
    config.set_mac('02:00:00:00:00:01');
    assert(config.get_mac()?.toUpperCase() === '02:00:00:00:00:01');
    config.set_mtu(1400);
    assert(config.get_mtu() + 0 === 1400);
    config.unset_mtu();
    config.set_dhcp(IPV4, true);
    config.set_peerdns(IPV4, false);
    /** @type {boolean[]} */
    const truths = [config.get_dhcp(IPV4), config.get_peerdns(IPV4), config.get_autoconf()];
    assert(truths.join() === 'true,false,false');
    config.set_dhcp(IPV4, false);
    config.set_autoconf(true);
    config.add_address(IPV4, '192.0.2.1/24');
    config.set_gateway(IPV4, '192.0.2.254');
    config.add_dns_server('192.0.2.53');
    config.add_dns_search('example.com');
    /** @type {string[][]} */
    const lists = [config.get_addresses(IPV4), config.get_dns_servers(), config.get_dns_search()];
    assert(lists.join() === '192.0.2.1/24,192.0.2.53,example.com' && config.get_gateway(IPV4)?.length === 11);
    config.clear_addresses(IPV4);
    config.clear_dns();
    assert(config.equal(config.copy()));
    assert(Berth.InterfaceConfig.new_from_xml(config.to_xml()).equal(config));
    /** @type {Berth.InterfaceConfig} */
    const again = Berth.InterfaceConfig.new_from_json(config.to_json(), 'eth1.json');
    assert(again.get_interface_type() === Berth.InterfaceType.ETHERNET && again.get_name() === 'eth1');
}

function settingsByPath() {
    const config = make(Berth.InterfaceType.ETHERNET, 'eth1');
    config.set_setting('mtu', '1400');
    assert(config.get_setting('mtu').padStart(5) === ' 1400' && config.list_settings().includes('mtu'));
    config.unset_setting('mtu');
    try {
        /** @type {[string, number]} */
        const place = config.get_origin('mtu');
        assert(place[1] < 0);
    } catch (error) {
        assert(error instanceof Berth.Error && error.code === Berth.Error.NOT_SET && error.message.length > 0 &&
            error.matches(Berth.Error, Berth.Error.NOT_SET));
    }
}

function bridgesAndBonds() {
    const bond = make(Berth.InterfaceType.BOND, 'bond0');
    bond.add_port(make(Berth.InterfaceType.ETHERNET, 'eth1'));
    bond.set_bond_mode(Berth.BondMode.ACTIVE_BACKUP);
    /** @type {Berth.BondMode} */
    const mode = bond.get_bond_mode();
    bond.set_bond_primary('eth1');
    assert(mode === Berth.BondMode.ACTIVE_BACKUP && bond.get_bond_primary()?.trim() === 'eth1');
    bond.set_miimon(100);
    bond.set_updelay(200);
    bond.set_downdelay(300);
    bond.set_arp_interval(0);
    /** @type {number[]} */
    const times = [bond.get_miimon(), bond.get_updelay(), bond.get_downdelay(), bond.get_arp_interval()];
    bond.set_use_carrier(true);
    bond.add_arp_target('192.0.2.1');
    assert(times.join() === '100,200,300,0' && bond.get_use_carrier() && bond.get_arp_targets().length === 1);

    const bridge = make(Berth.InterfaceType.BRIDGE, 'br0');
    bridge.add_port(bond);
    assert(bridge.get_port('bond0').get_ports()[0].trim() === 'eth1');
    bridge.set_stp(true);
    bridge.set_delay(2000);
    /** @type {boolean} */
    const stp = bridge.get_stp();
    assert(stp && bridge.get_delay() + 0 === 2000);
    bridge.remove_port('bond0');

    const vlan = make(Berth.InterfaceType.VLAN, 'eth1.7');
    vlan.set_vlan(7, 'eth1');
    const [tag, device] = vlan.get_vlan();
    assert(tag + 0 === 7 && device.toUpperCase() === 'ETH1');
}

function reading() {
    const options = new Berth.HostOptions({root: '/'});
    options.set_driver(null);
    options.set_root(options.get_root());
    assert(options.get_driver() === null && Berth.HostOptions.new().root === null);
    const host = Berth.Host.open('fake:///', {driver: null});
    assert(host.get_uri().startsWith('fake:') && host.get_root() === host.root && host.get_driver() !== '');
    assert([...host].map(iface => iface.get_name()).join() === host.list_interfaces().map(each => each.name).join());
    assert(host.list_interfaces_info(Berth.InterfaceFilter.ACTIVE | Berth.InterfaceFilter.DEFINED).length > 0);
    const iface = host.lookup_interface('eth0');
    assert(iface.get_host() === host && host.get_interface('eth7').get_name() === 'eth7');
    const info = iface.get_info();
    /** @type {boolean[]} */
    const truths = [info.is_defined(), info.is_active(), info.is_present()];
    assert(truths[0] && info.get_name() === 'eth0' && info.get_interface_type() === Berth.InterfaceType.ETHERNET);
    assert(info.get_index() + 0 > 0 && info.to_json().startsWith('{') && info.get_master() === null);
    assert(info.get_live_config().get_name() === 'eth0');
    assert(host.lookup_interface_by_mac(info.get_mac() ?? '').get_name() === 'eth0');
    assert(Berth.Interface.schema().startsWith('<') && Berth.version().length > 4 && Berth.error_quark() > 0);
}

function changing() {
    const host = Berth.Host.open('fake:///');
    const config = make(Berth.InterfaceType.ETHERNET, 'eth1');
    /** @type {Berth.Interface} */
    const iface = host.define_interface(config, Berth.DefineFlags.CREATE_ONLY, new Gio.Cancellable());
    assert(iface.get_config().equal(config));
    /** @type {boolean[]} */
    const ended = [iface.up(1000), iface.down(), iface.undefine(Berth.UndefineFlags.FORCE)];
    assert(ended.every(each => each));
}

async function awaiting() {
    const host = await Berth.Host.open_async('fake:///');
    const listed = await host.list_interfaces_async();
    assert((await host.list_interfaces_info_async()).length === listed.length);
    const found = await host.lookup_interface_async('eth0');
    const mac = (await found.get_info_async()).get_mac() ?? '';
    assert((await host.lookup_interface_by_mac_async(mac)).get_name() === 'eth0');
    const iface = await host.define_interface_async(make(Berth.InterfaceType.ETHERNET, 'eth1'));
    assert((await iface.get_config_async()).get_name() === 'eth1');
    /** @type {boolean[]} */
    const ended = [await iface.up_async(), await iface.down_async(1000), await iface.undefine_async()];
    assert(ended.every(each => each));
}

/**
 * The result of a call that is given a callback.
 *
 * @param {(done: (source: any, result: Gio.AsyncResult) => void) => void} start
 * @returns {Promise<Gio.AsyncResult>}
 */
function finish(start) {
    return new Promise(resolve => start((_source, result) => resolve(result)));
}

async function callingBack() {
    const host = Berth.Host.open_finish(await finish(done => Berth.Host.open_async('fake:///', null, null, done)));
    const everything = Berth.InterfaceFilter.ALL;
    const listed = host.list_interfaces_finish(
        await finish(done => host.list_interfaces_async(everything, null, done)));
    const infos = host.list_interfaces_info_finish(
        await finish(done => host.list_interfaces_info_async(everything, null, done)));
    assert(infos.length === listed.length);
    const iface = host.lookup_interface_finish(await finish(done => host.lookup_interface_async('eth0', null, done)));
    const info = iface.get_info_finish(await finish(done => iface.get_info_async(null, done)));
    const same = host.lookup_interface_by_mac_finish(
        await finish(done => host.lookup_interface_by_mac_async(info.get_mac() ?? '', null, done)));
    assert(same.get_name() === 'eth0');
    const config = iface.get_config_finish(await finish(done => iface.get_config_async(null, done)));
    const again = host.define_interface_finish(await finish(
        done => host.define_interface_async(config, Berth.DefineFlags.DEFAULT, null, done)));
    /** @type {boolean[]} */
    const ended = [
        again.up_finish(await finish(done => again.up_async(-1, null, null, done))),
        again.down_finish(await finish(done => again.down_async(-1, null, null, done))),
        again.undefine_finish(await finish(done => again.undefine_async(Berth.UndefineFlags.DEFAULT, null, done))),
    ];
    assert(ended.every(each => each));
}

async function pretending() {
    const host = Berth.FakeHost.new(null);
    const watch = host.watch(Berth.EventMask.INTERFACES, null);
    const item = host.list_model(Berth.InterfaceFilter.ALL, null).get_item(0);
    assert(item instanceof Berth.InterfaceItem && item.get_name() === item.get_interface().get_name());
    host.set_delay(null, 1);
    host.fail_next('interface_get_info', Berth.Error.BUSY);
    host.set_link(make(Berth.InterfaceType.ETHERNET, 'eth7'), true);
    assert(watch.look(5000, null) === true);
    const event = watch.wait(5000, null);
    assert(event.get_event_type() === Berth.EventType.ADDED && event.get_number() === 1);
    assert(event.get_info()?.get_name() === 'eth7');
    host.remove_link('eth7');
    host.advance(1000);
    host.lose_events();
    assert(watch.next() !== null);
    const iface = host.get_interface('eth0');
    const report = iface.check(null);
    for (let i = 0; i < report.get_count(); i++)
        print(report.get_file(i), report.get_line(i), report.get_name(i), report.get_setting(i), report.get_text(i));
    assert(report.get_checked() === 1 && !report.is_note(0));
    assert(report.to_json().includes('"items"'));
    watch.close();
    assert(watch.is_closed());
    assert(iface.check_finish(await finish(done => iface.check_async(null, done))).get_count() === 0);
    const model = host.list_model_finish(
        await finish(done => host.list_model_async(Berth.InterfaceFilter.ALL, null, done)));
    assert(model.get_n_items() > 0);
    const second = host.watch_finish(
        await finish(done => host.watch_async(Berth.EventMask.INTERFACES, null, done)));
    host.remove_link('eth0');
    assert(second.look_finish(await finish(done => second.look_async(5000, null, done))));
    assert(second.wait_finish(await finish(done => second.wait_async(5000, null, done))).get_number() === 1);
}

async function following() {
    const host = Berth.FakeHost.new(null);
    const found = await host.get_capabilities_async();
    assert(found.check('interface.up') && found.get_name(0) === 'interface.read' && found.get_reason(0) === null);
    assert(found.to_json().startsWith('{') && host.get_capabilities().get_count() === found.get_count());
    const progress = Berth.Progress.new();
    /** @type {number[]} */
    const steps = [];
    progress.connect('changed', step => steps.push(step.get_done() / step.get_total()));
    const iface = host.get_interface('eth0');
    await iface.down_async(-1, progress);
    progress.update(1, 2, 'the rest');
    assert(steps.join() === '0,1,0.5' && progress.get_item()?.length === 8);
    const other = make(Berth.InterfaceType.ETHERNET, 'eth1');
    other.adopt_revision(other.copy());
    const report = iface.check();
    /** @type {number} */
    const code = report.get_code(0);
    /** @type {string[]} */
    const told = [...report].map(finding => `${finding.file}:${finding.line}: ${finding.setting} ${finding.text}`);
    assert(told.length === report.get_count() && [...found][0][0].startsWith('interface'));
    assert(!report.is_ok() && code === Berth.Error.NOT_APPLIED);
    const whole = host.check_interfaces(), later = await host.check_interfaces_async();
    /** @type {(string|null)[]} */
    const notes = [...whole].filter(finding => finding.note).map(finding => finding.name);
    assert(notes.join() === 'eth1' && later.get_count() === whole.get_count());
    const ended = host.check_interfaces_finish(await finish(done => host.check_interfaces_async(null, done)));
    assert(ended.get_checked() === whole.get_checked());
    assert(host.watch().get_fd() + 0 > 2);
    const again = host.get_capabilities_finish(await finish(done => host.get_capabilities_async(null, done)));
    assert(again.get_count() === found.get_count());
}

function keyCodes() {
    const {LINUX, WIN32, HTML} = Berth.Codeset;
    /** @type {Berth.Codeset} */
    const usb = Berth.Codeset.from_name('usb');
    const evdev = Berth.Codeset.from_display(Berth.DisplayType.WAYLAND, null, null);
    assert(Berth.Codeset.get_name(evdev) === 'xorg_evdev' && Berth.Codeset.get_description(usb) !== null);
    /** @type {number[]} */
    const codes = [Berth.keycode_translate(LINUX, usb, 30), Berth.keycode_from_name(LINUX, 'KEY_A'),
        Berth.keycode_from_text(LINUX, '0x1e')];
    assert(codes.join() === '4,30,30' && Berth.keycode_get_name(HTML, 30)?.length === 4);
    const listed = Berth.Codeset.list_codes(LINUX);
    assert([...listed].find(each => each.code === 30)?.name === 'KEY_A');
    const several = Berth.KeycodeList.new_alternatives(WIN32, LINUX, 226);
    assert(several.get_count() === 2 && several.get_code(0) === 86 && several.get_name(0) === 'KEY_102ND');
    assert(several.get_aliases(0).length === 0);
}

function keySequence() {
    const layout = Berth.KeyLayout.new('de');
    assert(layout.check('z').is_ok() && layout.get_name() === layout.name);
    const keys = Berth.KeySequence.new();
    keys.add_chord(Berth.Codeset.LINUX, 'KEY_LEFTSHIFT KEY_A');
    keys.add_press(Berth.Codeset.LINUX, 30);
    keys.add_release(Berth.Codeset.LINUX, 30);
    keys.add_text('z', layout);
    keys.add_wait(1);
    keys.set_rate(0);
    assert(keys.list_events().length === 10 && keys.get_count() === 8);
    assert(Berth.KeySequence.new_from_text('chord KEY_A').copy().get_count() === 2);
    return keys;
}

async function keyTargets() {
    const host = Berth.FakeHost.new(null);
    const {LINUX} = Berth.Codeset;
    const target = host.open_key_target('qmp:/run/a');
    /** @type {boolean[]} */
    const done = [target.can_deliver(LINUX, 30), target.check(keySequence()).is_ok(), target.send(keySequence()),
        target.press(LINUX, 30), target.release(LINUX, 30), target.keeps_pressed(), target.close()];
    assert(done.every(each => each) && target.get_uri() === target.uri);
    assert(host.list_keys()[0] === 'press KEY_LEFTSHIFT' && host.list_keys('qmp:/run/b').length === 0);
    const second = await host.open_key_target_async('qmp:/run/b');
    /** @type {boolean[]} */
    const later = [await second.send_async(keySequence()), await second.press_async(LINUX, 30),
        await second.release_async(LINUX, 30), await second.close_async(Berth.KeyCloseFlags.LEAVE_PRESSED)];
    const third = host.open_key_target_finish(
        await finish(called => host.open_key_target_async('qmp:/run/c', null, -1, null, called)));
    later.push(third.send_finish(await finish(called => third.send_async(keySequence(), -1, null, null, called))));
    later.push(third.press_finish(await finish(called => third.press_async(LINUX, 30, -1, null, called))));
    later.push(third.release_finish(await finish(called => third.release_async(LINUX, 30, -1, null, called))));
    later.push(third.close_finish(await finish(called => third.close_async(0, null, called))));
    assert(later.every(each => each));
}

async function run() {
    await pretending();
    await following();
    keyCodes();
    await keyTargets();
    for (const part of [settings, settingsByPath, bridgesAndBonds, reading, changing])
        part();
    await awaiting();
    await callingBack();
    return 0;
}

const loop = new GLib.MainLoop(null, false);
let status = 1;
run().then(result => (status = result), error => logError(error)).finally(() => loop.quit());
loop.run();
System.exit(status);
