//! → include/leat/process.h
//!
//! What is asked of a child, and what has become of it: the structs, and what they mean.
#![allow(unsafe_code, reason = "structs of C callers")]

use std::ffi::{c_char, c_int, c_void};

use libc::EINVAL;

use super::command::{Command, What};
use super::environment::Environment;
use super::plan::{Group, Limit};
use super::program::Program;
use super::stream::{File, Stream};
use super::{Ended, LEAT_ARGV};
use crate::boundary::error::Error;
use crate::boundary::options::{self, known_flags, reserved};
use crate::boundary::{memory, ptr};
use crate::explain::refuse;

/// What a descriptor of a child is: the host's of the same number.
pub const LEAT_CHILD_INHERIT: i32 = 0;
/// /dev/null.
pub const LEAT_CHILD_NULL: i32 = 1;
/// A pipe, whose other end leat_process_pipe_fd gives: of the child's standard input to write to, of others to read from.
pub const LEAT_CHILD_PIPE: i32 = 2;
/// A pipe whose other end is to write to, whatever the child's descriptor.
pub const LEAT_CHILD_PIPE_IN: i32 = 3;
/// The host's descriptor `fd`, which stays open in the host.
pub const LEAT_CHILD_FD: i32 = 4;
/// The file `path`, opened by `flags` and `mode` as open(2) does; a mode of 0 is 0666. Flags of 0 read it; but standard output
/// and error create it, or empty it, and write it.
pub const LEAT_CHILD_FILE: i32 = 5;
/// What the child's standard output is, as 2>&1.
pub const LEAT_CHILD_OUT: i32 = 6;

// Other structs have it within, so its size stays for ever, with no member reserved: what may be to say one day is said by a
// new kind, which has the members to itself, or by a bit of `flags`, which all kinds but LEAT_CHILD_FILE refuse till then.
/// A descriptor of a child. Zeroes are LEAT_CHILD_INHERIT.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct leat_child_stream {
    /// LEAT_CHILD_...
    pub kind: i32,
    /// LEAT_CHILD_FD: which.
    pub fd: i32,
    /// LEAT_CHILD_FILE: which.
    pub path: *const c_char,
    /// LEAT_CHILD_FILE: those of open(2). Otherwise 0.
    pub flags: i32,
    /// LEAT_CHILD_FILE: the permissions of a file that is created.
    pub mode: u32,
}

/// A further descriptor of a child, and the number that it has there.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct leat_child_fd {
    /// The child's: from 3 on.
    pub fd: i32,
    pub reserved: i32,
    pub stream: leat_child_stream,
}

/// A resource limit of a child.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct leat_child_limit {
    /// RLIMIT_...
    pub resource: i32,
    pub reserved: i32,
    /// As setrlimit(2) takes them; UINT64_MAX is no limit.
    pub soft: u64,
    pub hard: u64,
}

/// Which process group a child is in: the host's.
pub const LEAT_GROUP_SAME: i32 = 0;
/// One of its own, whose number is its pid.
pub const LEAT_GROUP_NEW: i32 = 1;
/// The one of the number `group`, of the host's session.
pub const LEAT_GROUP_JOIN: i32 = 2;
/// One of its own, in a session of its own, which has no terminal.
pub const LEAT_GROUP_SESSION: i32 = 3;

/// The child's group gets the terminal that the host has (/dev/tty), and is LEAT_GROUP_NEW if LEAT_GROUP_SAME was
/// said. The terminal is taken back when the child has ended or is stopped and was waited for, and when it is freed;
/// and unless the child has exited, its modes (termios(3)) are those again that the host had. Without a terminal, or
/// if others have it, the child gets none. A session of its own (LEAT_GROUP_SESSION) cannot have it: that is EINVAL.
/// Of several in one group this is for the first, which the others join; wait for it last. Ctrl-Z (SIGTSTP) is
/// ignored by the child, unless LEAT_PROCESS_TELL_STOPS says that the host cares for what is stopped.
pub const LEAT_PROCESS_FOREGROUND: u32 = 1;
/// The child gets SIGKILL when the thread that has started it ends, and so when the host does. (PR_SET_PDEATHSIG of prctl(2); a
/// program with more rights than the host has is not bound by it.)
pub const LEAT_PROCESS_DIE_WITH_THREAD: u32 = 2;
/// Signals that the host ignores, or its thread blocks, are so in the child. Otherwise none is.
pub const LEAT_PROCESS_KEEP_SIGNALS: u32 = 4;
/// leat_process_wait returns also when the child is stopped, once each time. It goes on by leat_process_foreground; in the
/// background, by SIGCONT.
pub const LEAT_PROCESS_TELL_STOPS: u32 = 8;

