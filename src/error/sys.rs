//! The environment and standard error.
#![allow(unsafe_code, reason = "one call of libc each")]

use std::cmp::Ordering::{Equal, Greater, Less};
use std::ffi::{CStr, c_char, c_int};
use std::mem::MaybeUninit;

use libc::{FILE, STDERR_FILENO, timespec, wchar_t};

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

/// Does the program have rights that whoever started it does not have?
pub(super) fn is_privileged() -> bool {
    // SAFETY: takes a number.
    unsafe { libc::getauxval(libc::AT_SECURE) != 0 }
}

pub(super) fn pid() -> c_int {
    // SAFETY: takes nothing.
    unsafe { libc::getpid() }
}

pub(super) fn thread() -> c_int {
    // SAFETY: takes nothing.
    unsafe { libc::gettid() }
}

pub(super) fn stderr_is_a_terminal() -> bool {
    // SAFETY: takes a number.
    unsafe { libc::isatty(STDERR_FILENO) == 1 }
}

unsafe extern "C" {
    fn fputs(text: *const c_char, stream: *mut FILE) -> c_int;
    fn fwide(stream: *mut FILE, mode: c_int) -> c_int;
    fn fwprintf(stream: *mut FILE, format: *const wchar_t, ...) -> c_int;
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
            unsafe { libc::write(fd, bytes.as_ptr().cast(), bytes.len()) };
        }
        Greater => {
            let format = [b'%', b's', 0].map(wchar_t::from);
            // SAFETY: the format is a wide string and asks for one string.
            unsafe { fwprintf(stream, format.as_ptr(), line.as_c_str()) };
        }
    }
}

/// Writes to the descriptor of standard error in one piece. A pipe that nobody reads does not end the host, which did not
/// write.
pub(super) fn write_unbuffered(text: &str) {
    let mut broken = MaybeUninit::uninit();
    // SAFETY: there is room for a set.
    unsafe { libc::sigemptyset(broken.as_mut_ptr()) };
    // SAFETY: it was initialised above.
    unsafe { libc::sigaddset(broken.as_mut_ptr(), libc::SIGPIPE) };
    let mut before = MaybeUninit::uninit();
    // SAFETY: a set, and room for another.
    if unsafe { libc::pthread_sigmask(libc::SIG_BLOCK, broken.as_ptr(), before.as_mut_ptr()) } != 0 {
        return;
    }
    let was_pending = is_pending(libc::SIGPIPE);
    // SAFETY: so many bytes are there.
    let written = unsafe { libc::write(STDERR_FILENO, text.as_ptr().cast(), text.len()) };
    if written == -1 && !was_pending && is_pending(libc::SIGPIPE) {
        let now = timespec { tv_sec: 0, tv_nsec: 0 };
        // SAFETY: a set, nothing to fill in, and a time.
        unsafe { libc::sigtimedwait(broken.as_ptr(), std::ptr::null_mut(), &raw const now) };
    }
    // SAFETY: it was filled in above.
    unsafe { libc::pthread_sigmask(libc::SIG_SETMASK, before.as_ptr(), std::ptr::null_mut()) };
}

fn is_pending(signal: c_int) -> bool {
    let mut pending = MaybeUninit::uninit();
    // SAFETY: there is room for a set.
    if unsafe { libc::sigpending(pending.as_mut_ptr()) } != 0 {
        return false;
    }
    // SAFETY: it was filled in above.
    unsafe { libc::sigismember(pending.as_ptr(), signal) == 1 }
}

fn put(line: &mut Text, stream: *mut FILE) {
    // SAFETY: a string, and libc's own stream.
    unsafe { fputs(line.as_c_str(), stream) };
}
