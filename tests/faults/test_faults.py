#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What a save leaves behind when it is stopped: killed before each of its system calls, or failed by each of them.

The file must hold the old text or the new one, whole, and when the command says that it failed, the old one. Of several
files a reader sees all old or all new, and the next command that writes leaves on disk what was seen.
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
         'write': ('ENOSPC', 'EIO', 'EDQUOT', 'EFBIG'), 'fsync': ('EIO', 'ENOSPC'),
         'renameat': ('EIO', 'EROFS', 'ENOSPC'),
         'fchown': ('EPERM',), 'fchmod': ('EPERM',), 'flock': ('EINTR', 'ENOLCK'), 'newfstatat': ('EIO',),
         'unlinkat': ('EIO',), 'flistxattr': ('EIO',), 'linkat': ('EPERM', 'EMLINK'), 'mkdirat': ('EROFS',),
         'ftruncate': ('EIO',)}
SANITIZED = 'BERTH_TEST_SANITIZED' in os.environ


class Traced(ScratchCase):
    def setUp(self):
        super().setUp()
        if not shutil.which('strace'):
            self.skipTest('there is no strace: ./run test installs it')

    def each(self, jobs):
        """Runs self.save(NAME, strace's options...) for each job, a pair of a name and what strace is to inject."""
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            return list(pool.map(lambda job: (job, self.save(job[0], '-o', '/dev/null', '-e', job[1])), jobs))


class Save(Traced):
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


BRIDGE = '# kept\niface br0 inet manual\n\tbridge_ports {ports}\n\tbridge_fd {value}\n'
PORT = '# kept\niface {name} inet manual\n\tmtu {value}\n'
# Where the bridge's ports are defined: in one folder with it, and in another.
LAYOUTS = {'two files of one folder': ['/etc/network/ports'],
           'three files of two folders': ['/etc/network/interfaces.d/p0', '/etc/network/interfaces.d/p1']}


class SaveSeveral(Traced):
    """A bridge whose ports are defined in other files: all of them change by one call."""

    def texts(self, value):
        """What each file holds when all of it says @value."""
        ports = ' '.join(f'eth{number}' for number in range(len(self.files)))
        main_file = ''.join(f'source {path}\n' for path in self.files) + BRIDGE.format(ports=ports, value=value // 1000)
        return {'/etc/network/interfaces': main_file,
                **{path: PORT.format(name=f'eth{number}', value=value) for number, path in enumerate(self.files)}}

    def document(self, value):
        ports = ''.join(f'<interface type="ethernet" name="eth{number}"><mtu size="{value}"/></interface>'
                        for number in range(len(self.files)))
        return f'<interface type="bridge" name="br0"><bridge delay="{value // 1000}">{ports}</bridge></interface>'

    def found(self, root):
        return {path: (root / path[1:]).read_text() for path in self.texts(0)}

    def leftovers(self, root):
        """Whatever a save writes beside its files, and its journal."""
        return [path for path in root.rglob('*') if 'berth-' in path.name or path.name.startswith('journal')]

    def save(self, number, *strace):
        """One save in a root of its own, under strace. Returns its result, the values that a reader then sees, the
        files after another command that writes nothing, and what is left beside them."""
        root = self.root / str(number)
        for path, text in self.texts(1000).items():
            (root / path[1:]).parent.mkdir(parents=True, exist_ok=True)
            (root / path[1:]).write_text(text)
        (root / 'new.xml').write_text(self.document(2000))
        result = run('strace', '-f', '-qq', *strace, 'berth', '--root', root, 'interface', 'define', root / 'new.xml')
        shown = run('berth', '--root', root, 'interface', 'show', 'br0').stdout
        seen = set(re.findall(r'delay="(\d)|size="(\d)', shown))
        healed = run('berth', '--root', root, 'interface', 'define', '-', stdin=shown)
        found, left = self.found(root), self.leftovers(root)
        again = run('berth', '--root', root, 'interface', 'define', root / 'new.xml')
        works = again.returncode == 0 and self.found(root) == self.texts(2000) and not self.leftovers(root)
        shutil.rmtree(root)
        return result, {one or other for one, other in seen}, (healed.returncode, found, left), works

    def calls(self):
        log = self.root / 'log'
        result, seen, after, _ = self.save(0, '-o', log)
        self.assertEqual((result.returncode, seen, after), (0, {'2'}, (0, self.texts(2000), [])), result.stderr)
        names = re.findall(r'^\d+\s+(\w+)\(', log.read_text(), re.MULTILINE)
        # What comes before the lock is taken changes nothing; those calls are met by the saves of one file.
        first = collections.Counter(names[:names.index('flock')])
        return {name: range(first[name] + 1, count + 1) for name, count in collections.Counter(names).items()}

    def check(self, jobs, at_least):
        self.assertGreater(len(jobs), at_least)
        values = set()
        for job, (result, seen, (status, found, left), works) in self.each(jobs):
            with self.subTest(job=job):
                self.assertEqual(len(seen), 1, 'a reader sees some old and some new')
                self.assertEqual(found, self.texts(1000 * int(min(seen))), 'what was seen is not what stands')
                self.assertEqual((status, left), (0, []))
                self.assertTrue(works, 'the next save does not work')
                if result.returncode == 0:
                    self.assertEqual(seen, {'2'})
                elif result.returncode > 0 and 'cannot take the journal' not in result.stderr:
                    self.assertEqual(seen, {'1'}, result.stderr)
            values |= seen
        return values

    def test_killed_at_each_call(self):
        if SANITIZED:
            self.skipTest('a program that is killed says nothing')
        for layout, self.files in LAYOUTS.items():
            with self.subTest(layout=layout):
                jobs = [(f'{call}-{number}', f'inject={call}:signal=KILL:when={number}')
                        for call, numbers in self.calls().items() for number in numbers if call != 'execve']
                self.assertEqual(self.check(jobs, 60), {'1', '2'})

    def test_failed_by_each_call(self):
        if SANITIZED:
            self.skipTest('a sanitizer does not survive a failure of its own calls')
        for layout, self.files in LAYOUTS.items():
            with self.subTest(layout=layout):
                calls = self.calls()
                self.check([(f'{call}-{error}-{number}', f'inject={call}:error={error}:when={number}')
                            for call, errors in CALLS.items() for error in errors
                            for number in calls.get(call, ())], 60)

    def test_one_cannot_be_replaced(self):
        self.files = LAYOUTS['three files of two folders']
        for path, text in self.texts(1000).items():
            (self.root / path[1:]).parent.mkdir(parents=True, exist_ok=True)
            (self.root / path[1:]).write_text(text)
        file = self.root / self.files[1][1:]
        if run('chattr', '+i', file).returncode:
            self.skipTest('chattr +i needs root, and a file system that knows it')
        self.addCleanup(run, 'chattr', '-i', file)
        result = self.berth('interface', 'define', '-', stdin=self.document(2000))
        self.assertEqual(result.returncode, 5, result.stderr)
        self.assertEqual((self.found(self.root), self.leftovers(self.root)), (self.texts(1000), []))


if __name__ == '__main__':
    main()
