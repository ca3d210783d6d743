#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Usage: test_install.py BUILD-FOLDER

Installs the build on a private host, which is a copy of this machine, and uses it there as the README says: in every
language, with no variable in the environment but PATH. Then the same below another prefix, with the variables that the
installation prints; and all of it is taken away again."""
import json
import os
import pathlib
import re
import shutil
import sys
import tempfile
import unittest

TESTS = pathlib.Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TESTS), str(TESTS / 'examples')]

import test_examples  # noqa: E402
from suite import PROJECT, enter_private_host, main, run  # noqa: E402

BUILD = pathlib.Path(sys.argv[1])
LOG = BUILD / 'meson-logs/install-log.txt'
DEFAULT = '/usr/local'
ELSEWHERE = '/opt/berth'
PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'
IMPORT = "import gi; gi.require_version('Berth', '1.0'); from gi.repository import Berth"
COMPLETE = '''source /usr/share/bash-completion/bash_completion
_completion_loader berth
COMP_WORDS=(berth interface un) COMP_CWORD=2
_berth
echo "${COMPREPLY[@]}"
'''


def must(*command):
    result = run(*command)
    if result.returncode:
        raise AssertionError(f'{command}: {result.stdout[-2000:]}{result.stderr}')
    return result.stdout


def configure(prefix):
    """Sets up the private host's copy of the build for a prefix; nothing but the compiled overrides depends on it."""
    options = json.loads((BUILD / 'meson-info/intro-buildoptions.json').read_text())
    if prefix not in [option['value'] for option in options if option['name'] == 'prefix']:
        must('meson', 'setup', '--reconfigure', BUILD, PROJECT, f'-Dprefix={prefix}')


def install(prefix, *options):
    """Installs below a prefix, and returns what has to be set then, which `./run install` prints last."""
    configure(prefix)
    with tempfile.NamedTemporaryFile('r') as notes:
        must('env', f'BERTH_INSTALL_NOTES={notes.name}', 'meson', 'install', '-C', BUILD, *options)
        return notes.read()


def uninstall():
    return must('ninja', '-C', BUILD, 'uninstall')


def installed():
    """The files, links and folders that the last installation made."""
    return [line for line in LOG.read_text().splitlines() if not line.startswith('#')]


def snapshot():
    """All that is where an installation could leave something. The linker's cache lists what there is elsewhere."""
    paths = must('find', '/usr', '/etc', '/opt', '-xdev', '-not', '-path', f'{PROJECT}/*').splitlines()
    return set(paths) - {'/etc/ld.so.cache'}


class Installed(test_examples.Readme):
    """With the default prefix there is nothing to set."""
    prefix = DEFAULT

    @classmethod
    def setUpClass(cls):
        cls.printed = install(cls.prefix)
        cls.addClassCleanup(uninstall)

    def rust_dependencies(self):
        return test_examples.example('toml').replace(DEFAULT, self.prefix)

    def test_prints(self):
        self.assertEqual(self.printed, '')

    def test_stays_below_prefix(self):
        # girepository has one folder for everybody's typelibs.
        outside = [path for path in installed() if not path.startswith(self.prefix)]
        folder = must('pkg-config', '--variable=typelibdir', 'gobject-introspection-1.0').strip()
        self.assertEqual(outside, [f'{folder}/Berth-1.0.typelib'])
        self.assertTrue(os.readlink(outside[0]).startswith(f'{self.prefix}/'))

    def test_command(self):
        self.assertEqual(shutil.which('berth'), f'{self.prefix}/bin/berth')
        self.assertRegex(self.prints('berth', 'version'), r'^berth \d')

    def test_gobject_in_c(self):
        text = re.findall(r'^```c\n(.*?)^```', (PROJECT / 'docs/gi/c.md').read_text(), re.MULTILINE | re.DOTALL)[0]
        program = self.compile(self.write('example.c', text), 'berth-gobject-1.0')
        self.prints(program, environment={'BERTH_DEFAULT_URI': 'fake:///'})

    def test_manual(self):
        if not shutil.which('man'):
            self.skipTest('there is no man: the package man-db has it')
        found = self.prints('man', '-w', 'berth').strip()
        self.assertTrue(os.path.samefile(found, f'{self.prefix}/share/man/man1/berth.1'), found)

    def test_completion(self):
        if not os.path.exists('/usr/share/bash-completion'):
            self.skipTest('there is no bash-completion: ./run test installs it')
        self.assertEqual(self.prints('bash', '-c', COMPLETE), 'undefine\n')

    def test_schema(self):
        schema = pathlib.Path(self.prefix, 'share/berth/schemas/interface.rng')
        self.assertEqual(schema.read_text(), self.prints('berth', 'schema', 'interface'))


