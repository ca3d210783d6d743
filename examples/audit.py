#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Says what of the interfaces that start with the host is not as their definition has it: audit.py [URI]

Ends with status 1 when something is not. It has no main loop: each call looks at the host when it is made."""
import sys

import gi

gi.require_version('Berth', '1.0')
from gi.repository import Berth  # noqa: E402


def main() -> int:
    found = 0
    with Berth.Host.open(sys.argv[1] if len(sys.argv) > 1 else None) as host:
        for iface in host.list_interfaces(Berth.InterfaceFilter.DEFINED):
            if iface.get_config().get_start_mode() == Berth.StartMode.ONBOOT:
                for finding in iface.check():
                    print(f'{iface.get_name()}: {finding}')
                    found += 1
    return 1 if found else 0


if __name__ == '__main__':
    try:
        sys.exit(main())
    except Berth.Error as error:
        sys.exit(f'audit: {error.message}')
