//! poll, select and epoll: calls that wait for any of several.

use std::ffi::c_int;
use std::time::Duration;

use super::{blocked_signals, descriptor};
use crate::explain::call::Words;
use crate::explain::facts::file::Errno;
use crate::explain::facts::peek;
use crate::explain::facts::process::Process;
use crate::explain::facts::sockets::{Socket, State};
use crate::explain::facts::{self, clock::Moment};
use crate::explain::hang::list::List;
use crate::explain::hang::object::{Interest, Object, Side, SignalWait, SocketWait};
use crate::explain::hang::syscall::TimeArgument;
use crate::explain::hang::thread::Thread;

/// The most that are kept.
const KEPT: usize = 16;
/// How long the state of a socket is looked for.
const SOCKET: Duration = Duration::from_millis(10);
/// select's sets have so many descriptors, in as many bits.
const SET: usize = libc::FD_SETSIZE / 8;

const IN: u32 = libc::POLLIN as u32;
const OUT: u32 = libc::POLLOUT as u32;
const PRI: u32 = libc::POLLPRI as u32;

/// The descriptors that were found.
struct Several {
    of: List<Interest>,
    more: usize,
}

impl Several {
    const NONE: Several = Several { of: List::new(), more: 0 };

    fn add(&mut self, process: Process, fd: c_int, events: u32) -> Result<(), Errno> {
        if self.of.len() == KEPT {
            self.more += 1;
            return Ok(());
        }
        let side = if events & OUT != 0 && events & (IN | PRI) == 0 { Side::Write } else { Side::Read };
        let mut object = descriptor::transfer(process, fd, side);
        if let Object::Socket { wait, .. } = &mut object {
            match Socket::of(process, fd, Moment::now() + SOCKET).map(|socket| socket.state) {
                Ok(State::Listening) => *wait = SocketWait::Client,
                Ok(State::Connecting) => *wait = SocketWait::Connection,
                _ => (),
            }
        }
        self.of.add(Interest { fd, events, object })
    }

    /// Without descriptors it is a way to sleep, or to wait for a signal.
    fn object(self, thread: &Thread, time: TimeArgument) -> Object {
        if !self.of.is_empty() {
            return Object::Any { of: self.of, more: self.more };
        }
        match super::time::limit(thread.process, time) {
            Some(_) => Object::Sleep,
            None => Object::Signals(SignalWait::Blocks(blocked_signals(thread))),
        }
    }
}

/// An array of struct pollfd.
pub(super) fn poll(thread: &Thread, address: u64, count: u64, time: TimeArgument) -> Result<Object, Errno> {
    let process = thread.process;
    let mut several = Several::NONE;
    for index in 0..count.min(libc::FD_SETSIZE as u64) {
        let size = size_of::<libc::pollfd>() as u64;
        let Ok(bytes) = peek::array::<{ size_of::<libc::pollfd>() }>(process, address.wrapping_add(index * size))
        else {
            return Ok(Object::Other);
        };
        let [a, b, c, d, low, high, ..] = bytes;
        let fd = c_int::from_ne_bytes([a, b, c, d]);
        // A negative one is passed over.
        if fd >= 0 {
            several.add(process, fd, u32::from(u16::from_ne_bytes([low, high])))?;
        }
    }
    Ok(several.object(thread, time))
}

/// Three sets, any of which may be missing.
pub(super) fn select(thread: &Thread, words: &Words, time: TimeArgument) -> Result<Object, Errno> {
    let process = thread.process;
    let count = (words[0] as c_int).clamp(0, libc::FD_SETSIZE as c_int);
    let mut several = Several::NONE;
    for (address, event) in [(words[1], IN), (words[2], OUT), (words[3], PRI)] {
        let mut set = [0; SET];
        // The kernel reads whole words of the sets.
        let read = (count as usize).div_ceil(64) * 8;
        if address != 0 && peek::read(process, address, &mut set[..read]).is_err() {
            return Ok(Object::Other);
        }
        for fd in (0..count).filter(|fd| set[*fd as usize / 8] >> (fd % 8) & 1 == 1) {
            match several.of.as_mut_slice().iter_mut().find(|interest| interest.fd == fd) {
                Some(interest) => interest.events |= event,
                None => several.add(process, fd, event)?,
            }
        }
    }
    Ok(several.object(thread, time))
}

/// What is registered in an epoll descriptor.
pub(super) fn epoll(process: Process, epoll: c_int) -> Result<Object, Errno> {
    let mut several = Several::NONE;
    let mut added = Ok(());
    let read = facts::epoll::each(process, epoll, &mut |fd, events| {
        added = several.add(process, fd, events);
        added.is_ok()
    });
    added?;
    Ok(if read.is_ok() { Object::Any { of: several.of, more: several.more } } else { Object::Other })
}
