//! The report about one process:
//!
//! ```text
//!   reader (pid 4242) is blocked for ever.
//!     It waits in read(3, 0x7ffd…, 4096) for data from pipe 81234 (fd 3, its read end).
//!     The write end is open only in reader (pid 4242) itself, as fd 4.
//!     Verdict: no other process can write: this read will never return, nor see end of file. Do: close fd 4 before reading.
//! ```

use std::fmt::{self, Arguments, Write};

use libc::pid_t;

use super::blocked::{Look, Waiting};
use super::describe::{Described, Limited};
use super::graph::Graph;
use super::object::Object;
use super::thread::State;
use super::verdict::{self, Outlook, Said};
use crate::explain::answer::Paragraph;
use crate::explain::constants::signal::write_signal;
use crate::explain::enumeration::Counted;
use crate::explain::facts::file::{self, Errno};
use crate::explain::facts::process::Process;
use crate::explain::facts::user::User;
use crate::explain::names;
use crate::explain::text::Text;

/// Further lines of a process's paragraph, and of a thread's.
const MARGIN: &str = "  ";
const THREAD_MARGIN: &str = "    ";

/// Writes what a process and each of its threads wait for.
pub(super) fn write(graph: &Graph, look: &Look, to: &mut Text) {
    let alone = look.threads.len() == 1 && look.more == 0;
    let mut body = Text::of_capacity(super::ROOM);
    let mut all_for_ever = look.more == 0;
    let hidden = look.threads.iter().all(|waiting| waiting.thread.call.is_err());
    let shown = if alone || !hidden { look.threads.len() } else { 0 };
    if shown == 0
        && let Some(Err(errno)) = look.threads.first().map(|waiting| waiting.thread.call)
    {
        all_for_ever = false;
        let count = look.threads.len() + look.more;
        let why = NotShown { look, errno };
        line(&mut body, MARGIN, format_args!("What its {count} threads are blocked in is not shown: {why}."));
    }
    for waiting in look.threads.iter().take(shown) {
        let outlook = if alone {
            write_only_thread(graph, look, waiting, &mut body)
        } else {
            write_thread(graph, look, waiting, &mut body)
        };
        all_for_ever &= outlook == Outlook::Never;
    }
    if look.more > 0 && shown > 0 {
        let are = if look.more == 1 { "is" } else { "are" };
        let more = Counted(look.more as u64, "more thread");
        line(&mut body, MARGIN, format_args!("And {more}, which {are} not looked at."));
    }
    line(to, "", format_args!("{} {}", look.process.named(), Condition { look, for_ever: all_for_ever }));
    let _ = to.write_str(body.as_str());
}

/// Writes a paragraph, broken into lines, each behind the margin.
pub(super) fn line(to: &mut Text, margin: &str, text: Arguments) {
    let mut whole = Text::of_capacity(4 << 10);
    let _ = whole.write_fmt(text);
    Paragraph { margin, first: "", text: whole.as_str() }.write(usize::MAX, to);
    let _ = to.write_str("\n");
}

/// What the process does as a whole: `is waiting.`
struct Condition<'a> {
    look: &'a Look,
    for_ever: bool,
}

impl fmt::Display for Condition<'_> {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        let Condition { look, for_ever } = self;
        let any = |state| look.threads.iter().any(|waiting| waiting.thread.state == state);
        match look.state() {
            State::Ended if look.has_ended() => {
                write!(to, "has ended{} and is a zombie: ", Ending(look.process))?;
                match look.status.parent() {
                    Some(parent) if parent.pid != 0 => {
                        write!(to, "its parent {} has not waited for it.", parent.named())
                    }
                    _ => to.write_str("its parent has not waited for it."),
                }
            }
            State::Stopped => write!(to, "is stopped{}", Stop(look.process)),
            State::Traced => match look.status.number("TracerPid:").filter(|pid| *pid != 0) {
                Some(pid) => write!(to, "is stopped by {}, which traces it.", Process { pid }.named()),
                None => to.write_str("is stopped by who traces it."),
            },
            _ if *for_ever => to.write_str("is blocked for ever."),
            _ if any(State::Running) => to.write_str("is running."),
            State::Idle => to.write_str("is a thread of the kernel, and idle."),
            _ => to.write_str("is waiting."),
        }
    }
}

