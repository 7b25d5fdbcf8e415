//! The record of this thread's last failures, from which explanations are made.
//!
//! A failing call only records: which function, which error, a few words of arguments. It must cost little and be safe
//! wherever the call was, also in a signal handler that interrupts a record being written. So the record is a ring of four
//! entries in thread-local storage that is there from the thread's start (`csrc/ring.c`), and writing one needs no lock:
//!
//! ```text
//!   this thread                            its signal handler
//!   ───────────                            ──────────────────
//!   s = ++sequence         (s = 6)
//!   entry 6%4: sequence = 0
//!   … half of it is written …  ──────────> s' = ++sequence (7): writes entry 7%4 whole
//!   … the rest is written … <──────────── returns
//!   sequence is 7, not s: write again, as 8, so that the newest record is the newest failure
//! ```
//!
//! An entry counts only if its own sequence number is the one the ring's says it has, so what a handler's failures (however
//! many) or a jump out of a handler left half written is never read.
#![allow(unsafe_code, reason = "the ring lives in the C shim, and copied arguments are the caller's memory")]

use std::ffi::{c_int, c_void};
use std::mem::size_of;
use std::sync::atomic::{Ordering, compiler_fence};

use crate::explain::call::{Call, Kind};

/// What the code of a record is: an errno, a result of getaddrinfo, or the h_errno of gethostbyname.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub(crate) enum Space {
    Errno,
    Eai,
    HErrno,
}

const ENTRIES: usize = 4;
/// Bytes of an entry that arguments and copies share.
const PAYLOAD: usize = 88;
const WORD: usize = size_of::<u64>();
/// Set in a copy's length byte when the original was longer.
const CUT: u8 = 0x80;

/// One failure. The payload begins with `words` argument words; `copies` equal shares of the rest each hold a copy of an
/// argument that the kernel is known to have read: its index, its length (with CUT), its bytes.
#[derive(Clone, Copy)]
#[repr(C)]
pub(crate) struct Record {
    sequence: u32,
    pub code: c_int,
    pub call: Call,
    pub space: Space,
    words: u8,
    copies: u8,
    payload: [u8; PAYLOAD],
}

#[repr(C)]
struct Ring {
    /// The number of the newest record; 0 is nobody's.
    sequence: u32,
    /// The number of the newest record when this thread last cleared its records.
    cleared: u32,
    entries: [Record; ENTRIES],
}

const _: () = assert!(size_of::<Ring>() == 424, "csrc/ring.c reserves this many bytes");

unsafe extern "C" {
    safe fn leat_shim_ring() -> *mut c_void;
    safe fn __h_errno_location() -> *mut c_int;
}

fn ring() -> *mut Ring {
    leat_shim_ring().cast()
}

/// Where the record of that number goes.
fn entry(ring: *mut Ring, sequence: u32) -> *mut Record {
    // SAFETY: only an address within this thread's ring is made.
    let entries = unsafe { &raw mut (*ring).entries }.cast::<Record>();
    // SAFETY: the remainder is within the array.
    unsafe { entries.add(sequence as usize % ENTRIES) }
}

/// This thread's h_errno.
pub(crate) fn h_errno() -> c_int {
    // SAFETY: the pointer is this thread's variable.
    unsafe { __h_errno_location().read() }
}

/// Records that `call` failed. Async-signal-safe; leaves errno alone.
#[cold]
#[inline(never)]
pub(crate) fn failure(call: Call, space: Space, code: c_int, words: &[u64]) {
    let record = Record::new(call, space, code, words);
    let ring = ring();
    loop {
        let sequence = newest(ring).wrapping_add(1).max(1);
        // SAFETY: the ring is this thread's own, aligned and zeroed at its start; nobody holds a reference into it.
        unsafe { (&raw mut (*ring).sequence).write_volatile(sequence) };
        compiler_fence(Ordering::SeqCst);
        let entry = entry(ring, sequence);
        // SAFETY: as above. The new record's own number is still 0: until the number is written, it does not count.
        unsafe { entry.write_volatile(record) };
        compiler_fence(Ordering::SeqCst);
        // SAFETY: as above.
        unsafe { (&raw mut (*entry).sequence).write_volatile(sequence) };
        compiler_fence(Ordering::SeqCst);
        if newest(ring) == sequence {
            return;
        }
    }
}

fn newest(ring: *mut Ring) -> u32 {
    // SAFETY: the ring is this thread's own and aligned.
    unsafe { (&raw const (*ring).sequence).read_volatile() }
}

