// SPDX-License-Identifier: LGPL-2.1-or-later
//! The conformance cases of tests/conformance in Rust.
//!
//! conform CASES DOCUMENTS ROOTS

use std::path::{Path, PathBuf};
use std::{env, fs, process};

use berth::{DefineFlags, Filter, Host, HostOptions, Interface, InterfaceConfig, InterfaceType};

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

    fn define(&self, document: &str, flags: DefineFlags) -> berth::Result<String> {
        let text = self.document(document);
        let config = if document.ends_with(".json") {
            InterfaceConfig::from_json(&text, Some(document))?
        } else {
            InterfaceConfig::from_xml(&text, Some(document))?
        };
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
        "up" => done(place.interface(argument)?.up(None, None)),
        "down" => done(place.interface(argument)?.down(None, None)),
        "new-type" => {
            let number = argument.parse().expect("a number");
            done(InterfaceConfig::new(InterfaceType::Unknown(number), "eth0"))
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
