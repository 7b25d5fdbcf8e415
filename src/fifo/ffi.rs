//! → include/leat/fifo.h
#![allow(unsafe_code, reason = "exported functions")]

use std::ffi::{c_char, c_int, c_void};
use std::os::fd::IntoRawFd;

use libc::{EINVAL, O_ACCMODE, O_CLOEXEC, O_NONBLOCK, O_RDONLY, O_WRONLY, mode_t};

use super::End;
use crate::boundary::error::Error;
use crate::boundary::options::known_flags;
use crate::boundary::own::own;
use crate::boundary::ptr::{bytes, string};
use crate::deadline::Deadline;
use crate::explain::own::Own;
use crate::explain::refuse;

/// Sees to it that there is a FIFO at `path`: makes one, or takes the one that is there. A new one gets exactly `mode` (from 0
/// to 07777), whatever the umask(2); until then it has less. One that is there keeps the mode that it has. A symbolic link is
/// no FIFO, wherever it leads.
///
/// Returns 0 if it was made, 1 if it was there; -1 on failure.
///
/// Errors: EEXIST there is something else at `path`. EINVAL `mode`. EFAULT `path` is NULL. Those of mkfifo(3). EMFILE, ENFILE
/// its mode could not be looked at, and where the umask takes bits of it, those of chmod(2) below /proc/self/fd; then no FIFO
/// is left.
///
/// Ownership: the file stays until it is removed (unlink(2)).
///
/// Threads: safe.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_fifo_make(path: *const c_char, mode: mode_t) -> c_int {
    own(Own::fifo_make, -1, || {
        // SAFETY: NULL, or a string.
        let path = unsafe { string(path, "path")? };
        const MOST: mode_t = 0o7777;
        if mode > MOST {
            return Err(Error::refused(EINVAL, refuse::mode("mode")));
        }
        super::make(path, mode).map(c_int::from)
    })
}

/// Opens one end of a FIFO, with O_RDONLY or O_WRONLY (fcntl.h) in `flags`, and waits until somebody has the other open, as
/// open(2) does; but no longer than `timeout_ms`: LEAT_FOREVER, 0 or milliseconds. With O_NONBLOCK, too, reads and writes
/// with the descriptor will not wait; it is waited for the other end all the same. exec closes it, with O_CLOEXEC and without.
///
/// An end that is opened to read in vain was open meanwhile, and who comes to write just when the time is over may still find
/// a reader, which then goes. Who opens to write and finds nobody was not seen by anybody; it is told at once of readers that
/// come by themselves, and looks every 16 ms for those that wait in open(2).
///
/// When the last writer has closed it, who reads sees the end, at once and each time, until another opens it: close it then, and
/// open it again to wait for that one, or take a server (leat_fifo_server_new), which does not end with its clients.
///
/// Returns the descriptor; -1 on failure.
///
/// Errors: ETIMEDOUT nobody has opened the other end. EAGAIN with 0 it is not open. ECANCELED the stop of this thread was
/// thrown. ENOENT there is no file at `path`. EINVAL it is no FIFO (ENXIO: a socket); other flags; `timeout_ms`. EFAULT `path`
/// is NULL. Those of open(2), and of inotify(7) none: where it cannot be used, it is looked every 16 ms.
///
/// Ownership: the descriptor is the caller's.
///
/// Threads: safe. Not a cancellation point.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_fifo_open(path: *const c_char, flags: c_int, timeout_ms: c_int) -> c_int {
    own(Own::fifo_open, -1, || {
        // SAFETY: NULL, or a string.
        let path = unsafe { string(path, "path")? };
        let known = O_ACCMODE | O_NONBLOCK | O_CLOEXEC;
        known_flags(u64::from(flags.cast_unsigned()), u64::from(known.cast_unsigned()), "flags")?;
        let end = match flags & O_ACCMODE {
            O_RDONLY => End::Read,
            O_WRONLY => End::Write,
            _ => return Err(Error::refused(EINVAL, refuse::both_ends())),
        };
        let until = Deadline::after(timeout_ms)?;
        super::open(path, end, flags & O_NONBLOCK != 0, &until).map(IntoRawFd::into_raw_fd)
    })
}

/// Writes one record to a FIFO or pipe: all of it in one piece, which no other writer's bytes come into, or nothing. That holds
/// for 1 to PIPE_BUF (4,096) bytes. `timeout_ms` is LEAT_FOREVER, 0 or milliseconds. No SIGPIPE is raised.
///
/// Returns 0; -1 on failure, and then nothing was written.
///
/// Errors: EPIPE nobody has it open to read. ETIMEDOUT there was no room. EAGAIN with 0 it would wait. EMSGSIZE `size`.
/// ECANCELED the stop of this thread was thrown. EFAULT `record` is NULL. EINVAL `timeout_ms`. EBADF `fd` is not open for
/// writing, or no pipe.
///
/// Ownership: the record is copied.
///
/// Threads: safe. Not a cancellation point.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_fifo_send(
    fd: c_int,
    record: *const c_void,
    size: usize,
    timeout_ms: c_int,
) -> c_int {
    own(Own::fifo_send, -1, || {
        // SAFETY: NULL, or so many bytes.
        let record = unsafe { bytes(record, size, "record")? };
        super::send(fd, record, &Deadline::after(timeout_ms)?).map(|()| 0)
    })
}