const FLAGS: u32 =
    LEAT_PROCESS_FOREGROUND | LEAT_PROCESS_DIE_WITH_THREAD | LEAT_PROCESS_KEEP_SIGNALS | LEAT_PROCESS_TELL_STOPS;

/// What is asked of a child.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct leat_process_options {
    pub size: usize,
    /// LEAT_PROCESS_...
    pub flags: u32,
    /// LEAT_GROUP_...
    pub group_kind: i32,
    /// LEAT_GROUP_JOIN: which.
    pub group: i32,
    /// Added to the host's nice value.
    pub nice: i32,
    /// The program; NULL: the first of the arguments. Without a slash it is looked for in the host's PATH.
    pub program: *const c_char,
    /// The working directory; NULL: the host's.
    pub directory: *const c_char,
    /// The whole environment; NULL: the host's.
    pub environment: LEAT_ARGV,
    /// Added to that: "NAME=value" sets a variable, "NAME" removes it. NULL: nothing.
    pub added: LEAT_ARGV,
    /// Standard input, output and error.
    pub r#in: leat_child_stream,
    pub out: leat_child_stream,
    pub err: leat_child_stream,
    /// Further descriptors.
    pub fds: *const leat_child_fd,
    pub fd_count: usize,
    pub limits: *const leat_child_limit,
    pub limit_count: usize,
}

// SAFETY: integers and pointers, without padding.
unsafe impl options::WithSize for leat_process_options {}

/// A function that a child runs.
#[allow(non_camel_case_types, reason = "the name it has in C")]
pub type leat_process_function = Option<unsafe extern "C-unwind" fn(user: *mut c_void) -> c_int>;

/// How a child has ended: by itself.
pub const LEAT_EXITED: i32 = 1;
/// By a signal.
pub const LEAT_KILLED: i32 = 2;
/// It has not: a signal has stopped it (LEAT_PROCESS_TELL_STOPS).
pub const LEAT_STOPPED: i32 = 3;
/// It has ended, but the host has taken its status: by a wait for any child, or by ignoring SIGCHLD; and the kernel, which is one
/// before Linux 6.15, does not tell it again.
pub const LEAT_LOST: i32 = 4;

/// What has become of a child.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct leat_process_result {
    pub size: usize,
    /// LEAT_EXITED, LEAT_KILLED, LEAT_STOPPED or LEAT_LOST.
    pub how: i32,
    /// The exit status, from 0 to 255; or the signal; 0 if it is lost.
    pub code: i32,
    /// 1: it has left a core dump.
    pub core: i32,
    pub reserved: i32,
    /// The time that it, and what it has waited for, has used, in microseconds.
    pub user_us: i64,
    pub system_us: i64,
    /// The most memory that it, or one that it has waited for, had at once, in KiB; but not less than the most that the host had
    /// had when it started it, which the kernel counts, too. To hold it to less use a limit (RLIMIT_AS).
    pub max_rss_kib: i64,
}

// SAFETY: integers, without padding.
unsafe impl options::WithSize for leat_process_result {}

impl leat_process_result {
    pub(super) fn of(ended: &Ended) -> leat_process_result {
        leat_process_result {
            size: 0,
            how: ended.how as i32,
            code: ended.code,
            core: ended.dumped_core.into(),
            reserved: 0,
            user_us: ended.user_us,
            system_us: ended.system_us,
            max_rss_kib: ended.most_memory_kib,
        }
    }
}

/// # Safety
/// What its kind says.
pub(crate) unsafe fn stream<'a>(
    stream: &leat_child_stream,
    [kind, path, flags]: [&'static str; 3],
) -> Result<Stream<'a>, Error> {
    if stream.kind != LEAT_CHILD_FILE {
        known_flags(stream.flags as u64, 0, flags)?;
    }
    Ok(match stream.kind {
        LEAT_CHILD_INHERIT => Stream::Inherit,
        LEAT_CHILD_NULL => Stream::Null,
        LEAT_CHILD_PIPE => Stream::Pipe,
        LEAT_CHILD_PIPE_IN => Stream::PipeIn,
        LEAT_CHILD_FD => Stream::Fd(stream.fd),
        LEAT_CHILD_FILE => {
            // SAFETY: the caller says so.
            let path = unsafe { ptr::string(stream.path, path)? };
            Stream::File(File { path, flags: stream.flags, mode: stream.mode })
        }
        LEAT_CHILD_OUT => Stream::Output,
        other => return Err(Error::refused(EINVAL, refuse::kind(kind, i64::from(other)))),
    })
}

