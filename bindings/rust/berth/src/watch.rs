// SPDX-License-Identifier: LGPL-2.1-or-later
//! Events: what changes on a host while a program runs, whoever changes it.

use std::fmt;
use std::os::unix::io::{AsFd, AsRawFd, BorrowedFd, RawFd};
use std::ptr::{self, NonNull};
use std::time::Duration;

use berth_sys as sys;

use crate::cancel::Cancel;
use crate::enums::EventType;
use crate::error::{self, Result};
use crate::host::Host;
use crate::info::InterfaceInfo;
use crate::interface::timeout_ms;

/// Watches a host; made by [`Host::watch`]. Its descriptor polls readable while [`next`](Watch::next)
/// may have something, so it fits into any event loop. Nobody may read from it.
///
/// ```
/// use std::time::Duration;
///
/// use berth::{EventMask, EventType, FakeHost, Filter, InterfaceConfig, InterfaceType};
///
/// let host = FakeHost::open(None)?;
/// let mut watch = host.watch(EventMask::INTERFACES)?;
/// let known = host.list_interfaces_info(Filter::ALL, None)?;
/// assert_eq!(known.len(), 3);
/// assert!(watch.next()?.is_none());
///
/// let card = InterfaceConfig::new(InterfaceType::Ethernet, "eth2")?;
/// host.set_link(&card, true)?;
/// let event = watch.wait(Some(Duration::from_secs(1)), None)?;
/// assert_eq!(event.event_type(), EventType::Added);
/// assert_eq!(event.info().map(|info| info.name()), Some("eth2"));
/// # Ok::<(), berth::Error>(())
/// ```
pub struct Watch {
    raw: NonNull<sys::berth_watch>,
    // Keeps what the library calls back, too, until the watch is let go.
    host: Host,
}

// SAFETY: whatever changes a watch takes it exclusively, and the library lets every thread poll the
// descriptor, which is all that a shared one gives.
unsafe impl Send for Watch {}
unsafe impl Sync for Watch {}

impl Watch {
    /// The next event, or `None` when there is none now. Never waits. Events come in the order of
    /// their numbers, and none twice.
    ///
    /// An error means that the host could not be looked at; what changed is told by a later call.
    #[allow(clippy::should_implement_trait)] // an iterator would end where there is nothing now
    pub fn next(&mut self) -> Result<Option<Event>> {
        let mut event = ptr::null_mut();
        // SAFETY: the watch is held during the call, by this thread alone.
        error::action(|error| unsafe {
            sys::berth_watch_next(self.raw.as_ptr(), &mut event, error)
        })?;
        // SAFETY: the library gave the event to its caller.
        Ok(NonNull::new(event).map(|event| unsafe { Event::take(event) }))
    }

    /// Waits for the next event; `None` is for as long as it takes.
    ///
    /// Fails with [`Timeout`](crate::ErrorCode::Timeout) when nothing happened, with
    /// [`Cancelled`](crate::ErrorCode::Cancelled), or as [`next`](Watch::next).
    pub fn wait(&mut self, timeout: Option<Duration>, cancel: Option<&Cancel>) -> Result<Event> {
        // SAFETY: everything handed over is held during the call, the watch by this thread alone, and
        // the library gave the event, which is there when it succeeds, to its caller.
        error::object(|error| unsafe {
            let mut event = ptr::null_mut();
            let (timeout, cancel) = (timeout_ms(timeout), Cancel::pointer(cancel));
            sys::berth_watch_wait(self.raw.as_ptr(), timeout, cancel, &mut event, error);
            event
        })
        .map(|event| unsafe { Event::take(event) })
    }

    /// The host it watches.
    pub fn host(&self) -> &Host {
        &self.host
    }

    /// Takes over the hold on `raw`.
    pub(crate) fn take(raw: NonNull<sys::berth_watch>, host: &Host) -> Watch {
        Watch {
            raw,
            host: host.clone(),
        }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        // SAFETY: this hold is let go once.
        unsafe { sys::berth_watch_unref(self.raw.as_ptr()) }
    }
}

impl AsFd for Watch {
    fn as_fd(&self) -> BorrowedFd<'_> {
        // SAFETY: the descriptor lives as long as the watch.
        unsafe { BorrowedFd::borrow_raw(self.as_raw_fd()) }
    }
}

impl AsRawFd for Watch {
    fn as_raw_fd(&self) -> RawFd {
        // SAFETY: the watch is held.
        unsafe { sys::berth_watch_get_fd(self.raw.as_ptr()) }
    }
}

impl fmt::Debug for Watch {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Watch")
            .field("host", &self.host)
            .finish()
    }
}

/// One event, immutable. It tells where something led, not each step on the way. A clone is the same
/// event.
///
/// ```
/// use berth::{EventMask, EventType, FakeHost};
///
/// let host = FakeHost::open(None)?;
/// let mut watch = host.watch(EventMask::INTERFACES)?;
/// host.interface("eth0")?.down(None, None)?;
///
/// let event = watch.next()?.expect("an event");
/// assert_eq!((event.number(), event.event_type()), (1, EventType::Changed));
/// let info = event.info().expect("only a resync has no interface");
/// assert_eq!((info.name(), info.is_active()), ("eth0", false));
/// # Ok::<(), berth::Error>(())
/// ```
pub struct Event {
    raw: NonNull<sys::berth_event>,
    info: Option<InterfaceInfo>,
}

// SAFETY: an event never changes, and the library lets every thread use it.
unsafe impl Send for Event {}
unsafe impl Sync for Event {}

impl Event {
    /// What happened.
    pub fn event_type(&self) -> EventType {
        // SAFETY: the event is held.
        EventType::from_raw(unsafe { sys::berth_event_get_event_type(self.raw.as_ptr()) })
    }

    /// Its number in its watch, from 1, without gaps.
    pub fn number(&self) -> i64 {
        // SAFETY: the event is held.
        unsafe { sys::berth_event_get_number(self.raw.as_ptr()) }
    }

    /// The interface as it is now, or as it was last for one that was removed; `None` for
    /// [`Resync`](EventType::Resync).
    pub fn info(&self) -> Option<&InterfaceInfo> {
        self.info.as_ref()
    }

    /// Takes over the hold on `raw`.
    ///
    /// # Safety
    /// `raw` is an event that the caller holds.
    unsafe fn take(raw: NonNull<sys::berth_event>) -> Event {
        let info = NonNull::new(sys::berth_event_get_info(raw.as_ptr()) as *mut _);
        Event {
            raw,
            // The event's snapshot is held once more.
            info: info.map(|info| {
                sys::berth_interface_info_ref(info.as_ptr());
                InterfaceInfo::take(info)
            }),
        }
    }
}

impl Clone for Event {
    fn clone(&self) -> Event {
        // SAFETY: the event is held, and so is what the call returns: the same pointer.
        unsafe { sys::berth_event_ref(self.raw.as_ptr()) };
        Event {
            raw: self.raw,
            info: self.info.clone(),
        }
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
            .field("number", &self.number())
            .field("type", &self.event_type())
            .field("info", &self.info)
            .finish()
    }
}
