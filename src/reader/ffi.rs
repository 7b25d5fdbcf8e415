//! → include/leat/reader.h
#![allow(unsafe_code, reason = "exported functions")]

use std::ffi::{c_char, c_int, c_void};
use std::ops::Range;
use std::ptr::null_mut;

use super::{Reader, leat_reader};
use crate::boundary::error::Error;
use crate::boundary::guard::guard;
use crate::boundary::handle::{self, Entered};
use crate::boundary::options;
use crate::boundary::own::{freeing, own};
use crate::boundary::ptr::{Out, bytes};
use crate::deadline::{Deadline, LEAT_FOREVER};
use crate::explain::own::Own;
use crate::stop;

/// How a reader is made: for leat_reader_new.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct leat_reader_options {
    /// The size of this struct: LEAT_READER_OPTIONS_INIT sets it.
    pub size: usize,
    /// How many bytes the buffer has at first, and so are read at a time; 0 is 65,536, and less than 64 is 64.
    pub capacity: usize,
    /// The most bytes of a line, a frame or another item; 0 is 1,048,576, and SIZE_MAX as many as there is memory for. The
    /// buffer grows for one that is larger than it.
    pub longest: usize,
}

// SAFETY: sizes alone.
unsafe impl options::WithSize for leat_reader_options {}

/// Makes a buffered reader of a descriptor: a file, pipe, FIFO, socket or terminal, blocking or not. As in
///
///     leat_reader *reader = leat_reader_new(fd, NULL);
///     const char *line;
///
///     while (leat_reader_line(reader, LEAT_FOREVER, &line, NULL) == 1)
///         puts(line);
///     leat_reader_free(reader);
///
/// Nothing is read before it is asked for, but more than that may be then: do not let a child read on from the same descriptor.
/// `options` may be NULL.
///
/// Of a socket of datagrams, or a pipe of packets, whose borders are not kept, each comes whole that has no more bytes than a
/// quarter of `capacity`; of a larger one what there is no room for is lost, and an empty one is the end.
///
/// Returns it; NULL on failure.
///
/// Errors: EINVAL the size in `options` is 0. E2BIG it has members that this version does not know. ENOMEM.
///
/// Ownership: the reader is the caller's, until leat_reader_free. The descriptor is borrowed: it stays open, and what is read
/// by others meanwhile the reader does not get.
///
/// Threads: safe. What takes a reader is used by one thread at a time: another gets EBUSY.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_reader_new(fd: c_int, options: *const leat_reader_options) -> *mut leat_reader {
    own(Own::reader_new, null_mut(), || {
        // SAFETY: NULL, or a struct that says how long it is.
        let options = unsafe { options::read(options, "options")? };
        handle::new(Reader::new(fd, options.capacity, options.longest)?)
    })
}

/// Reads the next line. The last one need not end with a newline, and is not told apart: where a writer that is killed must not
/// seem to have written a whole one, take frames (leat_reader_frame). (A "\r" before the newline is a byte of the line: lines that
/// end with both are read by leat_reader_until_text.)
///
/// Returns 1 if there is a line, 0 at the end of the input (a terminal, or a file that grows, may have more later); -1 on
/// failure.
///
/// Writes to `ret_line` the line without its newline, ended by a NUL, and to `ret_length` its length in bytes, which also
/// counts NULs that are in it; it may be NULL.
///
/// Errors: ETIMEDOUT, EAGAIN, ECANCELED the time was over, or a stop was thrown; what has come of the line stays for the next
/// call. EMSGSIZE it is longer than `longest`; it stays, and leat_reader_take_rest gives what has come of it. EFAULT `reader`
/// or `ret_line` is NULL. EINVAL `timeout_ms`. EBUSY, EPERM see leat.h. ENOMEM. Those of read(2), and of recv(2) for a socket.
///
/// Ownership: the line is the reader's, valid until its next call.
///
/// Threads: see leat_reader_new.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_reader_line(
    reader: *mut leat_reader,
    timeout_ms: c_int,
    ret_line: *mut *const c_char,
    ret_length: *mut usize,
) -> c_int {
    // SAFETY: as of this function.
    unsafe {
        item(Own::reader_line, reader, timeout_ms, ("ret_line", ret_line.cast()), ret_length, |reader, until| {
            reader.until(b"\n", until)
        })
    }
}

