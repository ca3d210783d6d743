// SPDX-License-Identifier: LGPL-2.1-or-later
//! Manages the parts of a virtualization host, network interfaces first: what the host's
//! configuration files say of them, and what its kernel says.
//!
//! ```
//! use berth::{DefineFlags, Filter, HostOptions, InterfaceConfig, InterfaceType, IpFamily, StartMode};
//!
//! # let root = std::env::temp_dir().join(format!("berth-doc-crate-{}", std::process::id()));
//! # std::fs::create_dir_all(root.join("etc/network"))?;
//! # std::fs::write(root.join("etc/network/interfaces"), "auto lo\niface lo inet loopback\n")?;
//! // Without a root this is the running host: Host::open(None).
//! let host = HostOptions::new().root(&root).open(None)?;
//!
//! let mut config = InterfaceConfig::new(InterfaceType::Ethernet, "eth0")?;
//! config.set_start_mode(StartMode::OnBoot)?;
//! config.add_address(IpFamily::V4, "192.0.2.10/24")?;
//! host.define_interface(&config, DefineFlags::DEFAULT, None)?;
//!
//! let names: Vec<String> = host
//!     .list_interfaces(Filter::DEFINED, None)?
//!     .iter()
//!     .map(|interface| interface.name().to_owned())
//!     .collect();
//! assert_eq!(names, ["lo", "eth0"]);
//! # std::fs::remove_dir_all(&root)?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! A [`Host`] and an [`Interface`] are handles: they hold no state and never go stale. An
//! [`InterfaceInfo`] is a snapshot of what was so when it was taken, an [`InterfaceConfig`] the
//! settings of one interface, apart from any host. Whatever reads files or asks the kernel returns a
//! [`Result`] and takes an optional [`Cancel`] last. A [`Watch`] tells what changes meanwhile, and a
//! [`FakeHost`] stands for a host in the tests of programs.
//!
//! Key codes are translated by functions, and keys are sent to a [`KeyTarget`] as a [`KeySequence`]:
//!
//! ```
//! use berth::{Codeset, FakeHost, KeyLayout, KeySequence};
//!
//! assert_eq!(berth::keycode_translate(Codeset::Linux, Codeset::Usb, 30)?, 4);
//! let mut keys = KeySequence::new()?;
//! keys.add_chord(Codeset::Linux, "KEY_LEFTCTRL KEY_C", None)?;
//! keys.add_text("z", Some(&KeyLayout::new(Some("de"), None, None)?))?;
//! // A host in memory records what it is sent.
//! let host = FakeHost::open(None)?;
//! let target = host.open_key_target("qmp:/run/demo.qmp", None, None, None)?;
//! target.send(&keys, None, None, None)?;
//! assert_eq!(host.list_keys(None)?.last().unwrap(), "release KEY_Y");
//! # Ok::<(), berth::Error>(())
//! ```
//!
//! Handles, snapshots, events and cancels may be shared between threads. A configuration may be sent
//! to another thread and belongs to one at a time:
//!
//! ```
//! fn shareable<T: Send + Sync>() {}
//! shareable::<berth::Host>();
//! shareable::<berth::Interface>();
//! shareable::<berth::InterfaceInfo>();
//! shareable::<berth::Event>();
//! shareable::<berth::KeyTarget>();
//! shareable::<berth::Cancel>();
//!
//! fn sendable<T: Send>() {}
//! sendable::<berth::InterfaceConfig>();
//! sendable::<berth::KeySequence>();
//! ```
//!
//! ```compile_fail,E0277
//! fn shareable<T: Sync>() {}
//! shareable::<berth::InterfaceConfig>();
//! ```
#![warn(missing_docs)]

#[macro_use]
mod enums;

mod callback;
mod cancel;
mod config;
mod error;
mod fake;
mod generated;
mod host;
mod progress;
mod report;
mod text;
mod time;
mod watch;

pub use error::{Error, Result};
pub use fake::FakeHost;
pub use generated::*;
pub use host::HostOptions;
pub use report::Finding;

/// The version of the library that runs, "MAJOR.MINOR.MICRO".
///
/// ```
/// assert_eq!(berth::version().split('.').count(), 3);
/// ```
pub fn version() -> &'static str {
    // SAFETY: the text is a constant of the library.
    unsafe { text::borrowed(berth_sys::berth_version()) }.unwrap_or_default()
}
