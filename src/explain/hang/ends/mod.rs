//! Who could end a wait.
//!
//! Tables are asked at once. Descriptors and mappings of all processes are looked for in one walk for many waits
//! together: `Search`.

mod channel;
mod child;
mod lock;
mod search;

use std::ffi::c_int;

use libc::pid_t;

use super::blocked::{Look, Waiting};
use super::list::List;
use super::object::{Object, Side};
use crate::explain::facts::clock::Moment;
use crate::explain::facts::file::{self, Errno};
use crate::explain::facts::holders::Target;
use crate::explain::facts::process::Process;
use crate::explain::facts::unseen::Unseen;
pub(super) use search::Search;
use search::{Needed, What};

/// One who could end a wait.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::explain) struct Ender {
    pub process: Process,
    /// The only thread of it that could; None: any.
    pub tid: Option<pid_t>,
    /// The descriptor with which.
    pub fd: Option<c_int>,
}

/// Who else could.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(in crate::explain) enum Others {
    Nobody,
    /// A process that does not have the object yet, but can get it by its name.
    Newcomers,
    /// It is not known who, or it will happen by itself.
    Anybody,
}

/// All who could end a wait.
#[derive(Debug)]
pub(in crate::explain) struct Ends {
    pub enders: List<Ender>,
    pub others: Others,
    /// Is it needed that each of them does, as each who holds a lock must give it back?
    pub all: bool,
    /// Where enders may have been missed.
    pub unseen: Unseen,
    /// Is it those who have something open?
    pub searched: bool,
    /// Are there more, or more descriptors of one of them, than are kept?
    pub cut: bool,
}

/// The most that are kept, and the most descriptors of one process.
const ENDERS: usize = 64;
pub(in crate::explain::hang) const DESCRIPTORS: usize = 8;

impl Ends {
    pub(super) fn new() -> Ends {
        Ends {
            enders: List::new(),
            others: Others::Nobody,
            all: false,
            unseen: Unseen::nothing(),
            searched: false,
            cut: false,
        }
    }

    pub(super) fn add(&mut self, ender: Ender) -> Result<(), Errno> {
        if self.enders.contains(&ender) {
            return Ok(());
        }
        // Of many descriptors that one process has the others do not tell who else has one.
        let is_its = |other: &&Ender| other.process == ender.process && other.fd.is_some();
        if ender.fd.is_some() && self.enders.iter().filter(is_its).count() >= DESCRIPTORS {
            self.cut = true;
            return Ok(());
        }
        if self.enders.len() == ENDERS {
            self.cut = true;
            self.widen(Others::Anybody);
            return Ok(());
        }
        self.enders.add(ender)
    }

    pub(super) fn widen(&mut self, others: Others) {
        self.others = self.others.max(others);
    }

    /// The processes among the enders, each once.
    pub(super) fn processes(&self) -> impl Iterator<Item = Process> {
        let enders = &self.enders;
        let is_first = |place: usize| !enders[..place].iter().any(|other| other.process == enders[place].process);
        (0..enders.len()).filter(move |&place| is_first(place)).map(|place| enders[place].process)
    }
}

/// Finds the ends of one wait, the one with that number in the search.
pub(super) fn find(
    look: &Look,
    waiting: &Waiting,
    number: usize,
    search: &mut Search,
    until: Moment,
) -> Result<Ends, Errno> {
    let mut finder = Finder { look, waiting, number, search, until, ends: Ends::new() };
    match &waiting.object {
        Some(object) => finder.object(object)?,
        None => finder.ends.widen(Others::Anybody),
    }
    if waiting.limit.is_some() {
        finder.ends.widen(Others::Anybody);
    }
    Ok(finder.ends)
}

struct Finder<'a> {
    look: &'a Look,
    waiting: &'a Waiting,
    number: usize,
    search: &'a mut Search,
    until: Moment,
    ends: Ends,
}

impl Finder<'_> {
    fn object(&mut self, object: &Object) -> Result<(), Errno> {
        match object {
            Object::Pipe { inode, side, .. } => self.want(What::Open(Target::Pipe(*inode)), needed(*side)),
            Object::Fifo { fd, file, side } | Object::MessageQueue { fd, file, side } => {
                if !self.has_no_name(*fd) {
                    self.ends.widen(Others::Newcomers);
                }
                self.want(What::Open(Target::File { dev: file.dev, ino: file.ino }), needed(*side))
            }
            Object::FifoOpen { file, side, .. } => {
                self.ends.widen(Others::Newcomers);
                self.want(What::Open(Target::File { dev: file.dev, ino: file.ino }), needed(*side))
            }
            Object::Socket { inode, wait, .. } => self.socket(*inode, *wait),
            Object::SysvQueue { id, wait } => self.sysv_queue(*id, *wait),
            Object::SysvSemaphore(semaphore) => self.sysv_semaphore(semaphore),
            Object::FileLock(lock) => self.file_lock(lock),
            Object::Child(child) => self.child(child),
            Object::Vfork => self.vfork(),
            Object::Futex(futex) => self.futex(futex),
            Object::Any { of, more, .. } => {
                if *more > 0 || of.is_empty() {
                    self.ends.widen(Others::Anybody);
                }
                of.iter().try_for_each(|interest| self.object(&interest.object))
            }
            Object::Signals(_) | Object::Sleep | Object::Terminal { .. } | Object::File { .. } | Object::Other => {
                self.ends.widen(Others::Anybody);
                Ok(())
            }
        }
    }

    fn want(&mut self, what: What, needed: Needed) -> Result<(), Errno> {
        self.ends.searched |= matches!(what, What::Open(_));
        self.search.want(self.number, what, needed)
    }

    fn ender(&mut self, process: Process, tid: Option<pid_t>) -> Result<(), Errno> {
        self.ends.add(Ender { process, tid, fd: None })
    }

    /// Has the file been removed, so that nobody can open it any more?
    fn has_no_name(&self, fd: c_int) -> bool {
        let status = file::status(format_args!("{}/fd/{fd}", self.look.process));
        status.is_ok_and(|status| status.st_nlink == 0)
    }
}

/// Who reads waits for one who writes.
fn needed(side: Side) -> Needed {
    match side {
        Side::Read => Needed::Writer,
        Side::Write => Needed::Reader,
    }
}
