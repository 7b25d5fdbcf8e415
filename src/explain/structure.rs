//! Copied structures as text, with the names that C gives to their members.

use std::ffi::c_int;
use std::fmt::{self, Write};

use super::constants::io::{LOCK_TYPES, WHENCES};
use super::constants::ipc::SEMAPHORE_FLAGS;
use super::constants::socket::{FAMILIES, SOCKET_TYPE};
use super::constants::{Bits, Constant};
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

    fn of(bytes: &[u8]) -> SemaphoreOperation {
        SemaphoreOperation { number: i16_at(bytes, 0) as u16, adds: i16_at(bytes, 1), flags: i16_at(bytes, 2) }
    }

    /// Those of an array, as much of it as is there.
    pub(super) fn all(bytes: &[u8]) -> impl Iterator<Item = SemaphoreOperation> + '_ {
        bytes.chunks_exact(SemaphoreOperation::SIZE).map(SemaphoreOperation::of)
    }

    pub(super) fn waits(self) -> bool {
        c_int::from(self.flags) & libc::IPC_NOWAIT == 0
    }
}

pub(super) fn semaphore_operations(copied: Copied, text: &mut dyn Write) -> fmt::Result {
    text.write_str("{")?;
    for (position, operation) in SemaphoreOperation::all(copied.bytes).enumerate() {
        let SemaphoreOperation { number, adds, flags } = operation;
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
    let (kind, whence) = (Constant(LOCK_TYPES, kind.into()), Constant(WHENCES, whence.into()));
    write!(text, "{{{kind}, {whence}, l_start={start}, l_len={length}}}")
}

/// The first members of getaddrinfo's hints.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Hints {
    pub flags: c_int,
    pub family: c_int,
    pub kind: c_int,
}

impl Hints {
    pub(super) fn of(copied: Copied) -> Hints {
        let [flags, family, kind] = std::array::from_fn(|index| i32_at(copied, index));
        Hints { flags, family, kind }
    }
}

pub(super) fn hints(copied: Copied, text: &mut dyn Write) -> fmt::Result {
    let Hints { flags, family, kind } = Hints::of(copied);
    let (family, kind) = (Constant(FAMILIES, family), Bits(SOCKET_TYPE, kind as u32));
    write!(text, "{{ai_flags={flags:#x}, ai_family={family}, ai_socktype={kind}, ...}}")
}
