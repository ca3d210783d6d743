#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""As audit.py, for hosts that answer slowly: all interfaces are asked at once. audit_asyncio.py [URI]"""
import asyncio
import sys
from typing import List

import gi

gi.require_version('Berth', '1.0')
from gi.repository import Berth  # noqa: E402


async def findings(iface: Berth.Interface) -> List[str]:
    config, report = await asyncio.gather(iface.get_config_async(), iface.check_async())
    if config.get_start_mode() != Berth.StartMode.ONBOOT:
        return []
    return [f'{iface.get_name()}: {finding}' for finding in report]


async def main() -> int:
    host = await Berth.Host.open_async(sys.argv[1] if len(sys.argv) > 1 else None)
    interfaces = await host.list_interfaces_async(Berth.InterfaceFilter.DEFINED)
    found = [line for lines in await asyncio.gather(*map(findings, interfaces)) for line in lines]
    print(*found, sep='\n', end='\n' if found else '')
    return 1 if found else 0


if __name__ == '__main__':
    try:
        sys.exit(asyncio.run(main()))
    except Berth.Error as error:
        sys.exit(f'audit: {error.message}')
