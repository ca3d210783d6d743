#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Usage: embed.py FILE OUTPUT NAME

Writes a C file that holds the bytes of FILE as the string NAME, so that the library need not find it when it runs.
An array, because C promises no string literal of more than 4095 characters."""
import pathlib
import sys


def main(source, output, name):
    data = pathlib.Path(source).read_bytes() + b'\0'
    lines = [', '.join(map(str, data[at:at + 24])) for at in range(0, len(data), 24)]
    body = ',\n    '.join(lines)
    pathlib.Path(output).write_text('/* SPDX-License-Identifier: LGPL-2.1-or-later */\n'
                                    f'const char {name}[] = {{\n    {body}\n}};\n')


if __name__ == '__main__':
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
