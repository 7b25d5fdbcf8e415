//! Copied structures as text, with the names that C gives to their members.

use std::fmt::{self, Write};

use super::call::Kind;
use super::constants::io::LOCK_TYPES;
use super::constants::ipc::SEMAPHORE_FLAGS;
use super::constants::socket::{FAMILIES, SOCKET_TYPE};
use super::constants::{io, name_of};
use crate::boundary::record::Copied;

/// Number `index` of what is an array of `i64`; 0 beyond the copy.
pub(super) fn i64_at(copied: Copied, index: usize) -> i64 {
    let bytes = copied.bytes.get(index * 8..).and_then(|bytes| bytes.first_chunk());
    bytes.map_or(0, |bytes| i64::from_ne_bytes(*bytes))
}

fn i32_at(copied: Copied, index: usize) -> i32 {
    let bytes = copied.bytes.get(index * 4..).and_then(|bytes| bytes.first_chunk());
    bytes.map_or(0, |bytes| i32::from_ne_bytes(*bytes))
}

fn i16_at(bytes: &[u8], index: usize) -> i16 {
    let bytes = bytes.get(index * 2..).and_then(|bytes| bytes.first_chunk());
    bytes.map_or(0, |bytes| i16::from_ne_bytes(*bytes))
}

pub(super) fn queue_attributes(copied: Copied, text: &mut dyn Write) -> fmt::Result {
    write!(text, "{{mq_maxmsg={}, mq_msgsize={}}}", i64_at(copied, 0), i64_at(copied, 1))
}

pub(super) fn time(copied: Copied, text: &mut dyn Write) -> fmt::Result {
    write!(text, "{{tv_sec={}, tv_nsec={}}}", i64_at(copied, 0), i64_at(copied, 1))
}

pub(super) fn micro_time(copied: Copied, text: &mut dyn Write) -> fmt::Result {
    write!(text, "{{tv_sec={}, tv_usec={}}}", i64_at(copied, 0), i64_at(copied, 1))
}

/// Seconds, and their fraction in the unit of the call.
pub(super) fn interval_time(copied: Copied, text: &mut dyn Write) -> fmt::Result {
    let [a, b, c, d] = std::array::from_fn(|index| i64_at(copied, index));
    write!(text, "{{it_interval={{{a}, {b}}}, it_value={{{c}, {d}}}}}")
}

pub(super) fn message(copied: Copied, text: &mut dyn Write) -> fmt::Result {
    write!(text, "{{mtype={}, ...}}", i64_at(copied, 0))
}

/// Of semop: number, operation, flags.
pub(super) fn semaphore_operations(copied: Copied, text: &mut dyn Write) -> fmt::Result {
    text.write_str("{")?;
    for (position, operation) in copied.bytes.chunks_exact(6).enumerate() {
        let separator = if position == 0 { "" } else { ", " };
        write!(text, "{separator}{{{}, {}, ", i16_at(operation, 0) as u16, i16_at(operation, 1))?;
        SEMAPHORE_FLAGS.write(u64::from(i16_at(operation, 2) as u16), text)?;
        text.write_str("}")?;
    }
    text.write_str(if copied.is_whole() { "}" } else { ", …}" })
}

pub(super) fn flock(copied: Copied, text: &mut dyn Write) -> fmt::Result {
    let (kind, whence) = (i16_at(copied.bytes, 0), i16_at(copied.bytes, 1));
    match name_of(LOCK_TYPES, kind as u64) {
        Some(name) => write!(text, "{{{name}, ")?,
        None => write!(text, "{{{kind}, ")?,
    }
    match io::WHENCE {
        Kind::OneOf(names) if name_of(names, whence as u64).is_some() => {
            text.write_str(name_of(names, whence as u64).unwrap_or_default())?;
        }
        _ => write!(text, "{whence}")?,
    }
    write!(text, ", l_start={}, l_len={}}}", i64_at(copied, 1), i64_at(copied, 2))
}

/// Of getaddrinfo.
pub(super) fn hints(copied: Copied, text: &mut dyn Write) -> fmt::Result {
    let (flags, family, kind) = (i32_at(copied, 0), i32_at(copied, 1), i32_at(copied, 2));
    write!(text, "{{ai_flags={flags:#x}, ai_family=")?;
    match name_of(FAMILIES, family as u64) {
        Some(name) => text.write_str(name)?,
        None => write!(text, "{family}")?,
    }
    text.write_str(", ai_socktype=")?;
    match SOCKET_TYPE {
        Kind::Set(flags) => flags.write(kind as u64, text)?,
        _ => write!(text, "{kind}")?,
    }
    text.write_str(", ...}")
}
