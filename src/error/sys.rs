//! The environment and standard error.
#![allow(unsafe_code, reason = "one call of libc each")]

use std::cmp::Ordering::{Equal, Greater, Less};
use std::ffi::{CStr, c_char, c_int, c_void};

use libc::{FILE, STDERR_FILENO, ssize_t, wchar_t};

use crate::explain::text::Text;

unsafe extern "C" {
    fn secure_getenv(name: *const c_char) -> *mut c_char;
    static stderr: *mut FILE;
}

/// An environment variable; none in a set-user-id program.
pub(super) fn environment(name: &CStr) -> Option<&CStr> {
    // SAFETY: the name is a string.
    let value = unsafe { secure_getenv(name.as_ptr()) };
    // SAFETY: getenv's string stays valid while nobody changes the environment, which the C library asks of every
    // caller.
    (!value.is_null()).then(|| unsafe { CStr::from_ptr(value) })
}

pub(super) fn stderr_is_a_terminal() -> bool {
    // SAFETY: takes a number.
    unsafe { libc::isatty(STDERR_FILENO) == 1 }
}

// Cancellation points.
unsafe extern "C-unwind" {
    fn fputs(text: *const c_char, stream: *mut FILE) -> c_int;
    fn fwide(stream: *mut FILE, mode: c_int) -> c_int;
    fn fwprintf(stream: *mut FILE, format: *const wchar_t, ...) -> c_int;
    fn write(fd: c_int, bytes: *const c_void, size: usize) -> ssize_t;
}

/// Writes a line to the stream that perror(3) writes to, in one piece, and as perror(3) does without giving the stream
/// an orientation: the program may want to write wide characters later.
pub(super) fn write_to_stderr(line: &mut Text) {
    // SAFETY: libc's variable, read as every C program reads it.
    let stream = unsafe { stderr };
    // SAFETY: the stream is libc's own, and 0 only asks.
    let orientation = unsafe { fwide(stream, 0) };
    match orientation.cmp(&0) {
        Less => put(line, stream),
        // Nothing was written through the stream yet, so nothing of it is overtaken.
        Equal => {
            // SAFETY: the stream is libc's own.
            let fd = unsafe { libc::fileno(stream) };
            if fd == -1 {
                return put(line, stream);
            }
            let bytes = line.as_str();
            // SAFETY: so many bytes are there.
            unsafe { write(fd, bytes.as_ptr().cast(), bytes.len()) };
        }
        Greater => {
            let format = [b'%', b's', 0].map(wchar_t::from);
            // SAFETY: the format is a wide string and asks for one string.
            unsafe { fwprintf(stream, format.as_ptr(), line.as_c_str()) };
        }
    }
}

fn put(line: &mut Text, stream: *mut FILE) {
    // SAFETY: a string, and libc's own stream.
    unsafe { fputs(line.as_c_str(), stream) };
}
