#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The berth command as a person or a script meets it: output, exit statuses, messages, bad input."""
import contextlib
import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from suite import ScratchCase, as_nobody, main, run  # noqa: E402

INTERFACES = '''auto lo
iface lo inet loopback

auto eth0
iface eth0 inet static
    address 192.0.2.5/24
    hwaddress 52:54:00:12:34:56
'''
ETH1 = '<interface type="ethernet" name="eth1"><start mode="onboot"/></interface>'


class Output(ScratchCase):
    def setUp(self):
        super().setUp()
        self.interfaces.write_text(INTERFACES)

    def test_list(self):
        self.assertEqual(self.must('interface', 'list'), 'lo\neth0\n')
        self.assertEqual(self.must('interface', 'list', '--inactive'), 'lo\neth0\n')
        self.assertEqual(self.must('interface', 'list', '--mac'),
                         'lo              -\neth0            52:54:00:12:34:56\n')

    def test_list_json(self):
        document = json.loads(self.must('--json', 'interface', 'list'))
        self.assertEqual(document['berth'], 1)
        self.assertEqual([one['name'] for one in document['interfaces']], ['lo', 'eth0'])
        self.assertEqual(document['interfaces'][1]['mac'], '52:54:00:12:34:56')
        self.assertFalse(document['interfaces'][1]['present'])

    def test_show(self):
        self.assertRegex(self.must('interface', 'show', 'eth0'), r'\A<interface type="ethernet" name="eth0">\n')
        document = json.loads(self.must('interface', 'show', 'eth0', '--json'))
        self.assertEqual(document['ipv4'], {'addresses': [{'address': '192.0.2.5', 'prefix': 24}]})

    def test_status(self):
        self.assertEqual(self.must('interface', 'status', 'eth0').split(),
                         ['eth0', 'absent', 'defined', 'ethernet', '52:54:00:12:34:56', '-'])
        document = json.loads(self.must('interface', 'status', '--json', 'eth0'))
        self.assertEqual([one['name'] for one in document['interfaces']], ['eth0'])

    def test_define_and_undefine(self):
        self.must('interface', 'define', '-', stdin=ETH1)
        self.assertEqual(self.interfaces.read_text(), INTERFACES + '\nauto eth1\niface eth1 inet manual\n')
        self.must('interface', 'define', '-', stdin=self.must('interface', 'show', 'eth1', '--json'))
        self.must('interface', 'undefine', 'eth1')
        self.assertEqual(self.interfaces.read_text(), INTERFACES)

    def test_define_only(self):
        self.fails(4, 'defines', 'interface', 'define', '--create-only', '-',
                   stdin=self.must('interface', 'show', 'eth0'))
        self.fails(3, 'eth1', 'interface', 'define', '--update-only', '-', stdin=ETH1)
        self.must('interface', 'define', '--create-only', '-', stdin=ETH1)
        self.must('interface', 'define', '--update-only', '-', stdin=ETH1)

    def test_capabilities(self):
        self.interfaces.write_text(INTERFACES)
        lines = self.must('capabilities').splitlines()
        self.assertEqual([line.split()[:2] for line in lines[:2]],
                         [['interface.read', 'yes'], ['interface.define', 'yes']])
        # Files alone are nothing that could be up.
        self.assertEqual([line.split()[:2] for line in lines[2:6]],
                         [[f'interface.{word}', 'no:'] for word in ('up', 'bridge', 'vlan', 'bond')])
        self.assertIn('open the host without a root', lines[2])
        self.assertEqual([line.split()[0] for line in lines[6:]],
                         ['key.text', 'key.libvirt', 'key.uinput', 'key.vnc-password'])
        # What is said to work does; keys are sent nowhere here.
        missing = run('berth', 'key', 'send', 'libvirt+test:///default/none', 'KEY_A').stderr
        self.assertEqual('install libvirt0' in missing, 'install libvirt0' in lines[7])
        found = json.loads(self.must('--json', 'capabilities'))['capabilities']
        self.assertEqual(found[0], {'name': 'interface.read', 'works': True})
        self.assertEqual((found[2]['works'], found[2]['code']), (False, 'UNSUPPORTED'))

    def test_capabilities_of_another_user(self):
        self.interfaces.write_text(INTERFACES)
        for path in (self.root, *self.root.rglob('*')):
            path.chmod(0o755 if path.is_dir() else 0o644)
        words = as_nobody() if os.geteuid() == 0 else []
        result = run(*words, 'berth', '--root', self.root, 'capabilities')
        self.assertIn('interface.read       yes\n', result.stdout, result.stderr)
        self.assertRegex(result.stdout, r'interface[.]define +no: .*etc/network: .*Permission denied; run this as root')

    def test_uri_and_version(self):
        self.assertEqual(self.must('uri'), 'local:///\n')
        self.assertEqual(json.loads(self.must('--json', 'uri')), {'berth': 1, 'uri': 'local:///'})
        self.assertRegex(self.must('version'), r'\Aberth \d+\.\d+\.\d+\nlibberth \d+\.\d+\.\d+\n\Z')
        self.assertEqual(self.must('--version'), self.must('version'))

    def test_default_uri(self):
        result = run('berth', 'uri', environment={'BERTH_DEFAULT_URI': 'local:///'})
        self.assertEqual(result.stdout, 'local:///\n')
        result = run('berth', 'interface', 'list', environment={'BERTH_DEFAULT_URI': 'lxc:///'})
        self.assertEqual(result.returncode, 6)
        self.assertIn("'lxc:///'", result.stderr)
        result = run('berth', '-c', 'local:///', 'uri', environment={'BERTH_DEFAULT_URI': 'lxc:///'})
        self.assertEqual(result.returncode, 0)

    def test_running_host_is_only_read(self):
        result = run('berth', 'interface', 'list', '--all')
        self.assertEqual(result.returncode, 0)
        self.assertIn('lo', result.stdout.split())
        self.assertEqual(run('berth', 'interface', 'show', 'lo', '--live').returncode, 0)

    def test_full_output(self):
        with open('/dev/full', 'w') as full:
            result = subprocess.run(['berth', '--root', self.root, 'interface', 'list'], stdout=full,
                                    stderr=subprocess.PIPE, text=True)
        self.assertEqual(result.returncode, 1)
        self.assertIn('cannot write the output', result.stderr)

    def test_output_that_does_not_block(self):
        """A full pipe that is non-blocking is waited for, on both streams; whoever reads late gets all of it."""
        for words, stream in ((['schema', 'interface'], 'stdout'), (['interface', 'show', 'x' * 1500], 'stderr')):
            expected = getattr(run('berth', *words), stream).encode()
            read, write = os.pipe()
            os.set_blocking(write, False)
            filled = 0
            while True:
                try:
                    filled += os.write(write, b'.' * 1000)
                except BlockingIOError:
                    break
            process = subprocess.Popen(['berth', *words], **{
                'stdout': subprocess.DEVNULL, 'stderr': subprocess.DEVNULL, stream: write})
            os.close(write)
            time.sleep(0.3)
            self.assertIsNone(process.poll())
            with open(read, 'rb') as source:
                self.assertEqual(source.read()[filled:], expected)
            self.assertEqual(process.wait(10), 0 if stream == 'stdout' else 3)

    def test_waiting_for_the_reader_is_interrupted(self):
        read, write = os.pipe()
        self.addCleanup(os.close, read)
        os.set_blocking(write, False)
        with contextlib.suppress(BlockingIOError):
            while True:
                os.write(write, b'.')
        process = subprocess.Popen(['berth', 'schema', 'interface'], stdout=write)
        os.close(write)
        time.sleep(0.3)
        process.terminate()
        self.assertEqual(process.wait(10), -signal.SIGTERM)

    def test_log_names_the_files_as_they_are(self):
        result = self.berth('-v', 'interface', 'define', '-', stdin=ETH1)
        self.assertEqual((result.stderr, result.returncode), (f'berth: {self.interfaces}: written\n', 0))


