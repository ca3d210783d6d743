// SPDX-License-Identifier: LGPL-2.1-or-later
// Berth from GJS, on a host whose root is a folder of the test's own.
import Berth from 'gi://Berth?version=1.0';
import Gio from 'gi://Gio';
import GLib from 'gi://GLib';
import System from 'system';

const INTERFACES = `# kept as it is
auto lo
iface lo inet loopback

auto eth0
iface eth0 inet static
\taddress 192.0.2.10/24
\tgateway 192.0.2.1
`;
const VLAN_WITHOUT_NAME = '<interface type="vlan"><vlan tag="42"><interface name="eth0"/></vlan></interface>';

const tests = [];

function test(name, body) {
    tests.push({name, body});
}

function equal(got, expected) {
    if (JSON.stringify(got) !== JSON.stringify(expected))
        throw new Error(`${JSON.stringify(got)} is not ${JSON.stringify(expected)}`);
}

// Checks the error that a function throws, or a promise it returns is rejected with, and gives it back.
async function fails(codes, body) {
    try {
        await body();
    } catch (error) {
        if (![codes].flat().some(code => error.matches?.(Berth.Error, code)))
            throw error;
        return error;
    }
    throw new Error('it did not fail');
}

function names(list) {
    return list.map(item => item.get_name());
}

function makeEthernet(name) {
    return Berth.InterfaceConfig.new(Berth.InterfaceType.ETHERNET, name);
}

function makeBridge() {
    const bridge = Berth.InterfaceConfig.new(Berth.InterfaceType.BRIDGE, 'br0');
    bridge.set_start_mode(Berth.StartMode.ONBOOT);
    bridge.set_dhcp(Berth.IpFamily.IPV4, true);
    bridge.add_port(makeEthernet('eth1'));
    return bridge;
}

const root = GLib.Dir.make_tmp('berth-XXXXXX');
const file = Gio.File.new_for_path(`${root}/etc/network/interfaces`);
file.get_parent().make_directory_with_parents(null);
GLib.file_set_contents(file.get_path(), INTERFACES);
const host = Berth.Host.open(null, {root});

function contents() {
    return new TextDecoder().decode(GLib.file_get_contents(file.get_path())[1]);
}

function removeTree(folder) {
    for (const info of folder.enumerate_children('standard::*', Gio.FileQueryInfoFlags.NOFOLLOW_SYMLINKS, null)) {
        const child = folder.get_child(info.get_name());
        if (info.get_file_type() === Gio.FileType.DIRECTORY)
            removeTree(child);
        else
            child.delete(null);
    }
    folder.delete(null);
}

test('open', () => {
    equal([host.get_uri(), host.uri, host.root, host.get_driver()], ['local:///', 'local:///', root, 'debian']);
    equal(Berth.Host.open().get_root(), '/');
    equal(Berth.Host.open('local:///', new Berth.HostOptions({root})).get_root(), root);
});

test('list', () => {
    equal(names(host.list_interfaces()), ['lo', 'eth0']);
    equal(names([...host]), ['lo', 'eth0']);
    equal(host.list_interfaces(Berth.InterfaceFilter.ACTIVE), []);
    equal(names(host.list_interfaces_info(Berth.InterfaceFilter.DEFINED, null)), ['lo', 'eth0']);
});

test('show', () => {
    const config = host.lookup_interface('eth0').get_config();
    equal(config.get_interface_type(), Berth.InterfaceType.ETHERNET);
    equal(config.get_addresses(Berth.IpFamily.IPV4), ['192.0.2.10/24']);
    equal(config.get_gateway(Berth.IpFamily.IPV4), '192.0.2.1');
    equal(config.get_gateway(Berth.IpFamily.IPV6), null);
    equal(config.equal(Berth.InterfaceConfig.new_from_xml(config.to_xml())), true);
    equal(config.equal(Berth.InterfaceConfig.new_from_json(config.to_json())), true);
});

test('snapshot', async () => {
    const info = host.lookup_interface('eth0').get_info();
    equal([info.is_defined(), info.is_active(), info.is_present()], [true, false, false]);
    await fails(Berth.Error.NOT_SET, () => info.get_index());
    await fails(Berth.Error.NOT_FOUND, () => info.get_live_config());
});

