// SPDX-License-Identifier: LGPL-2.1-or-later
//! Ends a call that waits, from another thread.

use std::fmt;
use std::os::unix::io::{AsFd, AsRawFd, BorrowedFd, RawFd};
use std::ptr::{self, NonNull};

use berth_sys as sys;

use crate::error::{self, Result};

/// Ends calls that wait from another thread, as many at once as were given it. A clone is the same
/// cancel.
///
/// ```
/// use berth::{Cancel, ErrorCode, Filter, HostOptions};
///
/// # let root = std::env::temp_dir().join(format!("berth-doc-cancel-{}", std::process::id()));
/// # std::fs::create_dir_all(root.join("etc/network"))?;
/// # std::fs::write(root.join("etc/network/interfaces"), "auto lo\niface lo inet loopback\n")?;
/// let host = HostOptions::new().root(&root).open(None)?;
/// let cancel = Cancel::new()?;
/// let same = cancel.clone();
/// std::thread::spawn(move || same.trigger()).join().unwrap();
///
/// let error = host.list_interfaces(Filter::ALL, Some(&cancel)).unwrap_err();
/// assert_eq!(error.code(), ErrorCode::Cancelled);
/// # std::fs::remove_dir_all(&root)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Cancel {
    raw: NonNull<sys::berth_cancel>,
}

// SAFETY: the library lets every thread use a cancel, several at once.
unsafe impl Send for Cancel {}
unsafe impl Sync for Cancel {}

impl Cancel {
    /// A cancel that nobody has triggered. Fails when the system has no descriptor or memory left.
    pub fn new() -> Result<Cancel> {
        // SAFETY: the call has no condition.
        let raw = error::object(|error| unsafe { sys::berth_cancel_new(error) })?;
        Ok(Cancel { raw })
    }

    /// Makes every call that was given this cancel fail with
    /// [`Cancelled`](crate::ErrorCode::Cancelled), now and later.
    pub fn trigger(&self) {
        // SAFETY: the cancel is held.
        unsafe { sys::berth_cancel_trigger(self.raw.as_ptr()) }
    }

    /// Whether it was triggered.
    pub fn is_triggered(&self) -> bool {
        // SAFETY: the cancel is held.
        unsafe { sys::berth_cancel_is_triggered(self.raw.as_ptr()) }
    }

    /// What the library takes for a cancel that may be absent.
    pub(crate) fn pointer(cancel: Option<&Cancel>) -> *mut sys::berth_cancel {
        cancel.map_or(ptr::null_mut(), |cancel| cancel.raw.as_ptr())
    }
}

impl Clone for Cancel {
    fn clone(&self) -> Cancel {
        // SAFETY: the cancel is held, and so is what the call returns: the same pointer.
        unsafe { sys::berth_cancel_ref(self.raw.as_ptr()) };
        Cancel { raw: self.raw }
    }
}

impl Drop for Cancel {
    fn drop(&mut self) {
        // SAFETY: this hold is let go once.
        unsafe { sys::berth_cancel_unref(self.raw.as_ptr()) }
    }
}

/// The descriptor polls readable once the cancel is triggered. Nobody may read from it.
impl AsFd for Cancel {
    fn as_fd(&self) -> BorrowedFd<'_> {
        // SAFETY: the descriptor lives as long as the cancel.
        unsafe { BorrowedFd::borrow_raw(self.as_raw_fd()) }
    }
}

impl AsRawFd for Cancel {
    fn as_raw_fd(&self) -> RawFd {
        // SAFETY: the cancel is held.
        unsafe { sys::berth_cancel_get_fd(self.raw.as_ptr()) }
    }
}

impl fmt::Debug for Cancel {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Cancel")
            .field("triggered", &self.is_triggered())
            .finish()
    }
}
