//! What can be said of a wait: who could end it, and whether anybody will.

mod alone;
mod channel;
mod lock;
mod process;
mod stuck;
#[cfg(test)]
mod tests;

use std::fmt::{self, Write};

pub(super) use stuck::{Chain, Doubt};

use super::blocked::{Look, Waiting};
use super::brief::{Capital, Doing};
use super::graph::{Graph, Wait};
use super::object::Object;
use crate::explain::facts::process::Process;
use crate::explain::facts::signals::Signals;
use crate::explain::text::Text;

/// How a wait will end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::explain) enum Outlook {
    /// It is proven that nobody will end it, unless something from outside does, such as a signal.
    Never,
    Open,
}

/// What is said of one wait, each in whole sentences.
pub(in crate::explain) struct Said {
    /// Who could end it, and in what state they are: `The write end is open only in reader (pid 4242) itself, as fd 4.`
    pub facts: Text,
    /// Where it is provable: `no other process can write: this read will never return, nor see end of file.`
    pub verdict: Text,
    /// `close fd 4 before reading.`
    pub advice: Text,
}

impl Said {
    pub(in crate::explain) const fn new() -> Said {
        Said { facts: Text::new(), verdict: Text::new(), advice: Text::new() }
    }

    // Writing to a Text cannot fail.

    /// Adds a sentence, without its full stop.
    fn fact(&mut self, sentence: fmt::Arguments) {
        let space = if self.facts.is_empty() { "" } else { " " };
        let _ = write!(self.facts, "{space}{sentence}.");
    }

    /// The first verdict counts.
    fn verdict(&mut self, sentence: fmt::Arguments, advice: fmt::Arguments) {
        if self.verdict.is_empty() {
            let _ = self.verdict.write_fmt(sentence);
            let _ = self.advice.write_fmt(advice);
        }
    }
}

/// Says what is known of the wait of a thread in the graph.
pub(super) fn find(graph: &Graph, waiting: &Waiting, said: &mut Said) -> Outlook {
    let wait = graph.waits.iter().find(|wait| std::ptr::eq(graph.waiting(wait), waiting));
    wait.map_or(Outlook::Open, |wait| say(graph, wait, said))
}

fn say(graph: &Graph, wait: &Wait, said: &mut Said) -> Outlook {
    let about = About::new(graph, wait);
    let Some(object) = &about.waiting.object else { return Outlook::Open };
    about.object(object, said);
    if !wait.ends.unseen.is_nothing() {
        said.fact(format_args!("{}", Capital(wait.ends.unseen)));
    }
    about.stopped(object, said);
    stuck::say(graph, wait, said)
}

/// One wait that is being spoken of.
struct About<'a> {
    graph: &'a Graph,
    wait: &'a Wait,
    look: &'a Look,
    waiting: &'a Waiting,
}

