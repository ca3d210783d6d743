#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The conformance cases by the command: conform.py CASES DOCUMENTS ROOTS"""
import json
import pathlib
import subprocess
import sys

DOCUMENTS = pathlib.Path(sys.argv[2])
ROOTS = pathlib.Path(sys.argv[3])
# What one types for each call, after the options; ARGUMENT is the case's. The command has no words for other calls.
WORDS = {
    'open': ['--driver', 'ARGUMENT', 'uri'],
    'list': ['interface', 'list'],
    'show-xml': ['interface', 'show', 'ARGUMENT'],
    'show-json': ['--json', 'interface', 'show', 'ARGUMENT'],
    'define': ['interface', 'define', 'ARGUMENT'],
    'create': ['interface', 'define', '--create-only', 'ARGUMENT'],
    'update': ['interface', 'define', '--update-only', 'ARGUMENT'],
    'undefine': ['interface', 'undefine', 'ARGUMENT'],
    'up': ['interface', 'up', 'ARGUMENT'],
    'down': ['interface', 'down', 'ARGUMENT'],
}


def command(root, call, argument, code):
    """The command that makes a case's call; an error is asked for as JSON, where it has its code."""
    words = ['berth', '--root', ROOTS / root]
    if call == 'list' and argument != '-':
        words += ['--driver', argument]
    if code != 'OK' and call != 'show-json':
        words.append('--json')
    if call in ('define', 'create', 'update'):
        argument = DOCUMENTS / argument
    said = [argument if word == 'ARGUMENT' else word for word in WORDS[call]]
    return words + (said[2:] if '-' in said[1:2] else said)


def check(root, call, argument, code, part):
    """What is wrong, or nothing."""
    result = subprocess.run(command(root, call, argument, code), capture_output=True, text=True)
    if code == 'OK':
        right = (result.returncode, result.stderr, result.stdout) == (0, '', (DOCUMENTS / part).read_text())
    else:
        # 99 is valgrind's.
        error = json.loads(result.stderr)['error'] if 0 < result.returncode < 99 else {'code': None, 'message': ''}
        right = error['code'] == code and part in error['message']
    return '' if right else f'expected {code}: {part}\ngot {result.returncode}: {result.stdout}{result.stderr}'


def main():
    lines = pathlib.Path(sys.argv[1]).read_text().splitlines()
    rows = [line.split('\t') for line in lines if line and not line.startswith('#')]
    failures = 0
    for number, (name, *case) in enumerate(rows[1:], 1):
        if case[1] not in WORDS:
            print(f'ok {number} - {name} # SKIP the command does not have this call')
            continue
        wrong = check(*case)
        failures += bool(wrong)
        print(f'{"not ok" if wrong else "ok"} {number} - {name}')
        for line in wrong.splitlines():
            print(f'# {line}')
    print(f'1..{len(rows) - 1}')
    return 1 if failures else 0


sys.exit(main())
