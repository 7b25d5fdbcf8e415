//! The record of this thread's last failures, from which explanations are made.
//!
//! A failing call only records: which function, which error, the arguments as words, and of the strings and addresses among
//! them a copy if the error proves that the kernel has read them. All of it fits into a few words of thread-local storage
//! that is there from the thread's start (`csrc/ring.c`), and is safe in a signal handler (`ring`).
#![allow(unsafe_code, reason = "the ring lives in the C shim, and copied arguments are the caller's memory")]

mod ring;

use std::ffi::{c_int, c_void};

use crate::explain::call::{Call, Kind};
use ring::{Ring, WORDS};

/// What the code of a record is: an errno, a result of getaddrinfo, or the h_errno of gethostbyname.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub(crate) enum Space {
    Errno,
    Eai,
    HErrno,
}

const WORD: usize = size_of::<u64>();
/// Bytes of a record that arguments and copies share.
const PAYLOAD: usize = (WORDS - 1) * WORD;
/// Set in a copy's length byte when the original was longer. (The payload is shorter than this.)
const CUT: u8 = 0x80;

/// One failure. The payload begins with `words` argument words; then come the copies: of each the index of its argument,
/// its length (with CUT), its bytes.
#[derive(Clone, Copy)]
pub(crate) struct Record {
    pub code: c_int,
    pub call: Call,
    pub space: Space,
    words: u8,
    /// How many bytes of the payload are in use.
    used: u8,
    payload: [u8; PAYLOAD],
}

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

/// Records that `call` failed. Async-signal-safe; leaves errno alone.
#[cold]
#[inline(never)]
pub(crate) fn failure(call: Call, space: Space, code: c_int, words: &[u64]) {
    ring().push(&Record::new(call, space, code, words).to_words());
}

/// This thread's newest record for which `wanted` holds.
pub(crate) fn find(wanted: impl Fn(&Record) -> bool) -> Option<Record> {
    ring().newest_first().filter_map(|words| Record::from_words(&words)).find(wanted)
}

/// Forgets this thread's records.
pub(crate) fn clear() {
    ring().clear();
}

impl Record {
    fn new(call: Call, space: Space, code: c_int, words: &[u64]) -> Record {
        let mut record = Record { code, call, space, words: words.len() as u8, used: 0, payload: [0; PAYLOAD] };
        for (to, word) in record.payload.chunks_exact_mut(WORD).zip(words) {
            to.copy_from_slice(&word.to_ne_bytes());
        }
        record.used = record.words * WORD as u8;
        if space == Space::Errno {
            record.copy_arguments(words);
        }
        record
    }

    /// Copies the arguments that the kernel is known to have read. Each may take its share of the room that is left.
    fn copy_arguments(&mut self, words: &[u64]) {
        let code = self.code;
        let kinds = self.call.kinds();
        let next = |index| words.get(index + 1).copied().unwrap_or(0);
        let arguments = || {
            let pairs = kinds.iter().zip(words).enumerate();
            pairs.filter(|(index, (kind, word))| **word != 0 && kind.was_read(code, next(*index)))
        };
        let mut left = arguments().count();
        for (index, (kind, &word)) in arguments() {
            let Some(room) = self.payload.get_mut(usize::from(self.used)..) else { return };
            let share = (room.len() / left).min(kind.longest().saturating_add(2));
            let Some([place, length, copy @ ..]) = room.get_mut(..share) else { return };
            let source = word as usize as *const u8;
            *place = index as u8;
            *length = match kind {
                Kind::Address => copy_bytes(source, next(index) as usize, copy),
                _ => copy_string(source, copy),
            };
            self.used += 2 + (*length & !CUT);
            left -= 1;
        }
    }

