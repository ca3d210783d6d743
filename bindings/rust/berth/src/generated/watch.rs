// SPDX-License-Identifier: LGPL-2.1-or-later
// Made by bindings/rust/generate from the public headers; change those, and run it again.

use std::fmt;
use std::ptr::{self, NonNull};
use std::time::Duration;

use berth_sys as sys;

use crate::error::{self, Result};
use crate::time;
use crate::{Cancel, Event};

/// Watches a host. May be used from one thread at a time; its descriptor may be polled from any.
pub struct Watch {
    raw: NonNull<sys::berth_watch>,
}

// SAFETY: the library lets any thread use it, one at a time: Send, and not Sync.
unsafe impl Send for Watch {}

impl Watch {
    /// Looks at the host if something may have happened since the last look, and no event of that
    /// is left. Takes no event. For a program that lets a thread look and takes the events in its
    /// main loop.
    ///
    /// Fails with [`Timeout`](crate::ErrorCode::Timeout),
    /// [`Cancelled`](crate::ErrorCode::Cancelled), or as [`Watch::next`](crate::Watch::next).
    /// Within a second of a look that failed there is another only when something happened.
    ///
    /// * `timeout`: how long it may take; `None` without limit
    pub fn look(&mut self, timeout: Option<Duration>, cancel: Option<&Cancel>) -> Result<bool> {
        let mut pending = false;
        // SAFETY: everything handed over is held during the call, and what is borrowed lives as long as this borrow.
        error::action(|error| unsafe {
            sys::berth_watch_look(
                self.as_ptr(),
                time::timeout_ms(timeout),
                cancel.map_or(ptr::null_mut(), |one| one.as_ptr()),
                &mut pending,
                error,
            )
        })
        .map(|()| pending)
    }

    /// Takes the next event; looks at the host first, if need be, and does not wait for anything to
    /// happen. Events come in the order of their numbers, and none twice.
    ///
    /// Fails with the errors of [`Host::list_interfaces`](crate::Host::list_interfaces): the host
    /// could not be looked at, and what changed is told by a later call.
    #[allow(clippy::should_implement_trait)] // it may have nothing now, and more later
    pub fn next(&mut self) -> Result<Option<Event>> {
        let mut event = ptr::null_mut();
        // SAFETY: everything handed over is held during the call, and what is borrowed lives as long as this borrow.
        error::action(|error| unsafe { sys::berth_watch_next(self.as_ptr(), &mut event, error) })
            .map(|()| NonNull::new(event).map(Event::take))
    }

    /// Waits for the next event.
    ///
    /// Fails with [`Timeout`](crate::ErrorCode::Timeout),
    /// [`Cancelled`](crate::ErrorCode::Cancelled), or as [`Watch::next`](crate::Watch::next). After
    /// a look that failed it waits for a second, or until something happens, before it looks again.
    ///
    /// * `timeout`: how long to wait; 0 not at all, `None` without limit
    pub fn wait(&mut self, timeout: Option<Duration>, cancel: Option<&Cancel>) -> Result<Event> {
        let mut event = ptr::null_mut();
        // SAFETY: everything handed over is held during the call, and what is borrowed lives as long as this borrow.
        error::action(|error| unsafe {
            sys::berth_watch_wait(
                self.as_ptr(),
                time::timeout_ms(timeout),
                cancel.map_or(ptr::null_mut(), |one| one.as_ptr()),
                &mut event,
                error,
            )
        })
        .map(|()| {
            NonNull::new(event)
                .map(Event::take)
                .expect("the library gives one when it succeeds")
        })
    }

    /// Takes over the hold on `raw`, which must be the only one: `&mut self` stands for that.
    #[allow(dead_code)] // not every type is also made by calls
    pub(crate) fn take(raw: NonNull<sys::berth_watch>) -> Watch {
        Watch { raw }
    }

    #[inline]
    pub(crate) fn as_ptr(&self) -> *mut sys::berth_watch {
        self.raw.as_ptr()
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        // SAFETY: this hold is let go once.
        unsafe { sys::berth_watch_unref(self.raw.as_ptr()) }
    }
}

impl fmt::Debug for Watch {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Watch").finish()
    }
}
