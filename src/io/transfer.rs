//! Moving bytes over any descriptor, blocking or not, until a deadline, and without SIGPIPE: whole transfers, or as much as
//! there was before the end, the failure, the deadline or the stop. `moved` counts on every way out.

use std::ffi::c_int;

use super::channel::{self, Channel};
use super::parts::{self, Parts};
use super::sys;
use crate::boundary::error::{Errno, Error};
use crate::deadline::Deadline;

/// Reads what there is, at least a byte; 0 at the end, or for an empty buffer.
pub(crate) fn read_some(fd: c_int, buffer: &mut [u8], until: &Deadline) -> Result<usize, Error> {
    Channel::to_read(fd, until).read(buffer, until)
}

/// Reads until the buffer is full, or to the end. Is it full?
pub(crate) fn read_all(fd: c_int, buffer: &mut [u8], until: &Deadline, moved: &mut usize) -> Result<bool, Error> {
    let mut channel = Channel::to_read(fd, until);
    *moved = 0;
    while *moved < buffer.len() {
        match channel.read(&mut buffer[*moved..], until)? {
            0 => return Ok(false),
            count => *moved += count,
        }
        go_on(*moved == buffer.len(), until)?;
    }
    Ok(true)
}

/// Writes what there is room for, at least a byte unless there is none.
pub(crate) fn write_some(fd: c_int, data: &[u8], until: &Deadline) -> Result<usize, Error> {
    Channel::to_write(fd, until).write(&[parts::part(data)], until)
}

/// One read(2), which waits if the open file does.
pub(crate) fn read_once(fd: c_int, buffer: &mut [u8]) -> Result<usize, Errno> {
    sys::read(fd, buffer)
}

/// One write(2), which waits if the open file does, and raises no SIGPIPE.
pub(crate) fn write_once(fd: c_int, data: &[u8]) -> Result<usize, Errno> {
    channel::write_quietly(fd, &[parts::part(data)])
}

/// Writes all of it.
pub(crate) fn write_all(fd: c_int, data: &[u8], until: &Deadline, moved: &mut usize) -> Result<(), Error> {
    let mut channel = Channel::to_write(fd, until);
    *moved = 0;
    while *moved < data.len() {
        *moved += channel.write(&[parts::part(&data[*moved..])], until)?;
        go_on(*moved == data.len(), until)?;
    }
    Ok(())
}

/// Writes all of these, one behind the other.
pub(crate) fn writev_all(fd: c_int, mut parts: Parts, until: &Deadline, moved: &mut usize) -> Result<(), Error> {
    let mut channel = Channel::to_write(fd, until);
    *moved = 0;
    while let Some(window) = parts.window() {
        let count = channel.write(window, until)?;
        *moved += count;
        parts.advance(count);
        go_on(parts.window().is_none(), until)?;
    }
    Ok(())
}

/// What needs no wait is done even if the time is over by then; but not one thing after the other for ever.
fn go_on(done: bool, until: &Deadline) -> Result<(), Error> {
    if done { Ok(()) } else { until.check() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use libc::EAGAIN;
    use std::io::{Read, Write};
    use std::os::fd::AsRawFd;

    #[test]
    fn a_full_pipe_takes_what_it_can_and_then_nothing_more() {
        let (mut reader, writer) = std::io::pipe().unwrap();
        let (fd, mut moved) = (writer.as_raw_fd(), 0);
        let data = vec![7; 100_000];
        let error = write_all(fd, &data, &Deadline::after(1).unwrap(), &mut moved).unwrap_err();
        assert_eq!((error.errno(), moved), (libc::ETIMEDOUT, 65536));
        let error = write_all(fd, &data, &Deadline::after(0).unwrap(), &mut moved).unwrap_err();
        assert_eq!((error.errno(), moved), (EAGAIN, 0));
        let mut all = vec![0; 65536];
        reader.read_exact(&mut all).unwrap();
        assert_eq!(all, data[..65536]);
        drop(reader);
        let error = write_all(fd, &data, &Deadline::none(), &mut moved).unwrap_err();
        assert_eq!((error.errno(), moved), (libc::EPIPE, 0));
    }

    #[test]
    fn reading_ends_with_the_buffer_the_end_or_the_time() {
        let (reader, mut writer) = std::io::pipe().unwrap();
        let (fd, mut moved, mut buffer) = (reader.as_raw_fd(), 0, [0; 4]);
        writer.write_all(b"abcdef").unwrap();
        assert!(read_all(fd, &mut buffer, &Deadline::after(0).unwrap(), &mut moved).unwrap());
        let error = read_all(fd, &mut buffer, &Deadline::after(1).unwrap(), &mut moved).unwrap_err();
        assert_eq!((error.errno(), moved, &buffer[..2]), (libc::ETIMEDOUT, 2, &b"ef"[..]));
        drop(writer);
        assert!(!read_all(fd, &mut buffer, &Deadline::none(), &mut moved).unwrap());
        assert_eq!(moved, 0);
    }
}
