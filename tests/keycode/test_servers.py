#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What VNC servers and QEMU monitors send that is odd, endless or meant to mislead."""
import json
import pathlib
import socket
import struct
import sys
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from servers import VNC_GREETING as GREETING, VNC_KNOWS_KEYS, VNC_OPENED as OPENED, Server  # noqa: E402
from suite import main, run  # noqa: E402

BELLS = b'\2' * 65536
EVENT = b'{"event": "RTC_CHANGE"}\n'
SCHEMA = [{'values': ['kp_multiply', 'caps_lock', 'a']}, {'name': 'x-query-irq', 'meta-type': 'command'}]


class Servers(unittest.TestCase):
    def send(self, scheme, serve, *options, stdin='codeset linux\nchord 30\n'):
        """What `berth` says when it sends a key to a server, which @serve is with the connection."""
        server = Server(self, lambda connection, _: serve(connection))
        return run('berth', 'key', 'sequence', f'{scheme}:{server.path}', '-', *options, stdin=stdin)

    def refused(self, message, scheme, serve, *options):
        result = self.send(scheme, serve, *options)
        self.assertIn(message, result.stderr)
        self.assertNotEqual(result.returncode, 0)
        return result.stderr

    def say(self, *parts):
        """A VNC server that says all at once, and goes when the other side has."""
        def serve(connection):
            connection.sendall(b''.join(parts))
            while connection.recv(4096):
                pass
        return serve

    def test_vnc_bells_without_end(self):
        """In a gap between them a key may go out; what counts is that there is an end."""
        def serve(connection):
            connection.sendall(OPENED)
            while True:
                connection.sendall(BELLS)
        start = time.monotonic()
        self.send('vnc', serve, '--timeout', '1000')
        self.assertLess(time.monotonic() - start, 10)

    def test_vnc_pictures_without_end(self):
        def serve(connection):
            # It says first that it knows extended key events, by which it is open.
            connection.sendall(OPENED + VNC_KNOWS_KEYS + struct.pack('>BxH', 0, 65535))
            while True:
                connection.sendall(struct.pack('>4Hi', 0, 0, 8192, 8192, 0))
                for _ in range(4096):
                    connection.sendall(bytes(65536))
        self.refused('it did not answer in time', 'vnc', serve, '--timeout', '1000')

    def test_vnc_picture_too_large(self):
        update = struct.pack('>BxHHHHHi', 0, 1, 0, 0, 65535, 65535, 0)
        self.refused('a picture of 17179344900 bytes', 'vnc', self.say(OPENED, update))

    def test_vnc_pixels(self):
        screen = struct.pack('>HHB', 1, 1, 32)
        self.refused('pixels of 24 bits', 'vnc', self.say(OPENED.replace(screen, screen[:4] + bytes([24]))))

    def test_vnc_refusal_for_people(self):
        reason = 'geht nicht, schließlich\n\x1b[31m \x9b31m \u202e \x7f'.encode()
        shown = self.refused('it refuses the connection: geht nicht, schließlich', 'vnc',
                             self.say(GREETING, bytes(1), struct.pack('>I', len(reason)), reason))
        self.assertTrue(shown.removesuffix('\n').isprintable(), ascii(shown))

    def test_vnc_refusal_is_cut_between_characters(self):
        for spaces in range(2):
            reason = b' ' * spaces + 'ß'.encode() * 2000
            with self.subTest(spaces=spaces):
                self.assertIn('ßß...', self.refused('it refuses the connection: ', 'vnc', self.say(
                    GREETING, bytes(1), struct.pack('>I', len(reason)), reason)))

    def test_vnc_refusal_without_reason(self):
        def serve(connection):
            connection.sendall(GREETING + bytes((1, 1)) + struct.pack('>I', 1))
            connection.shutdown(socket.SHUT_WR)
            while connection.recv(4096):
                pass
        self.refused('it refuses the connection: it gives no reason', 'vnc', serve)

    def test_qmp_line_without_end(self):
        def serve(connection):
            while True:
                connection.sendall(b'x' * 65536)
        self.refused('a line of more than 1048576 bytes', 'qmp', serve)

    def test_qmp_many_events(self):
        def serve(connection):
            for _ in self.answer(connection, 8):
                connection.sendall(EVENT * 5000)
        result = self.send('qmp', serve)
        self.assertEqual((result.stderr, result.returncode), ('', 0))

    def test_qmp_events_without_end(self):
        def serve(connection):
            for number in self.answer(connection, 6):
                while number == 5:
                    connection.sendall(EVENT * 1000)
        self.refused('it did not answer in time', 'qmp', serve, '--timeout', '1000')

    def test_qmp_interrupts_that_make_no_sense(self):
        """From what is no count on, keys go out at the pace that needs none; it is asked for when twelve wait."""
        for counts in ((2**63 - 1, -2**63), (0, 2**63 - 1, -2**63), (0, 5, 0), (0, 5, -1), (7, 'x'), (2**64, 2**80),
                       (-2**63, 2**63 - 1), (0, 2**63 - 1, 0)):
            with self.subTest(counts=counts):
                typed = []
                result = self.send('qmp', self.count_interrupts(counts, typed), stdin='hold 0 30\n' * 16)
                self.assertEqual((result.stderr, result.returncode), ('', 0))
                self.assertEqual(typed, [True, False] * 16)

    def count_interrupts(self, counts, typed):
        """A QMP monitor with a PS/2 keyboard that has made these interrupts, each number once and the last again and
        again. What is typed is added to a list."""
        def serve(connection):
            left = list(counts)
            connection.sendall(b'{"QMP": {}}\n')
            for line in connection.makefile():
                command = json.loads(line)
                answer = {}
                if command['execute'] == 'query-qmp-schema':
                    answer = SCHEMA
                elif command['execute'] == 'qom-list':
                    answer = [{'type': 'child<i8042>'}]
                elif command['execute'] == 'x-query-irq':
                    answer = {'human-readable-text': f'IRQ statistics:\n 1: {left.pop(0) if left[1:] else left[0]}\n'}
                else:
                    typed.extend(event['data']['down'] for event in command.get('arguments', {}).get('events', []))
                connection.sendall(json.dumps({'return': answer, 'id': command['id']}).encode() + b'\n')
        return serve

    def answer(self, connection, count):
        """Answers so many commands of a QMP client: five when it opens, one for each press and release."""
        connection.sendall(b'{"QMP": {}}\n')
        for number, line in zip(range(count), connection.makefile()):
            yield number
            command = json.loads(line)
            answer = SCHEMA[:1] if command['execute'] == 'query-qmp-schema' else []
            connection.sendall(json.dumps({'return': answer, 'id': command['id']}).encode() + b'\n')


main()
