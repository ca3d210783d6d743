// SPDX-License-Identifier: LGPL-2.1-or-later
// Made by bindings/rust/generate from the public headers; change those, and run it again.

use std::fmt;
use std::ptr::NonNull;

use berth_sys as sys;

/// Follows calls that take their time. May be used from any thread, and for several calls at once
/// when its function may.
pub struct Progress {
    raw: NonNull<sys::berth_progress>,
}

// SAFETY: the library lets every thread use it, several at once.
unsafe impl Send for Progress {}
unsafe impl Sync for Progress {}

impl Progress {
    /// Takes over the hold on `raw`.
    #[allow(dead_code)] // not every type is also made by calls
    pub(crate) fn take(raw: NonNull<sys::berth_progress>) -> Progress {
        Progress { raw }
    }

    #[inline]
    pub(crate) fn as_ptr(&self) -> *mut sys::berth_progress {
        self.raw.as_ptr()
    }
}

/// A clone is the same one.
impl Clone for Progress {
    fn clone(&self) -> Progress {
        // SAFETY: it is held, and so is what the call returns: the same pointer.
        unsafe { sys::berth_progress_ref(self.as_ptr()) };
        Progress { raw: self.raw }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        // SAFETY: this hold is let go once.
        unsafe { sys::berth_progress_unref(self.raw.as_ptr()) }
    }
}

impl fmt::Debug for Progress {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Progress").finish()
    }
}
