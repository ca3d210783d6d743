// SPDX-License-Identifier: LGPL-2.1-or-later
//! Progress, told to a closure.

use std::os::raw::{c_char, c_void};

use berth_sys as sys;

use crate::callback::{self, Callback};
use crate::error::{self, Result};
use crate::text;
use crate::Progress;

type Follow = dyn Fn(i64, i64, Option<&str>) + Send + Sync;

/// ```
/// use std::sync::{Arc, Mutex};
///
/// use berth::{FakeHost, Progress};
///
/// let steps = Arc::new(Mutex::new(Vec::new()));
/// let seen = Arc::clone(&steps);
/// let progress = Progress::new(move |done, total, item| {
///     seen.lock().unwrap().push((done, total, item.map(str::to_owned)));
/// })?;
/// let host = FakeHost::open(None)?;
/// let interface = host.interface("eth0")?;
/// interface.down(None, None, None)?;
/// interface.up(None, Some(&progress), None)?;
/// assert_eq!(steps.lock().unwrap().last(), Some(&(2, 2, None)));
/// # Ok::<(), berth::Error>(())
/// ```
impl Progress {
    /// A progress to give to calls. `follow` is called in the thread that made the call, with how much is
    /// done, of how much, and what is being worked on. A panic in it ends that step only: it cannot pass
    /// through the library.
    pub fn new(
        follow: impl Fn(i64, i64, Option<&str>) + Send + Sync + 'static,
    ) -> Result<Progress> {
        let callback: Callback<Follow> = Callback::new(Box::new(follow));
        // SAFETY: the library calls the function with the closure, and frees that once, also when this fails.
        error::object(|error| unsafe {
            let (user_data, free) = callback.into_raw();
            sys::berth_progress_new(Some(tell), user_data, Some(free), error)
        })
        .map(Progress::take)
    }
}

unsafe extern "C" fn tell(done: i64, total: i64, item: *const c_char, user_data: *mut c_void) {
    callback::call::<Follow>(user_data, |follow| {
        follow(done, total, text::borrowed(item))
    });
}