/// # Safety
/// What leat_process_spawn asks of its caller.
pub(crate) unsafe fn program<'a>(argv: LEAT_ARGV, options: &leat_process_options) -> Result<What<'a>, Error> {
    // SAFETY: the caller's vector.
    let Some(first) = unsafe { ptr::strings(argv, "argv")? }.first().copied() else {
        return Err(Error::refused(EINVAL, refuse::empty("argv")));
    };
    // SAFETY: NULL, or a string.
    let program = unsafe { ptr::optional_string(options.program) }.unwrap_or(first);
    Ok(What::Program(Program::find(program, argv)?))
}

/// The group that `options.group_kind` and `options.group` ask for.
pub(crate) fn group(kind: i32, number: i32) -> Result<Group, Error> {
    match kind {
        LEAT_GROUP_SAME => Ok(Group::Same),
        LEAT_GROUP_NEW => Ok(Group::New),
        LEAT_GROUP_JOIN if number < 1 => {
            let (number, most) = (i64::from(number), i64::from(i32::MAX));
            Err(Error::refused(EINVAL, refuse::value("options.group", number, 1, most)))
        }
        LEAT_GROUP_JOIN => Ok(Group::Join(number)),
        LEAT_GROUP_SESSION => Ok(Group::Session),
        kind => Err(Error::refused(EINVAL, refuse::kind("options.group_kind", i64::from(kind)))),
    }
}

/// Refuses what only a program can have.
pub(crate) fn of_function(options: &leat_process_options) -> Result<(), Error> {
    let given = [options.program.addr(), options.environment.addr(), options.added.addr()];
    if given == [0; 3] { Ok(()) } else { Err(Error::refused(EINVAL, refuse::function_runs())) }
}

/// # Safety
/// What the options say.
pub(crate) unsafe fn command<'a>(what: What<'a>, options: &leat_process_options) -> Result<Command<'a>, Error> {
    known_flags(options.flags.into(), FLAGS.into(), "options.flags")?;
    let mut command = Command::new(what);
    // SAFETY: NULL, or a string.
    command.directory = unsafe { ptr::optional_string(options.directory) };
    // SAFETY: NULL, or vectors.
    command.environment = unsafe { Environment::new(options.environment, options.added)? };
    command.group = group(options.group_kind, options.group)?;
    // SAFETY: as its kind says.
    let of = |each, names| unsafe { stream(each, names) };
    command.standard = [
        of(&options.r#in, ["options.in.kind", "options.in.path", "options.in.flags"])?,
        of(&options.out, ["options.out.kind", "options.out.path", "options.out.flags"])?,
        of(&options.err, ["options.err.kind", "options.err.path", "options.err.flags"])?,
    ];
    // SAFETY: so many of them.
    let fds = unsafe { ptr::items(options.fds, options.fd_count, "options.fds")? };
    command.further = memory::vector(fds.len())?;
    for each in fds {
        reserved(each.reserved as u64, "options.fds[].reserved")?;
        let names = ["options.fds[].stream.kind", "options.fds[].stream.path", "options.fds[].stream.flags"];
        command.further.push((each.fd, of(&each.stream, names)?));
    }
    // SAFETY: so many of them.
    let limits = unsafe { ptr::items(options.limits, options.limit_count, "options.limits")? };
    command.limits = memory::vector(limits.len())?;
    for each in limits {
        reserved(each.reserved as u64, "options.limits[].reserved")?;
        let limit = libc::rlimit { rlim_cur: each.soft, rlim_max: each.hard };
        command.limits.push(Limit { resource: each.resource, limit });
    }
    command.nice = options.nice;
    command.foreground = options.flags & LEAT_PROCESS_FOREGROUND != 0;
    if command.foreground && command.group == Group::Session {
        return Err(Error::refused(EINVAL, refuse::session_has_no_terminal()));
    }
    command.dies_with_thread = options.flags & LEAT_PROCESS_DIE_WITH_THREAD != 0;
    command.keeps_signals = options.flags & LEAT_PROCESS_KEEP_SIGNALS != 0;
    command.tells_stops = options.flags & LEAT_PROCESS_TELL_STOPS != 0;
    command.ignores_stop_key = command.foreground && !command.tells_stops;
    Ok(command)
}
