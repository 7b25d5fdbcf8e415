//! Clocks.

use std::mem::MaybeUninit;

use super::checked;
use crate::explain::facts::file::Errno;

/// Seconds since the machine was started, as process start times count them.
pub(in crate::explain::facts) fn uptime() -> Result<i64, Errno> {
    let mut time = MaybeUninit::<libc::timespec>::uninit();
    // SAFETY: there is room for the result.
    checked(unsafe { libc::clock_gettime(libc::CLOCK_BOOTTIME, time.as_mut_ptr()) })?;
    // SAFETY: clock_gettime has filled it in.
    Ok(unsafe { time.assume_init() }.tv_sec)
}

/// The unit of times in /proc.
pub(in crate::explain::facts) fn ticks_per_second() -> Result<i64, Errno> {
    // SAFETY: takes a constant.
    checked(unsafe { libc::sysconf(libc::_SC_CLK_TCK) })
}
