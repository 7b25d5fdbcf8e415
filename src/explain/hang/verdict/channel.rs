//! Pipes, FIFOs, queues and sockets: who has the other end.

use std::ffi::c_int;
use std::fmt;

use super::{About, Said};
use crate::explain::enumeration::{Counted, More, separator};
use crate::explain::facts::holders::{Holder, Holders};
use crate::explain::facts::past::Actor;
use crate::explain::facts::process::Process;
use crate::explain::facts::processes;
use crate::explain::facts::sockets::{Socket, State};
use crate::explain::facts::sysv::{self, Details, Kind};
use crate::explain::hang::blocked;
use crate::explain::hang::brief::{Capital, Thing};
use crate::explain::hang::ends::DESCRIPTORS;
use crate::explain::hang::object::{FileId, Object, Side, SocketWait, SysvQueueWait};

/// What the enders have open: `The write end`.
struct End<'a>(Process, &'a Object);

impl fmt::Display for End<'_> {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        let End(process, object) = *self;
        match object {
            Object::Pipe { side: Side::Read, .. } => to.write_str("The write end is open"),
            Object::Pipe { .. } => to.write_str("The read end is open"),
            Object::Socket { .. } => to.write_str("The other end is open"),
            Object::Fifo { side: Side::Read, .. } | Object::FifoOpen { side: Side::Read, .. } => {
                write!(to, "{} is open for writing", Capital(Thing(process, object)))
            }
            Object::MessageQueue { side: Side::Read, .. } => {
                write!(to, "{} is open for sending", Capital(Thing(process, object)))
            }
            Object::MessageQueue { .. } => write!(to, "{} is open for receiving", Capital(Thing(process, object))),
            _ => write!(to, "{} is open for reading", Capital(Thing(process, object))),
        }
    }
}

/// `fd 4`, `fds 4 and 7`.
pub(super) struct Fds<'a>(pub &'a About<'a>);

impl fmt::Display for Fds<'_> {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        let count = self.0.own_fds().count();
        to.write_str(if count == 1 { "fd " } else { "fds " })?;
        for (number, fd) in self.0.own_fds().take(4).enumerate() {
            write!(to, "{}{fd}", separator(number, count))?;
        }
        if self.0.wait.ends.cut && count >= DESCRIPTORS {
            return to.write_str(" and more");
        }
        write!(to, "{}", More(count.saturating_sub(4)))
    }
}

