// SPDX-License-Identifier: LGPL-2.1-or-later
// Made by bindings/rust/generate from the public headers; change those, and run it again.

use std::fmt;
use std::ptr::NonNull;

use berth_sys as sys;

use crate::error::{self, Result};
use crate::text;
use crate::Report;

/// A keyboard layout, as the guest has it: which keys make which characters. Immutable; may be used
/// from several threads.
pub struct KeyLayout {
    raw: NonNull<sys::berth_key_layout>,
}

// SAFETY: the library lets every thread use it, several at once.
unsafe impl Send for KeyLayout {}
unsafe impl Sync for KeyLayout {}

impl KeyLayout {
    /// Reads a layout from the XKB data of the system this runs on (xkeyboard-config(7) lists
    /// them). Its first group counts.
    ///
    /// Returns the layout.
    ///
    /// Fails with [`NotFound`](crate::ErrorCode::NotFound) when there is none of that name,
    /// [`Unsupported`](crate::ErrorCode::Unsupported) without libxkbcommon.
    ///
    /// * `layout`: a layout of xkb-data, such as "de"; `None` for "us"
    /// * `variant`: a variant of it, such as "nodeadkeys"
    /// * `options`: XKB options with commas between them, such as "compose:ralt"
    pub fn new(
        layout: Option<&str>,
        variant: Option<&str>,
        options: Option<&str>,
    ) -> Result<KeyLayout> {
        let layout = layout.map(|text| text::to_c("layout", text)).transpose()?;
        let variant = variant
            .map(|text| text::to_c("variant", text))
            .transpose()?;
        let options = options
            .map(|text| text::to_c("options", text))
            .transpose()?;
        // SAFETY: everything handed over is held during the call.
        error::object(|error| unsafe {
            sys::berth_key_layout_new(
                text::pointer(&layout),
                text::pointer(&variant),
                text::pointer(&options),
                error,
            )
        })
        .map(KeyLayout::take)
    }

    /// What it was made from, as "de(nodeadkeys)".
    #[inline]
    pub fn name(&self) -> &str {
        // SAFETY: everything handed over is held during the call.
        unsafe { text::borrowed(sys::berth_key_layout_get_name(self.as_ptr())) }.unwrap_or("")
    }

    /// Looks which characters of a text the layout cannot type: neither by a key with Shift or
    /// AltGr, nor by a dead key, nor by the compose key if `layout` has one.
    ///
    /// Returns a finding for each such character, where it is first.
    ///
    /// Fails with [`Invalid`](crate::ErrorCode::Invalid) when `text` is not UTF-8.
    ///
    /// * `text`: UTF-8
    pub fn check(&self, text: &str) -> Result<Report> {
        let text = text::to_c("text", text)?;
        // SAFETY: everything handed over is held during the call.
        error::object(|error| unsafe {
            sys::berth_key_layout_check(self.as_ptr(), text.as_ptr(), error)
        })
        .map(Report::take)
    }

    /// Takes over the hold on `raw`.
    #[allow(dead_code)] // not every type is also made by calls
    pub(crate) fn take(raw: NonNull<sys::berth_key_layout>) -> KeyLayout {
        KeyLayout { raw }
    }

    #[inline]
    pub(crate) fn as_ptr(&self) -> *mut sys::berth_key_layout {
        self.raw.as_ptr()
    }
}

/// A clone is the same one.
impl Clone for KeyLayout {
    fn clone(&self) -> KeyLayout {
        // SAFETY: it is held, and so is what the call returns: the same pointer.
        unsafe { sys::berth_key_layout_ref(self.as_ptr()) };
        KeyLayout { raw: self.raw }
    }
}

impl Drop for KeyLayout {
    fn drop(&mut self) {
        // SAFETY: this hold is let go once.
        unsafe { sys::berth_key_layout_unref(self.raw.as_ptr()) }
    }
}

impl fmt::Debug for KeyLayout {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("KeyLayout")
            .field("name", &self.name())
            .finish()
    }
}
