# SPDX-License-Identifier: LGPL-2.1-or-later
"""The conformance cases in Python: conform.py CASES DOCUMENTS ROOTS"""
import functools
import pathlib
import sys

import gi

gi.require_version('Berth', '1.0')
from gi.repository import Berth  # noqa: E402

DOCUMENTS = pathlib.Path(sys.argv[2])
ROOTS = pathlib.Path(sys.argv[3])
# The document whose settings are read and changed by path.
BOND = 'bond0.xml'


class Refused(Exception):
    """The language itself refused an argument, so the library never saw it."""


def read_config(document):
    text = (DOCUMENTS / document).read_text()
    if document.endswith('.json'):
        return Berth.InterfaceConfig.new_from_json(text, document)
    return Berth.InterfaceConfig.new_from_xml(text, document)


def make_config(number):
    try:
        Berth.InterfaceConfig.new(int(number), 'eth0')
    except TypeError as error:
        raise Refused(f'Python refuses it: {error}') from None


def new_bond():
    """Every language makes this bond of its own setters."""
    bond = Berth.InterfaceConfig.new(Berth.InterfaceType.BOND, 'bond0')
    for name in ('eth0', 'eth1'):
        bond.add_port(Berth.InterfaceConfig.new(Berth.InterfaceType.ETHERNET, name))
    bond.set_start_mode(Berth.StartMode.ONBOOT)
    bond.set_bond_mode(Berth.BondMode.ACTIVE_BACKUP)
    bond.set_bond_primary('eth1')
    bond.set_miimon(100)
    bond.set_updelay(200)
    bond.set_downdelay(0)
    bond.set_use_carrier(True)
    bond.set_dhcp(Berth.IpFamily.IPV4, True)
    bond.set_peerdns(Berth.IpFamily.IPV4, False)
    bond.set_autoconf(True)
    bond.add_dns_server('192.0.2.53')
    bond.add_dns_server('2001:db8::53')
    bond.add_dns_search('example.com')
    return bond.to_xml()


def set_mode(number):
    try:
        Berth.InterfaceConfig.new(Berth.InterfaceType.BOND, 'bond0').set_bond_mode(int(number))
    except TypeError as error:
        raise Refused(f'Python refuses it: {error}') from None


def change_setting(verb, *arguments):
    config = read_config(BOND)
    getattr(config, verb)(*arguments)
    return config.to_xml()


# Each call: how to open the host, and the argument; what it returns as text is the result.
CALLS = {
    'open': lambda host, driver: host(driver=driver),
    'list': lambda host, driver: ''.join(f'{iface.get_name()}\n' for iface in host(driver=driver)),
    'show-xml': lambda host, name: host().lookup_interface(name).get_config().to_xml(),
    'show-json': lambda host, name: host().lookup_interface(name).get_config().to_json(),
    'define': lambda host, document: host().define_interface(read_config(document)),
    'create': lambda host, document: host().define_interface(read_config(document), Berth.DefineFlags.CREATE_ONLY),
    'update': lambda host, document: host().define_interface(read_config(document), Berth.DefineFlags.UPDATE_ONLY),
    'undefine': lambda host, name: host().lookup_interface(name).undefine(),
    'up': lambda host, name: host().lookup_interface(name).up(),
    'down': lambda host, name: host().lookup_interface(name).down(),
    'new-type': lambda host, number: make_config(number),
    'new-bond': lambda host, argument: new_bond(),
    'bond-mode': lambda host, number: set_mode(number),
    'list-settings': lambda host, document: ''.join(f'{path}\n' for path in read_config(document).list_settings()),
    'get-setting': lambda host, path: read_config(BOND).get_setting(path) + '\n',
    'set-setting': lambda host, words: change_setting('set_setting', *words.split('=')),
    'unset-setting': lambda host, path: change_setting('unset_setting', path),
}


def check(root, call, argument, code, part):
    """What is wrong, or nothing."""
    host = functools.partial(Berth.Host.open, root=ROOTS / root)
    try:
        got, text = 'OK', CALLS[call](host, None if argument == '-' else argument)
        right = code == 'OK' and text == (DOCUMENTS / part).read_text()
    except Berth.Error as error:
        got, text = error.name, error.message
        right = code == got and part in text
    return '' if right else f'expected {code}: {part}\ngot {got}: {text}'


def main():
    lines = pathlib.Path(sys.argv[1]).read_text().splitlines()
    rows = [line.split('\t') for line in lines if line and not line.startswith('#')]
    failures = 0
    for number, (name, *case) in enumerate(rows[1:], 1):
        try:
            wrong = check(*case)
        except Refused as refused:
            print(f'ok {number} - {name} # SKIP {refused}')
            continue
        failures += bool(wrong)
        print(f'{"not ok" if wrong else "ok"} {number} - {name}')
        for line in wrong.splitlines():
            print(f'# {line}')
    print(f'1..{len(rows) - 1}')
    return 1 if failures else 0


sys.exit(main())