impl About<'_> {
    /// Who has the other end open.
    pub(super) fn ends(&self, object: &Object, said: &mut Said) {
        let end = End(self.process(), object);
        let itself = self.process().named();
        match (self.others().next().is_some(), self.own_fds().next().is_some()) {
            (false, false) => match object {
                Object::Pipe { .. } | Object::Socket { .. } => (),
                _ => said.fact(format_args!("{end} in no process now")),
            },
            (false, true) => said.fact(format_args!("{end} only in {itself} itself, as {}", Fds(self))),
            (true, false) => said.fact(format_args!("{end} in {}", self.list())),
            (true, true) => {
                said.fact(format_args!("{end} in {itself} itself, as {}, and in {}", Fds(self), self.list()))
            }
        }
    }

    pub(super) fn fifo_open(&self, object: &Object, said: &mut Said) {
        let Object::FifoOpen { file, side, .. } = object else { return };
        self.ends(object, said);
        let (here, there) = match side {
            Side::Read => ("reading", "writing"),
            Side::Write => ("writing", "reading"),
        };
        let like_it = self.openers(*file, *side);
        if like_it.count > 0 {
            let verb = if like_it.processes().nth(1).is_some() { "wait" } else { "waits" };
            said.fact(format_args!("{like_it} {verb} to open it for {here} too"));
        }
        // Whoever has the other side open would have let it in.
        if self.wait.ends.enders.is_empty() && self.wait.ends.unseen.in_time {
            said.verdict(
                format_args!("only one side has come: open returns when some process opens the FIFO for {there}."),
                format_args!(
                    "start the other program; if it runs, look whether it opens the same path, and what it waits for."
                ),
            );
        }
    }

    /// Who else waits in open for the same side of a FIFO.
    fn openers(&self, fifo: FileId, side: Side) -> Holders {
        let mut openers = Holders::new();
        let waits_too = |object: &Object| matches!(object, Object::FifoOpen { file, side: its, .. } if *file == fifo && *its == side);
        let _ = processes::each(self.graph.until, &mut |process| {
            if process != self.process()
                && let Ok(look) = blocked::look(process)
                && look.threads.iter().any(|waiting| waiting.object.as_ref().is_some_and(waits_too))
            {
                openers.add(Holder { process, fd: -1, access: 0 });
            }
            true
        });
        openers
    }

    pub(super) fn socket(&self, inode: u64, wait: SocketWait, said: &mut Said) {
        let process = self.process();
        let Some(socket) = Socket::by_inode(process, inode, self.graph.until) else { return };
        if wait == SocketWait::Client {
            return;
        }
        if !self.wait.ends.enders.is_empty() {
            let what = if wait == SocketWait::Connection { "Who listens there is" } else { "The other end is open in" };
            match (self.others().next().is_some(), self.own_fds().next().is_some()) {
                (true, false) => said.fact(format_args!("{what} {}", self.list())),
                (true, true) => {
                    said.fact(format_args!("{what} {} itself, as {}, and {}", process.named(), Fds(self), self.list()))
                }
                (false, _) => {
                    said.fact(format_args!(
                        "The other end is open only in {} itself, as {}",
                        process.named(),
                        Fds(self)
                    ));
                }
            }
        } else if socket.state == State::Unconnected {
            said.fact(format_args!("It is not connected: any process may send to it that has its address"));
        } else if socket.peer.internet().is_some_and(|peer| !peer.ip().is_loopback()) {
            said.fact(format_args!("The other end is not a socket of this machine"));
        }
    }

    pub(super) fn sysv_queue(&self, id: c_int, wait: SysvQueueWait, said: &mut Said) {
        let Ok(Some(queue)) = sysv::by_id(Kind::Queue, id) else { return };
        let Details::Queue { bytes, messages, last_sender, last_receiver, sent, received } = queue.details else {
            return;
        };
        let of_type = |kind: i64, except: bool| -> Option<bool> {
            let mut found = false;
            let all = sysv::each_message(id, self.graph.until, &mut |message| {
                found |= match kind {
                    0 => true,
                    ..0 => message.kind <= -kind,
                    _ => (message.kind == kind) != except,
                };
                !found
            });
            (all == Ok(true)).then_some(found)
        };
        match wait {
            SysvQueueWait::Message { .. } if messages == 0 => said.fact(format_args!("The queue is empty")),
            SysvQueueWait::Message { kind, except } if of_type(kind, except) == Some(false) => {
                let none = if messages == 1 { "not one" } else { "none" };
                said.fact(format_args!(
                    "The queue holds {}, but {none} that is waited for",
                    Counted(messages, "message")
                ));
            }
            SysvQueueWait::Message { .. } => {
                said.fact(format_args!("The queue holds {}", Counted(messages, "message")))
            }
            SysvQueueWait::Room { .. } => match sysv::queue_capacity(id) {
                Ok(capacity) => said.fact(format_args!(
                    "The queue holds {} of {bytes} bytes together, of {capacity} that may be",
                    Counted(messages, "message")
                )),
                Err(_) => said
                    .fact(format_args!("The queue holds {} of {bytes} bytes together", Counted(messages, "message"))),
            },
        }
        let (actor, what) = match wait {
            SysvQueueWait::Message { .. } => (Actor::new(last_sender, sent), "sent to"),
            SysvQueueWait::Room { .. } => (Actor::new(last_receiver, received), "received from"),
        };
        match actor {
            _ if self.others().next().is_some() => {
                said.fact(format_args!("The last that {what} it was {}", self.list()))
            }
            Some(actor) => said.fact(format_args!("The last that {what} it was {actor}")),
            None => said.fact(format_args!("Nobody has ever {what} it")),
        }
    }
}
