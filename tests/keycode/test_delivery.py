#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Keys and texts, sent to real keyboards of real guests: what their kernels say that they got."""
import os
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from keyboard import Guest  # noqa: E402
from suite import PROJECT, main, run  # noqa: E402

sys.path.insert(0, str(PROJECT / 'core/keycode'))

import keymap  # noqa: E402

PRINT_KEYS, DECODE_KEYS = os.environ['BERTH_PRINT_KEYS'], os.environ['BERTH_DECODE_KEYS']
KEYS = keymap.Keymap(PROJECT / 'core/keycode/keymap.csv')
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


class Delivery(unittest.TestCase):
    def must(self, *words, stdin=None):
        result = run('berth', *words, stdin=stdin, timeout=120)
        self.assertEqual((result.stderr, result.returncode), ('', 0), words)
        return result.stdout

    def deliverable(self, target):
        """The keys that a target says it can deliver."""
        steps = ''.join(f'chord {key.linux}\n' for key in KEYS.keys)
        result = run('berth', 'key', 'sequence', target, '-', '--check', stdin=steps)
        self.assertEqual(result.stderr, '')
        refused = {line.split()[0] for line in result.stdout.splitlines()}
        return [key for key in KEYS.keys if key.name not in refused and key.codes['linux'][0].names]

    def every_key_arrives(self, guest, target, keys):
        """In every set, by its code there."""
        for each in keymap.SETS:
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


class WithGuest(Delivery):
    """One guest for all cases of a class."""
    modules = ()
    qemu = ()
    guest = None

    @classmethod
    def setUpClass(cls):
        cls.guest = Guest(PRINT_KEYS, cls.modules, cls.qemu)
        cls.addClassCleanup(cls.guest.end)

    @property
    def target(self):
        return f'qmp:{self.guest.socket}'


class Ps2(WithGuest):
    def test_every_key_in_every_set(self):
        keys = self.deliverable(self.target)
        self.assertEqual(len(keys), 133)
        self.every_key_arrives(self.guest, self.target, keys)

    def test_texts(self):
        for layout, variant in PASSAGES:
            with self.subTest(layout=layout, variant=variant):
                self.text_arrives(self.guest, self.target, layout, variant)


class Virtio(WithGuest):
    modules = ('virtio_input',)
    qemu = ('-device', 'virtio-keyboard-pci')

    def test_every_key_in_every_set(self):
        self.assertTrue(self.guest.wait(lambda lines: 'keyboard QEMU Virtio Keyboard' in lines, 10))
        keys = self.deliverable(self.target)
        self.assertEqual(len(keys), 147)
        self.every_key_arrives(self.guest, self.target, keys)


main()