/// What waitpid would tell of a process that has ended or is stopped; None if it is not shown.
fn wait_status(process: Process) -> Option<i32> {
    let status = process.stat().ok()?.field(52)?;
    // It is 0 also for who may not see it.
    let (owner, this) = (process.status().ok()?.effective_user()?, User::this().0);
    (status != 0 || owner == this || this == 0).then_some(status)
}

/// The signal that stopped a process. (While it is stopped that alone stands where the status will be.)
pub(super) fn stop_signal(process: Process) -> Option<u8> {
    wait_status(process).map(|status| (status & 0x7f) as u8).filter(|signal| *signal != 0)
}

/// ` (SIGTSTP). Do: …`
struct Stop(Process);

impl fmt::Display for Stop {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        let signal = stop_signal(self.0);
        if let Some(signal) = signal {
            to.write_str(" (")?;
            write_signal(u64::from(signal), to)?;
            to.write_str(")")?;
        }
        let background = match signal.map(i32::from) {
            Some(libc::SIGTTIN) => "it wanted to read from its terminal in the background",
            Some(libc::SIGTTOU) => "it wanted to write to its terminal, or to change it, in the background",
            _ => return write!(to, ". Do: continue it with kill -CONT {}.", self.0.pid),
        };
        write!(
            to,
            ": {background}. Do: bring it to the foreground (fg), or run it with other standard input and output."
        )
    }
}

/// ` (exit status 3)`, ` (killed by SIGSEGV)`, or nothing.
struct Ending(Process);

impl fmt::Display for Ending {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        match wait_status(self.0) {
            Some(status) if libc::WIFEXITED(status) => write!(to, " (exit status {})", libc::WEXITSTATUS(status)),
            Some(status) if libc::WIFSIGNALED(status) => {
                to.write_str(" (killed by ")?;
                write_signal(libc::WTERMSIG(status) as u64, to)?;
                to.write_str(")")
            }
            _ => Ok(()),
        }
    }
}

/// The sentences about the one thread of a process.
fn write_only_thread(graph: &Graph, look: &Look, waiting: &Waiting, to: &mut Text) -> Outlook {
    match (&waiting.thread.call, waiting.thread.state) {
        (_, State::Ended) | (Ok(None), State::Running) => Outlook::Open,
        (Err(errno), _) => {
            line(to, MARGIN, format_args!("What it is blocked in is not shown: {}.", NotShown { look, errno: *errno }));
            Outlook::Open
        }
        (Ok(None), _) => {
            let is_kernels = look.process.stat().is_ok_and(|stat| stat.is_kernel_thread());
            let what = if is_kernels { "a thread of the kernel's own, and " } else { "" };
            line(to, MARGIN, format_args!("It is {what}in no system call."));
            Outlook::Open
        }
        (Ok(Some(_)), _) => write_wait(graph, look, waiting, "It", MARGIN, to),
    }
}

/// The paragraph about one of several threads.
fn write_thread(graph: &Graph, look: &Look, waiting: &Waiting, to: &mut Text) -> Outlook {
    let thread = &waiting.thread;
    let mut name = Text::of_capacity(128);
    let _ = write!(name, "Thread {} ({})", thread.tid, thread.name);
    let name = name.as_str();
    match (&thread.call, thread.state) {
        (_, State::Ended) => {
            line(to, MARGIN, format_args!("{name} has ended."));
            // It does not keep the others waiting.
            return Outlook::Never;
        }
        (Ok(None), State::Running) if is_this(thread.tid) => {
            line(to, MARGIN, format_args!("{name} is the one that asks."));
        }
        (Ok(None), State::Running) => line(to, MARGIN, format_args!("{name} is running.")),
        (Err(errno), _) => line(
            to,
            MARGIN,
            format_args!("What {} is blocked in is not shown: {}.", Small(name), NotShown { look, errno: *errno }),
        ),
        (Ok(None), _) => line(to, MARGIN, format_args!("{name} is in no system call.")),
        (Ok(Some(_)), _) => return write_wait(graph, look, waiting, name, THREAD_MARGIN, to),
    }
    Outlook::Open
}

/// A sentence's beginning in the middle of one.
struct Small<'a>(&'a str);

