//! Looking through the descriptors and mappings of all processes, for several waits at once.

use std::cell::Cell;

use super::{Ender, Others};
use crate::explain::facts::clock::Moment;
use crate::explain::facts::file::Errno;
use crate::explain::facts::holders::{self, Holder, Target};
use crate::explain::facts::maps::{self, Memory};
use crate::explain::facts::processes;
use crate::explain::facts::unseen::{self, Unseen};
use crate::explain::hang::graph::Wait;
use crate::explain::hang::list::List;

/// What an ender has.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum What {
    Open(Target),
    /// That in its memory.
    Mapped(Memory),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Needed {
    Reader,
    Writer,
    Any,
}

/// What is to be found out for the wait with that number.
struct Wanted {
    number: usize,
    what: What,
    needed: Needed,
    /// Has it been found?
    found: Cell<bool>,
}

/// What is to be found out for several waits.
pub(in crate::explain::hang) struct Search {
    wanted: List<Wanted>,
    /// Each target once.
    targets: List<Target>,
}

impl Search {
    pub(in crate::explain::hang) fn new() -> Search {
        Search { wanted: List::new(), targets: List::new() }
    }

    pub(super) fn want(&mut self, number: usize, what: What, needed: Needed) -> Result<(), Errno> {
        if let What::Open(target) = what
            && !self.targets.contains(&target)
        {
            self.targets.add(target)?;
        }
        self.wanted.add(Wanted { number, what, needed, found: Cell::new(false) })
    }

    /// Looks, and adds what is found to the ends of each wait that has such a number.
    pub(in crate::explain::hang) fn run(&self, waits: &mut [Wait], until: Moment) -> Result<(), Errno> {
        let mut result = Ok(());
        if !self.targets.is_empty() {
            let unseen = holders::find_each(&self.targets, until, &mut |place, holder| {
                if result.is_ok() {
                    result = self.found(self.targets[place], holder, waits);
                }
            });
            self.not_seen(unseen, |what| matches!(what, What::Open(_)), waits);
            self.not_found(waits);
        }
        if self.wanted.iter().any(|wanted| matches!(wanted.what, What::Mapped(_))) {
            let unseen = self.look_through_mappings(waits, until, &mut result);
            self.not_seen(unseen, |what| matches!(what, What::Mapped(_)), waits);
        }
        result
    }

    fn found(&self, target: Target, holder: Holder, waits: &mut [Wait]) -> Result<(), Errno> {
        for wanted in self.wanted.iter() {
            let fits = match wanted.needed {
                Needed::Reader => holder.reads(),
                Needed::Writer => holder.writes(),
                Needed::Any => true,
            };
            if wanted.what == What::Open(target) && fits {
                wanted.found.set(true);
                waits[wanted.number].ends.add(Ender { process: holder.process, tid: None, fd: Some(holder.fd) })?;
            }
        }
        Ok(())
    }

    fn look_through_mappings(&self, waits: &mut [Wait], until: Moment, result: &mut Result<(), Errno>) -> Unseen {
        let mut unseen = Unseen::of_proc();
        let all = processes::every(until, &mut |process| {
            let read = maps::each(process, &mut |mapping, path| {
                let Some(memory) = Memory::of(process, &mapping, path) else { return true };
                for wanted in self.wanted.iter() {
                    let What::Mapped(sought) = wanted.what else { continue };
                    let ends = &mut waits[wanted.number].ends;
                    if sought == memory && result.is_ok() {
                        *result = ends.add(Ender { process, tid: None, fd: None });
                    } else if sought.may_be(&memory) {
                        ends.widen(Others::Anybody);
                    }
                }
                true
            });
            if let Err(error) = read {
                unseen.processes += usize::from(unseen::may_hold(process, error));
            }
            true
        });
        unseen.in_time &= all == Ok(true);
        unseen
    }

    /// Whoever reads from a pipe that nobody has open for writing does not wait, but has come to its end; and whoever writes
    /// to one that nobody reads gets an error. The same is true of sockets. So somebody has it open who was not seen, or
    /// whose turn is still to come: it may be under way in a message, or wait for accept.
    fn not_found(&self, waits: &mut [Wait]) {
        let surely = |what| matches!(what, What::Open(Target::Pipe(_) | Target::Socket(_)));
        for wanted in self.wanted.iter().filter(|wanted| surely(wanted.what) && !wanted.found.get()) {
            waits[wanted.number].ends.widen(Others::Anybody);
        }
    }

    /// Notes what was not seen for every wait that had something to be looked for.
    fn not_seen(&self, unseen: Unseen, concerned: impl Fn(&What) -> bool, waits: &mut [Wait]) {
        for wanted in self.wanted.iter().filter(|wanted| concerned(&wanted.what)) {
            let ends = &mut waits[wanted.number].ends;
            ends.unseen = ends.unseen.and(unseen);
            if !unseen.in_time {
                ends.widen(Others::Anybody);
            }
        }
    }
}
