//! The system calls of a stop.
#![allow(unsafe_code, reason = "one system call each")]

use std::ffi::c_int;
use std::os::fd::OwnedFd;

use crate::boundary::descriptor::made;
use crate::boundary::error::Errno;

pub(super) fn eventfd() -> Result<OwnedFd, Errno> {
    // SAFETY: takes numbers.
    made(unsafe { libc::eventfd(0, libc::EFD_CLOEXEC | libc::EFD_NONBLOCK) })
}

/// Makes it readable. It is no cancellation point, as write(2) would be.
pub(super) fn signal(eventfd: c_int) {
    let one = 1u64;
    // SAFETY: it has 8 bytes.
    unsafe { libc::syscall(libc::SYS_write, eventfd, &raw const one, size_of_val(&one)) };
}
