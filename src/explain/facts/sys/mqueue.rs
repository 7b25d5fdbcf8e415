//! POSIX queues: what the kernel tells of one without changing it.

use std::ffi::{CStr, c_int};
use std::mem::MaybeUninit;

use super::{Fd, checked};
use crate::explain::facts::file::Errno;

/// Opens a queue that exists, by its name with the slash.
pub(in crate::explain::facts) fn open(name: &CStr) -> Result<Fd, Errno> {
    // SAFETY: the name is a string, and without O_CREAT nothing more is read.
    checked(unsafe { libc::mq_open(name.as_ptr(), libc::O_RDONLY | libc::O_CLOEXEC | libc::O_NONBLOCK) }).map(Fd)
}

/// EBADF for what is no queue.
pub(in crate::explain::facts) fn attributes(fd: c_int) -> Result<libc::mq_attr, Errno> {
    let mut attributes = MaybeUninit::<libc::mq_attr>::uninit();
    // SAFETY: there is room for the result.
    checked(unsafe { libc::mq_getattr(fd, attributes.as_mut_ptr()) })?;
    // SAFETY: mq_getattr has filled it in.
    Ok(unsafe { attributes.assume_init() })
}

/// The same of a descriptor that was opened here.
pub(in crate::explain::facts) fn attributes_of(fd: &Fd) -> Result<libc::mq_attr, Errno> {
    attributes(fd.0)
}
