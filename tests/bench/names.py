# SPDX-License-Identifier: LGPL-2.1-or-later
"""Usage: names.py TABLE OUTPUT

Writes the names of Linux's keys and their codes as gperf's input."""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent.parent / 'core/keycode'))

import keymap  # noqa: E402

HEAD = '''%language=ANSI-C
%readonly-tables
%struct-type
%define lookup-function-name find_name
struct key_name { const char *name; unsigned code; };
%%
'''


def main(table, output):
    linux = next(each for each in keymap.SETS if each.name == 'linux')
    names = keymap.Keymap(table).named(linux)
    pathlib.Path(output).write_text(HEAD + ''.join(f'{name}, {code}\n' for name, (code, _) in names.items()))


main(*sys.argv[1:])
