#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Bridges and bonds over ports that have addresses of their own: which are refused, and what cannot be adopted. What
adopting changes in the files is in debian/adopt."""
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from suite import ScratchCase, main, run  # noqa: E402

# What a port has, the line that says so, and the words for it.
REASONS = {
    'static': ('inet static\n address 192.0.2.5/24\n gateway 192.0.2.1', 2, 'the address 192.0.2.5/24'),
    'static_after_a_carrier': ('inet manual\n mtu 1400\niface p0 inet static\n address 192.0.2.5/24', 4,
                               'the address 192.0.2.5/24'),
    'dhcp': ('inet dhcp', 1, 'addresses by DHCP'),
    'static_ipv6': ('inet6 static\n address 2001:db8::5/64', 2, 'the address 2001:db8::5/64'),
    'dhcpv6': ('inet6 dhcp', 1, 'addresses by DHCPv6'),
    'advertised': ('inet6 auto', 1, 'addresses by router advertisements'),
    'another_method': ('inet bootp\n server 192.0.2.9', 1, "addresses by 'inet bootp'"),
}


def bridge(*inside, name='br0'):
    return f'<interface type="bridge" name="{name}">{"".join(inside)}</interface>'


def ports(*names):
    inside = ''.join(f'<interface type="ethernet" name="{name}"/>' for name in names)
    return f'<bridge>{inside}</bridge>'


def static(address, gateway=None, family='ipv4'):
    route = f'<route gateway="{gateway}"/>' if gateway else ''
    ip = '<ip address="{}" prefix="{}"/>'.format(*address.split('/'))
    return f'<protocol family="{family}">{ip}{route}</protocol>'


class Refused(ScratchCase):
    def place(self, text):
        self.interfaces.write_text(text)

    def check(self, stanza, line, words):
        self.place(f'iface p0 {stanza}\n')
        part = (f"berth: {self.interfaces}:{line}: 'p0', which is to be a port of '{{}}', has {words} of its own; "
                'adopt what it has, or remove that first\n')
        self.fails(6, part.format('br0'), 'interface', 'define', '-', stdin=bridge(ports('p1', 'p0')))
        bond = '<interface type="bond" name="bond0"><bond><interface type="ethernet" name="p0"/></bond></interface>'
        self.fails(6, part.format('bond0'), 'interface', 'define', '-', stdin=bond)
        self.fails(6, part.format('bond0'), 'interface', 'define', '-', stdin=bridge(f'<bridge>{bond}</bridge>'))

    def test_in_another_file(self):
        self.place('source more\n')
        more = self.interfaces.with_name('more')
        more.write_text('\niface eth0.7 inet dhcp\n')
        self.fails(6, f"{more}:2: 'eth0.7', which is to be a port of 'br0', has addresses by DHCP", 'interface',
                   'define', '-', stdin=bridge(ports('eth0.7')))

    def test_of_a_host_in_memory(self):
        host = self.root / 'host.json'
        host.write_text(json.dumps({'berth': 1, 'interfaces': [
            {'type': 'ethernet', 'name': 'p0', 'ipv4': {'dhcp': True}}]}))
        result = run('berth', '--connect', f'fake:{host}', 'interface', 'define', '-', stdin=bridge(ports('p0')))
        self.assertEqual((result.stderr, result.returncode), (
            "berth: 'p0', which is to be a port of 'br0', has addresses by DHCP of its own; adopt what it has, or "
            'remove that first\n', 6))


class Taken(ScratchCase):
    """What is no address of a port's own, or is so already."""

    def define(self, before, document, after, *options):
        self.interfaces.write_text(before)
        self.must('interface', 'define', *options, '-', stdin=document)
        self.assertEqual(self.interfaces.read_text(), after)

    def test_what_gives_no_address(self):
        for stanza in ('inet manual\n mtu 9000', 'inet6 manual', 'inet manual\n dns-nameservers 192.0.2.53'):
            before = f'iface p0 {stanza}\n'
            self.define(before, bridge(ports('p0')),
                        before + '\niface br0 inet manual\n    bridge_ports p0\n')

    def test_what_is_so_already(self):
        before = 'iface p0 inet dhcp\niface br0 inet dhcp\n bridge_ports p0\n'
        self.define(before, bridge('<protocol family="ipv4"><dhcp/></protocol>', ports('p0')), before)
        self.define(before, bridge('<protocol family="ipv4"><dhcp/></protocol>', ports('p0', 'p1')),
                    before.replace('_ports p0', '_ports p0 p1'))
        self.fails(6, "'p0' has addresses by DHCP, and 'br0' is to have the address 192.0.2.5/24", 'interface',
                   'define', '--adopt', '-', stdin=bridge(static('192.0.2.5/24'), ports('p0')))

    def test_nothing_to_adopt(self):
        before = 'auto p0\niface p0 inet manual\n'
        self.define(before, bridge(ports('p0')), before + '\niface br0 inet manual\n    bridge_ports p0\n', '--adopt')
        self.define('', '<interface type="ethernet" name="p0"/>', 'iface p0 inet manual\n', '--adopt')

    def test_a_start_mode_that_is_said(self):
        for mode, line in (('none', ''), ('hotplug', 'allow-hotplug br0\n')):
            self.define('auto p0\niface p0 inet dhcp\n', bridge(f'<start mode="{mode}"/>', ports('p0')),
                        f'iface p0 inet manual\n\n{line}iface br0 inet dhcp\n    bridge_ports p0\n', '--adopt')

    def test_labels_are_renamed(self):
        self.define('auto p0 p0:1\niface p0 inet static\n address 192.0.2.5/24\n'
                    'iface p0:1 inet static\n address 192.0.2.6/24\n', bridge(ports('p0')), '''\
iface p0 inet manual

auto br0
iface br0 inet static
    address 192.0.2.5/24
    bridge_ports p0
auto br0:1
iface br0:1 inet static
    address 192.0.2.6/24
''', '--adopt')

    def test_name_servers_that_both_have(self):
        before = 'iface {} inet {}\n dns-nameservers 192.0.2.53{}\n'
        self.define(before.format('br0', 'manual', '\n bridge_ports none') + before.format('p0', 'dhcp', ' 192.0.2.54'),
                    bridge(ports('p0')), 'iface br0 inet dhcp\n dns-nameservers 192.0.2.53 192.0.2.54\n'
                    ' bridge_ports p0\niface p0 inet manual\n', '--adopt')

    def test_in_two_files(self):
        more = self.interfaces.with_name('more')
        more.write_text('auto p0\niface p0 inet dhcp\n')
        self.define('source more\n', bridge(ports('p0')),
                    'source more\n\nauto br0\niface br0 inet dhcp\n    bridge_ports p0\n', '--adopt')
        self.assertEqual(more.read_text(), 'iface p0 inet manual\n')


