// SPDX-License-Identifier: LGPL-2.1-or-later
// Made by bindings/rust/generate from the public headers; change those, and run it again.

use std::fmt;
use std::ptr::{self, NonNull};
use std::time::Duration;

use berth_sys as sys;

use crate::error::{self, Result};
use crate::text;
use crate::time;
use crate::{Cancel, Host, InterfaceConfig, InterfaceInfo, Progress, Report, UndefineFlags};

/// A handle: a host and an interface's name. It holds no state, so it never goes stale; the
/// interface may vanish, and calls then fail [`NotFound`](crate::ErrorCode::NotFound). May be used
/// from several threads.
pub struct Interface {
    raw: NonNull<sys::berth_interface>,
}

// SAFETY: the library lets every thread use it, several at once.
unsafe impl Send for Interface {}
unsafe impl Sync for Interface {}

impl Interface {
    /// The grammar of what [`InterfaceConfig::from_xml`](crate::InterfaceConfig::from_xml) reads,
    /// for editors and other programs. It knows nothing of what two settings say together, such as
    /// that an address may stand there once; from_xml() does. The same text is installed as
    /// DATADIR/berth/schemas/interface.rng.
    ///
    /// Returns a RELAX NG schema in its XML syntax, UTF-8.
    #[inline]
    pub fn schema() -> &'static str {
        // SAFETY: everything handed over is held during the call.
        unsafe { text::borrowed(sys::berth_interface_schema()) }.unwrap_or("")
    }

    /// Its name.
    #[inline]
    pub fn name(&self) -> &str {
        // SAFETY: everything handed over is held during the call.
        unsafe { text::borrowed(sys::berth_interface_get_name(self.as_ptr())) }.unwrap_or("")
    }

    /// The host it belongs to, which it holds.
    #[inline]
    pub fn host(&self) -> Host {
        // SAFETY: everything handed over is held during the call.
        let raw = NonNull::new(unsafe { sys::berth_interface_get_host(self.as_ptr()) });
        // SAFETY: what is borrowed is held once more for who asked.
        raw.map(|raw| unsafe {
            sys::berth_host_ref(raw.as_ptr());
            Host::take(raw)
        })
        .expect("the library always has one")
    }

    /// What the host's files say of it now.
    ///
    /// Fails with [`NotFound`](crate::ErrorCode::NotFound) when they define no such interface,
    /// [`Unsupported`](crate::ErrorCode::Unsupported) when they say something the model cannot hold
    /// (with file and line), [`Invalid`](crate::ErrorCode::Invalid) for a value that is none (with
    /// file and line), or as [`Host::list_interfaces`](crate::Host::list_interfaces).
    pub fn get_config(&self, cancel: Option<&Cancel>) -> Result<InterfaceConfig> {
        // SAFETY: everything handed over is held during the call.
        error::object(|error| unsafe {
            sys::berth_interface_get_config(
                self.as_ptr(),
                cancel.map_or(ptr::null_mut(), |one| one.as_ptr()),
                error,
            )
        })
        .map(InterfaceConfig::take)
    }

    /// A snapshot.
    ///
    /// Fails with [`NotFound`](crate::ErrorCode::NotFound), or as
    /// [`Host::list_interfaces`](crate::Host::list_interfaces).
    pub fn get_info(&self, cancel: Option<&Cancel>) -> Result<InterfaceInfo> {
        // SAFETY: everything handed over is held during the call.
        error::object(|error| unsafe {
            sys::berth_interface_get_info(
                self.as_ptr(),
                cancel.map_or(ptr::null_mut(), |one| one.as_ptr()),
                error,
            )
        })
        .map(InterfaceInfo::take)
    }

    /// Brings the interface up as its definition says, with the host's own tool (ifup on Debian),
    /// then reads the kernel, for up to 5 seconds, until all of it came true. An interface that
    /// already is as defined is left alone; one that is up otherwise is taken down first. Needs
    /// root.
    ///
    /// Fails with [`NotFound`](crate::ErrorCode::NotFound) (no definition),
    /// [`NotApplied`](crate::ErrorCode::NotApplied) (the message lists what did not come true),
    /// [`Timeout`](crate::ErrorCode::Timeout) or [`Cancelled`](crate::ErrorCode::Cancelled) (the
    /// tool was ended, the interface may be half up), [`Denied`](crate::ErrorCode::Denied),
    /// [`Unsupported`](crate::ErrorCode::Unsupported) (the host is offline, or its tool is not
    /// installed), [`Io`](crate::ErrorCode::Io).
    ///
    /// * `timeout`: how long the host's own tool may take; `None` for 30 seconds
    /// * `progress`: told how many settings have come true, and which one is waited for
    pub fn up(
        &self,
        timeout: Option<Duration>,
        progress: Option<&Progress>,
        cancel: Option<&Cancel>,
    ) -> Result<()> {
        // SAFETY: everything handed over is held during the call.
        error::action(|error| unsafe {
            sys::berth_interface_up(
                self.as_ptr(),
                time::timeout_ms(timeout),
                progress.map_or(ptr::null_mut(), |one| one.as_ptr()),
                cancel.map_or(ptr::null_mut(), |one| one.as_ptr()),
                error,
            )
        })
    }

    /// Takes the interface down with the host's own tool, then reads the kernel until it is. One
    /// that is down already is left alone. One that is up and not defined, any more or at all, is
    /// taken down as well: its addresses go, and the bridge, bond or vlan too that the host's tool
    /// made. Parameters and errors as [`Interface::up`](crate::Interface::up), but
    /// [`NotFound`](crate::ErrorCode::NotFound) is what neither the files nor the kernel have.
    pub fn down(
        &self,
        timeout: Option<Duration>,
        progress: Option<&Progress>,
        cancel: Option<&Cancel>,
    ) -> Result<()> {
        // SAFETY: everything handed over is held during the call.
        error::action(|error| unsafe {
            sys::berth_interface_down(
                self.as_ptr(),
                time::timeout_ms(timeout),
                progress.map_or(ptr::null_mut(), |one| one.as_ptr()),
                cancel.map_or(ptr::null_mut(), |one| one.as_ptr()),
                error,
            )
        })
    }

    /// Holds the running system against the definition, as [`Interface::up`](crate::Interface::up)
    /// does at its end, and changes nothing. Where no system runs, on a host under another root, it
    /// looks at the files alone.
    ///
    /// Returns a report with a finding for each setting that is not true
    /// ([`NotApplied`](crate::ErrorCode::NotApplied)), with the line it was read from; for each
    /// line that the host's own tool ignores or takes otherwise than it seems
    /// ([`Invalid`](crate::ErrorCode::Invalid)) or refuses, and with it the file
    /// ([`Parse`](crate::ErrorCode::Parse)); and for a definition that cannot be read
    /// ([`Invalid`](crate::ErrorCode::Invalid), [`Unsupported`](crate::ErrorCode::Unsupported)),
    /// which is then not checked. Without findings the interface is up as it is defined.
    ///
    /// Fails with [`NotFound`](crate::ErrorCode::NotFound) (no definition),
    /// [`Unsupported`](crate::ErrorCode::Unsupported) (the host has no configuration a driver
    /// knows), or as [`Host::list_interfaces`](crate::Host::list_interfaces).
    pub fn check(&self, cancel: Option<&Cancel>) -> Result<Report> {
        // SAFETY: everything handed over is held during the call.
        error::object(|error| unsafe {
            sys::berth_interface_check(
                self.as_ptr(),
                cancel.map_or(ptr::null_mut(), |one| one.as_ptr()),
                error,
            )
        })
        .map(Report::take)
    }

    /// Removes the definition from the host's files, and with it the definitions of those of its
    /// ports that say nothing more than that they are its ports: that have no settings of their
    /// own, do not start by themselves and are used by nothing else. Those that stay are named to
    /// the log, as warnings. The running system does not change.
    ///
    /// Fails with [`NotFound`](crate::ErrorCode::NotFound), [`Busy`](crate::ErrorCode::Busy)
    /// (another definition is made of it: the message says which, and where; or it is up),
    /// [`Conflict`](crate::ErrorCode::Conflict), [`Denied`](crate::ErrorCode::Denied),
    /// [`Io`](crate::ErrorCode::Io), [`Unsupported`](crate::ErrorCode::Unsupported),
    /// [`Invalid`](crate::ErrorCode::Invalid) (unknown flags).
    ///
    /// * `flags`: of `UndefineFlags`
    pub fn undefine(&self, flags: UndefineFlags, cancel: Option<&Cancel>) -> Result<()> {
        // SAFETY: everything handed over is held during the call.
        error::action(|error| unsafe {
            sys::berth_interface_undefine(
                self.as_ptr(),
                flags.bits(),
                cancel.map_or(ptr::null_mut(), |one| one.as_ptr()),
                error,
            )
        })
    }

    /// Takes over the hold on `raw`.
    #[allow(dead_code)] // not every type is also made by calls
    pub(crate) fn take(raw: NonNull<sys::berth_interface>) -> Interface {
        Interface { raw }
    }

    #[inline]
    pub(crate) fn as_ptr(&self) -> *mut sys::berth_interface {
        self.raw.as_ptr()
    }
}

/// A clone is the same one.
impl Clone for Interface {
    fn clone(&self) -> Interface {
        // SAFETY: it is held, and so is what the call returns: the same pointer.
        unsafe { sys::berth_interface_ref(self.as_ptr()) };
        Interface { raw: self.raw }
    }
}

impl Drop for Interface {
    fn drop(&mut self) {
        // SAFETY: this hold is let go once.
        unsafe { sys::berth_interface_unref(self.raw.as_ptr()) }
    }
}

impl fmt::Debug for Interface {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Interface")
            .field("name", &self.name())
            .finish()
    }
}
