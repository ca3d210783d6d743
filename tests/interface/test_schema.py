#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The schema of the XML form against the reader: test_schema.py BUILD

Each row of the tables is a document and whether it is one of an interface; the schema, asked by xmllint, and the
reader have to say the same of it. DIFFERENT holds the documents that only the reader can refuse."""
import json
import pathlib
import re
import sys

import gi

gi.require_version('Berth', '1.0')
from gi.repository import Berth, GLib  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from suite import PROJECT, ScratchCase, main, run  # noqa: E402

BUILD = pathlib.Path(sys.argv.pop(1))
SCHEMA = PROJECT / 'core/interface/interface.rng'

YES, NO = True, False


def ethernet(inside, more=''):
    return f'<interface type="ethernet" name="eth0"{more}>\n{inside}\n</interface>'


def named(name):
    return f'<interface type="ethernet" name="{name}"/>'


def ipv4(inside):
    return ethernet(f'<protocol family="ipv4">\n{inside}\n</protocol>')


def ipv6(inside):
    return ethernet(f'<protocol family="ipv6">\n{inside}\n</protocol>')


def address(text):
    return (ipv6 if ':' in text else ipv4)(f'<ip address="{text}"/>')


def bridge(inside, attributes=''):
    return f'<interface type="bridge" name="br0"><bridge{attributes}>\n{inside}\n</bridge></interface>'


def other(inside):
    return f'<interface type="other" name="ppp0">\n{inside}\n</interface>'


def family(number, more):
    return ethernet(f'<protocol family="ipv{number}" {more}/>')


def labelled(label, name='eth0'):
    return (f'<interface type="ethernet" name="{name}"><protocol family="ipv4">\n<ip address="192.0.2.1" '
            f'label="{label}"/></protocol></interface>')


def port(inside, kind='ethernet'):
    return bridge(f'<interface type="{kind}" name="eth0">\n{inside}\n</interface>')


def vlan(inside, attributes=' tag="42"'):
    return f'<interface type="vlan" name="eth0.42"><vlan{attributes}>\n{inside}\n</vlan></interface>'


def extras(inside):
    return ethernet(f'<extras>\n{inside}\n</extras>')


def bond(inside, attributes=''):
    return f'<interface type="bond" name="bond0"><bond{attributes}>\n{inside}\n</bond></interface>'


def dns(inside):
    return ethernet(f'<dns>\n{inside}\n</dns>')


PORT = '<interface type="ethernet" name="eth1"/>'
BELOW = '<interface name="eth0"/>'
VLAN = f'<vlan tag="42">{BELOW}</vlan>'
MII = '<miimon freq="100"/>'
ARP = '<arpmon interval="100" target="192.0.2.1"/>'

INTERFACES = [
    (YES, named('eth0')),
    (YES, '<interface type="loopback" name="lo"/>'),
    (YES, '<interface type="bridge" name="br0"/>'),
    (YES, '<interface type="other" name="ppp0"/>'),
    (YES, other('<dns/><mtu size="1492"/><protocol family="ipv4"><ip address="192.0.2.1"/></protocol><extras/>'
                '<start mode="onboot"/><mac address="52:54:00:12:34:56"/><protocol family="ipv6"><dhcp/></protocol>')),
    (NO, other('<bridge/>')),
    (NO, other('<bond/>')),
    (NO, other(VLAN)),
    (NO, '<interface type="Other" name="ppp0"/>'),
    (YES, '<?xml version="1.0"?>\n<!-- a --><?b c?>\n' + ethernet('<!-- d -->\n<?e f?>') + '\n<!-- g -->'),
    (YES, '<interface xmlns:x="urn:x" type="ethernet" name="eth0"/>'),
    (NO, '<interface/>'),
    (NO, '<interface name="eth0"/>'),
    (NO, '<interface type="ethernet"/>'),
    (NO, '<interfaces type="ethernet" name="eth0"/>'),
    (NO, '<mtu size="1500"/>'),
    (NO, '<interface type="" name="eth0"/>'),
    (NO, '<interface type="Ethernet" name="eth0"/>'),
    (NO, '<interface type=" ethernet" name="eth0"/>'),
    (NO, '<interface type="vlan" name="eth0.42"/>'),
    (NO, ethernet('', ' mode="none"')),
    (NO, ethernet('', ' xml:lang="en"')),
    (NO, ethernet('', ' xmlns:x="urn:x" x:name="eth0"')),
    (NO, ethernet('', ' xmlns="urn:x"')),
    (NO, '<x:interface xmlns:x="urn:x" type="ethernet" name="eth0"/>'),
    (NO, ethernet('text')),
    (NO, ethernet('<![CDATA[text]]>')),
    (NO, ethernet('<x:mtu xmlns:x="urn:x" size="1500"/>')),
    (NO, ethernet('<mtu xmlns="urn:x" size="1500"/>')),
    (NO, ethernet('<mtu xmlns:x="urn:x" x:size="1500" size="1500"/>')),
    (NO, ethernet('<MTU size="1500"/>')),
    (NO, ethernet('<ip address="192.0.2.1"/>')),
    (NO, ethernet('<interface type="ethernet" name="eth1"/>')),
    # Names.
    (YES, named('a')),
    (YES, named('fifteen-letters')),
    (YES, named('...')),
    (YES, named('wlan\N{LATIN SMALL LETTER E WITH ACUTE}')),
    (YES, named('a\N{NO-BREAK SPACE}b')),
    (NO, named('')),
    (NO, named('sixteen-letters-')),
    (NO, named('.')),
    (NO, named('..')),
    (NO, named('a/b')),
    (NO, named('eth0:1')),
    (NO, named('a b')),
    (NO, named(' a')),
    (NO, named('a&#9;')),
    (NO, named('a&#10;b')),
    (NO, named('a&#127;')),
]

SETTINGS = [
    (YES, ethernet('<extras/><link/><protocol family="ipv6"/><mtu size="1500"/><mac address="52:54:00:12:34:56"/>'
                   '<protocol family="ipv4"/><start mode="onboot"/>')),
    (YES, ethernet('<start mode="none"/>')),
    (YES, ethernet('<start mode="hotplug"> <!-- a --> </start>')),
    (YES, ethernet('<start mode="onboot-hotplug"/>')),
    (NO, ethernet('<start mode="hotplug-onboot"/>')),
    (NO, ethernet('<start mode="onboot hotplug"/>')),
    (NO, ethernet('<start/>')),
    (NO, ethernet('<start mode=""/>')),
    (NO, ethernet('<start mode="always"/>')),
    (NO, ethernet('<start mode="none "/>')),
    (NO, ethernet('<start mod="none"/>')),
    (NO, ethernet('<start mode="none" name="a"/>')),
    (NO, ethernet('<start mode="none"/><start mode="none"/>')),
    (NO, ethernet('<start mode="none">text</start>')),
    (NO, ethernet('<start mode="none"><mtu size="1500"/></start>')),
    (YES, ethernet('<mac address="52:54:00:AB:cd:ef"/>')),
    (NO, ethernet('<mac/>')),
    (NO, ethernet('<mac address="53:54:00:12:34:56"/>')),
    (NO, ethernet('<mac address="52:54:00:12:34"/>')),
    (NO, ethernet('<mac address="52:54:00:12:34:56:78"/>')),
    (NO, ethernet('<mac address="52-54-00-12-34-56"/>')),
    (NO, ethernet('<mac address="52:54:00:12:34:5g"/>')),
    (NO, ethernet('<mac address="2:54:00:12:34:56"/>')),
    (NO, ethernet('<mac address="52:54:00:12:34:56"/>' * 2)),
    (YES, ethernet('<mtu size="68"/>')),
    (YES, ethernet('<mtu size="65536"/>')),
    (YES, ethernet('<mtu size="0001500"/>')),
    (NO, ethernet('<mtu/>')),
    (NO, ethernet('<mtu size=""/>')),
    (NO, ethernet('<mtu size="67"/>')),
    (NO, ethernet('<mtu size="65537"/>')),
    (NO, ethernet('<mtu size="+1500"/>')),
    (NO, ethernet('<mtu size="-1500"/>')),
    (NO, ethernet('<mtu size=" 1500"/>')),
    (NO, ethernet('<mtu size="1500&#10;"/>')),
    (NO, ethernet('<mtu size="1500.0"/>')),
    (NO, ethernet('<mtu size="0x5dc"/>')),
    (NO, ethernet(f'<mtu size="{"9" * 400}"/>')),
    (NO, ethernet('<mtu size="1500"/><mtu size="1500"/>')),
    (YES, ethernet('<link speed="1000" state="up"/>')),
    (YES, ethernet('<link speed="" state="as it likes"/>')),
    (NO, ethernet('<link/><link/>')),
    (NO, ethernet('<link duplex="full"/>')),
    (NO, ethernet('<link>up</link>')),
    (YES, extras('')),
    (NO, ethernet('<extras driver="debian"/>')),
    (YES, extras('<option name="up" value="true"/><option stanza="2147483647" name="up" value=""/>')),
    (NO, ethernet('<extras/><extras/>')),
    (NO, ethernet('<extras drivers="debian"/>')),
    (NO, extras('<option name="up"/>')),
    (NO, extras('<option value="true"/>')),
    (NO, extras('<option stanza="2147483648" name="up" value="true"/>')),
    (NO, extras('<option stanza="-1" name="up" value="true"/>')),
    (NO, extras('<option stanza="" name="up" value="true"/>')),
    (NO, extras('<option name="up" value="true">text</option>')),
    (NO, extras('<mtu size="1500"/>')),
    (NO, extras('<extras/>')),
]

PROTOCOLS = [
    (YES, ipv4('')),
    (YES, ipv6('<route gateway="fe80::1"/><ip address="2001:db8::1"/><dhcp/><ip address="::1"/><autoconf/>')),
    (YES, ethernet('<protocol family="ipv6"/><mtu size="1500"/><protocol family="ipv4"><dhcp/></protocol>')),
    (NO, ethernet('<protocol/>')),
    (NO, ethernet('<protocol family="ipv5"/>')),
    (NO, ethernet('<protocol family="ipv4 "/>')),
    (NO, ethernet('<protocol family="ipv4"/><protocol family="ipv4"/>')),
    (NO, ethernet('<protocol family="ipv6"/><mtu size="1500"/><protocol family="ipv6"/>')),
    (NO, ethernet('<protocol family="ipv4"/><protocol family="ipv6"/><protocol family="ipv4"/>')),
    (NO, ipv4('text')),
    (NO, ipv4('<mtu size="1500"/>')),
    (NO, ipv4('<protocol family="ipv6"/>')),
    (NO, ipv4('<autoconf/>')),
    (NO, ipv6('<autoconf/><autoconf/>')),
    (NO, ipv6('<autoconf peerdns="yes"/>')),
    (NO, ipv6('<autoconf>yes</autoconf>')),
    (YES, ipv4('<dhcp/>')),
    (YES, ipv4('<dhcp peerdns="yes"/>')),
    (YES, ipv6('<dhcp peerdns="no"/>')),
    (NO, ipv4('<dhcp peerdns="on"/>')),
    (NO, ipv4('<dhcp peerdns=""/>')),
    (NO, ipv4('<dhcp peerDNS="yes"/>')),
    (NO, ipv4('<dhcp/><dhcp/>')),
    (NO, ipv4('<dhcp><ip address="192.0.2.1"/></dhcp>')),
    (YES, ipv4('<route gateway="192.0.2.254"/>')),
    (NO, ipv4('<route/>')),
    (NO, ipv4('<route gateway=""/>')),
    (NO, ipv4('<route gateway="fe80::1"/>')),
    (NO, ipv6('<route gateway="192.0.2.254"/>')),
    (NO, ipv6('<route gateway="fe80::1%eth0"/>')),
    (NO, ipv4('<route gateway="192.0.2.254"/><route gateway="192.0.2.253"/>')),
    (NO, ipv4('<route gateway="192.0.2.254" metric="1"/>')),
    (YES, ipv4('<ip address="192.0.2.1" prefix="0"/><ip address="192.0.2.2" prefix="32"/>')),
    (YES, ipv6('<ip address="2001:db8::1" prefix="0"/><ip address="2001:db8::2" prefix="128"/>')),
    (NO, ipv4('<ip/>')),
    (NO, ipv4('<ip prefix="24"/>')),
    (NO, ipv4('<ip address="192.0.2.1/24"/>')),
    (NO, ipv4('<ip address="192.0.2.1" netmask="255.255.255.0"/>')),
    (NO, ipv4('<ip address="192.0.2.1" prefix="33"/>')),
    (NO, ipv4('<ip address="192.0.2.1" prefix="-1"/>')),
    (NO, ipv4('<ip address="192.0.2.1" prefix=""/>')),
    (NO, ipv6('<ip address="2001:db8::1" prefix="129"/>')),
    (NO, ipv4('<ip address="2001:db8::1"/>')),
    (NO, ipv6('<ip address="192.0.2.1"/>')),
    (NO, ipv4('<ip address="192.0.2.1">text</ip>')),
    *((YES, family(number, f'metric="{metric}"'))
      for number in (4, 6) for metric in ('0', '100', '0001024', '4294967295')),
    (YES, ethernet('<protocol metric="1" family="ipv4"><dhcp/></protocol>')),
    *((NO, family(number, f'metric="{metric}"'))
      for number in (4, 6) for metric in ('', ' 1', '-1', '+1', '1.0', '0x10', '4294967296', '9' * 400, 'low')),
    (NO, family(4, 'Metric="1"')),
    (NO, ethernet('<protocol metric="1"/>')),
    (NO, ethernet('<protocol family="ipv4" metric="1"/><protocol family="ipv4"/>')),
    (NO, ethernet('<protocol family="ipv6" metric="1"/><protocol family="ipv6" metric="1"/>')),
    (NO, port('<protocol family="ipv4" metric="1"/>')),
    *((YES, labelled(label)) for label in ('eth0:1', 'eth0:a/b:c', 'eth0::', 'eth0:0123456789',
                                           'eth0:\N{LATIN SMALL LETTER E WITH ACUTE}')),
    *((NO, labelled(label)) for label in ('', 'eth0', 'eth0:', ':1', 'eth0:1 ', ' eth0:1', 'eth0:a b', 'eth0:&#9;',
                                          'eth0:1&#10;', 'eth0:&#127;', 'eth0:01234567890', 'eth/0:1')),
    (NO, ipv6('<ip address="2001:db8::1" label="eth0:1"/>')),
    (NO, ethernet('<protocol family="ipv4" label="eth0:1"/>')),
]

# What inet_pton(3) takes, and what it does not.
PROTOCOLS += [(YES, address(text)) for text in (
    '0.0.0.0', '255.255.255.255', '10.99.100.249', '::', '::1', '1::', '1:2:3:4:5:6:7:8', '1:2:3:4:5:6:7::',
    '::2:3:4:5:6:7:8', '1::8', '1:2:3::5:6:7:8', 'ABCD:ef01::', '::192.0.2.1', '1:2:3:4:5:6:192.0.2.1',
    '1:2:3:4:5::192.0.2.1', '::2:3:4:5:6:192.0.2.1', '1::4:5:6:192.0.2.1')]
PROTOCOLS += [(NO, address(text)) for text in (
    '192.0.2', '192.0.2.1.1', '192.0.2.', '256.0.0.1', '192.0.02.1', '192.0.2.1 ', '192.0.2.a', '192..2.1',
    '3221225985', ':', ':::', '1:2:3:4:5:6:7', '1:2:3:4:5:6:7:', ':2:3:4:5:6:7:8', '1:2:3:4:5:6:7:8:9',
    '1::2:3:4:5:6:7:8', '1:2:3:4:5:6:7:8::', '::1:2:3:4:5:6:7:8', '1::2::3', '12345::', '1::g',
    '1:2:3:4:5:6:7:192.0.2.1',
    '1:2:3:4:5:6::192.0.2.1', '::1:2:3:4:5:6:192.0.2.1', '::192.0.2', '::192.0.2.1:1', '::192.0.2.01', '192.0.2.1::')]

BRIDGES = [
    (YES, bridge('')),
    (YES, bridge(PORT, ' stp="on" delay="0"')),
    (YES, bridge('', ' stp="off" delay="15."')),
    (YES, bridge('', ' delay="30.000"')),
    (YES, bridge('', ' delay="0.01"')),
    (YES, bridge('', ' delay=".5"')),
    (YES, bridge('', ' delay="00015.125"')),
    (NO, bridge('', ' stp="yes"')),
    (NO, bridge('', ' delay=""')),
    (NO, bridge('', ' delay="."')),
    (NO, bridge('', ' delay="30.001"')),
    (NO, bridge('', ' delay="31"')),
    (NO, bridge('', ' delay="-1"')),
    (NO, bridge('', ' delay="+1"')),
    (NO, bridge('', ' delay="1e1"')),
    (NO, bridge('', ' delay="1.2.3"')),
    (NO, bridge('', ' delay="1,5"')),
    (NO, bridge('', ' delay=" 1"')),
    (NO, bridge('', ' delay="0.0001"')),
    (NO, bridge('', ' delay="0.1234"')),
    (NO, bridge('', ' age="20"')),
    (NO, bridge('text')),
    (NO, bridge('<mtu size="1500"/>')),
    (NO, ethernet('<bridge/>')),
    (NO, '<interface type="bridge" name="br0"><bridge/><bridge/></interface>'),
    (NO, '<interface type="bridge" name="br0"><port/></interface>'),
    (YES, port('<extras/><link speed="1"/><mtu size="1500"/><mac address="52:54:00:12:34:56"/><start mode="none"/>')),
    (YES, bridge(f'<interface type="vlan" name="v">{VLAN}<mtu size="1400"/></interface>')),
    (YES, bridge('<interface type="ethernet" name="eth0"/> <!-- a --> <interface type="ethernet" name="eth1"/>')),
    (NO, port('<protocol family="ipv4"/>')),
    (NO, port('<protocol family="ipv6"><autoconf/></protocol>')),
    (NO, port('<start mode="none"/><start mode="none"/>')),
    (NO, port('<mtu size="1"/>')),
    (NO, port(VLAN)),
    (NO, port('', 'vlan')),
    (NO, port('<protocol family="ipv4"/>' + VLAN, 'vlan')),
    (NO, port('', 'loopback')),
    (NO, port('', 'bridge')),
    (NO, port('<bridge/>', 'bridge')),
    (NO, port('<bridge/>')),
    (NO, port(PORT)),
    (NO, port('', 'other')),
    (NO, bridge('<interface name="eth0"/>')),
    (NO, bridge('<interface type="ethernet"/>')),
    (NO, bridge('<interface type="ethernet" name="a/b"/>')),
    (NO, bridge('<interface type="ethernet" name="eth0" mode="none"/>')),
    (NO, bridge('<bridge/>')),
]

VLANS = [
    (YES, vlan(BELOW)),
    (YES, vlan(BELOW, ' tag="1"')),
    (YES, vlan(BELOW, ' tag="4094"')),
    (YES, vlan('<interface name="eth0"> </interface>')),
    (NO, vlan('<interface type="ethernet" name="eth0"/>')),
    (YES, f'<interface type="vlan" name="v"><protocol family="ipv4"/>{VLAN}<mtu size="1400"/></interface>'),
    (NO, vlan('')),
    (NO, vlan(BELOW, '')),
    (NO, vlan(BELOW, ' tag=""')),
    (NO, vlan(BELOW, ' tag="0"')),
    (NO, vlan(BELOW, ' tag="4095"')),
    (NO, vlan(BELOW, ' tag="one"')),
    (NO, vlan(BELOW, ' tag="42" reorder_hdr="yes"')),
    (NO, vlan('<interface name="eth0"/><interface name="eth1"/>')),
    (NO, vlan('<interface/>')),
    (NO, vlan('<interface name=""/>')),
    (NO, vlan('<interface name="sixteen-letters-"/>')),
    (NO, vlan('<interface name="eth0" tag="1"/>')),
    (NO, vlan('<interface name="eth0"><mtu size="1500"/></interface>')),
    (NO, vlan('<interface name="eth0">text</interface>')),
    (NO, vlan('text' + BELOW)),
    (NO, vlan('<device name="eth0"/>')),
    (NO, ethernet(VLAN)),
    (NO, f'<interface type="vlan" name="eth0.42">{VLAN}{VLAN}</interface>'),
    (NO, f'<interface type="vlan" name="eth0.42"><bridge/>{VLAN}</interface>'),
]

BONDS = [
    (YES, bond('')),
    (YES, '<interface type="bond" name="bond0"/>'),
    (YES, bond(f'{PORT}{MII}<interface type="ethernet" name="eth2"/>', ' mode="active-backup" primary="eth1"')),
    *((YES, bond(PORT, f' mode="{mode}"'))
      for mode in ('balance-rr', 'active-backup', 'balance-xor', 'broadcast', '802.3ad', 'balance-tlb', 'balance-alb')),
    (NO, bond('', ' mode="1"')),
    (NO, bond('', ' mode=""')),
    (NO, bond('', ' primary=""')),
    (NO, bond('', ' primary="sixteen-letters-"')),
    (NO, bond('', ' slaves="eth1"')),
    (NO, bond('text')),
    (NO, bond('<mtu size="1500"/>')),
    (NO, ethernet('<bond/>')),
    (NO, '<interface type="bond" name="bond0"><bond/><bond/></interface>'),
    (NO, '<interface type="bond" name="bond0"><bridge/></interface>'),
    (YES, bond('<miimon freq="0" updelay="2147483647" downdelay="100" carrier="ioctl"/>')),
    (YES, bond('<miimon carrier="netif"/>')),
    (NO, bond('<miimon carrier="mii"/>')),
    (NO, bond('<miimon freq="2147483648"/>')),
    (NO, bond('<miimon freq="-1"/>')),
    (NO, bond('<miimon freq=""/>')),
    (NO, bond('<miimon updelay="soon"/>')),
    (NO, bond('<miimon downdelay="1.5"/>')),
    (NO, bond('<miimon interval="100"/>')),
    (NO, bond('<miimon>text</miimon>')),
    (NO, bond(MII + MII)),
    (NO, bond(MII + ARP)),
    (NO, bond(ARP + PORT + MII)),
    (NO, bond(ARP + ARP)),
    (YES, bond(PORT + ARP)),
    *((YES, bond(f'<arpmon interval="1" target="192.0.2.1 192.0.2.2" validate="{word}"/>'))
      for word in ('none', 'active', 'backup', 'all')),
    (YES, bond('<arpmon interval="100"/>')),
    (YES, bond('<arpmon interval="100" target="192.0.2.1" carrier="ioctl"/>')),
    (YES, bond('<arpmon interval="100" carrier="netif" validate="all"/>')),
    (NO, bond('<arpmon interval="100" carrier="mii"/>')),
    (NO, bond('<arpmon target="192.0.2.1"/>')),
    (NO, bond('<arpmon interval="often" target="192.0.2.1"/>')),
    (NO, bond('<arpmon interval="2147483648" target="192.0.2.1"/>')),
    (NO, bond('<arpmon interval="100" target=""/>')),
    (NO, bond('<arpmon interval="100" target="2001:db8::1"/>')),
    (NO, bond('<arpmon interval="100" target="192.0.2.1 gateway"/>')),
    (NO, bond('<arpmon interval="100" target="192.0.2.1,192.0.2.2"/>')),
    (NO, bond('<arpmon interval="100" target="192.0.2.1" validate="some"/>')),
    (NO, bond('<arpmon interval="100" target="192.0.2.1" freq="100"/>')),
    (YES, bond('<interface type="ethernet" name="eth1"><start mode="none"/><mac address="52:54:00:12:34:56"/>'
               '<mtu size="1500"/><link/><extras/></interface>')),
    (NO, bond('<interface type="ethernet" name="eth1"><protocol family="ipv4"/></interface>')),
    (NO, bond(f'<interface type="vlan" name="eth0.42">{VLAN}</interface>')),
    (NO, bond('<interface type="bond" name="bond1"/>')),
    (NO, bond('<interface type="bridge" name="br0"/>')),
    (NO, bond('<interface name="eth1"/>')),
    (YES, port(f'<bond mode="802.3ad">{MII}{PORT}</bond><mtu size="1500"/>', 'bond')),
    (NO, port(f'<bond>{PORT}</bond>')),
    (NO, port(f'<bond>{PORT}</bond><protocol family="ipv4"/>', 'bond')),
    (NO, port('<bond><interface type="ethernet" name="eth1"><protocol family="ipv4"/></interface></bond>', 'bond')),
    (NO, port('<bond><interface type="bond" name="bond1"/></bond>', 'bond')),
]

DNS = [
    (YES, dns('')),
    (YES, dns('<search domain="example.org"/><server address="192.0.2.53"/><search domain="a"/>'
              '<server address="2001:db8::53"/>')),
    (YES, port('<dns><server address="192.0.2.53"/></dns>')),
    (YES, dns(f'<search domain="{"a" * 253}"/>')),
    (NO, ethernet('<dns/><dns/>')),
    (NO, ethernet('<dns server="192.0.2.53"/>')),
    (NO, dns('text')),
    (NO, dns('<server/>')),
    (NO, dns('<server address=""/>')),
    (NO, dns('<server address="ns.example.org"/>')),
    (NO, dns('<server address="192.0.2.53" port="53"/>')),
    (NO, dns('<server address="192.0.2.53">text</server>')),
    (NO, dns('<search/>')),
    (NO, dns('<search domain=""/>')),
    (NO, dns('<search domain="example.org example.com"/>')),
    (NO, dns('<search domain="a#b"/>')),
    (NO, dns('<search domain="a\\b"/>')),
    (NO, dns(f'<search domain="{"a" * 254}"/>')),
    (NO, dns('<domain name="example.org"/>')),
    (NO, ipv4('<dns/>')),
]

ROWS = [*INTERFACES, *SETTINGS, *PROTOCOLS, *BRIDGES, *VLANS, *BONDS, *DNS]

# The schema takes these: what two places say together, or how many bytes a word has, is not its business.
DIFFERENT = [
    ('a vlan on itself', f'<interface type="vlan" name="eth0">{VLAN}</interface>'),
    ('a bridge in itself', bridge('<interface type="ethernet" name="br0"/>')),
    ('a port twice', bridge(PORT + PORT)),
    ('an address twice', ipv4('<ip address="192.0.2.1" prefix="24"/>' * 2)),
    ('an address in two spellings', ipv6('<ip address="::1"/><ip address="0:0::1"/>')),
    ('an address with two labels', ipv4('<ip address="192.0.2.1" label="eth0:1"/>'
                                        '<ip address="192.0.2.1" label="eth0:2"/>')),
    ('the label of another interface', labelled('eth1:1')),
    ('a label that goes on without a colon', labelled('eth01:1')),
    ('a label of 16 bytes, 15 characters', labelled('eth0:\N{LATIN SMALL LETTER E WITH ACUTE}123456789')),
    ('a label without room beside the name', labelled('eth0:1', 'fifteen-letters')),
    ('too small for IPv6', ethernet('<mtu size="1279"/><protocol family="ipv6"/>')),
    ('16 bytes, 8 characters', named('\N{LATIN SMALL LETTER E WITH ACUTE}' * 8)),
    ('a bond in itself', bond('<interface type="ethernet" name="bond0"/>')),
    ('a port of a bridge and of its bond',
     bridge(f'{PORT}<interface type="bond" name="b"><bond>{PORT}</bond></interface>')),
    ('ARP monitoring in a mode without it', bond(ARP, ' mode="802.3ad"')),
    ('a primary port in a mode without it', bond('', ' mode="balance-rr" primary="eth1"')),
    ('a target twice', bond('<arpmon interval="100" target="192.0.2.1 192.0.2.1"/>')),
    ('17 targets', bond(f'<arpmon interval="1" target="{" ".join(f"192.0.2.{i}" for i in range(17))}"/>')),
    ('monitoring that says nothing', bond('<miimon/>')),
    ('a server twice', dns('<server address="192.0.2.53"/>' * 2)),
    ('a domain twice', dns('<search domain="example.org"/>' * 2)),
]


class Schema(ScratchCase):
    maxDiff = None

    def setUp(self):
        super().setUp()
        self.interfaces.touch()

    def valid(self, documents):
        """What the schema says of each document."""
        if run('sh', '-c', 'command -v xmllint').returncode:
            self.skipTest('there is no xmllint: ./run test installs it')
        files = [self.root / f'{number}.xml' for number in range(len(documents))]
        for file, document in zip(files, documents):
            file.write_text(document)
        result = run('xmllint', '--nonet', '--noout', '--relaxng', SCHEMA, *files)
        self.assertNotIn('failed to compile', result.stderr)
        lines = set(result.stderr.splitlines())
        return [f'{file} validates' in lines for file in files]

    def accepted(self, document):
        """What the reader says of a document."""
        try:
            Berth.InterfaceConfig.new_from_xml(document, 'test.xml')
        except GLib.Error as error:
            self.assertIn(error.code, (Berth.Error.SCHEMA, Berth.Error.INVALID), document)
            line = re.fullmatch(r'test\.xml:([0-9]+): .+', error.message)
            self.assertTrue(line, error.message)
            self.assertIn(int(line[1]), range(1, document.count('\n') + 2), document)
            return False
        return True

    def test_rows(self):
        self.assertEqual(len({document for _, document in ROWS}), len(ROWS), 'a row stands there twice')
        for (expected, document), valid in zip(ROWS, self.valid([document for _, document in ROWS])):
            with self.subTest(document=document):
                self.assertEqual(valid, expected, 'the schema')
                self.assertEqual(self.accepted(document), expected, 'the command')

    def test_what_only_the_reader_can_refuse(self):
        documents = [document for _, document in DIFFERENT]
        self.assertEqual(self.valid(documents), [True] * len(documents))
        for reason, document in DIFFERENT:
            with self.subTest(reason):
                self.assertFalse(self.accepted(document))

    def test_documents_of_other_tests(self):
        files = [*sorted(HERE.glob('**/*.xml')), *sorted((PROJECT / 'tests/conformance/documents').glob('*.xml'))]
        documents = [file.read_text() for file in files if file.name != 'broken.xml']
        self.assertGreater(len(documents), 80)
        valid = self.valid(documents)
        self.assertGreater(sum(valid), 80)
        for document, verdict in zip(documents, valid):
            with self.subTest(document=document):
                self.assertEqual(self.accepted(document), verdict)

    def test_what_is_written_is_valid(self):
        shown = []
        for file in sorted((HERE / 'xml').glob('*.xml')):
            self.interfaces.write_text('')
            # The driver has no words for all that the format has.
            if self.berth('interface', 'define', file).returncode == 0:
                shown += [self.must('interface', 'show', name) for name in self.must('interface', 'list').split()]
        self.assertGreater(len(shown), 5)
        self.assertEqual(self.valid(shown), [True] * len(shown))

    def test_printed_and_installed(self):
        self.assertEqual(self.must('schema', 'interface'), SCHEMA.read_text())
        self.assertEqual(json.loads(self.must('--json', 'schema', 'interface'))['schema'], SCHEMA.read_text())
        installed = json.loads(run('meson', 'introspect', '--installed', BUILD).stdout)
        self.assertRegex(installed[str(SCHEMA)], r'/share/berth/schemas/interface\.rng\Z')

    def test_it_is_whole(self):
        # libxml2 would look for these in files, wherever the program happens to run.
        self.assertNotRegex(SCHEMA.read_text(), r'<!DOCTYPE|<include|<externalRef')

    def test_wrong_area(self):
        self.fails(2, "'fly'", 'schema', 'fly')
        self.fails(2, 'AREA', 'schema')


if __name__ == '__main__':
    main()
