#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What the C library promises to programs that are built already: test_abi.py LIBRARY"""
import pathlib
import re
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from suite import PROJECT, main, run  # noqa: E402

LIBRARY = pathlib.Path(sys.argv.pop(1)).resolve()
INCLUDE = PROJECT / 'core/include'
HEADERS = sorted((INCLUDE / 'berth').glob('*.h'))
STRICT = ['-Wall', '-Wextra', '-Wpedantic', '-Werror', '-fsyntax-only', f'-I{INCLUDE}']


class Abi(unittest.TestCase):
    maxDiff = None

    def done(self, *command):
        result = run(*command)
        self.assertEqual(result.returncode, 0, f'{command}\n{result.stdout}{result.stderr}')
        return result.stdout

    def exported(self):
        lines = self.done('nm', '--dynamic', '--defined-only', '--with-symbol-versions', LIBRARY).splitlines()
        return {tuple(line.split()[-1].split('@@')) for line in lines if '@@' in line}

    def test_nothing_but_additions_since_it_was_recorded(self):
        self.done('abidiff', '--no-added-syms', '--headers-dir2', INCLUDE, '--drop-private-types',
                  PROJECT / 'core/abi/libberth.abi', LIBRARY)

    def test_exported_symbols_are_those_of_the_map(self):
        mapped = set()
        for node, body in re.findall(r'^([\w.]+) \{(.*?)^\}', (PROJECT / 'core/libberth.map').read_text(), re.S | re.M):
            mapped |= {(name, node) for name in re.findall(r'^\s+(berth_\w+);', body, re.M)}
        self.assertEqual(self.exported(), mapped)

    def test_every_declared_function_is_exported_and_no_other(self):
        declared = set()
        for header in HEADERS:
            text = re.sub(r'/\*.*?\*/', '', header.read_text(), flags=re.S)
            declared |= set(re.findall(r'BERTH_API[^;(]*?\b(berth_\w+)\(', text))
        self.assertEqual({name for name, _ in self.exported()}, declared)

    def test_it_needs_no_library_but_these(self):
        needed = re.findall(r'\(NEEDED\).*\[(.*?)\.so', self.done('readelf', '--dynamic', LIBRARY))
        loaders = {'ld-linux-x86-64', 'ld-linux-aarch64'}
        self.assertEqual(set(needed) - loaders, {'libc', 'libjansson', 'libmnl'})

    def test_each_header_compiles_alone(self):
        with tempfile.TemporaryDirectory() as folder:
            for header in HEADERS:
                source = pathlib.Path(folder) / 'alone.c'
                source.write_text(f'#include <berth/{header.name}>\n')
                for compiler in (['gcc', '-std=c11'], ['clang', '-std=c11'], ['g++', '-std=c++17', '-xc++'],
                                 ['clang', '-std=c++17', '-xc++']):
                    with self.subTest(header=header.name, compiler=compiler):
                        self.done(*compiler, *STRICT, source)

    def test_each_header_goes_through_bindgen(self):
        for header in HEADERS:
            with self.subTest(header=header.name):
                declared = self.done('bindgen', header, '--allowlist-type', 'berth_.*', '--', f'-I{INCLUDE}')
                self.assertIn('pub ', declared)

    def test_no_header_needs_a_library(self):
        for header in HEADERS:
            included = set(re.findall(r'#include <(.*?)>', header.read_text()))
            self.assertLessEqual(included - {f'berth/{one.name}' for one in HEADERS},
                                 {'stdbool.h', 'stddef.h', 'stdint.h'})


if __name__ == '__main__':
    main()
