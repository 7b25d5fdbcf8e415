//! The words of a record, when something has failed.
#![allow(unsafe_code, reason = "copied arguments are the caller's memory")]

use std::ffi::c_int;

use super::{CUT, Copies, FROM_THE_END, LONGEST_MODE, LONGEST_NAME, NO_INDEX, PAGE, Space, WORD, WORDS, arguments};
use crate::boundary::errno;
use crate::explain::call::{Call, Kind, Words, word};
use crate::explain::own::Own;
use crate::explain::read::{Read, read, read_by_leat};
use crate::explain::refusal::{Refusal, Refused};

/// The words of a record.
pub(super) fn compose(call: Call, space: Space, code: c_int, arguments: &Words) -> [u64; WORDS] {
    let mut record = [0; WORDS];
    for (to, argument) in record.iter_mut().skip(1).zip(arguments) {
        *to = *argument;
    }
    let copies = copy_arguments(call, arguments, &|index| read(call, space, code, arguments, index), code, &mut record);
    let code = match space {
        Space::Errno => errno_bytes(code),
        // These codes are small, and errno is what it was while nobody has failed since.
        Space::Eai | Space::HErrno => [code as u8, u8::try_from(errno::get()).unwrap_or(u8::MAX)],
    };
    record[0] = header(code, call as u32, space as u32, copies);
    record
}

/// The words of a record of a call that leat has made for an own function, whose strings are valid.
pub(crate) fn compose_step(call: Call, errno: c_int, words: &[u64]) -> [u64; WORDS] {
    let (mut record, arguments) = ([0; WORDS], arguments(words));
    for (to, argument) in record.iter_mut().skip(1).zip(&arguments) {
        *to = *argument;
    }
    let readable = |index| read_by_leat(call, errno, &arguments, index);
    let copies = copy_arguments(call, &arguments, &readable, errno, &mut record);
    record[0] = header(errno_bytes(errno), call as u32, Space::Errno as u32, copies);
    record
}

/// The words of a record of what an own function has refused.
pub(crate) fn compose_refusal(errno: c_int, refused: &Refused) -> [u64; WORDS] {
    let mut record = [0; WORDS];
    for (to, value) in record.iter_mut().skip(1).zip(refused.values) {
        *to = value as u64;
    }
    let room = record.get_mut(1 + refused.values.len()..).unwrap_or_default();
    // Of a path that is too long the end says most.
    let start = refused.name.len().saturating_sub(room.len() * WORD);
    let name = refused.name.get(start..).unwrap_or_default();
    for (to, bytes) in room.iter_mut().zip(name.chunks(WORD)) {
        let mut word = [0; WORD];
        for (to, byte) in word.iter_mut().zip(bytes) {
            *to = *byte;
        }
        *to = u64::from_le_bytes(word);
    }
    let (cut, end) = if start == 0 { (0, 0) } else { (CUT, FROM_THE_END) };
    let index = refused.values.len() as u8 | end;
    let copies = Copies { indices: NO_INDEX << 4 | index, lengths: [name.len() as u8 | cut, 0] };
    record[0] = header(errno_bytes(errno), refused.which as u32, REFUSED, copies);
    record
}

/// The same as a failure of that own function, unless it is one's already.
pub(crate) fn of_function(own: Own, mut words: [u64; WORDS]) -> [u64; WORDS] {
    const SHIFT: u32 = CODE_BITS + WHAT_BITS;
    if words[0] >> SHIFT & ((1 << WHAT_BITS) - 1) == 0 {
        words[0] |= (1 + own as u64) << SHIFT;
    }
    words
}

/// A header is, from its lowest bit: the code (16 bits), what failed (11), 1 and the own function (11), the space (2), and
/// the indices and lengths of the copies (8 each).
pub(super) const CODE_BITS: u32 = 16;
pub(super) const WHAT_BITS: u32 = 11;
pub(super) const SPACE_SHIFT: u32 = CODE_BITS + 2 * WHAT_BITS;
/// In place of a space: it is no call that has failed.
pub(super) const REFUSED: u32 = 3;

const _: () = assert!(Call::ALL.len() <= 1 << WHAT_BITS && Refusal::ALL.len() <= 1 << WHAT_BITS);
const _: () = assert!(Own::ALL.len() < 1 << WHAT_BITS);

fn errno_bytes(errno: c_int) -> [u8; 2] {
    i16::try_from(errno).unwrap_or(i16::MAX).to_le_bytes()
}

fn header([c0, c1]: [u8; 2], what: u32, space: u32, copies: Copies) -> u64 {
    let [l0, l1] = copies.lengths;
    let low = u64::from(what) << CODE_BITS | u64::from(space) << SPACE_SHIFT;
    low | u64::from_le_bytes([c0, c1, 0, 0, 0, copies.indices, l0, l1])
}

