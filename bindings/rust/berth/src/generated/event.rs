// SPDX-License-Identifier: LGPL-2.1-or-later
// Made by bindings/rust/generate from the public headers; change those, and run it again.

use std::fmt;
use std::ptr::NonNull;

use berth_sys as sys;

use crate::{EventType, InterfaceInfo};

/// One event, immutable. May be used from several threads.
pub struct Event {
    raw: NonNull<sys::berth_event>,
}

// SAFETY: the library lets every thread use it, several at once.
unsafe impl Send for Event {}
unsafe impl Sync for Event {}

impl Event {
    /// What happened.
    #[inline]
    pub fn event_type(&self) -> EventType {
        // SAFETY: everything handed over is held during the call.
        EventType::from_raw(unsafe { sys::berth_event_get_event_type(self.as_ptr()) })
    }

    /// Its number in this watch, from 1, without gaps.
    #[inline]
    pub fn number(&self) -> i64 {
        // SAFETY: everything handed over is held during the call.
        unsafe { sys::berth_event_get_number(self.as_ptr()) }
    }

    /// The interface as it is now, or as it was last for one that was removed; `None` for RESYNC.
    #[inline]
    pub fn info(&self) -> Option<InterfaceInfo> {
        // SAFETY: everything handed over is held during the call.
        let raw =
            NonNull::new(unsafe { sys::berth_event_get_info(self.as_ptr()) }
                as *mut sys::berth_interface_info);
        // SAFETY: what is borrowed is held once more for who asked.
        raw.map(|raw| unsafe {
            sys::berth_interface_info_ref(raw.as_ptr());
            InterfaceInfo::take(raw)
        })
    }

    /// Takes over the hold on `raw`.
    #[allow(dead_code)] // not every type is also made by calls
    pub(crate) fn take(raw: NonNull<sys::berth_event>) -> Event {
        Event { raw }
    }

    #[inline]
    pub(crate) fn as_ptr(&self) -> *mut sys::berth_event {
        self.raw.as_ptr()
    }
}

/// A clone is the same one.
impl Clone for Event {
    fn clone(&self) -> Event {
        // SAFETY: it is held, and so is what the call returns: the same pointer.
        unsafe { sys::berth_event_ref(self.as_ptr()) };
        Event { raw: self.raw }
    }
}

impl Drop for Event {
    fn drop(&mut self) {
        // SAFETY: this hold is let go once.
        unsafe { sys::berth_event_unref(self.raw.as_ptr()) }
    }
}

impl fmt::Debug for Event {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Event")
            .field("event_type", &self.event_type())
            .field("number", &self.number())
            .field("info", &self.info())
            .finish()
    }
}