test('settings', async () => {
    const vlan = Berth.InterfaceConfig.new(Berth.InterfaceType.VLAN, 'eth0.42');
    vlan.set_vlan(42, 'eth0');
    equal(vlan.get_vlan(), [42, 'eth0']);
    await fails(Berth.Error.NOT_SET, () => vlan.get_mtu());
    vlan.set_mtu(1400);
    equal(vlan.get_mtu(), 1400);
    const bridge = makeBridge();
    equal(bridge.get_ports(), ['eth1']);
    for (const stp of [false, true]) {
        bridge.set_stp(stp);
        equal(bridge.get_stp(), stp);
    }
    bridge.set_delay(2000);
    equal(bridge.get_delay(), 2000);
});

test('addresses', async () => {
    const config = makeEthernet('eth0'), {IPV4} = Berth.IpFamily;
    equal(config.get_autoconf(), false);
    config.set_autoconf(true);
    equal(config.get_autoconf(), true);
    await fails(Berth.Error.NOT_SET, () => config.get_peerdns(IPV4));
    await fails(Berth.Error.INVALID, () => config.set_peerdns(IPV4, false));
    config.set_dhcp(IPV4, true);
    for (const peerdns of [false, true]) {
        config.set_peerdns(IPV4, peerdns);
        equal(config.get_peerdns(IPV4), peerdns);
    }
});

test('DNS', async () => {
    const config = makeEthernet('eth0');
    equal([config.get_dns_servers(), config.get_dns_search()], [[], []]);
    config.add_dns_server('192.0.2.53');
    config.add_dns_server('2001:db8::53');
    config.add_dns_search('example.com');
    equal([config.get_dns_servers(), config.get_dns_search()], [['192.0.2.53', '2001:db8::53'], ['example.com']]);
    await fails(Berth.Error.INVALID, () => config.add_dns_server('192.0.2.53'));
    await fails(Berth.Error.INVALID, () => config.add_dns_search('two words'));
    config.clear_dns();
    equal([config.get_dns_servers(), config.get_dns_search()], [[], []]);
});

test('ports', async () => {
    const bond = Berth.InterfaceConfig.new(Berth.InterfaceType.BOND, 'bond0');
    bond.add_port(makeEthernet('eth0'));
    const bridge = Berth.InterfaceConfig.new(Berth.InterfaceType.BRIDGE, 'br0');
    bridge.add_port(bond);
    const port = bridge.get_port('bond0');
    equal(port.equal(bond), true);
    port.remove_port('eth0');
    equal([port.get_ports(), bridge.get_port('bond0').get_ports()], [[], ['eth0']]);
    await fails(Berth.Error.NOT_FOUND, () => port.get_port('eth0'));
    await fails(Berth.Error.NOT_FOUND, () => port.remove_port('eth0'));
    await fails(Berth.Error.INVALID, () => makeEthernet('eth0').get_port('eth0'));
    await fails(Berth.Error.INVALID, () => makeEthernet('eth0').remove_port('eth0'));
});

test('bonds', async () => {
    const bond = Berth.InterfaceConfig.new(Berth.InterfaceType.BOND, 'bond0'), ethernet = makeEthernet('eth0');
    await fails(Berth.Error.NOT_SET, () => bond.get_bond_mode());
    await fails(Berth.Error.INVALID, () => ethernet.get_bond_mode());
    for (let mode = Berth.BondMode.BALANCE_RR; mode <= Berth.BondMode.BALANCE_ALB; mode++) {
        bond.set_bond_mode(mode);
        equal(bond.get_bond_mode(), mode);
    }
    equal(Berth.BondMode.IEEE_802_3AD, 4);

    bond.set_bond_primary('eth1');
    equal(bond.get_bond_primary(), 'eth1');
    await fails(Berth.Error.INVALID, () => bond.set_bond_primary('a/b'));
    bond.set_bond_primary(null);
    equal(bond.get_bond_primary(), null);

    for (const name of ['miimon', 'updelay', 'downdelay', 'arp_interval']) {
        const [get, set] = [`get_${name}`, `set_${name}`];
        await fails(Berth.Error.NOT_SET, () => bond[get]());
        await fails(Berth.Error.INVALID, () => bond[set](-1));
        await fails(Berth.Error.INVALID, () => ethernet[set](1));
        for (const time of [0, 2147483647]) {
            bond[set](time);
            equal(bond[get](), time);
        }
    }

    await fails(Berth.Error.NOT_SET, () => bond.get_use_carrier());
    for (const value of [false, true]) {
        bond.set_use_carrier(value);
        equal(bond.get_use_carrier(), value);
    }

    equal(bond.get_arp_targets(), []);
    bond.add_arp_target('192.0.2.1');
    equal(bond.get_arp_targets(), ['192.0.2.1']);
    await fails(Berth.Error.INVALID, () => bond.add_arp_target('2001:db8::1'));
    await fails(Berth.Error.INVALID, () => ethernet.get_arp_targets());
});

