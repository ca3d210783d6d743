#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What is undefined, and what is not: definitions that others are made of. What goes with a definition, and which bytes
that are, is in debian/ (owned, named_alone)."""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from suite import ScratchCase, main  # noqa: E402

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

    def test_forced(self):
        for text, name, _, _ in USES.values():
            with self.subTest(name=name, text=text):
                self.place(text)
                if 'inherits' in text:
                    # ifup would refuse all of the file.
                    self.fails(6, 'undefine the heir first', 'interface', 'undefine', '--force', name)
                    continue
                self.must('interface', 'undefine', '--force', name)
                self.assertNotIn(name, self.must('interface', 'list', '--all').split())

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
