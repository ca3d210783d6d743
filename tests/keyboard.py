# SPDX-License-Identifier: LGPL-2.1-or-later
"""A virtual machine at whose keyboards others type."""
import os
import signal
import subprocess
import tempfile
import threading
import time
import unittest

from suite import PROJECT

GUEST = PROJECT / 'tests/lab/guest'


class Guest:
    """A machine that runs @print_keys, which is tests/keycode/print-keys.c. @before: words that it is started with;
    @options: of tests/lab/guest; FOLDER in a word of @qemu is a folder of this machine's."""

    def __init__(self, print_keys, modules=(), qemu=(), before=(), options=(), environment=None):
        self.folder = tempfile.TemporaryDirectory(prefix='berth-keys-')
        self.socket = f'{self.folder.name}/qmp'
        words = [*before, GUEST, '--timeout', '150', *options]
        for module in ('evdev', *modules):
            words += ['--module', module]
        for word in ('-qmp', f'unix:{self.socket},server=on,wait=off', *qemu):
            words += ['--qemu-arg', word.replace('FOLDER', self.folder.name)]
        self.lines, self.changed = [], threading.Condition()
        self.process = subprocess.Popen([str(word) for word in [*words, '--', print_keys]], text=True,
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                        env={**os.environ, **(environment or {})})
        self.reader = threading.Thread(target=self.read)
        self.reader.start()
        if not self.wait(lambda lines: 'ready' in lines, 60):
            problem = self.end()
            raise unittest.SkipTest(problem.strip() or 'the guest did not start')

    def read(self):
        for line in self.process.stdout:
            with self.changed:
                self.lines.append(line.rstrip('\n'))
                self.changed.notify_all()

    def wait(self, condition, seconds=30):
        """Whether what was printed fulfils a condition in time, or the guest is at its end."""
        end = time.monotonic() + seconds
        with self.changed:
            while not condition(self.lines):
                if time.monotonic() > end or self.process.poll() is not None:
                    return condition(self.lines)
                self.changed.wait(0.2)
        return True

    def events(self, start):
        """What came after the first @start lines, when nothing has come for a while; the guest prints a while later."""
        count = -1
        while count != len(self.lines):
            count = len(self.lines)
            time.sleep(2.5)
        return self.lines[start:]

    def end(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        problem = self.process.stderr.read()
        self.process.wait(timeout=20)
        self.reader.join()
        self.process.stdout.close()
        self.process.stderr.close()
        self.folder.cleanup()
        return problem
