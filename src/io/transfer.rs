//! Moving bytes over any descriptor, blocking or not, until a deadline, and without SIGPIPE.
//!
//! Who may wait for ever makes the plain call, and one system call moves what there is. Who may not must not be held by the
//! kernel, although the descriptor may be a blocking one, which is not ours to change: others share it. So what does not wait
//! by itself is asked for:
//!
//! ```text
//!   pipe, FIFO, socket, file    preadv2, pwritev2 with RWF_NOWAIT (pipes: since Linux 6.4)
//!   socket                      MSG_DONTWAIT, where there is no RWF_NOWAIT
//!   terminal, older kernels     poll, and then the plain call, of which at most so much is written as then has room: who
//!                               shares the descriptor can take that away in between, and it waits until there is more
//! ```
//!
//! What a file has is read from a disk, which nobody waits for with poll: that may take its time.

use std::ffi::c_int;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering::Relaxed;

use libc::{
    EAGAIN, EINTR, ENOSYS, ENOTSOCK, EOPNOTSUPP, POLLIN, POLLOUT, RWF_NOWAIT, S_IFBLK, S_IFIFO, S_IFREG, iovec,
};

use super::parts::{self, Parts};
use super::sys;
use crate::boundary::error::{Errno, Error, step};
use crate::boundary::sigpipe;
use crate::deadline::{Deadline, wait};

/// What is written at once where only poll has said that there is room: a pipe that is writable has it for PIPE_BUF bytes
/// (pipe(7)), a terminal or something else for some.
const ROOM_IN_PIPE: usize = libc::PIPE_BUF;
const ROOM_ELSEWHERE: usize = 256;

/// Reads what there is, at least a byte; 0 at the end, or for an empty buffer.
pub(crate) fn read_some(fd: c_int, buffer: &mut [u8], until: &Deadline) -> Result<usize, Error> {
    transfer(fd, POLLIN, until, |way| match way {
        Way::Plain | Way::AfterPoll => sys::read(fd, buffer),
        Way::NoWait => sys::preadv2(fd, buffer, RWF_NOWAIT),
        Way::Socket => sys::receive_now(fd, buffer),
    })
    .map_err(|failure| failure.of(|errno| errno.of(step!(read(fd, buffer.as_ptr(), buffer.len())))))
}

/// Reads until the buffer is full, or to the end; `moved` counts on every way out. Is it full?
pub(crate) fn read_all(fd: c_int, buffer: &mut [u8], until: &Deadline, moved: &mut usize) -> Result<bool, Error> {
    *moved = 0;
    while *moved < buffer.len() {
        match read_some(fd, &mut buffer[*moved..], until)? {
            0 => return Ok(false),
            count => *moved += count,
        }
    }
    Ok(true)
}

/// Writes what there is room for, at least a byte unless there is none.
pub(crate) fn write_some(fd: c_int, data: &[u8], until: &Deadline) -> Result<usize, Error> {
    writev_some(fd, &[parts::part(data)], until)
        .map_err(|failure| failure.of(|errno| errno.of(step!(write(fd, data.as_ptr(), data.len())))))
}

/// Writes all of it; `moved` counts on every way out.
pub(crate) fn write_all(fd: c_int, data: &[u8], until: &Deadline, moved: &mut usize) -> Result<(), Error> {
    *moved = 0;
    while *moved < data.len() {
        *moved += write_some(fd, &data[*moved..], until)?;
    }
    Ok(())
}

/// Writes all of these, one behind the other; `moved` counts on every way out.
pub(crate) fn writev_all(fd: c_int, mut parts: Parts, until: &Deadline, moved: &mut usize) -> Result<(), Error> {
    *moved = 0;
    while let Some(window) = parts.window() {
        let count = writev_some(fd, window, until)
            .map_err(|failure| failure.of(|errno| errno.of(step!(writev(fd, window.as_ptr(), window.len())))))?;
        *moved += count;
        parts.advance(count);
    }
    Ok(())
}

fn writev_some(fd: c_int, parts: &[iovec], until: &Deadline) -> Result<usize, Failure> {
    transfer(fd, POLLOUT, until, |way| match way {
        Way::Plain => write_quietly(fd, parts, 0),
        Way::NoWait => write_quietly(fd, parts, RWF_NOWAIT),
        Way::Socket => sys::send(fd, parts, true),
        Way::AfterPoll => {
            let room = if sys::kind(fd) == Ok(S_IFIFO) { ROOM_IN_PIPE } else { ROOM_ELSEWHERE };
            write_quietly(fd, &[parts::beginning(parts, room)], 0)
        }
    })
}

/// One write without SIGPIPE. The kernel does that since Linux 6.18; before, of a socket; and of others this thread withholds
/// the signal from itself.
fn write_quietly(fd: c_int, parts: &[iovec], flags: c_int) -> Result<usize, Errno> {
    /// Does this kernel know RWF_NOSIGNAL, as far as was seen?
    static KNOWN: AtomicBool = AtomicBool::new(true);
    if KNOWN.load(Relaxed) {
        match sys::pwritev2(fd, parts, flags | sys::RWF_NOSIGNAL) {
            // This one may be refused because of RWF_NOWAIT.
            Err(Errno(EOPNOTSUPP)) if flags != 0 => {}
            Err(Errno(EOPNOTSUPP | ENOSYS)) => KNOWN.store(false, Relaxed),
            result => return result,
        }
    }
    if flags != 0 {
        return sigpipe::withheld_from_call(|| sys::pwritev2(fd, parts, flags));
    }
    match sys::send(fd, parts, false) {
        Err(Errno(ENOTSOCK)) => sigpipe::withheld_from_call(|| sys::writev(fd, parts)),
        result => result,
    }
}

/// A way to move bytes.
#[derive(Clone, Copy, PartialEq)]
enum Way {
    /// It may wait.
    Plain,
    NoWait,
    Socket,
    /// There was something to move a moment ago.
    AfterPoll,
}

/// Why nothing was moved.
enum Failure {
    Call(Errno),
    Other(Error),
}

impl Failure {
    fn of(self, call: impl FnOnce(Errno) -> Error) -> Error {
        match self {
            Failure::Call(errno) => call(errno),
            Failure::Other(error) => error,
        }
    }
}

/// Moves some bytes by the first way that this descriptor knows, and waits for it where that is asked for.
fn transfer(
    fd: c_int,
    events: libc::c_short,
    until: &Deadline,
    mut call: impl FnMut(Way) -> Result<usize, Errno>,
) -> Result<usize, Failure> {
    let mut way = if until.is_patient() { Way::Plain } else { Way::NoWait };
    loop {
        until.check().map_err(Failure::Other)?;
        match call(way) {
            Ok(count) => return Ok(count),
            Err(Errno(EINTR)) => continue,
            Err(Errno(EOPNOTSUPP | ENOSYS)) if way == Way::NoWait => {
                way = Way::Socket;
                continue;
            }
            Err(Errno(ENOTSOCK)) if way == Way::Socket => way = Way::AfterPoll,
            Err(Errno(EAGAIN)) if way == Way::NoWait && matches!(sys::kind(fd), Ok(S_IFREG | S_IFBLK)) => {
                // It is not in memory, and poll would say that it is ready.
                way = Way::Plain;
                continue;
            }
            Err(Errno(EAGAIN)) => {}
            Err(errno) => return Err(Failure::Call(errno)),
        }
        wait::ready(fd, events, until).map_err(Failure::Other)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
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
