// SPDX-License-Identifier: LGPL-2.1-or-later
//! The descriptor of a watch.

use std::os::unix::io::{AsFd, AsRawFd, BorrowedFd, RawFd};

use berth_sys as sys;

use crate::Watch;

// SAFETY: whatever changes a watch takes it exclusively, and the library lets every thread poll the
// descriptor, which is all that a shared one gives.
unsafe impl Sync for Watch {}

/// The descriptor polls readable while [`next`](Watch::next) may have something, so a watch fits into any
/// event loop. Nobody may read from it.
///
/// ```
/// use std::time::Duration;
///
/// use berth::{EventMask, EventType, FakeHost, Filter, InterfaceConfig, InterfaceType};
///
/// let host = FakeHost::open(None)?;
/// let mut watch = host.watch(EventMask::INTERFACES, None)?;
/// // Watch first, then list: what happens between the two comes as an event.
/// let known = host.list_interfaces_info(Filter::ALL, None)?;
/// assert_eq!(known.len(), 3);
/// assert!(watch.next()?.is_none());
///
/// let card = InterfaceConfig::new(InterfaceType::Ethernet, "eth2")?;
/// host.set_link(&card, true)?;
/// let event = watch.wait(Some(Duration::from_secs(1)), None)?;
/// assert_eq!((event.number(), event.event_type()), (1, EventType::Added));
/// assert_eq!(event.info().expect("only a resync has none").name(), "eth2");
/// # Ok::<(), berth::Error>(())
/// ```
impl AsFd for Watch {
    fn as_fd(&self) -> BorrowedFd<'_> {
        // SAFETY: the descriptor lives as long as the watch.
        unsafe { BorrowedFd::borrow_raw(self.as_raw_fd()) }
    }
}

impl AsRawFd for Watch {
    fn as_raw_fd(&self) -> RawFd {
        // SAFETY: the watch is held.
        unsafe { sys::berth_watch_get_fd(self.as_ptr()) }
    }
}
