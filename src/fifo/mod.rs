//! FIFOs: pipes with a name in the file system.

mod client;
mod client_ffi;
mod ffi;
mod mirror;
mod names;
mod open;
mod server;
mod server_ffi;
mod sys;
mod wire;

use std::ffi::{CStr, c_int};
use std::os::fd::AsRawFd;

use libc::{EEXIST, EMSGSIZE, ENOENT, O_CLOEXEC, O_NOFOLLOW, O_PATH, PIPE_BUF, mode_t};

use crate::boundary::descriptor::ProcName;
use crate::boundary::error::{Errno, Error, step};
use crate::deadline::Deadline;
use crate::explain::refuse;
use crate::io::transfer;
use crate::pipe;
pub(crate) use open::{End, open};

/// Sees to it that there is a FIFO; true if there was one already, which stays as it is. A new one gets that mode exactly.
pub(crate) fn make(path: &CStr, mode: mode_t) -> Result<bool, Error> {
    loop {
        match sys::make(path, mode) {
            Ok(()) if set_mode(path, mode)? => return Ok(false),
            // Somebody has removed it meanwhile, as who cleans up does with a reply FIFO that is not locked yet.
            Ok(()) => {}
            Err(Errno(EEXIST)) if sys::status_of_path(path).is_ok_and(|status| status.is_fifo()) => return Ok(true),
            Err(errno) => return Err(errno.of(step!(mkfifo(path.as_ptr(), mode)))),
        }
    }
}

/// A number that nobody guesses.
fn random() -> Result<u64, Error> {
    sys::random().map_err(|Errno(errno)| Error::refused(errno, refuse::no_random()))
}

/// Is there a FIFO at that path, or at the end of its symbolic links?
pub(crate) fn is_at(path: &CStr) -> bool {
    sys::status_of_file(path).is_ok_and(|status| status.is_fifo())
}

/// Gives a new FIFO what the umask has taken: until then it lets in fewer. None is left if that cannot be done. It is not opened
/// for reading or writing, which others would notice; and as the name may lead elsewhere by now, it is looked up once. False: it
/// is not there any more.
fn set_mode(path: &CStr, mode: mode_t) -> Result<bool, Error> {
    let flags = O_PATH | O_NOFOLLOW | O_CLOEXEC;
    let fd = match sys::open(path, flags) {
        Ok(fd) => fd,
        // Another may have made it anew.
        Err(Errno(ENOENT)) => return Ok(false),
        Err(errno) => {
            let _ = sys::unlink(path);
            return Err(errno.of(step!(open(path.as_ptr(), flags))));
        }
    };
    let status = sys::status(&fd).map_err(|errno| errno.of(step!(fstat(fd.as_raw_fd(), 0))))?;
    if !status.is_fifo() || status.mode & 0o7777 == mode {
        return Ok(true);
    }
    let name = ProcName::of(fd.as_raw_fd());
    let name = name.as_c_str();
    sys::change_mode(name, mode).map(|()| true).map_err(|errno| {
        // It is not what was asked for.
        let _ = sys::unlink(path);
        errno.of(step!(chmod(name.as_ptr(), mode)))
    })
}

/// Writes one record, whole and in one piece.
pub(crate) fn send(fd: c_int, record: &[u8], until: &Deadline) -> Result<(), Error> {
    if !(1..=PIPE_BUF).contains(&record.len()) {
        let size = i64::try_from(record.len()).unwrap_or(i64::MAX);
        return Err(Error::refused(EMSGSIZE, refuse::value("size", size, 1, PIPE_BUF as i64)));
    }
    // Of what is no pipe nobody promises that.
    pipe::capacity(fd)?;
    transfer::write_some(fd, record, until).map(drop)
}
