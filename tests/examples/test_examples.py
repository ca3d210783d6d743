#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The README's examples, and the programs in examples/, run as they stand on a private host."""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time
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


def compile_c(source, program, *packages):
    flags = run('pkg-config', '--cflags', '--libs', *packages).stdout.split()
    if 'BERTH_TEST_SANITIZED' in os.environ:
        flags.append('-fsanitize=address,undefined')
    return run('gcc', '-Wall', '-Werror', source, *flags, '-o', program)


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

    def compile(self, source, package):
        result = compile_c(source, source.with_suffix(''), package)
        self.assertEqual((result.returncode, result.stderr), (0, ''))
        return source.with_suffix('')

    def test_c(self):
        program = self.compile(self.write('example.c', example('c')), 'berth')
        self.assertEqual(self.prints(program), 'lo\neth0\nbr0\n')

    def rust_dependencies(self):
        """The lines of a Cargo.toml that name the crate: this project's, where the README names the installed one."""
        return f'[dependencies]\nberth = {{ path = "{PROJECT}/bindings/rust/berth" }}\n'

    def test_rust(self):
        if not shutil.which('cargo'):
            self.skipTest('there is no cargo')
        self.write('Cargo.toml', f'[package]\nname = "example"\nversion = "0.0.0"\nedition = "2021"\n'
                                 f'{self.rust_dependencies()}')
        self.write('src/main.rs', example('rust'))
        # tests/sanitize loads sanitizers into everything; a compiler with an allocator of its own cannot have them.
        printed = self.prints('cargo', 'run', '--quiet', '--offline', '--manifest-path', self.folder / 'Cargo.toml',
                              environment={'LD_PRELOAD': ''})
        self.assertEqual(printed, 'lo None\neth0 None\nbr0 None\n'.replace('lo None', 'lo Some("00:00:00:00:00:00")'))


DOCUMENTS = sorted((PROJECT / 'docs').rglob('*.md'))


class Documents(Readme):
    """Every block of code in docs/ is a whole program, and runs as it stands on a host in memory."""
    test_shell = test_python = test_perl = test_javascript = test_c = test_rust = None

    def run_block(self, language, text):
        environment = {'BERTH_DEFAULT_URI': 'fake:///'}
        if language == 'c':
            package = 'berth-gobject-1.0' if 'berth-gobject' in text else 'berth'
            command = [self.compile(self.write('block.c', text), package)]
        else:
            program = self.write(f'block.{language}', text)
            command = {'python': [PYTHON], 'perl': ['perl'], 'js': ['gjs', '-m'], 'sh': ['sh']}[language] + [program]
        result = run(*command, environment=environment)
        # unittest says on standard error that all is well.
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertNotIn('Error', result.stderr)

    def test_every_block(self):
        blocks = [(path, language, text) for path in DOCUMENTS
                  for language, text in re.findall(r'^```(\w+)\n(.*?)^```', path.read_text(), re.MULTILINE | re.DOTALL)]
        self.assertGreater(len(blocks), 9)
        for path, language, text in blocks:
            with self.subTest(path=path.name, language=language, begins=text[:40]):
                self.run_block(language, text)


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


PYTHON = '/usr/bin/python3'
EXAMPLES = PROJECT / 'examples'
# A host whose eth0 is as it should be, and eth1 not.
HOST = {
    'berth': 1,
    'delay_ms': 200,
    'interfaces': [
        {'type': 'ethernet', 'name': 'eth0', 'start': 'onboot', 'active': True, 'mtu': 1400,
         'ipv4': {'addresses': [{'address': '192.0.2.1', 'prefix': 24}]}},
        {'type': 'ethernet', 'name': 'eth1', 'start': 'onboot'},
        {'type': 'ethernet', 'name': 'eth2', 'defined': False, 'active': True},
        {'type': 'bridge', 'name': 'br0', 'bridge': {'ports': []}},
    ],
}


