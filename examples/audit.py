#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Says which interfaces are not as their definition wants them: audit.py [URI]

Ends with status 1 when there is one. It has no main loop: each call looks at the host when it is made."""
import sys

import gi

gi.require_version('Berth', '1.0')
from gi.repository import Berth  # noqa: E402


def complaints(iface):
    """What is wrong with an interface that the files define, a line each."""
    info, config = iface.get_info(), iface.get_config()
    if config.get_start_mode() == Berth.StartMode.ONBOOT and not info.is_active():
        yield 'should be up since the host started, and is down'
    if not info.is_present():
        return
    live = info.get_live_config()
    if 'mtu' in config and config['mtu'] != live['mtu']:
        yield f'should have an mtu of {config["mtu"]}, has {live["mtu"]}'
    if not info.is_active():
        return
    for family in (Berth.IpFamily.IPV4, Berth.IpFamily.IPV6):
        for address in set(config.get_addresses(family)) - set(live.get_addresses(family)):
            yield f'should have the address {address}'


def main():
    found = 0
    with Berth.Host.open(sys.argv[1] if len(sys.argv) > 1 else None) as host:
        for iface in host.list_interfaces(Berth.InterfaceFilter.DEFINED):
            for complaint in complaints(iface):
                print(f'{iface.get_name()}: {complaint}')
                found += 1
    return 1 if found else 0


if __name__ == '__main__':
    try:
        sys.exit(main())
    except Berth.Error as error:
        sys.exit(f'audit: {error.message}')
