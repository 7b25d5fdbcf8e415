//! → include/leat/process.h
#![allow(unsafe_code, reason = "exported functions")]

use std::ffi::{c_char, c_int, c_void};
use std::os::fd::IntoRawFd;
use std::ptr::null_mut;

use libc::{EFAULT, EINVAL, pid_t};

use super::child::{Group, Limit};
use super::command::{Command, What};
use super::environment::Environment;
use super::ladder::Ladder;
use super::program::Program;
use super::stream::Stream;
use super::{Ended, LEAT_ARGV, Process, leat_process};
use crate::boundary::error::Error;
use crate::boundary::handle;
use crate::boundary::options::{self, Filled, known_flags, reserved};
use crate::boundary::own::{freeing, own};
use crate::boundary::{memory, ptr};
use crate::deadline::Deadline;
use crate::explain::own::Own;
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
    /// LEAT_CHILD_FILE: those of open(2).
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

/// The child's group gets the terminal that the host has (/dev/tty), and is LEAT_GROUP_NEW if LEAT_GROUP_SAME was said. The
/// terminal is taken back when the child has ended or is stopped and was waited for, and when it is freed. Without a terminal, or
/// if others have it, the child gets none. Of several in one group this is for the first, which the others join; wait for it last.
pub const LEAT_PROCESS_FOREGROUND: u32 = 1;
/// The child gets SIGKILL when the thread that has started it ends, and so when the host does. (PR_SET_PDEATHSIG of prctl(2); a
/// program with more rights than the host has is not bound by it.)
pub const LEAT_PROCESS_DIE_WITH_THREAD: u32 = 2;
/// Signals that the host ignores, or its thread blocks, are so in the child. Otherwise none is.
pub const LEAT_PROCESS_KEEP_SIGNALS: u32 = 4;
/// leat_process_wait returns also when the child is stopped, once each time.
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
unsafe impl options::Sized for leat_process_options {}

/// How a child has ended: by itself.
pub const LEAT_EXITED: i32 = 1;
/// By a signal.
pub const LEAT_KILLED: i32 = 2;
/// It has not: a signal has stopped it (LEAT_PROCESS_TELL_STOPS).
pub const LEAT_STOPPED: i32 = 3;
/// It has ended, but the host has taken its status: by a wait for any child, or by ignoring SIGCHLD.
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
    /// The most memory that it had at once, in KiB.
    pub max_rss_kib: i64,
}

// SAFETY: integers, without padding.
unsafe impl options::Sized for leat_process_result {}

