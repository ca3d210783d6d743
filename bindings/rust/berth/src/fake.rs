// SPDX-License-Identifier: LGPL-2.1-or-later
//! The host in memory, and what a test tells it to do.

use std::ffi::CString;
use std::ops::Deref;
use std::time::Duration;

use berth_sys as sys;

use crate::config::InterfaceConfig;
use crate::enums::ErrorCode;
use crate::error::{self, Error, Result};
use crate::host::Host;
use crate::interface::timeout_ms;
use crate::text;

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
///     interface.down(None, None)?;
///     interface.up(None, None)
/// }
///
/// let host = FakeHost::open(None)?;
/// restart(&host, "eth0")?;
/// host.fail_next(Some("interface_up"), ErrorCode::Busy)?;
/// assert_eq!(restart(&host, "eth0").unwrap_err().code(), ErrorCode::Busy);
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
    /// Fails with [`Unsupported`](ErrorCode::Unsupported) for the URI of another kind of host, and for
    /// a file with [`NotFound`](ErrorCode::NotFound), [`Parse`](ErrorCode::Parse),
    /// [`Schema`](ErrorCode::Schema) or [`Invalid`](ErrorCode::Invalid).
    pub fn open(uri: Option<&str>) -> Result<FakeHost> {
        Host::open(Some(uri.unwrap_or("fake:///"))).and_then(FakeHost::try_from)
    }

    /// Makes the next such call fail, or with `None` whichever is next, once. Several wait in line.
    ///
    /// ```
    /// use berth::{ErrorCode, FakeHost, Filter};
    ///
    /// let host = FakeHost::open(None)?;
    /// host.fail_next(None, ErrorCode::Denied)?;
    /// let error = host.list_interfaces(Filter::ALL, None).unwrap_err();
    /// assert_eq!(error.code(), ErrorCode::Denied);
    /// assert!(host.list_interfaces(Filter::ALL, None).is_ok());
    /// # Ok::<(), berth::Error>(())
    /// ```
    pub fn fail_next(&self, call: Option<&str>, code: ErrorCode) -> Result<()> {
        let call = call_to_c(call)?;
        // SAFETY: everything handed over is held during the call.
        error::action(|error| unsafe {
            sys::berth_fake_fail_next(self.raw(), text::pointer(&call), code.to_raw(), error)
        })
    }

    /// Has each such call take at least this long from now on, or with `None` all that have no delay of
    /// their own; zero is no delay.
    ///
    /// ```
    /// use std::time::{Duration, Instant};
    ///
    /// use berth::{FakeHost, Filter};
    ///
    /// let host = FakeHost::open(None)?;
    /// host.set_delay(Some("host_list_interfaces"), Duration::from_millis(20))?;
    /// let start = Instant::now();
    /// host.list_interfaces(Filter::ALL, None)?;
    /// assert!(start.elapsed() >= Duration::from_millis(19));
    /// # Ok::<(), berth::Error>(())
    /// ```
    pub fn set_delay(&self, call: Option<&str>, delay: Duration) -> Result<()> {
        let call = call_to_c(call)?;
        // SAFETY: everything handed over is held during the call.
        error::action(|error| unsafe {
            let delay_ms = timeout_ms(Some(delay));
            sys::berth_fake_set_delay(self.raw(), text::pointer(&call), delay_ms, error)
        })
    }

    /// Lets so much of the fake's time pass at once, in whole milliseconds.
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
    ///     let up = scope.spawn(|| interface.up(None, None).unwrap_err());
    ///     while !up.is_finished() {
    ///         host.advance(Duration::from_secs(1)).unwrap();
    ///         std::thread::yield_now();
    ///     }
    ///     up.join().unwrap()
    /// });
    /// assert_eq!(error.code(), ErrorCode::NotApplied);
    /// # Ok::<(), berth::Error>(())
    /// ```
    pub fn advance(&self, duration: Duration) -> Result<()> {
        let duration_ms = i64::try_from(duration.as_millis()).unwrap_or(i64::MAX);
        // SAFETY: the host is held during the call.
        error::action(|error| unsafe { sys::berth_fake_advance(self.raw(), duration_ms, error) })
    }

    /// Makes a link, or changes the one of that name, as another program would do it: with the type,
    /// hardware address, MTU, addresses and ports of `config`. Watches see it.
    ///
    /// ```
    /// use berth::{FakeHost, InterfaceConfig, InterfaceType};
    ///
    /// let host = FakeHost::open(None)?;
    /// host.set_link(&InterfaceConfig::new(InterfaceType::Ethernet, "tap0")?, true)?;
    /// let info = host.lookup_interface("tap0", None)?.get_info(None)?;
    /// assert!(info.is_active() && !info.is_defined());
    /// # Ok::<(), berth::Error>(())
    /// ```
    pub fn set_link(&self, config: &InterfaceConfig, up: bool) -> Result<()> {
        // SAFETY: everything handed over is held during the call.
        error::action(|error| unsafe {
            sys::berth_fake_set_link(self.raw(), config.as_ptr(), up, error)
        })
    }

    /// Takes a link away, as when a card is pulled. Fails with [`NotFound`](ErrorCode::NotFound).
    ///
    /// ```
    /// let host = berth::FakeHost::open(None)?;
    /// host.remove_link("eth0")?;
    /// assert!(!host.interface("eth0")?.get_info(None)?.is_present());
    /// # Ok::<(), berth::Error>(())
    /// ```
    pub fn remove_link(&self, name: &str) -> Result<()> {
        let name = text::to_c("the link's name", name)?;
        // SAFETY: everything handed over is held during the call.
        error::action(|error| unsafe {
            sys::berth_fake_remove_link(self.raw(), name.as_ptr(), error)
        })
    }

    /// Makes every watch of the host miss what happened, so that its next event is
    /// [`Resync`](crate::EventType::Resync).
    ///
    /// ```
    /// use berth::{EventMask, EventType, FakeHost};
    ///
    /// let host = FakeHost::open(None)?;
    /// let mut watch = host.watch(EventMask::INTERFACES)?;
    /// host.lose_events()?;
    /// let event = watch.next()?.expect("an event");
    /// assert_eq!(event.event_type(), EventType::Resync);
    /// assert!(event.info().is_none());
    /// # Ok::<(), berth::Error>(())
    /// ```
    pub fn lose_events(&self) -> Result<()> {
        // SAFETY: the host is held during the call.
        error::action(|error| unsafe { sys::berth_fake_lose_events(self.raw(), error) })
    }
}

fn call_to_c(call: Option<&str>) -> Result<Option<CString>> {
    call.map(|call| text::to_c("the call's name", call))
        .transpose()
}

impl Deref for FakeHost {
    type Target = Host;

    fn deref(&self) -> &Host {
        &self.host
    }
}

/// Fails with [`Unsupported`](ErrorCode::Unsupported) for a host that is not in memory.
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
