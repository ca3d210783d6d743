#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Interfaces that this host's kernel may lack: VLANs and bonds, by the real ifup in a virtual machine.

veth pairs stand for the network cards: in each case eth0 is at q0, eth1 at q1, eth2 at q2.
"""
import json
import os
import pathlib
import sys
import time
import typing
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from suite import PROJECT, enter_guest, main, run  # noqa: E402
from test_host import DISTRIBUTED, INTERFACES, Live, addresses, exists, ip, known, link, ports, static, xml  # noqa: E402

# When berth defines bonds: the cases of the class Bonds are run, and of those by hand fewer.
BERTH_DEFINES_BONDS = True

NET = pathlib.Path('/sys/class/net')
CARDS = ('eth0', 'eth1', 'eth2')
ENSLAVED = '<interface type="ethernet" name="eth1"/><interface type="ethernet" name="eth2"/>'


class Bond(typing.NamedTuple):
    """A bond of eth1 and eth2 in both languages, and what the kernel says of it."""
    mode: str
    attributes: str     # of <bond>, beside the mode
    monitor: str        # the elements in <bond>, beside the interfaces
    options: str        # of the stanza, beside the mode and the interfaces
    kernel: dict        # file in /sys/class/net/bond0/bonding, and what it holds

    def document(self, name, *inside):
        bond = f'<bond mode="{self.mode}"{self.attributes}>{self.monitor}{ENSLAVED}</bond>'
        return xml('bond', name, *inside, bond)

    def stanza(self, name, method):
        return f'iface {name} inet {method}\n\tbond_slaves eth1 eth2\n\tbond_mode {self.mode}\n{self.options}'


def by_mii(mode, **kernel):
    return Bond(mode, '', '<miimon freq="100" carrier="netif"/>', '\tbond_miimon 100\n\tbond_use_carrier 1\n',
                {'miimon': '100', 'use_carrier': '1', 'arp_interval': '0', **kernel})


def by_arp(mode, validate=None):
    attribute, option = (f' validate="{validate}"', f'\tbond_arp_validate {validate}\n') if validate else ('', '')
    return Bond(mode, '', f'<arpmon interval="100" target="10.80.0.254"{attribute}/>',
                f'\tbond_arp_interval 100\n\tbond_arp_ip_target 10.80.0.254\n{option}',
                {'miimon': '0', 'arp_interval': '100', 'arp_ip_target': '10.80.0.254',
                 'arp_validate': validate or 'none'})


BACKUP = Bond('active-backup', ' primary="eth2"',
              '<miimon freq="100" updelay="200" downdelay="300" carrier="ioctl"/>',
              '\tbond_primary eth2\n\tbond_miimon 100\n\tbond_updelay 200\n\tbond_downdelay 300\n'
              '\tbond_use_carrier 0\n',
              {'primary': 'eth2', 'active_slave': 'eth2', 'miimon': '100', 'updelay': '200', 'downdelay': '300',
               'use_carrier': '0', 'arp_interval': '0'})
BONDS = {
    'balance_rr': by_mii('balance-rr'),
    'active_backup': by_mii('active-backup', primary='', active_slave='eth1'),
    'balance_xor': by_mii('balance-xor'),
    'broadcast': by_mii('broadcast'),
    '802_3ad': by_mii('802.3ad'),
    'balance_tlb': by_mii('balance-tlb'),
    'balance_alb': by_mii('balance-alb'),
    'primary_and_delays': BACKUP,
    'arp': by_arp('balance-rr'),
    'arp_validated': by_arp('active-backup', 'active'),
}


def one_case_each(*names):
    """A case for each of these bonds, by the class's own method check()."""
    def add(cases):
        for name in names:
            setattr(cases, f'test_{name}', lambda self, bond=BONDS[name]: self.check(bond))
        return cases
    return add


