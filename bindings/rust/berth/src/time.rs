// SPDX-License-Identifier: LGPL-2.1-or-later
//! Times, which the library counts in milliseconds.

use std::os::raw::c_int;
use std::time::Duration;

use crate::error::{Error, Result};

/// -1 asks for the library's default, or for no limit, and 0 not to wait, so what is shorter than a
/// millisecond is one.
pub(crate) fn timeout_ms(timeout: Option<Duration>) -> c_int {
    match timeout {
        None => -1,
        Some(Duration::ZERO) => 0,
        Some(time) => c_int::try_from(time.as_millis()).map_or(c_int::MAX, |ms| ms.max(1)),
    }
}

/// `time` in the library's milliseconds; `what` names it in the message.
pub(crate) fn whole_ms(what: &str, time: Duration) -> Result<i64> {
    if time.subsec_nanos() % 1_000_000 != 0 {
        return Err(Error::invalid(format!(
            "the {what} {time:?} is no whole number of milliseconds, round it"
        )));
    }
    // What does not fit is out of range for the library too.
    Ok(i64::try_from(time.as_millis()).unwrap_or(i64::MAX))
}

/// The library's milliseconds, which are never negative.
pub(crate) fn from_ms(time_ms: i64) -> Duration {
    Duration::from_millis(time_ms.unsigned_abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_timeout_becomes_milliseconds() {
        assert_eq!(timeout_ms(None), -1);
        assert_eq!(timeout_ms(Some(Duration::ZERO)), 0);
        assert_eq!(timeout_ms(Some(Duration::from_nanos(1))), 1);
        assert_eq!(timeout_ms(Some(Duration::from_secs(2))), 2000);
        assert_eq!(timeout_ms(Some(Duration::MAX)), c_int::MAX);
    }
}