/// Reads the next piece that ends with `delimiter`, a byte from 0 to 255, as leat_reader_line reads one that ends with a
/// newline.
///
/// Returns 1 if there is a piece, 0 at the end of the input; -1 on failure.
///
/// Writes to `ret_piece` the piece without its delimiter, ended by a NUL, and to `ret_length` its length; it may be NULL.
///
/// Errors: as of leat_reader_line. EINVAL `delimiter` is no byte.
///
/// Ownership: the piece is the reader's, valid until its next call.
///
/// Threads: see leat_reader_new.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_reader_until(
    reader: *mut leat_reader,
    delimiter: c_int,
    timeout_ms: c_int,
    ret_piece: *mut *const c_char,
    ret_length: *mut usize,
) -> c_int {
    // SAFETY: as of this function.
    unsafe {
        item(Own::reader_until, reader, timeout_ms, ("ret_piece", ret_piece.cast()), ret_length, |reader, until| {
            reader.until(&[byte(delimiter)?], until)
        })
    }
}

/// Reads the next piece that ends with a text, as "\r\n": the `size` bytes at `delimiter`, from 1 to `longest`. Else it does as
/// leat_reader_until.
///
/// Returns 1 if there is a piece, 0 at the end of the input; -1 on failure.
///
/// Writes to `ret_piece` the piece without its delimiter, ended by a NUL, and to `ret_length` its length; it may be NULL. The
/// last one need not end with a delimiter; it may end with a part of one.
///
/// Errors: as of leat_reader_line. EFAULT `delimiter` is NULL. EINVAL `size`.
///
/// Ownership: the piece is the reader's, valid until its next call; the delimiter is the caller's, and no part of a piece.
///
/// Threads: see leat_reader_new.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_reader_until_text(
    reader: *mut leat_reader,
    delimiter: *const c_void,
    size: usize,
    timeout_ms: c_int,
    ret_piece: *mut *const c_char,
    ret_length: *mut usize,
) -> c_int {
    let read = |reader: &mut Entered<Reader>, until: Option<&Deadline>| {
        // SAFETY: NULL, or so many bytes, which are not the reader's.
        reader.until(unsafe { bytes(delimiter, size, "delimiter")? }, until)
    };
    let ret_piece = ("ret_piece", ret_piece.cast());
    // SAFETY: as of this function.
    unsafe { item(Own::reader_until_text, reader, timeout_ms, ret_piece, ret_length, read) }
}

/// Reads exactly `size` bytes, at most `longest`.
///
/// Returns 1 if they are there, 0 if the input ended before, and then those that have come stay; -1 on failure.
///
/// Writes to `ret_data` where they are.
///
/// Errors: ETIMEDOUT, EAGAIN, ECANCELED as of leat_reader_line; what has come stays. EMSGSIZE `size` is more than `longest`.
/// EFAULT `reader` or `ret_data` is NULL. Else as of leat_reader_line.
///
/// Ownership: the bytes are the reader's, valid until its next call.
///
/// Threads: see leat_reader_new.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_reader_exact(
    reader: *mut leat_reader,
    size: usize,
    timeout_ms: c_int,
    ret_data: *mut *const c_void,
) -> c_int {
    // SAFETY: as of this function.
    unsafe {
        item(Own::reader_exact, reader, timeout_ms, ("ret_data", ret_data), null_mut(), |reader, until| {
            reader.exact(size, until)
        })
    }
}

/// Looks at what comes next without taking it: it waits until `size` bytes are there, at most `longest`, or the input has
/// ended.
///
/// Returns 1 if there is something, or `size` is 0, which only asks what was read already; 0 at the end of the input; -1 on
/// failure.
///
/// Writes to `ret_data` where it is, and to `ret_size`, which may be NULL, how many bytes are there: more than `size`, or fewer
/// before the end.
///
/// Errors: as of leat_reader_exact.
///
/// Ownership: the bytes are the reader's, valid until its next call.
///
/// Threads: see leat_reader_new.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_reader_peek(
    reader: *mut leat_reader,
    size: usize,
    timeout_ms: c_int,
    ret_data: *mut *const c_void,
    ret_size: *mut usize,
) -> c_int {
    // SAFETY: as of this function.
    unsafe {
        item(Own::reader_peek, reader, timeout_ms, ("ret_data", ret_data), ret_size, |reader, until| {
            let there = reader.ensure(size, until)?;
            Ok((there > 0 || size == 0).then_some(reader.start..reader.end))
        })
    }
}

/// Reads the next frame, as leat_io_frame_write writes it: the size in 4 bytes, the highest first, and so many bytes.
///
/// Returns 1 if there is a frame, 0 at the end of the input, which is where a frame would begin; -1 on failure.
///
/// Writes to `ret_data` where its bytes are, and to `ret_size`, which may be NULL, how many: 0 or more.
///
/// Errors: ETIMEDOUT, EAGAIN, ECANCELED as of leat_reader_line; what has come stays. EMSGSIZE it is larger than `longest`, or
/// these are no frames; it stays. EBADMSG the input ended within a frame; what there is of it stays. EFAULT `reader` or
/// `ret_data` is NULL. Else as of leat_reader_line.
///
/// Ownership: the bytes are the reader's, valid until its next call.
///
/// Threads: see leat_reader_new.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_reader_frame(
    reader: *mut leat_reader,
    timeout_ms: c_int,
    ret_data: *mut *const c_void,
    ret_size: *mut usize,
) -> c_int {
    // SAFETY: as of this function.
    unsafe {
        item(Own::reader_frame, reader, timeout_ms, ("ret_data", ret_data), ret_size, |reader, until| {
            reader.frame(until)
        })
    }
}