    /// As the ring keeps it: the first word is the header.
    fn to_words(self) -> [u64; WORDS] {
        let [c0, c1, c2, c3] = self.code.to_ne_bytes();
        let [f0, f1] = (self.call as u16).to_ne_bytes();
        let header = [c0, c1, c2, c3, f0, f1, self.space as u8 | self.words << 4, self.used];
        let mut words = [u64::from_ne_bytes(header); WORDS];
        for (word, bytes) in words.iter_mut().skip(1).zip(self.payload.as_chunks().0) {
            *word = u64::from_ne_bytes(*bytes);
        }
        words
    }

    /// None for words that are no record.
    fn from_words(words: &[u64; WORDS]) -> Option<Record> {
        let [c0, c1, c2, c3, f0, f1, space_and_words, used] = words[0].to_ne_bytes();
        let mut payload = [0; PAYLOAD];
        for (bytes, word) in payload.chunks_exact_mut(WORD).zip(&words[1..]) {
            bytes.copy_from_slice(&word.to_ne_bytes());
        }
        Some(Record {
            code: c_int::from_ne_bytes([c0, c1, c2, c3]),
            call: *Call::ALL.get(usize::from(u16::from_ne_bytes([f0, f1])))?,
            space: *[Space::Errno, Space::Eai, Space::HErrno].get(usize::from(space_and_words & 0xf))?,
            words: space_and_words >> 4,
            used,
            payload,
        })
    }

    /// The number of arguments.
    pub(crate) fn len(&self) -> usize {
        usize::from(self.words)
    }

    /// Argument number `index`, as a word; 0 if there is none.
    pub(crate) fn word(&self, index: usize) -> u64 {
        let bytes = self.payload.get(index * WORD..).filter(|_| index < self.len()).and_then(<[u8]>::first_chunk);
        bytes.map_or(0, |bytes| u64::from_ne_bytes(*bytes))
    }

    /// The copy of argument number `index`, if one was made.
    pub(crate) fn copied(&self, index: usize) -> Option<Copied<'_>> {
        let mut copies = self.payload.get(self.len() * WORD..usize::from(self.used))?;
        while let [place, length, rest @ ..] = copies {
            let (bytes, others) = rest.split_at_checked(usize::from(length & !CUT))?;
            if usize::from(*place) == index {
                return Some(Copied { bytes, cut: length & CUT != 0 });
            }
            copies = others;
        }
        None
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
    let byte = |index| unsafe { source.wrapping_add(index).read() };
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

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use std::ffi::CStr;

    /// A record as `failure` makes it. Pointers in `words` must be valid where `code` proves that they were read.
    pub(crate) fn record(call: Call, code: c_int, words: &[u64]) -> Record {
        let record = Record::new(call, Space::Errno, code, words);
        Record::from_words(&record.to_words()).expect("a record survives the ring")
    }

    /// The record that the words in a ring make, if any.
    pub(crate) fn from_random(words: [u64; 12]) -> Option<Record> {
        Record::from_words(&words)
    }

    pub(crate) fn pointer<T>(to: &[T]) -> u64 {
        to.as_ptr() as usize as u64
    }

    fn string(string: &CStr) -> u64 {
        pointer(string.to_bytes_with_nul())
    }

    fn copied(record: &Record, index: usize) -> Option<(&[u8], bool)> {
        record.copied(index).map(|copied| (copied.bytes, copied.cut))
    }

    #[test]
    fn the_newest_failure_is_found_until_it_is_cleared() {
        clear();
        failure(Call::close, Space::Errno, libc::EBADF, &[7]);
        failure(Call::getaddrinfo, Space::Eai, libc::EAI_NONAME, &[1, 2, 3, 4]);
        let found = |space| find(|record| record.space == space).map(|found| (found.call, found.code, found.len()));
        assert_eq!(found(Space::Errno), Some((Call::close, libc::EBADF, 1)));
        assert_eq!(found(Space::Eai), Some((Call::getaddrinfo, libc::EAI_NONAME, 4)));
        assert_eq!(found(Space::HErrno), None);
        clear();
        assert!(find(|_| true).is_none());
    }

