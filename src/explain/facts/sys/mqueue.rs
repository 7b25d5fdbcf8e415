//! POSIX queues: what the kernel tells of one without changing it.

use std::ffi::{CStr, c_int};
use std::mem::MaybeUninit;

use super::{Fd, checked};
use crate::explain::facts::file::Errno;

/// ENOENT if there is no queue of that name, which has a slash.
pub(in crate::explain::facts) fn exists(name: &CStr) -> Result<(), Errno> {
    // Which queue it is comes first, then that it cannot be opened so.
    // SAFETY: the name is a string, and without O_CREAT nothing more is read.
    match checked(unsafe { libc::mq_open(name.as_ptr(), libc::O_WRONLY | libc::O_RDWR | libc::O_CLOEXEC) }).map(Fd) {
        Ok(_) | Err(libc::EINVAL) => Ok(()),
        Err(error) => Err(error),
    }
}

/// Opens a queue that exists.
pub(in crate::explain::facts) fn open(name: &CStr) -> Result<Fd, Errno> {
    // SAFETY: the name is a string, and without O_CREAT nothing more is read.
    checked(unsafe { libc::mq_open(name.as_ptr(), libc::O_RDONLY | libc::O_CLOEXEC | libc::O_NONBLOCK) }).map(Fd)
}

/// EBADF for what is no queue.
pub(in crate::explain::facts) fn attributes(fd: c_int) -> Result<libc::mq_attr, Errno> {
    let mut attributes = MaybeUninit::<libc::mq_attr>::zeroed();
    // SAFETY: there is room for the result.
    checked(unsafe { libc::mq_getattr(fd, attributes.as_mut_ptr()) })?;
    // SAFETY: mq_getattr has filled it in.
    Ok(unsafe { attributes.assume_init() })
}

/// The same of a descriptor that was opened here.
pub(in crate::explain::facts) fn attributes_of(fd: &Fd) -> Result<libc::mq_attr, Errno> {
    attributes(fd.0)
}

/// The line of text that a queue is to who reads it. It takes no message, and the position is not moved.
pub(in crate::explain::facts) fn state(fd: c_int, into: &mut [u8]) -> Result<&[u8], Errno> {
    // SAFETY: so much room is there.
    let count = checked(unsafe { libc::pread(fd, into.as_mut_ptr().cast(), into.len(), 0) })?;
    into.get(..count as usize).ok_or(libc::EIO)
}
