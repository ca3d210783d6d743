# SPDX-License-Identifier: LGPL-2.1-or-later
"""What the Python suites share: running the command, scratch roots, TAP."""
import os
import pathlib
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import unittest

import tap

TESTS = pathlib.Path(__file__).resolve().parent
PROJECT = TESTS.parent
# The helpers of the private host, as far as the machine does not have them itself.
UNPACKED = PROJECT / 'build/host/usr/sbin'


def run(*arguments, stdin=None, environment=None, timeout=60):
    """Runs a command to its end and returns what it printed and its status."""
    return subprocess.run([str(word) for word in arguments], input=stdin, text=True, errors='backslashreplace',
                          capture_output=True, timeout=timeout, env={**os.environ, **(environment or {})})


# sh -ec OPEN sh PROJECT FOLDER COMMAND...: for the command alone, FOLDER is open and holds nothing but the project.
OPEN = ('here=$PWD && cd "$1" && mount -t tmpfs -o mode=755 none "$2" && mkdir -p "$1" && '
        'mount --no-canonicalize --rbind . "$1" && cd "$here" && shift 2 && exec "$@"')


def as_nobody():
    """The words before a command that root wants to be run as a user who is not root and owns no file.

    The project may be below a folder that is closed to others, as /root is."""
    nobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups']
    closed = [folder for folder in reversed(PROJECT.parents) if not folder.stat().st_mode & 0o001]
    return ['unshare', '--mount', 'sh', '-ec', OPEN, 'sh', PROJECT, closed[0], *nobody] if closed else nobody


def find_program(name):
    """The path of one of the host's own tools, or None."""
    for folder in (UNPACKED, pathlib.Path('/usr/sbin'), pathlib.Path('/sbin')):
        if os.access(folder / name, os.X_OK):
            return folder / name
    return None


class ScratchCase(unittest.TestCase):
    """A case with a folder that stands for a host's root."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix='berth-')
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        self.interfaces = self.root / 'etc/network/interfaces'
        self.interfaces.parent.mkdir(parents=True)

    def berth(self, *words, stdin=None):
        return run('berth', '--root', self.root, *words, stdin=stdin)

    def must(self, *words, stdin=None):
        """The output of a command that has to succeed, and in silence."""
        result = self.berth(*words, stdin=stdin)
        self.assertEqual((result.stderr, result.returncode), ('', 0), words)
        return result.stdout

    def fails(self, status, part, *words, stdin=None):
        """A command that has to fail with one line that holds @part, and change nothing in the root."""
        before = self.snapshot()
        result = self.berth(*words, stdin=stdin)
        self.assertEqual(result.returncode, status, result.stderr)
        self.assertEqual(result.stdout, '')
        self.assertRegex(result.stderr, r'\A[^\n]+\n\Z')
        self.assertIn(part, result.stderr)
        self.assertEqual(self.snapshot(), before)

    def snapshot(self):
        """Every file below the root, with its bytes and its mode, but for the library's lock, which holds nothing."""
        lock = self.root / 'var/lib/berth/lock'
        self.assertTrue(not lock.exists() or not lock.stat().st_size, 'the lock says that somebody holds it')
        return {str(path): (path.lstat().st_mode,
                            path.read_bytes() if path.is_file() and not path.is_symlink() else None)
                for path in self.root.rglob('*') if path != lock and path not in lock.parents}


INSIDE = 'BERTH_TEST_INSIDE'


def enter(*command, **environment):
    """Runs the program again elsewhere, by a command of tests/lab, and exits with its status.

    Where that cannot be the suite is skipped, with the reason."""
    result = subprocess.run(command, check=False, env={**os.environ, **environment}, stderr=subprocess.PIPE, text=True)
    if result.returncode == 77:
        print('1..0 # SKIP', result.stderr.strip())
        sys.exit(0)
    sys.stderr.write(result.stderr)
    sys.exit(result.returncode)


def enter_private_host():
    """Runs the program again inside a private host, which tests/lab/private-host makes. Inside, it just returns."""
    if INSIDE not in os.environ:
        enter(TESTS / 'lab/private-host', '--', sys.executable, os.path.abspath(sys.argv[0]), *sys.argv[1:],
              **{INSIDE: '1'})


def enter_guest(*options, programs=()):
    """Runs the program again inside a virtual machine, which tests/lab/guest makes. Inside, it just returns.

    There are Python, the program's folder, the host's own @programs, and what the options bring."""
    if INSIDE in os.environ:
        return
    program = pathlib.Path(sys.argv[0]).resolve()
    python = pathlib.Path(sysconfig.get_path('stdlib'))
    library = pathlib.Path(tap.__file__).parent
    found = [shutil.which(name, path=f'{os.environ["PATH"]}:/usr/sbin') for name in programs]
    brought = [word for path in (sys.executable, python, library, TESTS / 'suite.py', program.parent)
               for word in ('--with', path)]
    brought += [word for path in found if path for word in ('--with', f'{path}=/usr/bin/{os.path.basename(path)}')]
    inside = {INSIDE: '1', 'PYTHONPATH': library.parent, 'PYTHONUNBUFFERED': '1',
              'BERTH_TEST_CASE': os.environ.get('BERTH_TEST_CASE', '')}
    enter(TESTS / 'lab/guest', *brought, *options, '--', 'env',
          *(f'{name}={value}' for name, value in inside.items()), sys.executable, program)


def main():
    """Runs the cases of the program: those that BERTH_TEST_CASE names a part of, or all."""
    runner = tap.TAPTestRunner()
    runner.set_stream(True)
    wanted = os.environ.get('BERTH_TEST_CASE')
    unittest.main(argv=[sys.argv[0], *(['-k', wanted] if wanted else [])], testRunner=runner)
