// SPDX-License-Identifier: LGPL-2.1-or-later
//! Prints the name of each interface and, when the host's files define it, its configuration as XML.
//!
//! interfaces [ROOT]

use std::env;
use std::error::Error;
use std::io::{self, Write};
use std::process;

use berth::{ErrorCode, Filter, HostOptions};

fn run() -> Result<(), Box<dyn Error>> {
    let mut options = HostOptions::new();
    if let Some(root) = env::args_os().nth(1) {
        options.root(root);
    }
    let host = options.open(None)?;

    let mut out = io::stdout().lock();
    for interface in host.list_interfaces(Filter::ALL, None)? {
        writeln!(out, "{}", interface.name())?;
        match interface.get_config(None) {
            Ok(config) => out.write_all(config.to_xml()?.as_bytes())?,
            // The kernel has it and no file defines it.
            Err(error) if error.code() == ErrorCode::NotFound => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

fn main() {
    if let Err(error) = run() {
        eprintln!("interfaces: {error}");
        process::exit(1);
    }
}