class Guest(Live):
    def setUp(self):
        INTERFACES.write_text(DISTRIBUTED)
        result = run('ip', '-batch', '-', stdin=''.join(
            f'link add {card} type veth peer name q{number}\nlink set q{number} up\n'
            for number, card in enumerate(CARDS)))
        self.assertEqual((result.stderr, result.returncode), ('', 0))
        self.addCleanup(self.remove_all)

    def remove_all(self):
        """Whatever a case left there is of no matter to the next one. One end of a pair takes the other with it."""
        left = [path.name for path in NET.iterdir() if path.name not in ('lo', 'bonding_masters')]
        run('ip', '-force', '-batch', '-', stdin=''.join(f'link del {name}\n' for name in left))
        for path in pathlib.Path('/run/network').glob('ifstate*'):
            path.unlink()

    def write(self, *stanzas):
        INTERFACES.write_text(DISTRIBUTED + '\n'.join(stanzas))

    def by_hand(self, program, name):
        result = run(program, name)
        self.assertEqual((result.stderr, result.returncode), ('', 0))

    def live(self, name):
        return json.loads(self.must('interface', 'show', name, '--live', '--json'))

    def assert_vlan(self, name, card, tag):
        self.assertEqual(link(name)['linkinfo']['info_kind'], 'vlan')
        self.assertEqual((link(name)['link'], link(name)['linkinfo']['info_data']['id']), (card, tag))

    def assert_bond(self, name, bond):
        """The kernel says of it what it should; which of the two is active it may find out in a while."""
        expected = {'mode': bond.mode, 'slaves': 'eth1 eth2', **bond.kernel}
        end = time.monotonic() + 5
        while self.bonding(name, expected) != expected and time.monotonic() < end:
            time.sleep(0.1)
        self.assertEqual(self.bonding(name, expected), expected)

    @staticmethod
    def bonding(name, files):
        """What the kernel says, without the numbers that it has for words."""
        said = {file: (NET / name / 'bonding' / file).read_text().strip() for file in files}
        return {file: text if file == 'slaves' else text.partition(' ')[0] for file, text in said.items()}

    def assert_no_bond(self, name):
        self.assertFalse((NET / name).exists())
        self.assertEqual([card for card in CARDS if (NET / card / 'master').exists()], [])


class Vlans(Guest):
    def test_address(self):
        self.define('vlan', 'eth0.42', static('ipv4', '10.80.0.1/24'), '<vlan tag="42"><interface name="eth0"/></vlan>')
        self.up('eth0.42')
        self.assert_vlan('eth0.42', 'eth0', 42)
        self.assertEqual(addresses('eth0.42'), {'10.80.0.1/24'})
        self.assertIn('UP', link('eth0.42')['flags'])
        self.must('interface', 'down', 'eth0.42')
        self.assertFalse(exists('eth0.42'))
        self.assertTrue(exists('eth0'))

    def test_live_document_says_what_is(self):
        self.define('vlan', 'eth0.42', static('ipv4', '10.80.0.1/24'), '<vlan tag="42"><interface name="eth0"/></vlan>')
        self.up('eth0.42')
        live = self.live('eth0.42')
        self.assertEqual((live['type'], live['vlan']), ('vlan', {'tag': 42, 'device': 'eth0'}))
        self.assertEqual(live['ipv4']['addresses'], [{'address': '10.80.0.1', 'prefix': 24}])
        self.assertEqual(self.must('interface', 'status', 'eth0.42').split()[1], 'up')

    def test_named_by_its_tag(self):
        self.define('vlan', 'vlan4094', '<mtu size="1400"/>', static('ipv4', '10.80.0.1/24'),
                    '<vlan tag="4094"><interface name="eth0"/></vlan>')
        self.up('vlan4094')
        self.assert_vlan('vlan4094', 'eth0', 4094)
        self.assertEqual(link('vlan4094')['mtu'], 1400)

    def test_other_tag_than_the_kernel_has(self):
        ip('link', 'add', 'link', 'eth0', 'name', 'eth0.42', 'type', 'vlan', 'id', '7')
        self.define('vlan', 'eth0.42', '<vlan tag="42"><interface name="eth0"/></vlan>')
        self.not_applied('eth0.42', 'vlan.tag')