impl leat_process_result {
    fn of(ended: &Ended) -> leat_process_result {
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
    [kind, path]: [&'static str; 2],
) -> Result<Stream<'a>, Error> {
    Ok(match stream.kind {
        LEAT_CHILD_INHERIT => Stream::Inherit,
        LEAT_CHILD_NULL => Stream::Null,
        LEAT_CHILD_PIPE => Stream::Pipe,
        LEAT_CHILD_PIPE_IN => Stream::PipeIn,
        LEAT_CHILD_FD => Stream::Fd(stream.fd),
        LEAT_CHILD_FILE => {
            // SAFETY: the caller says so.
            let path = unsafe { ptr::string(stream.path, path)? };
            Stream::File { path, flags: stream.flags, mode: stream.mode }
        }
        LEAT_CHILD_OUT => Stream::Output,
        other => return Err(Error::refused(EINVAL, refuse::kind(kind, i64::from(other)))),
    })
}

/// # Safety
/// What leat_process_spawn asks of its caller.
pub(crate) unsafe fn program<'a>(argv: LEAT_ARGV, options: &leat_process_options) -> Result<What<'a>, Error> {
    // SAFETY: the caller's vector.
    let first = unsafe { ptr::strings(argv, "argv")? }.first().copied();
    // SAFETY: NULL, or a string.
    match unsafe { ptr::optional_string(options.program) }.or(first) {
        Some(program) => Ok(What::Program(Program::find(program, argv)?)),
        None => Err(Error::refused(EINVAL, refuse::empty("argv"))),
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
    command.group = match options.group_kind {
        LEAT_GROUP_SAME => Group::Same,
        LEAT_GROUP_NEW => Group::New,
        LEAT_GROUP_JOIN if options.group < 1 => {
            let most = i64::from(i32::MAX);
            return Err(Error::refused(EINVAL, refuse::value("options.group", i64::from(options.group), 1, most)));
        }
        LEAT_GROUP_JOIN => Group::Join(options.group),
        LEAT_GROUP_SESSION => Group::Session,
        kind => return Err(Error::refused(EINVAL, refuse::kind("options.group_kind", i64::from(kind)))),
    };
    // SAFETY: as its kind says.
    let of = |each, names| unsafe { stream(each, names) };
    command.standard = [
        of(&options.r#in, ["options.in.kind", "options.in.path"])?,
        of(&options.out, ["options.out.kind", "options.out.path"])?,
        of(&options.err, ["options.err.kind", "options.err.path"])?,
    ];
    // SAFETY: so many of them.
    let fds = unsafe { ptr::items(options.fds, options.fd_count, "options.fds")? };
    command.further = memory::vector(fds.len())?;
    for each in fds {
        reserved(each.reserved as u64, "options.fds[].reserved")?;
        command.further.push((each.fd, of(&each.stream, ["options.fds[].stream.kind", "options.fds[].stream.path"])?));
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
    command.dies_with_thread = options.flags & LEAT_PROCESS_DIE_WITH_THREAD != 0;
    command.keeps_signals = options.flags & LEAT_PROCESS_KEEP_SIGNALS != 0;
    command.tells_stops = options.flags & LEAT_PROCESS_TELL_STOPS != 0;
    Ok(command)
}

/// Starts a program. As in
///
///     char *argv[] = {"ls", "-l", NULL};
///     leat_process *ls = leat_process_spawn(argv, NULL);
///     struct leat_process_result result = LEAT_PROCESS_RESULT_INIT;
///
///     if (ls == NULL)
///         return leat_perror("ls"), 1;
///     leat_process_wait(ls, LEAT_FOREVER, &result);
///     leat_process_free(ls);
///
/// The options (NULL: all defaults) say what it gets. By default that is the host's standard input, output and error,
/// directory, environment, limits and process group; no other descriptor, whatever is open in the host and by which thread; no
/// blocked and no ignored signal. Paths of files in the options are opened by the host, before the child is in its directory;
/// a FIFO's opening waits for its other end, so open that yourself (LEAT_CHILD_FD). The program's own path, if it has a slash,
/// is looked for from the child's directory. A text without #! is not run by a shell, but is ENOEXEC.
///
/// What cannot be started fails here, and not as the exit status of a child. How long it takes does not depend on how much
/// memory the host has (clone(2) with CLONE_VM and CLONE_VFORK; under valgrind it is fork(2)). The host gets SIGCHLD of the
/// program, as of any child; of one that could not be started it gets none.
///
/// Returns the process; NULL on failure.
///
/// Errors: those of execve(2): ENOENT, EACCES, ENOEXEC, ENOTDIR, E2BIG, ELOOP, ETXTBSY...; of chdir(2) for the directory, of
/// open(2) for files, of dup2(2) and pipe(2) for descriptors (EBADF, EMFILE, ENFILE), of setpgid(2) for the group, of
/// setrlimit(2) for limits, of nice(2): EPERM. EAGAIN there are too many processes (fork(2)). ENOMEM. EFAULT `argv`, or a path that
/// an option needs, is NULL. EINVAL the arguments are empty, an option has a value that it cannot have, or the same descriptor of
/// the child's is given twice.
///
/// Ownership: the process is the caller's, until leat_process_free. What the options point to is not needed any more.
///
/// Threads: safe. Not async-signal-safe.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_process_spawn(
    argv: LEAT_ARGV,
    options: *const leat_process_options,
) -> *mut leat_process {
    own(Own::process_spawn, null_mut(), || {
        // SAFETY: NULL, or the caller's options.
        let options = unsafe { options::read(options, "options")? };
        // SAFETY: the caller's vector.
        let what = unsafe { program(argv, &options)? };
        let place = handle::Place::new()?;
        // SAFETY: the caller's options.
        Ok(place.fill(unsafe { command(what, &options)? }.spawn()?))
    })
}

/// A function that a child runs.
#[allow(non_camel_case_types, reason = "the name it has in C")]
pub type leat_process_function = Option<unsafe extern "C-unwind" fn(user: *mut c_void) -> c_int>;

/// Runs a function in a child: a copy of the host, by fork(2), with the descriptors, directory, signals and limits that the
/// options say; `program`, `environment` and `added` must be NULL. Its result is the exit status, of which there are 8 bits; what
/// it has written to stdout is flushed then, and functions of atexit(3) are not called. In a host with several threads it may call
/// only what is async-signal-safe, as after any fork(2). How long it takes depends on how much memory the host has.
///
/// Returns the process; NULL on failure.
///
/// Errors: as leat_process_spawn. EFAULT `function` is NULL.
///
/// Ownership: as of leat_process_spawn. In the child, all that `user` points to is a copy.
///
/// Threads: safe. Not async-signal-safe.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_process_spawn_function(
    function: leat_process_function,
    options: *const leat_process_options,
    user: *mut c_void,
) -> *mut leat_process {
    own(Own::process_spawn_function, null_mut(), || {
        let Some(function) = function else { return Err(Error::refused(EFAULT, refuse::no_function("function"))) };
        // SAFETY: NULL, or the caller's options.
        let options = unsafe { options::read(options, "options")? };
        of_function(&options)?;
        // SAFETY: the caller's function, and what it is for.
        let mut call = || unsafe { function(user) };
        let place = handle::Place::new()?;
        // SAFETY: the caller's options.
        Ok(place.fill(unsafe { command(What::Function(&mut call), &options)? }.spawn()?))
    })
}

/// Returns the number of a process, which stays its until it was waited for; -1 on failure.
///
/// Errors: EFAULT `process` is NULL. EPERM it is of another process, of which this is a forked child.
///
/// Threads: safe.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_process_pid(process: *const leat_process) -> pid_t {
    // SAFETY: NULL, or one that is not freed meanwhile.
    own(Own::process_pid, -1, || Ok(unsafe { handle::share(process, "process")? }.pid()))
}

/// Gives a descriptor (pidfd) that is readable once the process has ended: for poll, and for event loops, which then call
/// leat_process_wait with 0. Of several processes leat_io_wait tells by these which has ended first.
///
/// Returns it; -1 on failure.
///
/// Errors: ENOSYS the kernel has none. EFAULT, EPERM as leat_process_pid.
///
/// Ownership: it is leat's, until leat_process_free.
///
/// Threads: safe.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_process_fd(process: *const leat_process) -> c_int {
    // SAFETY: NULL, or one that is not freed meanwhile.
    own(Own::process_fd, -1, || unsafe { handle::share(process, "process")? }.fd())
}

