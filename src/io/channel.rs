//! One direction of a descriptor of any kind, on which a transfer never waits longer than it may.
//!
//! That a descriptor was ready says little: another process may have taken the data since, a pipe may have less room than is
//! written, and O_NONBLOCK belongs to everybody who has the open file. So the transfer itself must be one that does not wait:
//!
//! ```text
//!   may wait for ever, and no stop    read, write                              nothing else
//!   pipe, socket, and most            preadv2, pwritev2 with RWF_NOWAIT        EAGAIN: poll, and again
//!     that cannot do that:
//!   socket                            MSG_DONTWAIT
//!   FIFO, terminal, older kernel's    O_NONBLOCK on another open file of it, for this call alone (/proc/self/fd)
//!     pipe
//!   file, directory, disk             as they are: they end by themselves
//!   other devices                     poll, then as they are: whoever reads beside us may take what poll has seen
//! ```

use std::ffi::{c_int, c_short};
use std::os::fd::{AsRawFd, OwnedFd};
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering::Relaxed;

use libc::{EAGAIN, EBADF, EINTR, EIO, ENOSYS, ENOTSOCK, EOPNOTSUPP, EPERM, F_GETFL, O_ACCMODE, O_RDONLY, O_WRONLY};
use libc::{POLLIN, POLLOUT, RWF_NOWAIT, S_IFBLK, S_IFCHR, S_IFDIR, S_IFIFO, S_IFREG, S_IFSOCK, iovec};

use super::{parts, sys};
use crate::boundary::error::{Errno, Error, step};
use crate::boundary::sigpipe;
use crate::deadline::{Deadline, wait};

/// The most that is moved to or from a disk between two looks at the stop and the clock.
const DISK_STEP: usize = 1 << 20;

/// How it is done that a transfer does not wait.
enum Manner {
    /// It may.
    Patient,
    NoWait,
    /// As before, and it is known not to be a file on a disk, which cannot be waited for.
    NoWaitAtAll,
    Socket,
    /// On an open file of our own.
    Ours(OwnedFd),
    Disk,
    Polled,
}

pub(crate) struct Channel {
    pub fd: c_int,
    /// POLLIN, POLLOUT
    pub events: c_short,
    manner: Manner,
}

impl Channel {
    /// One to read from. If the deadline is patient, reads are plain ones that wait in the kernel.
    pub(crate) fn to_read(fd: c_int, until: &Deadline) -> Channel {
        Channel::new(fd, POLLIN, until.is_patient())
    }

    /// One to write to.
    pub(crate) fn to_write(fd: c_int, until: &Deadline) -> Channel {
        Channel::new(fd, POLLOUT, until.is_patient())
    }

    fn new(fd: c_int, events: c_short, patient: bool) -> Channel {
        Channel { fd, events, manner: if patient { Manner::Patient } else { Manner::NoWait } }
    }

    /// Reads once; 0 is the end. Waits for the first byte.
    pub(crate) fn read(&mut self, buffer: &mut [u8], until: &Deadline) -> Result<usize, Error> {
        loop {
            if let Some(moved) = self.try_read(buffer, until)? {
                return Ok(moved);
            }
            self.wait(until)?;
        }
    }

    /// Writes once. Waits until there is room for something.
    pub(crate) fn write(&mut self, parts: &[iovec], until: &Deadline) -> Result<usize, Error> {
        loop {
            if let Some(moved) = self.try_write(parts, until)? {
                return Ok(moved);
            }
            self.wait(until)?;
        }
    }

    fn wait(&self, until: &Deadline) -> Result<(), Error> {
        // Others may have taken what it was ready for, each time.
        if until.has_no_time() {
            return Err(wait::not_ready(self.fd, self.events, until));
        }
        wait::ready(self.fd, self.events, until).map(|_| ())
    }

