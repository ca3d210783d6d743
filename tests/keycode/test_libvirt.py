#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Keys sent by libvirt: to a machine that its driver for QEMU started, and to its test driver."""
import json
import os
import pathlib
import tempfile
import unittest

from receivers import DECODE_KEYS, HERE, PEERS, PEER_LIBRARIES, PRINT_KEYS, Delivery, Guest
from suite import main, run

LIBRARY = PEER_LIBRARIES / 'libvirt.so.0'
LIBRARIES = {'LD_LIBRARY_PATH': f'{os.environ.get("LD_LIBRARY_PATH", "")}:{PEER_LIBRARIES}',
             'LIBVIRT_DRIVER_DIR': str(PEER_LIBRARIES / 'libvirt/connection-driver')}
# Its driver looks for its files below /usr/share and for a user of its own, also when it runs QEMU as another; it
# leaves QEMU to process 1. So it sees a machine where it is installed, and whose processes end with it; the shell is
# process 1, which waits for those that nobody else waits for.
INSTALLED = ['unshare', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc', 'sh', '-ec',
             'mount -t overlay -o "lowerdir=$1/usr/share:/usr/share" none /usr/share\n'
             'mount -t overlay -o "lowerdir=$2:/etc" none /etc\nshift 2\n"$@" || exit $?\nexit 0', 'sh', PEERS]
TEXT = 'Über "Größe" & Maß: 2 € @ x.\n'
SEVENTEEN = [f'KEY_{letter}' for letter in 'ABCDEFGHIJKLMNOPQ']


def needed():
    if not LIBRARY.exists():
        raise unittest.SkipTest('no libvirt was unpacked into build/peers')


class Embedded(Delivery):
    @classmethod
    def setUpClass(cls):
        needed()
        if os.geteuid():
            raise unittest.SkipTest('only root can make a machine where libvirt is installed')
        folder = tempfile.TemporaryDirectory(prefix='berth-libvirt-')
        cls.addClassCleanup(folder.cleanup)
        here = pathlib.Path(folder.name)
        (here / 'etc').mkdir()
        for name, line in ('passwd', '64055::/:/usr/sbin/nologin'), ('group', ''):
            text = pathlib.Path('/etc', name).read_text()
            (here / 'etc' / name).write_text(f'{text}libvirt-qemu:x:64055:{line}\n')
        cls.answers = here / 'answers'
        cls.answers.touch()
        os.mkfifo(here / 'requests')
        places = {'BERTH_LIBVIRT_ROOT': str(here / 'root'), 'BERTH_ANSWERS': str(cls.answers),
                  'BERTH_REQUESTS': str(here / 'requests')}
        cls.guest = Guest(PRINT_KEYS, before=[*INSTALLED, here / 'etc'],
                          options=['--launcher', HERE / 'libvirt-domain'], environment={**LIBRARIES, **places})
        cls.requests = open(here / 'requests', 'w', encoding='utf-8')
        cls.addClassCleanup(cls.end)

    @classmethod
    def end(cls):
        # Without a writer it destroys the domain.
        cls.requests.close()
        cls.guest.process.wait(timeout=30)
        cls.guest.end()

    def ask(self, text):
        before = len(self.answers.read_text().splitlines())
        self.requests.write(json.dumps(text) + '\n')
        self.requests.flush()
        self.guest.wait(lambda _: len(self.answers.read_text().splitlines()) > before)
        return json.loads(self.answers.read_text().splitlines()[before])

    def test_every_key(self):
        codes = self.ask('')
        qmp = self.deliverable(f'qmp:{self.guest.socket}')
        keys = [key for key in qmp if key.linux in codes]
        self.assertEqual(len(keys), 133)
        start = len(self.guest.lines)
        self.assertEqual(self.ask(''.join(f'hold 0 {key.name}\n' for key in keys)), 'done')
        self.assertEqual(self.guest.events(start), [f'{key.linux} {value}' for key in keys for value in (1, 0)])

    def test_text(self):
        start = len(self.guest.lines)
        escaped = TEXT.replace('\n', '\\n')
        self.assertEqual(self.ask(f'layout de\ntext {escaped}\n'), 'done')
        decoded = run(DECODE_KEYS, 'de', stdin=''.join(f'{line}\n' for line in self.guest.events(start)))
        self.assertEqual(decoded.stdout, TEXT)

    def test_what_it_cannot_send(self):
        start = len(self.guest.lines)
        self.assertRegex(self.ask('chord KEY_A\nchord KEY_RFKILL\n'), '^UNSUPPORTED: KEY_RFKILL')
        self.assertRegex(self.ask(f'chord {" ".join(SEVENTEEN)}\n'), '^UNSUPPORTED: KEY_Q is not part of a chord')
        self.assertRegex(self.ask('press KEY_A\nwait 1\npress KEY_B\nrelease KEY_A\nrelease KEY_A\n'), '^UNSUPPORTED')
        self.assertEqual(self.guest.events(start), [])


class TestDriver(Delivery):
    """libvirt's own mock: it takes keys, and knows no more of them."""

    @classmethod
    def setUpClass(cls):
        needed()

    def send(self, domain, *keys):
        result = run('berth', 'key', 'send', f'libvirt+test:///default/{domain}', *keys, environment=LIBRARIES)
        return result.returncode, result.stderr

    def test_domains(self):
        uuid = '6695eb01-f6a4-8304-79aa-97f2502e193f'
        self.assertEqual(self.send('test', 'KEY_LEFTCTRL', 'KEY_C'), (0, ''))
        self.assertEqual(self.send(uuid, 'KEY_A'), (0, ''))
        status, message = self.send('nobody', 'KEY_A')
        self.assertEqual(status, 3)
        self.assertIn('libvirt+test:///default/nobody: libvirt says: Domain not found', message)

    def test_chords(self):
        self.assertEqual(self.send('test', *SEVENTEEN[:16]), (0, ''))
        status, message = self.send('test', *SEVENTEEN)
        self.assertEqual(status, 6)
        self.assertIn('KEY_Q is not part of a chord of up to 16 keys', message)

    def test_holding(self):
        result = run('berth', 'key', 'press', 'libvirt+test:///default/test', 'KEY_A', environment=LIBRARIES)
        self.assertEqual(result.returncode, 6)
        self.assertIn("use 'berth key send --holdtime'", result.stderr)

    def test_no_such_host(self):
        result = run('berth', 'key', 'send', 'libvirt+nothing:///demo', 'KEY_A', environment=LIBRARIES)
        self.assertEqual(result.returncode, 1)
        self.assertIn('libvirt says: ', result.stderr)


main()
