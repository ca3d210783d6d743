#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Says what on the host is not as its files have it: audit.py [URI]

Ends with status 1 when something is not. It has no main loop: each call looks at the host when it is made."""
import sys

import gi

gi.require_version('Berth', '1.0')
from gi.repository import Berth  # noqa: E402


def main() -> int:
    with Berth.Host.open(sys.argv[1] if len(sys.argv) > 1 else None) as host:
        report = host.check_interfaces()
    for finding in report:
        if not finding.note:
            print(finding)
    return 0 if report.is_ok() else 1


if __name__ == '__main__':
    try:
        sys.exit(main())
    except Berth.Error as error:
        sys.exit(f'audit: {error.message}')
