#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The Debian driver on files: each folder of debian/ is a case.

    before          /etc/network/interfaces; before.d/, if there, its interfaces.d
    show/NAME.xml   what `show NAME` prints, for every interface that the files define
    change          commands, one a line: `define FILE`, `undefine NAME` (optional)
    NAME.xml        a document for it; what `show NAME` prints once it was defined
    after           the file after the changes; after.d/, if there, its interfaces.d

Besides, for every case: writing back what was shown changes no byte, and the real ifquery knows
every interface of every file that is written.
"""
import pathlib
import shutil
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from suite import ScratchCase, find_program, main, run  # noqa: E402


class Debian(ScratchCase):
    maxDiff = None

    def place(self, case, name):
        shutil.copy(case / name, self.interfaces)
        included = self.interfaces.with_name('interfaces.d')
        if (case / f'{name}.d').is_dir():
            shutil.copytree(case / f'{name}.d', included)

    def check_place(self, case, name):
        self.assertEqual(self.interfaces.read_bytes(), (case / name).read_bytes())
        for file in (case / f'{name}.d').glob('*'):
            self.assertEqual((self.interfaces.with_name('interfaces.d') / file.name).read_bytes(), file.read_bytes())

    def check_ifquery(self):
        program = find_program('ifquery')
        if not program:
            self.skipTest('there is no ifquery: ./run build unpacks one')
        for name in self.must('interface', 'list').split():
            result = run(program, '-i', self.interfaces, '--state-dir', self.root, name)
            self.assertEqual(result.returncode, 0, f'ifquery {name}: {result.stderr}')

    def check(self, case):
        self.place(case, 'before')
        names = self.must('interface', 'list').split()
        self.assertEqual(sorted(names), sorted(path.stem for path in (case / 'show').glob('*.xml')))
        for name in names:
            shown = self.must('interface', 'show', name)
            self.assertEqual(shown, (case / f'show/{name}.xml').read_text())
            self.must('interface', 'define', '-', stdin=shown)
            self.must('interface', 'define', '-', stdin=self.must('interface', 'show', '--json', name))
            self.check_place(case, 'before')
        if (case / 'change').exists():
            for line in (case / 'change').read_text().splitlines():
                verb, word = line.split()
                self.must('interface', verb, case / word if verb == 'define' else word)
            self.check_place(case, 'after')
            for name in self.must('interface', 'list').split():
                if (case / f'{name}.xml').exists():
                    self.assertEqual(self.must('interface', 'show', name), (case / f'{name}.xml').read_text())
        self.check_ifquery()


def add_case(folder):
    setattr(Debian, f'test_{folder.name}', lambda self: self.check(folder))


for entry in sorted((HERE / 'debian').iterdir()):
    add_case(entry)

if __name__ == '__main__':
    main()
