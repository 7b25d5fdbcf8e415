//! A client of a server over a FIFO.

use std::ffi::{CStr, CString, c_int, c_short};
use std::ops::Range;
use std::os::fd::{AsRawFd, OwnedFd};

use libc::{
    EAGAIN, ECONNREFUSED, ECONNRESET, EEXIST, EINTR, ELOOP, EMSGSIZE, EPIPE, EPROTO, ETIMEDOUT, EWOULDBLOCK, O_CLOEXEC,
    O_NOFOLLOW, O_NONBLOCK, O_RDONLY, POLLERR, POLLHUP, POLLIN, POLLOUT, pollfd,
};

use super::names::Place;
use super::open::{nobody, open_to_write};
use super::wire::{self, MOST_DATA, REPLY_HEADER, Request, Sender};
use super::{make, names, random, sys};
use crate::boundary::descriptor::above_standard;
use crate::boundary::error::{Errno, Error, step};
use crate::boundary::handle::Handle;
use crate::boundary::{fork, memory};
use crate::deadline::pace::Pace;
use crate::deadline::{Deadline, wait};
use crate::explain::refuse;
use crate::io::transfer;

pub(crate) struct Client {
    requests: OwnedFd,
    reply: OwnedFd,
    sender: Sender,
    buffer: Vec<u8>,
    /// What was read into the buffer and is not given out.
    pending: Range<usize>,
    /// The server has said that it ends.
    has_ended: bool,
}

/// As C knows it.
#[allow(non_camel_case_types, reason = "the name of the C type")]
pub(crate) type leat_fifo_client = Handle<Client>;

/// A reply FIFO until the server has opened it: who gives up removes the name.
struct Name(CString);

impl Drop for Name {
    fn drop(&mut self) {
        let _ = sys::unlink(&self.0);
    }
}

/// How much is read at once.
const ROOM: usize = 16 << 10;
/// When the next server is looked for.
const AGAIN: Pace = Pace::new(1, 100);
/// A server that has no descriptor left is asked again.
const ASK_AGAIN_MS: c_int = 500;

impl Client {
    /// Joins the server, for which it waits.
    pub(crate) fn open(path: &CStr, until: &Deadline) -> Result<Client, Error> {
        names::check_path_length(path)?;
        let mut pace = AGAIN;
        loop {
            match Client::open_once(path, until) {
                // The server has ended before it had let this one in, and another may come.
                Err(error) if error.errno() == ECONNRESET && !until.has_no_time() => {
                    pace.wait(&mut [], until).map_err(|error| nobody(error, path, until, refuse::no_server))?;
                }
                opened => return opened,
            }
        }
    }

    fn open_once(path: &CStr, until: &Deadline) -> Result<Client, Error> {
        until.check_stop()?;
        let requests = open_to_write(path, O_NOFOLLOW, until, refuse::no_server, || sweep(path)).map_err(|error| {
            if is_link(error, path) { Error::refused(ELOOP, refuse::fifo_link(path)) } else { error }
        })?;
        let (name, sender, reply) = reply_fifo(path)?;
        let (requests, reply) = (above_standard(requests), above_standard(reply));
        let buffer = memory::vector(ROOM)?;
        let mut client = Client { requests, reply, sender, buffer, pending: 0..0, has_ended: false };
        client.join(path, until)?;
        drop(name);
        Ok(client)
    }