test('settings by path', async () => {
    const config = makeEthernet('eth0');
    config.set_setting('mtu', '1400');
    equal([config.get_mtu(), config.get_setting('mtu')], [1400, '1400']);
    equal(config.list_settings(), ['type', 'name', 'start', 'mtu']);
    await fails(Berth.Error.INVALID, () => config.set_setting('mtu', '12'));
    await fails(Berth.Error.SCHEMA, () => config.set_setting('colour', 'blue'));
    await fails(Berth.Error.SCHEMA, () => config.unset_setting('name'));
    await fails(Berth.Error.INVALID, () => config.get_setting('a..b'));
    config.unset_setting('mtu');
    await fails(Berth.Error.NOT_SET, () => config.get_setting('mtu'));
});

test('origin', async () => {
    const config = host.lookup_interface('eth0').get_config();
    equal(config.get_origin('ipv4.gateway'), [file.get_path(), 8]);
    config.set_gateway(Berth.IpFamily.IPV4, '192.0.2.254');
    await fails(Berth.Error.NOT_SET, () => config.get_origin('ipv4.gateway'));
});

test('schema', () => {
    equal(Berth.Interface.schema().includes('http://relaxng.org/ns/structure/1.0'), true);
});

test('define and undefine', async () => {
    const bridge = makeBridge();
    const iface = host.define_interface(bridge);
    equal(iface.get_name(), 'br0');
    equal(contents(), `${INTERFACES}\nauto br0\niface br0 inet dhcp\n    bridge_ports eth1\n`);
    equal(iface.get_config().equal(bridge), true);
    await fails(Berth.Error.EXISTS, () => host.define_interface(bridge, Berth.DefineFlags.CREATE_ONLY));
    equal(iface.undefine(), true);
    equal(contents(), INTERFACES);
});

test('errors', async () => {
    const error = await fails(Berth.Error.NOT_FOUND, () => host.lookup_interface('eth9'));
    equal([error instanceof Berth.Error, error.domain, error.code],
        [true, Berth.error_quark(), Berth.Error.NOT_FOUND]);
    equal(error.message.includes('eth9'), true);
    const broken = await fails(Berth.Error.PARSE, () => Berth.InterfaceConfig.new_from_xml('<interface\n', 'a.xml'));
    equal(/^a\.xml:\d+: /.test(broken.message), true);
    await fails([Berth.Error.SCHEMA, Berth.Error.INVALID],
        () => Berth.InterfaceConfig.new_from_xml(VLAN_WITHOUT_NAME));
    await fails(Berth.Error.INVALID,
        () => Berth.InterfaceConfig.new(Berth.InterfaceType.ETHERNET, 'a234567890123456'));
    await fails(Berth.Error.NOT_FOUND, () => Berth.Host.open(null, {root: `${root}/none`}));
    await fails(Berth.Error.UNSUPPORTED, () => Berth.Host.open('nowhere:///'));
    await fails(Berth.Error.UNSUPPORTED, () => Berth.Host.open(null, {driver: 'nobody'}));
    await fails(Berth.Error.UNSUPPORTED, () => host.lookup_interface('eth0').up());
});

test('missing file', async () => {
    const empty = GLib.Dir.make_tmp('berth-XXXXXX');
    await fails(Berth.Error.NOT_FOUND,
        () => Berth.Host.open(null, {root: empty, driver: 'debian'}).list_interfaces());
    removeTree(Gio.File.new_for_path(empty));
});

test('unknown enumeration value', () => {
    try {
        Berth.InterfaceConfig.new(99, 'eth0');
    } catch {
        return;
    }
    throw new Error('it was taken');
});

// The message of what a function throws; it is not one of the library's.
function refusal(body) {
    try {
        body();
    } catch (error) {
        return error instanceof Berth.Error ? '' : error.message;
    }
    return '';
}

test('an argument too many', () => {
    const config = makeEthernet('eth0'), {IPV4} = Berth.IpFamily;
    equal(refusal(() => config.add_address(IPV4, '10.0.0.1/8', 24)),
        'Berth.InterfaceConfig.add_address: At most 2 arguments allowed, but 3 passed');
    equal(config.get_addresses(IPV4), []);
    equal(refusal(() => host.list_interfaces(Berth.InterfaceFilter.ALL, null, 7)),
        'Berth.Host.list_interfaces: At most 2 arguments allowed, but 3 passed');
    equal(refusal(() => host.list_interfaces_async(Berth.InterfaceFilter.ALL, null, 7)),
        'Berth.Host.list_interfaces_async: At most 2 arguments allowed, but 3 passed');
    equal(refusal(() => host.list_interfaces_async(Berth.InterfaceFilter.ALL, null, 7, () => {})),
        'Berth.Host.list_interfaces_async: At most 3 arguments allowed, but 4 passed');
});

