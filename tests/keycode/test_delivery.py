#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Keys and texts, sent to real keyboards of real guests: what their kernels say that they got."""
import pathlib

from receivers import LINUX, PASSAGES, PRINT_KEYS, Delivery, Guest, locks_last
from suite import main


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
    # Without a screen QEMU's VNC server takes no keys.
    qemu = ('-device', 'VGA', '-vnc', 'unix:FOLDER/vnc', '-object', 'secret,id=key,data=sesame',
            '-vnc', 'unix:FOLDER/locked,password-secret=key')

    def test_every_key_in_every_set(self):
        keys = self.deliverable(self.target)
        self.assertEqual(len(keys), 133)
        self.every_key_arrives(self.guest, self.target, keys)

    def test_texts(self):
        for layout, variant in PASSAGES:
            with self.subTest(layout=layout, variant=variant):
                self.text_arrives(self.guest, self.target, layout, variant)

    def test_vnc(self):
        """QEMU's server, which takes the codes of keys."""
        target = f'vnc:{self.guest.folder.name}/vnc'
        keys = [key for key in self.deliverable(self.target) if key in self.deliverable(target)]
        self.assertEqual(len(keys), 133)
        # While Num Lock is on, the server releases and presses it between keys of the keypad that make digits and not.
        self.every_key_arrives(self.guest, target, locks_last(keys), LINUX)
        start = len(self.guest.lines)
        self.must('key', 'send', target, 'KEY_LEFTSHIFT', 'KEY_A')
        self.assertEqual(self.guest.events(start), ['42 1', '30 1', '30 0', '42 0'])
        self.text_arrives(self.guest, target, 'de', text=PASSAGES['de', None])

    def test_vnc_password(self):
        target = f'vnc:{self.guest.folder.name}/locked'
        file = pathlib.Path(self.guest.folder.name, 'password')
        file.write_text('sesame\n')
        start = len(self.guest.lines)
        self.must('key', 'send', target, 'KEY_A', '--password-file', file)
        self.assertEqual(self.guest.events(start), ['30 1', '30 0'])
        file.write_text('barley\n')
        self.fails(5, 'password', 'key', 'send', target, 'KEY_A', '--password-file', file)
        self.fails(5, 'asks for a password', 'key', 'send', target, 'KEY_A')


class Virtio(WithGuest):
    modules = ('virtio_input',)
    qemu = ('-device', 'virtio-keyboard-pci')

    def test_every_key_in_every_set(self):
        self.assertTrue(self.guest.wait(lambda lines: 'keyboard QEMU Virtio Keyboard' in lines, 10))
        keys = self.deliverable(self.target)
        self.assertEqual(len(keys), 147)
        self.every_key_arrives(self.guest, self.target, keys)


main()
