# SPDX-License-Identifier: LGPL-2.1-or-later
"""Calls that take their time, cancelling them, and what other processes change: test_live.py PRIVATE-HOST

The tests run in a private copy of this host, where a slow interface can be brought up by the real ifup.
Without one they are skipped.
"""
import asyncio
import pathlib
import subprocess
import sys
import time
import unittest

import gi

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[3] / 'tests'))
gi.require_version('Berth', '1.0')
from gi.repository import Berth, Gio, GLib  # noqa: E402
from suite import enter_private_host, main  # noqa: E402

INTERFACES = '''auto lo
iface lo inet loopback

iface slow0 inet manual
    pre-up sleep 60
'''


class Live(unittest.TestCase):
    def setUp(self) -> None:
        with open('/etc/network/interfaces', 'w', encoding='utf-8') as file:
            file.write(INTERFACES)
        self.slow = Berth.Host.open().lookup_interface('slow0')
        self.started = time.monotonic()

    def tearDown(self) -> None:
        self.assertLess(time.monotonic() - self.started, 30)

    def finish_up(self, cancellable: Gio.Cancellable) -> None:
        loop = GLib.MainLoop()
        results = []
        self.slow.up_async(-1, None, cancellable, lambda source, result: (results.append(result), loop.quit()))
        loop.run()
        self.slow.up_finish(results[0])

    def test_up_and_down(self) -> None:
        loopback = Berth.Host.open().lookup_interface('lo')
        self.assertTrue(loopback.up())
        info = loopback.get_info()
        self.assertTrue(info.is_active())
        self.assertEqual(info.get_index(), 1)
        self.assertIn('127.0.0.1/8', info.get_live_config().get_addresses(Berth.IpFamily.IPV4))
        self.assertTrue(loopback.down())
        self.assertFalse(loopback.get_info().is_active())

    def test_time_limit(self) -> None:
        with self.assertRaises(Berth.Error) as caught:
            self.slow.up(200)
        self.assertEqual(caught.exception.code, Berth.Error.TIMEOUT)

    def test_cancelled_blocking(self) -> None:
        cancellable = Gio.Cancellable()

        async def cancel_soon() -> None:
            up = asyncio.get_running_loop().run_in_executor(None, self.slow.up, -1, None, cancellable)
            await asyncio.sleep(0.2)
            cancellable.cancel()
            await up
        with self.assertRaises(Berth.Error) as caught:
            asyncio.run(cancel_soon())
        self.assertEqual(caught.exception.code, Berth.Error.CANCELLED)

    def test_cancelled_callback(self) -> None:
        cancellable = Gio.Cancellable()
        GLib.timeout_add(200, cancellable.cancel)
        with self.assertRaises(Berth.Error) as caught:
            self.finish_up(cancellable)
        self.assertEqual(caught.exception.code, Berth.Error.CANCELLED)

    def test_cancelled_task(self) -> None:
        ticks = 0

        async def cancel_soon() -> None:
            nonlocal ticks
            task = asyncio.ensure_future(self.slow.up_async())
            for _ in range(10):
                await asyncio.sleep(0.02)
                ticks += 1
            self.assertFalse(task.done())
            task.cancel()
            await task
        with self.assertRaises(asyncio.CancelledError):
            asyncio.run(cancel_soon())
        self.assertEqual(ticks, 10)

    def test_time_limit_of_the_task(self) -> None:
        with self.assertRaises(asyncio.TimeoutError):
            asyncio.run(asyncio.wait_for(self.slow.up_async(), 0.2))

    def test_other_calls_go_on(self) -> None:
        async def together() -> None:
            task = asyncio.ensure_future(self.slow.up_async())
            await asyncio.sleep(0.1)
            self.assertTrue(await self.slow.get_host().list_interfaces_async())
            self.assertFalse(task.done())
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
        asyncio.run(together())

    def test_events(self) -> None:
        # What another process does to a link, and what is written into a file.
        seen = []
        watch = Berth.Host.open().watch()
        watch.connect('event', lambda watch, event: seen.append(
            (event.get_event_type(), event.get_info().get_name(), event.get_info().is_active())))
        active = Berth.Host.open().lookup_interface('lo').get_info().is_active()

        def run_until_seen(*expected) -> None:
            loop = GLib.MainLoop()
            GLib.timeout_add(5, lambda: not (expected in seen and loop.quit() is None))
            limit = GLib.timeout_add(10000, loop.quit)
            loop.run()
            GLib.source_remove(limit)
            self.assertIn(expected, seen)
            seen.clear()

        subprocess.run(['ip', 'link', 'set', 'lo', 'down' if active else 'up'], check=True)
        run_until_seen(Berth.EventType.CHANGED, 'lo', not active)
        subprocess.run(['ip', 'link', 'set', 'lo', 'up' if active else 'down'], check=True)
        run_until_seen(Berth.EventType.CHANGED, 'lo', active)
        with open('/etc/network/interfaces', 'a', encoding='utf-8') as file:
            file.write('iface eth7 inet dhcp\n')
        run_until_seen(Berth.EventType.ADDED, 'eth7', False)
        with open('/etc/network/interfaces', 'w', encoding='utf-8') as file:
            file.write(INTERFACES)
        run_until_seen(Berth.EventType.REMOVED, 'eth7', False)


if __name__ == '__main__':
    enter_private_host()
    main()
