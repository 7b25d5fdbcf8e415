//! What servers and clients write to each other.
//!
//! ```text
//!   request FIFO    magic │ layout kind │ size │ check │ name │ key │ data             one record a write, of PIPE_BUF at most
//!                     4       2     2      4      4       8      8    size bytes
//!   reply FIFO      magic │ layout kind │ size │ 0     │ data                          a stream, with one writer
//!                     4       2     2      4      4      size bytes
//! ```
//!
//! Numbers are little-endian. Anybody who may write to the request FIFO can write anything, at any time; records that leat
//! writes arrive whole, one behind the other. So what does not begin with the magic is text, and what does and has not the
//! right check is no record, wherever it says that it ends.

use std::ops::Range;

use libc::PIPE_BUF;

pub(super) const REQUEST_HEADER: usize = 32;
pub(super) const REPLY_HEADER: usize = 16;
/// The most data of a request.
pub(super) const MOST_DATA: usize = PIPE_BUF - REQUEST_HEADER;
/// The longest text that is told of as one.
pub(super) const LONGEST_TEXT: usize = PIPE_BUF;

const MAGIC: [u8; 4] = *b"\x1eLF\x01";
const LAYOUT: u16 = 1;

/// What a client writes: that it is there, with its process number, and without a key yet; and data.
pub(super) const JOIN: u16 = 1;
pub(super) const DATA: u16 = 2;

/// What a server writes: that it has let the client in, with the client's key, or not, for there are too many; data; and that it
/// has ended.
pub(super) const WELCOME: u16 = 1;
pub(super) const FULL: u16 = 2;
pub(super) const ANSWER: u16 = 3;
pub(super) const END: u16 = 4;

/// The bytes of a key.
pub(super) const KEY: usize = 8;

/// Who sends a request: what its reply FIFO is called, and what only the server and who reads that FIFO know.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Sender {
    pub name: u64,
    pub key: u64,
}

pub(super) struct Request {
    bytes: [u8; PIPE_BUF],
    size: usize,
}

impl Request {
    /// None if there is too much data.
    pub(super) fn new(kind: u16, sender: Sender, data: &[u8]) -> Option<Request> {
        let mut bytes = [0; PIPE_BUF];
        let size = REQUEST_HEADER + data.len();
        bytes.get_mut(REQUEST_HEADER..size)?.copy_from_slice(data);
        let header = bytes.first_chunk_mut::<REQUEST_HEADER>()?;
        *header = header_of(kind, u32::try_from(data.len()).ok()?, sender);
        let check = check(&bytes[..size]);
        put(&mut bytes, 12, check.to_le_bytes());
        Some(Request { bytes, size })
    }

    pub(super) fn bytes(&self) -> &[u8] {
        self.bytes.get(..self.size).unwrap_or_default()
    }
}

fn header_of(kind: u16, size: u32, sender: Sender) -> [u8; REQUEST_HEADER] {
    let mut header = [0; REQUEST_HEADER];
    put(&mut header, 0, MAGIC);
    put(&mut header, 4, LAYOUT.to_le_bytes());
    put(&mut header, 6, kind.to_le_bytes());
    put(&mut header, 8, size.to_le_bytes());
    put(&mut header, 16, sender.name.to_le_bytes());
    put(&mut header, 24, sender.key.to_le_bytes());
    header
}

pub(super) fn reply_header(kind: u16, size: u32) -> [u8; REPLY_HEADER] {
    let mut header = [0; REPLY_HEADER];
    put(&mut header, 0, MAGIC);
    put(&mut header, 4, LAYOUT.to_le_bytes());
    put(&mut header, 6, kind.to_le_bytes());
    put(&mut header, 8, size.to_le_bytes());
    header
}

/// The key in a WELCOME.
pub(super) fn read_key(data: &[u8]) -> Option<u64> {
    get(data, 0).map(u64::from_le_bytes)
}

/// The kind of a reply, and its size; None for what is none.
pub(super) fn read_reply_header(bytes: &[u8]) -> Option<(u16, usize)> {
    let known = get(bytes, 0)? == MAGIC && u16::from_le_bytes(get(bytes, 4)?) == LAYOUT;
    known.then_some((u16::from_le_bytes(get(bytes, 6)?), u32::from_le_bytes(get(bytes, 8)?) as usize))
}

/// What bytes from the request FIFO begin with.
#[derive(PartialEq, Eq, Debug)]
pub(super) enum Found {
    Record {
        kind: u16,
        sender: Sender,
        data: Range<usize>,
    },
    /// A line, without its newline.
    Text(Range<usize>),
    /// It is not all there yet.
    Part,
}

/// What `bytes` begin with, and how many of them that is. `all`: nothing that belongs to it is to come, as the FIFO is empty;
/// but the rest of a line may.
pub(super) fn find(bytes: &[u8], all: bool) -> (Found, usize) {
    let begins = bytes.iter().zip(&MAGIC).all(|(byte, magic)| byte == magic);
    if begins {
        match record(bytes) {
            Some((found, length)) => return (found, length),
            None if !all && bytes.len() < PIPE_BUF => return (Found::Part, 0),
            None => {}
        }
    }
    text(bytes, begins)
}

