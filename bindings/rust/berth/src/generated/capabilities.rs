// SPDX-License-Identifier: LGPL-2.1-or-later
// Made by bindings/rust/generate from the public headers; change those, and run it again.

use std::fmt;
use std::ptr::NonNull;

use berth_sys as sys;

use crate::error::{self, Result};
use crate::text;

/// What works on a host, immutable. May be used from several threads.
pub struct Capabilities {
    raw: NonNull<sys::berth_capabilities>,
}

// SAFETY: the library lets every thread use it, several at once.
unsafe impl Send for Capabilities {}
unsafe impl Sync for Capabilities {}

impl Capabilities {
    /// How many there are, whether they work or not.
    #[inline]
    pub fn count(&self) -> usize {
        // SAFETY: everything handed over is held during the call.
        unsafe { sys::berth_capabilities_get_count(self.as_ptr()) }
    }

    /// Its name, such as "interface.define"; `None` when there is no such capability.
    ///
    /// * `number`: of a capability, from 0.
    #[inline]
    pub fn name(&self, number: usize) -> Option<&str> {
        // SAFETY: everything handed over is held during the call.
        unsafe { text::borrowed(sys::berth_capabilities_get_name(self.as_ptr(), number)) }
    }

    /// One line that says why it does not work and what would make it; `None` when it works, or
    /// there is no such capability.
    ///
    /// * `number`: of a capability, from 0.
    #[inline]
    pub fn reason(&self, number: usize) -> Option<&str> {
        // SAFETY: everything handed over is held during the call.
        unsafe { text::borrowed(sys::berth_capabilities_get_reason(self.as_ptr(), number)) }
    }

    /// Asks for one capability by its name.
    ///
    /// Succeeds when it works.
    ///
    /// Fails with the error that defining, up or down would fail with,
    /// [`Unsupported`](crate::ErrorCode::Unsupported) and [`Denied`](crate::ErrorCode::Denied)
    /// mostly, or [`NotFound`](crate::ErrorCode::NotFound) when there is no capability of that
    /// name.
    ///
    /// * `name`: of a capability
    pub fn check(&self, name: &str) -> Result<()> {
        let name = text::to_c("name", name)?;
        // SAFETY: everything handed over is held during the call.
        error::action(|error| unsafe {
            sys::berth_capabilities_check(self.as_ptr(), name.as_ptr(), error)
        })
    }

    /// Them as a JSON document, ending in a newline.
    pub fn to_json(&self) -> Result<String> {
        // SAFETY: everything handed over is held during the call, and the text is owned here.
        error::object(|error| unsafe { sys::berth_capabilities_to_json(self.as_ptr(), error) })
            .map(|text| unsafe { text::owned(text) })
    }

    /// Takes over the hold on `raw`.
    #[allow(dead_code)] // not every type is also made by calls
    pub(crate) fn take(raw: NonNull<sys::berth_capabilities>) -> Capabilities {
        Capabilities { raw }
    }

    #[inline]
    pub(crate) fn as_ptr(&self) -> *mut sys::berth_capabilities {
        self.raw.as_ptr()
    }
}

/// A clone is the same one.
impl Clone for Capabilities {
    fn clone(&self) -> Capabilities {
        // SAFETY: it is held, and so is what the call returns: the same pointer.
        unsafe { sys::berth_capabilities_ref(self.as_ptr()) };
        Capabilities { raw: self.raw }
    }
}

impl Drop for Capabilities {
    fn drop(&mut self) {
        // SAFETY: this hold is let go once.
        unsafe { sys::berth_capabilities_unref(self.raw.as_ptr()) }
    }
}

impl fmt::Debug for Capabilities {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Only memory running out keeps the text away.
        let json = self.to_json().unwrap_or_default();
        formatter
            .debug_tuple("Capabilities")
            .field(&format_args!("{}", json.trim_end()))
            .finish()
    }
}
