// SPDX-License-Identifier: LGPL-2.1-or-later
// Made by bindings/rust/generate from the public headers; change those, and run it again.

mod cancel;
mod capabilities;
mod enums;
mod event;
mod fake;
mod host;
mod interface;
mod interface_config;
mod interface_info;
mod progress;
mod report;
mod watch;

pub use cancel::Cancel;
pub use capabilities::Capabilities;
pub use enums::{
    BondMode, DefineFlags, ErrorCode, ErrorDomain, EventMask, EventType, Filter, InterfaceType,
    IpFamily, LogLevel, StartMode,
};
pub use event::Event;
pub use host::Host;
pub use interface::Interface;
pub use interface_config::InterfaceConfig;
pub use interface_info::InterfaceInfo;
pub use progress::Progress;
pub use report::Report;
pub use watch::Watch;
