//! Children, signals and terminals.

use super::{About, Said};
use crate::explain::facts::process::Process;
use crate::explain::facts::processes;
use crate::explain::facts::signals::Signals;
use crate::explain::hang::brief::Doing;
use crate::explain::hang::ends::Others;
use crate::explain::hang::object::{Object, SignalWait};
use crate::explain::hang::report;
use crate::explain::hang::thread::State;

impl About<'_> {
    pub(super) fn child(&self, said: &mut Said) {
        let mut others = self.others();
        let only = others.next().filter(|_| others.next().is_none());
        match only.and_then(|only| self.graph.look_of(only)).map(|place| &self.graph.looks[place]) {
            Some(look) => said.fact(format_args!("{} {}", look.process.named(), Doing(look))),
            None => self.enders("It waits for ", said),
        }
        self.zombies(said);
    }

    /// Whoever could end the wait, but is stopped.
    pub(super) fn stopped(&self, object: &Object, said: &mut Said) {
        let is_stopped = |process: Process| {
            let place = self.graph.look_of(process);
            place.is_some_and(|place| self.graph.looks[place].state() == State::Stopped)
        };
        let stopping_is_enough = matches!(object, Object::Child(child) if child.stopped || !child.exited);
        if self.wait.ends.others != Others::Nobody || self.is_own() || stopping_is_enough {
            return;
        }
        if let Some(first) = self.others().next()
            && self.others().all(is_stopped)
        {
            let whoever =
                if self.others().nth(1).is_some() { "all who could end it are" } else { "who could end it is" };
            said.verdict(
                format_args!("{whoever} stopped by a signal: nothing happens before {} goes on.", first.named()),
                format_args!("let it continue: kill -CONT {}", first.pid),
            );
        }
    }

    /// Children that have ended and were not waited for, beside those that are waited for.
    fn zombies(&self, said: &mut Said) {
        let mut zombies = (None, 0);
        let _ = processes::each(self.graph.until, &mut |process| {
            let Ok(stat) = process.stat() else { return true };
            let is_meant = self.wait.ends.processes().any(|meant| meant == process);
            if stat.field(4) == Some(self.process().pid) && stat.has_ended() && !is_meant {
                zombies = (zombies.0.or(Some(process)), zombies.1 + 1);
            }
            true
        });
        match zombies {
            (Some(zombie), 1) => {
                said.fact(format_args!("Its child {} has ended already, and has not been waited for", zombie.named()));
            }
            (Some(zombie), count) => said.fact(format_args!(
                "{count} children of it have ended already, and have not been waited for, such as {}",
                zombie.named()
            )),
            (None, _) => (),
        }
    }

    pub(super) fn signals(&self, signals: SignalWait, said: &mut Said) {
        let set = |line| self.look.status.set(line).unwrap_or(0);
        // SIGKILL and SIGSTOP, and glibc's own two, end no such wait.
        const NEVER: u64 = 1 << (libc::SIGKILL - 1) | 1 << (libc::SIGSTOP - 1) | 1 << 31 | 1 << 32;
        let pending = set("SigPnd:") | set("ShdPnd:");
        match signals {
            SignalWait::Accepts(Some(accepted)) => {
                let other = Signals(pending & !accepted & !NEVER);
                if !other.is_empty() {
                    said.fact(format_args!("{other} has come and is blocked, but is not among those that it accepts"));
                }
            }
            SignalWait::Blocks(Some(blocked)) => {
                let handled = set("SigCgt:") & !NEVER;
                let (end, late) = (Signals(handled & !blocked), Signals(handled & blocked & pending));
                match (handled, end.is_empty()) {
                    (0, _) => said.fact(format_args!(
                        "No signal has a handler: one that does not end or stop the process does not end the wait either"
                    )),
                    (_, true) => said.fact(format_args!("Every signal that has a handler is blocked: {}", Signals(handled))),
                    (_, false) => said.fact(format_args!("A handler of {end} would end it")),
                }
                if !late.is_empty() {
                    said.verdict(
                        format_args!("{late} has come already, but is blocked: it cannot end this wait."),
                        format_args!("wait with sigsuspend() and a mask without it, or with sigwait() for it."),
                    );
                }
            }
            SignalWait::Accepts(None) | SignalWait::Blocks(None) => (),
        }
        self.zombies(said);
    }

    /// Who types is not seen. Who is in the background is not even heard.
    pub(super) fn terminal(&self, said: &mut Said) {
        let Ok(stat) = self.process().stat() else { return };
        let (group, foreground) = (stat.field::<i32>(5), stat.field::<i32>(8));
        if let (Some(group), Some(foreground)) = (group, foreground)
            && foreground > 0
            && foreground != group
        {
            said.fact(format_args!(
                "It is in the background of its terminal, where {} is in front",
                Process { pid: foreground }.named()
            ));
            // Once a shell has been told of it, the signal is not shown any more.
            if self.look.state() == State::Stopped && report::stop_signal(self.process()).is_none() {
                said.verdict(
                    format_args!(
                        "who reads from the terminal in the background is stopped (SIGTTIN), until it is in front."
                    ),
                    format_args!("bring it to the front (fg in the shell), or give it another standard input."),
                );
            }
        }
    }
}
