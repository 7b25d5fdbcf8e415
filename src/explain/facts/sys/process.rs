//! What the kernel tells a process of itself and of others. It works when no descriptor is left to read /proc with.

use std::mem::MaybeUninit;

use super::checked;
use crate::explain::facts::file::Errno;

/// The soft and the hard limit of this process.
pub(in crate::explain::facts) fn limit(resource: libc::__rlimit_resource_t) -> Result<(u64, u64), Errno> {
    let mut limit = MaybeUninit::<libc::rlimit>::uninit();
    // SAFETY: there is room for the result.
    checked(unsafe { libc::getrlimit(resource, limit.as_mut_ptr()) })?;
    // SAFETY: getrlimit has filled it in.
    let limit = unsafe { limit.assume_init() };
    Ok((limit.rlim_cur, limit.rlim_max))
}
