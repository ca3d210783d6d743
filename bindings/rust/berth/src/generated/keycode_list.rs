// SPDX-License-Identifier: LGPL-2.1-or-later
// Made by bindings/rust/generate from the public headers; change those, and run it again.

use std::fmt;
use std::ptr::NonNull;

use berth_sys as sys;

use crate::error::{self, Result};
use crate::text;
use crate::Codeset;

/// Some codes of one set, with their names. Immutable; may be used from several threads.
pub struct KeycodeList {
    raw: NonNull<sys::berth_keycode_list>,
}

// SAFETY: the library lets every thread use it, several at once.
unsafe impl Send for KeycodeList {}
unsafe impl Sync for KeycodeList {}

impl KeycodeList {
    /// Translates a code that may mean several keys, or keys that have several codes. The first is
    /// what [`keycode_translate`](crate::keycode_translate) gives, unless that fails with
    /// [`Unmapped`](crate::ErrorCode::Unmapped). With `source` as `target` it lists what else the
    /// code may mean.
    ///
    /// Returns the codes, none twice.
    ///
    /// Fails with the errors of [`keycode_translate`](crate::keycode_translate),
    /// [`Unmapped`](crate::ErrorCode::Unmapped) when no such key has a code in `target`.
    ///
    /// * `source`: the set of `code`
    /// * `target`: the set of the result
    /// * `code`: a key's code in `source`
    pub fn alternatives(source: Codeset, target: Codeset, code: u32) -> Result<KeycodeList> {
        // SAFETY: everything handed over is held during the call.
        error::object(|error| unsafe {
            sys::berth_keycode_list_alternatives(source.to_raw(), target.to_raw(), code, error)
        })
        .map(KeycodeList::take)
    }

    /// How many codes it has.
    #[inline]
    pub fn count(&self) -> usize {
        // SAFETY: everything handed over is held during the call.
        unsafe { sys::berth_keycode_list_get_count(self.as_ptr()) }
    }

    /// Its code; 0 when there is no such entry.
    ///
    /// * `number`: of an entry, from 0.
    #[inline]
    pub fn code(&self, number: usize) -> u32 {
        // SAFETY: everything handed over is held during the call.
        unsafe { sys::berth_keycode_list_get_code(self.as_ptr(), number) }
    }

    /// Its name; `None` when it has none.
    ///
    /// * `number`: of an entry, from 0.
    #[inline]
    pub fn name(&self, number: usize) -> Option<&'static str> {
        // SAFETY: everything handed over is held during the call.
        unsafe { text::borrowed(sys::berth_keycode_list_get_name(self.as_ptr(), number)) }
    }

    /// Tells the other names of a code.
    ///
    /// Returns the names.
    ///
    /// * `number`: of an entry, from 0
    pub fn aliases(&self, number: usize) -> Result<Vec<String>> {
        // SAFETY: everything handed over is held during the call, and the list is owned here.
        error::object(|error| unsafe {
            sys::berth_keycode_list_get_aliases(self.as_ptr(), number, error)
        })
        .map(|list| unsafe { text::owned_list(list) })
    }

    /// Takes over the hold on `raw`.
    #[allow(dead_code)] // not every type is also made by calls
    pub(crate) fn take(raw: NonNull<sys::berth_keycode_list>) -> KeycodeList {
        KeycodeList { raw }
    }

    #[inline]
    pub(crate) fn as_ptr(&self) -> *mut sys::berth_keycode_list {
        self.raw.as_ptr()
    }
}

/// A clone is the same one.
impl Clone for KeycodeList {
    fn clone(&self) -> KeycodeList {
        // SAFETY: it is held, and so is what the call returns: the same pointer.
        unsafe { sys::berth_keycode_list_ref(self.as_ptr()) };
        KeycodeList { raw: self.raw }
    }
}

impl Drop for KeycodeList {
    fn drop(&mut self) {
        // SAFETY: this hold is let go once.
        unsafe { sys::berth_keycode_list_unref(self.raw.as_ptr()) }
    }
}

impl fmt::Debug for KeycodeList {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("KeycodeList")
            .field("count", &self.count())
            .finish()
    }
}
