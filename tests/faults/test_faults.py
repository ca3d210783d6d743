#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What a save leaves behind when it is stopped: killed before each of its system calls, or failed by each of them.

The file must hold the old text or the new one, whole, and when the command says that it failed, the old one.
"""
import collections
import concurrent.futures
import os
import pathlib
import re
import shutil
import signal
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from suite import ScratchCase, main, run  # noqa: E402

OLD = '# kept\nauto eth0\niface eth0 inet static\n\taddress 192.0.2.1/24\n' + '# padding\n' * 2000
DOCUMENT = '''<interface type="ethernet" name="eth0">
  <start mode="onboot"/>
  <protocol family="ipv4">
    <ip address="192.0.2.2" prefix="24"/>
  </protocol>
</interface>
'''
NEW = OLD.replace('192.0.2.1', '192.0.2.2')
# What a save does to the file system; each of these may fail on a bad day.
CALLS = {'openat2': ('EACCES', 'EIO', 'EMFILE'), 'openat': ('EACCES', 'ENOSPC', 'EROFS'), 'read': ('EIO',),
         'write': ('ENOSPC', 'EIO', 'EDQUOT'), 'fsync': ('EIO', 'ENOSPC'), 'renameat': ('EIO', 'EROFS', 'ENOSPC'),
         'fchown': ('EPERM',), 'fchmod': ('EPERM',), 'flock': ('EINTR', 'ENOLCK'), 'newfstatat': ('EIO',),
         'unlinkat': ('EIO',), 'flistxattr': ('EIO',)}
SANITIZED = 'BERTH_TEST_SANITIZED' in os.environ


class Save(ScratchCase):
    def setUp(self):
        super().setUp()
        if not shutil.which('strace'):
            self.skipTest('there is no strace: ./run test installs it')

    def save(self, number, *strace):
        """One save in a root of its own, under strace. Returns its result, the file's text, and the folder's names."""
        root = self.root / str(number)
        folder = root / 'etc/network'
        folder.mkdir(parents=True)
        (folder / 'interfaces').write_text(OLD)
        (root / 'new.xml').write_text(DOCUMENT)
        result = run('strace', '-f', '-qq', *strace, 'berth', '--root', root, 'interface', 'define', root / 'new.xml')
        text, names = (folder / 'interfaces').read_text(), sorted(os.listdir(folder))
        after = run('berth', '--root', root, 'interface', 'define', root / 'new.xml')
        healed = (folder / 'interfaces').read_text() == NEW and sorted(os.listdir(folder)) == ['interfaces']
        shutil.rmtree(root)
        return result, text, names, after.returncode == 0 and healed

    def calls(self):
        """Which of its system calls a save has to survive: of each name, a range of numbers.

        A sanitizer does not survive a failure of its own calls, and makes many before the program's first."""
        log = self.root / 'log'
        result, text, names, _ = self.save(0, '-o', log)
        self.assertEqual((result.returncode, text, names), (0, NEW, ['interfaces']))
        first, last = collections.Counter(), collections.Counter()
        is_started = not SANITIZED
        for name, arguments in re.findall(r'^\d+\s+(\w+)\((.*)', log.read_text(), re.MULTILINE):
            # The first thing a save does is to open its root.
            is_started = is_started or (name == 'openat' and f'"{self.root}/' in arguments)
            last[name] += 1
            first[name] += not is_started
        return {name: range(first[name] + 1, last[name] + 1) for name in last}

    def each(self, jobs):
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            return list(pool.map(lambda job: (job, self.save(job[0], '-o', '/dev/null', '-e', job[1])), jobs))

    def test_killed_at_each_call(self):
        if SANITIZED:
            self.skipTest('a program that is killed says nothing')
        # strace counts the calls of each name on their own, also those of a set; execve it makes itself.
        jobs = [(f'{call}-{number}', f'inject={call}:signal=KILL:when={number}')
                for call, numbers in self.calls().items() for number in numbers if call != 'execve']
        self.assertGreater(len(jobs), 60)
        texts, leftovers = set(), set()
        for job, (result, text, names, healed) in self.each(jobs):
            with self.subTest(job=job):
                self.assertEqual(result.returncode, -signal.SIGKILL)
                self.assertIn(text, (OLD, NEW))
                self.assertTrue(set(names) <= {'interfaces', '.interfaces.berth-new'}, names)
                self.assertTrue(healed, 'the next save does not work')
            texts.add(text)
            leftovers.update(names)
        self.assertEqual((texts, len(leftovers)), ({OLD, NEW}, 2), 'not every part of a save was met')

    def test_failed_by_each_call(self):
        calls = self.calls()
        jobs = [(f'{call}-{error}-{number}', f'inject={call}:error={error}:when={number}')
                for call, errors in CALLS.items() for error in errors for number in calls.get(call, ())]
        self.assertGreater(len(jobs), 40)
        for job, (result, text, names, healed) in self.each(jobs):
            with self.subTest(job=job):
                self.assertIn(text, (OLD, NEW))
                self.assertTrue(healed, 'the next save does not work')
                self.assertGreaterEqual(result.returncode, 0, 'it crashed')
                if result.returncode == 0:
                    self.assertEqual(text, NEW)
                elif text == NEW:
                    # Only the very last step may fail once the new file is in place, and says so.
                    self.assertIn('was replaced', result.stderr)


if __name__ == '__main__':
    main()
