//! → include/leat/io.h
#![allow(unsafe_code, reason = "exported functions")]

use std::ffi::{c_int, c_void};

use libc::{EINVAL, iovec};

use super::flow::{leat_io_flow, pump_all};
use super::parts::Parts;
use super::{copy, frame, readiness, switch, transfer};
use crate::boundary::error::Error;
use crate::boundary::own::{moving, own};
use crate::boundary::ptr::{self, Out};
use crate::deadline::Deadline;
use crate::explain::own::Own;
use crate::explain::refuse;

/// What a function returns that came to the end of its input before it had all that it was asked for.
pub const LEAT_EOF: c_int = 1;

/// Reads exactly `size` bytes from any descriptor: it goes on after a short read and after a signal, and waits where the
/// descriptor is non-blocking.
///
/// Returns 0 when all `size` bytes are there; LEAT_EOF (1) if the input ended before; -1 on failure. (Of the master of a
/// pseudoterminal it is the end, too, when nobody has the other side open any more, of which read(2) says EIO. Of a socket of
/// datagrams, or a pipe of packets, an empty one is the end, and of one that is longer than what is still to be read the rest
/// is lost. Of a terminal whose VMIN is 0 (termios(3)) nothing is the end.)
///
/// Writes what was read to `ret_buffer`, and its size to `ret_moved`, on every return; `ret_moved` may be NULL.
///
/// Errors: ETIMEDOUT, EAGAIN, ECANCELED the time was over, or a stop was thrown, and the first `ret_moved` bytes are read.
/// EFAULT `ret_buffer` is NULL and `size` is not 0. EINVAL `timeout_ms`. Those of read(2), and of recv(2) for a socket.
///
/// Threads: safe. With a time or a stop it never waits longer, although others read from the same descriptor; only of a device
/// that is neither a disk nor a terminal, or of a FIFO or terminal which this process may not open (or without /proc), can
/// another reader make it wait for the next bytes by taking those that were announced. Of a disk no time is spent waiting, but a
/// file of /proc that waits by itself, as /proc/kmsg, cannot be left.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_io_read_all(
    fd: c_int,
    ret_buffer: *mut c_void,
    size: usize,
    timeout_ms: c_int,
    ret_moved: *mut usize,
) -> c_int {
    // SAFETY: NULL, or room for a size.
    let ret_moved = unsafe { Out::optional(ret_moved) };
    moving(Own::io_read_all, ret_moved, |moved| {
        // SAFETY: NULL, or room for so many bytes.
        let buffer = unsafe { ptr::bytes_mut(ret_buffer, size, "ret_buffer")? };
        let whole = transfer::read_all(fd, buffer, &Deadline::after(timeout_ms)?, moved)?;
        Ok(if whole { 0 } else { LEAT_EOF })
    })
}

/// Writes all `size` bytes to any descriptor: it goes on after a short write and after a signal, and waits where the descriptor
/// is non-blocking. A pipe or socket that nobody reads any more is EPIPE, and no SIGPIPE.
///
/// Returns 0 when all is written; -1 on failure.
///
/// Writes to `ret_moved`, on every return, how many bytes were written; it may be NULL.
///
/// Errors: ETIMEDOUT, EAGAIN, ECANCELED the time was over, or a stop was thrown, and the first `ret_moved` bytes are written.
/// EPIPE. EFAULT `data` is NULL and `size` is not 0. EINVAL `timeout_ms`. Those of write(2), and of send(2) for a socket. (A
/// file that would become larger than RLIMIT_FSIZE is SIGXFSZ, as ever.)
///
/// Threads: safe. What others write to the same descriptor meanwhile may come in between, unless it is a pipe or FIFO and
/// `size` at most PIPE_BUF (4096): of that nothing is written if the time is over before there is room for all.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_io_write_all(
    fd: c_int,
    data: *const c_void,
    size: usize,
    timeout_ms: c_int,
    ret_moved: *mut usize,
) -> c_int {
    // SAFETY: NULL, or room for a size.
    let ret_moved = unsafe { Out::optional(ret_moved) };
    moving(Own::io_write_all, ret_moved, |moved| {
        // SAFETY: NULL, or so many bytes.
        let data = unsafe { ptr::bytes(data, size, "data")? };
        transfer::write_all(fd, data, &Deadline::after(timeout_ms)?, moved)?;
        Ok(0)
    })
}

