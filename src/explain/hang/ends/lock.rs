//! Who has a lock or semaphore.

use std::ffi::c_int;

use libc::pid_t;

use super::{Finder, Needed, Others, What};
use crate::explain::facts::file::{self, Errno};
use crate::explain::facts::holders::{self, Target};
use crate::explain::facts::locks::{self, Lock};
use crate::explain::facts::maps::{self, Mapping, Memory};
use crate::explain::facts::process::Process;
use crate::explain::facts::sysv;
use crate::explain::hang::object::{FileLock, Futex, FutexKind, Place, SysvSemaphore};

impl Finder<'_> {
    /// Every process may change a semaphore. If it is used as a lock, who changed it last has it.
    pub(super) fn sysv_semaphore(&mut self, semaphore: &SysvSemaphore) -> Result<(), Errno> {
        self.ends.widen(Others::Newcomers);
        if !sysv::sees_the_same(self.look.process) {
            self.ends.widen(Others::Anybody);
            return Ok(());
        }
        let Some(operation) = semaphore.operation else { return Ok(()) };
        match sysv::Semaphore::of(semaphore.id, c_int::from(operation.number)) {
            Ok(now) => self.last(now.last),
            Err(_) => Ok(()),
        }
    }

    pub(super) fn file_lock(&mut self, lock: &FileLock) -> Result<(), Errno> {
        let (Some(place), Some(wanted)) = (lock.place, lock.wanted) else {
            self.ends.widen(Others::Anybody);
            return Ok(());
        };
        let (mut in_the_way, mut result) = (0, Ok(()));
        locks::each_of(place, &mut |held| {
            let own = held.kind == locks::Kind::Posix && held.pid == self.look.process.pid;
            // A process does not keep itself out, but an open file of its does.
            let own = own && lock.kind == locks::Kind::Posix;
            if held.keeps_out(lock.kind, wanted.exclusive, wanted.range) && !own {
                in_the_way += 1;
                result = self.owner(lock.fd, held);
            }
            result.is_ok()
        })?;
        result?;
        if in_the_way == 0 {
            self.ends.widen(Others::Anybody);
        }
        // Each must be given back; but of one, any process that has the open file can do it.
        self.ends.all = in_the_way == self.ends.processes().count();
        Ok(())
    }

    fn owner(&mut self, fd: c_int, held: &Lock) -> Result<(), Errno> {
        if held.kind == locks::Kind::Posix {
            match held.process() {
                Some(process) => return self.ender(process, None),
                None => self.ends.widen(Others::Anybody),
            }
            return Ok(());
        }
        // The open file may be anywhere: inherited, or sent.
        let status = file::status(format_args!("{}/fd/{fd}", self.look.process))?;
        let target = Target::File { dev: status.st_dev, ino: status.st_ino };
        let mut result = Ok(());
        let unseen = holders::find_each(&[target], self.until, &mut |_, holder| {
            let its = locks::of_open_file(holder.process, holder.fd, held.kind);
            let is_it = its.is_some_and(|its| its.range == held.range && its.writes == held.writes);
            if is_it && result.is_ok() {
                let ender = super::Ender { process: holder.process, tid: None, fd: Some(holder.fd) };
                result = self.ends.add(ender);
            }
        });
        self.ends.unseen = self.ends.unseen.and(unseen);
        if !unseen.in_time || self.ends.enders.is_empty() {
            self.ends.widen(Others::Anybody);
        }
        result
    }

    pub(super) fn futex(&mut self, futex: &Futex) -> Result<(), Errno> {
        match futex.kind {
            FutexKind::Mutex { owner: Some(tid), .. } | FutexKind::ReadWriteLock { writer: Some(tid), .. } => {
                self.thread(tid, futex.shared)
            }
            FutexKind::ThreadEnd { tid } => self.ender(self.look.process, Some(tid)),
            // Somebody is about to take it.
            FutexKind::Mutex { owner: None, .. } => {
                self.ends.widen(Others::Anybody);
                Ok(())
            }
            FutexKind::Semaphore { .. }
            | FutexKind::Condition
            | FutexKind::ReadWriteLock { writer: None, .. }
            | FutexKind::Barrier { .. }
            | FutexKind::Unknown => match futex.shared {
                None => self.ender(self.look.process, None),
                Some(place) => {
                    if self.can_be_mapped_anew(futex.address) {
                        self.ends.widen(Others::Newcomers);
                    }
                    // Whoever has the file open could map it.
                    let Memory { dev, ino, .. } = place.memory;
                    self.want(What::Open(Target::File { dev, ino }), Needed::Any)?;
                    self.want(What::Mapped(place.memory), Needed::Any)
                }
            },
        }
    }

    /// A thread that holds a lock, of this process or one that shares the memory. If there is none, nobody is left who
    /// could unlock.
    fn thread(&mut self, tid: pid_t, shared: Option<Place>) -> Result<(), Errno> {
        let Some(place) = shared else { return self.ender(self.look.process, Some(tid)) };
        let owner = match (Process { pid: tid }).status() {
            Ok(status) => status.process(),
            Err(libc::ENOENT | libc::ESRCH) => None,
            Err(_) => {
                self.ends.widen(Others::Anybody);
                return Ok(());
            }
        };
        match owner.map(|owner| (owner, shares(owner, place.memory))) {
            Some((owner, Ok(true))) => self.ender(owner, Some(tid)),
            // Another process has got its number.
            None | Some((_, Ok(false))) => Ok(()),
            Some((_, Err(_))) => {
                self.ends.widen(Others::Anybody);
                Ok(())
            }
        }
    }

    /// Has the memory a name, or System V's number, by which another process can get it? If that is not known, it may.
    fn can_be_mapped_anew(&self, address: u64) -> bool {
        let (process, mut can) = (self.look.process, true);
        let _ = maps::each(process, &mut |mapping, path| {
            let is_it = mapping.addresses.contains(&address);
            if is_it {
                can = is_segment(process, &mapping, path)
                    || maps::path_now(process, &mapping, path).map_or(true, |path| path.is_some());
            }
            !is_it
        });
        can
    }
}

/// Is it a System V segment that is there still? Its mapping says that it is deleted from the beginning.
fn is_segment(process: Process, mapping: &Mapping, path: &[u8]) -> bool {
    mapping.is_segment(path)
        && (!sysv::sees_the_same(process)
            || sysv::by_id(sysv::Kind::Segment, mapping.ino as c_int).map_or(true, |segment| segment.is_some()))
}

/// Does a process, of which a lock in that memory has a thread's number, share it?
fn shares(process: Process, memory: Memory) -> Result<bool, Errno> {
    let mut found = false;
    maps::each(process, &mut |mapping, path| {
        found = Memory::of(process, &mapping, path).is_some_and(|its| its.may_be(&memory));
        !found
    })?;
    Ok(found)
}
