#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Keys sent to a VNC server that is not QEMU's: TigerVNC's X server, where xev shows what arrives."""
import os
import pathlib
import re
import subprocess
import tempfile
import time

from receivers import PEERS, PEER_LIBRARIES, Delivery, keymap, locks_last, steps_in_set
from suite import main

SERVER = PEERS / 'usr/bin/Xtigervnc'
# "sesame" as vncpasswd(1) writes it.
SCRAMBLED = bytes.fromhex('0ba755a92304b78a')


class Screen:
    """An X server without a screen, and xev, which prints the key events of its root window."""

    def __init__(self, *options):
        self.folder = tempfile.TemporaryDirectory(prefix='berth-vnc-')
        self.socket = f'{self.folder.name}/vnc'
        self.password = pathlib.Path(self.folder.name, 'password')
        self.password.write_bytes(SCRAMBLED)
        self.printed = pathlib.Path(self.folder.name, 'xev')
        told, tell = os.pipe()
        self.server = subprocess.Popen(
            [SERVER, '-displayfd', str(tell), '-rfbunixpath', self.socket, '-rfbport', '-1', '-nolisten', 'tcp',
             '-PasswordFile', self.password, *options], pass_fds=[tell], stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, env={**os.environ, 'LD_LIBRARY_PATH': str(PEER_LIBRARIES)})
        os.close(tell)
        with open(told, encoding='ascii') as file:
            self.display = f':{file.readline().strip()}'
        with open(self.printed, 'wb') as file:
            self.watcher = subprocess.Popen(['xev', '-root', '-event', 'keyboard'], stdout=file,
                                            env={**os.environ, 'DISPLAY': self.display})
        # xev says nothing when it has begun.
        time.sleep(0.5)

    def take(self):
        """The events since this was asked last: (press or release, keycode, symbol)."""
        count, text = -1, ''
        while count != len(text):
            count = len(text)
            time.sleep(0.3)
            text = self.printed.read_text(encoding='utf-8', errors='replace')
        os.truncate(self.printed, 0)
        found = re.findall(r'Key(Press|Release) event.*?keycode (\d+) \(keysym 0x[0-9a-f]+, (\w+)\)', text, re.DOTALL)
        return [(kind.lower(), int(code), symbol) for kind, code, symbol in found]

    def end(self):
        for process in (self.watcher, self.server):
            process.terminate()
            process.wait(timeout=20)
        self.folder.cleanup()


class Tigervnc(Delivery):
    def start(self, *options):
        if not SERVER.exists():
            self.skipTest('no TigerVNC was unpacked into build/peers')
        screen = Screen(*options)
        self.addCleanup(screen.end)
        return screen, f'vnc:{screen.socket}'

    def test_every_key_in_every_set(self):
        """With RawKeyboard it takes the codes of keys."""
        screen, target = self.start('-SecurityTypes', 'None', '-RawKeyboard=1')
        # X11 has no code above 255.
        keys = [key for key in self.deliverable(target) if key.codes['rfb'] and key.linux + 8 < 256]
        self.assertEqual(len(keys), 230)
        # What is locked stays so, and the next connection is held against it.
        keys = locks_last(keys)
        for each in keymap.SETS:
            steps, wanted = steps_in_set(each, keys)
            self.must('key', 'sequence', target, '-', stdin=steps)
            arrived = [f'{code - 8} {int(kind == "press")}' for kind, code, _ in screen.take()]
            self.assertEqual(arrived, wanted, each.name)

    def test_symbols_and_password(self):
        """Else it takes symbols, and makes keys of them itself, whatever its layout is."""
        screen, target = self.start('-SecurityTypes', 'VncAuth')
        password = pathlib.Path(screen.folder.name, 'plain')
        password.write_text('sesame\n')
        words = ('--password-file', password, '--layout', 'de')
        self.must('key', 'type', target, 'Größe: 5 €, "z"\n', *words)
        symbols = [symbol for kind, _, symbol in screen.take() if kind == 'press']
        typed = [symbol for symbol in symbols if not re.match('Shift|ISO_Level3|Alt_R', symbol)]
        self.assertEqual(typed, ['G', 'r', 'odiaeresis', 'ssharp', 'e', 'colon', 'space', '5', 'space', 'EuroSign',
                                 'comma', 'space', 'quotedbl', 'z', 'quotedbl', 'Return'])
        self.must('key', 'send', target, 'KEY_LEFTSHIFT', 'KEY_A', '--password-file', password)
        self.assertEqual([symbol for _, _, symbol in screen.take()], ['Shift_L', 'A', 'A', 'Shift_L'])
        password.write_text('barley\n')
        self.fails(5, 'refuses the password', 'key', 'type', target, 'x', *words)
        self.fails(5, 'asks for a password', 'key', 'type', target, 'x')
        self.assertEqual(screen.take(), [])


main()