/// A whole record.
fn record(bytes: &[u8]) -> Option<(Found, usize)> {
    let size = u32::from_le_bytes(get(bytes, 8)?) as usize;
    let length = REQUEST_HEADER + size.min(PIPE_BUF);
    let whole = bytes.get(..length).filter(|_| size <= MOST_DATA)?;
    let known = u16::from_le_bytes(get(bytes, 4)?) == LAYOUT;
    if !known || u32::from_le_bytes(get(bytes, 12)?) != check(whole) {
        return None;
    }
    let kind = u16::from_le_bytes(get(bytes, 6)?);
    let sender = Sender { name: u64::from_le_bytes(get(bytes, 16)?), key: u64::from_le_bytes(get(bytes, 24)?) };
    Some((Found::Record { kind, sender, data: REQUEST_HEADER..length }, length))
}

/// Text up to its newline, or to what may be a record; it may begin with the magic of what is no record.
fn text(bytes: &[u8], with_magic: bool) -> (Found, usize) {
    let bytes = bytes.get(..LONGEST_TEXT).unwrap_or(bytes);
    let next = (usize::from(with_magic)..bytes.len()).find(|&at| {
        let rest = bytes.get(at..).unwrap_or_default();
        rest.first() == Some(&b'\n') || rest.starts_with(&MAGIC)
    });
    match next {
        Some(at) if bytes.get(at) == Some(&b'\n') => (Found::Text(0..at), at + 1),
        Some(at) => (Found::Text(0..at), at),
        None if bytes.len() == LONGEST_TEXT => (Found::Text(0..LONGEST_TEXT), LONGEST_TEXT),
        None => (Found::Part, 0),
    }
}

/// Of a record, as if its check were 0. It need not withstand who can write his own records, only be wrong for parts of them.
fn check(record: &[u8]) -> u32 {
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut sum = record.len() as u64;
    for (position, part) in record.chunks(8).enumerate() {
        let mut word = [0; 8];
        word.iter_mut().zip(part).for_each(|(to, from)| *to = *from);
        // The second word ends with the check.
        let word = u64::from_le_bytes(word) & if position == 1 { u64::from(u32::MAX) } else { u64::MAX };
        sum = (sum ^ word).wrapping_mul(FACTOR).rotate_left(29);
    }
    (sum ^ sum >> 32) as u32
}

fn get<const COUNT: usize>(bytes: &[u8], at: usize) -> Option<[u8; COUNT]> {
    bytes.get(at..)?.first_chunk().copied()
}

fn put<const COUNT: usize>(bytes: &mut [u8], at: usize, value: [u8; COUNT]) {
    if let Some(place) = bytes.get_mut(at..).and_then(<[u8]>::first_chunk_mut) {
        *place = value;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SENDER: Sender = Sender { name: 0x0123_4567_89ab_cdef, key: 42 };

    fn request(data: &[u8]) -> Vec<u8> {
        Request::new(DATA, SENDER, data).unwrap().bytes().to_vec()
    }

    fn is_record(found: &(Found, usize), bytes: &[u8], data: &[u8]) -> bool {
        match found {
            (Found::Record { kind: DATA, sender: SENDER, data: range }, length) => {
                bytes[range.clone()] == *data && *length == REQUEST_HEADER + data.len()
            }
            _ => false,
        }
    }

    #[test]
    fn a_record_is_found_when_it_is_whole() {
        for data in [&b""[..], b"x", b"several\nlines", &[7; MOST_DATA]] {
            let bytes = request(data);
            assert!(is_record(&find(&bytes, true), &bytes, data));
            for length in 0..bytes.len() {
                assert_eq!(find(&bytes[..length], false), (Found::Part, 0));
            }
        }
        assert!(Request::new(DATA, SENDER, &[0; MOST_DATA + 1]).is_none());
    }

    #[test]
    fn text_ends_with_its_line_or_before_a_record() {
        assert_eq!(find(b"one\ntwo\n", false), (Found::Text(0..3), 4));
        assert_eq!(find(b"\n", false), (Found::Text(0..0), 1));
        assert_eq!(find(b"one", true), (Found::Part, 0));
        assert_eq!(find(&[b"one", &request(b"x")[..]].concat(), false), (Found::Text(0..3), 3));
        assert_eq!(find(&[0; LONGEST_TEXT + 1], false), (Found::Text(0..LONGEST_TEXT), LONGEST_TEXT));
    }

    #[test]
    fn a_broken_record_does_not_swallow_the_next() {
        let good = request(b"good");
        for cut in 4..good.len() {
            // Who writes only the beginning of a record, and is followed by an honest one.
            let mut bytes = good[..cut].to_vec();
            bytes.extend(&good);
            let (mut at, mut honest) = (0, false);
            while let (found, length @ 1..) = find(&bytes[at..], true) {
                honest |= is_record(&(found, length), &bytes[at..], b"good");
                at += length;
            }
            assert!(honest, "cut at {cut}");
        }
        for at in 0..good.len() {
            let mut bytes = good.clone();
            bytes[at] ^= 0x10;
            bytes.push(b'\n');
            assert!(matches!(find(&bytes, true), (Found::Text(_), 1..)), "byte {at}");
        }
    }

    #[test]
    fn replies() {
        assert_eq!(read_reply_header(&reply_header(ANSWER, 70_000)), Some((ANSWER, 70_000)));
        assert_eq!(read_reply_header(&[0; 16]), None);
        assert_eq!(read_reply_header(&reply_header(ANSWER, 1)[..15]), Some((ANSWER, 1)));
        assert_eq!(read_reply_header(b"\x1eLF"), None);
    }
}
