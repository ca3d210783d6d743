// SPDX-License-Identifier: LGPL-2.1-or-later
// Made by bindings/rust/generate from the public headers; change those, and run it again.

use std::fmt;
use std::ptr::NonNull;

use berth_sys as sys;

use crate::error::{self, Result};

/// Ends a call that waits from another thread. May be used from any thread, and for several calls
/// at once.
pub struct Cancel {
    raw: NonNull<sys::berth_cancel>,
}

// SAFETY: the library lets every thread use it, several at once.
unsafe impl Send for Cancel {}
unsafe impl Sync for Cancel {}

impl Cancel {
    /// A cancel that nobody has triggered.
    ///
    /// Fails with [`Io`](crate::ErrorCode::Io) or [`NoMemory`](crate::ErrorCode::NoMemory) when the
    /// system has no descriptor or memory left.
    pub fn new() -> Result<Cancel> {
        // SAFETY: everything handed over is held during the call.
        error::object(|error| unsafe { sys::berth_cancel_new(error) }).map(Cancel::take)
    }

    /// Makes every call that was given `cancel` fail with
    /// [`Cancelled`](crate::ErrorCode::Cancelled), now and later.
    #[inline]
    pub fn trigger(&self) {
        // SAFETY: everything handed over is held during the call.
        unsafe { sys::berth_cancel_trigger(self.as_ptr()) }
    }

    /// Whether [`Cancel::trigger`](crate::Cancel::trigger) was called.
    #[inline]
    pub fn is_triggered(&self) -> bool {
        // SAFETY: everything handed over is held during the call.
        unsafe { sys::berth_cancel_is_triggered(self.as_ptr()) }
    }

    /// Takes over the hold on `raw`.
    #[allow(dead_code)] // not every type is also made by calls
    pub(crate) fn take(raw: NonNull<sys::berth_cancel>) -> Cancel {
        Cancel { raw }
    }

    #[inline]
    pub(crate) fn as_ptr(&self) -> *mut sys::berth_cancel {
        self.raw.as_ptr()
    }
}

/// A clone is the same one.
impl Clone for Cancel {
    fn clone(&self) -> Cancel {
        // SAFETY: it is held, and so is what the call returns: the same pointer.
        unsafe { sys::berth_cancel_ref(self.as_ptr()) };
        Cancel { raw: self.raw }
    }
}

impl Drop for Cancel {
    fn drop(&mut self) {
        // SAFETY: this hold is let go once.
        unsafe { sys::berth_cancel_unref(self.raw.as_ptr()) }
    }
}

impl fmt::Debug for Cancel {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Cancel")
            .field("is_triggered", &self.is_triggered())
            .finish()
    }
}
