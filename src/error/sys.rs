//! The environment and standard error.
#![allow(unsafe_code, reason = "one call of libc each")]

use std::cmp::Ordering::{Equal, Greater, Less};
use std::ffi::{CStr, c_char, c_int};
use std::mem::MaybeUninit;
use std::time::{Duration, Instant};

use libc::{FILE, STDERR_FILENO, sigset_t, timespec, wchar_t};

use crate::boundary::errno;
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
    unharmed(|| match orientation.cmp(&0) {
        Less => put(line, stream),
        // Nothing was written through the stream yet, so nothing of it is overtaken.
        Equal => {
            // SAFETY: the stream is libc's own.
            let fd = unsafe { libc::fileno(stream) };
            if fd == -1 {
                return put(line, stream);
            }
            write(fd, line.as_str());
        }
        Greater => {
            let format = [b'%', b's', 0].map(wchar_t::from);
            // SAFETY: the format is a wide string and asks for one string.
            unsafe { fwprintf(stream, format.as_ptr(), line.as_c_str()) };
        }
    });
}

/// How long it may take until somebody makes room in a pipe or terminal.
const PATIENCE: Duration = Duration::from_secs(1);

/// Writes to the descriptor of standard error in one piece. The host did not write, and who should read may wait for it:
/// so it does not block for long.
pub(super) fn write_unbuffered(text: &str) {
    // A pipe that has room has enough for a text.
    if has_room(STDERR_FILENO, Instant::now() + PATIENCE) {
        unharmed(|| write(STDERR_FILENO, text));
    }
}

/// Waits until it has, whatever signals come.
fn has_room(fd: c_int, until: Instant) -> bool {
    let mut room = libc::pollfd { fd, events: libc::POLLOUT, revents: 0 };
    loop {
        let left = until.saturating_duration_since(Instant::now()).as_millis() as c_int;
        // SAFETY: one pollfd.
        match unsafe { libc::poll(&raw mut room, 1, left) } {
            -1 if errno::get() == libc::EINTR => {}
            ready => return ready == 1,
        }
    }
}

/// Writes all of it, whatever signals come, unless that fails.
fn write(fd: c_int, text: &str) {
    let mut rest = text.as_bytes();
    while !rest.is_empty() {
        // SAFETY: so many bytes are there.
        let written = unsafe { libc::write(fd, rest.as_ptr().cast(), rest.len()) };
        match usize::try_from(written) {
            Ok(written) => rest = rest.get(written.max(1)..).unwrap_or_default(),
            Err(_) if errno::get() == libc::EINTR => {}
            Err(_) => return,
        }
    }
}

/// What a write may raise: from a pipe that nobody reads, and from a file that is at its limit. Their pending ones are
/// taken away.
const RAISED: [c_int; 2] = [libc::SIGPIPE, libc::SIGXFSZ];

/// Runs something that no handler of this thread interrupts; signals come when it is done.
pub(super) fn without_signals(body: impl FnOnce()) {
    let (mut all, mut before) = (MaybeUninit::uninit(), MaybeUninit::uninit());
    // SAFETY: there is room for a set.
    unsafe { libc::sigfillset(all.as_mut_ptr()) };
    // SAFETY: an initialised set, and room for another.
    if unsafe { libc::pthread_sigmask(libc::SIG_BLOCK, all.as_ptr(), before.as_mut_ptr()) } != 0 {
        return;
    }
    body();
    // SAFETY: it was filled in above.
    unsafe { libc::pthread_sigmask(libc::SIG_SETMASK, before.as_ptr(), std::ptr::null_mut()) };
}

/// Runs what writes a text, without any of the signals that end a process for a write, or (SIGTTOU, if its terminal is in
/// the hands of others) stop it.
fn unharmed(write: impl FnOnce()) {
    let mut harmful = set_of(&RAISED);
    // SAFETY: an initialised set.
    unsafe { libc::sigaddset(&raw mut harmful, libc::SIGTTOU) };
    let mut before = MaybeUninit::uninit();
    // SAFETY: a set, and room for another.
    if unsafe { libc::pthread_sigmask(libc::SIG_BLOCK, &raw const harmful, before.as_mut_ptr()) } != 0 {
        return;
    }
    let were_pending = RAISED.map(is_pending);
    write();
    for (signal, was_pending) in RAISED.into_iter().zip(were_pending) {
        if !was_pending && is_pending(signal) {
            let now = timespec { tv_sec: 0, tv_nsec: 0 };
            let set = set_of(&[signal]);
            // SAFETY: a set, nothing to fill in, and a time.
            unsafe { libc::sigtimedwait(&raw const set, std::ptr::null_mut(), &raw const now) };
        }
    }
    // SAFETY: it was filled in above.
    unsafe { libc::pthread_sigmask(libc::SIG_SETMASK, before.as_ptr(), std::ptr::null_mut()) };
}

fn set_of(signals: &[c_int]) -> sigset_t {
    let mut set = MaybeUninit::uninit();
    // SAFETY: there is room for a set.
    unsafe { libc::sigemptyset(set.as_mut_ptr()) };
    // SAFETY: it was initialised above.
    let mut set = unsafe { set.assume_init() };
    for signal in signals {
        // SAFETY: as above.
        unsafe { libc::sigaddset(&raw mut set, *signal) };
    }
    set
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
