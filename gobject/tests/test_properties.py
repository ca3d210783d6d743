# SPDX-License-Identifier: LGPL-2.1-or-later
"""Reading a property makes no system call: looked at with strace, on every property of every class."""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

import gi

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / 'tests'))
gi.require_version('Berth', '1.0')
from gi.repository import Berth, GObject  # noqa: E402
from suite import main  # noqa: E402

BEGIN, END = '/berth-begin', '/berth-end'
# What memory costs, whoever asks for it.
MEMORY = {'brk', 'mmap', 'munmap', 'mremap', 'madvise', 'mprotect'}


def objects(root: str) -> list:
    """One of every class that has properties, on files and in memory."""
    host = Berth.Host.open(root=root)
    fake = Berth.FakeHost.new()
    model = fake.list_model()
    return [host, fake, host.lookup_interface('lo'), fake.lookup_interface('eth0'), model, model.get_item(0),
            Berth.HostOptions(root=root), Berth.Progress.new(), Berth.KeyLayout.new('us'),
            fake.open_key_target('uinput:')]


def read_all(root: str) -> None:
    """Reads every property between two calls that strace shows."""
    everything = objects(root)
    names = [(each, spec.name) for each in everything for spec in each.list_properties()]
    for each, name in names:
        each.get_property(name)
    os.access(BEGIN, os.F_OK)
    for each, name in names:
        each.get_property(name)
    os.access(END, os.F_OK)
    print(' '.join(f'{type(each).__name__}:{name}' for each, name in names))


def properties() -> set:
    """Every property there is, with its class."""
    classes = [each for each in (getattr(Berth, name) for name in dir(Berth))
               if isinstance(each, type) and issubclass(each, GObject.Object)]
    return {f'{each.__name__}:{spec.name}' for each in classes for spec in GObject.list_properties(each)}


class Properties(unittest.TestCase):
    def test_no_system_call(self) -> None:
        if not shutil.which('strace'):
            self.skipTest('there is no strace: ./run test installs it')
        with tempfile.TemporaryDirectory(prefix='berth-') as folder:
            network = pathlib.Path(folder, 'etc/network')
            network.mkdir(parents=True)
            (network / 'interfaces').write_text('auto lo\niface lo inet loopback\n')
            log = pathlib.Path(folder, 'trace')
            result = subprocess.run(['strace', '-f', '-qq', '-o', log, sys.executable, __file__, 'read', folder],
                                    text=True, capture_output=True, timeout=60)
            if 'PTRACE' in result.stderr:
                self.skipTest(f'strace cannot run here: {result.stderr.strip()}')
            self.assertEqual((result.stderr, result.returncode), ('', 0))
            trace = log.read_text()
        self.assertEqual(properties() - set(result.stdout.split()), set())
        self.assertTrue(properties())
        between = trace[trace.index(BEGIN):trace.index(END)].splitlines()[1:-1]
        called = {re.match(r'\d+ +(\w+)', line)[1] for line in between if re.match(r'\d+ +\w+\(', line)}
        self.assertEqual(called - MEMORY, set(), '\n'.join(between))


if __name__ == '__main__':
    if sys.argv[1:2] == ['read']:
        read_all(sys.argv[2])
    else:
        main()
