// SPDX-License-Identifier: LGPL-2.1-or-later
// Made by bindings/rust/generate from the public headers; change those, and run it again.

mod cancel;
mod capabilities;
mod enums;
mod event;
mod fake;
mod functions;
mod host;
mod interface;
mod interface_config;
mod interface_info;
mod key_layout;
mod key_sequence;
mod key_target;
mod keycode_list;
mod progress;
mod report;
mod watch;

pub use cancel::Cancel;
pub use capabilities::Capabilities;
pub use enums::{
    BondMode, Codeset, DefineFlags, DisplayType, ErrorCode, ErrorDomain, EventMask, EventType,
    Filter, InterfaceType, IpFamily, KeyCloseFlags, LogLevel, StartMode, UndefineFlags,
};
pub use event::Event;
pub use functions::*;
pub use host::Host;
pub use interface::Interface;
pub use interface_config::InterfaceConfig;
pub use interface_info::InterfaceInfo;
pub use key_layout::KeyLayout;
pub use key_sequence::KeySequence;
pub use key_target::KeyTarget;
pub use keycode_list::KeycodeList;
pub use progress::Progress;
pub use report::Report;
pub use watch::Watch;
