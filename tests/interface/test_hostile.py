#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Broken, invalid and hostile input: each is told by one line that names the file and the line, and nothing on disk
changes. Faults of the disk and of permissions are in the suites command and faults."""
import concurrent.futures
import http.server
import json
import os
import pathlib
import resource
import shutil
import subprocess
import sys
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from suite import ScratchCase, main, run  # noqa: E402

BOMB = '''<?xml version="1.0"?>
<!DOCTYPE interface [
<!ENTITY a "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
<!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;">
<!ENTITY f "&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;"><!ENTITY g "&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;">
]>
<interface type="ethernet" name="&g;"/>
'''
ETHERNET = '<interface type="ethernet" name="eth0">\n{}\n</interface>'
BRIDGE = '<interface type="bridge" name="br0"><bridge>\n{}\n</bridge></interface>'
KEPT = 'auto lo\niface lo inet loopback\n'


class Hostile(ScratchCase):
    def setUp(self):
        super().setUp()
        self.interfaces.write_text(KEPT)

    def refuses(self, document, line, part):
        """@line: of the document, counted from 1."""
        self.fails(1, f'standard input:{line}: ', 'interface', 'define', '-', stdin=document)
        self.fails(1, part, 'interface', 'define', '-', stdin=document)

    def refuses_inside(self, inside, part):
        self.refuses(ETHERNET.format(inside), 2, part)

    # Documents.

    def test_broken_documents(self):
        self.refuses('', 1, 'standard input')
        self.refuses('<interface type="ethernet"\n name="eth0">\n', 3, 'standard input')
        self.refuses('not XML at all', 1, 'standard input')
        self.refuses(ETHERNET.format('<mtu size="1500"></start>'), 2, 'standard input')

    def test_entity_bomb(self):
        started = time.monotonic()
        self.fails(1, 'standard input:', 'interface', 'define', '-', stdin=BOMB)
        self.assertLess(time.monotonic() - started, 5)

    def test_a_gigabyte_of_nesting(self):
        for word in ('<interface type="bridge" name="b"><bridge>', '<a>'):
            source = subprocess.Popen(f'yes {chr(39)}{word}{chr(39)} | head -c 1073741824', shell=True,
                                      stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
            result = subprocess.run(['berth', '--root', self.root, 'interface', 'define', '-'], stdin=source.stdout,
                                    capture_output=True, text=True, timeout=60,
                                    preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_DATA, (64 << 20, 64 << 20)))
            source.stdout.close()
            source.wait()
            self.assertEqual(result.returncode, 1, result.stderr)
            self.assertIn('longer than 256 KiB', result.stderr)
        self.refuses('<a>' * 80000, 1, 'standard input')
        for depth, part in ((200, 'nested too deep'), (20, 'nested more than 4 deep')):
            document = '<interface type="bridge" name="b"><bridge>' * depth + '</bridge></interface>' * depth
            self.refuses(document, 1, part)

    def test_external_entities_are_not_fetched(self):
        seen = []

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                seen.append(self.path)
                self.send_error(404)

        server = http.server.HTTPServer(('127.0.0.1', 0), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        secret = self.root / 'secret'
        secret.write_text('hunter2')
        for place in (f'http://127.0.0.1:{server.server_port}/x', f'file://{secret}'):
            for document in (f'<!DOCTYPE interface SYSTEM "{place}"><interface type="ethernet" name="eth0"/>',
                             f'<!DOCTYPE i [<!ENTITY x SYSTEM "{place}">]><interface type="ethernet" name="&x;"/>',
                             f'<!DOCTYPE i [<!ENTITY % x SYSTEM "{place}"> %x;]><interface type="ethernet"/>'):
                result = self.berth('interface', 'define', '-', stdin=document)
                self.assertEqual(result.returncode, 1, document)
                self.assertNotIn('hunter2', result.stderr)
            include = (f'<interface type="ethernet" name="eth0" xmlns:xi="http://www.w3.org/2001/XInclude">'
                       f'<xi:include href="{place}"/></interface>')
            self.fails(1, 'standard input:1: ', 'interface', 'define', '-', stdin=include)
        self.assertEqual(seen, [])

    def test_names(self):
        self.refuses('<interface type="ethernet" name="sixteen-letters-"/>', 1, '16 bytes long')
        self.refuses('<interface type="ethernet" name="a/b"/>', 1, "'/'")
        self.refuses('<interface type="ethernet" name=".."/>', 1, "'..'")
        self.refuses('<interface type="ethernet" name=""/>', 1, 'needs a name')
        self.refuses('<interface type="vlan">\n<vlan tag="42"><interface name="eth0"/></vlan></interface>', 1,
                     "no attribute 'name'")

    def test_ports(self):
        self.refuses(BRIDGE.format('<interface type="ethernet" name="br0"/>'), 2, 'port of itself')
        twice = '<interface type="ethernet" name="eth0"/>'
        self.refuses(BRIDGE.format(twice + twice), 2, "'eth0' is a port of 'br0' already")
        self.refuses(BRIDGE.format('<interface type="bridge" name="br1"/>'), 2, "'br1' cannot be a port")

    def test_numbers_and_addresses(self):
        self.refuses('<interface type="vlan" name="eth0.4095">\n<vlan tag="4095"><interface name="eth0"/></vlan>'
                     '</interface>', 2, '1 to 4094')
        self.refuses_inside('<mtu size="12"/>', '68')
        self.refuses_inside('<mtu size="99999999999999999999"/>', 'mtu')
        self.refuses_inside('<mac address="52:54:00:12:34"/>', '52:54:00:12:34')
        self.refuses_inside('<mac address="01:54:00:12:34:56"/>', '01:54')
        for family, address in (('ipv4', '256.0.0.1'), ('ipv4', '10.0.0'), ('ipv4', '::1'), ('ipv6', '10.0.0.1'),
                                ('ipv6', '2001:db8:::1'), ('ipv6', 'g::1')):
            self.refuses_inside(f'<protocol family="{family}"><ip address="{address}"/></protocol>', address)
        self.refuses_inside('<protocol family="ipv4"><ip address="10.0.0.1" prefix="33"/></protocol>', '33')
        self.refuses_inside('<protocol family="ipv6"><ip address="::1" prefix="129"/></protocol>', '129')

    def test_metrics_and_labels(self):
        for metric in ('-1', '4294967296', '0x10', '1e3', '', '99999999999999999999', '1 '):
            self.refuses_inside(f'<protocol family="ipv4" metric="{metric}"/>', f"'{metric}'")
        for label in ('eth1:1', 'eth0', 'eth0:', 'eth0:a b', 'eth0:01234567890', 'eth0:$(reboot) '):
            self.refuses_inside(f'<protocol family="ipv4"><ip address="10.0.0.1" label="{label}"/></protocol>',
                                f"'{label}'")
        self.refuses_inside('<protocol family="ipv6"><ip address="::1" label="eth0:1"/></protocol>', 'IPv6')

    def test_said_twice(self):
        self.refuses_inside('<mtu size="1400"/><mtu size="1500"/>', 'there already')
        self.refuses_inside('<protocol family="ipv4"/><protocol family="ipv4"/>', 'join them')
        self.refuses_inside('<protocol family="ipv4" metric="1"/><protocol family="ipv4"/>', 'join them')
        address = '<ip address="10.0.0.1" prefix="24"/>'
        self.refuses_inside(f'<protocol family="ipv4">{address}{address}</protocol>', 'there already')

    def test_definitions_that_use_one_port_twice(self):
        self.refuses(BRIDGE.format('<interface type="ethernet" name="eth0"/><interface type="bond" name="bond0"><bond>'
                                   '<interface type="ethernet" name="eth0"/></bond></interface>'), 2,
                     "'eth0' is a port of 'br0' already")

    def test_byte_order_mark(self):
        """It is skipped in front of both forms, and lines are counted as they are seen."""
        mark = '\ufeff'
        for document in (ETHERNET.format(''), '{"berth": 1, "type": "ethernet", "name": "eth0"}'):
            self.must('interface', 'define', '-', stdin=mark + document)
            self.assertEqual(self.interfaces.read_text(), KEPT + '\niface eth0 inet manual\n')
            self.interfaces.write_text(KEPT)
        self.refuses(mark + '{\n"berth": 1,,\n}', 2, 'near')
        self.refuses(mark + '<interface type="ethernet" name="eth0">\n<mtu size="12"/></interface>', 2, '68')
        self.refuses(mark, 1, 'there is no element here')
        self.refuses(mark + mark + '{"berth": 1}', 1, 'standard input')

    def test_long_words_are_cut_between_characters(self):
        """What is quoted stays what was written, but for its end."""
        for word in ('ä' * 200, 'x' + 'ä' * 200, '€' * 200, 'x' + '€' * 200, 'xx' + '€' * 200, '😀' * 100,
                     'xyz' + '😀' * 100):
            for document in (f'{{"berth": 1, "type": "ethernet", "name": "eth0", "{word}": 1}}',
                             f'{{"berth": 1, "type": "ethernet", "name": "eth0", "ipv4": {{"{word}": 1}}}}',
                             ETHERNET.format(f'<{word}/>'), ETHERNET.format(f'<mtu {word}="1"/>'),
                             f'<interface><{word}></interface>'):
                if '😀' in word and '<' in document:
                    continue  # no name in XML
                result = self.berth('interface', 'define', '-', stdin=document)
                self.assertEqual(result.returncode, 1)
                self.assertNotIn('?', result.stderr)
                self.assertIn(word[:12], result.stderr)
                self.assertRegex(result.stderr, r'\A[^\n]+\n\Z')
        self.fails(1, 'ä...: is not a setting here', 'interface', 'define', '-',
                   stdin=f'{{"berth": 1, "type": "ethernet", "name": "eth0", "{"ä" * 200}": 1}}')

    def test_too_little_memory(self):
        """However little a process may have, what it lacks is memory: nothing is to be installed or changed."""
        if 'BERTH_TEST_SANITIZED' in os.environ:
            self.skipTest('a sanitizer takes more of the address space than the limits here')
        enough, told = 0, 0
        for limit in range(4 << 10, 60 << 10, 256):
            result = run('sh', '-c', f'ulimit -v {limit}; exec "$@"', 'sh', 'berth', '--root', self.root, 'interface',
                         'define', '-', stdin=ETHERNET.format(''))
            if 'shared libraries' in result.stderr or 'exec' in result.stderr or result.returncode == 126:
                continue  # the command could not even start
            enough += result.returncode == 0
            told += result.returncode == 1
            if result.returncode:
                self.assertEqual((result.stderr, result.returncode), ('berth: memory ran out\n', 1), limit)
                self.assertEqual(self.interfaces.read_text(), KEPT)
            self.interfaces.write_text(KEPT)
        self.assertTrue(enough and told, (enough, told))

    # The host's files.

    def fails_at(self, line, part):
        self.fails(1, f'interfaces:{line}: ', 'interface', 'list')
        self.fails(1, part, 'interface', 'define', '-', stdin=ETHERNET.format(''))

    def test_nul_byte(self):
        self.interfaces.write_bytes(KEPT.encode() + b'iface eth1 inet dhcp\n  metric \x001\n')
        self.fails_at(4, 'NUL')

    def test_bytes_that_are_no_text_stay(self):
        before = KEPT.encode() + b'# caf\xe9 \xff\xfe\niface eth1 inet dhcp\n    up echo \xe9\n'
        self.interfaces.write_bytes(before)
        self.must('interface', 'define', '-', stdin='<interface type="ethernet" name="eth2"/>')
        self.assertEqual(self.interfaces.read_bytes(), before + b'\niface eth2 inet manual\n')
        # They are no setting that XML could hold.
        self.fails(1, 'interfaces:5: ', 'interface', 'show', 'eth1')
        self.assertIn('"eth1"', self.must('interface', 'list', '--json'))
        for bad in (b'iface br0 inet manual\n    bridge_ports \xe9\n',
                    b'iface br0 inet dhcp\n    dns-search \xe9.de x.org\n'):
            self.interfaces.write_bytes(KEPT.encode() + bad)
            self.fails(1, 'interfaces:4: ', 'interface', 'show', 'br0', '--json')
        self.interfaces.write_bytes(KEPT.encode() + b'iface \xe9 inet manual\n')
        self.assertIn('"name": "?"', self.must('interface', 'list', '--json'))

    def test_a_line_of_ten_megabytes(self):
        for line in ('# ' + 'x' * 10_000_000, 'auto ' + 'x ' * 5_000_000,
                     'iface eth1 inet dhcp\n up ' + 'x' * 10_000_000, 'auto lo \\\n' * 1_000_000):
            before = f'{line}\n{KEPT}'
            self.interfaces.write_text(before)
            started = time.monotonic()
            self.must('interface', 'define', '-', stdin='<interface type="ethernet" name="eth2"/>')
            self.assertEqual(self.interfaces.read_text(), before + '\niface eth2 inet manual\n')
            self.must('interface', 'undefine', 'eth2')
            self.assertEqual(self.interfaces.read_text(), before)
            self.assertLess(time.monotonic() - started, 10)

    def test_no_plain_file(self):
        """What stands in the file's place is told, whether or not a driver is named; nothing waits for a pipe."""
        kinds = (
            (os.mkfifo, 1, 'is a named pipe, not a regular file; put a plain file there'),
            (os.mkdir, 1, 'is a folder, not a regular file; put a plain file there'),
            (lambda path: os.symlink('interfaces', path), 1, 'is a loop of symbolic links; put a plain file there'),
            (lambda path: os.symlink('nowhere', path), 3, "is a symbolic link to 'nowhere', where nothing is; make "
                                                          'that file, or put a plain file in place of the link'),
        )
        for make, status, part in kinds:
            shutil.rmtree(self.interfaces.parent)
            self.interfaces.parent.mkdir()
            make(self.interfaces)
            for words in (['interface', 'list'], ['--driver', 'debian', 'interface', 'list'],
                          ['interface', 'show', 'eth1'], ['interface', 'define', '-']):
                self.fails(status, f'{self.interfaces}: {part}\n', *words, stdin=ETHERNET.format(''))

    def test_include_loops(self):
        self.interfaces.write_text('source interfaces\n')
        self.fails_at(1, 'remove one of the two source lines')
        other = self.interfaces.with_name('other')
        other.write_text('# one\nsource interfaces\n')
        self.interfaces.write_text('source other\n')
        self.fails(1, 'other:2: ', 'interface', 'list')

    def test_many_define_at_once(self):
        """Each reads what the others wrote; somebody who does not know the lock writes as well."""
        names = [f'eth{number}' for number in range(60)]
        documents = [f'<interface type="ethernet" name="{name}"><protocol family="ipv4"><dhcp/></protocol></interface>'
                     for name in names]

        def edit():
            for number in range(20):
                text = self.interfaces.read_text() + f'# {number}\n'
                new = self.interfaces.with_name('edited')
                new.write_text(text)
                new.rename(self.interfaces)
                time.sleep(0.01)

        with concurrent.futures.ThreadPoolExecutor(20) as pool:
            results = list(pool.map(lambda text: self.berth('interface', 'define', '-', stdin=text), documents))
        self.assertEqual([result.stderr for result in results], [''] * len(names))
        self.assertEqual(sorted(self.must('interface', 'list').split()), sorted([*names, 'lo']))
        # One that overwrites what it did not read may take a definition back, but no save fails for it.
        editor = threading.Thread(target=edit)
        editor.start()
        for document in documents[:20]:
            static = document.replace('<dhcp/>', '<ip address="192.0.2.1" prefix="24"/>')
            self.must('interface', 'define', '-', stdin=static)
        editor.join()

    def test_overtaken(self):
        """Somebody who does not know the lock writes while a new file is: what he wrote is read, and stays."""
        new = self.interfaces.with_name('.interfaces.berth-new')
        slow = ['strace', '-qq', '-e', 'trace=fsync', '-e', 'inject=fsync:delay_enter=2000000:when=1']
        with subprocess.Popen([*slow, 'berth', '--root', self.root, 'interface', 'define', '-'], stdin=subprocess.PIPE,
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, text=True) as process:
            process.stdin.write(ETHERNET.format(''))
            process.stdin.close()
            end = time.monotonic() + 20
            while not new.exists() and time.monotonic() < end:
                time.sleep(0.01)
            self.assertTrue(new.exists())
            edited = self.interfaces.with_name('edited')
            edited.write_text(self.interfaces.read_text() + '# by hand\n')
            edited.rename(self.interfaces)
        self.assertEqual(process.returncode, 0)
        self.assertIn('# by hand\n', self.interfaces.read_text())
        self.assertIn('eth0', self.must('interface', 'list').split())

    def test_bridges_of_bridges(self):
        """Each interface is read once, however often it is named; what grew with the depth would not end here."""
        deep, wide = 4, 60
        self.interfaces.write_text(''.join(
            f'iface b{level}_{number} inet manual\n bridge_ports '
            + (' '.join(f'b{level + 1}_{port}' for port in range(wide)) if level < deep else 'none') + '\n'
            for level in range(deep + 1) for number in range(wide)))
        shown = json.loads(self.must('interface', 'show', '--json', 'b0_0'))
        self.assertEqual(len(shown['bridge']['ports']), wide)

    def test_very_many_start_lines(self):
        many = 40000
        self.interfaces.write_text(''.join(f'auto e{number}\niface e{number} inet dhcp\n' for number in range(many)))
        listed = json.loads(self.must('--json', 'interface', 'list'))['interfaces']
        self.assertEqual(len(listed), many)
        self.assertEqual(json.loads(self.must('interface', 'show', '--json', f'e{many - 1}'))['start'], 'onboot')

    def test_stanzas_that_mean_nothing(self):
        for text, part in (('iface\n', 'interfaces:1: '), ('iface eth0 inet static\n', 'interfaces:1: '),
                           ('iface eth0 inet static\n address nowhere\n', 'interfaces:2: '),
                           ('iface eth0 inet manual\n mtu many\n', 'interfaces:2: '),
                           ('iface br0 inet dhcp\n bridge_ports br0\n', 'interfaces:2: ')):
            self.interfaces.write_text(text)
            result = self.berth('interface', 'show', text.split()[1] if ' ' in text else 'eth0')
            self.assertIn(result.returncode, (1, 3), text)
            if result.returncode == 1:
                self.assertIn(part, result.stderr)
            self.assertEqual(self.interfaces.read_text(), text)


if __name__ == '__main__':
    main()
