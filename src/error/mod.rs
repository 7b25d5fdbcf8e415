//! What the last failure was: the record of this thread, as text.

mod at_once;
mod buffer;
mod ffi;
mod sys;

use std::ffi::{CStr, c_char, c_int};

use crate::boundary::record::{self, Record};
use crate::boundary::stack;
use crate::explain::{Depth, explain_record, names, text::Text};

pub(crate) use at_once::tell;

/// How much stack finding out a cause may take.
const STACK_FOR_A_CAUSE: usize = 32 << 10;

/// The newest failure recorded on this thread, whatever errno is now.
fn newest() -> Option<Record> {
    record::find(|_| true)
}

/// This thread's newest record that left that errno. Without one there is no explanation, as a wrong one is worse than none.
fn newest_of(errno: c_int) -> Option<Record> {
    record::find(|record| record.errno == errno && !record.refers_to_errno())
}

/// Writes the explanation of `errno`; nothing if there is none.
fn explain_errno(errno: c_int, text: &mut Text) {
    if let Some(record) = newest_of(errno) {
        explain_record(&record, depth(), None, text);
    }
}

/// The explanation of `errno` in the buffer that belongs to this thread, or what can be said where there is no memory for
/// one.
fn explain_in_thread_buffer(errno: c_int) -> *const c_char {
    match buffer::this_threads() {
        Some(text) => {
            text.clear();
            explain_errno(errno, text);
            text.as_c_str()
        }
        None if newest_of(errno).is_none() => c"".as_ptr(),
        None => {
            c"There is no memory for an explanation. Do: call leat_error_explain() with a buffer of your own.".as_ptr()
        }
    }
}

/// Writes the line that `leat_perror(said)` adds; nothing without an explanation. A call that is not recorded may have
/// failed with the same errno since. So unless `said` names the recorded one, the line says what it knows.
fn explain_in_line(errno: c_int, said: &[u8], line: &mut Text) {
    if let Some(record) = newest_of(errno).filter(perror_explains) {
        let named = words(said).any(|word| word == record.function().to_bytes());
        let label = if named { "leat: " } else { "leat: last failure leat saw on this thread: " };
        explain_record(&record, depth(), Some(label), line);
        if !line.is_empty() {
            line.end_line();
        }
    }
}

/// The identifiers in a text.
fn words(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    text.split(|byte| !byte.is_ascii_alphanumeric() && *byte != b'_')
}

/// No facts are told to whoever runs a program that has more rights than he has, nor looked for where a thread has only
/// just enough stack for what it does.
fn depth() -> Depth {
    let enough_stack = stack::left().is_none_or(|left| left >= STACK_FOR_A_CAUSE);
    if sys::is_privileged() || !enough_stack { Depth::Call } else { Depth::Cause }
}

fn name(errno: c_int) -> &'static CStr {
    match errno {
        0 => c"0",
        _ => names::errno(errno).unwrap_or(c"unknown error"),
    }
}

/// Does `leat_perror` explain? LEAT_EXPLAIN says 0 (never), 1 (always) or all (each failure is explained when it happens,
/// so what was not); without it, only a person at a terminal is told, so that pipes, files and graders get the exact bytes
/// of perror(3).
fn perror_explains(record: &Record) -> bool {
    match sys::environment(c"LEAT_EXPLAIN").map(CStr::to_bytes) {
        Some(b"0") => false,
        Some(b"1") => true,
        Some(b"all") => !at_once::was_told(record),
        _ => sys::stderr_is_a_terminal(),
    }
}
