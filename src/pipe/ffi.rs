//! → include/leat/pipe.h
#![allow(unsafe_code, reason = "exported functions")]

use std::ffi::c_int;

use crate::boundary::options::known_flags;
use crate::boundary::own::own;
use crate::boundary::ptr::Out;
use crate::explain::own::Own;

/// Both ends are non-blocking: what would wait fails with EAGAIN (O_NONBLOCK).
pub const LEAT_PIPE_NONBLOCK: c_int = 1;
/// Each write of at most PIPE_BUF bytes is one packet, and each read gets one; what the reader's buffer has no room for is lost
/// (O_DIRECT, pipe(2)).
pub const LEAT_PIPE_PACKET: c_int = 2;

/// Makes a pipe, both ends of which are closed by exec (O_CLOEXEC), whatever the flags: 0, or LEAT_PIPE_NONBLOCK and
/// LEAT_PIPE_PACKET. A child that is to have one gets it by leat_process_spawn, or dup2(2)s it.
///
/// Returns 0; -1 on failure.
///
/// Writes to `ret_ends`: the end to read from, and the end to write to.
///
/// Errors: EFAULT `ret_ends` is NULL. EINVAL unknown flags. EMFILE, ENFILE too many descriptors, or too many pages in pipes of
/// this user. ENOMEM. See pipe(2).
///
/// Ownership: the descriptors are the caller's.
///
/// Threads: safe. No other thread's fork and exec can inherit the ends between two steps.
/// cbindgen:ptrs-as-arrays=[[ret_ends; 2]]
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_pipe_open(flags: c_int, ret_ends: *mut c_int) -> c_int {
    own(Own::pipe_open, -1, || {
        // SAFETY: NULL, or room for two descriptors.
        let mut ret_ends = unsafe { Out::new(ret_ends.cast::<[c_int; 2]>(), "ret_ends")? };
        known_flags(u64::from(flags.cast_unsigned()), (LEAT_PIPE_NONBLOCK | LEAT_PIPE_PACKET) as u64, "flags")?;
        ret_ends.set(super::open(flags & LEAT_PIPE_NONBLOCK != 0, flags & LEAT_PIPE_PACKET != 0)?);
        Ok(0)
    })
}

/// Tells how many bytes the pipe or FIFO holds before a write waits: 65,536 unless it was changed. It is a number of pages, of
/// which some may be filled only partly, so that a pipe can be full with fewer bytes.
///
/// Returns the capacity in bytes; -1 on failure.
///
/// Errors: EBADF `fd` is not open, or no pipe. See F_GETPIPE_SZ in fcntl(2).
///
/// Threads: safe.
#[unsafe(no_mangle)]
pub extern "C-unwind" fn leat_pipe_capacity(fd: c_int) -> c_int {
    own(Own::pipe_capacity, -1, || super::capacity(fd))
}

/// Makes the pipe or FIFO hold at least `size` bytes (from 1 to 2^30), or fewer than now if what is in it fits. The kernel
/// rounds up to a power of two, of one page at least. Either end can be given; it is the same pipe.
///
/// Returns what the capacity has become, in bytes; -1 on failure.
///
/// Errors: EPERM it is more than /proc/sys/fs/pipe-max-size (1 MiB by default), or the pipes of this user would have more pages
/// together than /proc/sys/fs/pipe-user-pages-soft; the explanation tells which, and the limit. EBUSY what is in it now would
/// not fit. EINVAL `size`. EBADF `fd` is not open, or no pipe. ENOMEM. See F_SETPIPE_SZ in fcntl(2).
///
/// Threads: safe.
#[unsafe(no_mangle)]
pub extern "C-unwind" fn leat_pipe_set_capacity(fd: c_int, size: usize) -> c_int {
    own(Own::pipe_set_capacity, -1, || super::set_capacity(fd, size))
}

/// Tells how many bytes are in the pipe or FIFO, written and not read yet. Either end can be given. Others may write and read
/// meanwhile.
///
/// Returns the number of bytes; -1 on failure.
///
/// Errors: EBADF `fd` is not open, or no pipe. See FIONREAD in ioctl_tty(2).
///
/// Threads: safe.
#[unsafe(no_mangle)]
pub extern "C-unwind" fn leat_pipe_queued(fd: c_int) -> c_int {
    own(Own::pipe_queued, -1, || super::queued(fd))
}