    fn join(&mut self, path: &CStr, until: &Deadline) -> Result<(), Error> {
        let pid = fork::pid().to_le_bytes();
        loop {
            self.request(wire::JOIN, &pid, until)?;
            match self.message(&until.sooner(ASK_AGAIN_MS)) {
                Ok(Some((wire::WELCOME, data))) => {
                    let key = self.buffer.get(data).and_then(wire::read_key);
                    self.sender.key = key.ok_or_else(|| Error::refused(EPROTO, refuse::no_reply()))?;
                    return Ok(());
                }
                Ok(Some((wire::FULL, _))) => return Err(Error::refused(ECONNREFUSED, refuse::server_full(path))),
                Ok(_) => return Err(lost()),
                Err(error) if matches!(error.errno(), ETIMEDOUT | EAGAIN) => match until.check() {
                    Ok(()) if !until.is_immediate() => {}
                    Ok(()) => return Err(Error::refused(EAGAIN, refuse::server_silent(path, until.given_ms()))),
                    Err(error) if error.errno() == ETIMEDOUT => {
                        return Err(Error::refused(ETIMEDOUT, refuse::server_silent(path, until.given_ms())));
                    }
                    Err(error) => return Err(error),
                },
                Err(error) => return Err(error),
            }
        }
    }

    pub(crate) fn fd(&self) -> c_int {
        self.reply.as_raw_fd()
    }

    /// Sends that, whole or not at all.
    pub(crate) fn send(&mut self, data: &[u8], until: &Deadline) -> Result<(), Error> {
        self.request(wire::DATA, data, until)
    }

    fn request(&mut self, kind: u16, data: &[u8], until: &Deadline) -> Result<(), Error> {
        let Some(request) = Request::new(kind, self.sender, data) else { return Err(too_large(data)) };
        loop {
            // A server that has ended may have a successor, which does not know this client.
            let [reply, requests] = self.ready(0, POLLOUT, until)?;
            if self.has_ended || (reply & POLLHUP != 0 && kind != wire::JOIN) || requests & POLLERR != 0 {
                return Err(lost());
            }
            match transfer::write_once(self.requests.as_raw_fd(), request.bytes()) {
                Ok(_) => return Ok(()),
                // Others may have taken the room, each time.
                Err(Errno(EAGAIN)) if until.has_no_time() => {
                    return Err(wait::not_ready(self.requests.as_raw_fd(), POLLOUT, until));
                }
                Err(Errno(EAGAIN | EINTR)) => {}
                Err(Errno(EPIPE)) => return Err(lost()),
                Err(errno) => {
                    let bytes = request.bytes();
                    return Err(errno.of(step!(write(self.requests.as_raw_fd(), bytes.as_ptr(), bytes.len()))));
                }
            }
        }
    }

    /// The next answer; None when the server has ended, and all was given out that it has sent.
    pub(crate) fn receive(&mut self, until: &Deadline) -> Result<Option<&[u8]>, Error> {
        until.check_stop()?;
        loop {
            match self.message(until)? {
                Some((wire::ANSWER, range)) => return Ok(Some(self.buffer.get(range).unwrap_or_default())),
                Some((wire::END, _)) => self.has_ended = true,
                Some(_) => {}
                None => return Ok(None),
            }
        }
    }

    /// The next message, and where in the buffer its data is until the next call. None is the end.
    fn message(&mut self, until: &Deadline) -> Result<Option<(u16, Range<usize>)>, Error> {
        loop {
            let bytes = self.buffer.get(self.pending.clone()).unwrap_or_default();
            let mut needed = REPLY_HEADER;
            if bytes.len() >= REPLY_HEADER {
                let Some((kind, size)) = wire::read_reply_header(bytes) else {
                    return Err(Error::refused(EPROTO, refuse::no_reply()));
                };
                needed += size;
                if bytes.len() >= needed {
                    let start = self.pending.start + REPLY_HEADER;
                    self.pending.start += needed;
                    return Ok(Some((kind, start..start + size)));
                }
            }
            if self.has_ended {
                return Ok(None);
            }
            self.fill(needed, until)?;
        }
    }

