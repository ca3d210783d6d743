// SPDX-License-Identifier: LGPL-2.1-or-later
//! Asks pkg-config where libberth is. The variables that steer pkg-config (PKG_CONFIG_PATH and its
//! like) hold here too, so a library that is built and not installed is found as an installed one is.

use std::env;
use std::process::{self, Command};

const PACKAGE: &str = "berth >= 0.1";

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    for name in [
        "PKG_CONFIG",
        "PKG_CONFIG_PATH",
        "PKG_CONFIG_LIBDIR",
        "PKG_CONFIG_SYSROOT_DIR",
    ] {
        println!("cargo:rerun-if-env-changed={name}");
    }
    match libs() {
        Ok(flags) => {
            for flag in words(&flags) {
                if let Some(folder) = flag.strip_prefix("-L") {
                    println!("cargo:rustc-link-search=native={folder}");
                } else if let Some(name) = flag.strip_prefix("-l") {
                    println!("cargo:rustc-link-lib={name}");
                }
            }
        }
        Err(message) => {
            eprintln!("{message}");
            process::exit(1);
        }
    }
}

fn libs() -> Result<String, String> {
    let tool = env::var_os("PKG_CONFIG").unwrap_or_else(|| "pkg-config".into());
    let output = Command::new(&tool)
        .args(["--libs", PACKAGE])
        .output()
        .map_err(|error| format!("cannot run {}: {error}", tool.to_string_lossy()))?;
    if !output.status.success() {
        return Err(format!(
            "{}\nlibberth was not found: install its development files, or set PKG_CONFIG_PATH to \
             the folder that holds berth.pc or berth-uninstalled.pc",
            String::from_utf8_lossy(&output.stderr).trim_end()
        ));
    }
    String::from_utf8(output.stdout).map_err(|error| error.to_string())
}

/// The words of pkg-config's answer, which puts a backslash before a space inside a path.
fn words(flags: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut letters = flags.chars();
    while let Some(letter) = letters.next() {
        if letter.is_whitespace() {
            words.push(String::new());
        } else if let Some(word) = words.last_mut() {
            word.extend(if letter == '\\' {
                letters.next()
            } else {
                Some(letter)
            });
        }
    }
    words
}
