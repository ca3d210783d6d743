// SPDX-License-Identifier: LGPL-2.1-or-later
//! The host in memory.

use std::ops::Deref;
use std::time::Duration;

use crate::error::{Error, Result};
use crate::Host;

/// A host in memory, for the tests of programs that are built on this crate: it needs no privilege and
/// changes nothing on the machine. It is used as any [`Host`], and does as it is told besides. A clone
/// is the same host.
///
/// Calls are named as in C, without "berth_": "interface_up", "host_list_interfaces".
///
/// ```
/// use berth::{ErrorCode, FakeHost, Host};
///
/// // What a program does with its host.
/// fn restart(host: &Host, name: &str) -> berth::Result<()> {
///     let interface = host.lookup_interface(name, None)?;
///     interface.down(None, None, None)?;
///     interface.up(None, None, None)
/// }
///
/// let host = FakeHost::open(None)?;
/// restart(&host, "eth0")?;
/// host.fail_next(Some("interface_up"), ErrorCode::Busy)?;
/// assert_eq!(restart(&host, "eth0").unwrap_err().code(), ErrorCode::Busy);
/// # Ok::<(), berth::Error>(())
/// ```
///
/// Time passes as it is told, too:
///
/// ```
/// use std::time::Duration;
///
/// use berth::{ErrorCode, FakeHost, InterfaceConfig, InterfaceType};
///
/// let host = FakeHost::open(None)?;
/// let absent = InterfaceConfig::new(InterfaceType::Ethernet, "eth9")?;
/// let interface = host.define_interface(&absent, Default::default(), None)?;
/// // It is given some seconds to come up; here they go by meanwhile.
/// let error = std::thread::scope(|scope| {
///     let up = scope.spawn(|| interface.up(None, None, None).unwrap_err());
///     while !up.is_finished() {
///         host.advance(Duration::from_secs(1)).unwrap();
///         std::thread::yield_now();
///     }
///     up.join().unwrap()
/// });
/// assert_eq!(error.code(), ErrorCode::NotApplied);
/// # Ok::<(), berth::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct FakeHost {
    host: Host,
}

impl FakeHost {
    /// Opens a host of its own: the one that a file describes ("fake:FILE.json"), or with `None` a
    /// small one: lo, eth0 that has its address by DHCP, and eth1 that nothing defines.
    ///
    /// Fails with [`Unsupported`](crate::ErrorCode::Unsupported) for the URI of another kind of host, and for
    /// a file with [`NotFound`](crate::ErrorCode::NotFound), [`Parse`](crate::ErrorCode::Parse),
    /// [`Schema`](crate::ErrorCode::Schema) or [`Invalid`](crate::ErrorCode::Invalid).
    pub fn open(uri: Option<&str>) -> Result<FakeHost> {
        Host::open(Some(uri.unwrap_or("fake:///"))).and_then(FakeHost::try_from)
    }
}

impl Deref for FakeHost {
    type Target = Host;

    fn deref(&self) -> &Host {
        &self.host
    }
}

/// Fails with [`Unsupported`](crate::ErrorCode::Unsupported) for a host that is not in memory.
impl TryFrom<Host> for FakeHost {
    type Error = Error;

    fn try_from(host: Host) -> Result<FakeHost> {
        let fake = FakeHost { host };
        // The library says what is wrong with another host.
        if !fake.is_fake() {
            fake.advance(Duration::ZERO)?;
        }
        Ok(fake)
    }
}