class Bridges(Guest):
    def test_over_a_vlan(self):
        port = xml('vlan', 'eth0.7', '<vlan tag="7"><interface name="eth0"/></vlan>')
        self.define('bridge', 'br0', static('ipv4', '10.80.0.1/24'), f'<bridge stp="off" delay="0">{port}</bridge>')
        self.up('br0')
        self.assert_vlan('eth0.7', 'eth0', 7)
        self.assertEqual(link('eth0.7')['master'], 'br0')
        self.assertEqual(addresses('br0'), {'10.80.0.1/24'})
        self.assertEqual([port['name'] for port in self.live('br0')['bridge']['ports']], ['eth0.7'])
        self.must('interface', 'down', 'br0')
        self.assertFalse(exists('br0'))


class MtuOfDevices(Guest):
    """An MTU beside a method from which ifup takes none: the device is made first, and gets it then."""
    IPV6 = '\taddress 2001:db8::1/64\n'

    def check(self, name, mtu, stanza):
        self.write(stanza)
        shown = json.loads(self.must('interface', 'show', '--json', name))
        self.must('interface', 'define', '-', stdin=json.dumps({**shown, 'mtu': mtu}))
        self.up(name)
        self.assertEqual((link(name)['mtu'], addresses(name)), (mtu, {'2001:db8::1/64'}))
        self.must('interface', 'check', name)

    def test_bond(self):
        self.check('bond0', 1400, f'iface bond0 inet6 static\n{self.IPV6}\tbond_slaves eth1\n\tbond_mode 1\n')
        self.assertEqual(link('eth1')['mtu'], 1400)

    def test_vlan(self):
        self.check('eth0.7', 1400, f'iface eth0.7 inet6 static\n{self.IPV6}')

    def test_vlan_by_its_device(self):
        self.check('vlan7', 1400, f'iface vlan7 inet6 static\n{self.IPV6}\tvlan_raw_device eth0\n')

    def test_bridge(self):
        self.check('br0', 1400, f'iface br0 inet6 static\n{self.IPV6}\tbridge_ports eth0\n')


class OtherMethods(Guest):
    """What the model does not describe is listed, shown, and switched by ifup."""

    def check(self, name, *lines):
        self.write(f'auto {name}\n', *(f'{line}\n' for line in lines))
        self.assertIn(name, self.must('interface', 'list', '--all').split())
        self.assertEqual(json.loads(self.must('interface', 'show', '--json', name))['type'], 'other')
        self.up(name)
        self.assertIn('UP', link(name)['flags'])
        self.must('interface', 'check', name)
        self.must('interface', 'down', name)
        self.assertFalse(exists(name))

    def test_tunnel(self):
        self.check('gre1', 'iface gre1 inet tunnel', '\taddress 10.0.0.1', '\tnetmask 24', '\tmode ipip',
                   '\tendpoint 192.0.2.7',
                   '\tlocal 192.0.2.1')

    def test_v4tunnel(self):
        self.check('he-ipv6', 'iface he-ipv6 inet6 v4tunnel', '\taddress 2001:db8::2', '\tnetmask 64',
                   '\tendpoint 192.0.2.9', '\tlocal 192.0.2.1')


@one_case_each(*(('802_3ad', 'arp_validated', 'primary_and_delays') if BERTH_DEFINES_BONDS else BONDS))
class BondsByHand(Guest):
    """Files as an administrator writes them: what ifenslave makes of them."""

    def check(self, bond):
        self.write(bond.stanza('bond0', 'static\n\taddress 10.80.0.1/24'))
        self.by_hand('ifup', 'bond0')
        self.assert_bond('bond0', bond)
        self.assertEqual(addresses('bond0'), {'10.80.0.1/24'})
        self.by_hand('ifdown', 'bond0')
        self.assert_no_bond('bond0')

    def test_under_a_bridge(self):
        self.write('iface br1 inet manual\n\tbridge_ports bond1\n\tbridge_stp off\n\tpre-up ifup bond1\n'
                   '\tpost-down ifdown bond1\n', BACKUP.stanza('bond1', 'manual'))
        self.by_hand('ifup', 'br1')
        self.assert_bond('bond1', BACKUP)
        self.assertEqual(link('bond1')['master'], 'br1')
        self.by_hand('ifdown', 'br1')
        self.assertFalse(exists('br1'))
        self.assert_no_bond('bond1')


