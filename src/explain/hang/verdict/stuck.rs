//! The verdict on a wait that nobody can end.

use std::fmt::{self, Write};

use super::{About, Outlook, Said, handled};
use crate::explain::facts::file::Errno;
use crate::explain::facts::signals::Signals;
use crate::explain::facts::unseen::Unseen;
use crate::explain::hang::brief::{Deed, Who};
use crate::explain::hang::graph::{Graph, Hope, Wait};
use crate::explain::hang::list::List;
use crate::explain::hang::object::{FutexKind, Object, Side, SocketWait, SysvQueueWait};
use crate::explain::text::Text;

/// Says what is proven of a wait, and how firmly.
pub(super) fn say(graph: &Graph, wait: &Wait, said: &mut Said) -> Outlook {
    if wait.hope == Hope::Open || !said.verdict.is_empty() {
        return Outlook::Open;
    }
    let (Ok(chain), Ok(doubt)) = (Chain::from(graph, wait), Doubt::of(graph, wait)) else { return Outlook::Open };
    if let Some(cycle) = chain.cycle
        && chain.is_guessed(cycle)
    {
        let mut steps = Text::new();
        chain.write_steps(cycle..chain.steps.len(), &mut steps);
        said.fact(format_args!("If who changed it last is who has it, there is a deadlock: {}", steps.as_str()));
        let _ = said.advice.write_str(chain.way_out(cycle));
        return Outlook::Open;
    }
    let (mut verdict, mut advice) = (Text::new(), Text::new());
    let _ = write!(verdict, "{doubt}");
    if let Some(cycle) = chain.cycle
        && graph.cycles_are_told
        && !chain.is_of_one_thing(cycle)
    {
        let part = if cycle == 0 { "it is part of" } else { "it waits for those in" };
        let _ = write!(said.verdict, "{}{part} the deadlock that is told below.", verdict.as_str());
        return outlook(wait, &doubt);
    }
    if !chain.write(&mut verdict, &mut advice) {
        return Outlook::Open;
    }
    (said.verdict, said.advice) = (verdict, advice);
    outlook(wait, &doubt)
}

fn outlook(wait: &Wait, doubt: &Doubt) -> Outlook {
    if wait.hope == Hope::None && doubt.is_none() { Outlook::Never } else { Outlook::Open }
}

/// What keeps a verdict from being proven.
pub(in crate::explain::hang) struct Doubt {
    unseen: Unseen,
    /// Signals whose handlers could do what nobody else can.
    handled: Signals,
    /// Does a socket wait, which may have a timeout that nobody else can see?
    timeout: bool,
}

impl Doubt {
    pub(in crate::explain::hang) fn of(graph: &Graph, wait: &Wait) -> Result<Doubt, Errno> {
        let mut doubt = Doubt { unseen: Unseen::nothing(), handled: Signals(0), timeout: false };
        graph.each_behind(wait, &mut |behind| {
            doubt.unseen = doubt.unseen.and(behind.ends.unseen);
            doubt.handled.0 |= handled(graph.look(behind)).0;
            doubt.timeout |= matches!(graph.waiting(behind).object, Some(Object::Socket { .. }));
        })?;
        Ok(doubt)
    }

    fn is_none(&self) -> bool {
        self.unseen.is_nothing() && self.handled.is_empty() && !self.timeout
    }
}

/// The words before the verdict.
impl fmt::Display for Doubt {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        if !self.unseen.is_nothing() {
            to.write_str("as far as can be seen, ")?;
        }
        if !self.handled.is_empty() {
            write!(to, "unless a handler of {} does something about it, ", self.handled)?;
        }
        if self.timeout {
            to.write_str("unless a socket has a timeout (SO_RCVTIMEO, SO_SNDTIMEO), ")?;
        }
        Ok(())
    }
}

/// From a wait to the one that it is for, and so on, until one comes again or there is none behind it.
pub(in crate::explain::hang) struct Chain<'a> {
    graph: &'a Graph,
    pub steps: List<&'a Wait>,
    /// Which step comes again.
    pub cycle: Option<usize>,
}

