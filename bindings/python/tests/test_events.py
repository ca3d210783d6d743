# SPDX-License-Identifier: LGPL-2.1-or-later
"""Events and the host in memory, from Python: with asyncio, with a main loop, and with neither."""
import asyncio
import json
import pathlib
import subprocess
import sys
import tempfile
import time
import unittest

import gi

gi.require_version('Berth', '1.0')
from gi.repository import Berth, Gio, GLib  # noqa: E402
from tap import TAPTestRunner  # noqa: E402

PROPERTIES = '''
import os
import gi
gi.require_version('Berth', '1.0')
from gi.repository import Berth
host = Berth.Host.open()
item = host.list_model()[0]
for turn in range(2):
    item.props.name, item.props.info.get_name(), item.props.interface.get_name(), host.props.uri, host.props.root
    item.props.interface.props.name, item.props.info.is_active()
    if turn == 0:
        os.access('/first', os.F_OK)
os.access('/last', os.F_OK)
'''


def make_link(name: str, mtu: int = 1500) -> Berth.InterfaceConfig:
    config = Berth.InterfaceConfig.new(Berth.InterfaceType.ETHERNET, name)
    config.set_mtu(mtu)
    return config


def describe(event: Berth.Event) -> str:
    info = event.get_info()
    return f'{event.get_number()} {event.get_event_type().value_nick} {info.get_name() if info else ""}'.strip()


class Case(unittest.TestCase):
    def setUp(self) -> None:
        self.host = Berth.FakeHost.new()

    def assert_fails(self, code: Berth.ErrorCode, function, *args) -> None:
        with self.assertRaises(Berth.Error) as caught:
            function(*args)
        self.assertEqual(caught.exception.code, code, caught.exception)

    def run_loop(self, until) -> None:
        loop = GLib.MainLoop()
        GLib.timeout_add(2, lambda: not (until() and loop.quit() is None))
        limit = GLib.timeout_add(10000, loop.quit)
        loop.run()
        GLib.source_remove(limit)
        self.assertTrue(until())


class Fake(Case):
    def test_open(self) -> None:
        self.assertIsInstance(Berth.Host.open('fake:///'), Berth.FakeHost)
        self.assertIsInstance(self.host, Berth.Host)
        self.assertEqual([iface.get_name() for iface in self.host], ['lo', 'eth0', 'eth1'])
        with self.assertRaises(TypeError):
            Berth.FakeHost()
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / 'host.json'
            file.write_text(json.dumps({'berth': 1, 'interfaces': [{'type': 'ethernet', 'name': 'eth7'}]}))
            self.assertEqual([iface.get_name() for iface in Berth.FakeHost.new(file)], ['eth7'])
        self.assert_fails(Berth.Error.NOT_FOUND, Berth.FakeHost.new, file)

    def test_failures(self) -> None:
        iface = self.host.lookup_interface('eth0')
        self.host.fail_next('interface_up', Berth.Error.NOT_APPLIED)
        self.assert_fails(Berth.Error.NOT_APPLIED, iface.up)
        self.assertTrue(iface.up())
        self.host.fail_next(None, Berth.Error.IO)
        self.assert_fails(Berth.Error.IO, asyncio.run, iface.get_info_async())
        self.assert_fails(Berth.Error.NOT_FOUND, self.host.remove_link, 'eth9')

    def test_time(self) -> None:
        started = time.monotonic()
        self.host.set_delay('interface_get_info', 100)
        iface = self.host.lookup_interface('eth0')
        iface.get_info()
        self.assertGreaterEqual(time.monotonic() - started, 0.1)
        self.host.advance(60000)
        self.assert_fails(Berth.Error.INVALID, self.host.advance, -1)


