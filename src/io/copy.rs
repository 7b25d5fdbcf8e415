//! From one descriptor to another: in the kernel where it can do that, or else through memory.
//!
//! ```text
//!   file  -> file             copy_file_range        shares blocks where the file system can
//!   pipe  -> pipe, file       splice                 SPLICE_F_NONBLOCK is this call's own, and concerns pipes alone:
//!   file  -> pipe             splice                 so only these are spliced
//!   file  -> anything else    sendfile               where it may wait for ever
//!   the rest                  read, write
//! ```
//!
//! Between a pipe and a socket or a terminal nothing is spliced, even where it may wait for ever: while the kernel waits for
//! the socket it holds the pipe's lock. Who reads or writes that pipe meanwhile, however short his time, or only asks what is
//! in it, would wait as long, and no signal would end that; and what was spliced could not be read before more comes. Nor is
//! from a pipe of packets to another pipe, in which they would stay packets: who reads less than one there loses the rest.

use std::ffi::c_int;

use libc::{EACCES, EAGAIN, EBADF, EINTR, EINVAL, EIO, EISDIR, ENOENT, ENOSYS, EOPNOTSUPP, EOVERFLOW, EPERM, EPIPE};
use libc::{ETXTBSY, EXDEV};
use libc::{F_GETFL, O_APPEND, O_DIRECT, POLLIN, POLLOUT, S_IFIFO, S_IFMT, S_IFREG, SPLICE_F_NONBLOCK};

use super::channel::{self, Channel};
use super::{parts, sys};
use crate::boundary::descriptor::status;
use crate::boundary::error::{Errno, Error, step};
use crate::boundary::{memory, sigpipe};
use crate::deadline::{Deadline, wait};
use crate::explain::refuse;

/// What is moved through memory at once.
const STEP: usize = 1 << 16;
/// What the kernel is to move between two looks at the stop and the clock; and if nobody looks, the most that it does at once.
const KERNEL_STEP: u64 = 16 << 20;
const KERNEL_MOST: u64 = 0x7fff_f000;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Way {
    CopyRange,
    Splice,
    SendFile,
}

/// Moves bytes until the end, or until there were `most`; `moved` counts on every way out. Was it the end?
pub(crate) fn copy(to: c_int, from: c_int, most: u64, until: &Deadline, moved: &mut u64) -> Result<bool, Error> {
    *moved = 0;
    let (there, appends_from) = most_of_itself(to, from, most)?;
    let ended = Copy { to, from, most: there, appends_from, until }.run(moved)?;
    Ok(ended || there < most)
}

/// The file that is behind both, if it is one. A pipe is refused: what is written to it comes to be read, for ever.
fn same_file(to: c_int, from: c_int) -> Result<Option<libc::stat>, Error> {
    let (Ok(source), Ok(target)) = (status(from), status(to)) else { return Ok(None) };
    if (source.st_dev, source.st_ino) != (target.st_dev, target.st_ino) {
        return Ok(None);
    }
    if source.st_mode & S_IFMT == S_IFIFO {
        return Err(Error::refused(EINVAL, refuse::pipe_onto_itself(from.into(), to.into())));
    }
    Ok(Some(source))
}

/// A file that is behind both.
struct Itself {
    size: u64,
    read_at: u64,
    write_at: u64,
    appends: bool,
}

/// That file, if it is a regular one.
fn itself(to: c_int, from: c_int) -> Result<Option<Itself>, Error> {
    let Some(file) = same_file(to, from)?.filter(|file| file.st_mode & S_IFMT == S_IFREG) else { return Ok(None) };
    let size = file.st_size.cast_unsigned();
    let appends = sys::fcntl(to, F_GETFL, 0).is_ok_and(|flags| flags & O_APPEND != 0);
    let (Ok(read_at), Ok(position)) = (sys::position(from), sys::position(to)) else { return Ok(None) };
    Ok(Some(Itself { size, read_at, write_at: if appends { size } else { position }, appends }))
}

/// What there is to copy from a file onto itself: who goes on to its end finds what he has just written there, for ever. What
/// overlaps would be written over before it is read. And where it is read, if what is written is appended: then both may be the
/// same open file, whose position each write moves to the end.
fn most_of_itself(to: c_int, from: c_int, most: u64) -> Result<(u64, Option<u64>), Error> {
    let Some(Itself { size, read_at, write_at, appends }) = itself(to, from)? else { return Ok((most, None)) };
    let there = size.saturating_sub(read_at).min(most);
    if read_at < write_at + there && write_at < read_at + there {
        return Err(Error::refused(EINVAL, refuse::onto_itself(read_at as i64, write_at as i64, there as i64)));
    }
    Ok((there, appends.then_some(read_at)))
}

/// Refuses a flow that would read what it has written, and so not end.
pub(super) fn check_flow(to: c_int, from: c_int) -> Result<(), Error> {
    match itself(to, from)? {
        Some(file) if file.read_at < file.size && file.read_at <= file.write_at => {
            Err(Error::refused(EINVAL, refuse::flow_onto_itself(from.into(), to.into())))
        }
        _ => Ok(()),
    }
}

/// From where to where, how much, and until when.
struct Copy<'a> {
    to: c_int,
    from: c_int,
    most: u64,
    /// Where it began to read the file to whose end it writes.
    appends_from: Option<u64>,
    until: &'a Deadline,
}

