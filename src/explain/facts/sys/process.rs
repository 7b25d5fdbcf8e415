//! What the kernel tells a process of itself and of others. It works when no descriptor is left to read /proc with.

use std::ffi::{CStr, c_int};
use std::mem::MaybeUninit;

use libc::{gid_t, pid_t, uid_t};

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

/// What this process does when the signal arrives, with the flags SA_….
pub(in crate::explain::facts) fn disposition(signal: c_int) -> Result<(libc::sighandler_t, c_int), Errno> {
    let mut action = MaybeUninit::<libc::sigaction>::uninit();
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

/// Is it a terminal?
pub(in crate::explain::facts) fn is_terminal(fd: c_int) -> bool {
    // SAFETY: takes no pointer.
    unsafe { libc::isatty(fd) == 1 }
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

/// What pthread_self says.
pub(in crate::explain::facts) fn this_thread() -> u64 {
    // SAFETY: takes nothing.
    unsafe { libc::pthread_self() as u64 }
}

/// A copy of a variable of this process's environment; None if it is not set.
pub(in crate::explain::facts) fn variable(name: &CStr, into: &mut Vec<u8>) -> Option<Result<(), Errno>> {
    // SAFETY: the name is a string.
    let value = unsafe { libc::getenv(name.as_ptr()) };
    if value.is_null() {
        return None;
    }
    // SAFETY: it is a string of the environment. Whoever changes that in another thread meanwhile may not call execvp
    // either, which reads it too.
    let value = unsafe { CStr::from_ptr(value) }.to_bytes();
    if into.try_reserve_exact(value.len()).is_err() {
        return Some(Err(libc::ENOMEM));
    }
    into.extend_from_slice(value);
    Some(Ok(()))
}

/// Is the file system of that directory or file mounted without the right to run programs?
pub(in crate::explain::facts) fn forbids_programs(path: &CStr) -> Result<bool, Errno> {
    let mut status = MaybeUninit::<libc::statvfs>::uninit();
    // SAFETY: the path is a string, and there is room for the result.
    checked(unsafe { libc::statvfs(path.as_ptr(), status.as_mut_ptr()) })?;
    // SAFETY: statvfs has filled it in.
    Ok(unsafe { status.assume_init() }.f_flag & libc::ST_NOEXEC != 0)
}

/// May this process run the file, or search the directory? EACCES if not.
pub(in crate::explain::facts) fn may_execute(path: &CStr) -> Result<(), Errno> {
    // SAFETY: the path is a string.
    checked(unsafe { libc::faccessat(libc::AT_FDCWD, path.as_ptr(), libc::X_OK, libc::AT_EACCESS) }).map(|_| ())
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