    /// Reads what is there, and has room for a message of that size.
    fn fill(&mut self, needed: usize, until: &Deadline) -> Result<(), Error> {
        self.buffer.copy_within(self.pending.clone(), 0);
        self.pending = 0..self.pending.len();
        // As much of a large one as has come already: that it is large is only said.
        let room = needed.min(2 * self.pending.len()).max(ROOM);
        if self.buffer.len() < room {
            self.buffer.try_reserve(room - self.buffer.len())?;
            self.buffer.resize(room, 0);
        }
        loop {
            let free = self.buffer.get_mut(self.pending.end..).unwrap_or_default();
            let (address, size) = (free.as_ptr(), free.len());
            match transfer::read_once(self.reply.as_raw_fd(), free) {
                Ok(count @ 1..) => {
                    self.pending.end += count;
                    return Ok(());
                }
                Err(Errno(EINTR)) => continue,
                // 0 is also what is read before the server has opened it.
                Ok(_) | Err(Errno(EAGAIN)) => {}
                Err(errno) => return Err(errno.of(step!(read(self.reply.as_raw_fd(), address, size)))),
            }
            let [reply, requests] = self.ready(POLLIN, 0, until)?;
            if reply & POLLIN == 0 && (reply & POLLHUP != 0 || requests & POLLERR != 0) {
                return Err(lost());
            }
        }
    }

    /// Waits for these events of the reply FIFO or the request FIFO, or for the end of the server.
    fn ready(&self, reply: c_short, requests: c_short, until: &Deadline) -> Result<[c_short; 2], Error> {
        let mut fds = [
            pollfd { fd: self.reply.as_raw_fd(), events: reply, revents: 0 },
            pollfd { fd: self.requests.as_raw_fd(), events: requests, revents: 0 },
        ];
        match wait::any(&mut fds, until) {
            Ok(_) => Ok(fds.map(|fd| fd.revents)),
            Err(error) if matches!(error.errno(), EAGAIN | ETIMEDOUT) => {
                let [reply, requests] = fds;
                Err(match requests.events {
                    0 => wait::not_ready(reply.fd, POLLIN, until),
                    _ => wait::not_ready(requests.fd, POLLOUT, until),
                })
            }
            Err(error) => Err(error),
        }
    }
}

/// How a request of more bytes than one may have is refused.
pub(super) fn too_large(request: &[u8]) -> Error {
    let size = i64::try_from(request.len()).unwrap_or(i64::MAX);
    Error::refused(EMSGSIZE, refuse::value("size", size, 0, MOST_DATA as i64))
}

fn lost() -> Error {
    Error::refused(ECONNRESET, refuse::server_gone())
}

/// Where no server is, nobody else would.
fn sweep(path: &CStr) {
    if let Ok(place) = Place::of(path) {
        place.sweep();
    }
}

/// Has that error come of the path's being a link, which is not followed?
fn is_link(error: Error, path: &CStr) -> bool {
    error.errno() == ELOOP && sys::status_of_path(path).is_ok_and(|status| status.is_link())
}

/// Makes a reply FIFO beside that of the server, which only this user can open, and opens and locks it.
fn reply_fifo(path: &CStr) -> Result<(Name, Sender, OwnedFd), Error> {
    const FLAGS: c_int = O_RDONLY | O_NONBLOCK | O_NOFOLLOW;
    const TRIES: usize = 100;
    for _ in 0..TRIES {
        let sender = Sender { name: random()?, key: 0 };
        let name = Name(names::of(path, sender.name)?);
        if make(&name.0, 0o600)? {
            // Another's, of the same number.
            std::mem::forget(name);
            continue;
        }
        let reply = match sys::open(&name.0, FLAGS) {
            Ok(reply) => reply,
            // Somebody has cleaned up before it was locked.
            Err(Errno(libc::ENOENT)) => continue,
            Err(errno) => return Err(errno.of(step!(open(name.0.as_ptr(), FLAGS | O_CLOEXEC)))),
        };
        match sys::lock(&reply) {
            Ok(()) if sys::status(&reply).is_ok_and(|status| status.links == 1) => return Ok((name, sender, reply)),
            Ok(()) | Err(Errno(EWOULDBLOCK)) => {}
            Err(errno) => return Err(errno.of(step!(flock(reply.as_raw_fd(), libc::LOCK_EX | libc::LOCK_NB)))),
        }
    }
    Err(Errno(EEXIST).of(step!(mkfifo(path.as_ptr(), 0o600))))
}
