//! The clock, and ppoll(2).
#![allow(unsafe_code, reason = "one system call each")]

use libc::{pollfd, timespec};

use crate::boundary::error::Errno;

/// The monotonic clock, in nanoseconds.
pub(super) fn now() -> i64 {
    let mut now = timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: there is room for the time.
    unsafe { libc::clock_gettime(libc::CLOCK_MONOTONIC, &raw mut now) };
    now.tv_sec.saturating_mul(1_000_000_000).saturating_add(now.tv_nsec)
}

/// Without a time it waits for ever.
pub(super) fn ppoll(fds: &mut [pollfd], time: Option<timespec>) -> Result<usize, Errno> {
    let time = time.as_ref().map_or(std::ptr::null(), std::ptr::from_ref);
    let count = fds.len() as libc::nfds_t;
    // SAFETY: a slice and its length, a time or NULL, and the mask as it is.
    let ready = unsafe { libc::ppoll(fds.as_mut_ptr(), count, time, std::ptr::null()) };
    Errno::check(ready).map(|ready| ready as usize)
}
