# SPDX-License-Identifier: LGPL-2.1-or-later
"""What the Python suites share: running the command, scratch roots, TAP."""
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

from tap import TAPTestRunner

TESTS = pathlib.Path(__file__).resolve().parent
PROJECT = TESTS.parent
# The helpers of the private host, as far as the machine does not have them itself.
UNPACKED = PROJECT / 'build/host/usr/sbin'


def run(*arguments, stdin=None, environment=None, timeout=60):
    """Runs a command to its end and returns what it printed and its status."""
    return subprocess.run([str(word) for word in arguments], input=stdin, text=True, capture_output=True,
                          timeout=timeout, env={**os.environ, **(environment or {})})


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
        """Every file below the root, with its bytes and its mode."""
        return {str(path): (path.lstat().st_mode,
                            path.read_bytes() if path.is_file() and not path.is_symlink() else None)
                for path in self.root.rglob('*')}


INSIDE = 'BERTH_TEST_INSIDE'


def enter_private_host():
    """Runs the program again inside a private host, which tests/lab/private-host makes, and exits with its status.

    Inside, it just returns. Where there can be no private host the suite is skipped, with the reason."""
    if INSIDE in os.environ:
        return
    result = subprocess.run([TESTS / 'lab/private-host', '--', sys.executable, os.path.abspath(sys.argv[0])],
                            check=False, env={**os.environ, INSIDE: '1'}, stderr=subprocess.PIPE, text=True)
    if result.returncode == 77:
        print('1..0 # SKIP', result.stderr.strip())
        sys.exit(0)
    sys.stderr.write(result.stderr)
    sys.exit(result.returncode)


def main():
    """Runs the cases of the program: those that BERTH_TEST_CASE names a part of, or all."""
    runner = TAPTestRunner()
    runner.set_stream(True)
    wanted = os.environ.get('BERTH_TEST_CASE')
    unittest.main(argv=[sys.argv[0], *(['-k', wanted] if wanted else [])], testRunner=runner)
