//! A server for many clients over one FIFO.
//!
//! ```text
//!   clients   ── records of at most PIPE_BUF ──>  the request FIFO, which the server has open to read and to write, so that
//!                                                 there is no end of it when the last client goes
//!   a client  <── a stream, queued for the slow ── its own reply FIFO, which only the server writes to
//! ```
//!
//! The server never waits for a client: it writes to it what fits, and the rest when there is room. It knows that a client is
//! gone by its reply FIFO, which nobody reads any more, at once and however it has ended. What the client has sent before is in
//! the request FIFO, and is given out first.

mod client;
mod incoming;
mod taken;

use std::collections::HashMap;
use std::ffi::{CStr, CString, c_int, c_void};
use std::hash::{BuildHasherDefault, DefaultHasher};
use std::os::fd::{AsRawFd, OwnedFd};
use std::ptr::null_mut;

use libc::{EAGAIN, EMSGSIZE, ENOBUFS, ENOTCONN, EPIPE, POLLIN, mode_t};

use self::client::Client;
use self::incoming::{Incoming, Item};
use self::taken::{AtEnd, Taken, take};
use super::open::nobody;
use super::sys;
use super::wire::{self, Sender};
use crate::boundary::descriptor::above_standard;
use crate::boundary::error::{Error, step};
use crate::boundary::handle::Handle;
use crate::boundary::memory;
use crate::deadline::{Deadline, wait};
use crate::explain::refuse;
use crate::pipe;

/// What a server is to be like.
pub(crate) struct Settings {
    pub mode: mode_t,
    /// Bytes that wait for a client at most.
    pub queue: usize,
    pub most_clients: usize,
    /// Does the FIFO stay when the server ends?
    pub keeps: bool,
}

/// Without the random keys of std's own, which take thread-local storage: only this user's processes choose the numbers.
type Map<T> = HashMap<u64, T, BuildHasherDefault<DefaultHasher>>;

pub(crate) struct Server {
    path: CString,
    settings: Settings,
    taken: Taken,
    events: OwnedFd,
    incoming: Incoming,
    clients: Map<Client>,
    /// The numbers of the clients, by the names of their reply FIFOs.
    numbers: Map<u64>,
    last: u64,
    /// How many clients are gone and have not been told of.
    leaving: usize,
}

/// As C knows it.
#[allow(non_camel_case_types, reason = "the name of the C type")]
pub(crate) type leat_fifo_server = Handle<Server>;

/// What has happened.
pub(crate) enum What {
    Joined,
    Data,
    Text,
    Gone,
}

pub(crate) struct Event<'a> {
    pub what: What,
    /// 0 of text.
    pub client: u64,
    pub data: &'a [u8],
    pub error: c_int,
    pub who: Who,
}

/// Who a client says that it is, and whose it is.
#[derive(Clone, Copy)]
pub(crate) struct Who {
    pub pid: i32,
    pub uid: u32,
    pub gid: u32,
    pub user: *mut c_void,
}

const NOBODY: Who = Who { pid: 0, uid: u32::MAX, gid: u32::MAX, user: null_mut() };
/// The number by which epoll tells of the request FIFO; clients begin with 1.
const REQUESTS: u64 = 0;

impl Server {
    pub(crate) fn new(path: &CStr, settings: Settings) -> Result<Server, Error> {
        let mut taken = take(path, settings.mode)?;
        taken.place.sweep();
        let path = memory::string(path.to_bytes())?;
        let events = sys::epoll().map_err(|errno| errno.of(step!(epoll_create1(libc::EPOLL_CLOEXEC))))?;
        let events = above_standard(events);
        let requests = &taken.requests;
        sys::epoll_add(&events, requests, libc::EPOLLIN as u32, REQUESTS).map_err(|errno| {
            errno.of(step!(epoll_ctl(events.as_raw_fd(), libc::EPOLL_CTL_ADD, requests.as_raw_fd(), 0)))
        })?;
        let incoming = Incoming::new()?;
        taken.at_end = if settings.keeps { AtEnd::Kept } else { AtEnd::Removed };
        Ok(Server {
            path,
            settings,
            taken,
            events,
            incoming,
            clients: Map::default(),
            numbers: Map::default(),
            last: 0,
            leaving: 0,
        })
    }

    pub(crate) fn fd(&self) -> c_int {
        self.events.as_raw_fd()
    }

    /// In a forked child: it is the parent's, and only its descriptors are closed.
    pub(crate) fn inherited(mut self) {
        self.taken.at_end = AtEnd::Parents;
    }

