//! What the kernel says of paths.

use std::ffi::{CStr, c_int};
use std::mem::MaybeUninit;

use super::checked;
use crate::explain::facts::file::Errno;

/// May this process use that file so, with the rights that it acts with?
pub(in crate::explain::facts) fn access(path: &CStr, mode: c_int) -> Result<(), Errno> {
    // SAFETY: the path is a string.
    checked(unsafe { libc::faccessat(libc::AT_FDCWD, path.as_ptr(), mode, libc::AT_EACCESS) }).map(drop)
}

/// statx(2), which knows when a file was made, the file system's own attributes, and what is mounted where it is.
pub(in crate::explain::facts) fn extended(path: &CStr, flags: c_int) -> Result<libc::statx, Errno> {
    let (mut status, wanted) =
        (MaybeUninit::zeroed(), libc::STATX_BASIC_STATS | libc::STATX_BTIME | libc::STATX_MNT_ID);
    // SAFETY: the path is a string, and there is room for the result.
    checked(unsafe { libc::statx(libc::AT_FDCWD, path.as_ptr(), flags, wanted, status.as_mut_ptr()) })?;
    // SAFETY: statx has filled it in.
    Ok(unsafe { status.assume_init() })
}
