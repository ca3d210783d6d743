// SPDX-License-Identifier: LGPL-2.1-or-later
//! Closures that the library calls and frees.

use std::os::raw::c_void;
use std::panic::{self, AssertUnwindSafe};

/// A closure on its way into the library.
pub(crate) struct Callback<F: ?Sized>(Box<Box<F>>);

impl<F: ?Sized> Callback<F> {
    pub(crate) fn new(function: Box<F>) -> Callback<F> {
        Callback(Box::new(function))
    }

    /// What the library is given: the data, and the function that frees it, which must be called once.
    pub(crate) fn into_raw(self) -> (*mut c_void, unsafe extern "C" fn(*mut c_void)) {
        (Box::into_raw(self.0).cast(), free::<F>)
    }
}

unsafe extern "C" fn free<F: ?Sized>(data: *mut c_void) {
    // What a closure holds may panic when it is dropped.
    guard(|| drop(Box::from_raw(data.cast::<Box<F>>())));
}

/// Calls the closure behind `data`.
///
/// # Safety
/// `data` is what [`Callback::into_raw`] gave for the same `F`, and is not freed yet.
pub(crate) unsafe fn call<F: ?Sized>(data: *mut c_void, call: impl FnOnce(&F)) {
    let function = &**data.cast::<Box<F>>();
    guard(|| call(function));
}

/// Unwinding into C would be undefined; the panic's own message was printed when it began.
fn guard(call: impl FnOnce()) {
    // Dropping what was thrown could panic again.
    if let Err(thrown) = panic::catch_unwind(AssertUnwindSafe(call)) {
        std::mem::forget(thrown);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::{Arc, Mutex};

    #[test]
    fn a_panic_stays_in_the_closure() {
        let lines = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&lines);
        let callback: Callback<dyn Fn(&str)> = Callback::new(Box::new(move |line| {
            assert_ne!(line, "bad", "the panic of this test");
            seen.lock().unwrap().push(line.to_owned());
        }));
        let (data, free) = callback.into_raw();
        for line in ["bad", "good"] {
            // SAFETY: it is freed below.
            unsafe { call::<dyn Fn(&str)>(data, |function| function(line)) };
        }
        // SAFETY: it is freed once.
        unsafe { free(data) };
        assert_eq!(*lines.lock().unwrap(), ["good"]);
        assert_eq!(Arc::strong_count(&lines), 1);
    }
}
