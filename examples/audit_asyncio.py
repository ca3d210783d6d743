#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""As audit.py, of several hosts, all of which are asked at once: audit_asyncio.py [URI...]"""
import asyncio
import sys
from typing import List, Optional

import gi

gi.require_version('Berth', '1.0')
from gi.repository import Berth  # noqa: E402


async def findings(uri: Optional[str]) -> List[str]:
    host = await Berth.Host.open_async(uri)
    return [str(finding) for finding in await host.check_interfaces_async() if not finding.note]


async def main() -> int:
    uris: List[Optional[str]] = [*sys.argv[1:]]
    found = await asyncio.gather(*map(findings, uris or [None]))
    lines = [line for lines in found for line in lines]
    print(*lines, sep='\n', end='\n' if lines else '')
    return 1 if lines else 0


if __name__ == '__main__':
    try:
        sys.exit(asyncio.run(main()))
    except Berth.Error as error:
        sys.exit(f'audit: {error.message}')
