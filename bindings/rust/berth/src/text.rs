// SPDX-License-Identifier: LGPL-2.1-or-later
//! Strings on their way into the library and out of it.

use std::ffi::{CStr, CString, OsStr};
use std::os::raw::c_char;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::ptr::{self, NonNull};
use std::str;

use berth_sys as sys;

use crate::error::{Error, Result};

/// `value` as a C string. A NUL byte would end it early there, so it is refused; `what` names the
/// value in the message.
pub(crate) fn to_c(what: &str, value: &str) -> Result<CString> {
    bytes_to_c(what, value.as_bytes())
}

/// As [`to_c`], for a path, which need not be UTF-8.
pub(crate) fn path_to_c(what: &str, value: &Path) -> Result<CString> {
    bytes_to_c(what, value.as_os_str().as_bytes())
}

fn bytes_to_c(what: &str, value: &[u8]) -> Result<CString> {
    CString::new(value)
        .map_err(|_| Error::invalid(format!("{what} contains a NUL byte, remove it")))
}

/// The pointer to hand over for a string that may be absent.
pub(crate) fn pointer(value: &Option<CString>) -> *const c_char {
    value.as_ref().map_or(ptr::null(), |text| text.as_ptr())
}

/// The text behind `pointer`; `None` for NULL. The library promises UTF-8. Should it break that
/// promise, the text ends before the first wrong byte, for a `str` must never hold one.
///
/// # Safety
/// `pointer` is NULL or a string that lives for `'a`.
#[inline]
pub(crate) unsafe fn borrowed<'a>(pointer: *const c_char) -> Option<&'a str> {
    if pointer.is_null() {
        return None;
    }
    let bytes = CStr::from_ptr(pointer).to_bytes();
    // Nearly every text is short and ASCII, and that is quicker to see than that it is UTF-8.
    if bytes.is_ascii() {
        return Some(str::from_utf8_unchecked(bytes));
    }
    Some(
        str::from_utf8(bytes).unwrap_or_else(|error| {
            str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default()
        }),
    )
}

/// The path behind `pointer`; `None` for NULL.
///
/// # Safety
/// `pointer` is NULL or a string that lives for `'a`.
#[inline]
pub(crate) unsafe fn borrowed_path<'a>(pointer: *const c_char) -> Option<&'a Path> {
    NonNull::new(pointer as *mut c_char).map(|pointer| {
        Path::new(OsStr::from_bytes(
            CStr::from_ptr(pointer.as_ptr()).to_bytes(),
        ))
    })
}

/// A copy of an owned string, which is freed.
///
/// # Safety
/// `pointer` is an owned string of the library, not used afterwards.
pub(crate) unsafe fn owned(pointer: NonNull<c_char>) -> String {
    let text = CStr::from_ptr(pointer.as_ptr())
        .to_string_lossy()
        .into_owned();
    sys::berth_free(pointer.as_ptr().cast());
    text
}

/// A copy of an owned array of strings, which is freed.
///
/// # Safety
/// `list` is an owned, NULL-terminated array of the library, not used afterwards.
pub(crate) unsafe fn owned_list(list: NonNull<*mut c_char>) -> Vec<String> {
    let mut strings = Vec::new();
    let mut item = list.as_ptr();
    while !(*item).is_null() {
        strings.push(CStr::from_ptr(*item).to_string_lossy().into_owned());
        item = item.add(1);
    }
    sys::berth_strv_free(list.as_ptr());
    strings
}
