// SPDX-License-Identifier: LGPL-2.1-or-later
//! A host made of files in a folder of its own, which goes away with the value.

use std::fs;
use std::path::{Path, PathBuf};

use berth::{Host, HostOptions};

pub struct Scratch {
    root: PathBuf,
}

impl Scratch {
    /// An empty root folder. `name` is the test's, so that tests can run at once.
    pub fn empty(name: &str) -> Scratch {
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        // A run that was killed may have left it.
        let _ = fs::remove_dir_all(&root);
        fs::create_dir_all(&root).unwrap();
        Scratch { root }
    }

    /// A root folder with these bytes in /etc/network/interfaces.
    #[allow(dead_code)] // not every test needs the file
    pub fn with_interfaces(name: &str, text: &str) -> Scratch {
        let scratch = Scratch::empty(name);
        let file = scratch.interfaces_file();
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
        scratch
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    pub fn interfaces_file(&self) -> PathBuf {
        self.root.join("etc/network/interfaces")
    }

    #[allow(dead_code)]
    pub fn interfaces(&self) -> String {
        fs::read_to_string(self.interfaces_file()).unwrap()
    }

    #[allow(dead_code)]
    pub fn host(&self) -> Host {
        HostOptions::new().root(self.root()).open(None).unwrap()
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.root);
    }
}