impl<'a> Chain<'a> {
    pub(in crate::explain::hang) fn from(graph: &'a Graph, wait: &'a Wait) -> Result<Chain<'a>, Errno> {
        let mut chain = Chain { graph, steps: List::new(), cycle: None };
        let mut next = Some(wait);
        while let Some(wait) = next {
            chain.cycle = chain.steps.iter().position(|step| std::ptr::eq(*step, wait));
            if chain.cycle.is_some() {
                break;
            }
            chain.steps.add(wait)?;
            next = chain.next(wait);
        }
        Ok(chain)
    }

    /// The wait that a wait is for: one that is on the chain already before others, another process's before its own's.
    fn next(&self, wait: &'a Wait) -> Option<&'a Wait> {
        // Of a wait that is stuck, only such can be behind it.
        let behind = |other: &&Wait| {
            other.hope <= wait.hope
                && !std::ptr::eq(*other, wait)
                && wait.ends.enders.iter().any(|ender| self.graph.is_meant(ender, other))
        };
        let all = || self.graph.waits.iter().filter(behind);
        let on_path = |other: &&Wait| self.steps.iter().any(|step| std::ptr::eq(*step, *other));
        all().find(on_path).or_else(|| all().find(|other| other.look != wait.look)).or_else(|| all().next())
    }

    fn about(&self, step: usize) -> Option<About<'a>> {
        self.steps.get(step).map(|wait| About::new(self.graph, wait))
    }

    /// Writes the verdict and the advice. False if there is nothing to complain of.
    fn write(&self, verdict: &mut Text, advice: &mut Text) -> bool {
        let last = self.steps.len() - 1;
        let (Some(first), Some(end)) = (self.about(0), self.about(last)) else { return false };
        let Some(cycle) = self.cycle else {
            self.write_steps(0..last, verdict);
            let who = Who(end.look, end.waiting);
            if last > 0 {
                let _ = write!(verdict, "; {who} waits for ever: ");
                let _ = write!(advice, "in {who}, ");
            }
            return end.alone(verdict, advice);
        };
        if cycle > 0 {
            self.write_steps(0..cycle, verdict);
            let _ = verdict.write_str(", and there is ");
        }
        if self.is_of_one_thing(cycle) {
            // Readers of a queue that others can open only wait for work.
            return first.wait.hope == Hope::None && end.all_alike(verdict, advice);
        }
        let newcomers =
            if first.wait.hope == Hope::Newcomers { ", unless another process comes to their help" } else { "" };
        let _ = write!(verdict, "a deadlock{newcomers}: ");
        self.write_steps(cycle..last + 1, verdict);
        let _ = verdict.write_str(". None of them can go on before another does.");
        let _ = advice.write_str(self.way_out(cycle));
        true
    }

    /// `a (pid 1) waits for b (pid 2) to write to pipe 5; b …`: each step to the next, and the last to the one that comes
    /// again.
    pub(in crate::explain::hang) fn write_steps(&self, steps: std::ops::Range<usize>, to: &mut Text) {
        for step in steps.clone() {
            let next = self.about(step + 1).or_else(|| self.about(self.cycle?));
            let (Some(about), Some(next)) = (self.about(step), next) else { return };
            let Some(object) = &about.waiting.object else { return };
            let separator = if step == steps.start { "" } else { "; " };
            let (who, whom) = (Who(about.look, about.waiting), Who(next.look, next.waiting));
            let _ = write!(to, "{separator}{who} waits for {whom} to {}", Deed(about.process(), object));
        }
    }

    fn objects(&self, from: usize) -> impl Iterator<Item = &'a Object> {
        let steps = self.steps.get(from..).unwrap_or_default();
        steps.iter().filter_map(|wait| self.graph.waiting(wait).object.as_ref().map(Object::only))
    }

    /// Of System V's objects it is not known who has them, only who used them last.
    fn is_guessed(&self, cycle: usize) -> bool {
        self.objects(cycle).any(|object| matches!(object, Object::SysvQueue { .. } | Object::SysvSemaphore(_)))
    }

    /// Do all of a cycle wait for the same, as those do who all read one pipe?
    fn is_of_one_thing(&self, cycle: usize) -> bool {
        let things = self.steps.iter().skip(cycle).map(|wait| (wait.look, self.graph.waiting(wait).object.as_ref()));
        let mut pairs = things.clone().zip(things.skip(1));
        pairs.all(|((process, one), (other_process, other))| match (one, other) {
            (Some(one), Some(other)) => is_same(one, other, process == other_process),
            _ => false,
        })
    }

    /// What usually mends such a cycle.
    pub(in crate::explain::hang) fn way_out(&self, cycle: usize) -> &'static str {
        let all = |is: fn(&Object) -> bool| self.objects(cycle).all(is);
        let any = |is: fn(&Object) -> bool| self.objects(cycle).any(is);
        if any(|object| matches!(object, Object::Child(_))) {
            return match (any(is_for_room), any(is_for_data), any(is_lock)) {
                (true, ..) if any(is_message) => "receive all that the child sends before waiting for it.",
                (true, ..) => "read all that the child writes before waiting for it.",
                (_, true, _) if any(is_message) => "before waiting for the child, send the message that it waits for.",
                (_, true, _) => {
                    "before waiting for the child, write what it reads, and close every write end of that, the child's own too."
                }
                (.., true) => "unlock before waiting for the child.",
                _ => "before waiting for the child, do what it waits for.",
            };
        }
        if any(|object| matches!(object, Object::Futex(futex) if matches!(futex.kind, FutexKind::ThreadEnd { .. }))) {
            return "before joining the thread, do what it waits for, such as unlocking.";
        }
        if all(is_lock) {
            return "let all take their locks in the same order, or take only one at a time.";
        }
        if all(is_for_room) {
            return "read what the other sends while there is no room for one's own: with poll, or in another thread.";
        }
        if all(is_for_data) && all(is_message) {
            return "one must send first; has it, but to another queue, or with another type?";
        }
        if all(is_for_data) {
            return "one must send first; has it, but what it wrote is still in a buffer of stdio (fflush)?";
        }
        "let one of them do first what the other waits for."
    }
}

