//! The system calls of a stop.
#![allow(unsafe_code, reason = "one system call each")]

use std::ffi::c_int;

use crate::boundary::error::Errno;

pub(super) fn eventfd() -> Result<c_int, Errno> {
    // SAFETY: takes numbers.
    Errno::check(unsafe { libc::eventfd(0, libc::EFD_CLOEXEC | libc::EFD_NONBLOCK) })
}

/// Makes it readable. It is no cancellation point, as write(2) would be.
pub(super) fn signal(eventfd: c_int) {
    let one = 1u64;
    // SAFETY: it has 8 bytes.
    unsafe { libc::syscall(libc::SYS_write, eventfd, &raw const one, size_of_val(&one)) };
}

pub(super) fn close(fd: c_int) {
    // SAFETY: the stop's own descriptor, which nobody uses any more.
    unsafe { libc::close(fd) };
}
