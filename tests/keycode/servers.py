# SPDX-License-Identifier: LGPL-2.1-or-later
"""Servers that are scripts: what a target is connected to when the other side shall do something wrong."""
import socket
import struct
import tempfile
import threading

# VNC: no security, a screen of one pixel, the name "x".
VNC_GREETING = b'RFB 003.008\n'
VNC_OPENED = VNC_GREETING + bytes((1, 1)) + bytes(4) + struct.pack('>HHB15xI', 1, 1, 32, 1) + b'x'
VNC_KNOWS_KEYS = struct.pack('>BxH4Hi', 0, 1, 0, 0, 0, 0, -258)
VNC_PIXEL = struct.pack('>BxH4Hi4x', 0, 1, 0, 0, 1, 1, 0)


class Server:
    """Listens at a socket; what it does with a connection is a function, which may wait for as long as this lives."""

    def __init__(self, case, serve):
        folder = tempfile.TemporaryDirectory(prefix='berth-')
        case.addCleanup(folder.cleanup)
        self.path = f'{folder.name}/socket'
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(self.path)
        self.listener.listen()
        self.over = threading.Event()
        self.thread = threading.Thread(target=self.run, args=[serve])
        self.thread.start()
        case.addCleanup(self.end)

    def run(self, serve):
        connection, _ = self.listener.accept()
        with connection:
            try:
                serve(connection, self)
            except OSError:
                pass  # it is gone

    def end(self):
        self.over.set()
        try:
            with socket.socket(socket.AF_UNIX) as last:
                last.connect(self.path)
        except OSError:
            pass
        self.thread.join(timeout=20)
        self.listener.close()


class VncServer:
    """A VNC server that takes keys, until it has had enough; then it does @then with the connection. @answer is called
    for each request for a pixel, with the connection and how many requests came before. @extended: whether it knows the
    extended key event."""

    def __init__(self, most=None, then=None, answer=None, extended=True):
        self.most = most
        self.then = then
        self.answer = answer or (lambda connection, number: connection.sendall(VNC_PIXEL))
        self.extended = extended
        self.events = []    # (code, down): RFB's, which is Linux' for the keys of letters, or a symbol
        self.requests = 0

    def __call__(self, connection, server):
        connection.sendall(VNC_OPENED)
        with connection.makefile('rb') as file:
            file.read(12 + 1 + 1)
            while self.most is None or len(self.events) < self.most:
                kind = file.read(1)
                if not kind:
                    return
                self.take(kind[0], connection, file)
        if self.then:
            self.then(connection, server)

    def take(self, kind, connection, file):
        if kind == 2:
            file.read(3 + 4 * 2)
            if self.extended:
                connection.sendall(VNC_KNOWS_KEYS)
        elif kind == 3:
            file.read(9)
            self.answer(connection, self.requests)
            self.requests += 1
        elif kind == 255:
            down, number = struct.unpack('>xH4xI', file.read(11))
            self.events.append((number, bool(down)))
        elif kind == 4:
            down, symbol = struct.unpack('>B2xI', file.read(7))
            self.events.append((symbol, bool(down)))
        else:
            raise ValueError(kind)
