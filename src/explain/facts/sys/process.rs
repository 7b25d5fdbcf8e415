//! What the kernel tells a process of itself and of others. It works when no descriptor is left to read /proc with.

use std::ffi::c_int;
use std::mem::MaybeUninit;

use libc::{gid_t, pid_t, uid_t};

use super::checked;
use crate::explain::facts::file::Errno;

/// The soft and the hard limit of this process.
pub(in crate::explain::facts) fn limit(resource: libc::__rlimit_resource_t) -> Result<(u64, u64), Errno> {
    let mut limit = MaybeUninit::<libc::rlimit>::zeroed();
    // SAFETY: there is room for the result.
    checked(unsafe { libc::getrlimit(resource, limit.as_mut_ptr()) })?;
    // SAFETY: getrlimit has filled it in.
    let limit = unsafe { limit.assume_init() };
    Ok((limit.rlim_cur, limit.rlim_max))
}

/// What this process does when the signal arrives, with the flags SA_….
pub(in crate::explain::facts) fn disposition(signal: c_int) -> Result<(libc::sighandler_t, c_int), Errno> {
    let mut action = MaybeUninit::<libc::sigaction>::zeroed();
    // SAFETY: there is room for the result, and no new action is given.
    checked(unsafe { libc::sigaction(signal, std::ptr::null(), action.as_mut_ptr()) })?;
    // SAFETY: sigaction has filled it in.
    let action = unsafe { action.assume_init() };
    Ok((action.sa_sigaction, action.sa_flags))
}

/// The process group of a process.
pub(in crate::explain::facts) fn group(pid: pid_t) -> Result<pid_t, Errno> {
    // SAFETY: takes no pointer.
    checked(unsafe { libc::getpgid(pid) })
}

/// The session of a process.
pub(in crate::explain::facts) fn session(pid: pid_t) -> Result<pid_t, Errno> {
    // SAFETY: takes no pointer.
    checked(unsafe { libc::getsid(pid) })
}

/// The session whose controlling terminal this is, ENOTTY if it is not that of this process.
pub(in crate::explain::facts) fn terminal_session(fd: c_int) -> Result<pid_t, Errno> {
    // SAFETY: takes no pointer.
    checked(unsafe { libc::tcgetsid(fd) })
}

/// The real, effective and saved user of this process.
pub(in crate::explain::facts) fn user_ids() -> [uid_t; 3] {
    let [mut real, mut effective, mut saved] = [0; 3];
    // SAFETY: there is room for each. It cannot fail.
    unsafe { libc::getresuid(&raw mut real, &raw mut effective, &raw mut saved) };
    [real, effective, saved]
}

/// The real, effective and saved group of this process.
pub(in crate::explain::facts) fn group_ids() -> [gid_t; 3] {
    let [mut real, mut effective, mut saved] = [0; 3];
    // SAFETY: there is room for each. It cannot fail.
    unsafe { libc::getresgid(&raw mut real, &raw mut effective, &raw mut saved) };
    [real, effective, saved]
}

/// The kernel's number of the calling thread.
pub(in crate::explain::facts) fn thread() -> pid_t {
    // SAFETY: takes nothing.
    unsafe { libc::gettid() }
}

/// What pthread_self says.
pub(in crate::explain::facts) fn this_thread() -> u64 {
    // SAFETY: takes nothing.
    unsafe { libc::pthread_self() as u64 }
}

/// The least size of a stack for signal handlers, if the kernel has told it.
pub(in crate::explain::facts) fn least_signal_stack() -> Option<u64> {
    // SAFETY: takes no pointer.
    let size = unsafe { libc::getauxval(libc::AT_MINSIGSTKSZ) };
    (size != 0).then_some(size)
}

/// The unit of times in /proc.
pub(in crate::explain::facts) fn ticks_per_second() -> Result<libc::c_long, Errno> {
    // SAFETY: takes a constant.
    checked(unsafe { libc::sysconf(libc::_SC_CLK_TCK) })
}
