//! The record of this thread's last failures, from which explanations are made.
//!
//! A failing call only records: which function, which error, the arguments as words, and of the strings and addresses
//! among them a copy if the error proves that the kernel has read them. All of it fits into a few words of thread-local
//! storage that is there from the thread's start (`csrc/ring.c`), and is safe in a signal handler (`ring`).
#![allow(unsafe_code, reason = "the ring lives in the C shim, and copied arguments are the caller's memory")]

mod compose;
mod ring;

use std::ffi::{CStr, c_int, c_void};

use super::errno;
use crate::error;
use crate::explain::call::{Call, Words};
use crate::explain::names::NETDB_INTERNAL;
use crate::explain::own::Own;
use crate::explain::refusal::{Refusal, VALUES};
use compose::{CODE_BITS, REFUSED, SPACE_SHIFT, WHAT_BITS, compose};
pub(crate) use compose::{compose_refusal, compose_step, first_bytes, of_function};
use ring::Ring;
pub(crate) use ring::WORDS;

/// What the code of a record is: an errno, a result of getaddrinfo, or the h_errno of gethostbyname.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub(crate) enum Space {
    Errno,
    Eai,
    HErrno,
}

/// What failed: a call, or what an own function asks of its caller.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum What {
    Call(Call),
    Refusal(Refusal),
}

/// One failure, as it is read. In the ring it is a word for the header, the argument words, and then the bytes of the
/// copies, of each in as many words as that takes. A refusal's arguments are its values, and the copy is its name.
#[derive(Clone, Copy)]
pub(crate) struct Record {
    pub code: c_int,
    /// What errno was behind the call: the same, in the space of errno.
    pub errno: c_int,
    pub what: What,
    /// The own function whose failure it is; None for a mirror's.
    pub own: Option<Own>,
    pub space: Space,
    copies: Copies,
    payload: [[u8; WORD]; WORDS - 1],
}

/// Bytes that were copied at the time of the failure.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Copied<'a> {
    pub bytes: &'a [u8],
    pub missing: Missing,
}

impl Copied<'_> {
    pub(crate) fn is_whole(&self) -> bool {
        self.missing == Missing::Nothing
    }
}

/// What of the original did not fit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Missing {
    Nothing,
    Beginning,
    End,
}

/// What was copied: of up to two arguments the index (with FROM_THE_END, or NO_INDEX; four bits each) and the length (with
/// CUT).
#[derive(Clone, Copy)]
struct Copies {
    indices: u8,
    lengths: [u8; 2],
}

impl Copies {
    const NONE: Copies = Copies { indices: NO_INDEX << 4 | NO_INDEX, lengths: [0; 2] };
}

const WORD: usize = size_of::<u64>();
const NO_INDEX: u8 = 0xf;
/// Set in an index when the end was copied, and not the beginning.
const FROM_THE_END: u8 = 8;
/// Set in a length when the original was longer. (There is no room for so much.)
const CUT: u8 = 0x80;
/// The most characters of a stream's mode that libc reads.
const LONGEST_MODE: usize = 7;
/// No page of Linux is smaller.
pub(crate) const PAGE: usize = 4096;
/// The most characters of a name that the kernel reads.
const LONGEST_NAME: usize = libc::PATH_MAX as usize;

unsafe extern "C" {
    safe fn leat_shim_ring() -> *mut c_void;
    safe fn __h_errno_location() -> *mut c_int;
}

/// This thread's ring.
fn ring<'a>() -> &'a Ring {
    let ring = leat_shim_ring().cast::<Ring>();
    // SAFETY: it is aligned, of this size, zeroed at its start, as long-lived as the thread, and made of atomics, which
    // handlers of this thread may change while the reference is held.
    unsafe { &*ring }
}

/// This thread's h_errno.
pub(crate) fn h_errno() -> c_int {
    // SAFETY: the pointer is this thread's variable.
    unsafe { __h_errno_location().read() }
}

/// Does a code only say: see errno?
fn refers_to_errno(space: Space, code: c_int) -> bool {
    matches!((space, code), (Space::Eai, libc::EAI_SYSTEM) | (Space::HErrno, NETDB_INTERNAL))
}

fn arguments(words: &[u64]) -> Words {
    std::array::from_fn(|index| words.get(index).copied().unwrap_or(0))
}

/// Records that `call` failed with that code. Async-signal-safe; leaves errno alone.
#[inline(always)]
pub(crate) fn failure(call: Call, space: Space, code: c_int, words: &[u64]) {
    add_code(call, space, code, &arguments(words));
}

#[cold]
#[inline(never)]
fn add_code(call: Call, space: Space, code: c_int, arguments: &Words) {
    // So whoever explains that errno finds this call, and not an older one that failed with it.
    if refers_to_errno(space, code) {
        add(call, Space::Errno, errno::get(), arguments);
    }
    add(call, space, code, arguments);
}

#[cold]
#[inline(never)]
fn add(call: Call, space: Space, code: c_int, arguments: &Words) {
    let words = compose(call, space, code, arguments);
    ring().push(&words);
    error::tell(|| Record::from_words(&words));
}