class Descriptors(ScratchCase):
    """What the library opens must not reach programs that the caller starts."""

    def test_every_descriptor_is_close_on_exec(self):
        if 'BERTH_TEST_SANITIZED' in os.environ:
            self.skipTest('a sanitizer opens files of its own, and cannot be traced')
        self.interfaces.write_text(INTERFACES)
        log = self.root / 'trace'
        trace = ['strace', '-f', '-qq', '-o', log, '-e', 'trace=open,openat,openat2,socket,pipe,pipe2,eventfd2,dup,'
                 'pidfd_open,memfd_create,epoll_create1,inotify_init1,accept4']
        commands = [['berth', '--root', self.root, 'interface', 'define', '-'],
                    ['berth', '--root', self.root, 'interface', 'show', 'eth0'],
                    ['berth', 'interface', 'status']]
        for command in commands:
            with self.subTest(command=command[3:]):
                result = run(*trace, *command, stdin=ETH1)
                self.assertEqual(result.returncode, 0, result.stderr)
                calls = [line for line in log.read_text().splitlines() if not re.search(r'= -1 ', line)]
                self.assertGreater(len(calls), 5)
                # pidfd_open(2) is close-on-exec by itself.
                self.assertEqual([line for line in calls if 'CLOEXEC' not in line and 'pidfd_open' not in line], [])


