//! Who has a socket, as a sentence says it.

use std::fmt;

use libc::uid_t;

use super::Socket;
use crate::explain::facts::clock::Moment;
use crate::explain::facts::holders::{self, Holder, Holders, Target};
use crate::explain::facts::process::Process;
use crate::explain::facts::user::User;

/// Who has a socket: `this process itself, as fd 5`, `server (pid 12)`.
pub(crate) struct Who {
    holders: Holders,
    asking: Process,
    owner: Option<uid_t>,
}

impl Who {
    pub(crate) fn has(socket: &Socket, asking: Process, until: Moment) -> Who {
        Who { holders: holders::find(&Target::Socket(socket.inode), None, until), asking, owner: socket.owner }
    }

    /// The descriptor, if the process that asks has it itself.
    pub(crate) fn itself(&self) -> Option<Holder> {
        self.holders.found().find(|holder| holder.process == self.asking)
    }

    /// A child of the process that asks, if it has the socket and its parent has not.
    pub(crate) fn child(&self) -> Option<Process> {
        let is_child = |process: &Process| process.stat().ok().and_then(|stat| stat.parent()) == Some(self.asking);
        self.holders.processes().find(is_child).filter(|_| self.itself().is_none())
    }

    pub(crate) fn is_unknown(&self) -> bool {
        self.holders.count == 0
    }
}

impl fmt::Display for Who {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        match self.itself() {
            Some(holder) => {
                write!(to, "this process itself (fd {})", holder.fd)?;
                let others = self.holders.only(|other| other.process != self.asking);
                if others.count > 0 { write!(to, ", and {others}") } else { Ok(()) }
            }
            None if self.holders.count > 0 => write!(to, "{}", self.holders),
            None if self.holders.unseen.is_nothing() => to.write_str("a process that has gone"),
            None => match self.owner {
                Some(owner) => write!(to, "a process of {} that cannot be seen from here", User(owner)),
                None => to.write_str("a process that cannot be seen from here"),
            },
        }
    }
}
