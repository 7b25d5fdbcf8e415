//! A buffered reader: lines, pieces and frames from any descriptor.
//!
//! ```text
//!     buffer   │ given out │ there, not taken yet │ room for the next read │ 1 │
//!              0         start                   end                   room()  a NUL fits behind what is there
//! ```
//!
//! What was given out stays where it is until the next call. What an item needs that is not there yet is read into the room
//! behind it, after what is there was moved to the beginning, or the buffer grown, if there is little.
//!
//! A call looks first for what is there already, without a deadline: that is as fast as the search. Only then it reads.

mod ffi;
mod sys;

use std::ffi::c_int;
use std::ops::Range;

use libc::{EAGAIN, EBADMSG, EINVAL, EMSGSIZE};

use crate::boundary::error::Error;
use crate::boundary::handle::Handle;
use crate::boundary::memory;
use crate::deadline::Deadline;
use crate::explain::refuse;
use crate::io::frame::HEADER;
use crate::io::transfer;

pub(crate) const CAPACITY: usize = 64 << 10;
pub(crate) const LONGEST: usize = 1 << 20;
const LEAST_CAPACITY: usize = 64;

/// What C knows.
#[allow(non_camel_case_types, reason = "the name of the C type")]
pub type leat_reader = Handle<Reader>;

pub struct Reader {
    fd: c_int,
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    /// What it had room for at first.
    capacity: usize,
    /// The most bytes of an item.
    longest: usize,
}

impl Reader {
    /// Zero is the default of the sizes.
    fn new(fd: c_int, capacity: usize, longest: usize) -> Result<Reader, Error> {
        let or = |size, default| if size == 0 { default } else { size };
        let capacity = or(capacity, CAPACITY).max(LEAST_CAPACITY);
        // More cannot be had, and the sizes of two can be added.
        let longest = or(longest, LONGEST).min(isize::MAX as usize / 4);
        let mut buffer = memory::vector(capacity)?;
        buffer.resize(capacity, 0);
        Ok(Reader { fd, buffer, start: 0, end: 0, capacity, longest })
    }

    /// What is there and was not taken.
    fn there(&self) -> &[u8] {
        &self.buffer[self.start..self.end]
    }

    /// Takes so many bytes of what is there.
    fn take(&mut self, size: usize) -> Range<usize> {
        let from = self.start;
        self.start += size;
        from..self.start
    }

    /// Takes the next piece that ends with the delimiter, without that; or what is behind the last one. None at the end. A NUL
    /// is put behind it.
    fn until(&mut self, delimiter: &[u8], until: Option<&Deadline>) -> Result<Option<Range<usize>>, Error> {
        if !(1..=self.longest).contains(&delimiter.len()) {
            let size = i64::try_from(delimiter.len()).unwrap_or(i64::MAX);
            return Err(Error::refused(EINVAL, refuse::value("size", size, 1, self.longest as i64)));
        }
        // Where the delimiter may begin at the earliest.
        let mut searched = 0;
        loop {
            if let Some(at) = sys::find(delimiter, &self.there()[searched..]) {
                let length = searched + at;
                if length > self.longest {
                    return Err(self.too_long());
                }
                let piece = self.take(length);
                // In place of the delimiter.
                self.start += delimiter.len();
                self.buffer[piece.end] = 0;
                return Ok(Some(piece));
            }
            let there = self.there().len();
            // The last bytes may be its beginning.
            searched = there.saturating_sub(delimiter.len() - 1);
            if searched > self.longest {
                return Err(self.too_long());
            }
            if !self.fill(until)? {
                if there > self.longest {
                    return Err(self.too_long());
                }
                let piece = self.take(there);
                // There is always room for it.
                self.buffer[piece.end] = 0;
                return Ok((there > 0).then_some(piece));
            }
        }
    }

    fn too_long(&self) -> Error {
        Error::refused(EMSGSIZE, refuse::line_too_long(self.longest as i64, i64::from(self.fd)))
    }

