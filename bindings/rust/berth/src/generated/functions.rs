// SPDX-License-Identifier: LGPL-2.1-or-later
// Made by bindings/rust/generate from the public headers; change those, and run it again.

use berth_sys as sys;

use crate::error::{self, Result};
use crate::text;
use crate::Codeset;

/// Translates a code. Of several keys that a code may mean this takes the usual one, and of
/// several codes that a key has the main one;
/// [`KeycodeList::alternatives`](crate::KeycodeList::alternatives) gives them all.
///
/// Fails with [`Invalid`](crate::ErrorCode::Invalid) for a number that is no set,
/// [`NotFound`](crate::ErrorCode::NotFound) when no key has that code,
/// [`Unmapped`](crate::ErrorCode::Unmapped) when the key has none in `target`.
///
/// * `source`: the set of `code`
/// * `target`: the set of the result
/// * `code`: a key's code in `source`
pub fn keycode_translate(source: Codeset, target: Codeset, code: u32) -> Result<u32> {
    let mut result = 0;
    // SAFETY: everything handed over is held during the call, and what is borrowed lives as long as this borrow.
    error::action(|error| unsafe {
        sys::berth_keycode_translate(source.to_raw(), target.to_raw(), code, &mut result, error)
    })
    .map(|()| result)
}

/// Finds a key by its name.
///
/// Fails with [`Invalid`](crate::ErrorCode::Invalid) for a number that is no set,
/// [`Unsupported`](crate::ErrorCode::Unsupported) for a set without names,
/// [`NotFound`](crate::ErrorCode::NotFound), and then the message proposes names that are like
/// it.
///
/// * `set`: a set that has names
/// * `name`: the name of a key there, or an alias of it; names of C may have their prefix, XK_
///   or kVK_
pub fn keycode_from_name(set: Codeset, name: &str) -> Result<u32> {
    let name = text::to_c("name", name)?;
    let mut code = 0;
    // SAFETY: everything handed over is held during the call, and what is borrowed lives as long as this borrow.
    error::action(|error| unsafe {
        sys::berth_keycode_from_name(set.to_raw(), name.as_ptr(), &mut code, error)
    })
    .map(|()| code)
}

/// Reads a key as people write it. A number need not be a key's code.
///
/// Fails as [`keycode_from_name`](crate::keycode_from_name).
///
/// * `set`: a set
/// * `text`: a name of a key there, or a number: decimal, or hexadecimal after 0x. What is both
///   is the name
pub fn keycode_from_text(set: Codeset, text: &str) -> Result<u32> {
    let text = text::to_c("text", text)?;
    let mut code = 0;
    // SAFETY: everything handed over is held during the call, and what is borrowed lives as long as this borrow.
    error::action(|error| unsafe {
        sys::berth_keycode_from_text(set.to_raw(), text.as_ptr(), &mut code, error)
    })
    .map(|()| code)
}

/// Its name; `None` when it has none.
///
/// * `set`: a set.
/// * `code`: a code there.
#[inline]
pub fn keycode_name(set: Codeset, code: u32) -> Option<&'static str> {
    // SAFETY: everything handed over is held during the call.
    unsafe { text::borrowed(sys::berth_keycode_get_name(set.to_raw(), code)) }
}
