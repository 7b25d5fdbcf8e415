//! Processes: what /proc says of one, and how a sentence names it.

use std::ffi::c_int;
use std::fmt;

use libc::{gid_t, pid_t, uid_t};

use super::file::{self, Bytes, Errno};
use super::sys;
use crate::explain::argument::Plain;

/// A process. As text it is where /proc has it: `/proc/self`, `/proc/123`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Process {
    pub pid: pid_t,
}

impl fmt::Display for Process {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        // A pid of this process is another one in /proc if that was mounted in another namespace.
        if self.is_this() { write!(to, "/proc/self") } else { write!(to, "/proc/{}", self.pid) }
    }
}

impl Process {
    pub(crate) fn this() -> Process {
        Process { pid: sys::pid() }
    }

    pub(crate) fn is_this(self) -> bool {
        self.pid == sys::pid()
    }

    /// /proc/PID/status; of this process that of the thread that asks, as each has users, capabilities and a filter of its
    /// own.
    pub(crate) fn status(self) -> Result<Status, Errno> {
        if self.is_this()
            && let Ok(status) = file::read(format_args!("/proc/thread-self/status"))
        {
            return Ok(Status(status));
        }
        file::read(format_args!("{self}/status")).map(Status)
    }

    /// /proc/PID/stat, which everybody may read.
    pub(crate) fn stat(self) -> Result<Stat, Errno> {
        file::read(format_args!("{self}/stat")).map(Stat)
    }

    /// Is there such a process, be it a zombie? /proc does not show every one.
    pub(crate) fn exists(self) -> bool {
        sys::process::group(self.pid) != Err(libc::ESRCH)
    }

    /// The process group and the session.
    pub(crate) fn group(self) -> Result<pid_t, Errno> {
        sys::process::group(self.pid)
    }

    pub(crate) fn session(self) -> Result<pid_t, Errno> {
        sys::process::session(self.pid)
    }

    /// The process that a pidfd of this one is of; None if that has ended and was waited for.
    pub(crate) fn of_pidfd(self, fd: c_int) -> Option<Process> {
        let info = file::read(format_args!("{self}/fdinfo/{fd}")).ok()?;
        let pid = file::parsed(info.field("Pid:")?)?;
        (pid > 0).then_some(Process { pid })
    }

    /// What a sentence calls it: `cat (pid 123)`, or `process 123` if its command cannot be read.
    pub(crate) fn named(self) -> Named {
        Named(self)
    }

    /// The name of its program, as ps says it.
    fn command(self) -> Result<Bytes, Errno> {
        let command = file::read(format_args!("{self}/comm"))?;
        self.program_in_exec(&command).map_or(Ok(command), Ok)
    }

    /// The name of its program, if it still bears that of the thread which started it: exec goes on with the new program, and
    /// lets the parent of a vfork go on, before it names the process anew. On a busy machine the parent is always the faster.
    fn program_in_exec(self, command: &[u8]) -> Option<Bytes> {
        if self.is_this() || command != &*file::read(format_args!("/proc/thread-self/comm")).ok()? {
            return None;
        }
        let program = file::link(format_args!("{self}/exe")).ok()?;
        let is_other = *program != *file::link(format_args!("/proc/self/exe")).ok()?;
        let name = program.rsplit(|byte| *byte == b'/').next().filter(|_| is_other)?;
        Bytes::of(&[name.get(..15).unwrap_or(name)]).ok()
    }

    /// What a sentence calls one of its threads: `thread 124 (worker)`.
    pub(crate) fn named_thread(self, tid: pid_t) -> NamedThread {
        NamedThread { tid, name: file::read(format_args!("{self}/task/{tid}/comm")).ok() }
    }
}

/// See `Process::named`.
pub(crate) struct Named(Process);

impl fmt::Display for Named {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        let pid = self.0.pid;
        match self.0.command() {
            Ok(command) => write!(to, "{} (pid {pid})", Plain(command.trim_ascii_end())),
            Err(_) => write!(to, "process {pid}"),
        }
    }
}

/// See `Process::named_thread`.
pub(crate) struct NamedThread {
    tid: pid_t,
    /// None if the process is not seen to have that thread.
    pub name: Option<Bytes>,
}

