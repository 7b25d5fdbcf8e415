//! The system calls of pipes.
#![allow(unsafe_code, reason = "one system call each")]

use std::ffi::c_int;
use std::os::fd::OwnedFd;

use libc::{F_GETFL, F_GETPIPE_SZ, F_SETFL, F_SETPIPE_SZ, FIONREAD, O_CLOEXEC, SPLICE_F_NONBLOCK, iovec};

use crate::boundary::descriptor::made;
use crate::boundary::error::Errno;

pub(super) fn open(flags: c_int) -> Result<[OwnedFd; 2], Errno> {
    let mut ends = [-1; 2];
    // SAFETY: there is room for two descriptors.
    Errno::check(unsafe { libc::pipe2(ends.as_mut_ptr(), flags | O_CLOEXEC) })?;
    let [read, write] = ends.map(made);
    Ok([read?, write?])
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

/// Sets the flags of the open file.
pub(super) fn set_flags(fd: c_int, flags: c_int) -> Result<(), Errno> {
    // SAFETY: takes no pointer.
    Errno::check(unsafe { libc::fcntl(fd, F_SETFL, flags) }).map(drop)
}

/// The flags of the open file.
pub(super) fn flags(fd: c_int) -> Result<c_int, Errno> {
    // SAFETY: takes no pointer.
    Errno::check(unsafe { libc::fcntl(fd, F_GETFL) })
}

/// Puts the pages of the first of these bytes into the pipe, and gives how many bytes those are. May raise SIGPIPE.
pub(super) fn lend(fd: c_int, data: &[u8], waits: bool) -> Result<usize, Errno> {
    let part = iovec { iov_base: data.as_ptr().cast_mut().cast(), iov_len: data.len() };
    let flags = if waits { 0 } else { SPLICE_F_NONBLOCK };
    // SAFETY: the part lies in the slice. The kernel only reads it, and who lends it keeps it as it is.
    Errno::check(unsafe { libc::vmsplice(fd, &raw const part, 1, flags) }).map(|count| count as usize)
}