/// Writes all of `count` pieces of memory, one behind the other, as leat_io_write_all does one. There may be more than IOV_MAX.
///
/// Returns 0 when all is written; -1 on failure.
///
/// Writes to `ret_moved`, on every return, how many bytes were written; it may be NULL. The pieces are left as they are.
///
/// Errors: as of leat_io_write_all. EFAULT `parts` is NULL and `count` is not 0. EINVAL `count` is negative. ENOMEM.
///
/// Threads: safe; as leat_io_write_all.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_io_writev_all(
    fd: c_int,
    parts: *const iovec,
    count: c_int,
    timeout_ms: c_int,
    ret_moved: *mut usize,
) -> c_int {
    // SAFETY: NULL, or room for a size.
    let ret_moved = unsafe { Out::optional(ret_moved) };
    moving(Own::io_writev_all, ret_moved, |moved| {
        let most = i64::from(c_int::MAX);
        let count = usize::try_from(count)
            .map_err(|_| Error::refused(EINVAL, refuse::value("count", i64::from(count), 0, most)))?;
        // SAFETY: NULL, or so many pieces.
        let parts = Parts::new(unsafe { ptr::items(parts, count, "parts")? })?;
        transfer::writev_all(fd, parts, &Deadline::after(timeout_ms)?, moved)?;
        Ok(0)
    })
}

/// Writes one frame: the size of `data` in 4 bytes, the highest first, and then the data, by one call of the kernel where that
/// takes it whole. leat_reader_frame reads it. `size` is at most 2^32 - 1, and as large as the reader allows.
///
/// Returns 0 when all is written; -1 on failure.
///
/// Errors: as of leat_io_write_all; after ETIMEDOUT, EAGAIN and ECANCELED a part of the frame may be written, and the stream is
/// of no use any more. EMSGSIZE `size` is larger than 2^32 - 1. To write frames of at most PIPE_BUF - 4 bytes to a pipe,
/// several processes may use it at a time.
///
/// Threads: safe; as leat_io_write_all.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_io_frame_write(
    fd: c_int,
    data: *const c_void,
    size: usize,
    timeout_ms: c_int,
) -> c_int {
    own(Own::io_frame_write, -1, || {
        // SAFETY: NULL, or so many bytes.
        let data = unsafe { ptr::bytes(data, size, "data")? };
        frame::write(fd, data, &Deadline::after(timeout_ms)?)?;
        Ok(0)
    })
}

/// Moves bytes from one descriptor to another: at most `most`, or with UINT64_MAX all to the end. Where the kernel can do that
/// by itself (copy_file_range(2), splice(2), sendfile(2)) they do not come into the process; elsewhere they are read and
/// written. Files are read and written at their positions, which move. A pipe or socket that nobody reads any more is EPIPE,
/// and no SIGPIPE: when the next byte comes for it. (leat_io_pump sees that of a pipe at once.)
///
/// From a file to a pipe or socket its pages may go themselves: while nobody has read them there, who writes over that part of
/// the file, or cuts it off, changes what will be read. What is to be changed again so soon is read and written. The packets of
/// a pipe (LEAT_PIPE_PACKET) become bytes; but those of one that pipe2(2) has made stay packets in another pipe. Of a packet, or
/// a datagram, that is longer than what is still to be moved the rest may be lost.
///
/// Returns 0 when `most` bytes were moved, or with UINT64_MAX all; LEAT_EOF (1) if the end came before; -1 on failure.
///
/// Writes to `ret_moved`, on every return, how many bytes were moved; it may be NULL.
///
/// Errors: as of leat_io_read_all and leat_io_write_all. EINVAL both are the same pipe, or the same file at places that overlap
/// (to copy it to its own end is possible, and does not go on for ever). ENOMEM. Where the bytes go through the process, and
/// `from` is no file, what was read and could not be written any more is lost: at most 64 KiB.
///
/// Threads: safe.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_io_copy(
    to: c_int,
    from: c_int,
    most: u64,
    timeout_ms: c_int,
    ret_moved: *mut u64,
) -> c_int {
    // SAFETY: NULL, or room for a number.
    let ret_moved = unsafe { Out::optional(ret_moved) };
    moving(Own::io_copy, ret_moved, |moved| {
        let ended = copy::copy(to, from, most, &Deadline::after(timeout_ms)?, moved)?;
        Ok(if ended && most != u64::MAX { LEAT_EOF } else { 0 })
    })
}