impl<'a> About<'a> {
    fn new(graph: &'a Graph, wait: &'a Wait) -> About<'a> {
        About { graph, wait, look: graph.look(wait), waiting: graph.waiting(wait) }
    }

    fn process(&self) -> Process {
        self.look.process
    }

    /// The facts of one thing that it waits for.
    fn object(&self, object: &Object, said: &mut Said) {
        match object {
            Object::Pipe { .. } | Object::Fifo { .. } | Object::MessageQueue { .. } => self.ends(object, said),
            Object::FifoOpen { .. } => self.fifo_open(object, said),
            Object::Socket { inode, wait, .. } => self.socket(*inode, *wait, said),
            Object::SysvQueue { id, wait } => self.sysv_queue(*id, *wait, said),
            Object::SysvSemaphore(semaphore) => self.sysv_semaphore(semaphore, said),
            Object::FileLock(lock) => self.file_lock(lock, said),
            Object::Child(_) => self.child(said),
            Object::Vfork => self.enders("It waits for ", said),
            Object::Futex(futex) => self.futex(futex, said),
            Object::Signals(signals) => self.signals(*signals, said),
            Object::Terminal { .. } => self.terminal(said),
            Object::Any { of, .. } => match of.first() {
                Some(only) if of.len() == 1 => self.object(&only.object, said),
                _ if of.iter().any(|interest| matches!(interest.object, Object::Child(_))) => {
                    self.enders("It could be ended by ", said);
                }
                _ => self.several(said),
            },
            Object::Sleep | Object::File { .. } | Object::Other => (),
        }
    }

    /// Who could make one of several ready.
    fn several(&self, said: &mut Said) {
        if self.others().next().is_some() {
            said.fact(format_args!("The other ends are open in {}", self.list()));
        }
    }

    /// `{before}{the enders and what they do}.`, if there are some.
    fn enders(&self, before: &str, said: &mut Said) {
        if self.others().next().is_some() {
            said.fact(format_args!("{before}{}", self.list()));
        }
    }

    /// The enders in other processes, a process once, with the descriptor of the first.
    fn others(&self) -> impl Iterator<Item = Process> {
        self.wait.ends.processes().filter(|process| *process != self.process())
    }

    fn list(&self) -> Others<'_> {
        Others(self)
    }

    /// The descriptors with which its own process could end the wait.
    fn own_fds(&self) -> impl Iterator<Item = i32> {
        let own = self.process();
        self.wait.ends.enders.iter().filter(move |ender| ender.process == own).filter_map(|ender| ender.fd)
    }

    fn is_own(&self) -> bool {
        self.wait.ends.enders.iter().any(|ender| ender.process == self.process())
    }
}

/// How many processes are named, with what they do.
const NAMED: usize = 3;

/// `writer (pid 12), which is running, and sh (pid 13), which …`; if all do the same, that comes once.
struct Others<'a>(&'a About<'a>);

impl Others<'_> {
    /// Do all who are named do the same?
    fn are_alike(&self) -> bool {
        let doing = |process: Process| {
            let mut text = Text::new();
            let _ = write!(text, "{}", self.doing(process));
            text
        };
        let mut all = self.0.others().take(NAMED).map(doing);
        let first = all.next();
        first.is_some_and(|first| all.all(|other| other.as_str() == first.as_str()))
    }

    fn doing(&self, process: Process) -> WhichDoes<'_> {
        WhichDoes(self.0.graph.look_of(process).map(|place| &self.0.graph.looks[place]))
    }
}

impl fmt::Display for Others<'_> {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        let count = self.0.others().count();
        let together = count > 1 && self.are_alike();
        for (number, process) in self.0.others().take(NAMED).enumerate() {
            let and = match number {
                0 => "",
                _ if number + 1 < count => ", ",
                _ if together => " and ",
                _ => ", and ",
            };
            write!(to, "{and}{}", process.named())?;
            if !together {
                write!(to, ", {}", self.doing(process))?;
            }
        }
        let at_least = if self.0.wait.ends.cut { "at least " } else { "" };
        match (count.saturating_sub(NAMED), self.0.others().next()) {
            (0, Some(first)) if together => write!(to, ", each of {}", self.doing(first)),
            (more, Some(first)) if together => {
                write!(to, " and {at_least}{more} more, each of {}", self.doing(first))
            }
            (0, _) => Ok(()),
            (more, _) => write!(to, ", and {at_least}{more} more"),
        }
    }
}

/// `which is running`
struct WhichDoes<'a>(Option<&'a Look>);

impl fmt::Display for WhichDoes<'_> {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        match self.0 {
            Some(look) => write!(to, "which {}", Doing(look)),
            None => to.write_str("which cannot be looked at"),
        }
    }
}

/// Signals that a process handles, and could so come to do something although all its threads wait. Not those that come
/// of a fault, nor glibc's own two.
fn handled(look: &Look) -> Signals {
    let faults = [libc::SIGSEGV, libc::SIGBUS, libc::SIGFPE, libc::SIGILL, libc::SIGTRAP, libc::SIGABRT, libc::SIGSYS];
    let set = |line| look.status.set(line).unwrap_or(0);
    let excepted = faults.into_iter().chain([32, 33]).fold(0, |set, signal| set | 1 << (signal - 1));
    Signals(set("SigCgt:") & !set("SigBlk:") & !excepted)
}
