//! What can be said of a wait: who could end it, and whether anybody will.

mod alone;
mod channel;
mod lock;
mod process;
mod stuck;
#[cfg(test)]
mod tests;

use std::fmt::{self, Write};

pub(super) use stuck::{Doubt, Path};

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
            Object::Child(child) => self.child(child, said),
            Object::Vfork => self.enders("", "the child", said),
            Object::Futex(futex) => self.futex(futex, said),
            Object::Signals(signals) => self.signals(*signals, said),
            Object::Terminal { .. } => self.terminal(said),
            Object::Any { of, .. } => match of.first() {
                Some(only) if of.len() == 1 => self.object(&only.object, said),
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

    /// `{before}{the enders and what they do}{behind}.`, if there are some.
    fn enders(&self, before: &str, behind: &str, said: &mut Said) {
        if self.others().next().is_some() {
            said.fact(format_args!("{before}{}{behind}", self.list()));
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

/// `writer (pid 12), which is running, and sh (pid 13), which …`
struct Others<'a>(&'a About<'a>);

impl fmt::Display for Others<'_> {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        let graph = self.0.graph;
        let count = self.0.others().count();
        for (number, process) in self.0.others().take(NAMED).enumerate() {
            let and = if number == 0 {
                ""
            } else if number + 1 == count {
                ", and "
            } else {
                ", "
            };
            write!(to, "{and}{}", process.named())?;
            match graph.look_of(process) {
                Some(place) => write!(to, ", which {}", Doing(&graph.looks[place]))?,
                None => write!(to, ", whose state cannot be seen")?,
            }
        }
        if count > NAMED { write!(to, ", and {} more", count - NAMED) } else { Ok(()) }
    }
}

/// Signals that a process handles, and could so come to do something although all its threads wait. Not those that come
/// of a fault, nor glibc's own two.
fn handled(look: &Look) -> Signals {
    let faults = [libc::SIGSEGV, libc::SIGBUS, libc::SIGFPE, libc::SIGILL, libc::SIGTRAP, libc::SIGABRT, libc::SIGSYS];
    let set = |line| look.status.words(line).next().and_then(|word| u64::from_str_radix(word, 16).ok()).unwrap_or(0);
    let excepted = faults.into_iter().chain([32, 33]).fold(0, |set, signal| set | 1 << (signal - 1));
    Signals(set("SigCgt:") & !set("SigBlk:") & !excepted)
}