/// Gives a descriptor as leat_process_fd, that stays when the process is freed.
///
/// Returns it; -1 on failure.
///
/// Errors: EMFILE. ENOSYS, EFAULT, EPERM as leat_process_fd.
///
/// Ownership: it is the caller's, who closes it.
///
/// Threads: safe.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_process_take_fd(process: *const leat_process) -> c_int {
    // SAFETY: NULL, or one that is not freed meanwhile.
    own(Own::process_take_fd, -1, || unsafe { handle::share(process, "process")? }.another_fd())
}

/// Gives the host's end of the pipe (LEAT_CHILD_PIPE) to the child's descriptor `child_fd`: to talk with a child while it runs,
/// by leat_io_write_all and leat_reader_line, which have deadlines, or in several directions at once by leat_io_pump.
///
/// Returns it; -1 on failure.
///
/// Errors: EINVAL there is no pipe to that descriptor, or it was taken. EFAULT, EPERM as leat_process_pid.
///
/// Ownership: it is leat's, until leat_process_free closes it. So do not close it: leat_process_take_pipe_fd.
///
/// Threads: safe.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_process_pipe_fd(process: *const leat_process, child_fd: c_int) -> c_int {
    // SAFETY: NULL, or one that is not freed meanwhile.
    own(Own::process_pipe_fd, -1, || unsafe { handle::share(process, "process")? }.pipe_fd(child_fd))
}

/// Gives the host's end of a pipe away: closing that of the child's standard input is what tells the child that there is no more.
///
/// Returns it; -1 on failure.
///
/// Errors: as leat_process_pipe_fd.
///
/// Ownership: it is the caller's, who closes it.
///
/// Threads: safe.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_process_take_pipe_fd(process: *const leat_process, child_fd: c_int) -> c_int {
    own(Own::process_take_pipe_fd, -1, || {
        // SAFETY: NULL, or one that is not freed meanwhile.
        Ok(unsafe { handle::share(process, "process")? }.take_pipe(child_fd)?.into_raw_fd())
    })
}