class Elsewhere(Installed):
    """Below another prefix the variables that the installation prints are what is needed."""
    prefix = ELSEWHERE

    @classmethod
    def setUpClass(cls):
        # Meson forgets the folders of an installation at the next one.
        cls.addClassCleanup(shutil.rmtree, cls.prefix)
        super().setUpClass()
        before = dict(os.environ)
        cls.path = before['PATH']
        cls.addClassCleanup(os.environ.update, before)
        cls.addClassCleanup(os.environ.clear)
        text = must('sh', '-ec', f'{cls.printed}\nenv -0')
        os.environ.update(entry.split('=', 1) for entry in text.strip('\0').split('\0'))

    def test_prints(self):
        variables = re.findall(r'^export (\w+)=/opt/berth/', self.printed, re.MULTILINE)
        self.assertEqual(sorted(variables), ['GI_TYPELIB_PATH', 'LD_LIBRARY_PATH', 'MANPATH', 'PATH', 'PERL5LIB',
                                             'PKG_CONFIG_PATH', 'PYTHONPATH', 'XDG_DATA_DIRS'])

    def test_stays_below_prefix(self):
        self.assertEqual([path for path in installed() if not path.startswith('/opt')], [])

    def ends_with_it(self, *command):
        output = must('env', '-i', f'PATH={self.path}', *command).replace('\r', '')
        self.assertEqual(output[output.find('# '):], self.printed)

    def test_run_ends_with_it(self):
        if BUILD != PROJECT / 'build':
            self.skipTest('./run installs another build than this')
        self.ends_with_it(PROJECT / 'run', 'install')

    def test_meson_on_a_terminal_ends_with_it(self):
        self.ends_with_it('script', '-qec', f'meson install -C {BUILD} --no-rebuild', '/dev/null')

    def test_keeps_what_was_there(self):
        # An empty entry would be the current folder.
        for name, value in (('PATH', self.path), ('XDG_DATA_DIRS', '/usr/local/share:/usr/share'), ('MANPATH', '')):
            with self.subTest(name=name):
                self.assertEqual(os.environ[name].split(':', 1)[1], value)
        for name in 'LD_LIBRARY_PATH', 'GI_TYPELIB_PATH', 'PYTHONPATH', 'PERL5LIB', 'PKG_CONFIG_PATH':
            with self.subTest(name=name):
                self.assertNotIn(':', os.environ[name])
        again = must('sh', '-ec', f'{self.printed}\necho "$PERL5LIB"').strip()
        self.assertEqual(again, ':'.join([os.environ['PERL5LIB']] * 2))

    def test_linker_instead_of_variable(self):
        line = re.search(r'echo .*ldconfig$', self.printed, re.MULTILINE)[0]
        berth = [f'{self.prefix}/bin/berth', 'version']
        self.assertEqual(run('env', '-i', *berth).returncode, 127)
        try:
            must('sh', '-ec', line)
            self.prints('env', '-i', *berth)
            self.assertNotIn('LD_LIBRARY_PATH', install(self.prefix))
        finally:
            os.remove('/etc/ld.so.conf.d/berth.conf')
            must('ldconfig')


class Taken(unittest.TestCase):
    """What an installation brought goes with it."""

    def test_uninstalled(self):
        for prefix in DEFAULT, ELSEWHERE:
            printed = install(prefix)
            # Python keeps what it compiles beside the module, if it may.
            must('sh', '-ec', f'{printed}\n{sys.executable} -c "{IMPORT}"')
            self.assertIn('Failed: 0\n', uninstall())
        self.assertEqual(snapshot() - BEFORE, set())

    def test_second_installation_goes_as_the_first(self):
        if BUILD != PROJECT / 'build':
            self.skipTest('./run installs another build than this')
        configure(DEFAULT)
        must(PROJECT / 'run', 'install')
        first = installed()
        must(PROJECT / 'run', 'install')
        self.assertEqual(sorted(installed()), sorted(first))
        self.assertIn('Failed: 0\n', uninstall())
        self.assertEqual([path for path in first if os.path.lexists(path)], [])

    def test_package_says_nothing_of_this_system(self):
        folder = pathlib.Path('/tmp/stage')
        cache = os.stat('/etc/ld.so.cache')
        self.assertEqual(install('/usr', '--destdir', folder), '')
        self.assertEqual([path for path in installed() if not path.startswith(f'{folder}/usr') and path != str(folder)],
                         [])
        self.assertEqual([path for path in installed() if path.endswith('.pyc')], [])
        system = must(sys.executable, '-c', 'import gi.overrides; print(gi.overrides.__file__)').strip()
        self.assertIn(f'{folder}{os.path.dirname(system)}/Berth.py', installed())
        self.assertEqual(os.stat('/etc/ld.so.cache'), cache)
        uninstall()
        self.assertFalse(folder.exists())


def clear_environment():
    """Leaves PATH alone, with Rust's folder behind the system's."""
    kept = {name: os.environ[name] for name in ['BERTH_TEST_CASE'] if name in os.environ}
    cargo = shutil.which('cargo')
    os.environ.clear()
    os.environ.update(kept, PATH=PATH)
    if cargo and not shutil.which('cargo'):
        os.environ['PATH'] += f':{os.path.dirname(cargo)}'


if __name__ == '__main__':
    enter_private_host()
    if not os.access(DEFAULT, os.W_OK):
        print('1..0 # SKIP in a user namespace', DEFAULT, 'is not writable')
        sys.exit(0)
    clear_environment()
    BEFORE = snapshot()
    if shutil.which('berth'):
        # What this machine has of its own is not to be found instead.
        install(DEFAULT)
        uninstall()
    main()
