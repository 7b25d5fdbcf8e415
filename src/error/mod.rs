//! What the last failure was: the record of this thread, as text.

mod buffer;
mod ffi;
mod sys;

use std::ffi::{CStr, c_char, c_int};

use crate::boundary::record::{self, Record};
use crate::explain::failure::Failure;
use crate::explain::{Depth, explain, names, text::Text};

/// The newest failure recorded on this thread, whatever errno is now.
fn newest() -> Option<Record> {
    record::find(|_| true)
}

/// This thread's newest record that left that errno. Without one there is no explanation, as a wrong one is worse than none.
fn newest_of(errno: c_int) -> Option<Record> {
    record::find(|record| record.errno == errno)
}

/// The explanation of `errno` in the buffer that belongs to this thread; empty where there is no memory for one.
fn explain_in_thread_buffer(errno: c_int) -> *const c_char {
    match buffer::this_threads() {
        Some(text) => {
            text.clear();
            if let Some(record) = newest_of(errno) {
                explain(&Failure::from_record(&record), Depth::Cause, None, text);
            }
            text.as_c_str()
        }
        None => c"".as_ptr(),
    }
}

/// Writes the line that `leat_perror(said)` adds; nothing without an explanation. A call that is not recorded may have
/// failed with the same errno since. So unless `said` names the recorded one, the line says what it knows.
fn explain_in_line(errno: c_int, said: &[u8], line: &mut Text) {
    if let Some(record) = newest_of(errno) {
        let named = words(said).any(|word| word == record.call.name().to_bytes());
        let label = if named { "leat: " } else { "leat: last failure leat saw on this thread: " };
        explain(&Failure::from_record(&record), Depth::Cause, Some(label), line);
        line.end_line();
    }
}

/// The identifiers in a text.
fn words(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    text.split(|byte| !byte.is_ascii_alphanumeric() && *byte != b'_')
}

fn name(errno: c_int) -> &'static CStr {
    match errno {
        0 => c"0",
        _ => names::errno(errno).unwrap_or(c"unknown error"),
    }
}

/// Does `leat_perror` explain? LEAT_EXPLAIN says 0 (never) or 1 (always); without it, only a person at a terminal is
/// told, so that pipes, files and graders get the exact bytes of perror(3).
fn perror_explains() -> bool {
    match sys::environment(c"LEAT_EXPLAIN") {
        Some(value) if value == c"0" => false,
        Some(value) if value == c"1" => true,
        _ => sys::stderr_is_a_terminal(),
    }
}