test('arguments too many for every call', () => {
    const many = Array(12).fill(null), inherited = ['Error.valueOf', 'Error.toString'];
    let count = 0;
    for (const [kind, value] of [['', Berth], ...Object.entries(Berth)]) {
        for (const owner of [value, value.prototype].filter(each => each instanceof Object)) {
            for (const name of Object.getOwnPropertyNames(owner)) {
                const called = Object.getOwnPropertyDescriptor(owner, name)?.value;
                if (typeof called !== 'function' || !/^[a-z]/.test(name) || name === 'constructor' ||
                    inherited.includes(`${kind}.${name}`))
                    continue;
                count++;
                equal([kind, name, refusal(() => called.apply(owner, many)).replace(/.*: At most \d+/, '')],
                    [kind, name, ' arguments allowed, but 12 passed']);
            }
        }
    }
    equal(count > 200, true);
});

test('promises', async () => {
    const again = await Berth.Host.open_async(null, {root});
    equal(names(await again.list_interfaces_async()), ['lo', 'eth0']);
    equal((await again.list_interfaces_info_async()).length, 2);
    const iface = await again.define_interface_async(makeBridge());
    equal((await iface.get_config_async()).equal(makeBridge()), true);
    equal((await iface.get_info_async()).is_defined(), true);
    equal(await iface.undefine_async(), true);
    equal(contents(), INTERFACES);
    await fails(Berth.Error.NOT_FOUND, () => again.lookup_interface_async('eth9'));
});

test('callbacks', async () => {
    const result = await new Promise(resolve =>
        host.list_interfaces_async(Berth.InterfaceFilter.ALL, null, (_source, outcome) => resolve(outcome)));
    equal(names(host.list_interfaces_finish(result)), ['lo', 'eth0']);
});

test('cancelling', async () => {
    const cancellable = new Gio.Cancellable();
    cancellable.cancel();
    await fails(Berth.Error.CANCELLED, () => host.list_interfaces(Berth.InterfaceFilter.ALL, cancellable));
    await fails(Berth.Error.CANCELLED,
        () => host.define_interface_async(makeBridge(), Berth.DefineFlags.DEFAULT, cancellable));
    await fails(Berth.Error.CANCELLED, () => Berth.Host.open_async(null, null, cancellable));
    equal(contents(), INTERFACES);
});

function makeLink(name, mtu) {
    const config = makeEthernet(name);
    config.set_mtu(mtu);
    return config;
}

function describe(event) {
    const type = Object.keys(Berth.EventType).find(name => Berth.EventType[name] === event.get_event_type());
    return [event.get_number(), type, event.get_info()?.get_name()].join(' ').trim();
}

// Lets the loop run until the condition holds.
async function until(condition) {
    for (let i = 0; i < 1000 && !condition(); i++) {
        await new Promise(resolve => GLib.timeout_add(GLib.PRIORITY_DEFAULT, 10, () => {
            resolve();
            return GLib.SOURCE_REMOVE;
        }));
    }
    equal(condition(), true);
}

test('fake host', async () => {
    const fake = Berth.FakeHost.new();
    equal(names([...fake]), ['lo', 'eth0', 'eth1']);
    equal(Berth.Host.open('fake:///') instanceof Berth.FakeHost, true);
    const iface = fake.lookup_interface('eth0');
    fake.fail_next('interface_up', Berth.Error.NOT_APPLIED);
    await fails(Berth.Error.NOT_APPLIED, () => iface.up());
    fake.fail_next(null, Berth.Error.IO);
    await fails(Berth.Error.IO, () => iface.get_info_async());
    fake.set_delay('interface_get_info', 100);
    const started = GLib.get_monotonic_time();
    await iface.get_info_async();
    equal(GLib.get_monotonic_time() - started >= 100000, true);
    fake.advance(1000);
    await fails(Berth.Error.INVALID, () => fake.advance(-1));
    await fails(Berth.Error.NOT_FOUND, () => fake.remove_link('eth9'));
    await fails(Berth.Error.NOT_FOUND, () => Berth.FakeHost.new(`${root}/none.json`));
});

