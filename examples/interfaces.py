#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""interfaces [ROOT]: print every network interface, and its configuration where it has one."""
import sys

import gi

gi.require_version('Berth', '1.0')
from gi.repository import Berth  # noqa: E402

with Berth.Host.open(root=sys.argv[1] if len(sys.argv) > 1 else None) as host:
    for iface in host.list_interfaces():
        print(iface.get_name())
        try:
            print(iface.get_config().to_xml(), end='')
        except Berth.Error as error:
            if error.code != Berth.Error.NOT_FOUND:
                raise