    /// The next event.
    pub(crate) fn next(&mut self, until: &Deadline) -> Result<Event<'_>, Error> {
        until.check_stop()?;
        let (mut idle, mut has_read) = (false, false);
        loop {
            match self.incoming.next(idle) {
                Some(Item::Text(range)) => {
                    let data = self.incoming.bytes(range);
                    return Ok(Event { what: What::Text, client: 0, data, error: 0, who: NOBODY });
                }
                Some(Item::Record { kind: wire::JOIN, sender, data }) => {
                    let pid = self.incoming.bytes(data).first_chunk().map_or(0, |pid| i32::from_le_bytes(*pid));
                    if let Some((number, who)) = self.admit(sender, pid)? {
                        return Ok(Event { what: What::Joined, client: number, data: &[], error: 0, who });
                    }
                    continue;
                }
                Some(Item::Record { kind: wire::DATA, sender, data }) => {
                    // Nothing is taken of others, of whom the end was told, and of those who were dropped as too slow.
                    let Some((number, who)) = self.sender(sender) else { continue };
                    let data = self.incoming.bytes(data);
                    return Ok(Event { what: What::Data, client: number, data, error: 0, who });
                }
                Some(Item::Record { .. }) => continue,
                None => {}
            }
            if let Some((number, client)) = self.next_gone(idle) {
                let (error, who) = (client.gone_error(), client.who);
                return Ok(Event { what: What::Gone, client: number, data: &[], error, who });
            }
            self.look_at_clients()?;
            // Of what was read nothing is to be told. Who goes on writing such things does not make it longer; and as there is
            // more of them, a poll will tell so.
            if has_read && self.queued() != 0 {
                until.check()?;
                if until.is_immediate() {
                    return Err(until.over());
                }
            }
            if self.incoming.fill(&self.taken.requests)? {
                (idle, has_read) = (false, true);
            } else if self.leaving != 0 || (self.incoming.has_part() && !idle) {
                // The FIFO is empty: what is there of a record will not be whole, and who is gone has told all.
                idle = true;
            } else {
                wait::ready(self.events.as_raw_fd(), POLLIN, until)
                    .map_err(|error| nobody(error, &self.path, until, refuse::no_event))?;
                idle = false;
            }
        }
    }

    /// Sends that to a client, or queues it.
    pub(crate) fn answer(&mut self, number: u64, data: &[u8]) -> Result<(), Error> {
        let queue = self.settings.queue;
        let client = self.client(number)?;
        if client.is_gone() {
            return Err(Error::refused(EPIPE, refuse::client_gone(number as i64)));
        }
        if !client.has_room(data.len(), queue) {
            return Err(Error::refused(EAGAIN, refuse::client_slow(number as i64, client.queued() as i64)));
        }
        self.send(number, wire::ANSWER, data)
    }

    /// Sends that to all clients, and gives how many those are. Who is too slow for it is dropped.
    pub(crate) fn answer_all(&mut self, data: &[u8]) -> Result<usize, Error> {
        let mut numbers = memory::vector(self.clients.len())?;
        numbers.extend(self.clients.iter().filter(|(_, client)| !client.is_gone()).map(|(number, _)| *number));
        let mut count = 0;
        for number in numbers {
            let queue = self.settings.queue;
            if self.client(number)?.has_room(data.len(), queue) {
                self.send(number, wire::ANSWER, data)?;
                count += 1;
            } else {
                self.mark_gone(number, ENOBUFS);
            }
        }
        Ok(count)
    }

    /// Ends a client, of which nothing is told any more.
    pub(crate) fn drop_client(&mut self, number: u64) -> Result<(), Error> {
        if !self.client(number)?.is_gone() {
            // If there is room for that; else the client finds its reply FIFO at an end.
            let _ = self.send(number, wire::END, &[]);
        }
        self.forget(number);
        Ok(())
    }

    pub(crate) fn set_user(&mut self, number: u64, user: *mut c_void) -> Result<(), Error> {
        self.client(number)?.who.user = user;
        Ok(())
    }

    fn client(&mut self, number: u64) -> Result<&mut Client, Error> {
        self.clients.get_mut(&number).ok_or_else(|| Error::refused(ENOTCONN, refuse::no_client(number as i64)))
    }

    /// The client that has sent a record, by its name and key.
    fn sender(&self, sender: Sender) -> Option<(u64, Who)> {
        let number = self.numbers.get(&sender.name)?;
        let client = self.clients.get(number)?;
        (client.sender == sender && client.gone_error() != ENOBUFS).then_some((*number, client.who))
    }

    /// Lets in who has asked for it. None: it is in already, or is none that can be let in.
    fn admit(&mut self, sender: Sender, pid: i32) -> Result<Option<(u64, Who)>, Error> {
        if self.numbers.contains_key(&sender.name) {
            return Ok(None);
        }
        self.clients.try_reserve(1)?;
        self.numbers.try_reserve(1)?;
        let reply = self.taken.place.reply(sender.name)?;
        // One that cannot be let in now, as there are no descriptors, asks again.
        let Some(client) = Client::open(&reply, sender.name, pid)? else { return Ok(None) };
        let number = self.last + 1;
        let (who, key) = (client.who, client.sender.key);
        if self.clients.len() >= self.settings.most_clients {
            let mut client = client;
            client.push(wire::FULL, &[])?;
            client.flush();
            return Ok(None);
        }
        if sys::epoll_add(&self.events, client.reply(), 0, number).is_err() {
            return Ok(None);
        }
        self.last = number;
        self.numbers.insert(sender.name, number);
        self.clients.insert(number, client);
        self.send(number, wire::WELCOME, &key.to_le_bytes())?;
        Ok(Some((number, who)))
    }

    /// Queues a reply, and writes what there is room for.
    fn send(&mut self, number: u64, kind: u16, data: &[u8]) -> Result<(), Error> {
        let client = self.client(number)?;
        client.push(kind, data)?;
        self.flush(number);
        Ok(())
    }

    fn flush(&mut self, number: u64) {
        let Some(client) = self.clients.get_mut(&number) else { return };
        if !client.flush() {
            return self.mark_gone(number, 0);
        }
        if let Some(wanted) = client.wants_change() {
            // Without it the queue is written behind the next answer.
            let _ = sys::epoll_change(&self.events, client.reply(), wanted, number);
        }
    }

    /// How many bytes are in the request FIFO.
    fn queued(&self) -> u64 {
        pipe::queued(self.taken.requests.as_raw_fd()).map_or(0, |queued| queued as u64)
    }

    /// It reads no more. It is told of behind what it has sent: all that was read by then, and what is in the FIFO now.
    fn mark_gone(&mut self, number: u64, error: c_int) {
        let behind = self.incoming.count() + self.queued();
        if let Some(client) = self.clients.get_mut(&number)
            && client.mark_gone(behind, error)
        {
            self.leaving += 1;
            let _ = sys::epoll_remove(&self.events, client.reply());
        }
    }

    /// One that is gone and has nothing more to tell, as all of it was read, or the FIFO has been empty since.
    fn next_gone(&mut self, idle: bool) -> Option<(u64, Client)> {
        if self.leaving == 0 {
            return None;
        }
        let count = self.incoming.count();
        let number = *self
            .clients
            .iter()
            .filter(|(_, client)| client.is_gone() && (idle || client.is_over(count)))
            .map(|(number, _)| number)
            .min()?;
        self.forget(number).map(|client| (number, client))
    }

    fn forget(&mut self, number: u64) -> Option<Client> {
        let client = self.clients.remove(&number)?;
        self.numbers.remove(&client.sender.name);
        self.leaving -= usize::from(client.is_gone());
        Some(client)
    }

    /// Writes to clients that have room, and finds those that read no more.
    fn look_at_clients(&mut self) -> Result<(), Error> {
        let mut ready = [libc::epoll_event { events: 0, u64: 0 }; 64];
        let count = sys::epoll_ready(&self.events, &mut ready)
            .map_err(|errno| errno.of(step!(epoll_wait(self.events.as_raw_fd(), 0, 64, 0))))?;
        for event in ready.get(..count).unwrap_or_default() {
            let (number, events) = (event.u64, event.events);
            if number == REQUESTS {
                continue;
            }
            if events & (libc::EPOLLERR | libc::EPOLLHUP) as u32 != 0 {
                self.mark_gone(number, 0);
            } else {
                self.flush(number);
            }
        }
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if self.taken.at_end == AtEnd::Parents {
            return;
        }
        for client in self.clients.values_mut().filter(|client| !client.is_gone()) {
            // If there is room; the rest is lost.
            if client.push(wire::END, &[]).is_ok() {
                client.flush();
            }
        }
    }
}

/// The most that an answer may have.
pub(crate) fn check_size(size: usize) -> Result<(), Error> {
    if u32::try_from(size).is_err() {
        return Err(Error::refused(EMSGSIZE, refuse::value("size", i64::MAX, 0, u32::MAX.into())));
    }
    Ok(())
}