class Users(unittest.TestCase):
    """The programs that users would write: on a slow host in memory, and on a real one."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        file = pathlib.Path(folder.name) / 'host.json'
        file.write_text(json.dumps(HOST))
        self.fake = f'fake:{file}'

    def prints(self, *command, status=0):
        result = run(*command)
        self.assertEqual((result.returncode, result.stderr), (status, ''), result.stdout)
        return result.stdout

    def real(self):
        """A veth pair that is defined and up, with another mtu than it should have."""
        FILE.write_text('auto v0\niface v0 inet static\n    address 192.0.2.1/24\n    mtu 1400\n')
        self.prints('ip', 'link', 'add', 'v0', 'type', 'veth', 'peer', 'name', 'v1')
        self.addCleanup(run, 'ip', 'link', 'del', 'v0')
        self.prints('berth', 'interface', 'up', 'v0')
        self.prints('ip', 'link', 'set', 'v0', 'mtu', '1300')

    def audit(self, program):
        printed = self.prints(PYTHON, EXAMPLES / program, self.fake, status=1)
        self.assertEqual(printed, 'eth1: should be up, is down\n')
        self.real()
        printed = self.prints(PYTHON, EXAMPLES / program, status=1)
        self.assertEqual(printed, f'{FILE}:4: v0 mtu: should be 1400, is 1300\n')
        self.prints('berth', 'interface', 'up', 'v0')
        self.assertEqual(self.prints(PYTHON, EXAMPLES / program), '')

    def test_audit(self):
        self.audit('audit.py')

    def test_audit_with_asyncio(self):
        self.audit('audit_asyncio.py')
        printed = self.prints(PYTHON, EXAMPLES / 'audit_asyncio.py', self.fake, 'fake:///', self.fake, status=1)
        self.assertEqual(printed, 'eth1: should be up, is down\n' * 2)

    def test_next_look_sees_what_ip_changed(self):
        self.real()
        print_mtu = 'print(iface.get_info().get_live_config().get_mtu())'
        program = ("import subprocess, gi; gi.require_version('Berth', '1.0')\nfrom gi.repository import Berth\n"
                   f"iface = Berth.Host.open().get_interface('v0'); {print_mtu}\n"
                   f"subprocess.run(['ip', 'link', 'set', 'v0', 'mtu', '1299'], check=True); {print_mtu}\n")
        self.assertEqual(self.prints(PYTHON, '-c', program), '1300\n1299\n')

    def test_desktop(self):
        for program in ('Xvfb', 'xwininfo'):
            if not shutil.which(program):
                self.skipTest(f'there is no {program}: ./run test installs it')
        file = pathlib.Path(tempfile.mkdtemp()) / 'many.json'
        self.addCleanup(shutil.rmtree, file.parent)
        names = [f'e{number}' for number in range(1000)]
        file.write_text(json.dumps({'berth': 1, 'delay_ms': 200, 'interfaces': [
            {'type': 'ethernet', 'name': name, 'active': True} for name in names]}))
        screen = subprocess.Popen(['Xvfb', ':77', '-nolisten', 'tcp'], stderr=subprocess.DEVNULL)
        self.addCleanup(screen.wait)
        self.addCleanup(screen.terminate)
        display = {**os.environ, 'DISPLAY': ':77', 'GDK_BACKEND': 'x11', 'GSK_RENDERER': 'cairo',
                   'GSETTINGS_BACKEND': 'memory', 'DBUS_SESSION_BUS_ADDRESS': 'disabled:'}
        self.show(display, 'Interfaces (1000)', f'fake:{file}')
        self.real()
        there = len(os.listdir('/sys/class/net'))
        self.show(display, f'Interfaces ({there})')
        # It follows what another program does.
        self.prints('ip', 'link', 'add', 'v2', 'type', 'veth', 'peer', 'name', 'v3')
        self.addCleanup(run, 'ip', 'link', 'del', 'v2')
        self.wait_for_title(f'Interfaces ({there + 2})')

    def test_keyboard(self):
        """The set of an X server's codes."""
        if not shutil.which('Xvfb') or run('pkg-config', '--exists', 'x11').returncode:
            self.skipTest('there is no Xvfb, or no libx11-dev: ./run test installs them')
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        program = pathlib.Path(folder.name, 'keyboard')
        result = compile_c(EXAMPLES / 'keyboard.c', program, 'berth', 'x11')
        self.assertEqual((result.returncode, result.stderr), (0, ''))
        told, tell = os.pipe()
        screen = subprocess.Popen(['Xvfb', '-displayfd', str(tell), '-nolisten', 'tcp'], pass_fds=[tell],
                                  stderr=subprocess.DEVNULL)
        self.addCleanup(screen.wait)
        self.addCleanup(screen.terminate)
        os.close(tell)
        with open(told, encoding='ascii') as file:
            display = {'DISPLAY': f':{file.readline().strip()}'}
        result = run(program, '38', '113', environment=display)
        self.assertEqual(result.stdout, 'set xorg_evdev\n38 is 0x1e\n113 is 0xcb\n', result.stderr)
        self.assertEqual(run(program, '7', environment=display).returncode, 1)
        self.assertEqual(run(program, environment={'DISPLAY': ''}).returncode, 1)

    def show(self, display, title, *uri):
        """Opens the window of examples/desktop.js, until it has a title."""
        window = subprocess.Popen(['gjs', '-m', str(EXAMPLES / 'desktop.js'), *uri], env=display,
                                  stderr=subprocess.DEVNULL)
        self.addCleanup(window.wait)
        self.addCleanup(window.terminate)
        self.wait_for_title(title)

    def wait_for_title(self, title):
        end = time.monotonic() + 30
        shown = ''
        while title not in shown and time.monotonic() < end:
            time.sleep(0.1)
            shown = run('xwininfo', '-root', '-tree', environment={'DISPLAY': ':77'}).stdout
        self.assertIn(title, shown)

    def test_service(self):
        """Eight threads of a Rust program, on a slow host and on a real one."""
        if not shutil.which('cargo'):
            self.skipTest('there is no cargo')
        target = os.environ.get('CARGO_TARGET_DIR', PROJECT / 'build/bindings/rust/target')
        cargo = ['cargo', 'build', '--quiet', '--offline', '--locked', '--manifest-path',
                 PROJECT / 'bindings/rust/Cargo.toml', '--example', 'service']
        built = run(*cargo, environment={'LD_PRELOAD': '', 'CARGO_TARGET_DIR': target}, timeout=180)
        self.assertEqual(built.returncode, 0, built.stderr)
        service = pathlib.Path(target, 'debug/examples/service')
        begin = time.monotonic()
        result = run(service, '48', self.fake)
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual(len(result.stdout.splitlines()), 48)
        # One after the other they would take over 12 seconds.
        self.assertLess(time.monotonic() - begin, 8)
        self.real()
        result = run(service, '48')
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertIn('v0 is up\n', result.stdout)
        self.assertIn('v0 has MTU 14', result.stdout)
        self.assertRegex(FILE.read_text(), r'mtu 14\d\d')

    def test_perl_test(self):
        printed = self.prints('perl', EXAMPLES / 'host.t', 'fake:///')
        self.assertRegex(printed, r'(?m)^ok 3 - eth0$')
        result = run('perl', EXAMPLES / 'host.t', self.fake)
        self.assertEqual(result.returncode, 1)
        self.assertRegex(result.stdout, r'(?m)^not ok 3 - eth1$')
        self.real()
        self.assertRegex(self.prints('perl', EXAMPLES / 'host.t'), r'(?m)^ok 2 - v0$')

    def test_shell_report(self):
        if not shutil.which('jq'):
            self.skipTest('there is no jq: ./run test installs it')
        self.assertEqual(self.prints('sh', EXAMPLES / 'report.sh', self.fake),
                         'eth1: defined, and down\nbr0: defined, and down\neth2: up, and nothing defines it\n')
        self.real()
        self.assertNotIn('v0', self.prints('sh', EXAMPLES / 'report.sh'))


if __name__ == '__main__':
    enter_private_host()
    main()