impl fmt::Display for NamedThread {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        write!(to, "thread {}", self.tid)?;
        self.name.as_ref().map_or(Ok(()), |name| write!(to, " ({})", Plain(name.trim_ascii_end())))
    }
}

/// The content of /proc/PID/status.
pub(crate) struct Status(Bytes);

impl Status {
    /// The same of one thread: /proc/PID/task/TID/status.
    pub(crate) fn of_thread(process: Process, tid: pid_t) -> Result<Status, Errno> {
        file::read(format_args!("{process}/task/{tid}/status")).map(Status)
    }

    /// A line's words: of `"Uid:"` the real, effective, saved and file system user.
    pub(crate) fn words(&self, line: &str) -> impl Iterator<Item = &str> {
        let text = self.0.field(line).and_then(|text| str::from_utf8(text).ok()).unwrap_or_default();
        text.split_ascii_whitespace()
    }

    pub(crate) fn number<T: std::str::FromStr>(&self, line: &str) -> Option<T> {
        self.words(line).next()?.parse().ok()
    }

    /// `R` running, `S` sleeping, `D` in a device's hands, `T` stopped, `t` stopped by a tracer, `Z` zombie.
    pub(crate) fn state(&self) -> Option<char> {
        self.words("State:").next()?.chars().next()
    }

    pub(crate) fn parent(&self) -> Option<Process> {
        self.number("PPid:").map(|pid| Process { pid })
    }

    pub(crate) fn real_user(&self) -> Option<uid_t> {
        self.number("Uid:")
    }

    pub(crate) fn effective_user(&self) -> Option<uid_t> {
        self.words("Uid:").nth(1)?.parse().ok()
    }

    /// Is a group that is wanted the one by which files are judged, or a supplementary one?
    pub(crate) fn is_in_group(&self, wanted: impl Fn(gid_t) -> bool) -> bool {
        let is_wanted = |group: &str| group.parse().is_ok_and(&wanted);
        self.words("Gid:").nth(3).is_some_and(is_wanted) || self.words("Groups:").any(is_wanted)
    }

    /// How many threads it has.
    pub(crate) fn threads(&self) -> Option<u64> {
        self.number("Threads:")
    }

    /// The process that a thread belongs to: not itself if a thread's number was taken for a process's.
    pub(crate) fn process(&self) -> Option<Process> {
        self.number("Tgid:").map(|pid| Process { pid })
    }

    /// May it do what needs this capability, in its own user namespace?
    pub(crate) fn has_capability(&self, capability: Capability) -> Option<bool> {
        Some(self.set("CapEff:")? >> capability as u32 & 1 == 1)
    }

    /// A line that is a set of bits.
    pub(crate) fn set(&self, line: &str) -> Option<u64> {
        u64::from_str_radix(self.words(line).next()?, 16).ok()
    }

    /// Is there a filter (seccomp) that may refuse system calls?
    pub(crate) fn is_filtered(&self) -> bool {
        self.number("Seccomp:") == Some(2)
    }

    /// A set of signals (`"SigIgn:"`, `"SigCgt:"`, `"SigBlk:"`): is that one in it?
    pub(crate) fn has_signal(&self, line: &str, signal: i32) -> Option<bool> {
        Some(signal >= 1 && self.set(line)? >> (signal - 1) & 1 == 1)
    }
}

/// Some of capabilities(7), by their numbers in linux/capability.h.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Capability {
    Kill = 5,
    SetGid = 6,
    SetUid = 7,
    NetBindService = 10,
    NetAdmin = 12,
    NetRaw = 13,
    SysAdmin = 21,
    SysResource = 24,
}

/// The users, or groups, by which a process's rights are judged.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Credentials {
    pub real: u32,
    pub effective: u32,
    pub saved: u32,
}

impl Credentials {
    pub(crate) fn users(process: Process) -> Option<Credentials> {
        if process.is_this() {
            return Some(Credentials::from_array(sys::process::user_ids()));
        }
        Credentials::from_line(process, "Uid:")
    }

    pub(crate) fn groups(process: Process) -> Option<Credentials> {
        if process.is_this() {
            return Some(Credentials::from_array(sys::process::group_ids()));
        }
        Credentials::from_line(process, "Gid:")
    }