    /// Waits until so many bytes are there, or the end has come, and gives how many are.
    fn ensure(&mut self, size: usize, until: Option<&Deadline>) -> Result<usize, Error> {
        if size > self.longest {
            return Err(Error::refused(EMSGSIZE, refuse::value("size", size as i64, 0, self.longest as i64)));
        }
        self.want(size, until)
    }

    /// The same without a limit.
    fn want(&mut self, size: usize, until: Option<&Deadline>) -> Result<usize, Error> {
        while self.there().len() < size && self.fill(until)? {}
        Ok(self.there().len())
    }

    /// Takes exactly so many bytes; None if the input ends before, and then what there is stays.
    fn exact(&mut self, size: usize, until: Option<&Deadline>) -> Result<Option<Range<usize>>, Error> {
        Ok((self.ensure(size, until)? >= size).then(|| self.take(size)))
    }

    /// Takes the next frame; None at the end.
    fn frame(&mut self, until: Option<&Deadline>) -> Result<Option<Range<usize>>, Error> {
        let there = self.want(HEADER, until)?;
        if there == 0 {
            return Ok(None);
        }
        let Some(header) = self.there().first_chunk::<HEADER>() else { return Err(cut_short(HEADER, there)) };
        let size = u32::from_be_bytes(*header) as usize;
        if size > self.longest {
            return Err(Error::refused(EMSGSIZE, refuse::frame_too_long(size as i64, self.longest as i64)));
        }
        let there = self.want(HEADER + size, until)?;
        if there < HEADER + size {
            return Err(cut_short(HEADER + size, there));
        }
        self.take(HEADER);
        Ok(Some(self.take(size)))
    }

    /// Reads what there is behind what is there already. False at the end of the input. Without a deadline it is EAGAIN.
    fn fill(&mut self, until: Option<&Deadline>) -> Result<bool, Error> {
        let Some(until) = until else { return Err(Error::refused(EAGAIN, refuse::would_block())) };
        if self.start == self.end {
            (self.start, self.end) = (0, 0);
        }
        // What a packet or a datagram has no room for would be lost.
        if self.room().len() < self.capacity / 4 {
            self.make_room()?;
        }
        let room = self.room();
        let count = transfer::read_some(self.fd, &mut self.buffer[room], until)?;
        self.end += count;
        Ok(count > 0)
    }

    /// But the last byte, which is for a NUL.
    fn room(&self) -> Range<usize> {
        self.end..self.buffer.len() - 1
    }

    fn make_room(&mut self) -> Result<(), Error> {
        // To move more than that each time would cost more than to grow.
        if self.start >= self.buffer.len() / 2 {
            self.buffer.copy_within(self.start..self.end, 0);
            (self.start, self.end) = (0, self.end - self.start);
            return Ok(());
        }
        let more = self.buffer.len();
        self.buffer.try_reserve_exact(more)?;
        self.buffer.resize(2 * more, 0);
        Ok(())
    }
}

fn cut_short(size: usize, there: usize) -> Error {
    Error::refused(EBADMSG, refuse::frame_cut_short(size as i64, there as i64))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use std::os::fd::AsRawFd;

    #[test]
    fn pieces_are_found_wherever_the_reads_end() {
        let (reader, mut writer) = std::io::pipe().unwrap();
        let mut it = Reader::new(reader.as_raw_fd(), 1, 1000).unwrap();
        let lines: Vec<String> = (0..300).map(|number| "x".repeat(number % 140)).collect();
        let text = lines.join("\n") + "\nlast";
        let sender = std::thread::spawn(move || {
            for part in text.as_bytes().chunks(37) {
                writer.write_all(part).unwrap();
            }
        });
        let until = Some(&Deadline::none());
        for line in lines.iter().map(String::as_str).chain(["last"]) {
            let piece = it.until(b"\n", until).unwrap().unwrap();
            assert_eq!(it.buffer[piece.end], 0);
            assert_eq!(&it.buffer[piece], line.as_bytes());
        }
        assert_eq!(it.until(b"\n", until).unwrap(), None);
        sender.join().unwrap();
        assert!(it.buffer.len() <= 512, "{}", it.buffer.len());
    }
}
