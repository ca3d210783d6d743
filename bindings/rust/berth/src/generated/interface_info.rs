// SPDX-License-Identifier: LGPL-2.1-or-later
// Made by bindings/rust/generate from the public headers; change those, and run it again.

use std::fmt;
use std::ptr::NonNull;

use berth_sys as sys;

use crate::error::{self, Result};
use crate::text;
use crate::{InterfaceConfig, InterfaceType};

/// An immutable snapshot of one interface: what was so when it was taken. May be used from several
/// threads.
pub struct InterfaceInfo {
    raw: NonNull<sys::berth_interface_info>,
}

// SAFETY: the library lets every thread use it, several at once.
unsafe impl Send for InterfaceInfo {}
unsafe impl Sync for InterfaceInfo {}

impl InterfaceInfo {
    /// The interface's name.
    #[inline]
    pub fn name(&self) -> &str {
        // SAFETY: everything handed over is held during the call.
        unsafe { text::borrowed(sys::berth_interface_info_get_name(self.as_ptr())) }.unwrap_or("")
    }

    /// What the kernel says it is; for one that is absent, what its definition says.
    #[inline]
    pub fn interface_type(&self) -> InterfaceType {
        // SAFETY: everything handed over is held during the call.
        InterfaceType::from_raw(unsafe {
            sys::berth_interface_info_get_interface_type(self.as_ptr())
        })
    }

    /// Whether the host's files define it.
    #[inline]
    pub fn is_defined(&self) -> bool {
        // SAFETY: everything handed over is held during the call.
        unsafe { sys::berth_interface_info_is_defined(self.as_ptr()) }
    }

    /// Whether it is up in the kernel (IFF_UP, netdevice(7)).
    #[inline]
    pub fn is_active(&self) -> bool {
        // SAFETY: everything handed over is held during the call.
        unsafe { sys::berth_interface_info_is_active(self.as_ptr()) }
    }

    /// Whether the kernel has it, up or down.
    #[inline]
    pub fn is_present(&self) -> bool {
        // SAFETY: everything handed over is held during the call.
        unsafe { sys::berth_interface_info_is_present(self.as_ptr()) }
    }

    /// The kernel's number for it.
    ///
    /// `None` when the kernel has no such interface.
    pub fn index(&self) -> Option<i64> {
        let mut index = 0;
        // SAFETY: everything handed over is held during the call, and what is borrowed lives as long as this borrow.
        error::action(|error| unsafe {
            sys::berth_interface_info_get_index(self.as_ptr(), &mut index, error)
        })
        .ok()
        .map(|()| index)
    }

    /// The hardware address it has; for one that is absent, the one its definition gives it.
    #[inline]
    pub fn mac(&self) -> Option<&str> {
        // SAFETY: everything handed over is held during the call.
        unsafe { text::borrowed(sys::berth_interface_info_get_mac(self.as_ptr())) }
    }

    /// The bridge or bond it is a port of.
    #[inline]
    pub fn master(&self) -> Option<&str> {
        // SAFETY: everything handed over is held during the call.
        unsafe { text::borrowed(sys::berth_interface_info_get_master(self.as_ptr())) }
    }

    /// What the running system has, in the form of a configuration (addresses as they are, however
    /// they came; start mode NONE).
    ///
    /// Fails with [`NotFound`](crate::ErrorCode::NotFound) when the kernel has no such interface,
    /// [`Unsupported`](crate::ErrorCode::Unsupported) for a kind the model does not describe.
    pub fn live_config(&self) -> Result<InterfaceConfig> {
        // SAFETY: everything handed over is held during the call.
        error::object(|error| unsafe {
            sys::berth_interface_info_get_live_config(self.as_ptr(), error)
        })
        .map(InterfaceConfig::take)
    }

    /// The snapshot as a JSON document, ending in a newline.
    pub fn to_json(&self) -> Result<String> {
        // SAFETY: everything handed over is held during the call, and the text is owned here.
        error::object(|error| unsafe { sys::berth_interface_info_to_json(self.as_ptr(), error) })
            .map(|text| unsafe { text::owned(text) })
    }

    /// Takes over the hold on `raw`.
    #[allow(dead_code)] // not every type is also made by calls
    pub(crate) fn take(raw: NonNull<sys::berth_interface_info>) -> InterfaceInfo {
        InterfaceInfo { raw }
    }

    #[inline]
    pub(crate) fn as_ptr(&self) -> *mut sys::berth_interface_info {
        self.raw.as_ptr()
    }
}

/// A clone is the same one.
impl Clone for InterfaceInfo {
    fn clone(&self) -> InterfaceInfo {
        // SAFETY: it is held, and so is what the call returns: the same pointer.
        unsafe { sys::berth_interface_info_ref(self.as_ptr()) };
        InterfaceInfo { raw: self.raw }
    }
}

impl Drop for InterfaceInfo {
    fn drop(&mut self) {
        // SAFETY: this hold is let go once.
        unsafe { sys::berth_interface_info_unref(self.raw.as_ptr()) }
    }
}

impl fmt::Debug for InterfaceInfo {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Only memory running out keeps the text away.
        let json = self.to_json().unwrap_or_default();
        formatter
            .debug_tuple("InterfaceInfo")
            .field(&format_args!("{}", json.trim_end()))
            .finish()
    }
}