/// Takes what was read from the descriptor and not asked for yet, so that somebody else can go on with the descriptor; or, to be
/// dropped, before lseek(2) has the next be read elsewhere. It reads nothing.
///
/// Returns 0; -1 on failure.
///
/// Writes to `ret_data` where it is, and to `ret_size` how many bytes: 0 or more.
///
/// Errors: EFAULT `reader`, `ret_data` or `ret_size` is NULL. EBUSY, EPERM see leat.h.
///
/// Ownership: the bytes are the reader's, valid until its next call.
///
/// Threads: see leat_reader_new.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_reader_take_rest(
    reader: *mut leat_reader,
    ret_data: *mut *const c_void,
    ret_size: *mut usize,
) -> c_int {
    own(Own::reader_take_rest, -1, || {
        // SAFETY: NULL, or a reader that is not freed meanwhile.
        let mut reader = unsafe { handle::enter(reader, "reader")? };
        // SAFETY: NULL, or room for a pointer.
        let mut ret_data = unsafe { Out::new(ret_data, "ret_data")? };
        // SAFETY: NULL, or room for a size.
        let mut ret_size = unsafe { Out::new(ret_size, "ret_size")? };
        let size = reader.there().len();
        let rest = reader.take(size);
        ret_data.set(reader.buffer[rest].as_ptr().cast());
        ret_size.set(size);
        Ok(0)
    })
}

/// Gives the descriptor that the reader reads from. It may be not ready although something is in the buffer: ask
/// leat_reader_peek with 0 ms, or take lines with 0 ms until EAGAIN, before waiting for it.
///
/// Returns the descriptor; -1 on failure.
///
/// Errors: EFAULT `reader` is NULL. EBUSY, EPERM see leat.h.
///
/// Ownership: as for leat_reader_new.
///
/// Threads: see leat_reader_new.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_reader_fd(reader: *mut leat_reader) -> c_int {
    own(Own::reader_fd, -1, || {
        // SAFETY: NULL, or a reader that is not freed meanwhile.
        Ok(unsafe { handle::enter(reader, "reader")? }.fd)
    })
}

/// Frees the reader and what it had given out. The descriptor stays open. NULL is nothing.
///
/// Errors: none. errno is left as it was.
///
/// Ownership: the caller may not use it any more.
///
/// Threads: not while another uses it. Works in a forked child.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_reader_free(reader: *mut leat_reader) {
    // SAFETY: as of this function.
    freeing(|| unsafe { handle::free(reader, drop) });
}

fn byte(delimiter: c_int) -> Result<u8, Error> {
    let range = || crate::explain::refuse::value("delimiter", delimiter.into(), 0, 255);
    u8::try_from(delimiter).map_err(|_| Error::refused(libc::EINVAL, range()))
}

/// Runs `read` on the reader, and gives out what it found.
///
/// # Safety
/// NULL, or a reader that is not freed meanwhile; NULL, or room for a pointer and a size.
unsafe fn item(
    name: Own,
    reader: *mut leat_reader,
    timeout_ms: c_int,
    (out, ret_data): (&'static str, *mut *const c_void),
    ret_size: *mut usize,
    read: impl Fn(&mut Entered<Reader>, Option<&Deadline>) -> Result<Option<Range<usize>>, Error>,
) -> c_int {
    let find = |until: Option<&Deadline>| {
        // SAFETY: as of this function.
        let mut reader = unsafe { handle::enter(reader, "reader")? };
        // SAFETY: as of this function.
        let mut ret_data = unsafe { Out::new(ret_data, out)? };
        // SAFETY: as of this function.
        let mut ret_size = unsafe { Out::optional(ret_size) };
        let Some(item) = read(&mut reader, until)? else { return Ok(0) };
        ret_size.set(item.len());
        ret_data.set(reader.buffer[item].as_ptr().cast());
        Ok::<c_int, Error>(1)
    };
    // Nothing in it can be cancelled, nor fail but in a way that it will fail again.
    if timeout_ms >= LEAT_FOREVER && !stop::is_thrown_here() && guard(false, || matches!(find(None), Ok(1))) {
        return 1;
    }
    own(name, -1, || {
        let until = Deadline::after(timeout_ms)?;
        until.check_stop()?;
        find(Some(&until))
    })
}
