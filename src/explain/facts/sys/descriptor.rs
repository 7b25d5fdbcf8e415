//! What the kernel tells a process of its own descriptors, also when none is left to read /proc with; and of file systems.

use std::ffi::{CStr, c_int};
use std::mem::MaybeUninit;

use super::checked;
use crate::explain::facts::file::Errno;

/// The flags of the open file: F_GETFL.
pub(in crate::explain::facts) fn flags(fd: c_int) -> Result<c_int, Errno> {
    // SAFETY: takes no pointer.
    checked(unsafe { libc::fcntl(fd, libc::F_GETFL) })
}

/// Is there such a descriptor?
pub(in crate::explain::facts) fn is_open(fd: c_int) -> bool {
    // SAFETY: takes no pointer.
    checked(unsafe { libc::fcntl(fd, libc::F_GETFD) }).is_ok()
}

/// How many bytes the pipe holds at most: F_GETPIPE_SZ.
pub(in crate::explain::facts) fn pipe_size(fd: c_int) -> Result<c_int, Errno> {
    // SAFETY: takes no pointer.
    checked(unsafe { libc::fcntl(fd, libc::F_GETPIPE_SZ) })
}

/// The seals of a memory file: F_GET_SEALS, EINVAL for what cannot have any.
pub(in crate::explain::facts) fn seals(fd: c_int) -> Result<c_int, Errno> {
    // SAFETY: takes no pointer.
    checked(unsafe { libc::fcntl(fd, libc::F_GET_SEALS) })
}

/// What poll(2) says at once: POLLIN, POLLOUT, POLLERR, POLLHUP.
pub(in crate::explain::facts) fn events(fd: c_int) -> Result<i16, Errno> {
    let mut poll = libc::pollfd { fd, events: libc::POLLIN | libc::POLLOUT, revents: 0 };
    // SAFETY: there is one, and it does not wait.
    checked(unsafe { libc::poll(&raw mut poll, 1, 0) })?;
    Ok(poll.revents)
}

/// The position of the open file, which stays where it is.
pub(in crate::explain::facts) fn position(fd: c_int) -> Result<i64, Errno> {
    // SAFETY: takes no pointer.
    checked(unsafe { libc::lseek(fd, 0, libc::SEEK_CUR) })
}

/// The file system in which a descriptor's file is.
pub(in crate::explain::facts) fn file_system(fd: c_int) -> Result<libc::statfs, Errno> {
    let mut status = MaybeUninit::zeroed();
    // SAFETY: there is room for the result.
    checked(unsafe { libc::fstatfs(fd, status.as_mut_ptr()) })?;
    // SAFETY: fstatfs has filled it in.
    Ok(unsafe { status.assume_init() })
}

/// The file system in which a path leads to something.
pub(in crate::explain::facts) fn file_system_of(path: &CStr) -> Result<libc::statfs, Errno> {
    let mut status = MaybeUninit::zeroed();
    // SAFETY: the path is a string, and there is room for the result.
    checked(unsafe { libc::statfs(path.as_ptr(), status.as_mut_ptr()) })?;
    // SAFETY: statfs has filled it in.
    Ok(unsafe { status.assume_init() })
}