/// Do two threads, perhaps of the same process, wait for the same?
fn is_same(one: &Object, other: &Object, same_process: bool) -> bool {
    use Object::{Fifo, Futex, MessageQueue, Pipe, SysvQueue, SysvSemaphore};
    match (one, other) {
        (Pipe { inode, side, .. }, Pipe { inode: other, side: its, .. }) => (inode, side) == (other, its),
        (Fifo { file, side, .. }, Fifo { file: other, side: its, .. })
        | (MessageQueue { file, side, .. }, MessageQueue { file: other, side: its, .. }) => {
            (file, side) == (other, its)
        }
        (SysvQueue { id, wait }, SysvQueue { id: other, wait: its }) => (id, wait) == (other, its),
        (SysvSemaphore(one), SysvSemaphore(other)) => one == other,
        (Futex(one), Futex(other)) if matches!(one.kind, FutexKind::Semaphore { .. } | FutexKind::Condition) => {
            one.shared == other.shared && (one.shared.is_some() || same_process && one.address == other.address)
        }
        _ => false,
    }
}

fn is_for_data(object: &Object) -> bool {
    match object {
        Object::Pipe { side, .. } | Object::Fifo { side, .. } | Object::MessageQueue { side, .. } => {
            *side == Side::Read
        }
        Object::Socket { wait, .. } => *wait == SocketWait::Data,
        Object::SysvQueue { wait, .. } => matches!(wait, SysvQueueWait::Message { .. }),
        _ => false,
    }
}

/// Is it one that messages go through, without a buffer of stdio and without an end to close?
fn is_message(object: &Object) -> bool {
    matches!(object, Object::MessageQueue { .. } | Object::SysvQueue { .. })
}

fn is_for_room(object: &Object) -> bool {
    match object {
        Object::Pipe { side, .. } | Object::Fifo { side, .. } | Object::MessageQueue { side, .. } => {
            *side == Side::Write
        }
        Object::Socket { wait, .. } => *wait == SocketWait::Room,
        Object::SysvQueue { wait, .. } => matches!(wait, SysvQueueWait::Room { .. }),
        _ => false,
    }
}

fn is_lock(object: &Object) -> bool {
    match object {
        Object::FileLock(_) | Object::SysvSemaphore(_) => true,
        Object::Futex(futex) => matches!(
            futex.kind,
            FutexKind::Mutex { .. } | FutexKind::ReadWriteLock { .. } | FutexKind::Semaphore { .. }
        ),
        _ => false,
    }
}