    /// None: it would have to wait for `events`.
    pub(crate) fn try_read(&mut self, buffer: &mut [u8], until: &Deadline) -> Result<Option<usize>, Error> {
        let (fd, address, size) = (self.fd, buffer.as_ptr(), buffer.len());
        let moved = self.attempt(until, |fd, manner| match manner {
            Manner::NoWait | Manner::NoWaitAtAll => sys::preadv2(fd, buffer, RWF_NOWAIT),
            Manner::Socket => sys::receive_now(fd, buffer),
            Manner::Ours(ours) => sys::read(ours.as_raw_fd(), buffer),
            Manner::Disk => sys::read(fd, &mut buffer[..size.min(DISK_STEP)]),
            Manner::Patient | Manner::Polled => sys::read(fd, buffer),
        });
        match moved {
            Err(Failed::Call(errno)) if is_end(fd, errno) => Ok(Some(0)),
            moved => moved.map_err(|failed| failed.of(|errno| errno.of(step!(read(fd, address, size))))),
        }
    }

    /// None: it would have to wait for `events`.
    pub(crate) fn try_write(&mut self, parts: &[iovec], until: &Deadline) -> Result<Option<usize>, Error> {
        let fd = self.fd;
        let moved = self.attempt(until, |fd, manner| match manner {
            Manner::NoWait | Manner::NoWaitAtAll => write_nowait(fd, parts),
            Manner::Socket => sys::send(fd, parts, true),
            Manner::Ours(ours) => write_quietly(ours.as_raw_fd(), parts),
            Manner::Disk => write_quietly(fd, &[parts::beginning(parts, DISK_STEP)]),
            // The room that poll has seen is one byte at least; the driver would wait for room for all.
            Manner::Polled if sys::is_terminal(fd) => write_quietly(fd, &[parts::beginning(parts, 1)]),
            // A pipe that is writable has room for so much (pipe(7)).
            Manner::Polled if parts::size(parts) > libc::PIPE_BUF && sys::kind(fd) == Ok(S_IFIFO) => {
                write_quietly(fd, &[parts::beginning(parts, libc::PIPE_BUF)])
            }
            Manner::Patient | Manner::Polled => write_quietly(fd, parts),
        });
        match moved {
            // Nobody knows why; to go on would be to go on for ever.
            Ok(Some(0)) if parts.iter().any(|part| part.iov_len > 0) => Err(write_failed(fd, parts, Errno(EIO))),
            moved => moved.map_err(|failed| failed.of(|errno| write_failed(fd, parts, errno))),
        }
    }

    fn attempt(
        &mut self,
        until: &Deadline,
        mut once: impl FnMut(c_int, &Manner) -> Result<usize, Errno>,
    ) -> Result<Option<usize>, Failed> {
        loop {
            until.check_stop().map_err(Failed::Otherwise)?;
            if matches!(self.manner, Manner::Polled) && !self.is_ready()? {
                return Ok(None);
            }
            match once(self.fd, &self.manner) {
                Ok(moved) => return Ok(Some(moved)),
                Err(Errno(EINTR)) => {}
                Err(Errno(EAGAIN)) if matches!(self.manner, Manner::NoWait) && self.is_disk() => {
                    self.manner = Manner::Disk;
                }
                Err(Errno(EAGAIN)) => {
                    if matches!(self.manner, Manner::NoWait) {
                        self.manner = Manner::NoWaitAtAll;
                    }
                    return Ok(None);
                }
                Err(errno) if has_no_flags(errno) && matches!(self.manner, Manner::NoWait | Manner::NoWaitAtAll) => {
                    self.manner = self.without_nowait();
                }
                Err(errno) => return Err(Failed::Call(errno)),
            }
        }
    }

    fn is_disk(&self) -> bool {
        matches!(sys::kind(self.fd), Ok(S_IFREG | S_IFDIR | S_IFBLK))
    }

    /// What is done where the kernel has no RWF_NOWAIT.
    fn without_nowait(&self) -> Manner {
        let reopens = match sys::kind(self.fd) {
            Ok(S_IFSOCK) => return Manner::Socket,
            Ok(S_IFREG | S_IFDIR | S_IFBLK) => return Manner::Disk,
            Ok(kind) => kind == S_IFIFO || kind == S_IFCHR && sys::is_terminal_line(self.fd),
            Err(_) => false,
        };
        let access = if self.events & POLLOUT != 0 { O_WRONLY } else { O_RDONLY };
        // A FIFO that nobody reads cannot be opened so, nor what belongs to somebody else; and /proc may be missing.
        let ours = if reopens { sys::reopen_nonblocking(self.fd, access) } else { Err(Errno(EBADF)) };
        ours.map_or(Manner::Polled, Manner::Ours)
    }

