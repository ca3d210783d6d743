#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Interfaces for real: ifup, ifdown, dhclient, dnsmasq and the kernel, on a private copy of this host.

veth pairs stand for the network cards: in each case port p0 is at q0, p1 at q1.
"""
import json
import os
import pathlib
import select
import shutil
import signal
import subprocess
import sys
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from suite import as_nobody, enter_private_host, main, run  # noqa: E402

INTERFACES = pathlib.Path('/etc/network/interfaces')
DISTRIBUTED = 'auto lo\niface lo inet loopback\n'


def ip(*words):
    result = run('ip', *words)
    if result.returncode:
        raise RuntimeError(f'ip {" ".join(words)}: {result.stderr}')
    return result.stdout


def link(name):
    return json.loads(ip('-d', '-j', 'addr', 'show', 'dev', name))[0]


def addresses(name):
    return {f'{one["local"]}/{one["prefixlen"]}' for one in link(name)['addr_info'] if one['scope'] == 'global'}


def exists(name):
    return run('ip', 'link', 'show', 'dev', name).returncode == 0


def known():
    """What ifupdown counts as up, and by which stanza."""
    state = pathlib.Path('/run/network/ifstate')
    return dict(line.split('=', 1) for line in state.read_text().splitlines()) if state.exists() else {}


def xml(kind, name, *inside):
    return f'<interface type="{kind}" name="{name}">{"".join(inside)}</interface>'


def static(family, *list_, gateway=None, metric=None):
    route = f'<route gateway="{gateway}"/>' if gateway else ''
    ips = ''.join('<ip address="{}" prefix="{}"/>'.format(*one.split('/')) for one in list_)
    more = f' metric="{metric}"' if metric is not None else ''
    return f'<protocol family="{family}"{more}>{ips}{route}</protocol>'


def ports(*names, stp='off'):
    inside = ''.join(f'<interface type="ethernet" name="{name}"/>' for name in names)
    return f'<bridge stp="{stp}" delay="0">{inside}</bridge>'


class Live(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        INTERFACES.write_text(DISTRIBUTED)
        for number in (0, 1):
            ip('link', 'add', f'p{number}', 'type', 'veth', 'peer', 'name', f'q{number}')
            # Without a carrier duplicate address detection waits for one, and ifup with it.
            ip('link', 'set', f'q{number}', 'up')
            self.addCleanup(run, 'ip', 'link', 'del', f'p{number}')

    def berth(self, *words, stdin=None):
        return run('berth', *words, stdin=stdin)

    def must(self, *words, stdin=None):
        result = self.berth(*words, stdin=stdin)
        self.assertEqual((result.stderr, result.returncode), ('', 0), words)
        return result.stdout

    def define(self, *document):
        self.must('interface', 'define', '-', stdin=xml(*document))

    def up(self, name):
        self.must('interface', 'up', name)
        self.addCleanup(self.berth, 'interface', 'down', name)

    def not_applied(self, name, *parts):
        result = self.berth('interface', 'up', name)
        self.assertEqual(result.returncode, 7, result.stderr)
        for part in parts:
            self.assertIn(part, result.stderr)


class Static(Live):
    def test_ipv4_and_link_settings(self):
        self.define('ethernet', 'p0', '<mac address="52:54:00:12:34:56"/><mtu size="1400"/>',
                    static('ipv4', '10.80.0.1/24', '10.80.1.1/16', gateway='10.80.0.254'))
        self.up('p0')
        self.assertEqual(addresses('p0'), {'10.80.0.1/24', '10.80.1.1/16'})
        self.assertEqual((link('p0')['mtu'], link('p0')['address']), (1400, '52:54:00:12:34:56'))
        self.assertIn('default via 10.80.0.254 dev p0', ip('route'))
        self.must('interface', 'down', 'p0')
        self.assertEqual(addresses('p0'), set())
        self.assertNotIn('UP', link('p0')['flags'])

    def test_ipv6(self):
        self.define('ethernet', 'p0', static('ipv6', '2001:db8::1/64', '2001:db8:1::1/48', gateway='2001:db8::ff'))
        self.up('p0')
        self.assertEqual(addresses('p0'), {'2001:db8::1/64', '2001:db8:1::1/48'})
        self.assertIn('default via 2001:db8::ff dev p0', ip('-6', 'route'))

    def routes(self):
        """The default routes, each as (gateway, metric)."""
        found = json.loads(ip('-4', '-j', 'route')) + json.loads(ip('-6', '-j', 'route'))
        return {(one['gateway'], one.get('metric', 0)) for one in found if one['dst'] == 'default'}

    def live(self, name, family, setting):
        return json.loads(self.must('interface', 'show', name, '--live', '--json'))[family].get(setting)

    def test_metrics(self):
        self.define('ethernet', 'p0', static('ipv4', '10.80.0.1/24', gateway='10.80.0.254', metric=100),
                    static('ipv6', '2001:db8::1/64', gateway='2001:db8::ff', metric=4294967295))
        self.up('p0')
        self.assertEqual(self.routes(), {('10.80.0.254', 100), ('2001:db8::ff', 4294967295)})
        self.assertEqual((self.live('p0', 'ipv4', 'metric'), self.live('p0', 'ipv6', 'metric')), (100, 4294967295))
        self.must('interface', 'check', 'p0')
        # Another metric is applied, and the old route goes.
        self.define('ethernet', 'p0', static('ipv4', '10.80.0.1/24', gateway='10.80.0.254', metric=7),
                    static('ipv6', '2001:db8::1/64', gateway='2001:db8::ff'))
        self.must('interface', 'up', 'p0')
        self.assertEqual(self.routes(), {('10.80.0.254', 7), ('2001:db8::ff', 1024)})
        self.assertEqual((self.live('p0', 'ipv4', 'metric'), self.live('p0', 'ipv6', 'metric')), (7, None))

    def test_metrics_of_zero(self):
        # The kernel has no IPv6 route of 0, and gives it its own default.
        self.define('ethernet', 'p0', static('ipv4', '10.80.0.1/24', gateway='10.80.0.254', metric=0),
                    static('ipv6', '2001:db8::1/64', gateway='2001:db8::ff', metric=0))
        self.up('p0')
        self.assertEqual(self.routes(), {('10.80.0.254', 0), ('2001:db8::ff', 1024)})
        self.assertEqual((self.live('p0', 'ipv4', 'metric'), self.live('p0', 'ipv6', 'metric')), (None, None))

    def test_two_gateways(self):
        stanza = 'iface p0 {} static\n\taddress {}\n\tgateway {}\n\tmetric {}\n'
        INTERFACES.write_text(DISTRIBUTED + ''.join(stanza.format(*one) for one in (
            ('inet', '10.80.0.1/24', '10.80.0.254', 200), ('inet', '10.80.1.1/24', '10.80.1.254', 100),
            ('inet6', '2001:db8::1/64', '2001:db8::ff', 10), ('inet6', '2001:db8:1::1/64', '2001:db8:1::ff', 20))))
        self.up('p0')
        self.assertEqual(self.routes(), {('10.80.0.254', 200), ('10.80.1.254', 100),
                                         ('2001:db8::ff', 10), ('2001:db8:1::ff', 20)})
        # What is shown of the files is what is used.
        shown = json.loads(self.must('interface', 'show', 'p0', '--json'))
        for family, used in (('ipv4', ('10.80.1.254', 100)), ('ipv6', ('2001:db8::ff', 10))):
            self.assertEqual((shown[family]['gateway'], shown[family]['metric']), used)
            self.assertEqual((self.live('p0', family, 'gateway'), self.live('p0', family, 'metric')), used)
        self.must('interface', 'check', 'p0')

    def test_a_metric_in_octal(self):
        INTERFACES.write_text(DISTRIBUTED + 'iface p0 inet static\n\taddress 10.80.0.1/24\n\tgateway 10.80.0.254\n'
                              '\tmetric 010\n')
        self.up('p0')
        self.assertEqual(self.routes(), {('10.80.0.254', 8)})

    def test_the_lowest_metric_counts(self):
        self.define('ethernet', 'p0', static('ipv4', '10.80.0.1/24', gateway='10.80.0.254', metric=100))
        self.up('p0')
        for metric in (200, 50, 150):
            ip('route', 'add', 'default', 'via', '10.80.0.253', 'dev', 'p0', 'metric', str(metric))
        self.assertEqual((self.live('p0', 'ipv4', 'gateway'), self.live('p0', 'ipv4', 'metric')), ('10.80.0.253', 50))
        result = self.berth('interface', 'check', 'p0')
        self.assertEqual((result.stdout, result.returncode), (
            f'{INTERFACES}:6: p0 ipv4.gateway: should be 10.80.0.254, is 10.80.0.253\n'
            f'{INTERFACES}:7: p0 ipv4.metric: should be 100, is 50\nchecked 1 interface: 2 findings\n', 7))

    def test_labels(self):
        self.define('ethernet', 'p0', static('ipv4', '10.80.0.1/24'))
        self.up('p0')
        for number, label in ((1, 'p0:1'), (2, 'p0:a/b'), (3, 'other'), (4, 'p0:'), (5, 'p0:a b')):
            ip('addr', 'add', f'10.80.{number}.1/24', 'dev', 'p0', 'label', label)
        shown = [(one['address'], one.get('label')) for one in self.live('p0', 'ipv4', 'addresses')]
        # One that is no label of p0 in a configuration is left out.
        self.assertEqual(shown, [('10.80.0.1', None), ('10.80.1.1', 'p0:1'), ('10.80.2.1', 'p0:a/b'),
                                 ('10.80.3.1', None), ('10.80.4.1', None), ('10.80.5.1', None)])

    def test_both_families(self):
        self.define('ethernet', 'p0', '<mtu size="1300"/>', static('ipv4', '10.80.0.1/24'),
                    static('ipv6', '2001:db8::1/64'))
        self.up('p0')
        self.assertEqual(addresses('p0'), {'10.80.0.1/24', '2001:db8::1/64'})
        self.assertEqual(link('p0')['mtu'], 1300)

    def test_mtu_without_ipv4(self):
        self.define('ethernet', 'p0', '<mtu size="1300"/>', static('ipv6', '2001:db8::1/64'))
        self.up('p0')
        self.assertEqual(link('p0')['mtu'], 1300)

    def test_live_document_says_what_is(self):
        self.define('ethernet', 'p0', static('ipv4', '10.80.0.1/24'))
        self.up('p0')
        live = json.loads(self.must('interface', 'show', 'p0', '--live', '--json'))
        self.assertIn({'address': '10.80.0.1', 'prefix': 24}, live['ipv4']['addresses'])
        self.assertEqual((live['mac'], live['mtu']), (link('p0')['address'], link('p0')['mtu']))

    def test_lookup_by_mac(self):
        ip('link', 'set', 'p0', 'address', '52:54:00:00:00:01')
        listed = dict(line.split() for line in self.must('interface', 'list', '--all', '--mac').splitlines())
        self.assertEqual(listed['p0'], '52:54:00:00:00:01')

    def test_up_again_mends_what_somebody_changed(self):
        self.define('ethernet', 'p0', static('ipv4', '10.80.0.1/24'))
        self.up('p0')
        before = link('p0')['ifindex'], ip('-s', 'link', 'show', 'dev', 'q0')
        self.must('interface', 'up', 'p0')
        ip('addr', 'flush', 'dev', 'p0')
        self.must('interface', 'up', 'p0')
        self.assertEqual(addresses('p0'), {'10.80.0.1/24'})
        self.assertEqual(link('p0')['ifindex'], before[0])

    def test_check_names_the_lines_that_are_not_true(self):
        INTERFACES.write_text(DISTRIBUTED + 'auto p0\niface p0 inet static\n\taddress 10.80.0.1/24\n\tmtu 1400\n')
        self.up('p0')
        self.must('interface', 'check', 'p0')
        ip('link', 'set', 'p0', 'mtu', '1300')
        ip('addr', 'flush', 'dev', 'p0')
        result = self.berth('interface', 'check', 'p0')
        self.assertEqual((result.stdout, result.returncode), (
            f'{INTERFACES}:6: p0 mtu: should be 1400, is 1300\n'
            f'{INTERFACES}:5: p0 ipv4.addresses[0]: 10.80.0.1/24 is not there\n'
            'checked 1 interface: 2 findings\n', 7))

    def test_check_of_the_whole_host(self):
        INTERFACES.write_text(DISTRIBUTED + """
