# SPDX-License-Identifier: LGPL-2.1-or-later
"""What receives keys in the tests: machines and X servers, and how what they got is held against what was sent."""
import os
import pathlib
import sys
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from keyboard import GUEST, Guest  # noqa: E402
from suite import PROJECT, run  # noqa: E402

sys.path.insert(0, str(PROJECT / 'core/keycode'))

import keymap  # noqa: E402

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


def steps_in_set(each, keys):
    """A sequence of those of the keys that have a code of their own in a set, by that; and the events it makes."""
    readings = KEYS.readings(each)
    there = [(key, code) for key in keys for code in key.codes[each.name][:1] if readings[code.number][0] is key]
    steps = ''.join(f'hold 0 {code.names[0] if each.only_names else code.number}\n' for _, code in there)
    return f'codeset {each.name}\n{steps}', [f'{key.linux} {value}' for key, _ in there for value in (1, 0)]


def locks_last(keys):
    """The same keys, but those that lock at the end, and twice."""
    locks = [key for key in keys if key.name in ('KEY_CAPSLOCK', 'KEY_NUMLOCK')]
    return [key for key in keys if key not in locks] + locks * 2


class Delivery(unittest.TestCase):
    def must(self, *words, stdin=None):
        result = run('berth', *words, stdin=stdin, timeout=120)
        self.assertEqual((result.stderr, result.returncode), ('', 0), words)
        return result.stdout

    def fails(self, status, message, *words, stdin=None):
        result = run('berth', *words, stdin=stdin, timeout=120)
        self.assertEqual((result.stdout, result.returncode), ('', status), result.stderr)
        self.assertRegex(result.stderr, message)

    def received(self, guest, *words, stdin):
        """What the guest gets of a command. Where its kernel says that the reader was too late for some, which is not
        the sender's doing, nothing can be told, and it is sent anew."""
        for attempt in range(3):
            start = len(guest.lines)
            self.must(*words, stdin=stdin)
            got = guest.events(start)
            if 'lost' not in got:
                return got
            print(f'# the guest read too late, after {got.index("lost")} of {len(got)} events')
        self.fail('the guest read too late three times')

    def deliverable(self, target):
        """The keys that a target says it can deliver."""
        steps = ''.join(f'chord {key.linux}\n' for key in KEYS.keys)
        result = run('berth', 'key', 'sequence', target, '-', '--check', stdin=steps)
        self.assertEqual(result.stderr, '')
        refused = {line.split()[0] for line in result.stdout.splitlines()}
        return [key for key in KEYS.keys if key.name not in refused and key.codes['linux'][0].names]

    def every_key_arrives(self, guest, target, keys, sets=keymap.SETS):
        """In each of these sets, by its code there."""
        parts = [(each.name, *steps_in_set(each, keys)) for each in sets]
        steps = ''.join(steps for _, steps, _ in parts)
        got = self.received(guest, 'key', 'sequence', target, '-', stdin=steps)
        for name, _, wanted in parts:
            self.assertEqual(got[:len(wanted)], wanted, name)
            self.assertGreater(len(wanted), 100)
            got = got[len(wanted):]
        self.assertEqual(got, [])

    def text_arrives(self, guest, target, layout, variant=None, text=None):
        text = text or passage((layout, variant))
        words = ['--layout', layout, *(['--variant', variant] if variant else [])]
        events = self.received(guest, 'key', 'type', target, '-', *words, stdin=text)
        decoded = run(DECODE_KEYS, layout, *([variant] if variant else []),
                      stdin=''.join(f'{line}\n' for line in events))
        self.assertEqual(decoded.stdout, text)