    #[test]
    fn each_thread_has_its_own() {
        failure(Call::close, Space::Errno, libc::EBADF, &[7]);
        std::thread::spawn(|| assert!(find(|_| true).is_none())).join().expect("the other thread found nothing");
    }

    #[test]
    fn every_call_and_every_count_of_words_survives_the_ring() {
        for (number, &call) in Call::ALL.iter().enumerate() {
            assert_eq!(call as usize, number);
            for count in 0..=7 {
                let words = [u64::MAX, 0, 1, 2, u64::MAX, 4, 5];
                let record = record(call, libc::EFAULT, &words[..count]);
                assert_eq!((record.call, record.code, record.len()), (call, libc::EFAULT, count));
                assert!((0..count).all(|index| record.word(index) == words[index] && record.copied(index).is_none()));
                assert_eq!(record.word(count), 0);
            }
        }
    }

    #[test]
    fn a_string_is_copied_if_the_error_proves_that_it_was_read() {
        let words = [string(c"/nope"), 0, 0];
        assert_eq!(copied(&record(Call::open, libc::ENOENT, &words), 0), Some((&b"/nope"[..], false)));
        assert_eq!(copied(&record(Call::open, libc::EMFILE, &words), 0), None);
        // Followed, these would end the test.
        for wild in [1, u64::MAX] {
            assert_eq!(copied(&record(Call::open, libc::EFAULT, &[wild, 0, 0]), 0), None);
            assert_eq!(copied(&record(Call::rename, libc::ENOENT, &[words[0], wild]), 1), None);
            assert_eq!(copied(&record(Call::posix_spawn, libc::ENOENT, &[1, wild, wild, 0, 0, 0]), 1), None);
        }
        assert_eq!(copied(&record(Call::freopen, libc::ENOENT, &[0, words[0], 0]), 0), None);
    }

    #[test]
    fn a_long_string_is_cut_at_the_end_of_the_room_and_not_before() {
        // One word, two bytes before the copy.
        let room = PAYLOAD - WORD - 2;
        for length in room - 2..room + 3 {
            let name = [vec![b'x'; length], vec![0]].concat();
            let record = record(Call::unlink, libc::ENOENT, &[pointer(&name)]);
            assert_eq!(copied(&record, 0), Some((&name[..length.min(room)], length > room)), "{length} of {room}");
        }
    }

    #[test]
    fn two_strings_share_the_room_and_a_short_one_leaves_its_part() {
        let (short, long) = (c"/a", &[[b'x'; 99], [0; 99]].concat());
        let record1 = record(Call::rename, libc::EACCES, &[string(short), pointer(long)]);
        assert_eq!(copied(&record1, 0), Some((&b"/a"[..], false)));
        assert_eq!(copied(&record1, 1), Some((&long[..PAYLOAD - 2 * WORD - 4 - 2], true)));
        let record2 = record(Call::rename, libc::EACCES, &[pointer(long), pointer(long)]);
        assert_eq!(copied(&record2, 0), Some((&long[..34], true)));
        assert_eq!(copied(&record2, 1), Some((&long[..34], true)));
        // The mode of a stream takes no more than it needs.
        let record3 = record(Call::fopen, libc::ENOENT, &[pointer(long), string(c"rb+cmxyzzy")]);
        assert_eq!(copied(&record3, 1), Some((&b"rb+cmxy"[..], true)));
    }

    #[test]
    fn an_address_is_copied_up_to_its_size() {
        let address = [7; 128];
        let connect = |size| record(Call::connect, libc::ECONNREFUSED, &[3, pointer(&address), size]);
        assert_eq!(copied(&connect(0), 1), Some((&[][..], false)));
        assert_eq!(copied(&connect(16), 1), Some((&address[..16], false)));
        assert_eq!(copied(&connect(128), 1), Some((&address[..PAYLOAD - 3 * WORD - 2], true)));
        assert_eq!(copied(&record(Call::connect, libc::ENOTSOCK, &[3, 1, 16]), 1), None);
    }
}