class Events(Case):
    def test_next_and_wait(self) -> None:
        watch = self.host.watch()
        self.assertIsNone(watch.next())
        self.host.set_link(make_link('eth2'), True)
        self.assertEqual(describe(watch.next()), '1 added eth2')
        self.host.lose_events()
        self.assertEqual(describe(watch.wait()), '2 resync')
        self.assert_fails(Berth.Error.TIMEOUT, watch.wait, 10)
        watch.close()
        self.assert_fails(Berth.Error.CANCELLED, watch.wait)

    def test_iteration(self) -> None:
        seen = []
        with self.host.watch() as watch:
            self.host.remove_link('eth1')
            for event in watch:
                seen.append(describe(event))
                if len(seen) == 1:
                    self.host.set_link(make_link('eth1', 1400), False)
                else:
                    watch.close()
        self.assertEqual(seen, ['1 removed eth1', '2 added eth1'])

    def test_asyncio(self) -> None:
        async def follow() -> list:
            seen = []
            async with await self.host.watch_async() as watch:
                asyncio.get_running_loop().call_later(0.05, self.host.remove_link, 'eth1')
                async for event in watch:
                    seen.append(describe(event))
                    self.host.lose_events()
                    if len(seen) == 2:
                        watch.close()
            return seen
        self.assertEqual(asyncio.run(follow()), ['1 removed eth1', '2 resync'])

    def test_asyncio_cancelled(self) -> None:
        watch = self.host.watch()
        with self.assertRaises(asyncio.TimeoutError):
            asyncio.run(asyncio.wait_for(watch.wait_async(), 0.1))
        self.host.remove_link('eth1')
        self.assertEqual(describe(asyncio.run(watch.wait_async())), '1 removed eth1')

    def test_cancelled_before(self) -> None:
        cancellable = Gio.Cancellable()
        cancellable.cancel()
        watch = self.host.watch()
        for call in (lambda: self.host.watch_async(cancellable=cancellable),
                     lambda: self.host.list_model_async(cancellable=cancellable),
                     lambda: watch.wait_async(cancellable=cancellable)):
            self.assert_fails(Berth.Error.CANCELLED, asyncio.run, call())

    def test_signal(self) -> None:
        watch, seen = self.host.watch(), []
        watch.connect('event', lambda watch, event: seen.append(describe(event)))
        self.host.set_link(make_link('eth2'), True)
        self.host.remove_link('eth1')
        self.run_loop(lambda: len(seen) == 2)
        self.assertEqual(seen, ['1 removed eth1', '2 added eth2'])
        watch.close()
        self.host.remove_link('eth2')
        GLib.timeout_add(30, lambda: seen.append('end') and False)
        self.run_loop(lambda: len(seen) == 3)
        self.assertEqual(seen[2], 'end')

    def test_dropped_in_its_handler(self) -> None:
        seen = []
        kept = [self.host.watch()]

        def drop(watch: Berth.Watch, event: Berth.Event) -> None:
            seen.append(describe(event))
            kept.clear()
        kept[0].connect('event', drop)
        self.host.remove_link('eth1')
        self.run_loop(lambda: seen)
        self.assertEqual(seen, ['1 removed eth1'])


class Lists(Case):
    def test_follows(self) -> None:
        model = asyncio.run(self.host.list_model_async())
        self.assertEqual([item.props.name for item in model], ['lo', 'eth0', 'eth1'])
        eth0, changes, told = model[1], [], []
        model.connect('items-changed', lambda model, *change: changes.append(change))
        eth0.connect('notify::info', lambda item, spec: told.append(item.get_info().is_active()))
        self.host.remove_link('eth1')
        self.host.set_link(make_link('eth0'), True)
        self.run_loop(lambda: changes and told)
        self.assertEqual((changes, told), ([(2, 1, 0)], [True]))
        self.assertIs(model[1], eth0)

    def test_loop_goes_on(self) -> None:
        self.host.set_delay(None, 200)
        done, gaps, last = [], [], time.monotonic()

        def tick() -> bool:
            nonlocal last
            gaps.append(time.monotonic() - last)
            last = time.monotonic()
            return True
        ticker = GLib.timeout_add(5, tick)
        self.host.list_model_async(callback=lambda host, result: done.append(host.list_model_finish(result)))
        self.host.list_interfaces_async(callback=lambda host, result: done.append(host.list_interfaces_finish(result)))
        self.run_loop(lambda: len(done) == 2)
        GLib.source_remove(ticker)
        self.assertGreater(len(gaps), 20)
        self.assertLess(max(gaps), 0.15)
        self.assertLess(sorted(gaps)[len(gaps) * 9 // 10], 0.016)

    def test_properties_do_no_io(self) -> None:
        try:
            traced = subprocess.run(['strace', '-f', '-e', 'trace=file,network,read,write,ioctl', sys.executable, '-c',
                                     PROPERTIES], capture_output=True, text=True, check=False)
        except FileNotFoundError:
            self.skipTest('there is no strace')
        if '/last' not in traced.stderr:
            self.skipTest('strace cannot trace here')
        calls = traced.stderr.split('"/first"')[1].split('"/last"')[0].splitlines()[1:-1]
        self.assertEqual(calls, [])


if __name__ == '__main__':
    runner = TAPTestRunner()
    runner.set_stream(True)
    unittest.main(testRunner=runner)