/// Waits until the process has ended; with LEAT_PROCESS_TELL_STOPS also until it is stopped. Only this process is waited for: a
/// handler of SIGCHLD, or waits of the host for its other children, are not in the way. If the host ignores SIGCHLD, or waits for
/// any child (wait(2), waitpid(-1)), the status of this one may be lost, which is then the result. After its end it can be called
/// again, and says the same.
///
/// Returns LEAT_EXITED, LEAT_KILLED, LEAT_LOST, or LEAT_STOPPED; -1 on failure.
///
/// Writes `*ret_result`, which may be NULL.
///
/// Errors: ETIMEDOUT, EAGAIN it has not ended within `timeout_ms`. ECANCELED the stop of this thread. EINVAL `timeout_ms` is below
/// -1, or the size of the result is 0. EFAULT, EPERM as leat_process_pid.
///
/// Threads: safe; several may wait for the same process, and others signal it.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_process_wait(
    process: *const leat_process,
    timeout_ms: c_int,
    ret_result: *mut leat_process_result,
) -> c_int {
    own(Own::process_wait, -1, || {
        // SAFETY: NULL, or one that is not freed meanwhile.
        let process = unsafe { handle::share(process, "process")? };
        // SAFETY: NULL, or the caller's result.
        let result = unsafe { Filled::optional(ret_result, "ret_result")? };
        let ended = process.wait(&Deadline::after(timeout_ms)?)?;
        if let Some(result) = result {
            result.set(&leat_process_result::of(&ended));
        }
        Ok(ended.how as c_int)
    })
}

/// Sends a signal to the process; 0 only asks whether that is possible. It never reaches another one that has got its number.
///
/// Returns 0; -1 on failure.
///
/// Errors: ESRCH it has ended and was waited for. EINVAL there is no such signal. EPERM it has become another user's (kill(2)); or
/// as leat_process_pid. EFAULT `process` is NULL.
///
/// Threads: safe. Not async-signal-safe.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_process_kill(process: *const leat_process, signal: c_int) -> c_int {
    own(Own::process_kill, -1, || {
        // SAFETY: NULL, or one that is not freed meanwhile.
        unsafe { handle::share(process, "process")? }.kill(signal).map(|()| 0)
    })
}

/// Sends a signal to the group of the process, which is its own (LEAT_GROUP_NEW, LEAT_GROUP_SESSION): to it, and to those that it
/// has started and that did not leave the group. Since Linux 6.9 the others are also reached when it has ended and was waited for;
/// before, that is ESRCH: let leat_process_end do it.
///
/// Returns 0; -1 on failure.
///
/// Errors: ESRCH none is left. EINVAL it has no group of its own, or there is no such signal. EPERM, EFAULT as leat_process_kill.
///
/// Threads: safe. Not async-signal-safe.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_process_kill_group(process: *const leat_process, signal: c_int) -> c_int {
    own(Own::process_kill_group, -1, || {
        // SAFETY: NULL, or one that is not freed meanwhile.
        unsafe { handle::share(process, "process")? }.kill_group(signal).map(|()| 0)
    })
}

/// Ends the process: gives it `wait_ms` milliseconds to end by itself, then sends SIGTERM and gives it `term_ms`, then sends SIGKILL
/// and gives it `kill_ms`. Each may be 0, and LEAT_FOREVER. Where the process has a group of its own the signals go to all of it,
/// and if it did not end by itself nothing of the group is left.
///
/// Returns LEAT_EXITED, LEAT_KILLED or LEAT_LOST; -1 on failure.
///
/// Writes `*ret_result`, which may be NULL.
///
/// Errors: ETIMEDOUT, EAGAIN it has not ended `kill_ms` after SIGKILL: the kernel cannot end what waits for a broken device.
/// ECANCELED the stop of this thread: who ends processes because it was thrown detaches it first. EPERM it has become another
/// user's; or as leat_process_pid. EINVAL a time is below -1, or the size of the result is 0. EFAULT `process` is NULL.
///
/// Threads: safe.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_process_end(
    process: *const leat_process,
    wait_ms: c_int,
    term_ms: c_int,
    kill_ms: c_int,
    ret_result: *mut leat_process_result,
) -> c_int {
    own(Own::process_end, -1, || {
        // SAFETY: NULL, or one that is not freed meanwhile.
        let process = unsafe { handle::share(process, "process")? };
        // SAFETY: NULL, or the caller's result.
        let result = unsafe { Filled::optional(ret_result, "ret_result")? };
        let ended = Ladder { wait_ms, term_ms, kill_ms }.end(process)?;
        if let Some(result) = result {
            result.set(&leat_process_result::of(&ended));
        }
        Ok(ended.how as c_int)
    })
}

/// Frees a process, and closes the descriptors that leat has of it. It does not block, and sends no signal: a process that still
/// runs goes on. It is a zombie from its end until leat next starts, waits for or frees one: each such call of any thread reaps
/// those that were freed before, and have ended. Who does none of that later calls leat_process_wait, or leat_process_end, before.
/// A forked child of the host only closes.
///
/// Errors: none. NULL is accepted. errno is left as it was.
///
/// Threads: safe, if no other call on this process is under way.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_process_free(process: *mut leat_process) {
    // SAFETY: NULL, or one that nobody uses any more.
    freeing(|| unsafe { handle::free(process, Process::inherited) });
}
