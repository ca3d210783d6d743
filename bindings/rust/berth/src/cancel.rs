// SPDX-License-Identifier: LGPL-2.1-or-later
//! The descriptor of a cancel.

use std::os::unix::io::{AsFd, AsRawFd, BorrowedFd, RawFd};

use berth_sys as sys;

use crate::Cancel;

/// A clone is the same cancel, so another thread can have one:
///
/// ```
/// use berth::{Cancel, ErrorCode, FakeHost, Filter};
///
/// let host = FakeHost::open(None)?;
/// let cancel = Cancel::new()?;
/// let same = cancel.clone();
/// std::thread::spawn(move || same.trigger()).join().unwrap();
///
/// let error = host.list_interfaces(Filter::ALL, Some(&cancel)).unwrap_err();
/// assert_eq!(error.code(), ErrorCode::Cancelled);
/// # Ok::<(), berth::Error>(())
/// ```
///
/// The descriptor polls readable once the cancel is triggered. Nobody may read from it.
impl AsFd for Cancel {
    fn as_fd(&self) -> BorrowedFd<'_> {
        // SAFETY: the descriptor lives as long as the cancel.
        unsafe { BorrowedFd::borrow_raw(self.as_raw_fd()) }
    }
}

impl AsRawFd for Cancel {
    fn as_raw_fd(&self) -> RawFd {
        // SAFETY: the cancel is held.
        unsafe { sys::berth_cancel_get_fd(self.as_ptr()) }
    }
}
