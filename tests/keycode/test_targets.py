#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What the other side may do wrong, and what is done wrong on this one: servers that are scripts of this file."""
import ctypes
import json
import os
import signal
import subprocess
import tempfile
import threading
import time

from receivers import Delivery
from servers import VNC_PIXEL, Server, VncServer
from suite import main, run

NAMES = ['kp_multiply', 'caps_lock', 'ctrl', 'shift', 'a', 'b', 'c', 'd']
GREETING = {'QMP': {'version': {'qemu': {'micro': 0, 'minor': 2, 'major': 7}}, 'capabilities': []}}


class Monitor:
    """A QMP monitor that takes keys, until it has had enough. @delays: seconds before the answer to a command, or to a
    key that is (code, down). @refused: keys of that kind that it is asked for, and does not take."""

    def __init__(self, most=None, delays=None, refused=()):
        self.most = most
        self.delays = delays or {}
        self.refused = refused
        self.events = []    # (code, down)

    def __call__(self, connection, server):
        with connection.makefile('rw') as file:
            self.say(file, GREETING)
            for line in file:
                asked = json.loads(line)
                if asked['execute'] == 'input-send-event':
                    if self.most is not None and len(self.events) >= self.most:
                        return
                    for event in asked['arguments']['events']:
                        self.events.append((event['data']['key']['data'], event['data']['down']))
                    self.wait(self.events[-1])
                    if self.events[-1] in self.refused:
                        self.say(file, {'error': {'class': 'GenericError', 'desc': 'not that'}, 'id': asked.get('id')})
                        continue
                self.wait(asked['execute'])
                answer = [{'values': NAMES}] if asked['execute'] == 'query-qmp-schema' else {}
                self.say(file, {'return': answer, 'id': asked.get('id')})

    def wait(self, what):
        if what in self.delays:
            time.sleep(self.delays[what])

    @staticmethod
    def say(file, what):
        file.write(json.dumps(what) + '\r\n')
        file.flush()


def say(*parts):
    """A server that says this, and waits for an answer after each part, until it is over."""
    def serve(connection, server):
        for part in parts:
            connection.sendall(part)
            connection.recv(65536)
        server.over.wait(60)
    return serve


class Library:
    """The C interface, for several calls on one target."""

    def __enter__(self):
        self.calls = ctypes.CDLL(os.environ['BERTH_LIBRARY'])
        for name in ('berth_host_open', 'berth_host_open_key_target', 'berth_key_sequence_from_text'):
            getattr(self.calls, name).restype = ctypes.c_void_p
        self.calls.berth_error_get_message.restype = ctypes.c_char_p
        self.host = ctypes.c_void_p(self.calls.berth_host_open(None, None, None))
        self.targets = []
        return self

    def open(self, uri):
        target = self.calls.berth_host_open_key_target(self.host, uri.encode(), None, 5000, None, None)
        self.targets.append(ctypes.c_void_p(target))
        return self.targets[-1]

    def send(self, target, text, limit):
        """Returns: what is said of a failure; an empty string when there is none."""
        error = ctypes.c_void_p()
        sequence = ctypes.c_void_p(self.calls.berth_key_sequence_from_text(text.encode(), None, None))
        self.calls.berth_key_target_send(target, sequence, limit, None, None, ctypes.byref(error))
        self.calls.berth_key_sequence_unref(sequence)
        said = self.calls.berth_error_get_message(error).decode() if error else ''
        self.calls.berth_error_free(error)
        return said

    def __exit__(self, *problem):
        for target in self.targets:
            self.calls.berth_key_target_unref(target)
        self.calls.berth_host_unref(self.host)


def close(connection, server):
    """A server that hangs up at once."""


