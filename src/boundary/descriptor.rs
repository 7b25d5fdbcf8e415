//! Descriptors: those that leat has made, and what a descriptor is of.
#![allow(unsafe_code, reason = "calls of libc")]

use std::ffi::{CStr, c_int};
use std::io::Write;
use std::mem::MaybeUninit;
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

/// No descriptor of this process may have that number, or a higher one.
pub(crate) fn limit() -> u64 {
    let mut limit = libc::rlimit { rlim_cur: libc::RLIM_INFINITY, rlim_max: libc::RLIM_INFINITY };
    // SAFETY: there is room for the limit.
    unsafe { libc::getrlimit(libc::RLIMIT_NOFILE, &raw mut limit) };
    limit.rlim_cur
}

/// What the file behind it is.
pub(crate) fn status(fd: c_int) -> Result<libc::stat, Errno> {
    let mut status = MaybeUninit::uninit();
    // SAFETY: there is room for the status.
    Errno::check(unsafe { libc::fstat(fd, status.as_mut_ptr()) })?;
    // SAFETY: fstat has filled it.
    Ok(unsafe { status.assume_init() })
}

/// The name that a descriptor of this process has below /proc, which leads to the open file's own file.
pub(crate) struct ProcName([u8; 32]);

impl ProcName {
    pub(crate) fn of(fd: c_int) -> ProcName {
        let mut name = [0; 32];
        // It fits, with a NUL behind it.
        let _ = write!(&mut name[..31], "/proc/self/fd/{fd}");
        ProcName(name)
    }

    pub(crate) fn as_c_str(&self) -> &CStr {
        CStr::from_bytes_until_nul(&self.0).unwrap_or_default()
    }
}
