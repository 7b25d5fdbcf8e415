//! What comes in through the request FIFO, taken apart.

use std::ops::Range;
use std::os::fd::{AsRawFd, OwnedFd};

use libc::{EAGAIN, EINTR};

use crate::boundary::error::{Errno, Error, step};
use crate::boundary::memory;
use crate::fifo::wire::{self, Found, Sender};
use crate::io::transfer;

pub(super) struct Incoming {
    buffer: Vec<u8>,
    /// What was read and is not given out.
    pending: Range<usize>,
    /// How many bytes were read.
    count: u64,
}

/// Ranges are those of `bytes`, until the next call.
pub(super) enum Item {
    Record { kind: u16, sender: Sender, data: Range<usize> },
    Text(Range<usize>),
}

/// What a FIFO holds.
const ROOM: usize = 64 << 10;

impl Incoming {
    pub(super) fn new() -> Result<Incoming, Error> {
        let mut buffer = memory::vector(ROOM)?;
        buffer.resize(ROOM, 0);
        Ok(Incoming { buffer, pending: 0..0, count: 0 })
    }

    /// How many bytes were read so far.
    pub(super) fn count(&self) -> u64 {
        self.count
    }

    pub(super) fn bytes(&self, range: Range<usize>) -> &[u8] {
        self.buffer.get(range).unwrap_or_default()
    }

    /// Is there something that is not whole?
    pub(super) fn has_part(&self) -> bool {
        !self.pending.is_empty()
    }

    /// The next that is here. `idle`: the FIFO is empty.
    pub(super) fn next(&mut self, idle: bool) -> Option<Item> {
        let start = self.pending.start;
        let (found, length) = wire::find(self.bytes(self.pending.clone()), idle);
        self.pending.start += length;
        match found {
            Found::Record { kind, sender, data } => {
                Some(Item::Record { kind, sender, data: start + data.start..start + data.end })
            }
            Found::Text(text) => Some(Item::Text(start + text.start..start + text.end)),
            Found::Part => None,
        }
    }

    /// Reads what is there; false: nothing. What was not given out is less than the longest text, and goes to the front.
    pub(super) fn fill(&mut self, requests: &OwnedFd) -> Result<bool, Error> {
        self.buffer.copy_within(self.pending.clone(), 0);
        self.pending = 0..self.pending.len();
        loop {
            let room = self.buffer.get_mut(self.pending.end..).unwrap_or_default();
            let (address, size) = (room.as_ptr(), room.len());
            match transfer::read_once(requests.as_raw_fd(), room) {
                // The server itself could write: there is no end.
                Ok(0) | Err(Errno(EAGAIN)) => return Ok(false),
                Ok(count) => {
                    self.pending.end += count;
                    self.count += count as u64;
                    return Ok(true);
                }
                Err(Errno(EINTR)) => {}
                Err(errno) => return Err(errno.of(step!(read(requests.as_raw_fd(), address, size)))),
            }
        }
    }
}