/// Moves several flows of bytes at once, so that none waits for another, until all have ended. Who writes to a program and
/// reads both of its outputs one after the other waits for ever as soon as a pipe is full; so it does not. As in
///
///     struct leat_io_flow flows[2] = {LEAT_IO_FLOW_INIT, LEAT_IO_FLOW_INIT};
///
///     flows[0].from = LEAT_IO_MEMORY; flows[0].data = text; flows[0].data_size = strlen(text);
///     flows[0].to = LEAT_IO_FD;       flows[0].to_fd = to_child; flows[0].flags = LEAT_IO_CLOSE;
///     flows[1].from = LEAT_IO_FD;     flows[1].from_fd = from_child;
///     flows[1].to = LEAT_IO_MEMORY;   flows[1].buffer = answer; flows[1].capacity = sizeof answer;
///     if (leat_io_pump(flows, 2, 10000) == -1)
///         leat_perror("child");
///
/// Returns 0 when all have ended, which is not a failure of those that are broken or had enough; -1 on failure.
///
/// Writes to each flow, on every return, its `state`, `error`, `moved` and `dropped` (of this call), and -1 to `to_fd` if that
/// was closed. Nothing is written if the arguments are refused.
///
/// Errors: of the first flow that has failed; the others went on to their ends. ETIMEDOUT, EAGAIN, ECANCELED the time was over,
/// or a stop was thrown: some are LEAT_IO_GOING. What such a flow had read from one descriptor and not yet written to another
/// is dropped (at most 64 KiB). EFAULT `flows` or what one needs is NULL. EINVAL one has an unknown kind or flag, its `size` is
/// not that of the first, it leads from a pipe into the same, or from a file to what of the same file is still to be read, or
/// to its end, or what it is to close is used by another. E2BIG it was compiled with a newer leat. ENOMEM.
///
/// Ownership: the flows, their memory and their descriptors are the caller's, but for what LEAT_IO_CLOSE has closed.
///
/// Threads: safe. Sinks are called by this thread.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_io_pump(flows: *mut leat_io_flow, count: usize, timeout_ms: c_int) -> c_int {
    own(Own::io_pump, -1, || {
        // SAFETY: the caller's flows, and what they point to.
        unsafe { pump_all(flows, count, &Deadline::after(timeout_ms)?)? };
        Ok(0)
    })
}

/// It can be read without waiting, or has ended.
pub const LEAT_IO_READABLE: u32 = 1;
/// It can be written to without waiting.
pub const LEAT_IO_WRITABLE: u32 = 2;
/// Nobody has its other end open, or it has failed: what is in it can still be read, and writing fails.
pub const LEAT_IO_HUNG_UP: u32 = 4;

/// A descriptor that leat_io_wait waits for.
#[repr(C)]
pub struct leat_io_interest {
    /// The descriptor; a negative one is left out.
    pub fd: i32,
    /// What is waited for: LEAT_IO_READABLE, LEAT_IO_WRITABLE or both. That it has hung up always is.
    pub wanted: u32,
    /// What has come; written by leat_io_wait.
    pub ready: u32,
    /// 0
    pub reserved: u32,
}

/// Waits until at least one of `count` descriptors is ready for what is wanted of it. With none it waits for the time or a
/// stop.
///
/// Returns how many are ready; -1 on failure.
///
/// Writes the `ready` of each.
///
/// Errors: ETIMEDOUT, EAGAIN none was in time. ECANCELED a stop was thrown. EBADF one of them is not open. EFAULT `interests`
/// is NULL and `count` is not 0. EINVAL unknown bits are wanted, `reserved` is not 0, `timeout_ms`, or there are more than
/// RLIMIT_NOFILE. ENOMEM. See poll(2).
///
/// Threads: safe.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_io_wait(
    interests: *mut leat_io_interest,
    count: usize,
    timeout_ms: c_int,
) -> c_int {
    own(Own::io_wait, -1, || {
        // SAFETY: NULL, or so many of them.
        let interests = unsafe { ptr::items_mut(interests, count, "interests")? };
        readiness::wait(interests, &Deadline::after(timeout_ms)?)
    })
}

/// Makes the open file non-blocking (O_NONBLOCK), or not if `on` is 0. It concerns every process and descriptor that shares it;
/// leat's own functions need it neither way.
///
/// Returns 1 if it was non-blocking before, 0 if not; -1 on failure.
///
/// Errors: EBADF `fd` is not open.
///
/// Threads: safe.
#[unsafe(no_mangle)]
pub extern "C-unwind" fn leat_io_set_nonblocking(fd: c_int, on: c_int) -> c_int {
    own(Own::io_set_nonblocking, -1, || Ok(switch::nonblocking(fd, on != 0)?.into()))
}

/// Has the descriptor stay open when this process executes another program, or be closed then (FD_CLOEXEC) if `on` is 0. A
/// child of another thread inherits what is open at that moment: leat_process_spawn, which gives a child just the descriptors
/// that it is to have, needs no such thing.
///
/// Returns 1 if it was inherited before, 0 if not; -1 on failure.
///
/// Errors: EBADF `fd` is not open.
///
/// Threads: safe.
#[unsafe(no_mangle)]
pub extern "C-unwind" fn leat_io_set_inherited(fd: c_int, on: c_int) -> c_int {
    own(Own::io_set_inherited, -1, || Ok(switch::inherited(fd, on != 0)?.into()))
}
