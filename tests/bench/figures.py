# SPDX-License-Identifier: LGPL-2.1-or-later
"""What the benchmarks share: whole processes, and what was measured beside what is asked."""
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from suite import PROJECT  # noqa: E402

BUILT = PROJECT / 'build/tests/bench'


def measure(command, environment=None):
    """Wall milliseconds, peak memory in KiB and exit status of one run."""
    result = subprocess.run([BUILT / 'measure', *command], capture_output=True, text=True, check=True, env=environment)
    microseconds, peak, status = map(int, result.stdout.split())
    return microseconds / 1000, peak, status


def compare(what, own, peer, asked, faster=False):
    """A row: how many times a peer's nanoseconds ours are, at most; or, with @faster, how many of ours the peer's are,
    at least. Nothing may be asked."""
    ratio = peer / own if faster else own / peer
    row = {'what': what, 'ns': own, 'against_ns': peer, 'measured': round(ratio, 2), 'asked': asked}
    if faster:
        row['faster'] = True
    row['met'] = asked is None or (row['measured'] >= asked if faster else row['measured'] <= asked)
    return row


def written(nanoseconds):
    for unit, size in (('ms', 1e6), ('us', 1e3)):
        if nanoseconds >= size:
            return f'{nanoseconds / size:.2f} {unit}'
    return f'{nanoseconds:.1f} ns'


def print_rows(rows):
    print(f'{"":<58}{"takes":>11}{"against":>11}{"ratio":>8}{"asked":>7}')
    for row in rows:
        asked = '-' if row['asked'] is None else f'{">" if "faster" in row else ""}{row["asked"]:g}'
        print(f'{row["what"]:<58}{written(row["ns"]):>11}{written(row["against_ns"]):>11}'
              f'{row["measured"]:>8.2f}{asked:>7}' + ('' if row['met'] else '  missed'))
