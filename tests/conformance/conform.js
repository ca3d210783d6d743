// SPDX-License-Identifier: LGPL-2.1-or-later
// The conformance cases in JavaScript: gjs -m conform.js CASES DOCUMENTS ROOTS
import Berth from 'gi://Berth?version=1.0';
import GLib from 'gi://GLib';
import System from 'system';

const [cases, documents, roots] = ARGV;
// The document whose settings are read and changed by path.
const BOND = 'bond0.xml';

// The language itself refused an argument, so the library never saw it.
class Refused extends Error {}

function readFile(path) {
    const [, bytes] = GLib.file_get_contents(path);
    return new TextDecoder().decode(bytes);
}

function readConfig(document) {
    const text = readFile(`${documents}/${document}`);
    return document.endsWith('.json')
        ? Berth.InterfaceConfig.new_from_json(text, document)
        : Berth.InterfaceConfig.new_from_xml(text, document);
}

// What JavaScript itself says of a number that is no enumeration's.
function refusing(call) {
    try {
        return call();
    } catch (error) {
        if (error instanceof Berth.Error)
            throw error;
        throw new Refused(`JavaScript refuses it: ${error.message}`);
    }
}

function makeConfig(type) {
    return refusing(() => Berth.InterfaceConfig.new(type, 'eth0'));
}

function setMode(mode) {
    const bond = Berth.InterfaceConfig.new(Berth.InterfaceType.BOND, 'bond0');
    return refusing(() => bond.set_bond_mode(mode));
}

// Every language makes this bond of its own setters.
function newBond() {
    const bond = Berth.InterfaceConfig.new(Berth.InterfaceType.BOND, 'bond0');
    for (const name of ['eth0', 'eth1'])
        bond.add_port(Berth.InterfaceConfig.new(Berth.InterfaceType.ETHERNET, name));
    bond.set_start_mode(Berth.StartMode.ONBOOT);
    bond.set_bond_mode(Berth.BondMode.ACTIVE_BACKUP);
    bond.set_bond_primary('eth1');
    bond.set_miimon(100);
    bond.set_updelay(200);
    bond.set_downdelay(0);
    bond.set_use_carrier(true);
    bond.set_dhcp(Berth.IpFamily.IPV4, true);
    bond.set_peerdns(Berth.IpFamily.IPV4, false);
    bond.set_autoconf(true);
    bond.add_dns_server('192.0.2.53');
    bond.add_dns_server('2001:db8::53');
    bond.add_dns_search('example.com');
    return bond.to_xml();
}

function changeSetting(verb, ...words) {
    const config = readConfig(BOND);
    config[verb](...words);
    return config.to_xml();
}

function codeName(error) {
    return Object.keys(Berth.Error).find(name => Berth.Error[name] === error.code);
}

const {CREATE_ONLY, UPDATE_ONLY} = Berth.DefineFlags;

// Each call: how to open the host, and the argument; what it returns is the result.
const CALLS = {
    'open': (host, driver) => host(driver),
    'list': (host, driver) => [...host(driver)].map(iface => `${iface.get_name()}\n`).join(''),
    'show-xml': (host, name) => host().lookup_interface(name).get_config().to_xml(),
    'show-json': (host, name) => host().lookup_interface(name).get_config().to_json(),
    'define': (host, document) => host().define_interface(readConfig(document)),
    'create': (host, document) => host().define_interface(readConfig(document), CREATE_ONLY),
    'update': (host, document) => host().define_interface(readConfig(document), UPDATE_ONLY),
    'undefine': (host, name) => host().lookup_interface(name).undefine(),
    'up': (host, name) => host().lookup_interface(name).up(),
    'down': (host, name) => host().lookup_interface(name).down(),
    'new-type': (host, number) => makeConfig(Number(number)),
    'new-bond': () => newBond(),
    'bond-mode': (host, number) => setMode(Number(number)),
    'list-settings': (host, document) => readConfig(document).list_settings().map(path => `${path}\n`).join(''),
    'get-setting': (host, path) => `${readConfig(BOND).get_setting(path)}\n`,
    'set-setting': (host, words) => changeSetting('set_setting', ...words.split('=')),
    'unset-setting': (host, path) => changeSetting('unset_setting', path),
};

// What is wrong, or nothing.
function check(root, call, argument, code, part) {
    const host = (driver = null) => Berth.Host.open(null, {root: `${roots}/${root}`, driver});
    let got = 'OK', text;
    try {
        text = CALLS[call](host, argument === '-' ? null : argument);
    } catch (error) {
        if (!(error instanceof Berth.Error))
            throw error;
        [got, text] = [codeName(error), error.message];
    }
    const right = got === code && (got === 'OK' ? text === readFile(`${documents}/${part}`) : text.includes(part));
    return right ? '' : `expected ${code}: ${part}\ngot ${got}: ${text}`;
}

const [, ...rows] = readFile(cases).split('\n').filter(line => line && !line.startsWith('#'));
let failures = 0;
for (const [index, row] of rows.entries()) {
    const [name, ...columns] = row.split('\t');
    let wrong;
    try {
        wrong = check(...columns);
    } catch (error) {
        if (error instanceof Refused) {
            print(`ok ${index + 1} - ${name} # SKIP ${error.message}`);
            continue;
        }
        wrong = `${error}`;
    }
    if (wrong)
        failures++;
    print(`${wrong ? 'not ok' : 'ok'} ${index + 1} - ${name}`);
    if (wrong)
        print(wrong.replace(/^/gm, '# '));
}
print(`1..${rows.length}`);
System.exit(failures ? 1 : 0);
