//! Who could send, or make room: sockets, and System V queues. (Pipes and POSIX queues need only be looked for.)

use std::ffi::c_int;
use std::fmt::Write;

use libc::pid_t;

use super::{Finder, Needed, Others, What};
use crate::explain::facts::file::{self, Errno};
use crate::explain::facts::holders::Target;
use crate::explain::facts::process::Process;
use crate::explain::facts::sockets::address::Address;
use crate::explain::facts::sockets::{Socket, State, internet, local};
use crate::explain::facts::sysv::{self, Details, Kind};
use crate::explain::hang::object::{SocketWait, SysvQueueWait};
use crate::explain::text::Text;

impl Finder<'_> {
    pub(super) fn socket(&mut self, inode: u64, wait: SocketWait) -> Result<(), Errno> {
        let process = self.look.process;
        let socket = Socket::by_inode(process, inode, self.until);
        let other = match (wait, socket) {
            // Any process may connect.
            (SocketWait::Client, _) | (_, None) => None,
            (SocketWait::Data | SocketWait::Room, Some(socket)) => socket.peer(process, self.until),
            (SocketWait::Connection, Some(socket)) => self.listener(&socket),
        };
        // TCP gives up by itself to connect.
        if wait == SocketWait::Connection && socket.is_some_and(|socket| socket.family != libc::AF_UNIX) {
            self.ends.widen(Others::Anybody);
        }
        // A connection that waits for accept is no process's yet.
        let holder = match other {
            Some(other) if other.inode == 0 => self.listener_at(&other),
            other => other,
        };
        match holder {
            Some(holder) if holder.inode != 0 => self.want(What::Open(Target::Socket(holder.inode)), Needed::Any),
            _ => {
                self.ends.widen(Others::Anybody);
                Ok(())
            }
        }
    }

    /// Who listens where a socket wants to be connected to.
    fn listener(&self, socket: &Socket) -> Option<Socket> {
        if socket.family == libc::AF_UNIX {
            return self.local_listener();
        }
        let mut wanted = *socket;
        std::mem::swap(&mut wanted.local, &mut wanted.peer);
        self.listener_at(&wanted)
    }

    /// Who listens at the local address of a socket.
    fn listener_at(&self, socket: &Socket) -> Option<Socket> {
        let address = socket.local.internet()?;
        let table = internet::Table::of(socket.family, socket.protocol)?;
        internet::find(self.look.process, table, self.until, |other| {
            other.state == State::Listening
                && other.local.internet().is_some_and(|local| {
                    local.port() == address.port() && (local.ip() == address.ip() || local.ip().is_unspecified())
                })
        })
    }

    /// Who listens at the unix address that connect was given.
    fn local_listener(&self) -> Option<Socket> {
        let process = self.look.process;
        let Address::Local(name) = Address::from_bytes(self.waiting.copied(1)?)? else { return None };
        let mut found = None;
        local::each(process, self.until, &mut |socket| {
            if socket.state == State::Listening && socket.local == Address::Local(name) {
                found = Some(*socket);
            }
            found.is_none()
        });
        // It may have been bound by another path to the same file.
        found.or_else(|| {
            let path = name.path()?;
            let mut directory = Text::of_capacity(64);
            let _ = write!(directory, "{process}/{}", if path.starts_with(b"/") { "root" } else { "cwd/" });
            let status = file::status_of(&[directory.as_str().as_bytes(), path]).ok()?;
            let file = local::File { dev: status.st_dev, ino: status.st_ino };
            local::bound_to(process, file, self.until).ok()?.filter(|socket| socket.state == State::Listening)
        })
    }

    /// Who has the key can send and receive. Who was the last to do so will probably be the next.
    pub(super) fn sysv_queue(&mut self, id: c_int, wait: SysvQueueWait) -> Result<(), Errno> {
        self.ends.widen(Others::Newcomers);
        if !sysv::sees_the_same(self.look.process) {
            self.ends.widen(Others::Anybody);
            return Ok(());
        }
        match sysv::by_id(Kind::Queue, id).ok().flatten().map(|queue| queue.details) {
            Some(Details::Queue { last_sender, last_receiver, .. }) => self.last(match wait {
                SysvQueueWait::Message { .. } => last_sender,
                SysvQueueWait::Room { .. } => last_receiver,
            }),
            _ => Ok(()),
        }
    }

    /// Who was the last to use an object, if it is another process that lives.
    pub(super) fn last(&mut self, pid: pid_t) -> Result<(), Errno> {
        let last = Process { pid };
        let lives = |process: Process| process.stat().is_ok_and(|stat| !stat.has_ended());
        if pid > 0 && last != self.look.process && lives(last) { self.ender(last, None) } else { Ok(()) }
    }
}
