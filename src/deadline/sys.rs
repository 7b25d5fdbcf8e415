//! The clock, and poll(2).
#![allow(unsafe_code, reason = "one system call each")]

use std::ffi::c_int;

use libc::{pollfd, timespec};

use crate::boundary::error::Errno;

/// The monotonic clock, in nanoseconds.
pub(super) fn now() -> i64 {
    let mut now = timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: there is room for the time.
    unsafe { libc::clock_gettime(libc::CLOCK_MONOTONIC, &raw mut now) };
    now.tv_sec.saturating_mul(1_000_000_000).saturating_add(now.tv_nsec)
}

/// With -1 it waits for ever. It is not ppoll(2), which the kernel begins anew with what was left of the time, if this process
/// was stopped meanwhile (SIGSTOP), frozen or traced; of poll(2), where the machine has it, it keeps the end.
pub(super) fn poll(fds: &mut [pollfd], ms: c_int) -> Result<usize, Errno> {
    let count = fds.len() as libc::nfds_t;
    // SAFETY: a slice and its length, and a time.
    let ready = unsafe { libc::poll(fds.as_mut_ptr(), count, ms) };
    Errno::check(ready).map(|ready| ready as usize)
}
