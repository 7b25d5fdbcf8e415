//! The system calls of pipes.
#![allow(unsafe_code, reason = "one system call each")]

use std::ffi::c_int;

use libc::{F_GETPIPE_SZ, F_SETPIPE_SZ, FIONREAD, O_CLOEXEC};

use crate::boundary::error::Errno;

pub(super) fn open(flags: c_int) -> Result<[c_int; 2], Errno> {
    let mut ends = [-1; 2];
    // SAFETY: there is room for two descriptors.
    Errno::check(unsafe { libc::pipe2(ends.as_mut_ptr(), flags | O_CLOEXEC) })?;
    Ok(ends)
}

/// The bytes that the pipe holds: its number of pages times their size.
pub(super) fn capacity(fd: c_int) -> Result<c_int, Errno> {
    // SAFETY: takes no pointer.
    Errno::check(unsafe { libc::fcntl(fd, F_GETPIPE_SZ) })
}

/// Gives what it has become.
pub(super) fn set_capacity(fd: c_int, size: c_int) -> Result<c_int, Errno> {
    // SAFETY: takes no pointer.
    Errno::check(unsafe { libc::fcntl(fd, F_SETPIPE_SZ, size) })
}

/// The bytes that are in the pipe.
pub(super) fn queued(fd: c_int) -> Result<c_int, Errno> {
    let mut queued: c_int = 0;
    // SAFETY: there is room for the number.
    Errno::check(unsafe { libc::ioctl(fd, FIONREAD, &raw mut queued) })?;
    Ok(queued)
}
