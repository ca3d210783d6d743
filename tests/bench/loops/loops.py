#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The loops of tests/bench/bindings in Python: loops.py FAKE.JSON REPEATS"""
import sys
import time

import gi

gi.require_version('Berth', '1.0')
gi.require_version('Gio', '2.0')
from gi.repository import Berth, Gio  # noqa: E402

CALLS = 100000
PASSES = 3


def say(name, start, count):
    print(name, (time.monotonic_ns() - start) / count)


def call(name, method):
    start = time.monotonic_ns()
    for _ in range(CALLS):
        method()
    say(name, start, CALLS)


def calls(host):
    iface, info = host.get_interface('e1'), host.list_interfaces_info()[0]
    action, cancellable = Gio.SimpleAction.new('e1', None), Gio.Cancellable()
    call('own text', iface.get_name)
    call('peer text', action.get_name)
    call('own truth', info.is_active)
    call('peer truth', cancellable.is_cancelled)


def listing(host):
    start = time.monotonic_ns()
    for _ in range(PASSES):
        for info in host.list_interfaces_info():
            info.get_name()
            info.is_active()
            info.get_interface_type()
    say('list', start, PASSES)


opened = Berth.Host.open(f'fake:{sys.argv[1]}')
for _ in range(int(sys.argv[2])):
    calls(opened)
    listing(opened)
