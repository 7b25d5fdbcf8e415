//! → include/leat/deadline.h
#![allow(unsafe_code, reason = "exported functions")]

use std::ffi::c_int;

use libc::EINVAL;

use super::{LEAT_FOREVER, MILLISECOND, ms_until, sys};
use crate::boundary::errno;
use crate::boundary::error::Error;
use crate::explain::own::Own;
use crate::explain::refuse;

/// Gives the end of a time that several calls have together, so many milliseconds from now. As in
///
///     int64_t end = leat_deadline_after(2000);
///     int left;
///
///     while ((left = leat_deadline_left(end)) != 0 && leat_reader_line(reader, left, &line, NULL) == 1)
///         puts(line);
///
/// which takes two seconds at most, however many lines come.
///
/// Returns it: a time of CLOCK_MONOTONIC in nanoseconds, which setting the clock does not change, and which is the same in every
/// process of the machine; of LEAT_FOREVER, INT64_MAX. -1 on failure, which leat_deadline_left takes for over. On success errno
/// is left as it was.
///
/// Errors: EINVAL `timeout_ms` is below -1.
///
/// Threads: safe, async-signal-safe.
#[unsafe(no_mangle)]
pub extern "C" fn leat_deadline_after(timeout_ms: c_int) -> i64 {
    // No guard, whose first call allocates.
    match timeout_ms {
        LEAT_FOREVER => i64::MAX,
        0.. => errno::kept(|| sys::now().saturating_add(i64::from(timeout_ms) * MILLISECOND)),
        _ => {
            Error::refused(EINVAL, refuse::timeout("timeout_ms", i64::from(timeout_ms))).fail(Own::deadline_after);
            -1
        }
    }
}

/// Says how much is left until a deadline, as a `timeout_ms` for the next call. When it is over that is 0, with which a call
/// still does what it can at once, and if it would have to wait fails with EAGAIN, and not with ETIMEDOUT. So where there may
/// always be more, or that is to be told apart, ask before the call.
///
/// Returns the milliseconds, rounded up, at most INT_MAX; 0 if it is over; LEAT_FOREVER if it never will be (INT64_MAX).
///
/// Errors: none. errno is left as it was.
///
/// Threads: safe, async-signal-safe.
#[unsafe(no_mangle)]
pub extern "C" fn leat_deadline_left(deadline: i64) -> c_int {
    if deadline == i64::MAX {
        return LEAT_FOREVER;
    }
    errno::kept(|| ms_until(deadline))
}
