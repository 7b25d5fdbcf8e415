//! A client as its server sees it.

use std::ffi::c_int;
use std::os::fd::{AsRawFd, OwnedFd};
use std::ptr::null_mut;

use libc::{EAGAIN, EINTR, ENXIO, O_WRONLY};

use super::Who;
use crate::boundary::descriptor::above_standard;
use crate::boundary::error::{Errno, Error};
use crate::boundary::memory;
use crate::fifo::names::Reply;
use crate::fifo::wire::{self, REPLY_HEADER, Sender};
use crate::fifo::{random, sys};
use crate::io::transfer;

pub(super) struct Client {
    reply: OwnedFd,
    pub sender: Sender,
    pub who: Who,
    /// What was not written yet, from `written` on.
    queue: Vec<u8>,
    written: usize,
    is_watched: bool,
    gone: Option<Gone>,
}

#[derive(Clone, Copy)]
struct Gone {
    /// It is told of when so many bytes of requests were read.
    behind: u64,
    error: c_int,
}

/// What is left at the front of a queue before the rest is moved there.
const SLACK: usize = 64 << 10;

impl Client {
    /// Opens the reply FIFO and removes its name, which is not needed any more. None if it is not what a client makes, and
    /// nobody else can write to or read from. Whoever can list the directory may have asked in its name: the key, by which its
    /// requests are known from now on, goes to who can read the FIFO.
    pub(super) fn open(reply: &Reply, name: u64, pid: i32) -> Result<Option<Client>, Error> {
        // To open it and then to give up would tell the client that the server has gone.
        let queue = memory::vector(REPLY_HEADER + wire::KEY)?;
        let key = random()?;
        let fd = match reply.open(O_WRONLY) {
            Ok(fd) => fd,
            Err(Errno(ENXIO)) => {
                // The client has ended since.
                reply.remove_if_dead();
                return Ok(None);
            }
            Err(_) => return Ok(None),
        };
        let Ok(status) = sys::status(&fd) else { return Ok(None) };
        let user = sys::effective_user();
        let is_private = status.mode & 0o077 == 0 && status.links == 1;
        if !is_private || (user != 0 && status.uid != user) {
            return Ok(None);
        }
        reply.remove();
        let who = Who { pid, uid: status.uid, gid: status.gid, user: null_mut() };
        let (reply, sender) = (above_standard(fd), Sender { name, key });
        Ok(Some(Client { reply, sender, who, queue, written: 0, is_watched: false, gone: None }))
    }

    pub(super) fn reply(&self) -> &OwnedFd {
        &self.reply
    }

    pub(super) fn queued(&self) -> usize {
        self.queue.len() - self.written
    }

    /// Alone a message may wait whatever its size, so that each can be sent some time.
    pub(super) fn has_room(&self, size: usize, most: usize) -> bool {
        self.queued() == 0 || self.queued().saturating_add(REPLY_HEADER + size) <= most
    }

    pub(super) fn push(&mut self, kind: u16, data: &[u8]) -> Result<(), Error> {
        if self.written == self.queue.len() || self.written > SLACK {
            self.queue.drain(..self.written);
            self.written = 0;
        }
        self.queue.try_reserve(REPLY_HEADER + data.len())?;
        self.queue.extend_from_slice(&wire::reply_header(kind, data.len() as u32));
        self.queue.extend_from_slice(data);
        Ok(())
    }

    /// Writes what there is room for. False: nobody reads it any more.
    pub(super) fn flush(&mut self) -> bool {
        while let Some(rest @ [_, ..]) = self.queue.get(self.written..) {
            match transfer::write_once(self.reply.as_raw_fd(), rest) {
                Ok(count) => self.written += count,
                Err(Errno(EINTR)) => {}
                Err(Errno(EAGAIN)) => return true,
                // EPIPE.
                Err(_) => return false,
            }
        }
        if self.queue.capacity() > SLACK {
            self.queue = Vec::new();
            self.written = 0;
        }
        true
    }

    /// The events that are to be watched for now, if they are others than before.
    pub(super) fn wants_change(&mut self) -> Option<u32> {
        let wants = self.queued() != 0;
        if wants == self.is_watched {
            return None;
        }
        self.is_watched = wants;
        Some(if wants { libc::EPOLLOUT as u32 } else { 0 })
    }

    /// False if it was before.
    pub(super) fn mark_gone(&mut self, behind: u64, error: c_int) -> bool {
        let is_new = self.gone.is_none();
        self.gone.get_or_insert(Gone { behind, error });
        is_new
    }

    pub(super) fn is_gone(&self) -> bool {
        self.gone.is_some()
    }

    /// 0: it has ended by itself, or is not gone.
    pub(super) fn gone_error(&self) -> c_int {
        self.gone.map_or(0, |gone| gone.error)
    }

    /// Is it gone, and was all read that it has sent before?
    pub(super) fn is_over(&self, read: u64) -> bool {
        self.gone.is_some_and(|gone| read >= gone.behind)
    }
}
