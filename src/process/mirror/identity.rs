//! Whose a process is, to which group and session it belongs, and what it may use.

use crate::mirror::mirror;
use libc::{c_int, gid_t, pid_t, rlimit, uid_t};

unsafe extern "C-unwind" {
    fn setpgid(pid: pid_t, group: pid_t) -> c_int;
    fn getpgid(pid: pid_t) -> pid_t;
    fn setsid() -> pid_t;
    fn getsid(pid: pid_t) -> pid_t;
    fn tcsetpgrp(fd: c_int, group: pid_t) -> c_int;
    fn tcgetpgrp(fd: c_int) -> pid_t;
    fn setuid(user: uid_t) -> c_int;
    fn setgid(group: gid_t) -> c_int;
    fn seteuid(user: uid_t) -> c_int;
    fn setegid(group: gid_t) -> c_int;
    fn getrlimit(resource: c_int, limit: *mut rlimit) -> c_int;
    fn setrlimit(resource: c_int, limit: *const rlimit) -> c_int;
}

/// Mirrors setpgid(2): moves a process (0: this one) to a process group (0: one of its own, with its process id).
/// Errors: as setpgid(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_setpgid(pid: pid_t, group: pid_t) -> c_int {
    mirror!(setpgid(pid, group))
}

/// Mirrors getpgid(2): returns the process group of a process (0: of this one). Errors: as getpgid(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_getpgid(pid: pid_t) -> pid_t {
    mirror!(getpgid(pid))
}

/// Mirrors setsid(2): starts a session and a process group, led by this process, without a terminal; returns the
/// session's id. Errors: as setsid(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_setsid() -> pid_t {
    mirror!(setsid())
}

/// Mirrors getsid(2): returns the session of a process (0: of this one). Errors: as getsid(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_getsid(pid: pid_t) -> pid_t {
    mirror!(getsid(pid))
}

/// Mirrors tcsetpgrp(3): makes a process group the one in the foreground of a terminal, which gets its input and
/// its signals. Errors: as tcsetpgrp(3).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_tcsetpgrp(fd: c_int, group: pid_t) -> c_int {
    mirror!(tcsetpgrp(fd, group))
}

/// Mirrors tcgetpgrp(3): returns the process group in the foreground of a terminal, which must be this process's own.
/// Errors: as tcgetpgrp(3).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_tcgetpgrp(fd: c_int) -> pid_t {
    mirror!(tcgetpgrp(fd))
}

/// Mirrors setuid(2): sets the user that the process acts for; for root the real and the saved one too, so that there
/// is no way back. Errors: as setuid(2), and a failure must not be ignored.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_setuid(user: uid_t) -> c_int {
    mirror!(setuid(user))
}

/// Mirrors setgid(2): as leat_setuid, for the group. Whoever gives up both gives up the group first.
/// Errors: as setgid(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_setgid(group: gid_t) -> c_int {
    mirror!(setgid(group))
}

/// Mirrors seteuid(2): sets the user that the process acts for, which can be the real or the saved one again later.
/// Errors: as seteuid(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_seteuid(user: uid_t) -> c_int {
    mirror!(seteuid(user))
}

/// Mirrors setegid(2): as leat_seteuid, for the group. Errors: as setegid(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_setegid(group: gid_t) -> c_int {
    mirror!(setegid(group))
}

/// Mirrors getrlimit(2): tells how much of a resource (RLIMIT_NOFILE, RLIMIT_NPROC) the process may use, and to what it
/// may raise that itself. Errors: as getrlimit(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_getrlimit(resource: c_int, limit: *mut rlimit) -> c_int {
    mirror!(getrlimit(resource, limit))
}

/// Mirrors setrlimit(2): sets what leat_getrlimit tells. Only root raises the maximum. Errors: as setrlimit(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_setrlimit(resource: c_int, limit: *const rlimit) -> c_int {
    mirror!(setrlimit(resource, limit))
}
