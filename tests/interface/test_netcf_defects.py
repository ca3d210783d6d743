#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What netcf's Debian driver got wrong on files, each by its name. What it got wrong of the running system is in the
host suite (NetcfDefects)."""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from suite import ScratchCase, main  # noqa: E402

HAND_KEPT = '''\
auto lo
iface lo inet loopback

auto eth0
iface eth0 inet static
\taddress 192.0.2.5/24
\tdns-nameservers 192.0.2.53   192.0.2.54
   up ip route add 198.51.100.0/24 via 192.0.2.9
\taccept-local 1
iface eth0 inet static
\taddress 192.0.2.6/24

# the other one
iface eth1   inet   dhcp
      metric 5
'''


class NetcfDefects(ScratchCase):
    def place(self, text):
        self.interfaces.write_text(text)

    def show(self, name):
        return self.must('interface', 'show', name)

    def text(self):
        return self.interfaces.read_text()

    def test_undefine_leaves_a_shared_auto_line(self):
        self.place('auto lo eth0 eth1\niface lo inet loopback\niface eth0 inet dhcp\niface eth1 inet dhcp\n')
        self.must('interface', 'undefine', 'lo')
        self.assertEqual(self.text(), 'auto eth0 eth1\niface eth0 inet dhcp\niface eth1 inet dhcp\n')

    def test_undefine_takes_a_bridges_children_along(self):
        self.place('iface br0 inet dhcp\n bridge_ports bond0 eth2.7\niface bond0 inet manual\n bond_slaves eth0 eth1\n'
                   'iface eth2.7 inet manual\n vlan_raw_device eth2\niface eth9 inet dhcp\n')
        self.must('interface', 'undefine', 'br0')
        self.assertEqual(self.text(), 'iface eth9 inet dhcp\n')

    def test_auto_lines_of_others_do_not_count(self):
        self.place('auto eth0\niface eth0 inet dhcp\niface eth1 inet dhcp\n')
        self.assertIn('<start mode="onboot"/>', self.show('eth0'))
        self.assertIn('<start mode="none"/>', self.show('eth1'))

    def test_hotplug_is_kept(self):
        self.place('allow-hotplug eth0\niface eth0 inet dhcp\n')
        shown = self.show('eth0')
        self.assertIn('<start mode="hotplug"/>', shown)
        self.must('interface', 'undefine', 'eth0')
        self.must('interface', 'define', '-', stdin=shown)
        self.assertEqual(self.text(), 'allow-hotplug eth0\niface eth0 inet dhcp\n')

    def test_address_with_its_prefix(self):
        self.place('iface eth0 inet static\n address 10.0.0.1/24\n')
        self.assertIn('<ip address="10.0.0.1" prefix="24"/>', self.show('eth0'))

    def test_hyphens_are_underscores(self):
        for sign in '-_':
            self.place(f'iface br0 inet manual\n bridge{sign}ports eth0\n bridge{sign}stp on\n'
                       f'iface bond0 inet manual\n bond{sign}slaves eth1\n bond{sign}mode 1\n'
                       f'iface vlan7 inet manual\n vlan{sign}raw{sign}device eth2\n')
            self.assertIn('<bridge stp="on">\n    <interface type="ethernet" name="eth0"/>', self.show('br0'))
            self.assertIn('<bond mode="active-backup">\n    <interface type="ethernet" name="eth1"/>',
                          self.show('bond0'))
            self.assertIn('<interface name="eth2"/>', self.show('vlan7'))

    def test_vlan7_has_its_tag(self):
        self.place('iface vlan7 inet dhcp\n vlan-raw-device eth0\n')
        self.assertIn('<vlan tag="7">\n    <interface name="eth0"/>', self.show('vlan7'))

    def test_eth6_42_is_a_vlan(self):
        self.place('iface eth6.42 inet dhcp\n')
        self.assertIn('<interface type="vlan" name="eth6.42">', self.show('eth6.42'))
        self.assertIn('<vlan tag="42">\n    <interface name="eth6"/>', self.show('eth6.42'))

    def test_define_drops_nothing(self):
        # A document as netcf has it: it knows neither DNS nor commands nor unknown options.
        self.place(HAND_KEPT)
        self.must('interface', 'define', '-', stdin='''
            <interface type="ethernet" name="eth0">
              <start mode="onboot"/>
              <mtu size="1400"/>
              <protocol family="ipv4">
                <ip address="192.0.2.5" prefix="24"/>
                <ip address="192.0.2.6" prefix="24"/>
              </protocol>
            </interface>''')
        self.assertEqual(self.text(), HAND_KEPT.replace('\taccept-local 1\n', '\taccept-local 1\n\tmtu 1400\n'))

    def test_define_reindents_nothing_of_others(self):
        self.place(HAND_KEPT)
        self.must('interface', 'define', '-', stdin='<interface type="ethernet" name="eth2"/>')
        self.assertEqual(self.text(), HAND_KEPT + '\niface eth2 inet manual\n')
        self.must('interface', 'undefine', 'eth2')
        self.assertEqual(self.text(), HAND_KEPT)

    def test_carrier_netif_comes_back(self):
        document = ('<interface type="bond" name="bond0">\n  <start mode="none"/>\n  <bond>\n'
                    '    <miimon freq="100" carrier="{}"/>\n  </bond>\n</interface>\n')
        self.place('')
        for carrier in ('netif', 'ioctl'):
            self.must('interface', 'define', '-', stdin=document.format(carrier))
            self.assertEqual(self.show('bond0'), document.format(carrier))

    def test_sourced_files_are_read_and_written(self):
        self.place('source interfaces.d/*\n')
        folder = self.interfaces.with_name('interfaces.d')
        folder.mkdir()
        (folder / 'eth0').write_text('iface eth0 inet dhcp\n')
        self.must('interface', 'define', '-',
                  stdin=self.show('eth0').replace('<protocol', '<mac address="52:54:00:12:34:56"/><protocol'))
        self.assertEqual((folder / 'eth0').read_text(), 'iface eth0 inet dhcp\n    hwaddress 52:54:00:12:34:56\n')
        self.assertEqual(self.text(), 'source interfaces.d/*\n')

    def test_an_unnamed_vlan_is_refused(self):
        self.place('')
        self.fails(1, "no attribute 'name'", 'interface', 'define', '-',
                   stdin='<interface type="vlan"><vlan tag="42"><interface name="eth0"/></vlan></interface>')


if __name__ == '__main__':
    main()
