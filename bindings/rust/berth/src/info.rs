// SPDX-License-Identifier: LGPL-2.1-or-later
//! The snapshot of an interface.

use std::fmt;
use std::ptr::NonNull;

use berth_sys as sys;

use crate::config::InterfaceConfig;
use crate::enums::InterfaceType;
use crate::error::{self, Result};
use crate::text;

/// An immutable snapshot of one interface: what was so when it was taken. A clone is the same snapshot.
///
/// ```
/// use berth::{Filter, HostOptions, InterfaceType};
///
/// # let root = std::env::temp_dir().join(format!("berth-doc-info-{}", std::process::id()));
/// # std::fs::create_dir_all(root.join("etc/network"))?;
/// # std::fs::write(root.join("etc/network/interfaces"), "auto lo\niface lo inet loopback\n")?;
/// let host = HostOptions::new().root(&root).open(None)?;
/// for info in host.list_interfaces_info(Filter::ALL, None)? {
///     assert_eq!(info.name(), "lo");
///     assert_eq!(info.interface_type(), InterfaceType::Loopback);
///     assert!(info.is_defined());
///     assert!(!info.is_present());
/// }
/// # std::fs::remove_dir_all(&root)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct InterfaceInfo {
    raw: NonNull<sys::berth_interface_info>,
}

// SAFETY: a snapshot never changes, and the library lets every thread use it.
unsafe impl Send for InterfaceInfo {}
unsafe impl Sync for InterfaceInfo {}

impl InterfaceInfo {
    /// The interface's name.
    pub fn name(&self) -> &str {
        // SAFETY: the text lives as long as the snapshot.
        unsafe { text::borrowed(sys::berth_interface_info_get_name(self.raw.as_ptr())) }
            .unwrap_or_default()
    }

    /// What the kernel says it is; for one that is absent, what its definition says.
    pub fn interface_type(&self) -> InterfaceType {
        // SAFETY: the snapshot is held.
        InterfaceType::from_raw(unsafe {
            sys::berth_interface_info_get_interface_type(self.raw.as_ptr())
        })
    }

    /// Whether the host's files define it.
    pub fn is_defined(&self) -> bool {
        // SAFETY: the snapshot is held.
        unsafe { sys::berth_interface_info_is_defined(self.raw.as_ptr()) }
    }

    /// Whether it is up in the kernel.
    pub fn is_active(&self) -> bool {
        // SAFETY: the snapshot is held.
        unsafe { sys::berth_interface_info_is_active(self.raw.as_ptr()) }
    }

    /// Whether the kernel has it, up or down.
    pub fn is_present(&self) -> bool {
        // SAFETY: the snapshot is held.
        unsafe { sys::berth_interface_info_is_present(self.raw.as_ptr()) }
    }

    /// The kernel's number for it; `None` when the kernel has no such interface.
    pub fn index(&self) -> Option<i64> {
        let mut index = 0;
        // SAFETY: the snapshot is held. "Not set" is the only way this fails.
        error::action(|error| unsafe {
            sys::berth_interface_info_get_index(self.raw.as_ptr(), &mut index, error)
        })
        .ok()
        .map(|()| index)
    }

    /// The hardware address it has; for one that is absent, the one its definition gives it.
    pub fn mac(&self) -> Option<&str> {
        // SAFETY: the text lives as long as the snapshot.
        unsafe { text::borrowed(sys::berth_interface_info_get_mac(self.raw.as_ptr())) }
    }

    /// The bridge or bond it is a port of.
    pub fn master(&self) -> Option<&str> {
        // SAFETY: the text lives as long as the snapshot.
        unsafe { text::borrowed(sys::berth_interface_info_get_master(self.raw.as_ptr())) }
    }

    /// What the running system has, in the form of a configuration: addresses as they are, however they
    /// came, and start mode [`None`](crate::StartMode::None).
    ///
    /// Fails with [`NotFound`](crate::ErrorCode::NotFound) when the kernel has no such interface and
    /// with [`Unsupported`](crate::ErrorCode::Unsupported) for a kind the model does not describe.
    pub fn live_config(&self) -> Result<InterfaceConfig> {
        // SAFETY: the snapshot is held.
        error::object(|error| unsafe {
            sys::berth_interface_info_get_live_config(self.raw.as_ptr(), error)
        })
        .map(InterfaceConfig::take)
    }

    /// The snapshot as a JSON document, ending in a newline.
    pub fn to_json(&self) -> Result<String> {
        // SAFETY: the snapshot is held, and the text is owned here.
        unsafe {
            error::object(|error| sys::berth_interface_info_to_json(self.raw.as_ptr(), error))
                .map(|json| text::owned(json))
        }
    }

    /// Takes over the hold on `raw`.
    pub(crate) fn take(raw: NonNull<sys::berth_interface_info>) -> InterfaceInfo {
        InterfaceInfo { raw }
    }
}

impl Clone for InterfaceInfo {
    fn clone(&self) -> InterfaceInfo {
        // SAFETY: the snapshot is held, and so is what the call returns: the same pointer.
        unsafe { sys::berth_interface_info_ref(self.raw.as_ptr()) };
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
        formatter
            .debug_struct("InterfaceInfo")
            .field("name", &self.name())
            .field("type", &self.interface_type())
            .field("defined", &self.is_defined())
            .field("active", &self.is_active())
            .field("present", &self.is_present())
            .field("index", &self.index())
            .field("mac", &self.mac())
            .field("master", &self.master())
            .finish()
    }
}
