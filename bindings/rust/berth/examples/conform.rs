// SPDX-License-Identifier: LGPL-2.1-or-later
//! The conformance cases of tests/conformance in Rust.
//!
//! conform CASES DOCUMENTS ROOTS

use std::path::{Path, PathBuf};
use std::time::Duration;
use std::{env, fs, process};

use berth::{
    BondMode, DefineFlags, Filter, Host, HostOptions, Interface, InterfaceConfig, InterfaceType,
    IpFamily, StartMode,
};

/// The document whose settings are read and changed by path.
const BOND: &str = "bond0.xml";

/// What the calls of the table share.
struct Place<'a> {
    documents: &'a Path,
    root: PathBuf,
}

impl Place<'_> {
    fn host(&self, driver: Option<&str>) -> berth::Result<Host> {
        let mut options = HostOptions::new();
        options.root(&self.root);
        if let Some(driver) = driver {
            options.driver(driver);
        }
        options.open(None)
    }

    fn interface(&self, name: &str) -> berth::Result<Interface> {
        self.host(None)?.lookup_interface(name, None)
    }

    fn config(&self, document: &str) -> berth::Result<InterfaceConfig> {
        let text = self.document(document);
        if document.ends_with(".json") {
            InterfaceConfig::from_json(&text, Some(document))
        } else {
            InterfaceConfig::from_xml(&text, Some(document))
        }
    }

    fn define(&self, document: &str, flags: DefineFlags) -> berth::Result<String> {
        let config = self.config(document)?;
        done(self.host(None)?.define_interface(&config, flags, None))
    }

    fn document(&self, name: &str) -> String {
        fs::read_to_string(self.documents.join(name)).expect(name)
    }
}

/// For calls whose result is not a text.
fn done<T>(result: berth::Result<T>) -> berth::Result<String> {
    result.map(|_| String::new())
}

fn list(host: &Host) -> berth::Result<String> {
    let interfaces = host.list_interfaces(Filter::ALL, None)?;
    Ok(interfaces
        .iter()
        .map(|interface| format!("{}\n", interface.name()))
        .collect())
}

/// Every language makes this bond of its own setters.
fn new_bond() -> berth::Result<String> {
    let mut bond = InterfaceConfig::new(InterfaceType::Bond, "bond0")?;
    for name in ["eth0", "eth1"] {
        bond.add_port(&InterfaceConfig::new(InterfaceType::Ethernet, name)?)?;
    }
    bond.set_start_mode(StartMode::OnBoot)?;
    bond.set_bond_mode(BondMode::ActiveBackup)?;
    bond.set_bond_primary(Some("eth1"))?;
    bond.set_miimon(Duration::from_millis(100))?;
    bond.set_updelay(Duration::from_millis(200))?;
    bond.set_downdelay(Duration::ZERO)?;
    bond.set_use_carrier(true)?;
    bond.set_dhcp(IpFamily::V4, true)?;
    bond.set_peerdns(IpFamily::V4, false)?;
    bond.set_autoconf(true);
    bond.add_dns_server("192.0.2.53")?;
    bond.add_dns_server("2001:db8::53")?;
    bond.add_dns_search("example.com")?;
    bond.to_xml()
}

fn bond_mode(number: &str) -> berth::Result<()> {
    let mode = BondMode::Unknown(number.parse().expect("a number"));
    InterfaceConfig::new(InterfaceType::Bond, "bond0")?.set_bond_mode(mode)
}

fn run(place: &Place, call: &str, argument: &str) -> berth::Result<String> {
    let driver = Some(argument).filter(|driver| *driver != "-");
    match call {
        "open" => done(place.host(driver)),
        "list" => list(&place.host(driver)?),
        "show-xml" => place.interface(argument)?.get_config(None)?.to_xml(),
        "show-json" => place.interface(argument)?.get_config(None)?.to_json(),
        "define" => place.define(argument, DefineFlags::DEFAULT),
        "create" => place.define(argument, DefineFlags::CREATE_ONLY),
        "update" => place.define(argument, DefineFlags::UPDATE_ONLY),
        "undefine" => done(place.interface(argument)?.undefine(None)),
        "up" => done(place.interface(argument)?.up(None, None, None)),
        "down" => done(place.interface(argument)?.down(None, None, None)),
        "new-type" => {
            let number = argument.parse().expect("a number");
            done(InterfaceConfig::new(InterfaceType::Unknown(number), "eth0"))
        }
        "new-bond" => new_bond(),
        "bond-mode" => done(bond_mode(argument)),
        "list-settings" => {
            let paths = place.config(argument)?.list_settings()?;
            Ok(paths.iter().map(|path| format!("{path}\n")).collect())
        }
        "get-setting" => {
            let value = place.config(BOND)?.setting(argument)?;
            Ok(value.expect("a setting with a value") + "\n")
        }
        "set-setting" => {
            let (path, value) = argument.split_once('=').expect("PATH=VALUE");
            let mut config = place.config(BOND)?;
            config.set_setting(path, value)?;
            config.to_xml()
        }
        "unset-setting" => {
            let mut config = place.config(BOND)?;
            config.unset_setting(argument)?;
            config.to_xml()
        }
        _ => panic!("there is no call '{call}'"),
    }
}

/// What is wrong, or nothing.
fn check(place: &Place, case: &[&str]) -> Option<String> {
    let (call, argument, code, part) = (case[2], case[3], case[4], case[5]);
    let (got, text, right) = match run(place, call, argument) {
        Ok(text) => {
            let right = code == "OK" && text == place.document(part);
            ("OK", text, right)
        }
        Err(error) => {
            let got = error.code().name();
            let right = got == code && error.message().contains(part);
            (got, error.to_string(), right)
        }
    };
    (!right).then(|| format!("expected {code}: {part}\ngot {got}: {text}"))
}

fn main() {
    let arguments: Vec<PathBuf> = env::args_os().skip(1).map(PathBuf::from).collect();
    let (cases, documents, roots) = match &arguments[..] {
        [cases, documents, roots] => (cases, documents, roots),
        _ => panic!("conform CASES DOCUMENTS ROOTS"),
    };
    let table = fs::read_to_string(cases).expect("the cases");
    let rows = table
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .skip(1);
    let (mut count, mut failures) = (0, 0);
    for row in rows {
        let case: Vec<&str> = row.split('\t').collect();
        let root = roots.join(case[1]);
        count += 1;
        match check(&Place { documents, root }, &case) {
            None => println!("ok {count} - {}", case[0]),
            Some(wrong) => {
                failures += 1;
                println!("not ok {count} - {}", case[0]);
                println!("# {}", wrong.replace('\n', "\n# "));
            }
        }
    }
    println!("1..{count}");
    process::exit(i32::from(failures > 0));
}
