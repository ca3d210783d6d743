#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What is undefined, and what is not: definitions that others are made of. What goes with a definition, and which bytes
that are, is in debian/ (owned, named_alone)."""
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from suite import ScratchCase, main, run  # noqa: E402

# Each is a file, what is undefined, and the line that is in the way with what it says.
USES = {
    'a vlan by its name': (
        'iface bond0 inet manual\n bond_slaves eth0\n\niface bond0.9 inet dhcp\n', 'bond0', 4,
        "'bond0.9' is a vlan on 'bond0'"),
    'a vlan that names its device': (
        'iface eth0 inet manual\niface vlan7 inet dhcp\n vlan-raw-device eth0\n', 'eth0', 3,
        "'vlan7' is a vlan on 'eth0'"),
    'a port of a bridge': (
        'iface eth0 inet manual\niface br0 inet dhcp\n bridge_ports eth1 eth0\n', 'eth0', 3,
        "'br0' has for a port 'eth0'"),
    'a port of a bond': (
        'iface bond0 inet dhcp\n bond-slaves eth0\niface eth0 inet manual\n', 'eth0', 2,
        "'bond0' has for a port 'eth0'"),
    'a bond that its port names': (
        'iface bond0 inet dhcp\n bond-slaves none\niface eth0 inet manual\n bond-master bond0\n mtu 9000\n', 'bond0',
        4, "'eth0' is a port of 'bond0'"),
    'a port that names its bond': (
        'iface bond0 inet dhcp\n bond-slaves none\niface eth0 inet manual\n bond-master bond0\n', 'eth0', 4,
        "'bond0' has for a port 'eth0'"),
    'a template': (
        'iface common inet static\n address 10.0.0.1/24\niface eth0 inet static inherits common\n', 'common', 3,
        "'eth0' inherits from 'common'"),
    'what a command brings up': (
        'iface bond0 inet manual\n bond_slaves eth0\niface br0 inet dhcp\n bridge_ports none\n pre-up ifup bond0\n',
        'bond0', 5, "'br0' brings up 'bond0'"),
}


class Undefine(ScratchCase):
    def place(self, text):
        self.interfaces.write_text(text)

    def refused(self, text, name, line, part):
        self.place(text)
        self.fails(4, f'{self.interfaces}:{line}: {part}; change or undefine ', 'interface', 'undefine', name)
        self.assertEqual('inherits' not in text, 'or force it' in self.berth('interface', 'undefine', name).stderr)

    def test_forced(self):
        for text, name, _, _ in USES.values():
            with self.subTest(name=name, text=text):
                self.place(text)
                if 'inherits' in text:
                    # ifup would refuse all of the file.
                    self.fails(6, 'undefine the heir first', 'interface', 'undefine', '--force', name)
                    continue
                self.assertEqual(self.berth('interface', 'undefine', '--force', name).returncode, 0)
                self.assertNotIn(name, self.must('interface', 'list', '--all').split())

    def test_a_port_that_cannot_be_read_is_kept(self):
        self.place('iface br0 inet dhcp\n bridge_ports e0\niface e0 inet warp\n provider dsl\n')
        result = self.berth('interface', 'undefine', 'br0')
        self.assertEqual((result.stderr, result.returncode), (
            f"berth: kept 'e0', a port of 'br0': {self.interfaces}:3: the method 'warp' of 'e0' is none of its "
            "family's in interfaces(5); ifup refuses this file, correct the line\n", 0))
        self.assertEqual(self.interfaces.read_text(), 'iface e0 inet warp\n provider dsl\n')

    def test_ports_in_a_circle(self):
        self.place('iface br0 inet manual\n bridge_ports bond0\niface bond0 inet manual\n bond_slaves br0\n')
        self.must('interface', 'undefine', 'br0')
        self.assertEqual(self.interfaces.read_text(), '')

    def test_a_port_under_another_port(self):
        self.place('iface br0 inet manual\n bridge_ports eth0 eth0.7\niface eth0 inet manual\n'
                   'iface eth0.7 inet manual\n')
        self.must('interface', 'undefine', 'br0')
        self.assertEqual(self.interfaces.read_text(), '')

    def test_a_bond_that_something_else_is_made_of_is_kept_whole(self):
        kept = ('iface bond0 inet manual\n bond_slaves eth0 eth1\niface eth0 inet manual\niface eth1 inet manual\n'
                ' mtu 9000\niface bond0.7 inet dhcp\n')
        self.place('iface br0 inet manual\n bridge_ports bond0\n' + kept)
        result = self.berth('interface', 'undefine', 'br0')
        self.assertEqual((result.stderr, result.returncode),
                         ("berth: kept 'bond0', a port of 'br0': 'bond0.7' is a vlan on it\n", 0))
        self.assertEqual(self.interfaces.read_text(), kept)

    def test_a_host_in_memory_keeps_the_same(self):
        host = self.root / 'host.json'
        ports = [{'type': 'ethernet', 'name': name} for name in ('eth0', 'eth1', 'eth2')]
        host.write_text(json.dumps({'berth': 1, 'interfaces': [
            {'type': 'ethernet', 'name': 'eth0', 'mtu': 9000}, {'type': 'ethernet', 'name': 'eth1', 'start': 'onboot'},
            {'type': 'ethernet', 'name': 'eth2'}, {'type': 'bridge', 'name': 'br0', 'bridge': {'ports': ports}},
            {'type': 'vlan', 'name': 'eth2.7', 'vlan': {'device': 'eth2', 'tag': 7}}]}))
        result = run('berth', '--connect', f'fake:{host}', 'interface', 'undefine', 'br0')
        self.assertEqual((result.stderr, result.returncode), (
            "berth: kept 'eth0', a port of 'br0' that has settings of its own: mtu\n"
            "berth: kept 'eth1', a port of 'br0' that has settings of its own: start\n"
            "berth: kept 'eth2', a port of 'br0': 'eth2.7' is a vlan on it\n", 0))

    def test_nothing_is_said_when_nothing_was_done(self):
        self.place('iface bond0 inet dhcp\n bond-slaves eth0 eth1\niface eth0 inet manual\n mtu 9000\n'
                   'iface bond0.7 inet dhcp\n')
        self.fails(4, "'bond0.7' is a vlan on 'bond0'", 'interface', 'undefine', 'bond0')

    def test_a_name_that_looks_like_a_vlan(self):
        self.place('iface eth0 inet dhcp\niface eth0.7 inet manual\n vlan_raw_device eth1\niface eth0.7 inet dhcp\n'
                   'iface eth0.lan inet dhcp\niface eth0-1 inet dhcp\niface eth01.5 inet dhcp\n')
        self.must('interface', 'undefine', 'eth0')


def add_use(title, use):
    setattr(Undefine, f'test_{title.replace(" ", "_")}', lambda self: self.refused(*use))


for words, case in USES.items():
    add_use(words, case)

if __name__ == '__main__':
    main()