test('events', async () => {
    const fake = Berth.FakeHost.new(), watch = fake.watch();
    equal(watch.next(), null);
    fake.set_link(makeLink('eth2', 1400), true);
    equal(describe(watch.next()), '1 ADDED eth2');
    fake.lose_events();
    equal(describe(await watch.wait_async()), '2 RESYNC');
    await fails(Berth.Error.TIMEOUT, () => watch.wait(10));

    const seen = [];
    fake.remove_link('eth2');
    for await (const event of watch) {
        seen.push(describe(event));
        if (seen.length === 1)
            fake.remove_link('eth1');
        else
            watch.close();
    }
    equal(seen, ['3 REMOVED eth2', '4 REMOVED eth1']);
    await fails(Berth.Error.CANCELLED, () => watch.wait_async());
});

test('events as a signal', async () => {
    const fake = Berth.FakeHost.new(), watch = await fake.watch_async(), seen = [];
    watch.connect('event', (_watch, event) => seen.push(describe(event)));
    fake.set_link(makeLink('eth2', 1400), true);
    fake.remove_link('eth1');
    await until(() => seen.length === 2);
    equal(seen, ['1 REMOVED eth1', '2 ADDED eth2']);
    watch.close();
});

test('list model', async () => {
    const fake = Berth.FakeHost.new(), changes = [];
    let ticks = 0;
    fake.set_delay(null, 200);
    const ticker = GLib.timeout_add(GLib.PRIORITY_DEFAULT, 5, () => ++ticks > 0);
    const model = await fake.list_model_async();
    GLib.Source.remove(ticker);
    equal(ticks > 15, true);
    equal([...model].map(item => item.name), ['lo', 'eth0', 'eth1']);
    const [, eth0] = model;
    let told = 0;
    model.connect('items-changed', (_model, ...change) => changes.push(change));
    eth0.connect('notify::info', () => told++);
    fake.set_link(makeLink('eth0', 1400), true);
    fake.remove_link('eth1');
    await until(() => told > 0 && changes.length > 0);
    equal(changes, [[2, 1, 0]]);
    equal([eth0.info.is_active(), eth0.interface.name, model.get_item(1) === eth0], [true, 'eth0', true]);
});

test('cancelling a watch', async () => {
    const cancellable = new Gio.Cancellable(), fake = Berth.FakeHost.new(), watch = fake.watch();
    const waiting = watch.wait_async(-1, cancellable);
    cancellable.cancel();
    await fails(Berth.Error.CANCELLED, () => waiting);
    await fails(Berth.Error.CANCELLED, () => fake.watch_async(Berth.EventMask.INTERFACES, cancellable));
    await fails(Berth.Error.CANCELLED, () => fake.list_model_async(Berth.InterfaceFilter.ALL, cancellable));
});

test('what only calls make is not made by hand', async () => {
    for (const name of ['Host', 'FakeHost', 'Interface', 'InterfaceConfig', 'InterfaceInfo', 'InterfaceItem', 'Event',
        'Watch', 'Report', 'Capabilities', 'ListModel']) {
        let said = 'made';
        try {
            new Berth[name]();
        } catch (error) {
            said = error.message;
        }
        equal(/Berth/.test(said), true);
    }
    const report = Berth.FakeHost.new().get_interface('eth0').check();
    equal([...report], []);
});

test('findings and capabilities, one after the other', async () => {
    const host = Berth.FakeHost.new(), iface = host.get_interface('eth0');
    await iface.down_async();
    equal([...iface.check()].map(({code, text, setting}) => [code, text, setting]), [
        [Berth.Error.NOT_APPLIED, 'should be up, is down', null],
        [Berth.Error.NOT_APPLIED, 'no address came', 'ipv4.dhcp'],
    ]);
    equal([...await host.check_interfaces_async()].map(({name, note}) => [name, note]), [
        ['eth0', false], ['eth0', false], ['eth1', true],
    ]);
    equal([...host.get_capabilities()][0], ['interface.read', null]);
});

async function run() {
    let failures = 0;
    print(`1..${tests.length}`);
    for (const [index, {name, body}] of tests.entries()) {
        try {
            await body();
            print(`ok ${index + 1} - ${name}`);
        } catch (error) {
            failures++;
            print(`not ok ${index + 1} - ${name}`);
            print(`${error.message}\n${error.stack}`.trim().replace(/^/gm, '# '));
        }
    }
    removeTree(Gio.File.new_for_path(root));
    return failures ? 1 : 0;
}

const loop = new GLib.MainLoop(null, false);
let status = 1;
run().then(result => (status = result), logError).finally(() => loop.quit());
loop.run();
System.exit(status);
