# SPDX-License-Identifier: LGPL-2.1-or-later
"""Uses of the Python binding that mypy refuses, each by the error that its line names; no other line is."""
import gi

gi.require_version('Berth', '1.0')
from gi.repository import Berth  # noqa: E402

IPV4 = Berth.IpFamily.IPV4


def wrong() -> None:
    host = Berth.Host.open('fake:///')
    config = Berth.InterfaceConfig.new(Berth.InterfaceType.ETHERNET, 'eth1')
    Berth.Host()  # refused: call-arg
    Berth.Host.open(root=1)  # refused: arg-type
    Berth.Host.open(folder='/')  # refused: call-arg
    Berth.InterfaceConfig.new(Berth.StartMode.ONBOOT, 'eth1')  # refused: arg-type
    Berth.BondMode.ROUND_ROBIN  # refused: attr-defined
    config.set_mtu('1400')  # refused: arg-type
    config.set_colour('blue')  # refused: attr-defined
    config['mtu'] = 1400  # refused: assignment
    mtu: str = config.get_mtu()  # refused: assignment
    config.get_gateway(IPV4).upper()  # refused: union-attr
    tag, device, rest = config.get_vlan()  # refused: misc
    host.list_interfaces(Berth.DefineFlags.DEFAULT)  # refused: arg-type
    host.define_interface(host)  # refused: arg-type
    host.lookup_interface()  # refused: call-arg
    host.list_interfaces_async()[0]  # refused: index
    host.props.root = '/'  # refused: misc
    for path in host.lookup_interface('eth0'):  # refused: attr-defined
        print(path, mtu)
