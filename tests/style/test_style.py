#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""How the source reads: layout and lint, each language by its community's own tool: test_style.py BUILD"""
import concurrent.futures
import importlib.util
import os
import pathlib
import shutil
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from suite import PROJECT, main, run  # noqa: E402

BUILD = pathlib.Path(sys.argv.pop(1))
C_FOLDERS = ('core', 'gobject', 'tools', 'tests')


def tracked(*suffixes):
    """The project's files, without what a build or a crate's target folder holds."""
    listed = run('git', '-C', PROJECT, 'ls-files', '-z', '--cached', '--others', '--exclude-standard')
    names = listed.stdout.split('\0') if listed.returncode == 0 else [
        str(path.relative_to(PROJECT)) for path in PROJECT.rglob('*') if 'build' not in path.parts]
    return [PROJECT / name for name in names if name.endswith(suffixes) and (PROJECT / name).is_file()]


def scripts(interpreter):
    """Files without a suffix that name their interpreter in the first line."""
    found = []
    for path in tracked(''):
        if '.' not in path.name and os.access(path, os.X_OK):
            with open(path, 'rb') as file:
                if interpreter in file.readline():
                    found.append(path)
    return found


class Style(unittest.TestCase):
    maxDiff = None

    def passes(self, *command):
        if not shutil.which(command[0]):
            self.skipTest(f'there is no {command[0]}: ./run test installs it')
        result = run(*command, timeout=280)
        self.assertEqual(result.returncode, 0, f'{result.stdout}{result.stderr}'[-4000:])

    def test_c_layout(self):
        files = [path for path in tracked('.c', '.h') if path.relative_to(PROJECT).parts[0] in C_FOLDERS]
        self.assertGreater(len(files), 50)
        self.passes('clang-format', '--dry-run', '--Werror', *files)

    def test_c_lint(self):
        files = [path for path in tracked('.c') if path.relative_to(PROJECT).parts[0] in C_FOLDERS[:3]
                 and 'tests' not in path.parts]
        self.assertGreater(len(files), 30)
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            results = pool.map(lambda path: run('clang-tidy', '-p', BUILD, '--quiet', path, timeout=280), files)
            complaints = [result.stdout for result in results if result.returncode]
        self.assertEqual(complaints, [])

    def test_python(self):
        # Debian's python3-pycodestyle is a module without a command.
        if importlib.util.find_spec('pycodestyle') is None:
            self.skipTest('there is no pycodestyle: ./run test installs it')
        self.passes(sys.executable, '-m', 'pycodestyle', '--max-line-length=120', *tracked('.py'), *scripts(b'python3'))

    def test_perl(self):
        self.passes('perlcritic', '--gentle', '--quiet', *tracked('.pm', '.pl', '.t'))

    def test_pod(self):
        self.passes('podchecker', *tracked('.pm'))

    def test_shell(self):
        self.passes('shellcheck', *scripts(b'/bin/bash'), *scripts(b'/bin/sh'))

    def test_rust_layout(self):
        if not shutil.which('rustfmt'):
            self.skipTest('there is no rustfmt: ./run test installs it')
        self.passes('rustfmt', '--check', '--edition', '2021', *tracked('.rs'))

    def test_rust_lint(self):
        if run('cargo', 'clippy', '--version').returncode:
            self.skipTest('this Rust has no clippy')
        self.passes('env', f'CARGO_TARGET_DIR={BUILD / "rust-clippy"}', 'cargo', 'clippy', '--offline', '--locked',
                    '--quiet', '--manifest-path', PROJECT / 'bindings/rust/Cargo.toml', '--all-targets', '--', '-D',
                    'warnings')

    def test_every_source_names_its_licence(self):
        sources = tracked('.c', '.h', '.py', '.pm', '.pl', '.t', '.js', '.rs', 'meson.build')
        self.assertEqual([str(path) for path in sources
                          if 'SPDX-License-Identifier' not in path.read_text().split('\n\n')[0][:300]], [])


if __name__ == '__main__':
    main()
