//! One thread: its state, and the system call that it is in.

use std::fmt;

use libc::pid_t;

use crate::explain::argument::Plain;
use crate::explain::facts::file::{self, Errno};
use crate::explain::facts::process::{Process, Stat, Status};

/// A thread as /proc shows it.
#[derive(Clone, Debug)]
pub(in crate::explain) struct Thread {
    pub process: Process,
    pub tid: pid_t,
    pub name: Name,
    pub state: State,
    /// The call that it is blocked in; None if it is in none, or runs. An error where that is not shown to everybody:
    /// EPERM, EACCES.
    pub call: Result<Option<SystemCall>, Errno>,
    /// How often it has stopped running.
    switches: Option<u64>,
}

/// A system call as /proc/PID/syscall has it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::explain) struct SystemCall {
    pub number: i64,
    pub args: [u64; 6],
    /// Where in the program's code it was made: behind the instruction.
    pub counter: u64,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::explain) enum State {
    /// `R`: on a processor, or soon.
    Running,
    /// `S`: blocked, until a signal at the latest.
    Sleeping,
    /// `D`: blocked, and no signal ends it.
    Uninterruptible,
    /// `T`: by a signal.
    Stopped,
    /// `t`: by a debugger.
    Traced,
    /// `Z`, `X`: it has ended.
    Ended,
    /// `I`: a thread of the kernel's that has nothing to do.
    Idle,
    Unknown,
}

impl State {
    pub(in crate::explain) fn of(letter: char) -> State {
        match letter {
            'R' => State::Running,
            'S' => State::Sleeping,
            'D' => State::Uninterruptible,
            'T' => State::Stopped,
            't' => State::Traced,
            'Z' | 'X' => State::Ended,
            'I' => State::Idle,
            _ => State::Unknown,
        }
    }
}

/// The name of a thread, which is its program's unless it was given one. As text it is escaped.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::explain) struct Name {
    bytes: [u8; 15],
    length: u8,
}

impl Name {
    fn of(name: &[u8]) -> Name {
        let mut bytes = [0; 15];
        let length = name.len().min(bytes.len());
        bytes[..length].copy_from_slice(&name[..length]);
        Name { bytes, length: length as u8 }
    }
}

impl fmt::Display for Name {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        Plain(&self.bytes[..usize::from(self.length)]).fmt(to)
    }
}

impl Thread {
    /// Thread `tid` of a process, or ESRCH.
    pub(in crate::explain) fn of(process: Process, tid: pid_t) -> Result<Thread, Errno> {
        let gone = |errno| if errno == libc::ENOENT { libc::ESRCH } else { errno };
        // Before the call is read: if the thread runs between the two, it has moved.
        let switches = switches(process, tid).map_err(gone)?;
        let stat = Stat::of_thread(process, tid).map_err(gone)?;
        let (name, state) = name_and_state(stat.bytes()).ok_or(libc::EIO)?;
        let call = match state {
            State::Ended | State::Running => Ok(None),
            // What /proc shows of such a thread looks like read(0, NULL, 0).
            _ if stat.is_kernel_thread() => Ok(None),
            _ => call(process, tid),
        };
        Ok(Thread { process, tid, name, state, call, switches })
    }

    /// Has it run since this was read, or ended? Then what was found out about its call need not be true any more.
    pub(in crate::explain) fn has_moved(&self) -> bool {
        let now = switches(self.process, self.tid);
        self.switches.is_none() || now != Ok(self.switches)
    }
}

/// How often a thread has stopped running, of its own accord or not.
fn switches(process: Process, tid: pid_t) -> Result<Option<u64>, Errno> {
    let status = Status::of_thread(process, tid)?;
    let (own, forced) =
        (status.number::<u64>("voluntary_ctxt_switches:"), status.number::<u64>("nonvoluntary_ctxt_switches:"));
    Ok(own.zip(forced).map(|(own, forced)| own.wrapping_add(forced)))
}

/// The name, which may contain anything, is in parentheses; the state follows it.
fn name_and_state(stat: &[u8]) -> Option<(Name, State)> {
    let start = stat.iter().position(|byte| *byte == b'(')?;
    let end = stat.iter().rposition(|byte| *byte == b')')?;
    let state = stat.get(end + 2)?;
    Some((Name::of(stat.get(start + 1..end)?), State::of(char::from(*state))))
}

/// `running`, or a number, six arguments, the stack pointer and the program counter; of no call the number is -1 and
/// there are no arguments.
fn call(process: Process, tid: pid_t) -> Result<Option<SystemCall>, Errno> {
    let bytes = file::read(format_args!("{process}/task/{tid}/syscall"))?;
    Ok(parse_call(bytes.text()))
}

fn parse_call(text: &str) -> Option<SystemCall> {
    let mut words = text.split_ascii_whitespace();
    let number = words.next()?.parse().ok().filter(|number| *number >= 0)?;
    let mut word = || u64::from_str_radix(words.next()?.strip_prefix("0x")?, 16).ok();
    let args = [word()?, word()?, word()?, word()?, word()?, word()?];
    let (_stack, counter) = (word()?, word()?);
    Some(SystemCall { number, args, counter })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_proc_says_of_a_call() {
        let read = parse_call("0 0x3 0x7f00 0x1000 0x0 0x5 0x6 0x7ffe 0x401000\n").unwrap();
        assert_eq!(read, SystemCall { number: 0, args: [3, 0x7f00, 0x1000, 0, 5, 6], counter: 0x401000 });
        assert_eq!(parse_call("running\n"), None);
        assert_eq!(parse_call("-1 0x7ffe 0x401000\n"), None);
        assert_eq!(parse_call("0 0x3\n"), None);
        assert_eq!(parse_call(""), None);
    }

    #[test]
    fn a_name_with_parentheses() {
        let (name, state) = name_and_state(b"12 (a) R (b) S 1 2").unwrap();
        assert_eq!((name.to_string().as_str(), state), ("a) R (b", State::Sleeping));
        assert_eq!(name_and_state(b"12 (a)"), None);
    }

    #[test]
    fn a_thread_of_the_kernel_is_in_no_call() {
        let kernels = Process { pid: 2 };
        // In a container it is not seen.
        if kernels.stat().is_ok_and(|stat| stat.is_kernel_thread()) {
            assert_eq!(Thread::of(kernels, kernels.pid).unwrap().call, Ok(None));
        }
    }

    #[test]
    fn this_thread_runs_and_moves() {
        // SAFETY: takes nothing.
        #[allow(unsafe_code, reason = "who am I")]
        let tid = unsafe { libc::gettid() };
        let process = Process::this();
        let thread = Thread::of(process, tid).unwrap();
        assert_eq!((thread.state, thread.call), (State::Running, Ok(None)));
        std::thread::sleep(std::time::Duration::from_millis(1));
        assert!(thread.has_moved());
        assert_eq!(Thread::of(process, 1 << 30).err(), Some(libc::ESRCH));
    }
}
