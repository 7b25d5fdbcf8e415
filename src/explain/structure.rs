//! Copied structures as text, with the names that C gives to their members.

use std::ffi::c_int;
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

/// One of semop's operations: a sembuf.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct SemaphoreOperation {
    pub number: u16,
    /// What is added to the value, or taken from it; 0 waits for 0.
    pub adds: i16,
    pub flags: i16,
}

impl SemaphoreOperation {
    pub(super) const SIZE: usize = size_of::<libc::sembuf>();

    pub(super) fn of(bytes: &[u8]) -> SemaphoreOperation {
        SemaphoreOperation { number: i16_at(bytes, 0) as u16, adds: i16_at(bytes, 1), flags: i16_at(bytes, 2) }
    }

    pub(super) fn waits(self) -> bool {
        c_int::from(self.flags) & libc::IPC_NOWAIT == 0
    }
}

pub(super) fn semaphore_operations(copied: Copied, text: &mut dyn Write) -> fmt::Result {
    text.write_str("{")?;
    let operations = copied.bytes.chunks_exact(SemaphoreOperation::SIZE).map(SemaphoreOperation::of);
    for (position, SemaphoreOperation { number, adds, flags }) in operations.enumerate() {
        let separator = if position == 0 { "" } else { ", " };
        write!(text, "{separator}{{{number}, {adds}, ")?;
        SEMAPHORE_FLAGS.write(u64::from(flags as u16), text)?;
        text.write_str("}")?;
    }
    text.write_str(if copied.is_whole() { "}" } else { ", …}" })
}

/// What a struct flock says of the lock.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Flock {
    /// F_RDLCK, F_WRLCK or F_UNLCK.
    pub kind: i16,
    pub whence: i16,
    pub start: i64,
    /// 0 is up to the end.
    pub length: i64,
}

impl Flock {
    pub(super) fn of(copied: Copied) -> Flock {
        let (kind, whence) = (i16_at(copied.bytes, 0), i16_at(copied.bytes, 1));
        Flock { kind, whence, start: i64_at(copied, 1), length: i64_at(copied, 2) }
    }
}

pub(super) fn flock(copied: Copied, text: &mut dyn Write) -> fmt::Result {
    let Flock { kind, whence, start, length } = Flock::of(copied);
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
    write!(text, ", l_start={start}, l_len={length}}}")
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
