// SPDX-License-Identifier: LGPL-2.1-or-later
// Made by bindings/rust/generate from the public headers; change those, and run it again.

use std::fmt;
use std::ptr::{self, NonNull};
use std::time::Duration;

use berth_sys as sys;

use crate::error::{self, Result};
use crate::text;
use crate::time;
use crate::{Codeset, KeyLayout};

/// Key events to send, in their order. Belongs to one thread at a time; calls copy it.
pub struct KeySequence {
    raw: NonNull<sys::berth_key_sequence>,
}

// SAFETY: the library lets any thread use it, one at a time: Send, and not Sync.
unsafe impl Send for KeySequence {}

impl KeySequence {
    /// An empty sequence.
    pub fn new() -> Result<KeySequence> {
        // SAFETY: everything handed over is held during the call.
        error::object(|error| unsafe { sys::berth_key_sequence_new(error) }).map(KeySequence::take)
    }

    /// Reads a sequence. Empty lines and those that begin with '#' mean nothing; the others are.
    ///
    /// ```text
    /// chord KEY...        presses the keys, and releases them the other way round
    /// hold MS KEY...      the same, with so many milliseconds between
    /// press KEY...        presses them; what is still down at the end is released then
    /// release KEY...
    /// text TEXT           types the rest of the line; \n, \t, \\: a new line, a tab, a backslash
    /// wait MS             does nothing for so many milliseconds
    /// codeset SET         keys from here on are of that set; linux at first
    /// layout LAYOUT [VARIANT]   texts from here on are for that layout; us at first
    /// rate N              for all of it: so many keys a second at the most
    /// ```
    ///
    /// Returns the sequence.
    ///
    /// Fails with [`Parse`](crate::ErrorCode::Parse) for a line that is none of these, or with the
    /// error of the function that does the same, and its line.
    ///
    /// * `text`: what to send, a step a line, UTF-8
    /// * `source`: the file it comes from, for messages
    pub fn from_text(text: &str, source: Option<&str>) -> Result<KeySequence> {
        let text = text::to_c("text", text)?;
        let source = source.map(|text| text::to_c("source", text)).transpose()?;
        // SAFETY: everything handed over is held during the call.
        error::object(|error| unsafe {
            sys::berth_key_sequence_from_text(text.as_ptr(), text::pointer(&source), error)
        })
        .map(KeySequence::take)
    }

    /// Adds keys that are pressed one after the other, held together, and released the other way
    /// round.
    ///
    /// Fails with [`Invalid`](crate::ErrorCode::Invalid) for a number that is no set, a time that
    /// makes no sense or no key at all, [`NotFound`](crate::ErrorCode::NotFound) for a key that is
    /// none. The sequence is then as it was.
    ///
    /// * `set`: the set of `keys`
    /// * `keys`: names or numbers with spaces between them, "KEY_LEFTCTRL KEY_LEFTALT KEY_DELETE"
    /// * `hold`: how long all are down; `None` for 20
    pub fn add_chord(&mut self, set: Codeset, keys: &str, hold: Option<Duration>) -> Result<()> {
        let keys = text::to_c("keys", keys)?;

        // SAFETY: everything handed over is held during the call.
        error::action(|error| unsafe {
            sys::berth_key_sequence_add_chord(
                self.as_ptr(),
                set.to_raw(),
                keys.as_ptr(),
                time::timeout_ms(hold),
                error,
            )
        })
    }

    /// Adds the press of a key. What the sequence leaves down is released at its end.
    ///
    /// Fails with [`Invalid`](crate::ErrorCode::Invalid) for a number that is no set,
    /// [`NotFound`](crate::ErrorCode::NotFound) when no key has that code.
    ///
    /// * `set`: the set of `code`
    /// * `code`: a key's code
    pub fn add_press(&mut self, set: Codeset, code: u32) -> Result<()> {
        // SAFETY: everything handed over is held during the call.
        error::action(|error| unsafe {
            sys::berth_key_sequence_add_press(self.as_ptr(), set.to_raw(), code, error)
        })
    }

