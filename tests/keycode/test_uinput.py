#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Keys sent to a machine's own keyboard, uinput: in a guest, since whoever sits at this one would get them too."""
import pathlib
import shutil
import tempfile
import unittest

from receivers import DECODE_KEYS, GUEST, KEYS, PRINT_KEYS, keymap, steps_in_set
from suite import main, run

TEXT = 'Grüße, 3 Äpfel für 2 €: "süß"!\n'
SCRIPT = '''#!/bin/sh
part() {
    echo "# $1"
    shift
    print-keys >/run/keys &
    reader=$!
    until grep -q ready /run/keys; do sleep 0.1; done
    "$@" || echo "status $?"
    sleep 2
    kill $reader
    wait $reader
    grep -v ready /run/keys
}
part keys berth key sequence uinput: /keys
part text berth key type uinput: --layout de - </text
part path berth key send uinput:/dev/uinput KEY_A
part held berth key press uinput: KEY_A
part none berth key send uinput:/dev/null KEY_A
'''


class Uinput(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.keys = [key for key in KEYS.keys if any(name.startswith('KEY_') for code in key.codes['linux'][:1]
                                                    for name in code.names[:1]) and key.linux < 0x2ff]
        folder = tempfile.TemporaryDirectory(prefix='berth-')
        cls.addClassCleanup(folder.cleanup)
        here = pathlib.Path(folder.name)
        steps = [steps_in_set(each, cls.keys) for each in keymap.SETS]
        (here / 'keys').write_text(''.join(text for text, _ in steps))
        cls.wanted = [event for _, events in steps for event in events]
        (here / 'text').write_text(TEXT)
        (here / 'script').write_text(SCRIPT)
        (here / 'script').chmod(0o755)
        library = run('sh', '-c', 'ldconfig -p | sed -n "s/.*libxkbcommon.so.0 .* => //p"').stdout.split()[0]
        brought = {shutil.which('berth'): '/usr/bin/berth', PRINT_KEYS: '/usr/bin/print-keys', here / 'keys': '/keys',
                   here / 'text': '/text', here / 'script': '/script', library: '', '/usr/share/X11/xkb': '',
                   '/usr/share/X11/locale': ''}
        words = ['--module', 'evdev', '--module', 'uinput']
        for path, place in brought.items():
            words += ['--with', f'{path}={place}' if place else path]
        result = run(GUEST, '--timeout', '140', *words, '--', '/script', timeout=150)
        if result.returncode == 77:
            raise unittest.SkipTest(result.stderr.strip())
        cls.parts = {part.split('\n')[0]: part.split('\n')[1:-1] for part in result.stdout.split('# ')[1:]}
        cls.errors = result.stderr

    def part(self, name):
        lines = self.parts[name]
        return [line for line in lines if not line.startswith('keyboard')]

    def test_every_key_in_every_set(self):
        self.assertEqual(self.part('keys'), self.wanted)
        self.assertGreater(len(self.keys), 500)

    def test_text(self):
        self.assertEqual(run(DECODE_KEYS, 'de', stdin='\n'.join(self.part('text')) + '\n').stdout, TEXT)

    def test_path(self):
        self.assertEqual(self.part('path'), ['30 1', '30 0'])

    def test_keys_are_not_left_down(self):
        """The kernel releases what is down when a keyboard goes."""
        self.assertEqual(self.part('held'), ['status 6'])

    def test_what_is_no_such_device(self):
        self.assertEqual(self.part('none'), ['status 1'])
        self.assertIn('/dev/null: this is no uinput device', self.errors)


main()
