# SPDX-License-Identifier: LGPL-2.1-or-later
"""The hosts that cases run on: in memory, files in a scratch folder, and a real one with two network cards."""
import os
import pathlib
import shutil
import subprocess
import tempfile
import time

from suite import as_nobody, run

HERE = pathlib.Path(__file__).resolve().parent
# sh -c READ_ONLY sh FOLDER ORIGINAL COMMAND...: a mount that the command alone sees, and that ends with it. Without
# "bind", a remount in a user namespace names owners that it does not know (mount(8) repeats the options there are).
READ_ONLY = 'mount -t tmpfs none "$1" && cp -a "$2/." "$1" && mount -o remount,bind,ro "$1" && shift 2 && exec "$@"'
# Tells which of some files a user cannot read.
READABLE = 'for file; do test -r "$file" || { echo "cannot read $file" >&2; exit 1; }; done'
MAY_CHANGE = 'changing'
# The writers' lock, which is no change.
LOCK = 'var/lib/berth/lock'


class Places:
    """Makes them, and takes them away."""

    def __init__(self, real):
        self.real = real

    def __enter__(self):
        self.scratch = tempfile.TemporaryDirectory(prefix='berth-')
        self.folder = pathlib.Path(self.scratch.name)
        self.folder.chmod(0o755)
        self.roots = self.folder / 'roots'
        self.make_roots()
        self.before = self.snapshot()
        self.ways = self.make_ways()
        self.reasons = {}
        if self.real:
            self.make_network()
        return self

    def __exit__(self, *exception):
        if self.real:
            self.far.kill()
            self.far.wait()
        self.scratch.cleanup()

    # --- Files ---

    def make_roots(self):
        shutil.copytree(HERE / 'roots', self.roots)
        (self.roots / 'missing').mkdir()
        (self.roots / 'readonly').mkdir()
        for name in ('denied', 'unreadable', MAY_CHANGE):
            shutil.copytree(self.roots / 'plain', self.roots / name)
        (self.roots / 'unreadable/etc/network/interfaces').chmod(0o000)
        for path in (self.roots / 'denied', *(self.roots / 'denied').rglob('*')):
            path.chmod(0o555 if path.is_dir() else 0o444)

    def make_ways(self):
        """The words to put before the program for the roots that are not met as they are."""
        is_root = os.geteuid() == 0
        # Root may do everything; another user is refused by the modes alone.
        refused = as_nobody() if is_root else []
        # Another user may mount in a user namespace of its own only, where it would pass for root.
        unshare = ['unshare', '--mount', *([] if is_root else ['--map-root-user'])]
        read_only = [*unshare, 'sh', '-c', READ_ONLY, 'sh', self.roots / 'readonly', self.roots / 'plain']
        return {'root denied': refused, 'root unreadable': refused, 'root readonly': read_only}

    def way(self, place):
        return [str(word) for word in self.ways.get(place, [])]

    def closed(self, place, program):
        """Why a program cannot be run there, or nothing."""
        way = self.way(place)
        if way and place not in self.reasons:
            libraries = os.environ.get('LD_LIBRARY_PATH', '').split(':')
            files = [word for word in (*program, *libraries, HERE / 'documents') if '/' in str(word)]
            possible = run(*way, 'sh', '-c', READABLE, 'sh', *files)
            self.reasons[place] = ' '.join(possible.stderr.split()) if possible.returncode else ''
        return self.reasons.get(place, '')

    def path(self, place):
        return str(self.roots / place.removeprefix('root '))

    def how(self, place):
        """The URI, the root and the driver that its host is opened with; None where there is nothing to open."""
        if place == 'fake':
            return f'fake:{HERE / "host.json"}', None, None
        if place == 'real':
            return 'local:///', None, None
        return (None, self.path(place), None) if os.path.isdir(self.path(place)) else None

    def snapshot(self):
        """Every name below the roots that must not change, with its mode, and a file's bytes if they can be read."""
        return {path.relative_to(self.roots): (path.lstat().st_mode, path.read_bytes() if path.is_file()
                                               and os.access(path, os.R_OK) else None)
                for path in self.roots.rglob('*') if MAY_CHANGE not in path.parts and not self.is_of_lock(path)}

    def is_of_lock(self, path):
        """Whether @path is the lock of a root, or one of the folders below the root that it is in."""
        lock = self.roots / path.relative_to(self.roots).parts[0] / LOCK
        return path == lock or path in lock.parents[:LOCK.count('/')]

    def unchanged(self):
        after = self.snapshot()
        lines = [f'{path}: was {self.before.get(path)}, is {after.get(path)}'
                 for path in sorted({**self.before, **after}) if self.before.get(path) != after.get(path)]
        return [(not lines, 'nothing changed on disk', '\n'.join(lines), '')]

    # --- The real one ---

    def make_network(self):
        """eth0, up as it is defined, and eth1; their far ends are in another namespace, as if on another machine."""
        shutil.copy(HERE / 'host.interfaces', '/etc/network/interfaces')
        pathlib.Path('/proc/sys/net/ipv6/conf/default/disable_ipv6').write_text('1')
        self.far = subprocess.Popen(['unshare', '--net', 'sleep', '300'])
        here = os.readlink('/proc/self/ns/net')
        for _ in range(500):
            if os.readlink(f'/proc/{self.far.pid}/ns/net') != here:
                break
            time.sleep(0.01)
        for number in (0, 1):
            self.must('ip', 'link', 'add', f'eth{number}', 'address', f'02:00:00:00:00:0{number + 2}', 'type', 'veth',
                      'peer', 'name', f'far{number}', 'netns', str(self.far.pid))
            self.must('nsenter', '-t', str(self.far.pid), '-n', 'ip', 'link', 'set', f'far{number}', 'up')
        self.must('ifup', 'lo', 'eth0')

    @staticmethod
    def must(*words):
        result = run(*words)
        if result.returncode:
            raise RuntimeError(f'{" ".join(words)}: {result.stderr}')
