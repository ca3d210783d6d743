// SPDX-License-Identifier: LGPL-2.1-or-later
// Made by bindings/rust/generate from the public headers; change those, and run it again.

use std::fmt;
use std::path::Path;
use std::ptr::NonNull;

use berth_sys as sys;

use crate::error::{self, Result};
use crate::text;
use crate::ErrorCode;

/// An immutable list of findings. May be used from several threads.
pub struct Report {
    raw: NonNull<sys::berth_report>,
}

// SAFETY: the library lets every thread use it, several at once.
unsafe impl Send for Report {}
unsafe impl Sync for Report {}

impl Report {
    /// How many findings it has, notes included.
    #[inline]
    pub fn count(&self) -> usize {
        // SAFETY: everything handed over is held during the call.
        unsafe { sys::berth_report_get_count(self.as_ptr()) }
    }

    /// How many things were looked at and held against what they should be: interfaces, characters
    /// of a text, or what a sequence presses and releases. What could not be looked at does not
    /// count.
    #[inline]
    pub fn checked(&self) -> usize {
        // SAFETY: everything handed over is held during the call.
        unsafe { sys::berth_report_get_checked(self.as_ptr()) }
    }

    /// The verdict over the whole: whether nothing was found but notes.
    #[inline]
    pub fn is_ok(&self) -> bool {
        // SAFETY: everything handed over is held during the call.
        unsafe { sys::berth_report_is_ok(self.as_ptr()) }
    }

    /// Of what kind it is; [`NotFound`](crate::ErrorCode::NotFound) when there is no such finding.
    ///
    /// * `number`: of a finding, from 0.
    #[inline]
    pub fn code(&self, number: usize) -> ErrorCode {
        // SAFETY: everything handed over is held during the call.
        ErrorCode::from_raw(unsafe { sys::berth_report_get_code(self.as_ptr(), number) })
    }

    /// Whether it is only told and does not count for the verdict, such as what was not checked and
    /// why; false when there is no such finding.
    ///
    /// * `number`: of a finding, from 0.
    #[inline]
    pub fn is_note(&self, number: usize) -> bool {
        // SAFETY: everything handed over is held during the call.
        unsafe { sys::berth_report_is_note(self.as_ptr(), number) }
    }

    /// The name of the interface it is about; `None` when it is about none, or about more than one.
    #[inline]
    pub fn name(&self, number: usize) -> Option<&str> {
        // SAFETY: everything handed over is held during the call.
        unsafe { text::borrowed(sys::berth_report_get_name(self.as_ptr(), number)) }
    }

    /// What was found, in one line, without its name, setting and place; `None` when there is no
    /// such finding.
    #[inline]
    pub fn text(&self, number: usize) -> Option<&str> {
        // SAFETY: everything handed over is held during the call.
        unsafe { text::borrowed(sys::berth_report_get_text(self.as_ptr(), number)) }
    }

    /// The path of the setting it is about; `None` when it is about the whole.
    #[inline]
    pub fn setting(&self, number: usize) -> Option<&str> {
        // SAFETY: everything handed over is held during the call.
        unsafe { text::borrowed(sys::berth_report_get_setting(self.as_ptr(), number)) }
    }

    /// The file that says what it is about.
    #[inline]
    pub fn file(&self, number: usize) -> Option<&Path> {
        // SAFETY: everything handed over is held during the call.
        unsafe { text::borrowed_path(sys::berth_report_get_file(self.as_ptr(), number)) }
    }

    /// The line in that file, from 1; 0 when it has no place, or is about the whole file.
    #[inline]
    pub fn line(&self, number: usize) -> i64 {
        // SAFETY: everything handed over is held during the call.
        unsafe { sys::berth_report_get_line(self.as_ptr(), number) }
    }

    /// The report as a JSON document, ending in a newline.
    pub fn to_json(&self) -> Result<String> {
        // SAFETY: everything handed over is held during the call, and the text is owned here.
        error::object(|error| unsafe { sys::berth_report_to_json(self.as_ptr(), error) })
            .map(|text| unsafe { text::owned(text) })
    }

    /// Takes over the hold on `raw`.
    #[allow(dead_code)] // not every type is also made by calls
    pub(crate) fn take(raw: NonNull<sys::berth_report>) -> Report {
        Report { raw }
    }

    #[inline]
    pub(crate) fn as_ptr(&self) -> *mut sys::berth_report {
        self.raw.as_ptr()
    }
}

/// A clone is the same one.
impl Clone for Report {
    fn clone(&self) -> Report {
        // SAFETY: it is held, and so is what the call returns: the same pointer.
        unsafe { sys::berth_report_ref(self.as_ptr()) };
        Report { raw: self.raw }
    }
}

impl Drop for Report {
    fn drop(&mut self) {
        // SAFETY: this hold is let go once.
        unsafe { sys::berth_report_unref(self.raw.as_ptr()) }
    }
}

impl fmt::Debug for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Only memory running out keeps the text away.
        let json = self.to_json().unwrap_or_default();
        formatter
            .debug_tuple("Report")
            .field(&format_args!("{}", json.trim_end()))
            .finish()
    }
}