auto br0
iface br0 inet static
    address 10.80.0.1/24
    bridge_ports p0
    bridge_fd 0

allow-hotplug p1 usb0
iface p1 inet static
    address 10.80.1.1/24
iface usb0 inet dhcp
iface later inet manual
""")
        run('ifup', 'lo')
        self.up('br0')
        told = (f'{INTERFACES}:13: note: usb0: not checked: it starts when it is plugged in, and the kernel has no '
                'such interface\n'
                f'{INTERFACES}:14: note: later: not checked: it does not start by itself, and the kernel has no such '
                'interface\n'
                'note: q0: not checked: the kernel has it, and no file defines it\n'
                'note: q1: not checked: the kernel has it, and no file defines it\n')
        result = self.berth('interface', 'check')
        self.assertEqual((result.stdout, result.stderr, result.returncode), (
            f'{INTERFACES}:11: p1: should be up, is down\n'
            f'{INTERFACES}:12: p1 ipv4.addresses[0]: 10.80.1.1/24 is not there\n'
            f'{told}checked 3 interfaces: 2 findings; 4 not checked\n', '', 7))
        self.up('p1')
        # A port that nobody wrote down is none of the bridge's definition.
        ip('link', 'set', 'q1', 'master', 'br0')
        told = told.replace('note: q1: not checked: the kernel has it,',
                            'note: q1: not checked: the kernel has it as a port of br0,')
        self.assertEqual(self.must('interface', 'check'), f'{told}checked 3 interfaces: no findings; 4 not checked\n')

    def test_check_of_what_starts_by_a_pattern(self):
        INTERFACES.write_text('allow-hotplug /h* /a*\nauto /a*\n' + ''.join(
            f'iface {name} inet manual\n' for name in ('a0', 'h0', 'n0')))
        result = self.berth('interface', 'check')
        self.assertEqual(result.stdout.replace(f'{INTERFACES}:', '').splitlines()[:3], [
            '3: a0: a0 does not exist',
            '4: note: h0: not checked: it starts when it is plugged in, and the kernel has no such interface',
            '5: note: n0: not checked: it does not start by itself, and the kernel has no such interface'])

    def test_check_of_what_cannot_be_read(self):
        """The port and the device below are known by what the kernel made, and are not told as undefined."""
        INTERFACES.write_text('auto br0\niface br0 inet static\n    bridge_ports p0\n    address nowhere\n')
        ip('link', 'add', 'br0', 'type', 'bridge')
        self.addCleanup(run, 'ip', 'link', 'del', 'br0')
        ip('link', 'set', 'p0', 'master', 'br0')
        result = self.berth('interface', 'check')
        self.assertEqual(result.stdout.splitlines(), [
            f"{INTERFACES}:4: br0: 'nowhere' is no value for address: 'nowhere' is no IPv4 address; write one as "
            '192.0.2.1',
            *(f'note: {name}: not checked: the kernel has it, and no file defines it' for name in ('q0', 'q1', 'p1')),
            'checked 0 interfaces: 1 finding; 3 not checked'])

    def test_what_ifup_joins_in_one_command_fails(self):
        """What check says of two lines with one option is so."""
        two = {'mtu': ('1400', '1300'), 'netmask': ('24', '25'), 'address': ('10.80.0.2', '10.80.0.3'),
               'gateway': ('10.80.0.254', '10.80.0.253'), 'hwaddress': ('02:00:00:00:00:01', '02:00:00:00:00:02')}
        for option, values in two.items():
            with self.subTest(option):
                lines = {'address': '10.80.0.1', 'netmask': '24', option: values[0]}
                INTERFACES.write_text('iface p0 inet static\n' + ''.join(
                    f'    {name} {value}\n' for name, value in [*lines.items(), (option, values[1])]))
                self.assertIn(f"ifup joins this '{option}'", self.berth('interface', 'check').stdout)
                self.assertNotEqual(run('ifup', 'p0').returncode, 0)
                run('ifdown', '--force', 'p0')
                ip('addr', 'flush', 'dev', 'p0')

    def test_changed_definition_is_applied(self):
        self.define('ethernet', 'p0', static('ipv4', '10.80.0.1/24'))
        self.up('p0')
        self.define('ethernet', 'p0', static('ipv4', '10.80.0.2/24'))
        self.must('interface', 'up', 'p0')
        self.assertIn('10.80.0.2/24', addresses('p0'))

    def test_down_of_what_ifup_never_saw(self):
        self.define('ethernet', 'p0', static('ipv4', '10.80.0.1/24'))
        ip('link', 'set', 'p0', 'up')
        self.must('interface', 'down', 'p0')
        self.assertNotIn('UP', link('p0')['flags'])

    def test_macvlan_by_pre_up(self):
        INTERFACES.write_text(DISTRIBUTED + 'iface mv0 inet static\n\taddress 10.80.7.1/24\n'
                              '\tpre-up ip link set p0 up; ip link add mv0 link p0 type macvlan mode bridge\n'
                              '\tpost-down ip link del mv0\n')
        self.up('mv0')
        self.assertEqual(addresses('mv0'), {'10.80.7.1/24'})
        self.must('interface', 'down', 'mv0')
        self.assertFalse(exists('mv0'))


class Undefined(Live):
    """What is undefined while it is up, and how that is taken down."""

    def test_what_is_up_stays_defined(self):
        self.define('ethernet', 'p0', static('ipv4', '10.80.0.1/24'))
        self.up('p0')
        before = INTERFACES.read_bytes()
        result = self.berth('interface', 'undefine', 'p0')
        self.assertEqual((result.stderr, result.returncode),
                         ("berth: 'p0' is up; take it down first, or force it\n", 4))
        self.assertEqual(INTERFACES.read_bytes(), before)
        self.must('interface', 'down', 'p0')
        self.must('interface', 'undefine', 'p0')

    def test_what_is_up_and_not_defined(self):
        ip('link', 'set', 'p0', 'up')
        self.assertEqual(self.berth('interface', 'undefine', 'p0').returncode, 3)

    def forget(self, name):
        """Undefines what is up."""
        self.must('interface', 'undefine', '--force', name)
        self.assertNotIn(f'iface {name} ', INTERFACES.read_text())
        self.assertIn(name, known())

    def assert_down(self, name):
        """Down as ifdown would have left it: no address, and not counted as up."""
        self.assertNotIn('UP', link(name)['flags'])
        self.assertEqual(link(name)['addr_info'], [])
        self.assertNotIn(name, known())

    def test_ethernet(self):
        self.define('ethernet', 'p0', '<mtu size="1400"/>', static('ipv4', '10.80.0.1/24', '10.80.1.1/24',
                                                                   gateway='10.80.0.254'),
                    static('ipv6', '2001:db8::1/64'))
        self.up('p0')
        self.forget('p0')
        before = INTERFACES.read_bytes()
        self.must('interface', 'down', 'p0')
        self.assert_down('p0')
        self.assertEqual(INTERFACES.read_bytes(), before)
        self.assertEqual([path.name for path in pathlib.Path('/run').glob('berth*')], [])

    def test_bridge(self):
        self.define('bridge', 'br0', static('ipv4', '10.80.0.1/24'), ports('p0', 'p1'))
        self.up('br0')
        self.forget('br0')
        self.must('interface', 'down', 'br0')
        self.assertFalse(exists('br0'))
        self.assertNotIn('br0', known())
        self.assert_down('p0')
        self.assertNotIn('master', link('p0'))

    def test_aliases_go_along(self):
        INTERFACES.write_text(DISTRIBUTED + 'iface p0 inet static\n\taddress 10.80.0.1/24\n'
                              'iface p0:1 inet static\n\taddress 10.80.0.2/24\n')
        self.up('p0')
        self.assertEqual(addresses('p0'), {'10.80.0.1/24', '10.80.0.2/24'})
        self.forget('p0')
        self.must('interface', 'down', 'p0')
        self.assert_down('p0')
        self.assertNotIn('p0:1', known())

    def test_logical_name(self):
        INTERFACES.write_text(DISTRIBUTED + 'iface home inet static\n\taddress 10.80.0.1/24\n\tdown touch /tmp/home\n')
        run('ifup', 'p0=home')
        self.assertEqual((addresses('p0'), known()['p0']), ({'10.80.0.1/24'}, 'home'))
        self.must('interface', 'down', 'p0')
        self.assert_down('p0')
        # By its own definition, as long as that is there.
        self.assertTrue(pathlib.Path('/tmp/home').exists())
        run('ifup', 'p0=home')
        self.must('interface', 'undefine', 'home')
        self.must('interface', 'down', 'p0')
        self.assert_down('p0')

    def test_the_stanza_that_brought_it_up_is_gone(self):
        INTERFACES.write_text(DISTRIBUTED + 'iface home inet static\n\taddress 10.80.0.1/24\n')
        run('ifup', 'p0=home')
        INTERFACES.write_text(DISTRIBUTED)
        self.define('ethernet', 'p0', static('ipv4', '10.80.0.2/24'))
        self.must('interface', 'down', 'p0')
        self.assert_down('p0')

    def test_never_defined(self):
        ip('addr', 'add', '10.80.0.1/24', 'dev', 'p0')
        ip('link', 'set', 'p0', 'up')
        self.must('interface', 'down', 'p0')
        self.assert_down('p0')
        ip('addr', 'add', '10.80.0.1/24', 'dev', 'p0')
        self.must('interface', 'down', 'p0')
        self.assert_down('p0')
        self.must('interface', 'down', 'p0')

    def test_a_bridge_of_somebody_else(self):
        """What ifup did not bring up keeps its device and its ports, which others may still want."""
        ip('link', 'add', 'virbr9', 'type', 'bridge')
        self.addCleanup(run, 'ip', 'link', 'del', 'virbr9')
        ip('link', 'set', 'p0', 'master', 'virbr9')
        ip('addr', 'add', '10.80.0.1/24', 'dev', 'virbr9')
        ip('link', 'set', 'virbr9', 'up')
        self.must('interface', 'down', 'virbr9')
        self.assert_down('virbr9')
        self.assertEqual(link('p0')['master'], 'virbr9')

    def test_a_kind_that_the_model_does_not_have(self):
        ip('link', 'set', 'p0', 'up')
        ip('link', 'add', 'mv0', 'link', 'p0', 'type', 'macvlan', 'mode', 'bridge')
        ip('addr', 'add', '10.80.7.1/24', 'dev', 'mv0')
        ip('link', 'set', 'mv0', 'up')
        self.must('interface', 'down', 'mv0')
        self.assert_down('mv0')

    def test_a_device_that_is_gone(self):
        self.define('bridge', 'br0', static('ipv4', '10.80.0.1/24'), ports('p0'))
        self.up('br0')
        ip('link', 'del', 'br0')
        self.forget('br0')
        self.must('interface', 'down', 'br0')
        self.assertNotIn('br0', known())

    def test_neither_files_nor_kernel_know_it(self):
        result = self.berth('interface', 'down', 'br0')
        self.assertEqual((result.stderr, result.returncode), (
            f"berth: {INTERFACES}: defines no interface 'br0'; list them to see which it does\n", 3))

    def test_up_again(self):
        self.define('ethernet', 'p0', static('ipv4', '10.80.0.1/24'))
        self.up('p0')
        self.forget('p0')
        result = self.berth('interface', 'up', 'p0')
        self.assertEqual((result.stderr, result.returncode), (
            f"berth: {INTERFACES}: defines no interface 'p0'; list them to see which it does; it is up all the same: "
            'define it, or take it down\n', 3))

    def test_not_root(self):
        ip('link', 'set', 'p0', 'up')
        result = run(*as_nobody(), 'berth', 'interface', 'down', 'p0')
        self.assertEqual(result.returncode, 5, result.stderr)
        self.assertIn('as root', result.stderr)

    def test_a_script_that_fails(self):
        script = pathlib.Path('/etc/network/if-down.d/zz-fails')
        script.write_text('#!/bin/sh\necho no luck\nip link set p0 up; exit 1\n')
        script.chmod(0o755)
        self.addCleanup(script.unlink)
        self.define('ethernet', 'p0', static('ipv4', '10.80.0.1/24'))
        self.up('p0')
        self.forget('p0')
        after = script.parent.with_name('if-post-down.d') / 'zz-up'
        after.write_text('#!/bin/sh\nip link set p0 up\n')
        after.chmod(0o755)
        self.addCleanup(after.unlink)
        result = self.berth('interface', 'down', 'p0')
        self.assertEqual(result.returncode, 7, result.stderr)
        self.assertIn('no luck', result.stderr)


class Adopted(Live):
    """A bridge over a port that has addresses of its own."""

    def test_why_it_is_refused(self):
        INTERFACES.write_text(DISTRIBUTED + 'auto p0\niface p0 inet static\n'
                              '\taddress 10.80.0.1/24\n\tgateway 10.80.0.9\n'
                              'auto br0\niface br0 inet static\n\taddress 10.80.0.2/24\n\tgateway 10.80.0.9\n'
                              '\tbridge_ports p0\n\tbridge_fd 0\n')
        result = run('ifup', '-a')
        self.addCleanup(run, 'ifdown', '-a')
        self.assertIn('File exists', result.stderr)
        self.assertNotEqual(result.returncode, 0)

    def check(self, before, *inside):
        """Refused, then adopted, and then as ifup -a makes it at the start of the host."""
        INTERFACES.write_text(DISTRIBUTED + before)
        bridge = xml('bridge', 'br0', *inside, ports('p0'))
        result = self.berth('interface', 'define', '-', stdin=bridge)
        self.assertEqual(result.returncode, 6, result.stderr)
        self.assertEqual(INTERFACES.read_text(), DISTRIBUTED + before)
        self.must('interface', 'define', '--adopt', '-', stdin=bridge)
        result = run('ifup', '-a')
        self.addCleanup(run, 'ifdown', '-a')
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertNotIn('File exists', result.stderr)
        self.assertEqual(link('p0')['master'], 'br0')
        self.assertEqual(addresses('p0'), set())
        self.must('interface', 'check', 'br0')

    def test_static(self):
        self.check('auto p0\niface p0 inet static\n\taddress 10.80.0.1/24\n\tgateway 10.80.0.9\n\tmtu 1400\n'
                   '\thwaddress 52:54:00:12:34:56\niface p0 inet6 static\n\taddress 2001:db8::1/64\n')
        self.assertEqual(addresses('br0'), {'10.80.0.1/24', '2001:db8::1/64'})
        self.assertIn('default via 10.80.0.9 dev br0', ip('route'))
        self.assertEqual((link('p0')['mtu'], link('p0')['address']), (1400, '52:54:00:12:34:56'))

    def test_hotplug(self):
        self.check('allow-hotplug p0\niface p0 inet static\n\taddress 10.80.0.1/24\n', '<mtu size="1300"/>')
        self.assertEqual((addresses('br0'), link('p0')['mtu']), ({'10.80.0.1/24'}, 1300))


class Bridges(Live):
    def test_two_ports(self):
        self.define('bridge', 'br0', static('ipv4', '10.80.0.1/24'), static('ipv6', '2001:db8::1/64'),
                    ports('p0', 'p1'))
        self.up('br0')
        self.assertEqual((link('p0')['master'], link('p1')['master']), ('br0', 'br0'))
        self.assertEqual(addresses('br0'), {'10.80.0.1/24', '2001:db8::1/64'})
        live = json.loads(self.must('interface', 'show', 'br0', '--live', '--json'))
        self.assertEqual([port['name'] for port in live['bridge']['ports']], ['p0', 'p1'])
        self.must('interface', 'down', 'br0')
        self.assertFalse(exists('br0'))
        self.assertEqual(self.must('interface', 'status', 'br0').split()[1], 'absent')

    def test_stp(self):
        self.define('bridge', 'br0', ports(stp='on'))
        self.up('br0')
        self.assertEqual(link('br0')['linkinfo']['info_data']['stp_state'], 1)

    def test_ifup_says_done_and_a_port_is_missing(self):
        self.define('bridge', 'br0', ports('p0', 'nope0'))
        self.not_applied('br0', 'bridge.ports[1]: nope0 does not exist')
        self.must('interface', 'down', 'br0')

    def test_name_is_taken_by_something_else(self):
        self.define('bridge', 'p0', ports('p1'))
        self.not_applied('p0', 'type: should be bridge, is ethernet')


class Served(Live):
    """Another machine at q0, which gives addresses."""

    def serve(self, *more):
        """dnsmasq at q0, in a network namespace of its own so that it is another machine to us."""
        for program in ('dnsmasq', 'dhclient'):
            if not shutil.which(program):
                self.skipTest(f'there is no {program}: ./run test installs it')
        holder = subprocess.Popen(['unshare', '-n', 'sleep', '100'])
        self.addCleanup(holder.wait)
        self.addCleanup(holder.kill)
        self.wait(lambda: os.readlink(f'/proc/{holder.pid}/ns/net') != os.readlink('/proc/self/ns/net'))
        ip('link', 'set', 'q0', 'netns', str(holder.pid))
        there = ['nsenter', '-t', str(holder.pid), '-n']
        for words in ('ip link set lo up', 'ip addr add 10.80.0.1/24 dev q0',
                      'ip -6 addr add 2001:db8::1/64 dev q0 nodad', 'ip link set q0 up'):
            self.assertEqual(run(*there, *words.split()).returncode, 0)
        server = subprocess.Popen([*there, 'dnsmasq', '--conf-file=/dev/null', '--port=0', '--interface=q0',
                                   '--bind-interfaces', '--dhcp-range=10.80.0.50,10.80.0.60,1h', '--no-daemon',
                                   '--dhcp-leasefile=/tmp/leases', '--user=root', *more],
                                  stderr=subprocess.DEVNULL)
        self.addCleanup(server.wait)
        self.addCleanup(server.kill)

    def wait(self, condition, seconds=5):
        end = time.monotonic() + seconds
        while not condition():
            self.assertLess(time.monotonic(), end, f'waited for {seconds} seconds')
            time.sleep(0.02)


class Dhcp(Served):
    def test_a_lease_that_nothing_defines_any_more(self):
        self.serve()
        self.define('ethernet', 'p0', '<protocol family="ipv4"><dhcp/></protocol>')
        self.up('p0')
        self.must('interface', 'undefine', '--force', 'p0')
        self.must('interface', 'down', 'p0')
        self.assertEqual((link('p0')['addr_info'], known()), ([], {}))
        self.assertEqual([path for path in pathlib.Path('/proc').glob('[0-9]*/cmdline')
                          if b'dhclient.p0.pid' in path.read_bytes()], [])

    def test_a_lease_that_a_bridge_adopts(self):
        self.serve()
        INTERFACES.write_text(DISTRIBUTED + 'auto p0\niface p0 inet dhcp\n')
        self.must('interface', 'define', '--adopt', '-', stdin=xml('bridge', 'br0', ports('p0')))
        self.up('br0')
        (address,) = addresses('br0')
        self.assertRegex(address, r'10\.80\.0\.(5\d|60)/24')
        self.assertEqual(addresses('p0'), set())

    def test_lease(self):
        self.serve()
        self.define('ethernet', 'p0', '<protocol family="ipv4"><dhcp/></protocol>')
        self.up('p0')
        (address,) = addresses('p0')
        self.assertRegex(address, r'10\.80\.0\.(5\d|60)/24')
        self.must('interface', 'down', 'p0')
        self.assertEqual(addresses('p0'), set())

    def test_mtu_beside_a_lease(self):
        self.serve()
        self.define('ethernet', 'p0', '<mtu size="1400"/><protocol family="ipv4"><dhcp/></protocol>')
        self.up('p0')
        self.assertEqual((link('p0')['mtu'], len(addresses('p0'))), (1400, 1))

    def test_metric_beside_a_lease(self):
        self.serve()
        self.define('ethernet', 'p0', '<protocol family="ipv4" metric="300"><dhcp/></protocol>')
        self.up('p0')
        (route,) = [one for one in json.loads(ip('-j', 'route')) if one['dst'] == 'default']
        self.assertEqual((route['gateway'], route['metric']), ('10.80.0.1', 300))
        live = json.loads(self.must('interface', 'show', 'p0', '--live', '--json'))
        self.assertEqual((live['ipv4']['gateway'], live['ipv4']['metric']), ('10.80.0.1', 300))
        ip('route', 'add', 'default', 'via', '10.80.0.1', 'dev', 'p0', 'metric', '20')
        result = self.berth('interface', 'check', 'p0')
        self.assertEqual(result.stdout, f'{INTERFACES}:5: p0 ipv4.metric: should be 300, is 20\n'
                         'checked 1 interface: 1 finding\n')

    def test_metric_where_no_route_came(self):
        self.serve('--dhcp-option=3')
        self.define('ethernet', 'p0', '<protocol family="ipv4" metric="300"><dhcp/></protocol>')
        self.up('p0')
        self.assertEqual(json.loads(ip('-j', 'route', 'show', 'default')), [])
        self.must('interface', 'check', 'p0')

    def ipv6(self, inside):
        self.serve('--enable-ra', '--dhcp-range=2001:db8::50,2001:db8::60,slaac,64,1h', '--ra-param=q0,5')
        self.define('ethernet', 'p0', f'<protocol family="ipv6">{inside}</protocol>')
        self.up('p0')
        # An advertisement comes within some seconds; the address made of it has the hardware address in it (RFC 4291,
        # appendix A), which is another each time and may begin as the others do.
        if '<autoconf/>' in inside:
            self.wait(lambda: any('ff:fe' in one for one in addresses('p0')), 20)
        return addresses('p0')

    def by_dhcp(self, found):
        return {one for one in found if one.endswith('/128')}

    def test_router_advertisements(self):
        found = self.ipv6('<autoconf/>')
        self.assertEqual(self.by_dhcp(found), set())
        self.assertTrue(all(one.startswith('2001:db8:') for one in found), found)

    def test_dhcpv6_alone(self):
        found = self.ipv6('<dhcp/>')
        self.assertTrue(found)
        self.assertEqual(self.by_dhcp(found), found)

    def test_dhcpv6_and_router_advertisements(self):
        found = self.ipv6('<autoconf/><dhcp/>')
        self.assertTrue(self.by_dhcp(found), found)
        self.assertTrue(found - self.by_dhcp(found), found)

    def test_static_and_router_advertisements(self):
        found = self.ipv6('<autoconf/><ip address="2001:db8::5:1" prefix="64"/><route gateway="2001:db8::1"/>')
        self.assertIn('2001:db8::5:1/64', found)
        self.assertGreater(len(found), 1)

    def test_link_local_alone(self):
        self.assertEqual(self.ipv6(''), set())

    def test_nobody_answers(self):
        self.define('ethernet', 'p0', '<protocol family="ipv4"><dhcp/></protocol>')
        result = self.berth('interface', 'up', 'p0', '--timeout', '1000')
        self.assertEqual(result.returncode, 8, result.stderr)
        self.assertIn('longer time limit', result.stderr)


class ByHand(Served):
    """Files that people wrote: what is shown of them is what ifup does, and a change of them comes up."""

    def write(self, *lines):
        INTERFACES.write_text(DISTRIBUTED + ''.join(f'{line}\n' for line in lines))

    def shown(self, name):
        return json.loads(self.must('interface', 'show', '--json', name))

    def change(self, name, **settings):
        """What ifup does not take of the file is told once more, and of no matter here."""
        result = self.berth('interface', 'define', '-', stdin=json.dumps({**self.shown(name), **settings}))
        self.assertEqual(result.returncode, 0, result.stderr)

    def broadcasts(self, name):
        return [one.get('broadcast') for one in link(name)['addr_info'] if one['family'] == 'inet']

    def test_mtu_of_a_bridge_by_dhcp(self):
        self.serve()
        self.write('auto br0', 'iface br0 inet dhcp', '\tbridge_ports p0', '\tbridge_maxwait 0')
        self.change('br0', mtu=1400)
        self.up('br0')
        self.assertEqual((link('br0')['mtu'], link('p0')['mtu'], len(addresses('br0'))), (1400, 1400, 1))

    def test_mtu_of_a_bridge_in_ipv6_alone(self):
        self.write('iface br0 inet6 static', '\taddress 2001:db8::1/64', '\tbridge_ports p0')
        self.change('br0', mtu=1400)
        self.up('br0')
        self.assertEqual((link('br0')['mtu'], addresses('br0')), (1400, {'2001:db8::1/64'}))

    def test_mtu_of_a_bridge_without_ports(self):
        self.write('iface br0 inet static', '\taddress 10.80.0.1/24', '\tbridge_ports none')
        self.change('br0', mtu=1400, ipv4={}, ipv6={'addresses': [{'address': '2001:db8::1', 'prefix': 64}]})
        self.up('br0')
        self.assertEqual((link('br0')['mtu'], addresses('br0')), (1400, {'2001:db8::1/64'}))

    def test_bridge_goes_from_dhcp_to_ipv6(self):
        self.write('iface br0 inet dhcp', '\tbridge_ports p0', '\tbridge_fd 3')
        self.change('br0', ipv4={}, ipv6={'addresses': [{'address': '2001:db8::1', 'prefix': 64}]})
        self.up('br0')
        self.assertEqual((addresses('br0'), link('p0')['master']), ({'2001:db8::1/64'}, 'br0'))

    def test_mtu_after_a_lease(self):
        self.serve()
        self.write('iface p0 inet dhcp', '\tmtu 1300', '\thwaddress 52:54:00:00:00:09')
        self.assertNotIn('mtu', self.shown('p0'))
        self.up('p0')
        self.assertEqual((link('p0')['mtu'], link('p0')['address']), (1500, '52:54:00:00:00:09'))
        self.change('p0', mtu=1400)
        self.must('interface', 'up', 'p0')
        self.assertEqual((link('p0')['mtu'], len(addresses('p0'))), (1400, 1))

    def test_last_of_two_counts(self):
        self.write('iface p0 inet static', '\taddress 10.80.0.1/24', '\tmtu 1300', '\thwaddress 52:54:00:00:00:01',
                   'iface p0 inet static', '\taddress 10.80.1.1/24', '\tmtu 1400', '\thwaddress 52:54:00:00:00:02')
        self.up('p0')
        shown = self.shown('p0')
        self.assertEqual((shown['mtu'], shown['mac']), (1400, '52:54:00:00:00:02'))
        self.assertEqual((link('p0')['mtu'], link('p0')['address']), (1400, '52:54:00:00:00:02'))

    def test_mtu_in_inet6(self):
        for below, mtu, expected in ((1400, 1300, 1400), (1400, 1450, 1450), (None, 1400, None), (None, 1600, 1600)):
            with self.subTest(below=below, mtu=mtu):
                self.write('iface p0 inet static', '\taddress 10.80.0.1/24', *([f'\tmtu {below}'] if below else []),
                           'iface p0 inet6 static', '\taddress 2001:db8::1/64', f'\tmtu {mtu}')
                ip('link', 'set', 'p0', 'mtu', '1500')
                self.must('interface', 'up', 'p0')
                self.assertEqual(self.shown('p0').get('mtu'), expected)
                self.assertEqual(link('p0')['mtu'], expected or 1500)
                self.must('interface', 'down', 'p0')

    def test_netmask_beside_a_prefix(self):
        self.write('iface p0 inet static', '\taddress 10.80.0.1/14', '\tnetmask 255.255.255.128',
                   'iface p0 inet6 static', '\taddress 2001:db8::1/64', '\tnetmask 48')
        self.up('p0')
        self.assertEqual(addresses('p0'), {'10.80.0.1/25', '2001:db8::1/48'})
        self.change('p0', ipv4={'addresses': [{'address': '10.80.0.2', 'prefix': 25}]})
        self.must('interface', 'up', 'p0')
        self.assertEqual(addresses('p0'), {'10.80.0.2/25', '2001:db8::1/48'})

    def test_alias(self):
        """ifup takes it for an interface of its own; here it goes with the one that it is a label of."""
        self.write('iface p0 inet static', '\taddress 10.80.0.1/24', 'iface p0:1 inet static', '\taddress 10.80.1.1/24')
        self.assertEqual(self.must('interface', 'list', '--all').split().count('p0:1'), 0)
        self.up('p0')
        labels = {one['local']: one['label'] for one in link('p0')['addr_info'] if one['family'] == 'inet'}
        self.assertEqual(labels, {'10.80.0.1': 'p0', '10.80.1.1': 'p0:1'})
        self.change('p0', ipv4={'addresses': [{'address': '10.80.0.1', 'prefix': 24},
                                              {'address': '10.80.2.1', 'prefix': 24, 'label': 'p0:2'}]})
        self.must('interface', 'up', 'p0')
        labels = {one['local']: one['label'] for one in link('p0')['addr_info'] if one['family'] == 'inet'}
        self.assertEqual(labels, {'10.80.0.1': 'p0', '10.80.2.1': 'p0:2'})
        self.must('interface', 'down', 'p0')
        self.assertEqual(addresses('p0'), set())
        self.assertNotIn('p0', pathlib.Path('/run/network/ifstate').read_text().replace('lo=lo', ''))

    def test_broadcast_follows_the_address(self):
        self.write('iface p0 inet static', '\taddress 10.80.0.1/24', '\tnetwork 10.80.0.0', '\tbroadcast 10.80.0.255')
        self.change('p0', ipv4={'addresses': [{'address': '10.80.1.1', 'prefix': 25}]})
        self.up('p0')
        self.assertEqual((addresses('p0'), self.broadcasts('p0')), ({'10.80.1.1/25'}, ['10.80.1.127']))


class Capabilities(Live):
    """What is said to work does, and what is said not to does not."""

    def capabilities(self):
        found = json.loads(self.must('--json', 'capabilities'))['capabilities']
        return {one['name']: one.get('reason') for one in found}

    def test_all_is_said_truly(self):
        found = self.capabilities()
        self.assertEqual([found[f'interface.{word}'] for word in ('read', 'define', 'up', 'bridge')], [None] * 4)
        self.define('vlan', 'p0.7', '<vlan tag="7"><interface name="p0"/></vlan>')
        result = self.berth('interface', 'up', 'p0.7')
        self.assertEqual(result.returncode == 0, found['interface.vlan'] is None, result.stderr)
        if result.returncode == 0:
            self.must('interface', 'down', 'p0.7')

    def test_a_helper_is_missing(self):
        helper = pathlib.Path('/etc/network/if-pre-up.d/bridge')
        kept = helper.with_name('kept')
        helper.rename(kept)
        self.addCleanup(kept.rename, helper)
        self.assertIn('install the package bridge-utils', self.capabilities()['interface.bridge'])

    def test_not_root(self):
        result = run(*as_nobody(), 'berth', 'capabilities')
        self.assertIn('run this as root', result.stdout)
        self.assertRegex(result.stdout, r'interface[.]up +no: only root')


class Failures(Live):
    def test_absent_device(self):
        self.define('ethernet', 'nope0', static('ipv4', '10.80.0.1/24'))
        self.not_applied('nope0', 'nope0 does not exist', 'Cannot find device')

    def test_vlan(self):
        self.define('vlan', 'p0.7', '<vlan tag="7"><interface name="p0"/></vlan>')
        result = self.berth('interface', 'up', 'p0.7')
        if result.returncode == 0:
            self.assertEqual(link('p0.7')['linkinfo']['info_data']['id'], 7)
            self.must('interface', 'down', 'p0.7')
        else:
            # A kernel without 8021q: ifup may say what it likes.
            self.assertEqual(result.returncode, 7, result.stderr)
            self.assertIn('p0.7 does not exist', result.stderr)

    def test_failing_command(self):
        INTERFACES.write_text(DISTRIBUTED + 'iface p0 inet static\n\taddress 10.80.0.1/24\n'
                              '\tpre-up echo no luck; false\n')
        self.not_applied('p0', 'ipv4.addresses[0]: 10.80.0.1/24 is not there', 'no luck')

    def test_time_limit_ends_all(self):
        INTERFACES.write_text(DISTRIBUTED + 'iface p0 inet manual\n\tpre-up exec sleep 98765\n')
        result = self.berth('interface', 'up', 'p0', '--timeout', '300')
        self.assertEqual(result.returncode, 8, result.stderr)
        for path in pathlib.Path('/proc').glob('[0-9]*/cmdline'):
            self.assertNotIn(b'98765', path.read_bytes())

    def test_interrupt_ends_all(self):
        INTERFACES.write_text(DISTRIBUTED + 'iface p0 inet manual\n\tpre-up exec sleep 87654\n')
        child = subprocess.Popen(['berth', 'interface', 'up', 'p0'], stderr=subprocess.PIPE, text=True)
        time.sleep(1)
        child.send_signal(signal.SIGINT)
        self.assertIn('cancelled', child.communicate(timeout=10)[1])
        # A shell that started it sees the signal, and ends its loop.
        self.assertEqual(child.returncode, -signal.SIGINT)
        for path in pathlib.Path('/proc').glob('[0-9]*/cmdline'):
            self.assertNotIn(b'87654', path.read_bytes())

    def test_up_of_what_is_half_up(self):
        self.define('ethernet', 'p0', '<mtu size="1450"/>', static('ipv4', '10.80.0.1/24'))
        ip('addr', 'add', '10.80.0.1/24', 'dev', 'p0')
        ip('link', 'set', 'p0', 'up')
        self.up('p0')
        self.assertEqual((link('p0')['mtu'], addresses('p0')), (1450, {'10.80.0.1/24'}))

    def test_not_root(self):
        self.define('ethernet', 'p0', static('ipv4', '10.80.0.1/24'))
        result = run(*as_nobody(), 'berth', 'interface', 'up', 'p0')
        if 'setpriv' in result.stderr:
            self.skipTest('this namespace has one user only')
        self.assertEqual(result.returncode, 5, result.stderr)
        self.assertIn('as root', result.stderr)

    def test_no_ifupdown(self):
        self.define('ethernet', 'p0', static('ipv4', '10.80.0.1/24'))
        program = pathlib.Path('/usr/sbin/ifup')
        program.rename('/usr/sbin/ifup.away')
        self.addCleanup(pathlib.Path('/usr/sbin/ifup.away').rename, program)
        result = self.berth('interface', 'up', 'p0')
        self.assertEqual(result.returncode, 6, result.stderr)
        self.assertIn('install the package ifupdown', result.stderr)

    def test_undefined(self):
        result = self.berth('interface', 'up', 'p0')
        self.assertEqual(result.returncode, 3, result.stderr)


class Events(Live):
    """What tests/host/events.c prints while others change the host."""

    def setUp(self):
        super().setUp()
        INTERFACES.write_text(f'{DISTRIBUTED}source interfaces.d/*\n')
        self.program = subprocess.Popen([os.environ['BERTH_TEST_EVENTS']], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE)
        self.addCleanup(self.end)
        self.last = 0
        self.rest = b''
        self.assertEqual(self.line(), 'watching')

    def end(self):
        self.program.stdin.close()
        self.assertEqual(self.program.wait(10), 0)
        self.program.stdout.close()

    def line(self, seconds=5):
        """The next line it prints, or nothing when there is none for a while."""
        end = time.monotonic() + seconds
        while b'\n' not in self.rest:
            if not select.select([self.program.stdout], [], [], max(0, end - time.monotonic()))[0]:
                return ''
            self.rest += os.read(self.program.stdout.fileno(), 4096)
        line, self.rest = self.rest.split(b'\n', 1)
        return line.decode()

    def event(self, wanted, *parts):
        """Reads events up to one of this type and interface that holds all parts. Others may be steps on the way."""
        seen = []
        while line := self.line():
            number, event = line.split(' ', 1)
            self.last += 1
            self.assertEqual(int(number), self.last)
            seen.append(event)
            words = event.split()
            if ' '.join(words[:2]) == wanted and all(part in words for part in parts):
                return
        self.fail(f'no {wanted} {parts} in {seen}')

    def test_link_goes_up_and_down(self):
        ip('link', 'set', 'p0', 'up')
        self.event('changed p0', 'up')
        ip('link', 'set', 'p0', 'down')
        self.event('changed p0', 'down')

    def test_addresses(self):
        ip('addr', 'add', '10.80.0.1/24', 'dev', 'p0')
        self.event('changed p0', '10.80.0.1/24')
        ip('addr', 'add', '2001:db8::1/64', 'dev', 'p0', 'nodad')
        self.event('changed p0', '10.80.0.1/24', '2001:db8::1/64')
        ip('addr', 'del', '10.80.0.1/24', 'dev', 'p0')
        self.event('changed p0', '2001:db8::1/64')

    def test_link_comes_and_goes(self):
        ip('link', 'add', 'br7', 'type', 'bridge')
        self.event('added br7', 'down')
        ip('link', 'set', 'p0', 'master', 'br7')
        self.event('changed p0')
        ip('link', 'del', 'br7')
        self.event('removed br7')

    def test_files(self):
        with INTERFACES.open('a') as file:
            file.write('iface eth7 inet dhcp\n')
        self.event('added eth7', 'down')
        self.must('interface', 'undefine', 'eth7')
        self.event('removed eth7')
        (INTERFACES.parent / 'interfaces.d').mkdir(exist_ok=True)
        more = INTERFACES.parent / 'interfaces.d/eth8'
        self.addCleanup(more.unlink)
        more.write_text('iface eth8 inet dhcp\n')
        self.event('added eth8', 'down')

    def test_definition_that_comes_true(self):
        self.define('ethernet', 'p0', static('ipv4', '10.80.0.1/24'))
        self.event('changed p0')
        self.up('p0')
        self.event('changed p0', 'up', '10.80.0.1/24')

    def test_nothing_happens(self):
        INTERFACES.write_text(f'{DISTRIBUTED}source interfaces.d/*\n')
        self.assertEqual(self.line(0.5), '')


if __name__ == '__main__':
    enter_private_host()
    main()