class Usage(ScratchCase):
    def setUp(self):
        super().setUp()
        self.interfaces.write_text(INTERFACES)

    def test_wrong_command_lines(self):
        for words in [(), ('interface',), ('interface', 'fly'), ('fly',), ('interface', 'show'), ('--fly',), ('-x',),
                      ('interface', 'show', 'a', 'b'), ('interface', 'list', 'a'), ('interface', 'list', '--live'),
                      ('interface', 'list', '--all', '--inactive'), ('--root',), ('uri', '--all'), ('uri', '--json=x'),
                      ('interface', 'up', 'eth0', '--timeout', 'soon'), ('interface', 'define', '-', 'x')]:
            with self.subTest(words=words):
                self.fails(2, "see 'berth --help'", *words)

    def test_help(self):
        text = self.must('--help')
        for word in ('interface list', 'interface define FILE|-', '--root=DIR', 'BERTH_DEFAULT_URI'):
            self.assertIn(word, text)
        self.assertIn('<extras>', self.must('interface', 'define', '--help'))

    def test_every_command_is_in_help_manual_and_completion(self):
        commands = re.findall(r'^  ((?:interface|key) \w+|\w+)\b', self.must('--help'), re.MULTILINE)
        self.assertEqual(len(commands), 21)
        # The manual page and the completion are built beside the command.
        tools = pathlib.Path(run('sh', '-c', 'command -v berth').stdout.strip()).parent
        manual = (tools / 'berth.1').read_text()
        completion = (tools / 'berth.bash').read_text()
        options = set(re.findall(r'--([a-z-]+)', ''.join(self.must(*c.split(), '--help') for c in commands)))
        self.assertLessEqual({'all', 'inactive', 'mac', 'live', 'timeout', 'root', 'json', 'layout'}, options)
        for command in commands:
            self.assertIn(f'berth {command}', manual)
            self.assertIn(command.split()[-1], completion)
        for option in options:
            escaped = option.replace('-', '\\-')
            self.assertIn(f'\\-\\-{escaped}', manual)
            self.assertIn(f'--{option}', completion)

    def test_what_is_not_used_is_not_loaded(self):
        """As the dynamic linker says (ld.so(8))."""
        for command in (['version'], ['key', 'translate', 'KEY_A'], ['interface', 'list', '--all']):
            with self.subTest(command=command):
                result = run('berth', '--root', self.root, *command, environment={'LD_DEBUG': 'files'})
                self.assertEqual(result.returncode, 0)
                self.assertIn('libberth.so', result.stderr)
                self.assertNotRegex(result.stderr, 'file=(libxml2|libvirt|libxkbcommon|libnettle)')
        result = run('berth', '-c', 'fake:///', 'key', 'type', 'uinput:', 'x', environment={'LD_DEBUG': 'files'})
        self.assertIn('file=libxkbcommon', result.stderr)

    def test_manual_page_formats_without_warning(self):
        tools = pathlib.Path(run('sh', '-c', 'command -v berth').stdout.strip()).parent
        result = run('mandoc', '-T', 'lint', '-W', 'warning', tools / 'berth.1')
        self.assertEqual((result.stdout, result.stderr, result.returncode), ('', '', 0))

    def complete(self, *words):
        script = ('source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _berth; '
                  'printf "%s\\n" "${COMPREPLY[@]}"')
        tools = pathlib.Path(run('sh', '-c', 'command -v berth').stdout.strip()).parent
        result = run('bash', '-c', script, 'bash', tools / 'berth.bash', 'berth', *words)
        self.assertEqual(result.stderr, '')
        return result.stdout.split()

    def test_completion(self):
        self.assertEqual(self.complete('interface', 'un'), ['undefine'])
        self.assertEqual(self.complete(''), ['interface', 'key', 'schema', 'capabilities', 'uri', 'version'])
        self.assertEqual(self.complete('schema', ''), ['interface'])
        self.assertEqual(self.complete('key', 'se'), ['sets', 'send', 'sequence'])
        self.assertEqual(self.complete('key', 'list', 'at'), ['atset1', 'atset2', 'atset3'])
        self.assertEqual(self.complete('key', 'translate', '--from', 'xorg_x'), ['xorg_xquartz', 'xorg_xwin'])
        self.assertEqual(self.complete('key', 'type', '--layout', 'de', '--ra'), ['--rate'])
        self.assertEqual(self.complete('--root', str(self.root), 'interface', 'show', ''), ['lo', 'eth0'])
        self.assertEqual(self.complete('interface', 'show', '--l'), ['--live'])
        # A name in a file is text, whatever it looks like.
        self.interfaces.write_text(f'iface $(touch${{IFS}}{self.root}/ran) inet dhcp\niface a`id` inet dhcp\n')
        words = self.complete('--root', str(self.root), 'interface', 'show', '')
        self.assertEqual(len(words), 2)
        self.assertFalse((self.root / 'ran').exists())
        self.assertEqual(self.complete('interface', 'up', '--t'), ['--timeout'])


