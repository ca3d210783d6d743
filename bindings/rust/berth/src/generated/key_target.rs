// SPDX-License-Identifier: LGPL-2.1-or-later
// Made by bindings/rust/generate from the public headers; change those, and run it again.

use std::fmt;
use std::ptr::{self, NonNull};
use std::time::Duration;

use berth_sys as sys;

use crate::error::{self, Result};
use crate::text;
use crate::time;
use crate::{Cancel, Codeset, KeyCloseFlags, KeySequence, Progress, Report};

/// A keyboard to send keys to. May be used from several threads; a call while another sends fails
/// with [`Busy`](crate::ErrorCode::Busy). Ended with `berth_key_target_unref`, which closes it.
pub struct KeyTarget {
    raw: NonNull<sys::berth_key_target>,
}

// SAFETY: the library lets every thread use it, several at once.
unsafe impl Send for KeyTarget {}
unsafe impl Sync for KeyTarget {}

impl KeyTarget {
    /// The URI it was opened by.
    #[inline]
    pub fn uri(&self) -> &str {
        // SAFETY: everything handed over is held during the call.
        unsafe { text::borrowed(sys::berth_key_target_get_uri(self.as_ptr())) }.unwrap_or("")
    }

    /// Whether a key that is down can stay down when the target is closed.
    #[inline]
    pub fn keeps_pressed(&self) -> bool {
        // SAFETY: everything handed over is held during the call.
        unsafe { sys::berth_key_target_keeps_pressed(self.as_ptr()) }
    }

    /// Tells whether the target has a way to send this key. Whether the guest listens is another
    /// matter.
    ///
    /// Fails with [`Unsupported`](crate::ErrorCode::Unsupported) and why not, or the errors of
    /// [`keycode_translate`](crate::keycode_translate).
    ///
    /// * `set`: the set of `code`
    /// * `code`: a key's code
    pub fn can_deliver(&self, set: Codeset, code: u32) -> Result<()> {
        // SAFETY: everything handed over is held during the call.
        error::action(|error| unsafe {
            sys::berth_key_target_can_deliver(self.as_ptr(), set.to_raw(), code, error)
        })
    }

    /// Looks which keys of a sequence the target cannot deliver. Sends nothing.
    ///
    /// Returns a finding for each such key.
    ///
    /// * `sequence`: what would be sent
    pub fn check(&self, sequence: &KeySequence) -> Result<Report> {
        // SAFETY: everything handed over is held during the call.
        error::object(|error| unsafe {
            sys::berth_key_target_check(self.as_ptr(), sequence.as_ptr(), error)
        })
        .map(Report::take)
    }

    /// Sends a sequence. When the target cannot deliver all of it, nothing is sent.
    ///
    /// Fails with [`Unsupported`](crate::ErrorCode::Unsupported) for a key that it cannot deliver;
    /// [`Undelivered`](crate::ErrorCode::Undelivered) when the target failed, went away or did not
    /// show that it took the keys, [`Timeout`](crate::ErrorCode::Timeout) or
    /// [`Cancelled`](crate::ErrorCode::Cancelled), and the message says how many key events went
    /// out, and which keys may still be down; [`Busy`](crate::ErrorCode::Busy) while another call
    /// sends; [`Invalid`](crate::ErrorCode::Invalid) when the target is closed or `sequence` is
    /// empty.
    ///
    /// * `sequence`: what to send
    /// * `timeout`: how long it may take altogether; 0 not to wait for an answer, `None` for as
    ///   long as it takes, but 5000 for each answer of the target
    /// * `progress`: is told each press and release: how many are done, of how many, the key
    pub fn send(
        &self,
        sequence: &KeySequence,
        timeout: Option<Duration>,
        progress: Option<&Progress>,
        cancel: Option<&Cancel>,
    ) -> Result<()> {
        // SAFETY: everything handed over is held during the call.
        error::action(|error| unsafe {
            sys::berth_key_target_send(
                self.as_ptr(),
                sequence.as_ptr(),
                time::timeout_ms(timeout),
                progress.map_or(ptr::null_mut(), |one| one.as_ptr()),
                cancel.map_or(ptr::null_mut(), |one| one.as_ptr()),
                error,
            )
        })
    }