class NotAdopted(ScratchCase):
    def refuses(self, before, part, document):
        self.interfaces.write_text(before)
        self.fails(6, part, 'interface', 'define', '--adopt', '-', stdin=document)

    def test_other_addresses(self):
        self.refuses('iface p0 inet static\n address 192.0.2.5/24\n',
                     "interfaces:2: 'p0' has the address 192.0.2.5/24, and 'br0' is to have the address 192.0.2.6/24; "
                     'remove one of the two\n', bridge(static('192.0.2.6/24'), ports('p0')))
        self.refuses('iface p0 inet6 auto\n', "interfaces:1: 'p0' has addresses by router advertisements, and 'br0' is "
                     'to have the address 2001:db8::1/64', bridge(static('2001:db8::1/64', family='ipv6'), ports('p0')))

    def test_a_label_that_would_be_too_long(self):
        self.refuses('iface p0 inet static\n address 192.0.2.5/24\n'
                     'iface p0:office inet static\n address 192.0.2.6/24\n',
                     "the label 'p0:office' would be too long as one of 'long-named-br'; remove it",
                     bridge(ports('p0'), name='long-named-br'))

    def test_another_gateway(self):
        self.refuses('iface p0 inet static\n address 192.0.2.5/24\n gateway 192.0.2.1\n',
                     "interfaces:3: 'p0' has the gateway 192.0.2.1, and 'br0' is to have 192.0.2.2; remove one of the "
                     'two\n', bridge(static('192.0.2.5/24', '192.0.2.2'), ports('p0')))

    def test_two_ports(self):
        self.refuses('iface p0 inet static\n address 192.0.2.5/24\niface p1 inet dhcp\n',
                     "interfaces:3: 'p1' has addresses by DHCP, and 'br0' is to have the address 192.0.2.5/24",
                     bridge(ports('p0', 'p1')))

    def test_commands(self):
        for command in ('up ip route add 198.51.100.0/24 via 192.0.2.1 || true',
                        'post-up /sbin/route add -net 10.0.0.0/8',
                        'pre-up test -e /x && ip -6 addr add 2001:db8::1/64 dev $IFACE', 'down ip rule del pref 7'):
            self.refuses(f'iface p0 inet dhcp\n {command}\n', f"interfaces:2: '{command}' of 'p0' speaks of addresses",
                         bridge(ports('p0')))

    def test_an_option_that_would_come_to_count(self):
        self.refuses('iface p0 inet dhcp\n mtu 1400\n', "interfaces:2: 'mtu 1400' has no effect on 'p0' now, and would "
                     "have one on a port of 'br0'", bridge(ports('p0')))

    def test_what_is_inherited(self):
        self.refuses('iface t inet static\n gateway 192.0.2.1\n'
                     'iface p0 inet static inherits t\n address 192.0.2.5/24\n',
                     "'p0' inherits gateway from 't'; change it there", bridge(ports('p0')))

    def test_another_method(self):
        self.refuses('iface p0 inet bootp\n server 192.0.2.9\n',
                     "interfaces:1: 'p0' has addresses by 'inet bootp' of its own, which cannot be adopted",
                     bridge(ports('p0')))

    def test_options_that_would_have_no_place(self):
        self.refuses('iface br0 inet manual\n bridge_ports none\niface p0 inet dhcp\niface p0 inet6 auto\n privext 2\n',
                     "where 'privext 2' of 'p0' would stand in 'br0'", bridge(ports('p0')))

    def test_what_cannot_be_read(self):
        self.interfaces.write_text('iface p0 inet static\n address many\n')
        self.fails(1, "interfaces:2: 'many'", 'interface', 'define', '--adopt', '-', stdin=bridge(ports('p0')))

    def test_a_type_that_does_not_fit(self):
        self.refuses('iface p0.7 inet dhcp\n', "'p0.7' is of type vlan, which a bond cannot adopt",
                     '<interface type="bond" name="bond0"><bond><interface type="ethernet" name="p0.7"/></bond>'
                     '</interface>')

    def test_a_start_by_a_pattern(self):
        self.refuses('auto /p*\niface p0 inet dhcp\n', "a pattern in an auto line starts 'p0'",
                     bridge(ports('p0')))


for title, reason in REASONS.items():
    setattr(Refused, f'test_{title}', lambda self, reason=reason: self.check(*reason))

if __name__ == '__main__':
    main()