@unittest.skipUnless(BERTH_DEFINES_BONDS, 'berth does not define bonds yet')
@one_case_each(*BONDS)
class Bonds(Guest):
    def check(self, bond):
        self.must('interface', 'define', '-', stdin=bond.document('bond0', static('ipv4', '10.80.0.1/24')))
        self.up('bond0')
        self.assert_bond('bond0', bond)
        self.assertEqual(addresses('bond0'), {'10.80.0.1/24'})
        self.assertEqual(self.live('bond0')['type'], 'bond')
        self.must('interface', 'down', 'bond0')
        self.assert_no_bond('bond0')

    def test_under_a_bridge(self):
        self.define('bridge', 'br1', static('ipv4', '10.80.0.1/24'),
                    f'<bridge stp="off" delay="0">{BACKUP.document("bond1")}</bridge>')
        self.up('br1')
        self.assert_bond('bond1', BACKUP)
        self.assertEqual(link('bond1')['master'], 'br1')
        self.assertEqual(addresses('br1'), {'10.80.0.1/24'})
        self.assertEqual([port['name'] for port in self.live('br1')['bridge']['ports']], ['bond1'])
        self.must('interface', 'down', 'br1')
        self.assertFalse(exists('br1'))
        self.assert_no_bond('bond1')

    def test_a_card_is_missing(self):
        self.must('interface', 'define', '-', stdin=by_mii('active-backup').document('bond0'))
        ip('link', 'del', 'eth2')
        self.not_applied('bond0', 'eth2')


class Adopted(Guest):
    def check(self, name, *stanzas):
        self.write(*stanzas)
        bridge = xml('bridge', 'br1', ports(name))
        result = self.berth('interface', 'define', '-', stdin=bridge)
        self.assertEqual(result.returncode, 6, result.stderr)
        self.assertIn(f"'{name}', which is to be a port of 'br1', has the address 10.80.0.1/24 of its own",
                      result.stderr)
        self.must('interface', 'define', '--adopt', '-', stdin=bridge)
        self.by_hand('ifup', '-a')
        self.assertEqual((link(name)['master'], addresses(name)), ('br1', set()))
        self.assertEqual(addresses('br1'), {'10.80.0.1/24'})
        self.must('interface', 'check', 'br1')
        self.must('interface', 'down', 'br1')
        self.assertFalse(exists('br1'))

    def test_bond(self):
        self.check('bond1', 'auto bond1\n' + BACKUP.stanza('bond1', 'static\n\taddress 10.80.0.1/24'))
        self.assert_no_bond('bond1')

    def test_vlan(self):
        self.check('eth0.7', 'auto eth0.7\niface eth0.7 inet static\n\taddress 10.80.0.1/24\n')
        self.assertFalse(exists('eth0.7'))


