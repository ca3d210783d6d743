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

function makeBridge() {
    const bridge = Berth.InterfaceConfig.new(Berth.InterfaceType.BRIDGE, 'br0');
    bridge.set_start_mode(Berth.StartMode.ONBOOT);
    bridge.set_dhcp(Berth.IpFamily.IPV4, true);
    bridge.add_port(Berth.InterfaceConfig.new(Berth.InterfaceType.ETHERNET, 'eth1'));
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