/// Copies what the kernel, or libc, is known to have read of the arguments. The first copy leaves room for the second.
fn copy_arguments(
    call: Call,
    words: &Words,
    read: &impl Fn(usize) -> Read,
    code: c_int,
    record: &mut [u64; WORDS],
) -> Copies {
    let mut copies = Copies::NONE;
    let mut room = record.get_mut(1 + call.kinds().len()..).unwrap_or_default();
    let indices = (0..call.kinds().len()).filter(|&index| word(words, index) != 0);
    let mut read = indices.map(|index| (index, read(index))).filter(|(_, read)| *read != Read::Nothing);
    let (first, second) = (read.next(), read.next());
    let reserved = second.map_or(0, |(index, read)| match read {
        Read::Bytes { size, .. } => size.div_ceil(WORD),
        _ if is_mode(call, index, words) => LONGEST_MODE.div_ceil(WORD),
        _ => room.len().div_ceil(2),
    });
    for (position, (index, read)) in [first, second].into_iter().flatten().enumerate() {
        let share = room.len().saturating_sub(if position == 0 { reserved } else { 0 });
        let source = word(words, index) as usize as *const u8;
        let is_mode = is_mode(call, index, words);
        let keeps_the_end = read == Read::String && !is_mode && keeps_the_end(code);
        let (source, size) = match read {
            Read::Nothing => (source, 0),
            Read::Bytes { skip, size } => (source.wrapping_add(skip), size),
            _ if is_mode => (source, string_length(source, LONGEST_MODE.min(readable(source, read)))),
            _ if keeps_the_end => (source, string_length(source, LONGEST_NAME)),
            _ => (source, string_length(source, (share * WORD + 1).min(readable(source, read)))),
        };
        let length = size.min(share * WORD);
        let source = if keeps_the_end { source.wrapping_add(size - length) } else { source };
        if let Some(place) = copies.lengths.get_mut(position) {
            *place = length as u8 | if size > length || ends_with_the_page(source, size, read) { CUT } else { 0 };
        }
        let (shift, index) = (4 * position, index as u8 | if keeps_the_end { FROM_THE_END } else { 0 });
        copies.indices = copies.indices & !(NO_INDEX << shift) | index << shift;
        copy(source, length, room);
        room = room.get_mut(length.div_ceil(WORD)..).unwrap_or_default();
    }
    copies
}

fn is_mode(call: Call, index: usize, words: &Words) -> bool {
    matches!(call.kind(index, words), Some(Kind::StreamMode))
}

/// How many bytes may be read of a string.
fn readable(source: *const u8, read: Read) -> usize {
    match read {
        Read::Page => PAGE - source.addr() % PAGE,
        _ => LONGEST_NAME,
    }
}

/// Was the NUL of a string not found because what is behind the page may not be read?
fn ends_with_the_page(source: *const u8, size: usize, read: Read) -> bool {
    read == Read::Page && size == readable(source, read)
}

/// Of a name that is too long for the record the end says most. But only its beginning is known to have been read if it
/// was too long for the kernel, or for libc, too.
fn keeps_the_end(code: c_int) -> bool {
    code != libc::ENAMETOOLONG
}

/// The first bytes of what a call is known to have read.
pub(crate) fn first_bytes<const COUNT: usize>(address: u64) -> [u8; COUNT] {
    let source = address as usize as *const [u8; COUNT];
    // SAFETY: they were read without a fault.
    unsafe { source.read() }
}

/// The length of a string, as far as `most` characters of it.
fn string_length(source: *const u8, most: usize) -> usize {
    // SAFETY: the kernel, or libc for a mode, read this string up to its NUL or so far without a fault.
    unsafe { libc::strnlen(source.cast(), most) }
}

/// Copies by words, the first byte the lowest: to store bytes and at once read them back as words, for the ring, would
/// stall the processor.
fn copy(source: *const u8, length: usize, room: &mut [u64]) {
    let full = length / WORD;
    for (position, to) in room.iter_mut().enumerate().take(full) {
        let word = source.wrapping_add(position * WORD).cast::<u64>();
        // SAFETY: `length` bytes were read there without a fault.
        *to = u64::from_le(unsafe { word.read_unaligned() });
    }
    // SAFETY: as above.
    let byte = |position| u64::from(unsafe { source.wrapping_add(position).read() });
    if let Some(to) = room.get_mut(full) {
        *to = (full * WORD..length).rev().fold(0, |word, position| word << 8 | byte(position));
    }
}
