//! Who waits for whom: the processes that were asked about, and those they wait for, as far as that leads.
//!
//! ```text
//!   processes ──> blocked::look ──> waits ──> ends ──> the processes that could end them ──┐
//!       ▲                                                                                  │
//!       └──────────────────────────────────────────────────────────────────────────────────┘
//! ```
//!
//! A wait is *stuck* if nobody can end it: whoever could waits himself, and is stuck too. So a cycle of waits is stuck if
//! no wait in it can be ended from outside the cycle.

use super::PROCESSES;
use super::blocked::{self, Look, Waiting};
use super::ends::{self, Ender, Ends, Others, Search};
use super::list::List;
use super::thread::State;
use crate::explain::facts::clock::Moment;
use crate::explain::facts::file::Errno;
use crate::explain::facts::holders;
use crate::explain::facts::process::Process;

/// One thread's wait.
pub(super) struct Wait {
    /// Its process, and which of that process's threads, by their places.
    pub look: usize,
    pub thread: usize,
    pub ends: Ends,
    pub hope: Hope,
}

/// Can a wait end?
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Hope {
    /// It is stuck.
    None,
    /// It is stuck until a process takes part that does not yet.
    Newcomers,
    Open,
}

pub(super) struct Graph {
    /// First those that were asked about.
    pub looks: List<Look>,
    pub waits: List<Wait>,
    /// Until when facts may be looked for.
    pub until: Moment,
    /// Are cycles told by themselves, behind what is said of each process?
    pub cycles_are_told: bool,
}

impl Graph {
    /// Fails if one of the processes asked about is not there, or cannot be looked at.
    pub(super) fn of(processes: &[Process], until: Moment) -> Result<Graph, Errno> {
        let mut graph = Graph { looks: List::new(), waits: List::new(), until, cycles_are_told: false };
        for process in processes {
            let look = blocked::look(*process)?;
            if graph.look_of(look.process).is_none() {
                graph.looks.add(look)?;
            }
        }
        let mut begin = 0;
        while begin < graph.looks.len() {
            let end = graph.looks.len();
            let first_wait = graph.waits.len();
            graph.find_ends(begin..end)?;
            graph.look_at_enders(first_wait)?;
            begin = end;
        }
        graph.judge();
        graph.doubt_what_is_sent();
        if graph.doubt_what_moved() {
            graph.judge();
        }
        Ok(graph)
    }

    pub(super) fn look_of(&self, process: Process) -> Option<usize> {
        self.looks.iter().position(|look| look.process == process)
    }

    pub(super) fn wait_of(&self, look: usize, thread: usize) -> Option<&Wait> {
        self.waits.iter().find(|wait| (wait.look, wait.thread) == (look, thread))
    }

    pub(super) fn look(&self, wait: &Wait) -> &Look {
        &self.looks[wait.look]
    }

    pub(super) fn waiting(&self, wait: &Wait) -> &Waiting {
        &self.looks[wait.look].threads[wait.thread]
    }

    fn find_ends(&mut self, looks: std::ops::Range<usize>) -> Result<(), Errno> {
        let mut search = Search::new();
        for place in looks {
            let look = &self.looks[place];
            for (thread, waiting) in look.threads.iter().enumerate() {
                if waiting.object.is_some() {
                    let ends = ends::find(look, waiting, self.waits.len(), &mut search, self.until)?;
                    self.waits.add(Wait { look: place, thread, ends, hope: Hope::None })?;
                }
            }
        }
        search.run(self.waits.as_mut_slice(), self.until)
    }

    /// Who cannot be looked at is taken to be free to do what is waited for: see `is_free`.
    fn look_at_enders(&mut self, first_wait: usize) -> Result<(), Errno> {
        for place in first_wait..self.waits.len() {
            let mut next = 0;
            while let Some(ender) = self.waits[place].ends.enders.get(next).copied() {
                next += 1;
                let is_known = self.look_of(ender.process).is_some();
                if is_known || self.looks.len() >= PROCESSES || Moment::now() >= self.until {
                    continue;
                }
                match blocked::look(ender.process) {
                    Ok(look) => self.looks.add(look)?,
                    Err(libc::ENOMEM) => return Err(libc::ENOMEM),
                    Err(_) => (),
                }
            }
        }
        Ok(())
    }

