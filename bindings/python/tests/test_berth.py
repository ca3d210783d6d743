# SPDX-License-Identifier: LGPL-2.1-or-later
"""Berth from Python, on hosts whose root is a folder of the test's own."""
import asyncio
import pathlib
import tempfile
import threading
import types
import unittest

import gi

gi.require_version('Berth', '1.0')
from gi.repository import Berth, Gio, GLib  # noqa: E402
from tap import TAPTestRunner  # noqa: E402

INTERFACES = '''# kept as it is
auto lo
iface lo inet loopback

auto eth0
iface eth0 inet static
\taddress 192.0.2.10/24
\tgateway 192.0.2.1
'''
WITH_BRIDGE = INTERFACES + '''
auto br0
iface br0 inet dhcp
    bridge_ports eth1
'''
VLAN_WITHOUT_NAME = '''<interface type="vlan">
  <vlan tag="42">
    <interface name="eth0"/>
  </vlan>
</interface>
'''


class Case(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory(prefix='berth-')
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        self.file = self.root / 'etc/network/interfaces'
        self.file.parent.mkdir(parents=True)
        self.file.write_text(INTERFACES)
        self.host = Berth.Host.open(root=self.root)

    def assert_fails(self, code: Berth.ErrorCode, function, *args) -> Berth.Error:
        with self.assertRaises(Berth.Error) as caught:
            function(*args)
        self.assertEqual(caught.exception.code, code, caught.exception)
        return caught.exception


def make_bridge() -> Berth.InterfaceConfig:
    bridge = Berth.InterfaceConfig.new(Berth.InterfaceType.BRIDGE, 'br0')
    bridge.set_start_mode(Berth.StartMode.ONBOOT)
    bridge.set_dhcp(Berth.IpFamily.IPV4, True)
    bridge.add_port(Berth.InterfaceConfig.new(Berth.InterfaceType.ETHERNET, 'eth1'))
    return bridge


class Reading(Case):
    def test_defined_again_and_again(self) -> None:
        config = self.host.lookup_interface('eth0').get_config()
        for mtu in (1400, 1500, 1600):
            config.set_mtu(mtu)
            self.host.define_interface(config)
        self.assertIn('mtu 1600', self.file.read_text())
        self.file.write_text(self.file.read_text().replace('1600', '1700'))
        with self.assertRaises(Berth.Error) as caught:
            self.host.define_interface(config)
        self.assertEqual(caught.exception.code, Berth.Error.CONFLICT)

    def test_handle_without_a_look(self) -> None:
        iface = self.host.get_interface('eth7')
        self.assertEqual(iface.get_name(), 'eth7')
        with self.assertRaises(Berth.Error) as caught:
            iface.get_config()
        self.assertEqual(caught.exception.code, Berth.Error.NOT_FOUND)
        with self.assertRaises(Berth.Error) as caught:
            self.host.get_interface('')
        self.assertEqual(caught.exception.code, Berth.Error.INVALID)

    def test_list(self) -> None:
        self.assertEqual([iface.get_name() for iface in self.host.list_interfaces()], ['lo', 'eth0'])
        self.assertEqual([iface.props.name for iface in self.host], ['lo', 'eth0'])
        self.assertEqual(self.host.list_interfaces(Berth.InterfaceFilter.ACTIVE), [])

    def test_show(self) -> None:
        config = self.host.lookup_interface('eth0').get_config()
        self.assertEqual(config.get_interface_type(), Berth.InterfaceType.ETHERNET)
        self.assertEqual(config.get_start_mode(), Berth.StartMode.ONBOOT)
        self.assertEqual(config.get_addresses(Berth.IpFamily.IPV4), ['192.0.2.10/24'])
        self.assertEqual(config.get_addresses(Berth.IpFamily.IPV6), [])
        self.assertEqual(config.get_gateway(Berth.IpFamily.IPV4), '192.0.2.1')
        self.assertIsNone(config.get_gateway(Berth.IpFamily.IPV6))
        again = Berth.InterfaceConfig.new_from_xml(config.to_xml())
        self.assertTrue(config.equal(again))
        self.assertTrue(config.equal(Berth.InterfaceConfig.new_from_json(config.to_json())))

    def test_info(self) -> None:
        infos = {info.get_name(): info for info in self.host.list_interfaces_info()}
        self.assertEqual(sorted(infos), ['eth0', 'lo'])
        self.assertTrue(infos['eth0'].is_defined())
        self.assertFalse(infos['eth0'].is_active())
        self.assert_fails(Berth.Error.NOT_SET, infos['eth0'].get_index)
        self.assert_fails(Berth.Error.NOT_FOUND, infos['eth0'].get_live_config)

    def test_identity(self) -> None:
        with Berth.Host.open('local:///', root=self.root) as host:
            self.assertEqual((host.get_uri(), host.get_root(), host.get_driver()),
                             ('local:///', str(self.root), 'debian'))
            self.assertIs(host.lookup_interface('lo').get_host(), host)

    def test_representations(self) -> None:
        iface = self.host.lookup_interface('eth0')
        self.assertEqual(repr(self.host), f"<Berth.Host 'local:///' root={str(self.root)!r}>")
        self.assertEqual(repr(iface), "<Berth.Interface 'eth0'>")
        self.assertEqual(repr(iface.get_config()), "<Berth.InterfaceConfig ethernet 'eth0'>")
        self.assertEqual(repr(iface.get_info()), "<Berth.InterfaceInfo ethernet 'eth0' defined>")

    def test_options(self) -> None:
        options = Berth.HostOptions(root=str(self.root), driver='debian')
        self.assertEqual(Berth.Host.open(None, options).get_root(), str(self.root))
        with self.assertRaises(TypeError):
            Berth.Host.open(None, options, root='/')


class Settings(unittest.TestCase):
    def test_values_that_are_not_set(self) -> None:
        bridge = make_bridge()
        for getter in (bridge.get_mtu, bridge.get_stp, bridge.get_delay):
            with self.assertRaises(Berth.Error) as caught:
                getter()
            self.assertEqual(caught.exception.code, Berth.Error.NOT_SET)

    def test_values(self) -> None:
        bridge = make_bridge()
        bridge.set_mtu(1400)
        bridge.set_stp(False)
        bridge.set_delay(0)
        self.assertEqual((bridge.get_mtu(), bridge.get_stp(), bridge.get_delay()), (1400, False, 0))
        self.assertEqual(bridge.get_ports(), ['eth1'])
        copy = bridge.copy()
        bridge.unset_mtu()
        self.assertFalse(bridge.equal(copy))

    def test_several_results(self) -> None:
        vlan = Berth.InterfaceConfig.new(Berth.InterfaceType.VLAN, 'eth0.42')
        vlan.set_vlan(42, 'eth0')
        tag, device = vlan.get_vlan()
        self.assertEqual((tag, device), (42, 'eth0'))

    def test_schema(self) -> None:
        self.assertIn('http://relaxng.org/ns/structure/1.0', Berth.Interface.schema())

    def test_made_without_a_constructor(self) -> None:
        for cls in (Berth.Host, Berth.Interface, Berth.InterfaceConfig, Berth.InterfaceInfo):
            with self.assertRaises(TypeError):
                cls()


class EverySetting(Case):
    """Each setting: its value, what is refused, and what is handed out."""

    def setUp(self) -> None:
        super().setUp()
        self.ethernet = Berth.InterfaceConfig.new(Berth.InterfaceType.ETHERNET, 'eth0')
        self.bond = Berth.InterfaceConfig.new(Berth.InterfaceType.BOND, 'bond0')

    def test_autoconf(self) -> None:
        self.assertIs(self.ethernet.get_autoconf(), False)
        self.ethernet.set_autoconf(True)
        self.assertIs(self.ethernet.get_autoconf(), True)

    def test_peerdns(self) -> None:
        ipv4 = Berth.IpFamily.IPV4
        self.assert_fails(Berth.Error.NOT_SET, self.ethernet.get_peerdns, ipv4)
        self.assert_fails(Berth.Error.INVALID, self.ethernet.set_peerdns, ipv4, False)
        self.ethernet.set_dhcp(ipv4, True)
        for value in (False, True):
            self.ethernet.set_peerdns(ipv4, value)
            self.assertIs(self.ethernet.get_peerdns(ipv4), value)

    def test_dns(self) -> None:
        self.assertEqual((self.ethernet.get_dns_servers(), self.ethernet.get_dns_search()), ([], []))
        self.ethernet.add_dns_server('192.0.2.53')
        self.ethernet.add_dns_server('2001:db8::53')
        self.ethernet.add_dns_search('example.com')
        self.assertEqual(self.ethernet.get_dns_servers(), ['192.0.2.53', '2001:db8::53'])
        self.assertEqual(self.ethernet.get_dns_search(), ['example.com'])
        for server in ('192.0.2.53', 'here'):
            self.assert_fails(Berth.Error.INVALID, self.ethernet.add_dns_server, server)
        for domain in ('example.com', 'two words', ''):
            self.assert_fails(Berth.Error.INVALID, self.ethernet.add_dns_search, domain)
        self.ethernet.clear_dns()
        self.assertEqual((self.ethernet.get_dns_servers(), self.ethernet.get_dns_search()), ([], []))

    def test_ports(self) -> None:
        self.bond.add_port(self.ethernet)
        bridge = Berth.InterfaceConfig.new(Berth.InterfaceType.BRIDGE, 'br0')
        bridge.add_port(self.bond)
        port = bridge.get_port('bond0')
        self.assertTrue(port.equal(self.bond))
        port.remove_port('eth0')
        self.assertEqual((port.get_ports(), bridge.get_port('bond0').get_ports()), ([], ['eth0']))
        del bridge
        self.assertEqual(port.get_name(), 'bond0')
        self.assert_fails(Berth.Error.NOT_FOUND, port.get_port, 'eth0')
        self.assert_fails(Berth.Error.NOT_FOUND, port.remove_port, 'eth0')
        self.assert_fails(Berth.Error.INVALID, self.ethernet.get_port, 'eth0')
        self.assert_fails(Berth.Error.INVALID, self.ethernet.remove_port, 'eth0')

    def test_bond_mode(self) -> None:
        self.assert_fails(Berth.Error.NOT_SET, self.bond.get_bond_mode)
        self.assert_fails(Berth.Error.INVALID, self.ethernet.get_bond_mode)
        for number in range(7):
            mode = Berth.BondMode(number)
            self.bond.set_bond_mode(mode)
            self.assertEqual(self.bond.get_bond_mode(), mode)
        self.assertEqual(Berth.BondMode.IEEE_802_3AD, 4)
        with self.assertRaises(TypeError):
            self.bond.set_bond_mode(7)

    def test_bond_primary(self) -> None:
        self.bond.set_bond_primary('eth1')
        self.assertEqual(self.bond.get_bond_primary(), 'eth1')
        self.assert_fails(Berth.Error.INVALID, self.bond.set_bond_primary, 'a/b')
        self.bond.set_bond_primary(None)
        self.assertIsNone(self.bond.get_bond_primary())

    def test_bond_times(self) -> None:
        for name in ('miimon', 'updelay', 'downdelay', 'arp_interval'):
            get, set = getattr(self.bond, f'get_{name}'), getattr(self.bond, f'set_{name}')
            self.assert_fails(Berth.Error.NOT_SET, get)
            for wrong in (-1, 2 ** 31):
                self.assert_fails(Berth.Error.INVALID, set, wrong)
            for value in (0, 2 ** 31 - 1):
                set(value)
                self.assertEqual(get(), value)
            self.assert_fails(Berth.Error.INVALID, getattr(self.ethernet, f'set_{name}'), 100)

    def test_use_carrier(self) -> None:
        self.assert_fails(Berth.Error.NOT_SET, self.bond.get_use_carrier)
        for value in (False, True):
            self.bond.set_use_carrier(value)
            self.assertIs(self.bond.get_use_carrier(), value)
        self.assert_fails(Berth.Error.INVALID, self.ethernet.set_use_carrier, True)

    def test_arp_targets(self) -> None:
        self.assertEqual(self.bond.get_arp_targets(), [])
        self.bond.add_arp_target('192.0.2.1')
        self.assertEqual(self.bond.get_arp_targets(), ['192.0.2.1'])
        for wrong in ('192.0.2.1', '2001:db8::1'):
            self.assert_fails(Berth.Error.INVALID, self.bond.add_arp_target, wrong)
        self.assert_fails(Berth.Error.INVALID, self.ethernet.get_arp_targets)

    def test_by_path(self) -> None:
        self.ethernet.set_setting('mtu', '1400')
        self.assertEqual((self.ethernet.get_mtu(), self.ethernet.get_setting('mtu')), (1400, '1400'))
        self.assertEqual(self.ethernet.list_settings(), ['type', 'name', 'start', 'mtu'])
        self.assert_fails(Berth.Error.INVALID, self.ethernet.set_setting, 'mtu', '12')
        self.assert_fails(Berth.Error.SCHEMA, self.ethernet.set_setting, 'colour', 'blue')
        self.assert_fails(Berth.Error.SCHEMA, self.ethernet.unset_setting, 'name')
        self.assert_fails(Berth.Error.INVALID, self.ethernet.get_setting, 'a..b')
        self.ethernet.unset_setting('mtu')
        self.assert_fails(Berth.Error.NOT_SET, self.ethernet.get_setting, 'mtu')

    def test_as_a_mapping(self) -> None:
        config = self.ethernet
        config['ipv4.addresses[0].address'] = '192.0.2.1/25'
        config['ipv4.addresses[0].prefix'] = '24'
        self.assertEqual(config['ipv4.addresses[0].prefix'], '24')
        self.assertEqual({path: config[path] for path in config}, {
            'type': 'ethernet', 'name': 'eth0', 'start': 'none', 'ipv4.addresses[0].address': '192.0.2.1',
            'ipv4.addresses[0].prefix': '24'})
        self.assert_fails(Berth.Error.INVALID, config.__delitem__, 'ipv4.addresses[0].prefix')
        self.assertIn('ipv4', config)
        del config['ipv4.addresses[0]']
        self.assertNotIn('ipv4', config)
        with self.assertRaises(KeyError):
            config['mtu']
        with self.assertRaises(KeyError):
            del config['mtu']
        self.assert_fails(Berth.Error.INVALID, config.__getitem__, 'a..b')
        self.assert_fails(Berth.Error.SCHEMA, config.__setitem__, 'colour', 'blue')
        self.assert_fails(Berth.Error.SCHEMA, config.__delitem__, 'name')

    def test_origin(self) -> None:
        config = self.host.lookup_interface('eth0').get_config()
        file, line = config.get_origin('ipv4.gateway')
        self.assertEqual((file, line), (str(self.file), 8))
        config.set_gateway(Berth.IpFamily.IPV4, '192.0.2.254')
        self.assert_fails(Berth.Error.NOT_SET, config.get_origin, 'ipv4.gateway')


class Writing(Case):
    def test_define_and_undefine(self) -> None:
        bridge = make_bridge()
        iface = self.host.define_interface(bridge)
        self.assertEqual(iface.get_name(), 'br0')
        self.assertEqual(self.file.read_text(), WITH_BRIDGE)
        self.assertTrue(iface.get_config().equal(bridge))
        self.assertTrue(iface.undefine())
        self.assertEqual(self.file.read_text(), INTERFACES)

    def test_flags(self) -> None:
        bridge = make_bridge()
        self.assert_fails(Berth.Error.NOT_FOUND, self.host.define_interface, bridge, Berth.DefineFlags.UPDATE_ONLY)
        self.host.define_interface(bridge, Berth.DefineFlags.CREATE_ONLY)
        self.assert_fails(Berth.Error.EXISTS, self.host.define_interface, bridge, Berth.DefineFlags.CREATE_ONLY)

    def test_offline(self) -> None:
        iface = self.host.lookup_interface('eth0')
        self.assert_fails(Berth.Error.UNSUPPORTED, iface.up)
        self.assert_fails(Berth.Error.UNSUPPORTED, iface.down, 1000)


class Failing(Case):
    def test_what_an_error_says(self) -> None:
        error = self.assert_fails(Berth.Error.NOT_FOUND, self.host.lookup_interface, 'eth9')
        self.assertIsInstance(error, GLib.Error)
        self.assertTrue(error.matches(Berth.error_quark(), Berth.Error.NOT_FOUND))
        self.assertEqual((error.name, error.domain), ('NOT_FOUND', 'gberth-error-quark'))
        self.assertIn('eth9', error.message)
        self.assertEqual(str(error), error.message)

    def test_every_code_has_its_name(self) -> None:
        names = {name for name in dir(Berth.Error) if name.isupper()}
        self.assertEqual(len(names), 20)
        self.assertEqual(Berth.Error('gone', code=5).name, 'NOT_FOUND')
        self.assertEqual(Berth.Error('new', code=4711).name, 'UNKNOWN')

    def test_broken_xml(self) -> None:
        error = self.assert_fails(Berth.Error.PARSE, Berth.InterfaceConfig.new_from_xml, '<interface\n', 'broken.xml')
        self.assertRegex(error.message, r'^broken\.xml:[0-9]+: ')

    def test_unnamed_vlan(self) -> None:
        with self.assertRaises(Berth.Error) as caught:
            Berth.InterfaceConfig.new_from_xml(VLAN_WITHOUT_NAME)
        self.assertIn(caught.exception.code, (Berth.Error.SCHEMA, Berth.Error.INVALID))

    def test_names(self) -> None:
        for name in ('', 'a234567890123456', 'a/b', 'a b', '..'):
            self.assert_fails(Berth.Error.INVALID, Berth.InterfaceConfig.new, Berth.InterfaceType.ETHERNET, name)

    def test_missing_file(self) -> None:
        self.file.unlink()
        with Berth.Host.open(root=self.root, driver='debian') as host:
            self.assert_fails(Berth.Error.NOT_FOUND, host.list_interfaces)

    def test_missing_root(self) -> None:
        self.assert_fails(Berth.Error.NOT_FOUND, Berth.Host.open, None,
                          Berth.HostOptions(root=str(self.root / 'none')))

    def test_other_uri_and_driver(self) -> None:
        self.assert_fails(Berth.Error.UNSUPPORTED, Berth.Host.open, 'nowhere:///')
        self.assert_fails(Berth.Error.UNSUPPORTED, Berth.Host.open, None, Berth.HostOptions(driver='nobody'))

    def test_unknown_enum_value(self) -> None:
        with self.assertRaises(TypeError):
            Berth.InterfaceConfig.new(99, 'eth0')

    def test_made_by_calls_alone(self) -> None:
        for name in ('Host', 'FakeHost', 'Interface', 'InterfaceConfig', 'InterfaceInfo', 'InterfaceItem', 'ListModel',
                     'Event', 'Watch', 'Report', 'Capabilities'):
            with self.assertRaisesRegex(TypeError, 'Berth', msg=name):
                getattr(Berth, name)()


class TooMany(unittest.TestCase):
    """An argument too many is an error of every call, and the call is not made."""

    def test_address_and_prefix(self) -> None:
        config = Berth.InterfaceConfig.new(Berth.InterfaceType.ETHERNET, 'eth0')
        with self.assertRaises(TypeError):
            config.add_address(Berth.IpFamily.IPV4, '10.0.0.1/8', 24)
        self.assertEqual(config.get_addresses(Berth.IpFamily.IPV4), [])

    def test_every_call(self) -> None:
        host = Berth.FakeHost.new()
        iface = host.lookup_interface('eth0')
        watch, model = host.watch(), host.list_model()
        things = [
            Berth, Berth.Codeset, Berth.Host, Berth.FakeHost, Berth.InterfaceConfig, Berth.KeyLayout, Berth.KeySequence,
            Berth.KeycodeList, Berth.Interface, host, host.get_capabilities(), iface, iface.get_config(),
            iface.get_info(), iface.check(), watch, model, model.get_item(0), Berth.HostOptions(), Berth.Progress(),
            Berth.KeyLayout.new('us'), Berth.KeySequence.new(), host.open_key_target('uinput:'),
            Berth.Codeset.list_codes(Berth.Codeset.LINUX)]
        for thing in things:
            own = dir(thing) if isinstance(thing, types.ModuleType) else [
                name for cls in type(thing).__mro__ for name in vars(cls) if 'Berth' in cls.__module__]
            for name in own:
                function = getattr(thing, name)
                if name[0] == '_' or isinstance(function, type) or not callable(function):
                    continue
                with self.subTest(thing=thing, name=name):
                    self.assertRaisesRegex(TypeError, 'argument|expected', function, *[None] * 12)

    def test_what_is_awaited(self) -> None:
        host = Berth.FakeHost.new()
        watch = host.watch()
        for function, *arguments in ((host.list_interfaces_async, Berth.InterfaceFilter.ALL, None, None),
                                     (watch.wait_async, -1, None, None)):
            with self.assertRaisesRegex(TypeError, '1 arguments too many'):
                function(*arguments, 7)


class Findings(unittest.TestCase):
    def test_one_after_the_other(self) -> None:
        iface = Berth.FakeHost.new().get_interface('eth0')
        self.assertEqual([*iface.check()], [])
        self.assertTrue(iface.check())
        iface.down()
        report = iface.check()
        self.assertEqual([str(finding) for finding in report],
                         ['eth0: should be up, is down', 'eth0 ipv4.dhcp: no address came'])
        self.assertEqual([finding.code for finding in report], [Berth.Error.NOT_APPLIED] * 2)
        self.assertEqual(len(report), report.get_count())
        self.assertIn('ipv4.dhcp: no address came', repr(report))
        told = [str(finding) for finding in iface.get_host().check_interfaces()]
        self.assertEqual(told[-1], 'note: eth1: not checked: the kernel has it, and no file defines it')

    def test_places(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            interfaces = pathlib.Path(folder, 'etc/network/interfaces')
            interfaces.parent.mkdir(parents=True)
            host = Berth.Host.open(root=folder)
            interfaces.write_text('')
            self.assertEqual([*map(str, host.check_interfaces())], [f'{interfaces}: note: no interface is defined'])
            interfaces.write_text('iface eth0 inet manual\n    mtu many\n')
            self.assertRegex(str([*host.check_interfaces()][0]), f"^{interfaces}:2: eth0: 'many' is no value")
            found = asyncio.run(host.check_interfaces_async())
            self.assertEqual((len(found), found.get_checked(), found.is_ok()), (1, 0, False))

    def test_capabilities(self) -> None:
        found = Berth.FakeHost.new().get_capabilities()
        self.assertEqual(len(found), len([*found]))
        self.assertIn('interface.up', found)
        self.assertNotIn('interface.up', Berth.Host.open(root='/proc').get_capabilities())
        with self.assertRaises(KeyError):
            found['interface.fly']


class Progress(unittest.TestCase):
    def test_under_asyncio_steps_come_in_the_loop(self) -> None:
        steps = []

        async def run() -> None:
            thread = threading.get_ident()
            iface = Berth.FakeHost.new().get_interface('eth0')
            progress = Berth.Progress.new()
            progress.connect('changed', lambda step: steps.append(
                (step.get_done(), step.get_total(), threading.get_ident() == thread)))
            await iface.down_async(progress=progress)
            await asyncio.sleep(0)
        asyncio.run(run())
        self.assertEqual(steps, [(0, 1, True), (1, 1, True)])


class Asyncio(Case):
    def test_whole_life(self) -> None:
        async def life() -> None:
            host = await Berth.Host.open_async(root=self.root)
            self.assertEqual([iface.get_name() for iface in await host.list_interfaces_async()], ['lo', 'eth0'])
            iface = await host.define_interface_async(make_bridge())
            self.assertTrue((await iface.get_config_async()).equal(make_bridge()))
            self.assertTrue((await iface.get_info_async()).is_defined())
            await iface.undefine_async()
        asyncio.run(life())
        self.assertEqual(self.file.read_text(), INTERFACES)

    def test_together(self) -> None:
        async def together() -> list:
            return await asyncio.gather(*(self.host.list_interfaces_info_async() for _ in range(8)))
        self.assertEqual([len(infos) for infos in asyncio.run(together())], [2] * 8)

    def test_error(self) -> None:
        async def find() -> None:
            await self.host.lookup_interface_async('eth9')
        self.assert_fails(Berth.Error.NOT_FOUND, asyncio.run, find())

    def test_cancelled_task(self) -> None:
        async def start_and_cancel() -> None:
            task = asyncio.ensure_future(self.host.list_interfaces_async())
            await asyncio.sleep(0)
            task.cancel()
            await task
        with self.assertRaises(asyncio.CancelledError):
            asyncio.run(start_and_cancel())

    def test_cancelled_call(self) -> None:
        cancellable = Gio.Cancellable()
        cancellable.cancel()

        async def define() -> None:
            await self.host.define_interface_async(make_bridge(), cancellable=cancellable)
        self.assert_fails(Berth.Error.CANCELLED, asyncio.run, define())

        async def reopen() -> None:
            await Berth.Host.open_async(cancellable=cancellable)
        self.assert_fails(Berth.Error.CANCELLED, asyncio.run, reopen())
        self.assertEqual(self.file.read_text(), INTERFACES)


class Callbacks(Case):
    def finish(self, start, finish):
        """Runs a main loop until the call ends, and ends it."""
        loop = GLib.MainLoop()
        results = []

        def done(source, result) -> None:
            results.append(result)
            loop.quit()
        start(done)
        loop.run()
        return finish(results[0])

    def test_list(self) -> None:
        listed = self.finish(lambda done: self.host.list_interfaces_async(callback=done),
                             self.host.list_interfaces_finish)
        self.assertEqual([iface.get_name() for iface in listed], ['lo', 'eth0'])

    def test_open(self) -> None:
        host = self.finish(lambda done: Berth.Host.open_async(callback=done, root=self.root), Berth.Host.open_finish)
        self.assertEqual(host.get_root(), str(self.root))

    def test_error(self) -> None:
        self.assert_fails(Berth.Error.NOT_FOUND, self.finish,
                          lambda done: self.host.lookup_interface_async('eth9', None, done),
                          self.host.lookup_interface_finish)

    def test_cancelled(self) -> None:
        cancellable = Gio.Cancellable()
        cancellable.cancel()
        self.assert_fails(Berth.Error.CANCELLED, self.finish,
                          lambda done: self.host.define_interface_async(make_bridge(), 0, cancellable, done),
                          self.host.define_interface_finish)
        self.assertEqual(self.file.read_text(), INTERFACES)


if __name__ == '__main__':
    runner = TAPTestRunner()
    runner.set_stream(True)
    unittest.main(testRunner=runner)
