//! → include/leat/error.h
//!
//! What is async-signal-safe here has no guard, whose first call sets a hook and allocates: it only reads the record, and
//! has nothing in it that could panic.
#![allow(unsafe_code, reason = "exported functions")]

use std::ffi::{CStr, c_char, c_int};

use super::sys;
use crate::boundary::{errno, guard::guard, record};
use crate::explain::text::Text;

/// Explains the errno of this thread: writes which call failed with it, and with which arguments, as in
/// `open("/nope", O_RDONLY): ENOENT`. It speaks of the newest failure of a leat function on this thread whose error
/// number equals errno now, so ask before errno changes, and remember that leat sees only its own functions: mount(2), of
/// which there is no mirror, may have failed since with the same errno. (After a function that returns its error number,
/// such as leat_posix_spawn, assign it to errno first. Failures of leat_getaddrinfo, leat_getnameinfo, leat_gethostbyname
/// and leat_gethostbyaddr have no errno and so no text: use leat_gai_strerror, leat_herror.)
///
/// Pointers are shown as addresses where nothing proves that the call had read what they point to; of names and paths
/// of more than about 50 bytes the end is shown.
///
/// Returns the text, one line without a newline, UTF-8, at most 1,023 bytes (what does not fit is cut, marked by "…");
/// the empty string if leat recorded no such failure. Never NULL.
///
/// Errors: none. errno is left as it was.
///
/// Ownership: the text belongs to leat and is valid until this thread calls leat_error_text again or ends.
///
/// Threads: safe; each thread has its own failures and its own text. Not async-signal-safe. Works in a forked child.
#[unsafe(no_mangle)]
pub extern "C" fn leat_error_text() -> *const c_char {
    errno::kept(|| guard(c"".as_ptr(), || super::explain_in_thread_buffer(errno::get())))
}

/// Returns the error number of the newest failure of a leat function on this thread: an errno; for leat_getaddrinfo and
/// leat_getnameinfo an EAI code, and for leat_gethostbyname and leat_gethostbyaddr an h_errno, which leat_error_name does
/// not know. 0 if there was none since the thread began or called leat_error_clear. A call that succeeds changes nothing
/// here, as it does not change errno.
///
/// Errors: none. errno is left as it was.
///
/// Threads: safe, async-signal-safe.
#[unsafe(no_mangle)]
pub extern "C" fn leat_error_code() -> c_int {
    super::newest().map_or(0, |record| record.code)
}

/// Returns the name of the function that leat_error_code speaks of, without the prefix: "open" for leat_open. The empty
/// string if there is none; never NULL.
///
/// Errors: none. errno is left as it was.
///
/// Ownership: the name is a constant.
///
/// Threads: safe, async-signal-safe.
#[unsafe(no_mangle)]
pub extern "C" fn leat_error_function() -> *const c_char {
    super::newest().map_or(c"", |record| record.call.name()).as_ptr()
}

/// Forgets the failures of this thread. errno is left as it was.
///
/// Errors: none.
///
/// Threads: safe, async-signal-safe.
#[unsafe(no_mangle)]
pub extern "C" fn leat_error_clear() {
    record::clear();
}

/// Returns the name of an error number: "ENOENT" for 2. "0" for 0, "unknown error" for what is no error number of
/// Linux; never NULL. Where two names share a number it is EAGAIN (not EWOULDBLOCK), EDEADLK (EDEADLOCK) or EOPNOTSUPP
/// (ENOTSUP).
///
/// Errors: none. errno is left as it was.
///
/// Ownership: the name is a constant.
///
/// Threads: safe, async-signal-safe.
#[unsafe(no_mangle)]
pub extern "C" fn leat_error_name(number: c_int) -> *const c_char {
    super::name(number).as_ptr()
}

/// Returns the version of the library that is loaded, as "0.1.0". LEAT_VERSION is that of the header compiled with.
///
/// Errors: none.
///
/// Ownership: the text is a constant.
///
/// Threads: safe, async-signal-safe.
#[unsafe(no_mangle)]
pub extern "C" fn leat_version() -> *const c_char {
    const VERSION: &str = concat!(env!("CARGO_PKG_VERSION"), "\0");
    VERSION.as_ptr().cast()
}

unsafe extern "C-unwind" {
    fn perror(text: *const c_char);
}

/// Writes perror(3)'s line to standard error, byte for byte, and then, on a line of its own, the explanation that
/// leat_error_text would give, if there is one. If the string does not name the call that the explanation is of, the line
/// begins with "last failure leat saw on this thread": a function that leat has no mirror of may have failed since with
/// the same errno. The environment variable LEAT_EXPLAIN decides: "0" never explains, "1" always does; without it, or with
/// another value, the explanation is written only if standard error is a terminal.
///
/// Errors: none are reported, as by perror(3). errno is left as it was.
///
/// Threads: safe. Not async-signal-safe. A cancellation point, as perror(3) may be.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_perror(text: *const c_char) {
    let errno = errno::get();
    // SAFETY: the caller gives what perror(3) asks for.
    unsafe { perror(text) };
    if guard(false, super::perror_explains) {
        // SAFETY: perror(3) has read the string, if it is one.
        let said = (!text.is_null()).then(|| unsafe { CStr::from_ptr(text) });
        explain_to_stderr(errno, said.unwrap_or_default().to_bytes());
    }
    errno::set(errno);
}

/// Not a part of leat_perror, as the line would then be on the stack while perror(3) needs that: a thread may have just
/// enough.
#[inline(never)]
fn explain_to_stderr(errno: c_int, said: &[u8]) {
    let mut line = Text::new();
    guard((), || super::explain_in_line(errno, said, &mut line));
    // Writing is done outside the guard: a cancelled thread unwinds from here, and no guard may catch that.
    if !line.as_str().is_empty() {
        sys::write_to_stderr(&mut line);
    }
}