    /// Begins with no hope, and spreads what there is from each to those who wait for him.
    fn judge(&mut self) {
        for wait in self.waits.as_mut_slice() {
            wait.hope = match wait.ends.others {
                Others::Nobody => Hope::None,
                Others::Newcomers => Hope::Newcomers,
                Others::Anybody => Hope::Open,
            };
        }
        loop {
            let mut changed = false;
            for place in 0..self.waits.len() {
                let wait = &self.waits[place];
                let hopes = wait.ends.enders.iter().map(|ender| self.hope_of(ender));
                let from_enders = if wait.ends.all { hopes.min() } else { hopes.max() };
                let hope = wait.hope.max(from_enders.unwrap_or(Hope::None));
                changed |= hope != wait.hope;
                self.waits.as_mut_slice()[place].hope = hope;
            }
            if !changed {
                return;
            }
        }
    }

    /// Can he come to do it?
    fn hope_of(&self, ender: &Ender) -> Hope {
        let Some(place) = self.look_of(ender.process) else { return Hope::Open };
        let look = &self.looks[place];
        // Whoever has ended since he was found may have left what he had to another.
        if ender.tid.is_none() && look.has_ended() {
            return Hope::Open;
        }
        let unseen = if look.more > 0 { Hope::Open } else { Hope::None };
        let threads = look.threads.iter().enumerate();
        let meant = threads.filter(|(_, waiting)| ender.tid.is_none_or(|tid| tid == waiting.thread.tid));
        let hopes = meant.map(|(thread, waiting)| match self.wait_of(place, thread) {
            Some(wait) => wait.hope,
            None if waiting.thread.state == State::Ended => Hope::None,
            None => Hope::Open,
        });
        hopes.max().unwrap_or(unseen).max(unseen)
    }

    /// A descriptor that is being sent has no holder that can be found.
    fn doubt_what_is_sent(&mut self) {
        let is_doubtful = |wait: &Wait| wait.ends.searched && wait.hope == Hope::None;
        if self.waits.iter().any(is_doubtful) && holders::some_are_sent(self.until) {
            let doubtful = self.waits.as_mut_slice().iter_mut().filter(|wait| is_doubtful(wait));
            doubtful.for_each(|wait| wait.ends.unseen.sent = true);
        }
    }

    /// What was read of one thread, and then of another, need not have been true of both at the same time, nor need these
    /// be all threads that there are. They are, if there are no others now, and none has moved in between: who waits
    /// makes no thread. (In this order: a thread that was not listed may end its work, and itself, in between. Then who
    /// waited for it moves.) Tells whether there is a doubt.
    fn doubt_what_moved(&mut self) -> bool {
        for look in self.looks.as_mut_slice() {
            look.count_others();
        }
        // They may also be what others wait for: see `hope_of`.
        let mut any = self.looks.iter().any(|look| look.more > 0);
        for place in 0..self.waits.len() {
            let wait = &self.waits[place];
            if wait.hope != Hope::Open && (self.look(wait).more > 0 || self.waiting(wait).has_moved()) {
                self.waits.as_mut_slice()[place].ends.widen(Others::Anybody);
                any = true;
            }
        }
        any
    }

    /// Calls `each` with every wait that this one depends on, and this one.
    pub(super) fn each_behind<'a>(&'a self, wait: &'a Wait, each: &mut dyn FnMut(&'a Wait)) -> Result<(), Errno> {
        let mut reached: List<usize> = List::new();
        let place_of = |wait: &Wait| self.waits.iter().position(|other| std::ptr::eq(other, wait));
        if let Some(place) = place_of(wait) {
            reached.add(place)?;
        }
        let mut next = 0;
        while let Some(place) = reached.get(next).copied() {
            next += 1;
            each(&self.waits[place]);
            for ender in self.waits[place].ends.enders.iter() {
                for (other, wait) in self.waits.iter().enumerate() {
                    if self.is_meant(ender, wait) && !reached.contains(&other) {
                        reached.add(other)?;
                    }
                }
            }
        }
        Ok(())
    }

    /// Is it that ender's wait?
    pub(super) fn is_meant(&self, ender: &Ender, wait: &Wait) -> bool {
        let thread = &self.waiting(wait).thread;
        thread.process == ender.process && ender.tid.is_none_or(|tid| tid == thread.tid)
    }
}
