// SPDX-License-Identifier: LGPL-2.1-or-later
//! Why a call failed, and the one place where the library's error becomes a Rust one.

use std::fmt;
use std::path::{Path, PathBuf};
use std::ptr::{self, NonNull};

use berth_sys as sys;

use crate::text;
use crate::{ErrorCode, ErrorDomain};

/// What every call of this crate that may fail returns.
pub type Result<T> = std::result::Result<T, Error>;

/// What went wrong, in a form a program can branch on ([`code`](Error::code)) and a person can act on
/// (the text it displays as).
///
/// ```
/// use berth::{ErrorCode, InterfaceConfig};
///
/// let error = InterfaceConfig::from_xml("<interface>\n</wrong>", Some("eth0.xml")).unwrap_err();
/// assert_eq!(error.code(), ErrorCode::Parse);
/// assert_eq!(error.line(), Some(2));
/// assert!(error.to_string().starts_with("eth0.xml:2: "));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    code: ErrorCode,
    domain: ErrorDomain,
    message: String,
    file: Option<PathBuf>,
    line: Option<u32>,
}

impl Error {
    /// Why it failed.
    pub fn code(&self) -> ErrorCode {
        self.code
    }

    /// The area of the library that failed.
    pub fn domain(&self) -> ErrorDomain {
        self.domain
    }

    /// One line that says what is wrong and what to do. It starts "FILE:LINE: " where the error has a
    /// place.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The file it applies to.
    pub fn file(&self) -> Option<&Path> {
        self.file.as_deref()
    }

    /// The line in that file, counted from 1.
    pub fn line(&self) -> Option<u32> {
        self.line
    }

    /// For arguments that cannot even be handed to the library.
    pub(crate) fn invalid(message: String) -> Error {
        Error {
            code: ErrorCode::Invalid,
            domain: ErrorDomain::Base,
            message,
            file: None,
            line: None,
        }
    }

    pub(crate) fn no_memory() -> Error {
        Error {
            code: ErrorCode::NoMemory,
            domain: ErrorDomain::Base,
            message: "memory ran out".to_owned(),
            file: None,
            line: None,
        }
    }

    /// # Safety
    /// `raw` is NULL or an error that the library just set, not used afterwards.
    unsafe fn take(raw: *mut sys::berth_error) -> Error {
        // Only a failure to allocate the error itself leaves none behind.
        let raw = match NonNull::new(raw) {
            Some(raw) => raw.as_ptr(),
            None => return Error::no_memory(),
        };
        let error = Error {
            code: ErrorCode::from_raw(sys::berth_error_get_code(raw)),
            domain: ErrorDomain::from_raw(sys::berth_error_get_domain(raw)),
            message: text::borrowed_path(sys::berth_error_get_message(raw))
                .map(|message| message.to_string_lossy().into_owned())
                .unwrap_or_default(),
            file: text::borrowed_path(sys::berth_error_get_file(raw)).map(Path::to_owned),
            line: Some(sys::berth_error_get_line(raw)).filter(|line| *line > 0),
        };
        sys::berth_error_free(raw);
        error
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for Error {}

/// Makes a call that returns NULL when it fails.
pub(crate) fn object<T>(
    call: impl FnOnce(*mut *mut sys::berth_error) -> *mut T,
) -> Result<NonNull<T>> {
    let mut error = ptr::null_mut();
    // SAFETY: the library has set `error`, or left it NULL, when it returns NULL.
    NonNull::new(call(&mut error)).ok_or_else(|| unsafe { Error::take(error) })
}

/// Makes a call that returns false when it fails.
pub(crate) fn action(call: impl FnOnce(*mut *mut sys::berth_error) -> bool) -> Result<()> {
    let mut error = ptr::null_mut();
    if call(&mut error) {
        Ok(())
    } else {
        // SAFETY: the library has set `error`, or left it NULL, when it returns false.
        Err(unsafe { Error::take(error) })
    }
}

/// Turns "not set", an error in the library, into `None`.
pub(crate) fn optional<T>(result: Result<T>) -> Result<Option<T>> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(error) if error.code == ErrorCode::NotSet => Ok(None),
        Err(error) => Err(error),
    }
}
