//! Descriptors: copies and readiness.

use crate::mirror::mirror;
use libc::{c_int, c_uint, epoll_event, fd_set, nfds_t, pollfd, sigset_t, timespec, timeval};

unsafe extern "C-unwind" {
    fn dup(fd: c_int) -> c_int;
    fn dup2(fd: c_int, new_fd: c_int) -> c_int;
    fn dup3(fd: c_int, new_fd: c_int, flags: c_int) -> c_int;
    fn poll(fds: *mut pollfd, count: nfds_t, timeout_ms: c_int) -> c_int;
    fn ppoll(fds: *mut pollfd, count: nfds_t, timeout: *const timespec, mask: *const sigset_t) -> c_int;
    fn select(
        count: c_int,
        read_fds: *mut fd_set,
        write_fds: *mut fd_set,
        except_fds: *mut fd_set,
        timeout: *mut timeval,
    ) -> c_int;
    fn pselect(
        count: c_int,
        read_fds: *mut fd_set,
        write_fds: *mut fd_set,
        except_fds: *mut fd_set,
        timeout: *const timespec,
        mask: *const sigset_t,
    ) -> c_int;
    fn epoll_create1(flags: c_int) -> c_int;
    fn epoll_ctl(epoll_fd: c_int, operation: c_int, fd: c_int, event: *mut epoll_event) -> c_int;
    fn epoll_wait(epoll_fd: c_int, events: *mut epoll_event, count: c_int, timeout_ms: c_int) -> c_int;
    fn epoll_pwait(
        epoll_fd: c_int,
        events: *mut epoll_event,
        count: c_int,
        timeout_ms: c_int,
        mask: *const sigset_t,
    ) -> c_int;
    fn eventfd(value: c_uint, flags: c_int) -> c_int;
}

/// Mirrors dup(2): makes the lowest free descriptor a second one for the same open file, and returns it.
/// Errors: as dup(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_dup(fd: c_int) -> c_int {
    mirror!(dup(fd))
}

/// Mirrors dup2(2): makes the second descriptor one for the first's open file, closing what it was before, and
/// returns it. Errors: as dup2(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_dup2(fd: c_int, new_fd: c_int) -> c_int {
    mirror!(dup2(fd, new_fd))
}

/// Mirrors dup3(2): as leat_dup2, but O_CLOEXEC may be given, and two equal descriptors are EINVAL.
/// Errors: as dup3(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_dup3(fd: c_int, new_fd: c_int, flags: c_int) -> c_int {
    mirror!(dup3(fd, new_fd, flags))
}

/// Mirrors poll(2): waits until one of the descriptors is ready, at most so many milliseconds (-1: for ever), and
/// returns how many are; 0 if the time is over. Errors: as poll(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_poll(fds: *mut pollfd, count: nfds_t, timeout_ms: c_int) -> c_int {
    mirror!(poll(fds, count, timeout_ms))
}

/// Mirrors ppoll(2): as leat_poll, but with a timespec (NULL: for ever) and, while it waits, another signal mask
/// (NULL: the same). Errors: as ppoll(2).
#[cfg(leat_have_sigset)]
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_ppoll(
    fds: *mut pollfd,
    count: nfds_t,
    timeout: *const timespec,
    mask: *const sigset_t,
) -> c_int {
    mirror!(ppoll(fds, count, timeout, mask))
}

/// Mirrors select(2): waits until a descriptor below the count is ready, at most the given time (NULL: for ever);
/// leaves the ready ones in the sets (each may be NULL) and returns how many. Errors: as select(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_select(
    count: c_int,
    read_fds: *mut fd_set,
    write_fds: *mut fd_set,
    except_fds: *mut fd_set,
    timeout: *mut timeval,
) -> c_int {
    mirror!(select(count, read_fds, write_fds, except_fds, timeout))
}

/// Mirrors pselect(2): as leat_select, but with a timespec, which is left as it was, and, while it waits, another
/// signal mask (NULL: the same). Errors: as pselect(2).
#[cfg(leat_have_sigset)]
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_pselect(
    count: c_int,
    read_fds: *mut fd_set,
    write_fds: *mut fd_set,
    except_fds: *mut fd_set,
    timeout: *const timespec,
    mask: *const sigset_t,
) -> c_int {
    mirror!(pselect(count, read_fds, write_fds, except_fds, timeout, mask))
}

/// Mirrors epoll_create1(2): makes an epoll instance, which many descriptors can be waited for with, and returns
/// its descriptor. Errors: as epoll_create1(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_epoll_create1(flags: c_int) -> c_int {
    mirror!(epoll_create1(flags))
}

/// Mirrors epoll_ctl(2): adds a descriptor to an epoll instance, removes it, or changes which of its events count.
/// Errors: as epoll_ctl(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_epoll_ctl(
    epoll_fd: c_int,
    operation: c_int,
    fd: c_int,
    event: *mut epoll_event,
) -> c_int {
    mirror!(epoll_ctl(epoll_fd, operation, fd, event))
}

/// Mirrors epoll_wait(2): waits for events of an epoll instance, at most so many milliseconds (-1: for ever), and
/// returns how many it stored; 0 if the time is over. Errors: as epoll_wait(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_epoll_wait(
    epoll_fd: c_int,
    events: *mut epoll_event,
    count: c_int,
    timeout_ms: c_int,
) -> c_int {
    mirror!(epoll_wait(epoll_fd, events, count, timeout_ms))
}

/// Mirrors epoll_pwait(2): as leat_epoll_wait, with another signal mask while it waits (NULL: the same).
/// Errors: as epoll_pwait(2).
#[cfg(leat_have_sigset)]
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_epoll_pwait(
    epoll_fd: c_int,
    events: *mut epoll_event,
    count: c_int,
    timeout_ms: c_int,
    mask: *const sigset_t,
) -> c_int {
    mirror!(epoll_pwait(epoll_fd, events, count, timeout_ms, mask))
}

/// Mirrors eventfd(2): makes a counter that is read, added to and waited for through a descriptor, which it
/// returns. Errors: as eventfd(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_eventfd(value: c_uint, flags: c_int) -> c_int {
    mirror!(eventfd(value, flags))
}
