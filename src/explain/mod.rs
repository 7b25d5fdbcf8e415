//! (function, error, arguments) → sentence.
//!
//! Nothing here follows a pointer or knows of threads: what can be said is in the record.

pub(crate) mod call;
pub(crate) mod names;
pub(crate) mod text;

mod address;
mod argument;
mod constants;
#[cfg(test)]
mod tests;

use std::ffi::CStr;
use std::fmt::Write;

use crate::boundary::record::{Record, Space};
use text::Text;

/// Writes `pipe2(0x7ffc…, O_CLOEXEC): EMFILE`.
pub(crate) fn explain(record: &Record, text: &mut Text) {
    // Writing to a Text cannot fail.
    let _ = write!(text, "{}(", as_str(record.call.name()));
    for index in 0..record.len() {
        let Some(kind) = argument::kind(record, index) else { break };
        let _ = text.write_str(if index == 0 { "" } else { ", " });
        let _ = argument::describe(record, index, kind, text);
    }
    let _ = text.write_str("): ");
    let name = match record.space {
        Space::Errno => names::errno(record.code),
        Space::Eai => names::eai(record.code),
        Space::HErrno => names::h_errno(record.code),
    };
    let _ = match name {
        Some(name) => text.write_str(as_str(name)),
        None => write!(text, "error {}", record.code),
    };
}

fn as_str(name: &CStr) -> &str {
    name.to_str().unwrap_or_default()
}
