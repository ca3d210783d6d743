#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Every call of the Python binding, each result put where only its type may be: checked by mypy, and run on a fake
host."""
import asyncio
import sys
from typing import Callable, Dict, List, Optional, Tuple

import gi

gi.require_version('Berth', '1.0')
from gi.repository import Berth, Gio, GLib  # noqa: E402

IPV4 = Berth.IpFamily.IPV4


def settings() -> None:
    config: Berth.InterfaceConfig = Berth.InterfaceConfig.new(Berth.InterfaceType.ETHERNET, 'eth1')
    kind: Berth.InterfaceType = config.get_interface_type()
    start: bool = config.set_start_mode(Berth.StartMode.ONBOOT)
    mode: Berth.StartMode = config.get_start_mode()
    config.set_mac('02:00:00:00:00:01')
    mac: Optional[str] = config.get_mac()
    config.set_mac()
    config.set_mtu(1400)
    mtu: int = config.get_mtu()
    config.unset_mtu()
    config.set_dhcp(IPV4, True)
    dhcp: bool = config.get_dhcp(IPV4)
    config.set_peerdns(IPV4, False)
    peerdns: bool = config.get_peerdns(IPV4)
    config.set_dhcp(IPV4, False)
    config.set_autoconf(False)
    autoconf: bool = config.get_autoconf()
    config.add_address(IPV4, '192.0.2.1/24')
    addresses: List[str] = config.get_addresses(IPV4)
    config.set_gateway(IPV4, '192.0.2.254')
    gateway: Optional[str] = config.get_gateway(IPV4)
    config.clear_addresses(IPV4)
    config.add_dns_server('192.0.2.53')
    servers: List[str] = config.get_dns_servers()
    config.add_dns_search('example.com')
    search: List[str] = config.get_dns_search()
    config.clear_dns()
    copy: Berth.InterfaceConfig = config.copy()
    equal: bool = config.equal(copy)
    from_xml: Berth.InterfaceConfig = Berth.InterfaceConfig.new_from_xml(config.to_xml())
    from_json: Berth.InterfaceConfig = Berth.InterfaceConfig.new_from_json(config.to_json(), 'eth1.json')
    assert kind == from_xml.get_interface_type() and mode == from_json.get_start_mode() and start and equal
    assert (mtu, dhcp, peerdns, autoconf) == (1400, True, False, False)
    assert (mac, addresses, gateway) == ('02:00:00:00:00:01', ['192.0.2.1/24'], '192.0.2.254')
    assert (servers, search) == (['192.0.2.53'], ['example.com'])


def settings_by_path() -> None:
    config = Berth.InterfaceConfig.new(Berth.InterfaceType.ETHERNET, 'eth1')
    config.set_setting('mtu', '1400')
    value: str = config.get_setting('mtu')
    paths: List[str] = config.list_settings()
    config.unset_setting('mtu')
    config['mtu'] = value
    everything: Dict[str, str] = {path: config[path] for path in config}
    assert 'mtu' in config and list(everything) == paths
    del config['mtu']
    try:
        place: Tuple[str, int] = config.get_origin('mtu')
        assert place
    except Berth.Error as error:
        assert error.code == Berth.Error.NOT_SET and error.name == 'NOT_SET' and error.message


def bridges_and_bonds() -> None:
    bond = Berth.InterfaceConfig.new(Berth.InterfaceType.BOND, 'bond0')
    bond.add_port(Berth.InterfaceConfig.new(Berth.InterfaceType.ETHERNET, 'eth1'))
    bond.set_bond_mode(Berth.BondMode.ACTIVE_BACKUP)
    mode: Berth.BondMode = bond.get_bond_mode()
    bond.set_bond_primary('eth1')
    primary: Optional[str] = bond.get_bond_primary()
    bond.set_miimon(100)
    bond.set_updelay(200)
    bond.set_downdelay(300)
    bond.set_arp_interval(0)
    times: List[int] = [bond.get_miimon(), bond.get_updelay(), bond.get_downdelay(), bond.get_arp_interval()]
    bond.set_use_carrier(True)
    carrier: bool = bond.get_use_carrier()
    bond.add_arp_target('192.0.2.1')
    targets: List[str] = bond.get_arp_targets()
    assert (mode, primary, times) == (Berth.BondMode.ACTIVE_BACKUP, 'eth1', [100, 200, 300, 0])
    assert carrier and targets == ['192.0.2.1']

    bridge = Berth.InterfaceConfig.new(Berth.InterfaceType.BRIDGE, 'br0')
    bridge.add_port(bond)
    port: Berth.InterfaceConfig = bridge.get_port('bond0')
    bridge.set_stp(True)
    bridge.set_delay(2000)
    assert bridge.get_stp() is True and bridge.get_delay() + 0 == 2000 and port.get_ports() == ['eth1']
    bridge.remove_port('bond0')

    vlan = Berth.InterfaceConfig.new(Berth.InterfaceType.VLAN, 'eth1.7')
    vlan.set_vlan(7, 'eth1')
    tag, device = vlan.get_vlan()
    assert (tag + 0, device.upper()) == (7, 'ETH1')


def reading() -> None:
    options = Berth.HostOptions(root='/')
    options.set_driver(None)
    options.set_root(options.get_root())
    unset: Optional[str] = options.get_driver()
    assert unset is None and Berth.HostOptions.new().get_root() is None
    with Berth.Host.open('fake:///') as host:
        driver: Optional[str] = host.get_driver()
        uri: str = host.get_uri()
        root: str = host.props.root
        assert uri.startswith('fake:') and host.get_root() == root and driver != ''
        assert [iface.get_name() for iface in host] == [iface.props.name for iface in host.list_interfaces()]
        infos: List[Berth.InterfaceInfo] = host.list_interfaces_info(
            Berth.InterfaceFilter.ACTIVE | Berth.InterfaceFilter.DEFINED)
        assert infos
        iface: Berth.Interface = host.lookup_interface('eth0')
        assert iface.get_host() is host and host.get_interface('eth7').get_name() == 'eth7'
        info = iface.get_info()
        known: Tuple[bool, bool, bool] = (info.is_defined(), info.is_active(), info.is_present())
        facts: Tuple[str, Berth.InterfaceType] = (info.get_name(), info.get_interface_type())
        assert known and facts[0] == 'eth0' and info.get_index() > 0 and info.to_json().startswith('{')
        live: Berth.InterfaceConfig = info.get_live_config()
        above: Optional[str] = info.get_master()
        assert live.get_name() == 'eth0' and above is None
        assert host.lookup_interface_by_mac(info.get_mac() or '').get_name() == 'eth0'
    schema: str = Berth.Interface.schema()
    assert schema.startswith('<') and Berth.version().count('.') == 2 and Berth.error_quark() > 0


def changing() -> None:
    host = Berth.Host.open('fake:///')
    config = Berth.InterfaceConfig.new(Berth.InterfaceType.ETHERNET, 'eth1')
    iface: Berth.Interface = host.define_interface(config, Berth.DefineFlags.CREATE_ONLY, Gio.Cancellable())
    assert iface.get_config().equal(config)
    up: bool = iface.up(1000)
    down: bool = iface.down()
    gone: bool = iface.undefine(Berth.UndefineFlags.FORCE, Gio.Cancellable())
    assert up and down and gone


async def awaiting() -> None:
    host: Berth.Host = await Berth.Host.open_async('fake:///')
    names: List[str] = [iface.get_name() for iface in await host.list_interfaces_async()]
    infos: List[Berth.InterfaceInfo] = await host.list_interfaces_info_async(Berth.InterfaceFilter.ALL)
    assert len(names) == len(infos)
    found: Berth.Interface = await host.lookup_interface_async('eth0')
    mac = (await found.get_info_async()).get_mac() or ''
    assert (await host.lookup_interface_by_mac_async(mac)).get_name() == 'eth0'
    iface: Berth.Interface = await host.define_interface_async(
        Berth.InterfaceConfig.new(Berth.InterfaceType.ETHERNET, 'eth1'))
    config: Berth.InterfaceConfig = await iface.get_config_async()
    progress = Berth.Progress.new()
    up: bool = await iface.up_async(-1, progress)
    await asyncio.sleep(0)
    assert progress.get_done() == progress.get_total() > 0 and progress.get_item() is None
    found_out: Berth.Capabilities = await host.get_capabilities_async()
    checked: Berth.Report = await host.check_interfaces_async()
    assert checked.get_checked() > 0
    assert len(found_out) > 3
    down: bool = await iface.down_async(1000)
    gone: bool = await iface.undefine_async(Berth.UndefineFlags.DEFAULT)
    assert config.get_name() == 'eth1' and up and down and gone


def finish(start: Callable[[Callable[..., None]], None]) -> Gio.AsyncResult:
    """Runs a main loop until the call ends."""
    loop = GLib.MainLoop()
    results: List[Gio.AsyncResult] = []

    def done(source: object, result: Gio.AsyncResult) -> None:
        results.append(result)
        loop.quit()
    start(done)
    loop.run()
    return results[0]


def calling_back() -> None:
    host: Berth.Host = Berth.Host.open_finish(finish(lambda done: Berth.Host.open_async('fake:///', callback=done)))
    everything = Berth.InterfaceFilter.ALL
    listed: List[Berth.Interface] = host.list_interfaces_finish(
        finish(lambda done: host.list_interfaces_async(everything, None, done)))
    infos: List[Berth.InterfaceInfo] = host.list_interfaces_info_finish(
        finish(lambda done: host.list_interfaces_info_async(callback=done)))
    assert len(listed) == len(infos)
    iface: Berth.Interface = host.lookup_interface_finish(
        finish(lambda done: host.lookup_interface_async('eth0', None, done)))
    info: Berth.InterfaceInfo = iface.get_info_finish(finish(lambda done: iface.get_info_async(None, done)))
    mac = info.get_mac() or ''
    same: Berth.Interface = host.lookup_interface_by_mac_finish(
        finish(lambda done: host.lookup_interface_by_mac_async(mac, callback=done)))
    assert same.get_name() == 'eth0'
    config: Berth.InterfaceConfig = iface.get_config_finish(
        finish(lambda done: iface.get_config_async(callback=done)))
    again: Berth.Interface = host.define_interface_finish(
        finish(lambda done: host.define_interface_async(config, callback=done)))
    ended: List[bool] = [
        again.up_finish(finish(lambda done: again.up_async(callback=done))),
        again.down_finish(finish(lambda done: again.down_async(callback=done))),
        again.undefine_finish(finish(lambda done: again.undefine_async(callback=done)))]
    assert all(ended)


def pretending() -> None:
    host: Berth.FakeHost = Berth.FakeHost.new(None)
    watch: Berth.Watch = host.watch(Berth.EventMask.INTERFACES)
    model: Berth.ListModel = host.list_model(Berth.InterfaceFilter.ALL)
    item = model.get_item(0)
    assert isinstance(item, Berth.InterfaceItem)
    shown: List[Optional[str]] = [item.get_name(), item.get_interface().get_name(), item.get_info().get_name()]
    assert len(set(shown)) == 1
    host.set_delay(None, 1)
    host.fail_next('interface_get_info', Berth.Error.BUSY)
    host.set_link(Berth.InterfaceConfig.new(Berth.InterfaceType.ETHERNET, 'eth7'), True)
    pending: bool = watch.look(5000)
    event: Berth.Event = watch.wait(5000)
    assert pending and event.get_event_type() == Berth.EventType.ADDED and event.get_number() == 1
    info: Optional[Berth.InterfaceInfo] = event.get_info()
    assert info is not None and info.get_name() == 'eth7'
    host.remove_link('eth7')
    host.advance(1000)
    host.lose_events()
    later: Optional[Berth.Event] = watch.next()
    assert later is not None
    other = Berth.InterfaceConfig.new(Berth.InterfaceType.ETHERNET, 'eth1')
    other.adopt_revision(other.copy())
    report: Berth.Report = host.get_interface('eth0').check()
    findings: List[str] = [
        f'{report.get_file(i)}:{report.get_line(i)}: {report.get_name(i)} {report.get_setting(i)}: {report.get_text(i)}'
        for i in range(report.get_count()) if not report.is_note(i)]
    assert '"items"' in report.to_json() and len(findings) == report.get_count() and report.get_checked() == 1
    watch.close()
    assert watch.is_closed()


def following() -> None:
    host: Berth.FakeHost = Berth.FakeHost.new()
    found: Berth.Capabilities = host.get_capabilities()
    names: List[str] = [found.get_name(number) or '' for number in range(found.get_count())]
    why: Optional[str] = found.get_reason(0)
    assert found.check('interface.up') and 'interface.up' in found and names == list(found) and why is None
    assert found['interface.up'] is None and len(found) == len(names) and found.to_json().startswith('{')
    progress: Berth.Progress = Berth.Progress.new()
    steps: List[Tuple[int, int, Optional[str]]] = []
    progress.connect('changed', lambda step: steps.append((step.get_done(), step.get_total(), step.get_item())))
    host.get_interface('eth0').down(progress=progress)
    progress.update(2, 2, None)
    assert steps[-2:] == [(1, 1, None), (2, 2, None)]
    report: Berth.Report = host.get_interface('eth0').check()
    code: Berth.ErrorCode = report.get_code(0)
    told: List[str] = [f'{finding.file}:{finding.line + 0}: {finding.setting} {finding.text}' for finding in report]
    assert len(told) == len(report)
    assert not report.is_ok() and code == Berth.Error.NOT_APPLIED
    whole: Berth.Report = host.check_interfaces()
    assert [finding.name for finding in whole if finding.note] == ['eth1']
    with host.watch() as watch:
        descriptor: int = watch.get_fd()
        assert descriptor > 2
    again: Berth.Capabilities = host.get_capabilities_finish(
        finish(lambda done: host.get_capabilities_async(callback=done)))
    assert list(again) == names


def calling_back_later() -> None:
    host: Berth.FakeHost = Berth.FakeHost.new(None)
    everything = Berth.InterfaceFilter.ALL
    iface: Berth.Interface = host.get_interface('eth0')
    report: Berth.Report = iface.check_finish(finish(lambda done: iface.check_async(None, done)))
    model: Berth.ListModel = host.list_model_finish(
        finish(lambda done: host.list_model_async(everything, None, done)))
    watch: Berth.Watch = host.watch_finish(
        finish(lambda done: host.watch_async(Berth.EventMask.INTERFACES, None, done)))
    host.remove_link('eth0')
    pending: bool = watch.look_finish(finish(lambda done: watch.look_async(5000, None, done)))
    event: Berth.Event = watch.wait_finish(finish(lambda done: watch.wait_async(5000, None, done)))
    checked: Berth.Report = host.check_interfaces_finish(
        finish(lambda done: host.check_interfaces_async(None, done)))
    assert not checked.is_ok()
    assert report.get_count() == 0 and model.get_n_items() > 0 and event.get_number() == 1


def key_codes() -> None:
    usb: Berth.Codeset = Berth.Codeset.from_name('usb')
    evdev: Berth.Codeset = Berth.Codeset.from_display(Berth.DisplayType.WAYLAND, None, None)
    name: Optional[str] = Berth.Codeset.get_name(evdev)
    about: Optional[str] = Berth.Codeset.get_description(usb)
    code: int = Berth.keycode_translate(Berth.Codeset.LINUX, usb, 30)
    same: int = Berth.keycode_from_name(Berth.Codeset.LINUX, 'KEY_A')
    also: int = Berth.keycode_from_text(Berth.Codeset.LINUX, '0x1e')
    html: Optional[str] = Berth.keycode_get_name(Berth.Codeset.HTML, same)
    assert (name, code, same, also, html) == ('xorg_evdev', 4, 30, 30, 'KeyA') and about
    listed: Berth.KeycodeList = Berth.Codeset.list_codes(Berth.Codeset.LINUX)
    names: Dict[int, Optional[str]] = {each.code: each.name for each in listed}
    assert names[30] == 'KEY_A' and len(listed) == listed.get_count()
    last: Berth.Keycode = listed[-1]
    assert last.code == listed.get_code(len(listed) - 1) and listed[0].name == 'KEY_ESC'
    several: Berth.KeycodeList = Berth.KeycodeList.new_alternatives(Berth.Codeset.WIN32, Berth.Codeset.LINUX, 226)
    first: Tuple[int, Optional[str]] = (several.get_code(0), several.get_name(0))
    aliases: List[str] = several.get_aliases(0)
    assert first == (86, 'KEY_102ND') and aliases == []


def key_sequences() -> Berth.KeySequence:
    layout: Berth.KeyLayout = Berth.KeyLayout.new('de')
    report: Berth.Report = layout.check('z')
    assert report.is_ok() and layout.get_name() == layout.props.name == 'de'
    keys = Berth.KeySequence()
    keys.add_chord(Berth.Codeset.LINUX, 'KEY_LEFTSHIFT KEY_A')
    keys.add_press(Berth.Codeset.LINUX, 30)
    keys.add_release(Berth.Codeset.LINUX, 30)
    keys.add_text('z', layout)
    keys.add_wait(1)
    keys.set_rate(0)
    events: List[str] = list(keys)
    assert events == keys.list_events() and len(keys) == keys.get_count() == 8
    again: Berth.KeySequence = Berth.KeySequence.new_from_text('chord KEY_A')
    assert again.copy().get_count() == 2 and Berth.KeySequence.new().get_count() == 0
    return keys


def key_targets() -> None:
    host = Berth.FakeHost.new()
    keys = key_sequences()
    with host.open_key_target('qmp:/run/a') as target:
        ok: List[bool] = [target.can_deliver(Berth.Codeset.LINUX, 30), target.check(keys).is_ok(),
                          target.send(keys), target.press(Berth.Codeset.LINUX, 30),
                          target.release(Berth.Codeset.LINUX, 30), target.keeps_pressed()]
        uri: str = target.props.uri
        assert all(ok) and uri == target.get_uri() == 'qmp:/run/a'
    sent: List[str] = host.list_keys()
    assert sent[0] == 'press KEY_LEFTSHIFT' and len(host.list_keys('qmp:/run/b')) == 0
    second: Berth.KeyTarget = host.open_key_target_finish(
        finish(lambda done: host.open_key_target_async('qmp:/run/b', callback=done)))
    ended: List[bool] = [
        second.send_finish(finish(lambda done: second.send_async(keys, callback=done))),
        second.press_finish(finish(lambda done: second.press_async(Berth.Codeset.LINUX, 30, callback=done))),
        second.release_finish(finish(lambda done: second.release_async(Berth.Codeset.LINUX, 30, callback=done))),
        second.close_finish(finish(lambda done: second.close_async(callback=done)))]
    assert all(ended)


async def awaiting_keys() -> None:
    host = Berth.FakeHost.new()
    progress = Berth.Progress.new()
    async with await host.open_key_target_async('qmp:/run/a') as target:
        sent: bool = await target.send_async(key_sequences(), -1, progress)
        down: bool = await target.press_async(Berth.Codeset.LINUX, 30)
        up: bool = await target.release_async(Berth.Codeset.LINUX, 30)
        closed: bool = await target.close_async(Berth.KeyCloseFlags.LEAVE_PRESSED)
        assert sent and down and up and closed


if __name__ == '__main__':
    for part in (pretending, following, calling_back_later, settings, settings_by_path, bridges_and_bonds, reading,
                 changing, calling_back, key_codes, key_targets):
        part()
    asyncio.run(awaiting())
    asyncio.run(awaiting_keys())
    sys.exit(0)
