// SPDX-License-Identifier: LGPL-2.1-or-later
//! The handle of an interface.

use std::fmt;
use std::os::raw::c_int;
use std::ptr::NonNull;
use std::time::Duration;

use berth_sys as sys;

use crate::cancel::Cancel;
use crate::config::InterfaceConfig;
use crate::error::{self, Result};
use crate::host::Host;
use crate::info::InterfaceInfo;
use crate::text;

/// A handle: a host and an interface's name. It holds no state, so it never goes stale; the interface
/// may vanish, and calls then fail with [`NotFound`](crate::ErrorCode::NotFound). A clone is the same
/// handle.
///
/// ```
/// use berth::HostOptions;
///
/// # let root = std::env::temp_dir().join(format!("berth-doc-interface-{}", std::process::id()));
/// # std::fs::create_dir_all(root.join("etc/network"))?;
/// # std::fs::write(root.join("etc/network/interfaces"), "auto eth0\niface eth0 inet dhcp\n")?;
/// let host = HostOptions::new().root(&root).open(None)?;
/// let interface = host.lookup_interface("eth0", None)?;
/// assert!(interface.get_config(None)?.dhcp(berth::IpFamily::V4));
/// assert!(!interface.get_info(None)?.is_active());
/// interface.undefine(None)?;
/// # std::fs::remove_dir_all(&root)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Interface {
    raw: NonNull<sys::berth_interface>,
    // Keeps what the library calls back, too, until the handle is let go.
    host: Host,
}

// SAFETY: the library lets every thread use a handle, several at once.
unsafe impl Send for Interface {}
unsafe impl Sync for Interface {}

impl Interface {
    /// The grammar of what [`InterfaceConfig::from_xml`] reads, a RELAX NG schema in its XML syntax, for
    /// editors and other programs. It knows nothing of what two settings say together.
    ///
    /// ```
    /// assert!(berth::Interface::schema().contains("http://relaxng.org/ns/structure/1.0"));
    /// ```
    pub fn schema() -> &'static str {
        // SAFETY: the text is a constant of the library.
        unsafe { text::borrowed(sys::berth_interface_schema()) }.unwrap_or_default()
    }

    /// Its name.
    pub fn name(&self) -> &str {
        // SAFETY: the text lives as long as the handle.
        unsafe { text::borrowed(sys::berth_interface_get_name(self.raw.as_ptr())) }
            .unwrap_or_default()
    }

    /// The host it belongs to.
    pub fn host(&self) -> &Host {
        &self.host
    }

    /// What the host's files say of it now.
    ///
    /// Fails with [`NotFound`](crate::ErrorCode::NotFound) when they define no such interface,
    /// [`Unsupported`](crate::ErrorCode::Unsupported) when they say something the model cannot hold
    /// and [`Invalid`](crate::ErrorCode::Invalid) for a value that is none, both with file and line.
    pub fn get_config(&self, cancel: Option<&Cancel>) -> Result<InterfaceConfig> {
        // SAFETY: everything handed over is held during the call.
        error::object(|error| unsafe {
            sys::berth_interface_get_config(self.raw.as_ptr(), Cancel::pointer(cancel), error)
        })
        .map(InterfaceConfig::take)
    }

    /// A snapshot of it.
    pub fn get_info(&self, cancel: Option<&Cancel>) -> Result<InterfaceInfo> {
        // SAFETY: everything handed over is held during the call.
        error::object(|error| unsafe {
            sys::berth_interface_get_info(self.raw.as_ptr(), Cancel::pointer(cancel), error)
        })
        .map(InterfaceInfo::take)
    }

    /// Brings the interface up as its definition says, with the host's own tool, then reads the kernel
    /// until all of it came true. One that already is as defined is left alone; one that is up
    /// otherwise is taken down first. `timeout` is how long the tool may take, `None` for 30 seconds.
    ///
    /// Fails with [`NotApplied`](crate::ErrorCode::NotApplied) and a list of what did not come true,
    /// with [`Timeout`](crate::ErrorCode::Timeout) or [`Cancelled`](crate::ErrorCode::Cancelled) when
    /// the tool was ended (the interface may then be half up), and with
    /// [`Unsupported`](crate::ErrorCode::Unsupported) when the host is offline.
    pub fn up(&self, timeout: Option<Duration>, cancel: Option<&Cancel>) -> Result<()> {
        // SAFETY: everything handed over is held during the call.
        error::action(|error| unsafe {
            sys::berth_interface_up(
                self.raw.as_ptr(),
                timeout_ms(timeout),
                Cancel::pointer(cancel),
                error,
            )
        })
    }

    /// Takes the interface down with the host's own tool, then reads the kernel until it is. One that
    /// is down already is left alone. Parameters and errors as [`up`](Interface::up).
    pub fn down(&self, timeout: Option<Duration>, cancel: Option<&Cancel>) -> Result<()> {
        // SAFETY: everything handed over is held during the call.
        error::action(|error| unsafe {
            sys::berth_interface_down(
                self.raw.as_ptr(),
                timeout_ms(timeout),
                Cancel::pointer(cancel),
                error,
            )
        })
    }

    /// Removes the definition from the host's files. The running system does not change.
    pub fn undefine(&self, cancel: Option<&Cancel>) -> Result<()> {
        // SAFETY: everything handed over is held during the call.
        error::action(|error| unsafe {
            sys::berth_interface_undefine(self.raw.as_ptr(), Cancel::pointer(cancel), error)
        })
    }

    /// Takes over the hold on `raw`.
    pub(crate) fn take(raw: NonNull<sys::berth_interface>, host: &Host) -> Interface {
        Interface {
            raw,
            host: host.clone(),
        }
    }
}

/// -1 asks for the library's default, or for no limit, and 0 not to wait, so what is shorter than a millisecond is one.
pub(crate) fn timeout_ms(timeout: Option<Duration>) -> c_int {
    match timeout {
        None => -1,
        Some(Duration::ZERO) => 0,
        Some(time) => c_int::try_from(time.as_millis()).map_or(c_int::MAX, |ms| ms.max(1)),
    }
}

impl Clone for Interface {
    fn clone(&self) -> Interface {
        // SAFETY: the handle is held, and so is what the call returns: the same pointer.
        unsafe { sys::berth_interface_ref(self.raw.as_ptr()) };
        Interface::take(self.raw, &self.host)
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
            .field("host", &self.host)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_timeout_becomes_milliseconds() {
        assert_eq!(timeout_ms(None), -1);
        assert_eq!(timeout_ms(Some(Duration::ZERO)), 0);
        assert_eq!(timeout_ms(Some(Duration::from_nanos(1))), 1);
        assert_eq!(timeout_ms(Some(Duration::from_secs(2))), 2000);
        assert_eq!(timeout_ms(Some(Duration::MAX)), c_int::MAX);
    }
}
