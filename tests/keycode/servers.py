# SPDX-License-Identifier: LGPL-2.1-or-later
"""Servers that are scripts: what a target is connected to when the other side shall do something wrong."""
import socket
import tempfile
import threading


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