impl Copy<'_> {
    /// Was it the end?
    fn run(&self, moved: &mut u64) -> Result<bool, Error> {
        if let Some(way) = way(self.to, self.from, self.until.is_patient()) {
            let mut in_kernel = || self.in_kernel(way, moved);
            let result = match way {
                Way::CopyRange => in_kernel(),
                Way::Splice | Way::SendFile => sigpipe::withheld(in_kernel, |error| error.errno() == EPIPE),
            };
            if let Some(ended) = result? {
                return Ok(ended);
            }
        }
        self.through_memory(moved)
    }

    /// None: what is left is to go through memory.
    fn in_kernel(&self, way: Way, moved: &mut u64) -> Result<Option<bool>, Error> {
        let &Copy { to, from, most, until, .. } = self;
        let (flags, at_once) = if until.is_patient() { (0, KERNEL_MOST) } else { (SPLICE_F_NONBLOCK, KERNEL_STEP) };
        while *moved < most {
            if *moved == 0 {
                until.check_stop()?
            } else {
                until.check()?
            }
            let at_once = if way == Way::SendFile { in_file(from).min(at_once) } else { at_once };
            let size = (most - *moved).min(at_once) as usize;
            let result = match way {
                Way::CopyRange => sys::copy_file_range(from, to, size),
                Way::Splice => sys::splice(from, to, size, flags),
                Way::SendFile => sys::sendfile(to, from, size),
            };
            match result {
                // Of files in /proc the kernel copies nothing, although there is something to read.
                Ok(0) if way == Way::CopyRange && *moved == 0 => return Ok(None),
                Ok(0) => return Ok(Some(true)),
                Ok(count) => *moved += count as u64,
                Err(Errno(EINTR)) => {}
                Err(Errno(EAGAIN)) => {
                    // Either of them may be the one. Or others have taken what they were ready for, each time.
                    wait::ready(from, POLLIN, until)?;
                    wait::ready(to, POLLOUT, until)?;
                    if until.has_no_time() {
                        return Err(until.over());
                    }
                }
                // These two it cannot do; or it is a failure that reading or writing will tell.
                Err(Errno(EINVAL | EXDEV | ENOSYS | EOPNOTSUPP | EBADF | EPERM | ETXTBSY | EOVERFLOW | EISDIR)) => {
                    return Ok(None);
                }
                // So file servers say that they cannot (CIFS, NFS).
                Err(Errno(EIO | EACCES | ENOENT)) if way == Way::CopyRange => return Ok(None),
                Err(errno) if channel::is_end(from, errno) => return Ok(Some(true)),
                Err(errno) => {
                    return Err(match way {
                        Way::CopyRange => errno.of(step!(copy_file_range(from, 0, to, 0, size, 0))),
                        Way::Splice => errno.of(step!(splice(from, 0, to, 0, size, flags))),
                        Way::SendFile => errno.of(step!(sendfile(to, from, 0, size))),
                    });
                }
            }
        }
        Ok(Some(false))
    }

    fn through_memory(&self, moved: &mut u64) -> Result<bool, Error> {
        let &Copy { to, from, most, appends_from, until } = self;
        let mut buffer = memory::vector(STEP)?;
        buffer.resize(STEP, 0);
        let (mut reader, mut writer) = (Channel::to_read(from, until), Channel::to_write(to, until));
        if *moved < most {
            channel::check_writable(to)?;
        }
        while *moved < most {
            if *moved == 0 {
                until.check_stop()?
            } else {
                until.check()?
            }
            // What was read and cannot be written is lost, so there should be room first.
            if !until.is_patient() {
                wait::ready(to, POLLOUT, until)?;
            }
            let size = (most - *moved).min(STEP as u64) as usize;
            let mut left = match reader.read(&mut buffer[..size], until)? {
                0 => return Ok(true),
                count => &buffer[..count],
            };
            while !left.is_empty() {
                let written = writer.write(&[parts::part(left)], until);
                *moved += written.as_ref().map_or(0, |&count| count as u64);
                match appends_from {
                    Some(start) => sys::set_position(from, start + *moved),
                    None if written.is_err() => sys::step_back(from, left.len()),
                    None => {}
                }
                left = &left[written?..];
            }
        }
        Ok(false)
    }
}

fn way(to: c_int, from: c_int, patient: bool) -> Option<Way> {
    match (sys::kind(from).ok()?, sys::kind(to).ok()?) {
        (S_IFREG, S_IFREG) => Some(Way::CopyRange),
        (S_IFIFO, S_IFIFO) if has_packets(from) => None,
        (S_IFIFO, S_IFIFO | S_IFREG) | (S_IFREG, S_IFIFO) => Some(Way::Splice),
        (S_IFREG, _) if patient => Some(Way::SendFile),
        _ => None,
    }
}

/// What a file still has, or a step if that cannot be seen. Asked to send more, the kernel takes the file's end for no end, and
/// TCP then holds that back for 200 ms (MSG_MORE; before Linux 6.5).
fn in_file(from: c_int) -> u64 {
    let size = status(from).map_or(0, |status| status.st_size.cast_unsigned());
    let left = size.saturating_sub(sys::position(from).unwrap_or(size));
    if left == 0 { STEP as u64 } else { left }
}

/// Is it a pipe of packets? The end to read from tells that of leat's own.
fn has_packets(from: c_int) -> bool {
    sys::fcntl(from, F_GETFL, 0).is_ok_and(|flags| flags & O_DIRECT != 0)
}
