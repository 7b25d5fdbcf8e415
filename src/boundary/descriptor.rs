//! Descriptors that leat has made.
#![allow(unsafe_code, reason = "calls of libc")]

use std::ffi::c_int;
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd};

use super::error::Errno;

/// The descriptor that a call has just made, if it has.
pub(crate) fn owned(fd: c_int) -> Option<OwnedFd> {
    // SAFETY: it was just made, and is nobody else's.
    (fd >= 0).then(|| unsafe { OwnedFd::from_raw_fd(fd) })
}

/// The same, or why there is none.
pub(crate) fn made(fd: c_int) -> Result<OwnedFd, Errno> {
    owned(fd).ok_or_else(Errno::last)
}

/// Another descriptor for the same, close-on-exec, with a number above that one.
pub(crate) fn duplicate(fd: c_int, above: c_int) -> Result<OwnedFd, Errno> {
    // SAFETY: takes numbers.
    made(unsafe { libc::fcntl(fd, libc::F_DUPFD_CLOEXEC, above.saturating_add(1)) })
}

/// For what stays open in a handle: in a host whose standard streams are closed a new descriptor gets the number of one, and
/// children, and whoever prints, would take it for that.
pub(crate) fn above_standard(fd: OwnedFd) -> OwnedFd {
    const ERROR: c_int = libc::STDERR_FILENO;
    if fd.as_raw_fd() > ERROR { fd } else { duplicate(fd.as_raw_fd(), ERROR).unwrap_or(fd) }
}
