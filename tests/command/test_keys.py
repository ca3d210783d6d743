#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What `berth key` prints: sets, lists, translations, and tables as source text, which is compiled and held against
the translations."""
import json
import pathlib
import shutil
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from suite import main, run  # noqa: E402

SETS = ['linux', 'xt', 'atset1', 'atset2', 'atset3', 'osx', 'xt_kbd', 'usb', 'win32', 'rfb', 'qcode', 'html', 'x11',
        'xkb', 'xorg_evdev', 'xorg_kbd', 'xorg_xquartz', 'xorg_xwin', 'sun', 'adb']
PAIRS = [('linux', 'usb'), ('html', 'atset1'), ('xorg_evdev', 'qcode'), ('x11', 'win32')]


class Case(unittest.TestCase):
    def must(self, *words, stdin=None):
        result = run(*words, stdin=stdin, timeout=120)
        self.assertEqual((result.stderr, result.returncode), ('', 0), words)
        return result.stdout

    def berth(self, *words, stdin=None):
        return self.must('berth', 'key', *words, stdin=stdin)


class Translations(Case):
    def test_sets(self):
        lines = [line.split(None, 2) for line in self.berth('sets').splitlines()]
        self.assertEqual([(int(number), name) for number, name, _ in lines], list(enumerate(SETS)))
        found = json.loads(self.berth('sets', '--json'))
        self.assertEqual([each['name'] for each in found['sets']], SETS)

    def test_list(self):
        lines = self.berth('list', 'linux').splitlines()
        self.assertEqual(lines[0].split(), ['1', '0x1', 'KEY_ESC'])
        self.assertIn(['152', '0x98', 'KEY_COFFEE', 'KEY_SCREENLOCK'], [line.split() for line in lines])
        self.assertEqual(len({line.split()[0] for line in lines}), len(lines))

    def test_one_answer_a_line(self):
        self.assertEqual(self.berth('translate', '--to', 'usb', 'KEY_A', '30', '0x1e'), '4\n4\n4\n')
        self.assertEqual(self.berth('translate', '--from', 'usb', '--to', 'html', '4', '5'), 'KeyA\nKeyB\n')
        self.assertEqual(self.berth('translate', '--from', 'qcode', '1'), '2\n')
        self.assertEqual(self.berth('translate', 'KEY_RFKILL'), '247\n')

    def test_unmapped(self):
        result = run('berth', 'key', 'translate', '--to', 'xt', 'KEY_A', 'KEY_RFKILL', 'KEY_B')
        self.assertEqual((result.stdout, result.stderr, result.returncode), ('30\nunmapped\n48\n', '', 3))

    def test_the_others(self):
        answer, = json.loads(self.berth('translate', '--from', 'win32', 'VK_OEM_102', '--json'))['answers']
        self.assertEqual((answer['code'], answer['name']), (86, 'KEY_102ND'))
        self.assertEqual([each['name'] for each in answer['alternatives']], ['KEY_RO'])

    def test_it_ends_at_a_key_that_is_none(self):
        result = run('berth', 'key', 'translate', 'KEY_A', 'KEY_NOPE', 'KEY_B')
        self.assertEqual((result.stdout, result.returncode), ('30\n', 3))
        self.assertIn("no key 'KEY_NOPE'", result.stderr)


class Tables(Case):
    """In each language, every code of a set, and what comes of it."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix='berth-')
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def expected(self, source, target):
        listed = json.loads(self.berth('list', source, '--json'))['codes']
        answers = json.loads(run('berth', 'key', 'translate', '--from', source, '--to', target, '--json',
                                 *[str(each['code']) for each in listed]).stdout)['answers']
        named = {'html', 'qcode'}
        return {str(each['name'] if source in named else each['code']):
                str(answer['name'] if target in named else answer['code'])
                for each, answer in zip(listed, answers) if not answer['unmapped']}

    def holds(self, language, file, program, *build):
        for source, target in PAIRS:
            with self.subTest(source=source, target=target):
                name = f'{source}_to_{target}'
                table = self.berth('table', '--from', source, '--to', target, '--lang', language)
                (self.folder / file).write_text(table + program.replace('NAME', name.upper()).replace('name', name))
                for command in build:
                    self.must(*[str(word).replace('FOLDER', str(self.folder)) for word in command])
                printed = self.must(*[str(word).replace('FOLDER', str(self.folder)) for word in self.command])
                found = dict(line.split('\t') for line in printed.splitlines())
                expected = self.expected(source, target)
                self.assertEqual(found, expected)
                keys = list(found)
                self.assertEqual(keys, sorted(keys, key=lambda key: (0, key) if source == 'html' else (int(key), '')))
                self.assertGreater(len(expected), 50)

    def needs(self, program):
        if not shutil.which(program):
            self.skipTest(f'there is no {program}')

    def test_c(self):
        printing = '''
#include <stdio.h>
#define FORMAT(x) _Generic((x), const char *: "%s", default: "%u")
#define PRINT(x, end) (printf(FORMAT(x), x), putchar(end))
int main(void) {
    for (unsigned i = 0; i < sizeof name / sizeof *name; i++) {
        PRINT(name[i].from, '\\t');
        PRINT(name[i].to, '\\n');
    }
}
'''
        self.command = ['FOLDER/table']
        self.holds('c', 'table.c', printing, ['gcc', '-std=c11', '-Wall', '-Wextra', '-Werror', '-Wno-format',
                                              '-o', 'FOLDER/table', 'FOLDER/table.c'])

    def test_rust(self):
        self.needs('rustc')
        self.command = ['FOLDER/table']
        self.holds('rust', 'table.rs', 'fn main() { for (from, to) in NAME { println!("{from}\\t{to}"); } }\n',
                   ['rustc', '--edition', '2021', '-o', 'FOLDER/table', 'FOLDER/table.rs'])

    def test_python(self):
        self.command = [sys.executable, 'FOLDER/table.py']
        self.holds('python', 'table.py', 'for key, value in NAME.items():\n    print(key, value, sep="\\t")\n')

    def test_javascript(self):
        self.needs('node')
        self.command = ['node', 'FOLDER/table.mjs']
        self.holds('js', 'table.mjs', 'for (const pair of NAME) console.log(pair.join("\\t"));\n')


main()