    fn is_ready(&self) -> Result<bool, Failed> {
        match wait::ready(self.fd, self.events, &Deadline::now()) {
            Ok(_) => Ok(true),
            Err(error) if error.errno() == EAGAIN => Ok(false),
            Err(error) => Err(Failed::Otherwise(error)),
        }
    }
}

/// Why an attempt has failed: by the transfer's own system call, or otherwise.
enum Failed {
    Call(Errno),
    Otherwise(Error),
}

impl Failed {
    fn of(self, call: impl FnOnce(Errno) -> Error) -> Error {
        match self {
            Failed::Call(errno) => call(errno),
            Failed::Otherwise(error) => error,
        }
    }
}

/// Can the flag not be had, of the kernel, of the driver, or of a filter of system calls, which may say EPERM? (If it is the file
/// that refuses, the call without flags says so, too.)
fn has_no_flags(errno: Errno) -> bool {
    matches!(errno, Errno(EOPNOTSUPP | ENOSYS | EPERM))
}

/// Fails if this is not open for writing: before something is read for it, which would be lost. Nor would anybody ever tell that
/// an end to read from can be written to.
pub(super) fn check_writable(fd: c_int) -> Result<(), Error> {
    let flags = sys::fcntl(fd, F_GETFL, 0);
    if flags.is_ok_and(|flags| flags & O_ACCMODE != O_RDONLY) {
        return Ok(());
    }
    Err(Errno(EBADF).of(step!(write(fd, 0, 0))))
}

/// Is it the end of the input? So the master of a pseudoterminal tells that nobody has the other side open any more, and all that
/// was written there was read.
pub(super) fn is_end(from: c_int, errno: Errno) -> bool {
    errno == Errno(EIO) && sys::is_master(from)
}

/// Does this kernel know RWF_NOSIGNAL, as far as was seen?
static KNOWS_NOSIGNAL: AtomicBool = AtomicBool::new(true);

/// One write that gives EPIPE, and no SIGPIPE. The kernel does that since Linux 6.18; before, of a socket; and of others this
/// thread withholds the signal from itself.
pub(super) fn write_quietly(fd: c_int, parts: &[iovec]) -> Result<usize, Errno> {
    if KNOWS_NOSIGNAL.load(Relaxed) {
        match sys::pwritev2(fd, parts, sys::RWF_NOSIGNAL) {
            // There are drivers that know no flags.
            Err(errno) if has_no_flags(errno) => {
                if matches!(sys::kind(fd), Ok(S_IFIFO | S_IFSOCK)) {
                    KNOWS_NOSIGNAL.store(false, Relaxed);
                }
            }
            result => return result,
        }
    }
    match sys::send(fd, parts, false) {
        Err(Errno(ENOTSOCK)) => sigpipe::withheld_from_call(|| sys::writev(fd, parts)),
        result => result,
    }
}

/// The same, not waiting. EOPNOTSUPP where the kernel cannot do both.
fn write_nowait(fd: c_int, parts: &[iovec]) -> Result<usize, Errno> {
    if !KNOWS_NOSIGNAL.load(Relaxed) {
        return Err(Errno(EOPNOTSUPP));
    }
    sys::pwritev2(fd, parts, RWF_NOWAIT | sys::RWF_NOSIGNAL)
}

/// The failure of a write, told as that of write(2), or of writev(2) if there are several parts.
fn write_failed(fd: c_int, parts: &[iovec], errno: Errno) -> Error {
    match parts {
        [part] => errno.of(step!(write(fd, part.iov_base, part.iov_len))),
        _ => errno.of(step!(writev(fd, parts.as_ptr(), parts.len()))),
    }
}