class BadInput(ScratchCase):
    def setUp(self):
        super().setUp()
        self.interfaces.write_text(INTERFACES)

    def define_fails(self, status, part, document):
        self.fails(status, part, 'interface', 'define', '-', stdin=document)

    def test_broken_xml(self):
        self.define_fails(1, 'standard input:2: ', '<interface type="ethernet" name="eth1">\n<mtu')

    def test_broken_json(self):
        self.define_fails(1, 'standard input:1: ', '{"berth": 1,}')

    def test_unnamed_vlan(self):
        self.define_fails(1, "no attribute 'name'",
                          '<interface type="vlan"><vlan tag="1"><interface name="eth0"/></vlan></interface>')

    def test_long_name(self):
        self.define_fails(1, '16 bytes long', '<interface type="ethernet" name="sixteen-letters-"/>')

    def test_vlan_name_that_hides_its_tag(self):
        self.define_fails(6, "'eth0.7'", '<interface type="vlan" name="office"><vlan tag="7"><interface name="eth0"/>'
                                         '</vlan></interface>')

    def test_extras_cannot_smuggle_lines_in(self):
        for name, value in (('up', 'true\niface evil inet dhcp'), ('iface', 'evil inet dhcp'), ('up x', 'y'),
                            ('up', 'true \\'), ('mtu', '1500'), ('allow-auto', 'evil'), ('#up', 'x'), ('up', '')):
            with self.subTest(name=name, value=value):
                document = {'berth': 1, 'type': 'ethernet', 'name': 'eth1',
                            'extras': [{'stanza': 0, 'name': name, 'value': value}]}
                self.define_fails(1, 'extra option', json.dumps(document))

    def test_missing_document(self):
        self.fails(3, 'no such file', 'interface', 'define', self.root / 'none.xml')

    def test_binary_document(self):
        self.define_fails(1, 'NUL', '<interface\0/>')

    def test_missing_configuration(self):
        self.interfaces.unlink()
        self.assertEqual(self.must('interface', 'list'), '')
        self.fails(3, 'etc/network/interfaces', '--driver', 'debian', 'interface', 'list')
        self.fails(3, 'eth0', 'interface', 'show', 'eth0')
        self.fails(6, 'etc/network/interfaces', 'interface', 'define', '-', stdin=ETH1)

    def test_missing_root(self):
        self.fails(3, 'none', '--root', self.root / 'none', 'interface', 'list')

    def test_unknown_driver(self):
        self.fails(6, 'debian', '--driver', 'token-ring', 'interface', 'list')

    def test_unknown_interface(self):
        for verb in ('show', 'undefine', 'up', 'down', 'status'):
            self.fails(3, "'eth7'", 'interface', verb, 'eth7')

    def test_no_running_system_under_a_root(self):
        self.fails(6, 'no system runs', 'interface', 'up', 'eth0')
        self.fails(6, 'no system runs', 'interface', 'down', 'eth0')
        self.fails(3, 'not in the kernel', 'interface', 'show', '--live', 'eth0')

    def test_origins(self):
        self.interfaces.write_text('auto eth0\niface eth0 inet static\n  mtu 1400\n  address 10.0.0.1/24\n')
        lines = [line.split() for line in self.must('interface', 'show', '--origin', 'eth0').splitlines()]
        places = {path: place.rpartition(':')[2] for path, _, place in lines}
        self.assertEqual(places, {'type': '2', 'name': '2', 'start': '1', 'mtu': '3', 'ipv4.addresses[0].address': '4',
                                  'ipv4.addresses[0].prefix': '4'})
        shown = json.loads(self.must('--json', 'interface', 'show', '--origin', 'eth0'))['settings']
        self.assertIn({'path': 'mtu', 'value': '1400', 'file': str(self.interfaces), 'line': 3}, shown)
        # Of a bridge's ports too, wherever they are defined.
        self.interfaces.write_text('source more\niface br0 inet manual\n  bridge_ports eth1\n')
        more = self.interfaces.with_name('more')
        more.write_text('\niface eth1 inet manual\n  hwaddress 52:54:00:12:34:56\n')
        shown = self.must('interface', 'show', '--origin', 'br0')
        self.assertIn(f'{more}:3', next(line for line in shown.splitlines() if 'ports[0].mac' in line))

    def test_by_hardware_address(self):
        self.interfaces.write_text('iface eth0 inet dhcp\n  hwaddress ether 52:54:00:AB:34:56\niface eth1 inet dhcp\n')
        self.assertEqual(self.must('interface', 'show', '52:54:00:ab:34:56'), self.must('interface', 'show', 'eth0'))
        self.fails(3, '52:54:00:12:34:57', 'interface', 'show', '52:54:00:12:34:57')

    def on_fake(self, interfaces, *words):
        file = self.root / 'host.json'
        file.write_text(json.dumps({'berth': 1, 'interfaces': interfaces}))
        result = run('berth', '-c', f'fake:{file}', *words)
        self.assertEqual(result.stderr, '')
        return result

    def test_check(self):
        eth0 = {'type': 'ethernet', 'name': 'eth0', 'mtu': 1400}
        eth1 = {'type': 'ethernet', 'name': 'eth1'}
        for mode in ('onboot-hotplug', 'onboot'):
            eth0['start'] = mode
            result = self.on_fake([eth0, eth1], 'interface', 'check')
            self.assertEqual((result.stdout, result.returncode), (
                'eth0: should be up, is down\n'
                'note: eth1: not checked: it does not start by itself, and is down\n'
                'checked 1 interface: 1 finding; 1 not checked\n', 7))
        result = self.on_fake([eth0, eth1], '--json', 'interface', 'check', 'eth1')
        self.assertEqual(json.loads(result.stdout), {'berth': 1, 'ok': False, 'checked': 1, 'items': [
            {'code': 'NOT_APPLIED', 'name': 'eth1', 'text': 'should be up, is down'}]})
        result = self.on_fake([eth0, eth1], 'interface', 'check', 'eth1', 'eth0', 'eth1')
        self.assertEqual((result.stdout, result.returncode), (
            'eth1: should be up, is down\neth0: should be up, is down\nchecked 3 interfaces: 2 findings\n', 7))
        result = self.on_fake([{**eth0, 'active': True}], 'interface', 'check')
        self.assertEqual((result.stdout, result.returncode), ('checked 1 interface: no findings\n', 0))
        result = self.on_fake([{**eth0, 'active': True}], '--json', 'interface', 'check')
        self.assertEqual((json.loads(result.stdout), result.returncode),
                         ({'berth': 1, 'ok': True, 'checked': 1, 'items': []}, 0))
        self.fails(3, 'eth7', 'interface', 'check', 'eth7')

    def test_check_says_what_is_not_checked(self):
        """What starts by itself or is up is held against the kernel; of the rest the reason is told."""
        def one(name, kind='ethernet', **more):
            return {'type': kind, 'name': name, **more}

        bridge = one('br0', 'bridge', start='onboot', active=True, bridge={'ports': [one('p0'), one('p1')]})
        vlan = one('eth3.7', 'vlan', start='onboot', active=True, vlan={'tag': 7, 'device': 'eth3'})
        result = self.on_fake([one('lo', 'loopback', active=True, defined=False), one('up', active=True, mtu=1400),
                               one('plug', start='hotplug', present=False), one('there', start='hotplug'),
                               one('gone', present=False), one('down'), bridge, vlan,
                               *(one(name, defined=False, active=True) for name in ('p0', 'p1', 'eth3', 'new'))],
                              'interface', 'check')
        self.assertEqual((result.stdout.splitlines(), result.returncode), ([
            'note: plug: not checked: it starts when it is plugged in, and the kernel has no such interface',
            'there: should be up, is down',
            'note: gone: not checked: it does not start by itself, and the kernel has no such interface',
            'note: down: not checked: it does not start by itself, and is down',
            'note: new: not checked: the kernel has it, and no file defines it',
            'checked 4 interfaces: 1 finding; 4 not checked'], 7))

    def test_check_of_files_alone(self):
        """Where nothing runs there is no kernel to ask: what the files say is looked at."""
        self.interfaces.write_text('auto eth0\niface eth0 inet static\n  address 10.0.0.1/24\n\n'
                                   'iface eth1 inet dhcp # x\niface eth2 inet manual\n')
        findings = f"{self.interfaces}:5: eth1: ifup ignores '#' and what follows it; " \
                   'a comment has to stand in a line of its own\n'
        for names, checked in (([], '3 interfaces'), (['eth1'], '1 interface'), (['eth1', 'eth0'], '2 interfaces')):
            result = self.berth('interface', 'check', *names)
            self.assertEqual((result.stdout, result.stderr, result.returncode),
                             (f'{findings}checked {checked}: 1 finding\n', '', 7))
        self.assertEqual(self.must('interface', 'check', 'eth0', 'eth2'), 'checked 2 interfaces: no findings\n')

    def test_check_tells_what_spoils_a_file_once(self):
        self.interfaces.write_text('iface eth0 inet dhcp\niface eth1 inet dhcp\niface\n')
        line = f'{self.interfaces}:3: ifup refuses the whole file: an iface line without a name; ' \
               "write 'iface NAME inet METHOD', or remove it\n"
        result = self.berth('interface', 'check', 'eth0', 'eth1')
        self.assertEqual((result.stdout, result.returncode), (f'{line}checked 2 interfaces: 1 finding\n', 7))
        self.assertEqual(self.must('interface', 'list'), 'eth0\neth1\n')

    def test_check_where_nothing_is_configured(self):
        self.interfaces.unlink()
        result = self.berth('interface', 'check')
        self.assertEqual((result.stdout, result.stderr, result.returncode), (
            f'no interface configuration that berth knows is under {self.root} (it looks for etc/network/interfaces); '
            'install ifupdown, or name the driver to use\nchecked 0 interfaces: 1 finding\n', '', 7))
        result = self.berth('--driver', 'debian', '--json', 'interface', 'check')
        found = json.loads(result.stdout)
        self.assertEqual(([(item['code'], item['file']) for item in found['items']], result.returncode),
                         ([('NOT_FOUND', str(self.interfaces))], 7))

    def test_check_of_files_that_cannot_be_read(self):
        self.interfaces.write_bytes(b'iface eth0 inet dhcp\n\0\n')
        result = self.berth('interface', 'check')
        self.assertEqual((result.stdout, result.returncode), (
            f'{self.interfaces}:2: there is a NUL byte in this line; remove it\nchecked 0 interfaces: 1 finding\n', 7))
        self.interfaces.write_text('source interfaces\n')
        self.assertIn(f'{self.interfaces}:1: ', self.berth('interface', 'check').stdout)
        self.fails(1, f'{self.interfaces}:1: ', 'interface', 'check', 'eth0')

    def test_define_warns_of_what_it_wrote(self):
        self.interfaces.write_text('iface eth0 inet manual # x\n    up true\n')
        result = self.berth('interface', 'define', '-', stdin='<interface type="ethernet" name="eth0"/>')
        self.assertEqual((result.stdout, result.stderr, result.returncode), (
            '', f"berth: {self.interfaces}:1: ifup ignores '#' and what follows it; "
            'a comment has to stand in a line of its own\n', 0))
        # Of others nothing is said.
        self.must('interface', 'define', '-', stdin=ETH1)
        self.must('interface', 'show', 'eth0')

    def test_host_in_memory(self):
        self.assertEqual(run('berth', '-c', 'fake:///', 'interface', 'list', '--all').stdout, 'lo\neth0\neth1\n')
        file = self.root / 'host.json'
        file.write_text('{"berth": 1, "interfaces": [{"type": "ethernet", "name": "a", "mtu": 1400, "active": true}]}')
        result = run('berth', '-c', f'fake:{file}', 'interface', 'show', '--live', 'a')
        self.assertIn('<mtu size="1400"/>', result.stdout)
        for text, part in (('{', ':1: '), ('{"berth": 1}', 'interfaces'),
                           ('{"berth": 1, "interfaces": [{"type": "ethernet"}]}', '"name"')):
            file.write_text(text)
            result = run('berth', '-c', f'fake:{file}', 'interface', 'list')
            self.assertEqual(result.returncode, 1)
            self.assertIn(str(file), result.stderr)
            self.assertIn(part, result.stderr)
        self.assertEqual(run('berth', '-c', 'fake:', 'interface', 'list').returncode, 1)

    def test_error_as_json(self):
        result = subprocess.run(['berth', '--json', 'interface', 'show', b'\xff'], capture_output=True)
        self.assertIn('message', json.loads(result.stderr)['error'])
        result = self.berth('--json', 'interface', 'show', 'eth7')
        self.assertEqual(json.loads(result.stderr)['error']['code'], 'NOT_FOUND')
        result = self.berth('--json', 'interface', 'define', '-', stdin='<interface>\n<')
        error = json.loads(result.stderr)['error']
        self.assertEqual((error['code'], error['file'], error['line']), ('PARSE', 'standard input', 2))
        self.assertEqual(json.loads(self.berth('--json', 'fly').stderr)['error']['code'], 'INVALID')

    def test_wrong_values_in_the_file(self):
        bridge = 'bridge_ports none\n    bridge_stp maybe'
        bond = 'bond_slaves none\n    bond_mode 7'
        for number, line in ((8, 'mtu many'), (8, 'gateway 1.2.3'), (9, bridge), (9, bond)):
            with self.subTest(line=line):
                self.interfaces.write_text(f'{INTERFACES}    {line}\n')
                self.fails(1, f'interfaces:{number}: ', 'interface', 'show', 'eth0')
                self.assertEqual(self.must('interface', 'list'), 'lo\neth0\n')
        self.interfaces.write_text('iface eth0 inet warp\n')
        self.fails(6, "interfaces:1: the method 'warp'", 'interface', 'show', 'eth0')
        self.fails(6, 'undefine the interface', 'interface', 'define', '-', stdin=ETH1.replace('eth1', 'eth0'))

    def refuses(self, text, part, *words, stdin=None, status=6):
        self.interfaces.write_text(text)
        self.fails(status, part, *words, stdin=stdin)

    def test_template_with_heirs_stays(self):
        text = 'iface common inet static\n address 10.0.0.1/24\niface eth0 inet static inherits common\n'
        self.refuses(text, "interfaces:3: 'eth0' inherits from 'common'; change or undefine 'eth0' first\n",
                     'interface', 'undefine', 'common', status=4)
        self.refuses(text, "'eth0' inherits from 'common'", 'interface', 'define', '-',
                     stdin='<interface type="ethernet" name="common"><protocol family="ipv6"><autoconf/></protocol>'
                           '</interface>')

    def test_ports_that_cannot_be_read_stay(self):
        bridge = ('<interface type="bridge" name="br0"><bridge><interface type="ethernet" name="eth0">'
                  '<mtu size="1400"/></interface></bridge></interface>')
        for stanza in ('inet warp\n provider dsl', 'inet6 ppp\n endpoint 192.0.2.1'):
            self.refuses(f'iface eth0 {stanza}\n', 'undefine the interface', 'interface', 'define', '-', stdin=bridge)

    def test_a_port_with_addresses_is_not_written_as_a_port(self):
        bridge = ('<interface type="bridge" name="br0"><bridge><interface type="ethernet" name="e0"><mtu size="9000"/>'
                  '</interface></bridge></interface>')
        for stanza in ('inet static\n address 192.0.2.1/24', 'inet dhcp', 'inet6 manual'):
            self.refuses(f'iface br0 inet manual\n bridge_ports e0\niface e0 {stanza}\n', "gives 'e0' addresses",
                         'interface', 'define', '-', stdin=bridge)

    def test_file_without_an_end_of_line(self):
        self.interfaces.write_text('iface eth0 inet dhcp')
        self.must('interface', 'define', '-', stdin=ETH1)
        self.assertTrue(self.interfaces.read_text().startswith('iface eth0 inet dhcp\n\n'))

    def test_names_that_are_syntax(self):
        for name in ('a\\', 'a=b', '#a', 'a$b', '-a', 'a"b', 'none', 'all'):
            self.refuses('iface eth1 inet dhcp\n', 'for a name', 'interface', 'define', '-',
                         stdin=f"<interface type='ethernet' name='{name}'/>")
        self.refuses('iface eth1 inet dhcp\n', 'for a name', 'interface', 'define', '-',
                     stdin="<interface type='bridge' name='br0'><bridge><interface type='ethernet' name='p\\'/>"
                           '</bridge></interface>')

    def test_what_is_inherited_or_matched_cannot_be_taken_away(self):
        without_gateway = ('<interface type="ethernet" name="eth0"><protocol family="ipv4">'
                           '<ip address="10.0.0.1" prefix="24"/></protocol></interface>')
        self.refuses('iface t inet static\n gateway 10.0.0.254\n address 10.0.0.9/24\n'
                     'iface eth0 inet static inherits t\n address 10.0.0.1/24\n',
                     "inherits gateway from 't'; change it there",
                     'interface', 'define', '-', stdin=without_gateway)
        self.refuses('iface t inet manual\n mtu 1400\niface eth0 inet static inherits t\n address 10.0.0.1/24\n',
                     "inherits mtu from 't', and ifup would take both values; change it there", 'interface', 'define',
                     '-', stdin=without_gateway.replace('<protocol', '<mtu size="1300"/><protocol'))
        hotplug = ('<interface type="ethernet" name="eth0"><start mode="hotplug"/>'
                   '<protocol family="ipv4"><dhcp/></protocol></interface>')
        self.refuses('auto /eth*\niface eth0 inet dhcp\n', 'by hand', 'interface', 'define', '-', stdin=hotplug)

    def test_loopback_stays_loopback(self):
        self.refuses('auto lo\niface lo inet loopback\n', 'defines', 'interface', 'define', '-',
                     stdin='<interface type="ethernet" name="lo"/>')

    def test_aliases_and_shell_words(self):
        self.refuses('iface eth0:1 inet static\n address 10.0.0.1/24\n', 'alias', 'interface', 'show', 'eth0:1',
                     status=3)
        self.refuses('source $HOME/x\n', 'shell', 'interface', 'list')

    def test_two_files_change_together_or_not_at_all(self):
        if os.geteuid() != 0:
            self.skipTest('only root can make a file immutable')
        folder = self.interfaces.with_name('interfaces.d')
        folder.mkdir()
        included = folder / 'e1'
        included.write_text('iface e1 inet dhcp\n')
        self.interfaces.write_text('auto e1\nsource-directory interfaces.d\n')
        if run('chattr', '+i', folder).returncode:
            self.skipTest('this file system has no immutable folders')
        self.addCleanup(run, 'chattr', '-i', folder)
        self.fails(5, 'interfaces.d/e1', 'interface', 'undefine', 'e1')

    def test_what_root_is_refused(self):
        """Root is not told to be root: what keeps it from writing is."""
        if os.geteuid() != 0:
            self.skipTest('only root can make a file immutable')
        for path, flag, part in ((self.interfaces, 'i', f"is immutable; 'chattr -i {self.interfaces}' ends that"),
                                 (self.interfaces, 'a', f"is append-only; 'chattr -a {self.interfaces}' ends that"),
                                 (self.interfaces.parent, 'i', f"'chattr -i {self.interfaces.parent}' ends that")):
            if run('chattr', f'+{flag}', path).returncode:
                self.skipTest('this file system has no immutable files')
            try:
                self.fails(5, f'{self.interfaces}: ', 'interface', 'define', '-', stdin=ETH1)
                self.fails(5, part, 'interface', 'define', '-', stdin=ETH1)
            finally:
                run('chattr', f'-{flag}', path)
        # No capability of root's, and files of somebody else's.
        os.chown(self.interfaces.parent, 65534, 65534)
        result = run('setpriv', '--bounding-set=-all', '--inh-caps=-all', 'berth', '--root', self.root, 'interface',
                     'define', '-', stdin=ETH1)
        self.assertEqual(result.returncode, 5, result.stderr)
        self.assertIn('Permission denied; root itself is refused here', result.stderr)

    def test_limit_on_the_size_of_files(self):
        """SIGXFSZ does not end the command, and nothing is left, wherever in a save the limit is met."""
        if 'BERTH_TEST_VALGRIND' in os.environ:
            self.skipTest("valgrind's own log meets the limit, and ends the program")
        for blocks in (0, 1):
            self.interfaces.write_text(INTERFACES + '#' * 2000 + '\n')
            before = self.snapshot()
            result = run('sh', '-c', f'ulimit -f {blocks}; exec "$@"', 'sh', 'berth', '--root', self.root, 'interface',
                         'define', '-', stdin=ETH1)
            self.assertEqual(result.returncode, 1, result)
            self.assertRegex(result.stderr, r'\A[^\n]*: File too large; raise the limit on the size of files '
                                            r"\('ulimit -f'\) and try again\n\Z")
            self.assertEqual(self.snapshot(), before)
            with open(self.root / 'output', 'w') as output:
                result = subprocess.run(['sh', '-c', 'ulimit -f 0; exec berth schema interface'], stdout=output,
                                        stderr=subprocess.PIPE, text=True)
            self.assertEqual((result.returncode, result.stderr),
                             (1, 'berth: cannot write the output: File too large\n'))

    def test_large_documents(self):
        self.define_fails(1, '256 KiB', '<interface type="ethernet" name="eth1">' + ' ' * 300000 + '</interface>')
        result = self.berth('interface', 'define', '/dev/zero')
        self.assertEqual(result.returncode, 1, result.stderr)
        self.define_fails(1, 'mtu', f'<interface type="ethernet" name="eth1"><mtu size="{"9" * 100000}"/></interface>')

    def test_include_loop(self):
        self.interfaces.write_text('source more\n')
        (self.interfaces.parent / 'more').write_text('source interfaces\n')
        self.fails(1, 'more:1: includes', 'interface', 'list')

    def test_not_permitted_to_another_user(self):
        if os.geteuid() != 0:
            self.skipTest('only root can become another user')
        os.chmod(self.root, 0o755)
        result = run(*as_nobody(), 'berth', '--root', self.root, 'interface', 'define', '-', stdin=ETH1)
        self.assertEqual(result.returncode, 5, result.stderr)
        self.assertIn('Permission denied', result.stderr)
        self.assertEqual(self.interfaces.read_text(), INTERFACES)

    def test_read_only_file_system(self):
        inside = (f'mount -t tmpfs t {self.root} && mkdir -p {self.root}/etc/network && '
                  f'printf %s "$1" >{self.root}/etc/network/interfaces && mount -o remount,bind,ro {self.root} && '
                  f'berth --root {self.root} interface undefine eth0; status=$?; '
                  f'cat {self.root}/etc/network/interfaces; exit $status')
        result = run('unshare', '--map-root-user', '--mount', 'sh', '-c', inside, 'sh', INTERFACES)
        if 'unshare failed' in result.stderr:
            self.skipTest(f'no user namespaces here: {result.stderr.strip()}')
        self.assertEqual(result.returncode, 1, result.stderr)
        self.assertIn('Read-only file system', result.stderr)
        self.assertEqual(result.stdout, INTERFACES)

    def test_full_disk(self):
        inside = (f'mount -t tmpfs -o size=64k t {self.root} && mkdir -p {self.root}/etc/network && '
                  f'printf %s "$1" >{self.root}/etc/network/interfaces && '
                  f'dd if=/dev/zero of={self.root}/fill bs=4k 2>/dev/null; '
                  f'berth --root {self.root} interface undefine eth0; status=$?; '
                  f'cat {self.root}/etc/network/interfaces; ls -A {self.root}/etc/network; exit $status')
        result = run('unshare', '--map-root-user', '--mount', 'sh', '-c', inside, 'sh', INTERFACES)
        if 'unshare failed' in result.stderr:
            self.skipTest(f'no user namespaces here: {result.stderr.strip()}')
        self.assertEqual(result.returncode, 1, result.stderr)
        self.assertIn('free some space', result.stderr)
        self.assertEqual(result.stdout, INTERFACES + 'interfaces\n')


if __name__ == '__main__':
    main()