class Undefined(Guest):
    """What is up and not defined any more is taken down as its definition would have had it."""

    def forget(self, name):
        self.must('interface', 'undefine', '--force', name)
        self.assertNotIn(f'iface {name} ', INTERFACES.read_text())
        self.must('interface', 'down', name)
        self.assertFalse(exists(name))
        self.assertNotIn(name, known())

    def test_vlan(self):
        for name in ('eth0.42', 'vlan42'):
            self.define('vlan', name, static('ipv4', '10.80.0.1/24'), '<vlan tag="42"><interface name="eth0"/></vlan>')
            self.up(name)
            self.forget(name)
        self.assertTrue(exists('eth0'))

    def test_vlan_of_somebody_else(self):
        """What ifup did not make keeps its device, without addresses."""
        ip('link', 'set', 'eth0', 'up')
        for name, tag in (('office', '7'), ('vlan8', '8')):
            ip('link', 'add', 'link', 'eth0', 'name', name, 'type', 'vlan', 'id', tag)
            ip('addr', 'add', '10.80.0.1/24', 'dev', name)
            ip('link', 'set', name, 'up')
            self.must('interface', 'down', name)
            self.assertNotIn('UP', link(name)['flags'])
            self.assertEqual(link(name)['addr_info'], [])

    def test_vlan_that_ifdown_takes_for_its_own(self):
        """A name such as eth0.9 is enough for ifdown to remove the device."""
        ip('link', 'set', 'eth0', 'up')
        ip('link', 'add', 'link', 'eth0', 'name', 'eth0.9', 'type', 'vlan', 'id', '9')
        ip('link', 'set', 'eth0.9', 'up')
        self.must('interface', 'down', 'eth0.9')
        self.assertFalse(exists('eth0.9'))

    def test_bond_of_somebody_else(self):
        ip('link', 'add', 'bond7', 'type', 'bond', 'mode', 'active-backup')
        ip('link', 'set', 'eth1', 'master', 'bond7')
        ip('addr', 'add', '10.80.0.1/24', 'dev', 'bond7')
        ip('link', 'set', 'bond7', 'up')
        self.must('interface', 'down', 'bond7')
        self.assertNotIn('UP', link('bond7')['flags'])
        self.assertEqual(link('bond7')['addr_info'], [])
        self.assertEqual(link('eth1')['master'], 'bond7')

    def test_bond(self):
        self.must('interface', 'define', '-', stdin=BACKUP.document('bond0', static('ipv4', '10.80.0.1/24')))
        self.up('bond0')
        self.forget('bond0')
        self.assert_no_bond('bond0')

    def test_bridge_over_a_bond_and_a_vlan(self):
        vlan = xml('vlan', 'eth0.7', '<vlan tag="7"><interface name="eth0"/></vlan>')
        self.define('bridge', 'br1', static('ipv4', '10.80.0.1/24'),
                    f'<bridge stp="off" delay="0">{BACKUP.document("bond1")}{vlan}</bridge>')
        self.up('br1')
        self.assertTrue(exists('eth0.7'))
        self.forget('br1')
        self.assertEqual(INTERFACES.read_text(), DISTRIBUTED)
        self.assert_no_bond('bond1')
        self.assertFalse(exists('eth0.7'))
        self.assertEqual(known(), {})

    def test_a_bond_that_is_defined_stays_up(self):
        self.write('auto bond1\n' + BACKUP.stanza('bond1', 'manual'),
                   'iface br1 inet manual\n\tbridge_ports bond1\n\tbridge_stp off\n')
        self.by_hand('ifup', 'bond1')
        self.up('br1')
        result = self.berth('interface', 'undefine', '--force', 'br1')
        self.assertEqual((result.stderr, result.returncode), (
            "berth: kept 'bond1', a port of 'br1' that has settings of its own: start\n", 0))
        self.must('interface', 'down', 'br1')
        self.assertFalse(exists('br1'))
        self.assert_bond('bond1', BACKUP)

    def test_a_bond_under_a_vlan_is_refused(self):
        self.write(BACKUP.stanza('bond0', 'manual'), 'iface bond0.9 inet static\n\taddress 10.80.0.1/24\n')
        self.by_hand('ifup', 'bond0')
        self.by_hand('ifup', 'bond0.9')
        for name, part in (('bond0', "'bond0' is up"), ('bond0.9', "'bond0.9' is up")):
            result = self.berth('interface', 'undefine', name)
            self.assertEqual(result.returncode, 4, result.stderr)
            self.assertIn(part, result.stderr)
        self.must('interface', 'down', 'bond0.9')
        self.must('interface', 'down', 'bond0')
        result = self.berth('interface', 'undefine', 'bond0')
        self.assertEqual(result.returncode, 4, result.stderr)
        self.assertIn("'bond0.9' is a vlan on 'bond0'", result.stderr)


def enter():
    """A guest with the real ifup and its helpers, the shell they are run by, and berth with what it opens itself."""
    words = ['--timeout', '240']
    for path in f'{PROJECT}/build/host=/', '/bin/sh', *pathlib.Path('/usr/lib').glob('*/libxml2.so.2'):
        words += ['--with', path]
    # As Debian sets it: the driver makes no bond0 of its own.
    for module in 'bonding max_bonds=0', '8021q', 'bridge', 'veth', 'ipip', 'sit':
        words += ['--module', module]
    enter_guest(*words, programs=('berth', 'bridge', 'grep', 'ip', 'printenv', 'run-parts', 'sed'))


if __name__ == '__main__':
    enter()
    os.makedirs('/run/network', exist_ok=True)
    main()