class Qmp(Delivery):
    def fails_at(self, status, message, serve, *options, seconds=20):
        server = Server(self, serve)
        begun = time.monotonic()
        self.fails(status, message, 'key', 'send', f'qmp:{server.path}', 'KEY_A', *options)
        self.assertLess(time.monotonic() - begun, seconds)

    def test_silence(self):
        self.fails_at(8, 'one program at a time', say(b''), '--timeout', '300', seconds=3)

    def test_silence_after_the_greeting(self):
        greeting = json.dumps(GREETING).encode() + b'\r\n'
        self.fails_at(8, 'did not answer in time', say(greeting), '--timeout', '300', seconds=3)
        self.fails_at(8, 'did not answer in time', say(greeting, b'{"return": {}}\r\n'), '--timeout', '300', seconds=3)

    def test_what_is_no_monitor(self):
        self.fails_at(1, 'does not speak QMP', say(b'HTTP/1.1 400 Bad Request\r\n\r\n'))
        self.fails_at(1, 'greets otherwise', say(b'{"hello": "world"}\r\n'))
        self.fails_at(1, 'does not speak QMP', say(b'RFB 003.008\n'))
        self.fails_at(1, r'socket', close)

    def test_a_refused_command(self):
        greeting = json.dumps(GREETING).encode() + b'\r\n'
        refusal = b'{"error": {"class": "GenericError", "desc": "not now"}}\r\n'
        self.fails_at(6, 'not now', say(greeting, refusal))

    def test_it_goes_away_in_the_middle(self):
        monitor = Monitor(most=5)
        server = Server(self, monitor)
        self.fails(1, 'after 5 of 8 key events; KEY_C may still be down$', 'key', 'type', f'qmp:{server.path}', 'abcd')
        self.assertEqual(len(monitor.events), 5)

    def test_no_socket(self):
        self.fails(3, '/nowhere/qmp', 'key', 'send', 'qmp:/nowhere/qmp', 'KEY_A')
        with tempfile.NamedTemporaryFile() as file:
            self.fails(3, f'nothing listens at {file.name}', 'key', 'send', f'qmp:{file.name}', 'KEY_A')

    def test_an_interrupt_releases_the_keys(self):
        monitor = Monitor()
        server = Server(self, monitor)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGQUIT):
            with self.subTest(signal=number), subprocess.Popen(
                    ['berth', 'key', 'send', f'qmp:{server.path}', '--holdtime', '60000', 'KEY_LEFTCTRL', 'KEY_C'],
                    stderr=subprocess.PIPE, text=True) as process:
                end = time.monotonic() + 20
                while len(monitor.events) < 2 and time.monotonic() < end:
                    time.sleep(0.02)
                time.sleep(0.1)  # until the answer to the second is read
                process.send_signal(number)
                message = process.communicate(timeout=20)[1]
                self.assertIn('after 2 of 4 key events', message)
                self.assertEqual(process.returncode, -number)
                self.assertEqual([(event['data'] if isinstance(event, dict) else event, down)
                                  for event, down in monitor.events],
                                 [('ctrl', True), ('c', True), ('c', False), ('ctrl', False)])
            monitor = Monitor()
            server = Server(self, monitor)

    def test_nobody_reads_what_is_said(self):
        """The keys are sent, and released, whoever has closed the other end."""
        monitor = Monitor()
        server = Server(self, monitor)
        ends = os.pipe()
        os.close(ends[0])
        result = subprocess.run(['berth', '-v', 'key', 'type', f'qmp:{server.path}', 'Ab'], stderr=ends[1], timeout=60)
        os.close(ends[1])
        self.assertEqual(result.returncode, 0)
        self.assertEqual(len(monitor.events), 6)

    def test_a_time_limit_releases_the_keys(self):
        monitor = Monitor()
        server = Server(self, monitor)
        self.fails(8, 'after 1 of 2 key events', 'key', 'send', f'qmp:{server.path}', '--holdtime', '60000',
                   '--timeout', '700', 'KEY_A')
        self.assertEqual(monitor.events, [('a', True), ('a', False)])

    def test_a_time_limit_is_one_for_the_whole_command(self):
        """Connecting counts, and of several keys each."""
        for name, words in (('type', ['dc']), ('press', ['KEY_A', 'KEY_B', 'KEY_C', 'KEY_D']),
                            ('send', ['KEY_A', 'KEY_B'])):
            for delays in {'qmp_capabilities': 0.6, 'input-send-event': 0.12}, {'input-send-event': 0.3}:
                with self.subTest(command=name, delays=delays):
                    monitor = Monitor(delays=delays)
                    server = Server(self, monitor)
                    # With a limit for each part all of them would be sent.
                    self.fails(8, 'after . of . key events', 'key', name, f'qmp:{server.path}', '--timeout', '1000',
                               *words)
                    self.assertEqual({pressed for pressed in dict(monitor.events).values()}, {False})

    def sent(self, monitor, *words):
        """What a monitor was sent by a command that fails, and what that said."""
        server = Server(self, monitor)
        result = run('berth', 'key', 'send', f'qmp:{server.path}', *words)
        self.assertNotEqual(result.returncode, 0)
        return monitor.events, result.stderr

    def test_what_was_refused_is_not_held(self):
        events, said = self.sent(Monitor(refused=[('a', True)]), 'KEY_LEFTCTRL', 'KEY_A')
        self.assertEqual(events, [('ctrl', True), ('a', True), ('ctrl', False)])
        self.assertRegex(said, 'not that, after 1 of 4 key events$')

    def test_releasing_goes_on_after_a_failure(self):
        events, said = self.sent(Monitor(refused=[('shift', False)]), 'KEY_LEFTCTRL', 'KEY_LEFTSHIFT', 'KEY_A')
        self.assertEqual(events, [('ctrl', True), ('shift', True), ('a', True), ('a', False), ('shift', False),
                                  ('shift', False), ('ctrl', False)])
        self.assertRegex(said, 'after 4 of 6 key events; KEY_LEFTSHIFT.* may still be down$')

    def test_a_late_answer_is_not_taken_for_another(self):
        """The refusal of a press comes when its release has been sent."""
        monitor = Monitor(delays={('a', True): 0.6}, refused=[('a', True)])
        events, said = self.sent(monitor, 'KEY_A', '--timeout', '300')
        self.assertEqual(events, [('a', True), ('a', False)])
        self.assertRegex(said, 'did not answer in time, after 0 of 2 key events$')

    def test_a_rate(self):
        server = Server(self, Monitor())
        begun = time.monotonic()
        self.must('key', 'type', f'qmp:{server.path}', '--rate', '4', 'abcd')
        self.assertGreater(time.monotonic() - begun, 3 / 4)


