#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What is wrong with files of the Debian driver: each file of problems/ is a case.

    NAME            /etc/network/interfaces; NAME.d/, if there, its interfaces.d
    NAME.findings   what `berth interface check` prints of it

The real ifquery and ifup are asked as well, and both ways: whatever they refuse, ignore or fail for is found, at the
same line; and what is found is so.
"""
import json
import pathlib
import re
import shutil
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from suite import ScratchCase, find_program, main, run  # noqa: E402

IGNORED = 'extra parameter for the iface line not understood and ignored'
# What is found, and what ifup does then: how it is called, and what it prints. {name} is the interface's.
EFFECTS = {
    r"no iface line defines '(\S+)', so it makes 'ifup -a' fail": ('--all', r'unknown interface \1$'),
    r"no iface line defines '(\S+)', so it does not come up": ('--allow=hotplug {name}', r'unknown interface \1$'),
    r"ifup cannot bring it up: the method \S+ needs the option '(\S+)'": ('{name}', r'missing required variable: \1$'),
    r"'(\S+)' is renamed to nothing": ('--all', r'missing target name for interface \1$'),
    r'a mapping without a script': ('--all', 'error trying to executing mapping script'),
    r"it knows no '(\S+)'": ('--all', ''),
}


class Problems(ScratchCase):
    maxDiff = None

    def setUp(self):
        super().setUp()
        self.folder = self.interfaces.parent

    def check(self, case):
        shutil.copy(case, self.interfaces)
        included = case.with_name(f'{case.name}.d')
        if included.is_dir():
            shutil.copytree(included, self.folder / 'interfaces.d')
        result = self.berth('interface', 'check')
        said = result.stdout.replace(f'{self.folder}/', '')
        self.assertEqual(said, case.with_name(f'{case.name}.findings').read_text())
        found = json.loads(self.berth('--json', 'interface', 'check').stdout)
        self.assertEqual((result.stderr, result.returncode), ('', 0 if found['ok'] else 7))
        self.check_handles()
        if not find_program('ifquery'):
            self.skipTest('there is no ifquery: ./run build unpacks one')
        self.check_ifquery(found['items'])
        self.check_ifup(found)

    def check_handles(self):
        """No interface is without a name, and each can be checked by its name, unless that is no text."""
        names = self.must('interface', 'list').splitlines()
        self.assertNotIn('', names)
        for name in (name for name in names if '?' not in name):
            self.assertIn(self.berth('interface', 'check', name).returncode, (0, 7))

    def line_of(self, file, last):
        """The first of the lines that are joined to the one numbered @last; ifquery tells the last."""
        lines = pathlib.Path(file).read_bytes().splitlines()
        while last > 1 and lines[last - 2].endswith(b'\\'):
            last -= 1
        return last

    def check_ifquery(self, items):
        result = run(find_program('ifquery'), '-i', self.interfaces, '--state-dir', self.root, '--list')
        refused, ignored = set(), set()
        for match in re.finditer(r'^ifquery: (/.*):(\d+): (.*)', result.stderr, re.MULTILINE):
            place = str(pathlib.Path(match[1])), self.line_of(match[1], int(match[2]))
            (ignored if match[3].startswith(IGNORED) else refused).add(place)
        found = {(item['file'], item['line']) for item in items if item['code'] == 'PARSE'}
        # Of each file it tells the first.
        self.assertEqual({min(place for place in found if place[0] == file) for file in {file for file, _ in found}},
                         refused)
        self.assertEqual('read interfaces file' in result.stderr,
                         any(file == str(self.interfaces) for file, _ in found))
        if 'read interfaces file' not in result.stderr:
            self.assertEqual({(item['file'], item['line']) for item in items if 'ifup ignores' in item['text']},
                             ignored)

    def ifup(self, *words):
        return run(find_program('ifup'), '--no-act', '-i', self.interfaces, '--state-dir', self.root, *words)

    def check_ifup(self, found):
        result = self.ifup('--all')
        if result.returncode:
            self.assertFalse(found['ok'], result.stderr)
        if 'read interfaces file' in result.stderr:
            return
        for item in found['items']:
            name = item.get('name', '')
            for pattern, (how, effect) in EFFECTS.items():
                if match := re.search(pattern, item['text']):
                    said = self.ifup(*how.format(name=name).split()).stderr
                    self.assertRegex(re.sub(r'[ ]+$', '', said, flags=re.MULTILINE),
                                     re.compile(match.expand(effect.format(name=name)), re.MULTILINE), item['text'])
            if match := re.search(r"joins this '(\S+)'", item['text']):
                self.check_joined(name, match[1])

    def check_joined(self, name, option):
        """A command stands in two lines, so a shell runs what follows a value as another command; or an address after
        one with a prefix is not in any."""
        text = self.interfaces.read_text()
        values = [value.partition('/')[0] for value in re.findall(rf'^\s*{option} (.*)', text, re.MULTILINE)]
        said = self.ifup(name).stderr
        self.assertTrue(any(f'{one}\n{other}' in said for one in values for other in values) or
                        (option == 'address' and any(value not in said for value in values)), said)


def add_case(path):
    setattr(Problems, f'test_{path.name}', lambda self: self.check(path))


for entry in sorted((HERE / 'problems').iterdir()):
    if entry.is_file() and entry.suffix != '.findings':
        add_case(entry)

if __name__ == '__main__':
    main()
