#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The Debian driver on files: each folder of debian/ is a case.

    before          /etc/network/interfaces; before.d/, if there, its interfaces.d
    show/NAME.xml   what `show NAME` prints, for every interface that the files define
    change          commands, one a line: `define FILE`, `undefine NAME`; options may stand before the last word
                    (optional)
    NAME.xml        a document for it; what `show NAME` prints once it was defined
    after           the file after the changes; after.d/, if there, its interfaces.d
    told            what these commands say on standard error; without this file, nothing
    written         an empty file after all that was shown was defined in it (optional)
    unwritten       what cannot be written where nothing is: a line each, name, exit status, part of the reason
    findings        what `check` prints but notes and the sum (optional: nothing); `define` may warn of those

Each document of xml/ that Debian has words for is such a pair too: NAME.xml, and NAME.debian, an empty file after it
was defined in it. NAME.told is as above; NAME.shown what is shown then, where that is not the document itself.

Besides, for every case: writing back what was shown changes no byte; what was shown and is written into an empty file
is shown the same again; what is added to an interface and taken away leaves no byte changed; and the real ifquery
agrees on every value of every file.
"""
import json
import pathlib
import re
import shutil
import sys
from xml.etree import ElementTree

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

import ifquery  # noqa: E402
from suite import ScratchCase, find_program, main, run  # noqa: E402


def text_of(file):
    return file.read_text() if file.exists() else ''


class Host(ScratchCase):
    maxDiff = None

    def change(self, case, verb, *words):
        """What a command that has to succeed says, without the name of the program that each line begins with."""
        *options, word = words
        result = self.berth('interface', verb, *options, case / word if verb == 'define' else word)
        self.assertEqual((result.stdout, result.returncode), ('', 0), result.stderr)
        return re.sub('^berth: ', '', result.stderr, flags=re.MULTILINE)

    def define(self, case, document, stdin=None):
        """Defines in silence, unless the case has lines that ifup ignores: define may warn of those."""
        result = self.berth('interface', 'define', document, stdin=stdin)
        self.assertEqual(result.returncode, 0, result.stderr)
        if not (case / 'findings').exists():
            self.assertEqual(result.stderr, '')

    def check_ifquery(self):
        """Holds what the real ifquery reads of every interface against what is shown."""
        program = find_program('ifquery')
        if not program:
            self.skipTest('there is no ifquery: ./run build unpacks one')
        for name in self.must('interface', 'list').split():
            shown = json.loads(self.must('interface', 'show', '--json', name))
            # An alias is an interface of its own to ifup, and may stand without the other.
            labels = [one['label'] for one in shown.get('ipv4', {}).get('addresses', []) if 'label' in one]
            results = [run(program, '-i', self.interfaces, '--state-dir', self.root, one) for one in (name, *labels)]
            for result in results[bool(labels):]:
                self.assertEqual(result.returncode, 0, f'ifquery {name}: {result.stderr}')
            said = ''.join(result.stdout for result in results)
            self.assertEqual(ifquery.said(said, shown), ifquery.expected(shown), name)


class Debian(Host):
    def place(self, case, name):
        shutil.copy(case / name, self.interfaces)
        included = self.interfaces.with_name('interfaces.d')
        if (case / f'{name}.d').is_dir():
            shutil.copytree(case / f'{name}.d', included)

    def check_place(self, case, name):
        self.assertEqual(self.interfaces.read_bytes(), (case / name).read_bytes())
        for file in (case / f'{name}.d').glob('*'):
            self.assertEqual((self.interfaces.with_name('interfaces.d') / file.name).read_bytes(), file.read_bytes())

    def check_findings(self, case):
        """What ifup ignores or takes otherwise is told; and it reads these files, so none of it is that it refuses."""
        result = self.berth('interface', 'check')
        lines = [line for line in result.stdout.splitlines()[:-1] if ' note: ' not in line]
        expected = (case / 'findings').read_text().splitlines() if (case / 'findings').exists() else []
        self.assertEqual([line.replace(f'{self.interfaces.parent}/', '') for line in lines], expected)
        self.assertEqual((result.stderr, result.returncode), ('', 7 if expected else 0))
        found = json.loads(self.berth('--json', 'interface', 'check').stdout)['items']
        self.assertNotIn('PARSE', [item['code'] for item in found])

    def check(self, case):
        self.place(case, 'before')
        self.check_findings(case)
        names = self.must('interface', 'list').split()
        self.assertEqual(sorted(names), sorted(path.stem for path in (case / 'show').glob('*.xml')))
        for name in names:
            shown = self.must('interface', 'show', name)
            self.assertEqual(shown, (case / f'show/{name}.xml').read_text())
            self.define(case, '-', stdin=shown)
            self.define(case, '-', stdin=self.must('interface', 'show', '--json', name))
            self.check_place(case, 'before')
        self.check_written(case, names)
        if (case / 'change').exists():
            told = [self.change(case, *line.split()) for line in (case / 'change').read_text().splitlines()]
            self.assertEqual(''.join(told).replace(f'{case}/', '').replace(f'{self.interfaces.parent}/', ''),
                             text_of(case / 'told'))
            self.check_place(case, 'after')
            for name in self.must('interface', 'list').split():
                if (case / f'{name}.xml').exists():
                    self.assertEqual(self.must('interface', 'show', name), (case / f'{name}.xml').read_text())
        self.check_ifquery()

    def check_written(self, case, names):
        """What was shown, written where nothing is."""
        kept = self.interfaces.read_bytes()
        self.interfaces.write_text('')
        if (case / 'unwritten').exists():
            for line in (case / 'unwritten').read_text().splitlines():
                name, status, reason = line.split(' ', 2)
                self.fails(int(status), reason, 'interface', 'define', case / f'show/{name}.xml')
                names = [one for one in names if one != name]
        for name in names:
            self.define(case, case / f'show/{name}.xml')
        for name in names:
            self.assertEqual(self.must('interface', 'show', name), (case / f'show/{name}.xml').read_text())
        if (case / 'written').exists():
            self.assertEqual(self.interfaces.read_text(), (case / 'written').read_text())
        self.check_ifquery()
        self.interfaces.write_bytes(kept)


def add_case(folder):
    setattr(Debian, f'test_{folder.name}', lambda self: self.check(folder))


def settings_to_add(shown):
    """What is not there yet, one setting after the other."""
    ipv4, ipv6 = shown.get('ipv4', {}), shown.get('ipv6', {})
    changes = {'mtu': {'mtu': 1450}, 'mac': {'mac': '52:54:00:00:00:77'}, 'dns': {'dns': {'servers': ['192.0.2.77']}},
               'ipv4': {'ipv4': {**ipv4, 'addresses': [*ipv4.get('addresses', []),
                                                       {'address': '10.77.0.1', 'prefix': 24}]}},
               'ipv6': {'ipv6': {**ipv6, 'addresses': [*ipv6.get('addresses', []),
                                                       {'address': '2001:db8:77::1', 'prefix': 64}]}}}
    # What the model does not describe has options of its own for most of them.
    names = ['dns'] if shown['type'] == 'other' else [*changes]
    return {name: changes[name] for name in names if name in ('ipv4', 'ipv6') or name not in shown}


class ThereAndBack(Host):
    """An interface is shown, something is added to it, and what was shown is defined again."""
    # What cannot come back: the bytes of a last line without end or with a backslash, a stanza 'manual' that became
    # static, one that was said twice.
    ONE_WAY = {('continued_end', 'eth0'): 'mtu mac dns ipv4 ipv6', ('included', 'eth1'): 'mtu mac dns ipv4 ipv6',
               ('aliases', 'eth1'): 'ipv4 ipv6',
               ('owned', 'e1'): 'ipv6', ('advertised', 'eth5'): 'ipv4 ipv6', ('advertised', 'eth6'): 'ipv6',
               ('netcf_ipv6_autoconf', 'eth5'): 'ipv6', ('twice_said', 'eth4'): 'ipv4'}
    # What is refused: it is inherited, or an option that has no effect where it stands would get one.
    REFUSED = {('inherited', 'office'): 'ipv4', ('taken_or_not', 'eth5'): 'ipv6'}
    # Templates, and a stanza that ifup fails on: adding an address makes another thing of their options.
    LEFT_OUT = [('parents', 't'), ('parents', 'eth1'), ('taken_or_not', 'br0'), ('grandparents', 'desk'),
                ('grandparents', 'eth1')]

    def place(self, case):
        shutil.rmtree(self.interfaces.parent)
        self.interfaces.parent.mkdir()
        shutil.copy(case / 'before', self.interfaces)
        if (case / 'before.d').is_dir():
            shutil.copytree(case / 'before.d', self.interfaces.with_name('interfaces.d'))

    def check(self, case, name):
        shown = json.loads(self.must('interface', 'show', '--json', name))
        before = self.snapshot()
        for setting, change in settings_to_add(shown).items():
            with self.subTest(name=name, setting=setting):
                changed = json.dumps({**shown, **change})
                if setting in self.REFUSED.get((case.name, name), '').split():
                    self.assertIn(self.berth('interface', 'define', '-', stdin=changed).returncode, (1, 6))
                    continue
                self.define(case, '-', stdin=changed)
                self.assertNotEqual(self.snapshot(), before)
                # Silence of DNS would keep it.
                self.define(case, '-', stdin=json.dumps({'dns': {}, **shown}))
                if setting in self.ONE_WAY.get((case.name, name), '').split():
                    self.assertEqual(json.loads(self.must('interface', 'show', '--json', name)), shown)
                    self.place(case)
                self.assertEqual(self.snapshot(), before)

    def check_all(self, case):
        self.place(case)
        for name in self.must('interface', 'list').split():
            # What others inherit from is changed by hand alone.
            template = re.search(rf'inherits\s+{re.escape(name)}\b', self.interfaces.read_text())
            if not template and (case.name, name) not in self.LEFT_OUT:
                self.check(case, name)


for entry in sorted((HERE / 'debian').iterdir()):
    add_case(entry)
    setattr(ThereAndBack, f'test_{entry.name}', lambda self, case=entry: self.check_all(case))


class Starts(Host):
    """An interface gets each other start mode and its own again: then everything is shown as it was."""
    place = Debian.place
    MODES = ['none', 'onboot', 'hotplug', 'onboot-hotplug']

    def shown(self):
        return {name: json.loads(self.must('interface', 'show', '--json', name))
                for name in self.must('interface', 'list').split()}

    def check(self, case):
        self.place(case, 'before')
        before = self.shown()
        for name, own in before.items():
            for mode in self.MODES:
                changed = json.dumps({**own, 'start': mode})
                with self.subTest(name=name, mode=mode):
                    # Patterns stay, and so may what they start.
                    if self.berth('interface', 'define', '-', stdin=changed).returncode:
                        self.fails(6, 'by hand', 'interface', 'define', '-', stdin=changed)
                        continue
                    self.assertEqual(self.shown(), {**before, name: {**own, 'start': mode}})
                    self.must('interface', 'define', '-', stdin=json.dumps(own))
                    self.assertEqual(self.shown(), before)


for entry in ('start_modes', 'start_modes_both', 'shared_auto_line'):
    setattr(Starts, f'test_{entry}', lambda self, case=HERE / 'debian' / entry: self.check(case))


class Documents(Host):
    # The setting that each has and interfaces(5) has no words for: it cannot keep dhclient from the resolver.
    REFUSED = {'ethernet-dhcp': 'peerdns', 'ethernet-metrics-alone': 'ipv4.metric',
               'ethernet-labels': "cannot take 'of-ten/b:c' for a name", 'other-alone': "the extra option 'iface'"}

    def check(self, document):
        self.interfaces.write_text('')
        self.assertEqual(self.change(document.parent, 'define', document.name), text_of(document.with_suffix('.told')))
        self.assertEqual(self.interfaces.read_text(), document.with_suffix('.debian').read_text())
        name = ElementTree.parse(document).getroot().get('name')
        # dhclient does that anyway, so there is no line that would say it.
        said = document.read_text().replace(' peerdns="yes"', '')
        self.assertEqual(self.must('interface', 'show', name), text_of(document.with_suffix('.shown')) or said)
        self.check_ifquery()

    def test_refused(self):
        for name, setting in self.REFUSED.items():
            self.interfaces.write_text('')
            self.fails(6, setting, 'interface', 'define', HERE / f'xml/{name}.xml')


class Metrics(Host):
    STATIC = 'iface eth0 inet static\n    address 192.0.2.1/24\n'
    OPTION = '<extras><option stanza="0" name="metric" value="7"/></extras>'

    def refuses(self, before, inside, part, status=6):
        self.interfaces.write_text(before)
        document = f'<interface type="ethernet" name="eth0">{inside}</interface>'
        self.fails(status, part, 'interface', 'define', '-', stdin=document)
        self.assertEqual(self.interfaces.read_text(), before)

    def test_without_a_default_route(self):
        for family, inside in (('ipv4', '<ip address="192.0.2.1" prefix="24"/>'), ('ipv6', '<dhcp/>'),
                               ('ipv6', '<autoconf/>'),
                               ('ipv6', '')):
            self.refuses('', f'<protocol family="{family}" metric="7">{inside}</protocol>', f'remove {family}.metric')

    def test_as_an_extra_where_it_is_a_setting(self):
        dhcp = '<protocol family="ipv4"><dhcp/></protocol>'
        part = "'metric 7' of 'eth0' would take effect"
        self.refuses('', dhcp + self.OPTION, part, 1)
        self.refuses('iface eth0 inet dhcp\n    metric 7\n', dhcp + self.OPTION, part, 1)
        # It would come to be one.
        self.refuses(self.STATIC + '    metric 7\n', '<protocol family="ipv4"><ip address="192.0.2.1" prefix="24"/>'
                     '<route gateway="192.0.2.254"/></protocol>', part, 1)

    def unchanged(self, before):
        """What is shown of a file, once it was written back into it."""
        self.interfaces.write_text(before)
        shown = self.must('interface', 'show', 'eth0')
        # What ifup fails on is told, and is of no matter here.
        self.assertEqual(self.berth('interface', 'define', '-', stdin=shown).returncode, 0)
        self.assertEqual(self.interfaces.read_text(), before)
        self.check_ifquery()
        return json.loads(self.must('interface', 'show', 'eth0', '--json'))

    # Two gateways' metrics in the order of their stanzas, and whose gateway is used: of equal ones ifup leaves the
    # first of IPv4, and the last of IPv6 there. Where there is none it is the kernel's, 0 and 1024.
    PAIRS = ((('7', '8'), 0), (('8', '7'), 1), (('7', '7'), None), (('', ''), None), (('0', ''), None),
             (('', '2000'), 0), (('2000', ''), 1), (('010', '7'), 1), (('7', '010'), 0), (('low', ''), None))

    def check_two(self, inet, addresses, gateways, last):
        for metrics, lowest in self.PAIRS:
            decides = last if lowest is None else lowest
            with self.subTest(inet=inet, metrics=metrics):
                shown = self.unchanged(''.join(
                    f'iface eth0 {inet} static\n    address {address}\n    gateway {gateway}\n' +
                    (f'    metric {metric}\n' if metric else '')
                    for address, gateway, metric in zip(addresses, gateways, metrics)))
                ip, metric = shown['ipv6' if inet == 'inet6' else 'ipv4'], metrics[decides]
                self.assertEqual((ip['gateway'], ip.get('metric')),
                                 (gateways[decides], int(metric) if metric.isdigit() else None))

    def test_of_two_gateways_the_lowest(self):
        self.check_two('inet', ('192.0.2.1/24', '198.51.100.1/24'), ('192.0.2.254', '198.51.100.254'), 0)
        self.check_two('inet6', ('2001:db8::1/64', '2001:db8::2/64'), ('2001:db8::f', '2001:db8::e'), 1)

    def test_said_twice(self):
        shown = self.unchanged(self.STATIC + '    gateway 192.0.2.254\n    metric 6\n    metric 8\n')
        self.assertEqual(shown['ipv4']['metric'], 6)
        changed = json.dumps(shown | {'ipv4': shown['ipv4'] | {'metric': 7}})
        result = self.berth('interface', 'define', '-', stdin=changed)
        self.assertEqual((result.stderr, result.returncode), ('', 0))
        self.assertEqual(self.interfaces.read_text(), self.STATIC + '    gateway 192.0.2.254\n    metric 7\n')

    def test_inherited(self):
        before = (self.STATIC.replace('eth0', 'office') + '    gateway 192.0.2.254\n    metric 7\n'
                  'iface eth0 inet static inherits office\n')
        for metric in ('', ' metric="8"'):
            self.refuses(before, f'<protocol family="ipv4"{metric}><ip address="192.0.2.1" prefix="24"/>'
                         '<route gateway="192.0.2.254"/></protocol>', "inherits metric from 'office'")


def add_document(document):
    setattr(Documents, f'test_{document.stem}', lambda self: self.check(document))


for entry in sorted((HERE / 'xml').glob('*.xml')):
    if entry.stem not in Documents.REFUSED:
        add_document(entry)

if __name__ == '__main__':
    main()