class Vnc(Delivery):
    def fails_at(self, status, message, *parts, options=()):
        server = Server(self, say(*parts))
        self.fails(status, message, 'key', 'send', f'vnc:{server.path}', 'KEY_A', *options)

    def test_what_is_no_server(self):
        self.fails_at(1, 'is no VNC server', b'HTTP/1.1 400 Bad Request\r\n\r\n')
        self.fails_at(1, 'is no VNC server', b'SSH-2.0-OpenSSH_9.2\r\n')

    def test_silence(self):
        self.fails_at(8, 'did not answer in time', b'', options=('--timeout', '300'))
        self.fails_at(8, 'did not answer in time', b'RFB 003.008\n', options=('--timeout', '300'))

    def test_addresses(self):
        self.fails(3, 'there is no address of nowhere.invalid', 'key', 'send', 'vnc://nowhere.invalid', 'KEY_A')
        self.fails(3, 'nothing listens at 127.0.0.1 port 1;', 'key', 'send', 'vnc://127.0.0.1:1', 'KEY_A')
        # There may be no IPv6 here.
        self.assertIn('::1 port 1', run('berth', 'key', 'send', 'vnc://[::1]:1', 'KEY_A').stderr)
        self.fails(3, 'nothing listens at localhost port 1;', 'key', 'send', 'vnc://localhost:1', 'KEY_A')
        self.fails(1, r'lacks its .\]', 'key', 'send', 'vnc://[::1', 'KEY_A')
        self.fails(1, 'PORT is a number', 'key', 'send', 'vnc://localhost:http', 'KEY_A')

    def test_refusals(self):
        self.fails_at(5, 'refuses the connection: too many', b'RFB 003.008\n', b'\0\0\0\0\x08too many')
        self.fails_at(5, 'refuses the connection', b'RFB 003.003\n', b'\0\0\0\0\0\0\0\0')
        self.fails_at(6, r'security \(number 19\)', b'RFB 003.008\n', b'\x01\x13')
        self.fails_at(5, 'asks for a password', b'RFB 003.008\n', b'\x01\x02')

    def test_nonsense_later(self):
        """A name of 4 GiB; a message that there is not."""
        begin = (b'RFB 003.008\n', b'\x01\x01', b'\0\0\0\0')
        screen = bytes.fromhex('0280 01e0 2018 0001 00ff 00ff 00ff 1008 00 000000')
        self.fails_at(1, 'text of 4294967295 bytes', *begin, screen + b'\xff\xff\xff\xff')
        self.fails_at(1, 'message of type 200', *begin, screen + b'\0\0\0\x01x', b'\xc8')


