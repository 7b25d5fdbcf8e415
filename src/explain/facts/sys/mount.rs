//! File systems.

use std::ffi::{CStr, c_int};
use std::mem::MaybeUninit;

use super::checked;
use crate::explain::facts::file::Errno;

pub(in crate::explain::facts) fn room(path: &CStr) -> Result<libc::statvfs, Errno> {
    let mut status = MaybeUninit::<libc::statvfs>::zeroed();
    // SAFETY: the path is a string, and there is room for the result.
    checked(unsafe { libc::statvfs(path.as_ptr(), status.as_mut_ptr()) })?;
    // SAFETY: statvfs has filled it in.
    Ok(unsafe { status.assume_init() })
}

pub(in crate::explain::facts) fn room_of(fd: c_int) -> Result<libc::statvfs, Errno> {
    let mut status = MaybeUninit::<libc::statvfs>::zeroed();
    // SAFETY: there is room for the result.
    checked(unsafe { libc::fstatvfs(fd, status.as_mut_ptr()) })?;
    // SAFETY: fstatvfs has filled it in.
    Ok(unsafe { status.assume_init() })
}