/// Records that `call` failed with errno. The words travel in registers, of which there are enough for all but the few
/// calls with six arguments: so a mirror needs no memory for them, and a call that succeeds does not make and drop a
/// stack frame.
#[inline(always)]
pub(crate) fn errno_failure<const COUNT: usize>(call: Call, words: &[u64; COUNT]) {
    const { assert!(COUNT <= 6, "no call with more arguments sets errno") };
    let [a, b, c, d, e, f, _] = arguments(words);
    if COUNT == 6 { errno_of_six(call, a, b, c, d, e, f) } else { errno_of_five(call, a, b, c, d, e) }
}

#[cold]
#[inline(never)]
fn errno_of_five(call: Call, a: u64, b: u64, c: u64, d: u64, e: u64) {
    errno_of_six(call, a, b, c, d, e, 0);
}

#[cold]
#[inline(never)]
fn errno_of_six(call: Call, a: u64, b: u64, c: u64, d: u64, e: u64, f: u64) {
    add(call, Space::Errno, errno::get(), &[a, b, c, d, e, f, 0]);
}

/// This thread's newest record for which `wanted` holds.
pub(crate) fn find(wanted: impl Fn(&Record) -> bool) -> Option<Record> {
    ring().newest_first().filter_map(|words| Record::from_words(&words)).find(wanted)
}

/// Forgets this thread's records.
pub(crate) fn clear() {
    ring().clear();
}

/// Records the failure of an own function, from the words of what has failed in it. Async-signal-safe.
pub(crate) fn own_failure(own: Own, words: [u64; WORDS]) {
    let words = of_function(own, words);
    ring().push(&words);
    error::tell(|| Record::from_words(&words));
}

impl Record {
    /// Does its code only say: see errno? Then there is another record, of that.
    pub(crate) fn refers_to_errno(&self) -> bool {
        refers_to_errno(self.space, self.code)
    }

    /// None for words that are no record.
    pub(super) fn from_words(words: &[u64; WORDS]) -> Option<Record> {
        let [header, payload @ ..] = *words;
        let part = |shift: u32| (header >> shift) as usize & ((1 << WHAT_BITS) - 1);
        let (what, own) = (part(CODE_BITS), part(CODE_BITS + WHAT_BITS));
        let [c0, c1, _, _, _, indices, l0, l1] = header.to_le_bytes();
        let space = (header >> SPACE_SHIFT) as u32 & 3;
        let what = match space {
            REFUSED => What::Refusal(*Refusal::ALL.get(what)?),
            _ => What::Call(*Call::ALL.get(what)?),
        };
        let own = match own.checked_sub(1) {
            Some(own) => Some(*Own::ALL.get(own)?),
            None => None,
        };
        let space = *[Space::Errno, Space::Eai, Space::HErrno, Space::Errno].get(space as usize)?;
        let (code, errno) = match space {
            Space::Errno => (c_int::from(i16::from_le_bytes([c0, c1])), c_int::from(i16::from_le_bytes([c0, c1]))),
            Space::Eai | Space::HErrno => (c_int::from(c0 as i8), c_int::from(c1)),
        };
        let (copies, payload) = (Copies { indices, lengths: [l0, l1] }, payload.map(u64::to_le_bytes));
        Some(Record { code, errno, what, own, space, copies, payload })
    }

    /// The name of the function that has failed, without the prefix.
    pub(crate) fn function(&self) -> &'static CStr {
        match (self.own, self.what) {
            (Some(own), _) => own.name(),
            (None, What::Call(call)) => call.name(),
            // Nobody but own functions refuses.
            (None, What::Refusal(_)) => c"",
        }
    }

    /// The number of arguments.
    pub(crate) fn len(&self) -> usize {
        match self.what {
            What::Call(call) => call.kinds().len(),
            What::Refusal(_) => VALUES,
        }
    }

    /// Argument number `index`, as a word; 0 if there is none.
    pub(crate) fn word(&self, index: usize) -> u64 {
        let bytes = self.payload.get(index).filter(|_| index < self.len());
        bytes.map_or(0, |bytes| u64::from_le_bytes(*bytes))
    }

    /// The copy of argument number `index`, if one was made.
    pub(crate) fn copied(&self, index: usize) -> Option<Copied<'_>> {
        let mut position = self.len();
        let Copies { indices, lengths } = self.copies;
        for (of, length) in [indices & 0xf, indices >> 4].into_iter().zip(lengths) {
            let bytes = self.payload.get(position..)?.as_flattened().get(..usize::from(length & !CUT))?;
            if usize::from(of & !FROM_THE_END) == index && of != NO_INDEX {
                let missing = match (length & CUT != 0, of & FROM_THE_END != 0) {
                    (false, _) => Missing::Nothing,
                    (true, true) => Missing::Beginning,
                    (true, false) => Missing::End,
                };
                return Some(Copied { bytes, missing });
            }
            position += bytes.len().div_ceil(WORD);
        }
        None
    }
}

#[cfg(test)]
pub(crate) mod tests;