class VncDelivery(Delivery):
    """Sending is not delivery: what is known of the last keys of a call is what the server tells after them."""
    DOWN_AND_UP = [(29, True), (56, True), (46, True), (46, False), (56, False), (29, False)]

    def send(self, vnc, *options):
        server = Server(self, vnc)
        return run('berth', 'key', 'send', f'vnc:{server.path}', 'KEY_LEFTCTRL', 'KEY_LEFTALT', 'KEY_C', *options)

    def undelivered(self, vnc, message, *options, status=1):
        result = self.send(vnc, *options)
        self.assertEqual(result.returncode, status, result.stderr)
        self.assertRegex(result.stderr, message)

    def test_it_takes_all(self):
        vnc = VncServer()
        result = self.send(vnc)
        self.assertEqual((result.stderr, result.returncode), ('', 0))
        self.assertEqual(vnc.events, self.DOWN_AND_UP)

    def test_it_hangs_up(self):
        for most in range(1, 7):
            with self.subTest(most=most):
                vnc = VncServer(most, close)
                self.undelivered(vnc, r'after \d of 6 key events.*; .*KEY_LEFTCTRL.* may still be down$')
                self.assertEqual(vnc.events, self.DOWN_AND_UP[:most])

    def test_it_stops_reading(self):
        for most in (1, 5):
            with self.subTest(most=most):
                vnc = VncServer(most, lambda connection, server: server.over.wait(60))
                self.undelivered(vnc, 'does not tell that it took them, after 6 of 6 key events were sent, and it is '
                                      'not known how many were taken; KEY_LEFTCTRL, KEY_LEFTALT and KEY_C may still be '
                                      'down$')

    def test_it_stops_reading_for_longer_than_there_is_time(self):
        vnc = VncServer(5, lambda connection, server: server.over.wait(60))
        self.undelivered(vnc, 'after 6 of 6 key events were sent.*KEY_LEFTCTRL', '--timeout', '500', status=8)

    def test_an_answer_to_what_was_asked_before(self):
        """A picture that comes late, for what was asked when it was opened, tells nothing of the keys."""
        def late(connection, server):
            time.sleep(0.3)  # until it was asked again
            connection.sendall(VNC_PIXEL)
            server.over.wait(60)
        vnc = VncServer(5, late, answer=lambda connection, number: None)
        self.undelivered(vnc, 'after 6 of 6 key events were sent')

    def test_one_answer_to_several_requests(self):
        def answer(connection, number):
            if number:
                connection.sendall(VNC_PIXEL)
        vnc = VncServer(answer=answer)
        result = self.send(vnc)
        self.assertEqual((result.stderr, result.returncode), ('', 0))
        self.assertEqual(vnc.events, self.DOWN_AND_UP)

    def test_the_end_of_a_line(self):
        """CR and LF are one Enter, and each alone is one too."""
        vnc = VncServer()
        server = Server(self, vnc)
        self.must('key', 'type', f'vnc:{server.path}', '-', stdin='a\r\nb\n\r')
        self.assertEqual([code for code, down in vnc.events if down], [30, 28, 48, 28, 28])

    def test_altgr(self):
        """It has a key of its own, and a symbol that is not Alt's."""
        for extended, code in (True, 0xb8), (False, 0xfe03):
            with self.subTest(extended=extended):
                vnc = VncServer(extended=extended)
                server = Server(self, vnc)
                self.must('key', 'type', f'vnc:{server.path}', '--layout', 'de', '@')
                symbol = 16 if extended else ord('@')
                self.assertEqual(vnc.events, [(code, True), (symbol, True), (symbol, False), (code, False)])

    def test_a_broken_connection_is_not_used_again(self):
        """A picture of which but the half comes in time. What comes later is no reason to trust it."""
        if 'BERTH_TEST_SANITIZED' in os.environ:
            self.skipTest('a library with a sanitizer cannot be loaded by this program')

        def half(connection, server):
            connection.sendall(VNC_PIXEL[:10])
            waited.wait(20)
            connection.sendall(VNC_PIXEL[10:] + VNC_PIXEL * 9)
            server.over.wait(60)
        waited = threading.Event()
        vnc = VncServer(2, half)
        server = Server(self, vnc)
        with Library() as library:
            target = library.open(f'vnc:{server.path}')
            self.assertRegex(library.send(target, 'chord KEY_A', 400), 'after . of 2 key events were sent')
            waited.set()
            time.sleep(0.2)
            self.assertRegex(library.send(target, 'chord KEY_B', 2000), 'open the target again, after 0 of 2')