    fn from_array([real, effective, saved]: [u32; 3]) -> Credentials {
        Credentials { real, effective, saved }
    }

    fn from_line(process: Process, line: &str) -> Option<Credentials> {
        let status = process.status().ok()?;
        let mut words = status.words(line).map_while(|word| word.parse().ok());
        Some(Credentials { real: words.next()?, effective: words.next()?, saved: words.next()? })
    }
}

/// The content of /proc/PID/stat.
pub(crate) struct Stat(Bytes);

/// A kernel thread, among the flags of /proc/PID/stat.
const PF_KTHREAD: u32 = 0x0020_0000;

impl Stat {
    /// The same of one thread: /proc/PID/task/TID/stat.
    pub(crate) fn of_thread(process: Process, tid: pid_t) -> Result<Stat, Errno> {
        file::read(format_args!("{process}/task/{tid}/stat")).map(Stat)
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// A field by its number in proc_pid_stat(5), from 3 on. (The second, the command, may contain anything.)
    pub(crate) fn field<T: std::str::FromStr>(&self, number: usize) -> Option<T> {
        let end = self.0.iter().rposition(|byte| *byte == b')')?;
        let mut words = self.0.get(end + 1..)?.trim_ascii().split(|byte| *byte == b' ');
        file::parsed(words.nth(number.checked_sub(3)?)?)
    }

    /// As `Status::state`.
    pub(crate) fn state(&self) -> Option<char> {
        self.field(3)
    }

    /// Has the process ended? When its first thread has, the others may go on.
    pub(crate) fn has_ended(&self) -> bool {
        matches!(self.state(), Some('Z' | 'X')) && self.threads().is_none_or(|count| count <= 1)
    }

    pub(crate) fn parent(&self) -> Option<Process> {
        self.field(4).map(|pid| Process { pid })
    }

    pub(crate) fn is_kernel_thread(&self) -> bool {
        self.field(9).is_some_and(|flags: u32| flags & PF_KTHREAD != 0)
    }

    /// How many threads it has.
    pub(crate) fn threads(&self) -> Option<u64> {
        self.field(20)
    }

    /// When it was started, in clock ticks after the machine was.
    pub(crate) fn start_time(&self) -> Option<u64> {
        self.field(22)
    }
}

/// Is this what pthread_self says?
pub(crate) fn is_this_thread(id: u64) -> bool {
    sys::process::this_thread() == id
}

/// The session that a terminal belongs to. Of other processes' descriptors it is not known.
pub(crate) fn session_of_terminal(process: Process, fd: c_int) -> Option<pid_t> {
    process.is_this().then(|| sys::process::terminal_session(fd).ok())?
}

/// The least size of a stack for signal handlers.
pub(crate) fn least_signal_stack() -> u64 {
    // An older kernel does not tell.
    sys::process::least_signal_stack().unwrap_or(libc::MINSIGSTKSZ as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_process() {
        let this = Process::this();
        let status = this.status().unwrap();
        assert_eq!(status.number("Tgid:"), Some(this.pid));
        assert_eq!(status.effective_user(), Some(sys::effective_uid()));
        assert!(this.named().to_string().ends_with(&format!(" (pid {})", this.pid)));
        assert_eq!(Process { pid: 99_999_999 }.named().to_string(), "process 99999999");
        let stat = this.stat().unwrap();
        assert!(matches!(stat.state(), Some('R' | 'S')) && !stat.is_kernel_thread());
        assert_eq!(stat.field(4), status.parent().map(|parent| parent.pid));
        assert!(stat.start_time().unwrap() > 0);
        assert_eq!((this.group().ok(), this.session().ok()), (stat.field(5), stat.field(6)));
        assert!(this.exists() && !Process { pid: 99_999_999 }.exists());
        assert_eq!(status.real_user(), Credentials::users(this).map(|users| users.real));
        assert_eq!(Credentials::users(this), Credentials::from_line(this, "Uid:"));
        assert_eq!(Credentials::groups(this), Credentials::from_line(this, "Gid:"));
        assert!(status.threads().unwrap() > 1);
        let tid = sys::process::thread();
        assert!(this.named_thread(tid).to_string().starts_with(&format!("thread {tid} (")));
        assert_eq!(this.named_thread(99_999_999).to_string(), "thread 99999999");
    }
}
