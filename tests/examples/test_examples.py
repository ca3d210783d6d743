#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The README's examples, and the programs in examples/, run as they stand on a private host."""
import os
import pathlib
import re
import shutil
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from suite import PROJECT, enter_private_host, main, run  # noqa: E402

INTERFACES = '''auto lo
iface lo inet loopback

iface eth0 inet static
    address 192.0.2.1/24

iface br0 inet static
    address 192.0.2.9/24
    bridge_ports none
    bridge_stp off
    bridge_fd 0
'''
FILE = pathlib.Path('/etc/network/interfaces')


def example(language):
    """The README's block of code in a language; of the shell's, the second: the first is `./run`."""
    blocks = re.findall(rf'^```{language}\n(.*?)^```', (PROJECT / 'README.md').read_text(), re.MULTILINE | re.DOTALL)
    return blocks[-1]


class Readme(unittest.TestCase):
    def setUp(self):
        FILE.write_text(INTERFACES)
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    def prints(self, *command, environment=None):
        result = run(*command, environment=environment, timeout=120)
        self.assertEqual((result.returncode, result.stderr), (0, ''), command)
        return result.stdout

    def test_shell(self):
        script = self.write('example.sh', f'set -e\ncd {self.folder}\n{example("sh")}')
        self.assertIn('eth0', self.prints('sh', script, environment={'EDITOR': 'true'}).split())
        self.assertIn('192.0.2.9/24', self.prints('ip', 'addr', 'show', 'dev', 'br0'))
        self.prints('berth', 'interface', 'down', 'br0')

    def test_python(self):
        self.assertIn('eth0 down\n', self.prints('/usr/bin/python3', self.write('example.py', example('python'))))
        self.assertIn('192.0.2.9/24', self.prints('ip', 'addr', 'show', 'dev', 'br0'))
        self.prints('berth', 'interface', 'down', 'br0')

    def test_perl(self):
        self.prints('perl', self.write('example.pl', example('perl')))
        self.assertIn('mtu 9000', FILE.read_text())

    def test_javascript(self):
        self.assertEqual(self.prints('gjs', '-m', self.write('example.js', example('js'))), 'lo\neth0\nbr0\n')

    def test_c(self):
        source = self.write('example.c', example('c'))
        flags = self.prints('pkg-config', '--cflags', '--libs', 'berth').split()
        if 'BERTH_TEST_SANITIZED' in os.environ:
            flags.append('-fsanitize=address,undefined')
        self.prints('gcc', '-Wall', '-Werror', source, *flags, '-o', self.folder / 'example')
        self.assertEqual(self.prints(self.folder / 'example'), 'lo\neth0\nbr0\n')

    def test_rust(self):
        if not shutil.which('cargo'):
            self.skipTest('there is no cargo')
        crate = PROJECT / 'bindings/rust/berth'
        self.write('Cargo.toml', f'[package]\nname = "example"\nversion = "0.0.0"\nedition = "2021"\n'
                                 f'[dependencies]\nberth = {{ path = "{crate}" }}\n')
        self.write('src/main.rs', example('rust'))
        # tests/sanitize loads sanitizers into everything; a compiler with an allocator of its own cannot have them.
        printed = self.prints('cargo', 'run', '--quiet', '--offline', '--manifest-path', self.folder / 'Cargo.toml',
                              environment={'LD_PRELOAD': ''})
        self.assertEqual(printed, 'lo None\neth0 None\nbr0 None\n'.replace('lo None', 'lo Some("00:00:00:00:00:00")'))


class Programs(unittest.TestCase):
    def test_languages_agree(self):
        FILE.write_text(INTERFACES)
        folder = PROJECT / 'examples'
        programs = (['/usr/bin/python3', folder / 'interfaces.py'], ['perl', folder / 'interfaces.pl'],
                    ['gjs', '-m', folder / 'interfaces.js'])
        results = [run(*command) for command in programs]
        self.assertEqual([result.returncode for result in results], [0, 0, 0], results)
        printed = {result.stdout for result in results}
        self.assertEqual(len(printed), 1)
        self.assertIn('<interface type="bridge" name="br0">', printed.pop())


if __name__ == '__main__':
    enter_private_host()
    main()
