#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What type checkers know of the bindings: mypy of Python, tsc of JavaScript: test_types.py BERTH.GIR BERTH.PYI

A program that uses every call is accepted, and runs; a wrong use is refused.
"""
import json
import pathlib
import re
import shutil
import sys
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from suite import PROJECT, main, run  # noqa: E402

CORE = '{http://www.gtk.org/introspection/core/1.0}'
STUBS = pathlib.Path(sys.argv.pop()).resolve()
GIR = pathlib.Path(sys.argv.pop()).resolve()


def calls():
    """The name of everything that can be called, but what GObject itself calls."""
    namespace = ElementTree.parse(GIR).getroot().find(CORE + 'namespace')
    return {node.get('name') for kind in ('function', 'method', 'constructor') for node in namespace.iter(CORE + kind)
            # The error domain is a function of the namespace, and once more one of the enumeration.
            if node.get('moved-to') is None and node.get('name') != 'quark'}


def refused(path, mark):
    """The lines of a file that have to be refused, each with the name of the error."""
    found = re.finditer(rf'{mark} refused: (\S+)$', path.read_text(), re.MULTILINE)
    return [(path.read_text().count('\n', 0, each.start()) + 1, each.group(1)) for each in found]


class Case(unittest.TestCase):
    maxDiff = None

    def scratch(self):
        folder = tempfile.TemporaryDirectory(prefix='berth-')
        self.addCleanup(folder.cleanup)
        return pathlib.Path(folder.name)

    def succeeds(self, *command, environment=None):
        result = run(*command, environment=environment, timeout=120)
        self.assertEqual((result.returncode, result.stderr), (0, ''), result.stdout)

    def uses_every_call(self, path):
        used = set(re.findall(r'\.(\w+)', path.read_text()))
        self.assertEqual(sorted(calls() - used), [], f'{path.name} uses every call, but these')


class Python(Case):
    def mypy(self, *files):
        if not shutil.which('mypy'):
            self.skipTest('there is no mypy: ./run test installs it')
        folder = self.scratch()
        shutil.copytree(HERE / 'gi', folder / 'gi')
        shutil.copy(STUBS, folder / 'gi/repository/Berth.pyi')
        return run('mypy', '--strict', '--python-executable', sys.executable, '--cache-dir', GIR.parent / 'mypy',
                   '--show-error-codes', '--no-error-summary', *files,
                   environment={'MYPYPATH': folder}, timeout=120)

    def test_stubs_and_programs_are_accepted(self):
        result = self.mypy(HERE / 'every_call.py', *sorted((PROJECT / 'examples').glob('*.py')))
        self.assertEqual((result.stdout, result.returncode), ('', 0), result.stderr)

    def test_wrong_uses_are_refused(self):
        result = self.mypy(HERE / 'wrong.py')
        found = re.findall(r'^[^:]+:(\d+): error: .*\[([a-z-]+)\]$', result.stdout, re.MULTILINE)
        self.assertEqual([(int(line), code) for line, code in found], refused(HERE / 'wrong.py', '#'), result.stdout)

    def test_names(self):
        """The stubs name nothing that is not there."""
        program = ('import ast, sys, gi; gi.require_version("Berth", "1.0"); from gi.repository import Berth\n'
                   'for node in ast.parse(open(sys.argv[1]).read()).body:\n'
                   '    if isinstance(node, ast.ClassDef):\n'
                   '        names = [each.name for each in node.body if isinstance(each, ast.FunctionDef)]\n'
                   '        [getattr(getattr(Berth, node.name), name) for name in names]\n'
                   '    elif isinstance(node, ast.FunctionDef):\n'
                   '        getattr(Berth, node.name)\n')
        self.succeeds(sys.executable, '-c', program, STUBS)


class JavaScript(Case):
    """Needs the network once: npm brings ts-for-gir and TypeScript into the build folder, and nothing else does."""

    @classmethod
    def setUpClass(cls):
        cls.folder = GIR.parent / 'types'
        missing = [name for name in ('node', 'npm') if not shutil.which(name)]
        if missing:
            raise unittest.SkipTest(f'there is no {missing[0]}')
        result = run(PROJECT / 'bindings/javascript/write-types', cls.folder, GIR, timeout=150)
        if result.returncode == 75:
            raise unittest.SkipTest(result.stderr.strip())
        if result.returncode:
            raise AssertionError(result.stderr)

    def tsc(self, *files):
        """Checks the programs, with their annotations in comments."""
        settings = {'strict': True, 'noEmit': True, 'allowJs': True, 'checkJs': True, 'skipLibCheck': True,
                    'target': 'ES2022', 'module': 'ES2022', 'moduleResolution': 'Bundler', 'lib': ['ES2022'],
                    'types': []}
        described = self.scratch() / 'tsconfig.json'
        described.write_text(json.dumps({'compilerOptions': settings,
                                         'files': [str(self.folder / 'types/berth.d.ts'), *map(str, files)]}))
        return run(self.folder / 'node_modules/.bin/tsc', '--pretty', 'false', '-p', described, timeout=120)

    def test_programs_are_accepted(self):
        # examples/desktop.js is not among them: it would need the declarations of GTK.
        result = self.tsc(HERE / 'every_call.js', PROJECT / 'examples/interfaces.js')
        self.assertEqual((result.stdout, result.returncode), ('', 0), result.stderr)

    def test_wrong_uses_are_refused(self):
        result = self.tsc(HERE / 'wrong.js')
        found = re.findall(r'^\S+\((\d+),\d+\): error (TS\d+)', result.stdout, re.MULTILINE)
        self.assertEqual([(int(line), code) for line, code in found], refused(HERE / 'wrong.js', '//'), result.stdout)


class EveryCall(Case):
    """The same programs, run: what the declarations say of the overrides is so."""

    def test_python(self):
        self.uses_every_call(HERE / 'every_call.py')
        self.succeeds(sys.executable, HERE / 'every_call.py')

    def test_javascript(self):
        self.uses_every_call(HERE / 'every_call.js')
        self.succeeds('gjs', '-m', HERE / 'every_call.js')


if __name__ == '__main__':
    main()