class Arguments(Delivery):
    def test_sets_and_keys(self):
        self.fails(3, "'xt-kdb'.*xt_kbd", 'key', 'list', 'xt-kdb')
        self.fails(3, "'lynux'; there are linux", 'key', 'send', 'qmp:/x', '--codeset', 'lynux', 'KEY_A')
        self.fails(3, 'KEY_ESC', 'key', 'translate', 'KEY_ESX')
        self.fails(3, '4294967295', 'key', 'translate', '4294967295')
        # A number that fits into no code is none that is cut short: this one ends in that of KEY_A.
        self.fails(3, '4294967326', 'key', 'translate', '4294967326')
        self.fails(3, '18446744073709551646', 'key', 'translate', '18446744073709551646')
        self.fails(2, 'TARGET KEY', 'key', 'send', 'qmp:/x')
        self.fails(1, 'ssh://x', 'key', 'send', 'ssh://x', 'KEY_A')
        self.fails(3, 'atlantis', 'key', 'type', 'qmp:/x', '--layout', 'atlantis', 'text')
        self.fails(6, 'Ж', 'key', 'type', 'qmp:/x', 'Ж')
        self.fails(3, '/nowhere', 'key', 'sequence', 'qmp:/x', '/nowhere')
        self.fails(2, '--holdtime', 'key', 'send', 'qmp:/x', '--holdtime', 'long', 'KEY_A')
        self.fails(1, '1001', 'key', 'type', 'qmp:/x', '--rate', '1001', 'text')

    def test_sequences(self):
        for text, line, message in (('chord\n', 1, 'key'), ('chord KEY_A\nleap KEY_B\n', 2, 'leap'),
                                    ('wait soon\n', 1, 'soon'), ('\n# x\nhold 5\n', 3, 'key'),
                                    ('layout atlantis\n', 1, 'atlantis'), ('rate 5000\n', 1, '5000'),
                                    ('text \\q\n', 1, 'backslash')):
            result = run('berth', 'key', 'sequence', 'qmp:/x', '-', stdin=text)
            self.assertNotEqual(result.returncode, 0)
            self.assertRegex(result.stderr, f'berth: (<stdin>|-|standard input):{line}: .*{message}', text)

    def test_what_cannot_be_delivered_is_said_first(self):
        result = run('berth', '-c', 'fake:///', 'key', 'sequence', 'uinput:', '-', '--check', stdin='chord KEY_A\n')
        self.assertEqual((result.stdout, result.stderr, result.returncode), ('', '', 0))


main()
