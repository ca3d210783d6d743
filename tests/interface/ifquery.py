# SPDX-License-Identifier: LGPL-2.1-or-later
"""What ifquery prints of an interface, and what it should print by a description of it in JSON: both as a sorted list
of (option, value), in one spelling."""
import ipaddress
import re

# ifup computes these itself where they are not given, and has these defaults.
COMPUTED = ('broadcast', 'network', 'autoconf', 'hexaddress')
# A new one each time.
RANDOM = 'hwaddress', 'random'
DEFAULTS = [('accept_ra', '0'), ('accept_ra', '1'), ('accept_ra', '2'), ('ll_attempts', '60'), ('ll_interval', '0.1'),
            ('request_prefix', '0'), ('dad_attempts', '60'), ('dad_interval', '0.1'), ('preferred_lifetime', '')]
# Which of their values decides is told by show; the others are extras.
SETTINGS = ('mtu', 'hwaddress', 'bridge_stp', 'bridge_fd', 'vlan_raw_device', 'metric')
# The options that hold lists, of which every line counts.
LISTS = ('dns_nameservers', 'dns_search', 'bond_arp_ip_target', 'bridge_ports')
ADDRESSES = ('dns_nameservers', 'bond_arp_ip_target')
MODES = ('balance-rr', 'active-backup', 'balance-xor', 'broadcast', '802.3ad', 'balance-tlb', 'balance-alb')
VALIDATE = ('none', 'active', 'backup', 'all')
ADD = re.compile(r'(?:/s?bin/)?(?:ifconfig \S+ inet6 add|ip (?:-[46] )?a(?:ddr(?:ess)?)? add) (\S+)(?: dev \S+)?')
DELETE = re.compile(ADD.pattern.replace(' add', ' del'))


def words(text):
    return ' '.join(text.split())


def pairs(text):
    """The lines of ifquery: "option: value", and further values of the same option in the stanza below.

    Of what ifup fails on when it stands twice in a stanza, the first counts."""
    found = []
    for line in text.splitlines():
        match = re.match(r'([^\s:]+): ?(.*)', line)
        if match:
            found.append([match[1].replace('-', '_'), match[2]])
        elif found and found[-1][0] not in SETTINGS:
            found.append([found[-1][0], line])
    return found


def canonical(option, value):
    value = words(value)
    if option == 'hwaddress':
        return value.removeprefix('ether ').lower()
    if option in ('bridge_ports', 'bond_slaves'):
        return '' if value == 'none' else value
    if option == 'bridge_fd':
        return str(round(float(value) * 1000))
    if option == 'bridge_stp':
        return {'yes': 'on', 'no': 'off'}.get(value, value)
    if option == 'metric' and re.fullmatch('[1-9][0-9]*|0[0-7]*|0x[0-9a-f]+', value):
        return str(int(value, 8 if re.match('0[0-7]', value) else 0))
    if option == 'bond_primary':
        return value.split()[0]
    if option == 'bond_mode' and value.isdigit():
        return MODES[int(value)]
    if option == 'bond_arp_validate' and value.isdigit():
        return VALIDATE[int(value)]
    return value


def join(address, mask):
    if not mask and '/' not in address and ':' not in address:
        # What it was before there were prefixes: class A, B or C.
        first = int(address.split('.')[0])
        mask = 8 if first < 128 else 16 if first < 192 else 24
    if not mask or '/' in address:
        return str(ipaddress.ip_interface(address))
    return str(ipaddress.ip_interface(f'{address}/{mask}'))


def is_random(shown):
    return RANDOM in [(extra['name'], extra['value']) for extra in shown.get('extras', [])]


def names_master(port):
    return any(re.match('bond.master', extra['name']) for extra in port.get('extras', []))


def tidy(values):
    return sorted({value for value in values if value not in DEFAULTS and value[0] not in COMPUTED})