/// This thread's newest record for which `wanted` holds.
pub(crate) fn find(wanted: impl Fn(&Record) -> bool) -> Option<Record> {
    let ring = ring();
    let newest = newest(ring);
    // SAFETY: the ring is this thread's own and aligned.
    let cleared = unsafe { (&raw const (*ring).cleared).read() };
    let age = newest.wrapping_sub(cleared).min(ENTRIES as u32);
    (0..age).map(|age| newest.wrapping_sub(age)).filter_map(|number| read(ring, number)).find(|record| wanted(record))
}

/// The record of that number, if it is whole: also when a handler fails while it is being read.
fn read(ring: *mut Ring, number: u32) -> Option<Record> {
    let entry = entry(ring, number);
    // SAFETY: the ring is this thread's own and aligned, and holds only what `failure` wrote or zeroes, which are a record.
    let record = unsafe { entry.read_volatile() };
    compiler_fence(Ordering::SeqCst);
    // SAFETY: as above.
    let now = unsafe { (&raw const (*entry).sequence).read_volatile() };
    (record.sequence == number && now == number && number != 0).then_some(record)
}

/// Forgets this thread's records.
pub(crate) fn clear() {
    let ring = ring();
    // SAFETY: the ring is this thread's own and aligned.
    unsafe { (&raw mut (*ring).cleared).write(newest(ring)) };
}

impl Record {
    fn new(call: Call, space: Space, code: c_int, words: &[u64]) -> Record {
        let mut record =
            Record { sequence: 0, code, call, space, words: words.len() as u8, copies: 0, payload: [0; PAYLOAD] };
        for (to, word) in record.payload.chunks_exact_mut(WORD).zip(words) {
            to.copy_from_slice(&word.to_ne_bytes());
        }
        if space == Space::Errno {
            record.copy_arguments(words);
        }
        record
    }

    /// Copies the arguments that the kernel is known to have read; they share what the words leave of the payload.
    fn copy_arguments(&mut self, words: &[u64]) {
        let code = self.code;
        let arguments = || {
            let pairs = self.call.kinds().iter().zip(words).enumerate();
            pairs.filter(move |(_, (kind, word))| **word != 0 && kind.was_read(code))
        };
        let count = arguments().count();
        if count == 0 {
            return;
        }
        let rest = self.payload.get_mut(words.len() * WORD..).unwrap_or_default();
        let share = (rest.len() / count).min(usize::from(CUT));
        for ((index, (kind, &word)), place) in arguments().zip(rest.chunks_exact_mut(share)) {
            let [place_index, length, copy @ ..] = place else { return };
            let source = word as usize as *const u8;
            *place_index = index as u8;
            *length = match kind {
                Kind::Address => copy_bytes(source, words.get(index + 1).map_or(0, |&size| size as usize), copy),
                _ => copy_string(source, copy),
            };
        }
        self.copies = count as u8;
    }

    /// The number of arguments.
    pub(crate) fn len(&self) -> usize {
        usize::from(self.words)
    }

    /// Argument number `index`, as a word.
    pub(crate) fn word(&self, index: usize) -> u64 {
        let bytes = self.payload.get(index * WORD..).and_then(<[u8]>::first_chunk);
        bytes.map_or(0, |bytes| u64::from_ne_bytes(*bytes))
    }

    /// The copy of argument number `index`, if one was made.
    pub(crate) fn copied(&self, index: usize) -> Option<Copied<'_>> {
        let rest = self.payload.get(self.len() * WORD..)?;
        let share = rest.len().checked_div(usize::from(self.copies))?.min(usize::from(CUT));
        let place =
            rest.chunks_exact(share).take(usize::from(self.copies)).find(|place| usize::from(place[0]) == index)?;
        let [_, length, copy @ ..] = place else { return None };
        Some(Copied { bytes: copy.get(..usize::from(length & !CUT))?, cut: length & CUT != 0 })
    }
}

/// Bytes that were copied at the time of the failure.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Copied<'a> {
    pub bytes: &'a [u8],
    /// The original was longer.
    pub cut: bool,
}

/// Copies a string up to its NUL; returns the length byte.
fn copy_string(source: *const u8, copy: &mut [u8]) -> u8 {
    // SAFETY: the kernel read this string up to its NUL without a fault, and no byte behind the NUL is asked for.
    let byte = |index| unsafe { source.add(index).read() };
    for (index, to) in copy.iter_mut().enumerate() {
        *to = byte(index);
        if *to == 0 {
            return index as u8;
        }
    }
    copy.len() as u8 | if byte(copy.len()) == 0 { 0 } else { CUT }
}

/// Copies `size` bytes; returns the length byte.
fn copy_bytes(source: *const u8, size: usize, copy: &mut [u8]) -> u8 {
    let length = size.min(copy.len());
    // SAFETY: the kernel read `size` bytes there without a fault.
    unsafe { source.copy_to_nonoverlapping(copy.as_mut_ptr(), length) };
    length as u8 | if length < size { CUT } else { 0 }
}