    /// Adds the release of a key, which counts also when the sequence did not press it.
    ///
    /// Fails as [`KeySequence::add_press`](crate::KeySequence::add_press).
    ///
    /// * `set`: the set of `code`
    /// * `code`: a key's code
    pub fn add_release(&mut self, set: Codeset, code: u32) -> Result<()> {
        // SAFETY: everything handed over is held during the call.
        error::action(|error| unsafe {
            sys::berth_key_sequence_add_release(self.as_ptr(), set.to_raw(), code, error)
        })
    }

    /// Adds the keys that type a text, with Shift, AltGr, dead keys and the compose key. The
    /// guest's Caps Lock has to be off, and its layout that one.
    ///
    /// Fails with [`Unsupported`](crate::ErrorCode::Unsupported) when the layout cannot type it
    /// all, and the message names what; [`Invalid`](crate::ErrorCode::Invalid) when `text` is not
    /// UTF-8, or as [`KeyLayout::new`](crate::KeyLayout::new). The sequence is then as it was.
    ///
    /// * `text`: UTF-8; the end of a line, as Unix or others write it, is Enter
    /// * `layout`: the guest's layout; `None` for "us"
    pub fn add_text(&mut self, text: &str, layout: Option<&KeyLayout>) -> Result<()> {
        let text = text::to_c("text", text)?;

        // SAFETY: everything handed over is held during the call.
        error::action(|error| unsafe {
            sys::berth_key_sequence_add_text(
                self.as_ptr(),
                text.as_ptr(),
                layout.map_or(ptr::null_mut(), |one| one.as_ptr()),
                error,
            )
        })
    }

    /// Adds a time in which nothing is sent.
    ///
    /// Fails with [`Invalid`](crate::ErrorCode::Invalid) for a time that makes no sense.
    ///
    /// * `duration`: how long
    pub fn add_wait(&mut self, duration: Duration) -> Result<()> {
        // SAFETY: everything handed over is held during the call.
        error::action(|error| unsafe {
            sys::berth_key_sequence_add_wait(self.as_ptr(), time::timeout_ms(Some(duration)), error)
        })
    }

    /// Slows a sequence down, for a guest that loses keys.
    ///
    /// Fails with [`Invalid`](crate::ErrorCode::Invalid) for a number below 0 or above 1000.
    ///
    /// * `keys_per_second`: how many keys are pressed in a second at the most, Shift and its like
    ///   aside; 0 for as many as the target takes
    pub fn set_rate(&mut self, keys_per_second: i32) -> Result<()> {
        // SAFETY: everything handed over is held during the call.
        error::action(|error| unsafe {
            sys::berth_key_sequence_set_rate(self.as_ptr(), keys_per_second, error)
        })
    }

    /// How many presses and releases it has.
    #[inline]
    pub fn count(&self) -> usize {
        // SAFETY: everything handed over is held during the call.
        unsafe { sys::berth_key_sequence_get_count(self.as_ptr()) }
    }

    /// Lists what would be sent, such as "press KEY_A", "wait 20", "release KEY_A".
    ///
    /// Returns the events.
    pub fn list_events(&self) -> Result<Vec<String>> {
        // SAFETY: everything handed over is held during the call, and the list is owned here.
        error::object(|error| unsafe { sys::berth_key_sequence_list_events(self.as_ptr(), error) })
            .map(|list| unsafe { text::owned_list(list) })
    }

    /// Takes over the hold on `raw`, which must be the only one: `&mut self` stands for that.
    #[allow(dead_code)] // not every type is also made by calls
    pub(crate) fn take(raw: NonNull<sys::berth_key_sequence>) -> KeySequence {
        KeySequence { raw }
    }

    #[inline]
    pub(crate) fn as_ptr(&self) -> *mut sys::berth_key_sequence {
        self.raw.as_ptr()
    }
}

/// A clone is another one with the same settings.
impl Clone for KeySequence {
    /// # Panics
    /// When memory ran out.
    fn clone(&self) -> KeySequence {
        // SAFETY: what is copied is held.
        NonNull::new(unsafe { sys::berth_key_sequence_copy(self.as_ptr()) })
            .map(KeySequence::take)
            .expect("memory ran out")
    }
}

impl Drop for KeySequence {
    fn drop(&mut self) {
        // SAFETY: this hold is let go once.
        unsafe { sys::berth_key_sequence_unref(self.raw.as_ptr()) }
    }
}

impl fmt::Debug for KeySequence {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("KeySequence")
            .field("count", &self.count())
            .finish()
    }
}
