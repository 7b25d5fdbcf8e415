//! Pipes and FIFOs: what is in one, who is at its ends.

use std::ffi::c_int;
use std::fmt;

use super::descriptor::{Descriptor, What};
use super::file::Errno;
use super::holders::{self, Holder, Holders, Target};
use super::process::Process;
use super::processes;
use super::sys;
use crate::explain::facts::clock::Moment;

/// The bytes in a pipe of this process, and how many it holds at most.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Level {
    pub queued: c_int,
    pub capacity: c_int,
}

impl Level {
    /// Of either end.
    pub(crate) fn of(fd: c_int) -> Result<Level, Errno> {
        Ok(Level { queued: sys::socket::queued(fd, libc::FIONREAD)?, capacity: sys::descriptor::pipe_size(fd)? })
    }
}

/// Has a pipe of this process, of which `fd` is the write end, a reader?
pub(crate) fn has_reader(fd: c_int) -> Result<bool, Errno> {
    Ok(sys::descriptor::events(fd)? & libc::POLLERR == 0)
}

/// Does nobody have it open to write? The kernel knows, also where not every process can be looked at. False for a FIFO that
/// nobody has written to yet.
pub(crate) fn has_ended(fd: c_int) -> bool {
    sys::descriptor::events(fd).is_ok_and(|events| events & libc::POLLHUP != 0)
}

/// Can at least one byte be written to it now?
pub(crate) fn has_room(fd: c_int) -> Result<bool, Errno> {
    Ok(sys::descriptor::events(fd)? & libc::POLLOUT != 0)
}

/// Who has the pipe or FIFO open for `wanted`: `Holder::reads` or `Holder::writes`. None if it is neither.
pub(crate) fn ends(descriptor: &Descriptor, wanted: fn(&Holder) -> bool, until: Moment) -> Option<Holders> {
    let target = match descriptor.what {
        What::Pipe { inode } => Target::Pipe(inode),
        What::Fifo { .. } => Target::File { dev: descriptor.dev, ino: descriptor.ino },
        _ => return None,
    };
    Some(holders::find(&target, None, until).only(wanted))
}

/// How a child that has ended did so, as /proc/PID/stat says it: `exited with status 1`, `was killed by signal 9`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Ending(c_int);

impl fmt::Display for Ending {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        if libc::WIFSIGNALED(self.0) {
            to.write_str("was killed by ")?;
            return crate::explain::constants::signal::write_signal(libc::WTERMSIG(self.0) as u64, to);
        }
        write!(to, "exited with status {}", libc::WEXITSTATUS(self.0))
    }
}

/// A child of `parent` that has ended and was not waited for.
pub(crate) fn ended_child(parent: Process, until: Moment) -> Option<(Process, Ending)> {
    let mut found = None;
    let _ = processes::each(until, &mut |process| {
        found = process.stat().ok().and_then(|stat| {
            let is_it = stat.parent() == Some(parent) && stat.has_ended();
            is_it.then(|| stat.field(52)).flatten().map(|status| (process, Ending(status)))
        });
        found.is_none()
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Read, Write, pipe};
    use std::os::fd::AsRawFd;
    use std::process::{Command, Stdio};
    use std::time::{Duration, Instant};

    #[test]
    fn what_is_in_a_pipe_and_who_is_at_its_ends() {
        let (read, mut write) = pipe().unwrap();
        write.write_all(b"12345").unwrap();
        assert_eq!(Level::of(read.as_raw_fd()).unwrap().queued, 5);
        assert_eq!(Level::of(read.as_raw_fd()), Level::of(write.as_raw_fd()));
        assert_eq!((has_reader(write.as_raw_fd()), has_room(write.as_raw_fd())), (Ok(true), Ok(true)));
        let descriptor = Descriptor::of(Process::this(), write.as_raw_fd()).unwrap();
        let until = Moment::now() + Duration::from_secs(60);
        let readers = ends(&descriptor, Holder::reads, until).unwrap();
        assert!(readers.found().any(|holder| (holder.process, holder.fd) == (Process::this(), read.as_raw_fd())));
        assert!(readers.found().all(|holder| holder.fd != write.as_raw_fd()));
        drop(read);
        // A child that another test is just starting has it for a moment, too.
        let patience = Instant::now() + Duration::from_secs(60);
        while has_reader(write.as_raw_fd()) == Ok(true) && Instant::now() < patience {
            std::thread::yield_now();
        }
        assert_eq!(has_reader(write.as_raw_fd()), Ok(false));
        assert_eq!(Level::of(-1), Err(libc::EBADF));
    }

    #[test]
    fn how_a_child_has_ended() {
        let mut child = Command::new("sh").args(["-c", "exit 3"]).stdout(Stdio::piped()).spawn().unwrap();
        // The end of its output comes when it ends.
        child.stdout.as_mut().unwrap().read_to_end(&mut Vec::new()).unwrap();
        let process = Process { pid: child.id() as libc::pid_t };
        while process.stat().unwrap().state() != Some('Z') {
            std::thread::yield_now();
        }
        let ending = process.stat().unwrap().field(52).map(Ending).unwrap();
        assert_eq!(ending.to_string(), "exited with status 3");
        assert_eq!(Ending(9).to_string(), "was killed by SIGKILL");
        child.wait().unwrap();
    }
}
