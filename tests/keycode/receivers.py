# SPDX-License-Identifier: LGPL-2.1-or-later
"""What receives keys in the tests: machines and X servers, and how what they got is held against what was sent."""
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from suite import PROJECT, run  # noqa: E402

sys.path.insert(0, str(PROJECT / 'core/keycode'))

import keymap  # noqa: E402

GUEST = PROJECT / 'tests/lab/guest'
PEERS = PROJECT / 'build/peers'
PEER_LIBRARIES = PEERS / 'usr/lib/x86_64-linux-gnu'
PRINT_KEYS, DECODE_KEYS = os.environ['BERTH_PRINT_KEYS'], os.environ['BERTH_DECODE_KEYS']
KEYS = keymap.Keymap(PROJECT / 'core/keycode/keymap.csv')
LINUX = [each for each in keymap.SETS if each.name == 'linux']
LENGTH = 2000


# Sentences with what each layout has and others lack; written here.
PASSAGES = {
    ('us', None): 'A quick look: 7 * (3 + 4) = 49, and 100% of "it" costs $5 @ ~#1 [a\\b] {c|d} <e> ^f_g `h`; ok?\n',
    ('de', None): 'Übergroße Äpfel öfter für 5 € kaufen, süß & saftig; 3² m @ ~/höhe\\tiefe [x] {y} |z| é, à, ô!\n',
    ('fr', None): "Où ça, l'été dernier ? Là-bas, près d'un boeuf à 2 € : « dû » & naïf, [x] {y} #1 @ \\ ~ ê ü.\n",
    ('ru', None): 'Съешь же ещё этих мягких булок, да выпей чаю; № 5 (или 6)? "Да!" - ответил он: 10% + 7.\n',
    ('jp', None): 'konnichiwa [sekai] {a} @ "b" & \'c\' (d) = ~e^ f_g \\ h; `i` * + : < > ? 1 2 3 4 5 6 7 8 9 0\n',
    ('us', 'dvorak'): 'The vowels are on the left: aoeui, and so "quick" it is: {1} [2] <3>, 4 + 5 = 9; why? -- yes!\n',
}


def passage(key):
    text = PASSAGES[key]
    return (text * (LENGTH // len(text) + 1))[:LENGTH]


class Guest:
    """A machine that prints the keys it gets. @before: words that a command is started with."""

    def __init__(self, modules=(), qemu=(), before=(), options=(), environment=None):
        self.folder = tempfile.TemporaryDirectory(prefix='berth-keys-')
        self.socket = f'{self.folder.name}/qmp'
        words = [*before, GUEST, '--timeout', '150', *options]
        for module in ('evdev', *modules):
            words += ['--module', module]
        for word in ('-qmp', f'unix:{self.socket},server=on,wait=off', *qemu):
            words += ['--qemu-arg', word.replace('FOLDER', self.folder.name)]
        self.lines, self.changed = [], threading.Condition()
        self.process = subprocess.Popen([str(word) for word in [*words, '--', PRINT_KEYS]], text=True,
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
        """What came after the first @start lines, when nothing has come for a while."""
        count = -1
        while count != len(self.lines):
            count = len(self.lines)
            time.sleep(0.3)
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


class Delivery(unittest.TestCase):
    def must(self, *words, stdin=None):
        result = run('berth', *words, stdin=stdin, timeout=120)
        self.assertEqual((result.stderr, result.returncode), ('', 0), words)
        return result.stdout

    def fails(self, status, message, *words, stdin=None):
        result = run('berth', *words, stdin=stdin, timeout=120)
        self.assertEqual((result.stdout, result.returncode), ('', status), result.stderr)
        self.assertRegex(result.stderr, message)

    def deliverable(self, target):
        """The keys that a target says it can deliver."""
        steps = ''.join(f'chord {key.linux}\n' for key in KEYS.keys)
        result = run('berth', 'key', 'sequence', target, '-', '--check', stdin=steps)
        self.assertEqual(result.stderr, '')
        refused = {line.split()[0] for line in result.stdout.splitlines()}
        return [key for key in KEYS.keys if key.name not in refused and key.codes['linux'][0].names]

    def every_key_arrives(self, guest, target, keys, sets=keymap.SETS):
        """In each of these sets, by its code there."""
        for each in sets:
            readings = KEYS.readings(each)
            there = [(key, code) for key in keys for code in key.codes[each.name][:1]
                     if readings[code.number][0] is key]
            start = len(guest.lines)
            self.must('key', 'sequence', target, '-', stdin=f'codeset {each.name}\n' + ''.join(
                f'hold 0 {code.names[0] if each.only_names else code.number}\n' for _, code in there))
            wanted = [f'{key.linux} {value}' for key, _ in there for value in (1, 0)]
            guest.wait(lambda lines: len(lines) >= start + len(wanted))
            self.assertEqual(guest.events(start), wanted, each.name)
        self.assertGreater(len(there), 50)

    def text_arrives(self, guest, target, layout, variant=None, text=None):
        text = text or passage((layout, variant))
        words = ['--layout', layout, *(['--variant', variant] if variant else [])]
        start = len(guest.lines)
        self.must('key', 'type', target, '-', *words, stdin=text)
        events = guest.events(start)
        decoded = run(DECODE_KEYS, layout, *([variant] if variant else []),
                      stdin=''.join(f'{line}\n' for line in events))
        self.assertEqual(decoded.stdout, text)