    /// Presses a key, which stays down until [`KeyTarget::release`](crate::KeyTarget::release), or
    /// until the target is closed.
    ///
    /// Fails as [`KeyTarget::send`](crate::KeyTarget::send), or with
    /// [`Unsupported`](crate::ErrorCode::Unsupported) where keys can be sent only as whole chords,
    /// or the errors of [`keycode_translate`](crate::keycode_translate).
    ///
    /// * `set`: the set of `code`
    /// * `code`: a key's code
    /// * `timeout`: as for [`KeyTarget::send`](crate::KeyTarget::send)
    pub fn press(
        &self,
        set: Codeset,
        code: u32,
        timeout: Option<Duration>,
        cancel: Option<&Cancel>,
    ) -> Result<()> {
        // SAFETY: everything handed over is held during the call.
        error::action(|error| unsafe {
            sys::berth_key_target_press(
                self.as_ptr(),
                set.to_raw(),
                code,
                time::timeout_ms(timeout),
                cancel.map_or(ptr::null_mut(), |one| one.as_ptr()),
                error,
            )
        })
    }

    /// Releases a key, whoever pressed it.
    ///
    /// Fails as [`KeyTarget::press`](crate::KeyTarget::press).
    ///
    /// * `set`: the set of `code`
    /// * `code`: a key's code
    /// * `timeout`: as for [`KeyTarget::send`](crate::KeyTarget::send)
    pub fn release(
        &self,
        set: Codeset,
        code: u32,
        timeout: Option<Duration>,
        cancel: Option<&Cancel>,
    ) -> Result<()> {
        // SAFETY: everything handed over is held during the call.
        error::action(|error| unsafe {
            sys::berth_key_target_release(
                self.as_ptr(),
                set.to_raw(),
                code,
                time::timeout_ms(timeout),
                cancel.map_or(ptr::null_mut(), |one| one.as_ptr()),
                error,
            )
        })
    }

    /// Releases what is down, and disconnects, within a second. A target that is closed already
    /// stays so.
    ///
    /// Fails with [`Unsupported`](crate::ErrorCode::Unsupported) when keys cannot be left down
    /// there, [`Invalid`](crate::ErrorCode::Invalid) for flags that are none,
    /// [`Busy`](crate::ErrorCode::Busy) while another call sends,
    /// [`Cancelled`](crate::ErrorCode::Cancelled), and then it is not closed;
    /// [`Undelivered`](crate::ErrorCode::Undelivered) when a release did not go out: it is closed
    /// then.
    ///
    /// * `flags`: of berth_key_close_flags
    pub fn close(&self, flags: KeyCloseFlags, cancel: Option<&Cancel>) -> Result<()> {
        // SAFETY: everything handed over is held during the call.
        error::action(|error| unsafe {
            sys::berth_key_target_close(
                self.as_ptr(),
                flags.bits(),
                cancel.map_or(ptr::null_mut(), |one| one.as_ptr()),
                error,
            )
        })
    }

    /// Takes over the hold on `raw`.
    #[allow(dead_code)] // not every type is also made by calls
    pub(crate) fn take(raw: NonNull<sys::berth_key_target>) -> KeyTarget {
        KeyTarget { raw }
    }

    #[inline]
    pub(crate) fn as_ptr(&self) -> *mut sys::berth_key_target {
        self.raw.as_ptr()
    }
}

/// A clone is the same one.
impl Clone for KeyTarget {
    fn clone(&self) -> KeyTarget {
        // SAFETY: it is held, and so is what the call returns: the same pointer.
        unsafe { sys::berth_key_target_ref(self.as_ptr()) };
        KeyTarget { raw: self.raw }
    }
}

impl Drop for KeyTarget {
    fn drop(&mut self) {
        // SAFETY: this hold is let go once.
        unsafe { sys::berth_key_target_unref(self.raw.as_ptr()) }
    }
}

impl fmt::Debug for KeyTarget {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("KeyTarget")
            .field("uri", &self.uri())
            .field("keeps_pressed", &self.keeps_pressed())
            .finish()
    }
}