def said(text, shown):
    if shown['type'] == 'other':
        return tidy((option, words(value)) for option, value in pairs(text))
    result, lists, deleted = [], {}, []
    address = mask = None
    bonds = [port['name'] for port in shown.get('bridge', {}).get('ports', []) if port['type'] == 'bond']
    # "eth0.42" says what it is on without a line.
    if 'vlan' in shown:
        result.append(('vlan_raw_device', shown['vlan']['device']))
    for option, value in [*pairs(text), ['address', None]]:
        if option == 'address':
            if address:
                result.append(('address', join(*address)))
            address, mask = [value, mask], None
        elif option == 'netmask' and address and not address[1]:
            address[1] = value
        elif option == 'netmask':
            mask = value
        elif option == 'vlan_id' and int(value) == shown.get('vlan', {}).get('tag'):
            continue
        elif option in LISTS:
            lists.setdefault(option, [])
            for word in canonical(option, value).split():
                lists[option].append(str(ipaddress.ip_address(word)) if option in ADDRESSES else word)
        else:
            value = 'random' if option == 'hwaddress' and is_random(shown) else canonical(option, value)
            add, delete = ADD.fullmatch(value), DELETE.fullmatch(value)
            if option == 'up' and add:
                result.append(('address', str(ipaddress.ip_interface(add[1]))))
            elif option == 'down' and delete:
                deleted.append((str(ipaddress.ip_interface(delete[1])), value))
            elif re.search('/proc/sys/net/ipv6/conf/.*/autoconf', value):
                continue
            elif re.match('ifup|ifdown', value) and value.split()[1] in bonds:
                continue
            else:
                result.append((option, value))
    result += [(option, ' '.join(dict.fromkeys(values))) for option, values in lists.items()]
    # A port may name its bond itself, and the bond it as well.
    masters = {port['name'] for port in shown.get('bond', {}).get('ports', []) if names_master(port)}
    slaves = [value for option, value in result if option == 'bond_slaves' and value != 'all']
    if 'bond' in shown and (slaves or masters):
        result = [pair for pair in result if pair[0] != 'bond_slaves' or pair[1] == 'all']
        result.append(('bond_slaves', ' '.join(sorted(masters.union(*map(str.split, slaves))))))
    # A command that deletes an address is part of the one that adds it.
    result += [('down', value) for one, value in deleted if ('address', one) not in result]
    return tidy(result)


def expected(shown):
    result = []

    def add(option, value):
        if value is not None:
            result.append((option, str(value)))

    for family in ('ipv4', 'ipv6'):
        ip = shown.get(family, {})
        for one in ip.get('addresses', []):
            add('address', join(one['address'], one.get('prefix')))
        add('gateway', ip.get('gateway'))
        add('metric', ip.get('metric'))
    bridge, bond, dns = (shown.get(part, {}) for part in ('bridge', 'bond', 'dns'))
    add('mtu', shown.get('mtu'))
    add('hwaddress', shown.get('mac'))
    for option, values in (('dns_nameservers', dns.get('servers')), ('dns_search', dns.get('search')),
                           ('bond_arp_ip_target', bond.get('arp_targets'))):
        add(option, ' '.join(values) if values else None)
    if 'vlan' in shown:
        add('vlan_raw_device', shown['vlan']['device'])
    patterns = [extra for extra in shown.get('extras', []) if re.match('bridge.ports|bond.slaves', extra['name'])]
    if bridge and not patterns:
        add('bridge_ports', ' '.join(port['name'] for port in bridge['ports']))
    if bridge:
        add('bridge_stp', {True: 'on', False: 'off'}.get(bridge.get('stp')))
        add('bridge_fd', bridge.get('delay_ms'))
    if bond and not patterns:
        add('bond_slaves', ' '.join(sorted(port['name'] for port in bond['ports'])))
    if bond:
        add('bond_use_carrier', {True: 1, False: 0}.get(bond.get('use_carrier')))
        for option, name in (('mode', 'mode'), ('primary', 'primary'), ('miimon', 'miimon_ms'),
                             ('updelay', 'updelay_ms'), ('downdelay', 'downdelay_ms'),
                             ('arp_interval', 'arp_interval_ms'), ('arp_validate', 'arp_validate')):
            add(f'bond_{option}', bond.get(name))
    for extra in shown.get('extras', []):
        # A stanza of a method that the model does not describe, which ifquery does not print.
        if extra['name'] == 'iface':
            continue
        # Outside static stanzas it is left to ifup.
        address = ADD.fullmatch(words(extra['value']))
        if extra['name'] == 'up' and address:
            add('address', str(ipaddress.ip_interface(address[1])))
            continue
        option = extra['name'].replace('-', '_')
        add(option, canonical(option, extra['value']) if option in SETTINGS else words(extra['value']))
    return tidy(result)
