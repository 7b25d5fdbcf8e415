//! Pipes: a one-way channel between processes that share a descriptor.

mod ffi;
mod lend;
mod mirror;
mod sys;

use std::ffi::c_int;
use std::os::fd::{AsRawFd, OwnedFd};

use libc::{EINVAL, F_GETPIPE_SZ, F_SETPIPE_SZ, FIONREAD, O_CLOEXEC, O_DIRECT, O_NONBLOCK};

use crate::boundary::error::{Error, step};
use crate::explain::refuse;
pub(crate) use lend::lend;

/// The two ends, the one to read from first. They are closed by exec.
pub(crate) fn open(nonblocking: bool, packets: bool) -> Result<[OwnedFd; 2], Error> {
    let flags = if nonblocking { O_NONBLOCK } else { 0 } | if packets { O_DIRECT } else { 0 };
    let ends =
        sys::open(flags).map_err(|errno| errno.of(step!(pipe2(std::ptr::null::<c_int>(), flags | O_CLOEXEC))))?;
    if packets {
        // The kernel says it of the end to write to alone, and who copies from the other is to know it, too.
        let _ = sys::set_flags(ends[0].as_raw_fd(), flags);
    }
    Ok(ends)
}

pub(crate) fn capacity(fd: c_int) -> Result<c_int, Error> {
    sys::capacity(fd).map_err(|errno| errno.of(step!(fcntl(fd, F_GETPIPE_SZ, 0))))
}

/// Gives what it has become: at least as many bytes, as a power of two.
pub(crate) fn set_capacity(fd: c_int, size: usize) -> Result<c_int, Error> {
    /// A larger one is none for the kernel, which takes an int and gives one back.
    const MOST: c_int = 1 << 30;
    match c_int::try_from(size) {
        Ok(size @ 1..=MOST) => {
            sys::set_capacity(fd, size).map_err(|errno| errno.of(step!(fcntl(fd, F_SETPIPE_SZ, size))))
        }
        _ => Err(Error::refused(EINVAL, refuse::value("size", size as i64, 1, i64::from(MOST)))),
    }
}

pub(crate) fn queued(fd: c_int) -> Result<c_int, Error> {
    // FIONREAD speaks of other things too.
    capacity(fd)?;
    sys::queued(fd).map_err(|errno| errno.of(step!(ioctl(fd, FIONREAD, 0))))
}