impl fmt::Display for Small<'_> {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        let mut characters = self.0.chars();
        characters.next().map_or(Ok(()), |first| write!(to, "{}{}", first.to_ascii_lowercase(), characters.as_str()))
    }
}

/// The sentences about a wait. `margin` is that of all but the first, which says who waits.
fn write_wait(graph: &Graph, look: &Look, waiting: &Waiting, who: &str, margin: &str, to: &mut Text) -> Outlook {
    let process = look.process;
    let wait = Wait { process, waiting };
    match waiting.object {
        // What raised the signal, perhaps.
        None | Some(Object::Other) if is_halted(look) => return Outlook::Open,
        _ if is_halted(look) => line(to, MARGIN, format_args!("{who} waited{wait}.")),
        _ => line(to, MARGIN, format_args!("{who} waits{wait}.")),
    }
    let mut said = Said::new();
    let outlook = verdict::find(graph, waiting, &mut said);
    if waiting.thread.state == State::Uninterruptible && !matches!(waiting.object, Some(Object::Vfork)) {
        line(to, margin, format_args!("No signal ends this wait, not even SIGKILL (state D)."));
    }
    // While others were looked at it may have got what it waits for.
    if waiting.thread.has_moved() {
        line(to, margin, format_args!("It has gone on since then."));
        return Outlook::Open;
    }
    if !said.facts.is_empty() {
        line(to, margin, format_args!("{}", said.facts.as_str()));
    }
    match (said.verdict.is_empty(), said.advice.is_empty()) {
        (true, true) => (),
        (true, false) => line(to, margin, format_args!("Do: {}", said.advice.as_str())),
        (false, true) => line(to, margin, format_args!("Verdict: {}", said.verdict.as_str())),
        (false, false) => {
            line(to, margin, format_args!("Verdict: {} Do: {}", said.verdict.as_str(), said.advice.as_str()));
        }
    }
    outlook
}

/// Stopped, by a signal or a tracer?
fn is_halted(look: &Look) -> bool {
    matches!(look.state(), State::Stopped | State::Traced)
}

/// ` in read(3, 0x7ffd…, 4096) for data from pipe 81234 (fd 3, its read end)`
pub(super) struct Wait<'a> {
    pub process: Process,
    pub waiting: &'a Waiting,
}

impl fmt::Display for Wait<'_> {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        match self.waiting.written() {
            Some(call) => write!(to, " in {call}")?,
            None => to.write_str(" in a call of a program that is not of this machine's own kind")?,
        }
        match &self.waiting.object {
            None | Some(Object::Other) => Ok(()),
            Some(object) => write!(to, " for {}{}", Described(self.process, object), Limited(self.waiting.limit)),
        }
    }
}

/// Why the kernel does not show what a thread is blocked in.
struct NotShown<'a> {
    look: &'a Look,
    errno: Errno,
}

impl fmt::Display for NotShown<'_> {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        let (owner, this) = (self.look.status.effective_user(), User::this());
        match owner {
            _ if !matches!(self.errno, libc::EPERM | libc::EACCES) => {
                let name = names::errno(self.errno).and_then(|name| name.to_str().ok());
                write!(to, "the kernel says {}", name.unwrap_or("nothing"))
            }
            Some(owner) if owner != this.0 && this.0 != 0 => {
                write!(to, "it belongs to {}, and you are {this}", User(owner))
            }
            _ => match file::number(format_args!("/proc/sys/kernel/yama/ptrace_scope")) {
                Ok(scope @ 1..) => write!(
                    to,
                    "only {} may look into it (/proc/sys/kernel/yama/ptrace_scope is {scope})",
                    match scope {
                        1 => "a process that started it, or root,",
                        2 => "root",
                        _ => "nobody",
                    }
                ),
                _ => to.write_str("you may not trace it: it has other rights or is in a container"),
            },
        }
    }
}

/// Is it the thread that runs this? Its number is here the one that /proc has for it, as that of every thread is.
fn is_this(tid: pid_t) -> bool {
    let this = file::link(format_args!("/proc/thread-self"));
    let number = this.as_ref().ok().and_then(|link| link.rsplit(|byte| *byte == b'/').next());
    number.and_then(file::parsed) == Some(tid)
}
