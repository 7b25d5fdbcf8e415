//! → include/leat/process.h
#![allow(unsafe_code, reason = "exported functions")]

use std::ffi::{c_char, c_int, c_void};
use std::os::fd::IntoRawFd;
use std::ptr::null_mut;

use libc::{EFAULT, pid_t};

use super::command::What;
use super::ladder::Ladder;
use super::options_ffi::{
    command, leat_process_function, leat_process_options, leat_process_result, of_function, program,
};
use super::{LEAT_ARGV, Process, leat_process, words};
use crate::boundary::error::Error;
use crate::boundary::handle;
use crate::boundary::options::{self, Filled};
use crate::boundary::own::{freeing, own};
use crate::deadline::{Deadline, LEAT_FOREVER};
use crate::explain::own::Own;
use crate::explain::refuse;

/// Starts a program, as a child of the calling process, which is called the host here. As in
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
/// directory, environment, limits, umask and process group; no other descriptor, whatever is open in the host and by
/// which thread; no blocked and no ignored signal. Paths of files in the options are opened by the host, before the
/// child is in its directory; of a FIFO that waits for its other end, or the stop of this thread (for no longer than
/// a time: leat_fifo_open, and LEAT_CHILD_FD). The program's own path, and the directories of PATH, are looked for
/// from the child's directory, if they do not begin with a slash. A text without #! is not run by a shell, but is
/// ENOEXEC.
///
/// What cannot be started fails here, and not as the exit status of a child. (Limits that leave the new program no memory for
/// itself are seen too late: the kernel kills it by SIGSEGV; or no descriptor for a library: it exits with 127.) How long it
/// takes does not depend on how much memory the host has (clone(2) with CLONE_VM and CLONE_VFORK; under valgrind it is
/// fork(2)). A program that is open for writing is tried for 200 ms before that is ETXTBSY: one that was just written other
/// threads' children may have open, until they are their own. The host gets SIGCHLD of the program, as of any child; of one
/// that could not be started it gets none.
///
/// Returns the process; NULL on failure.
///
/// Errors: those of execve(2): ENOENT, EACCES, ENOEXEC, ENOTDIR, E2BIG, ELOOP, ETXTBSY...; of chdir(2) for the directory,
/// of open(2) for files, of dup2(2) and pipe(2) for descriptors (EBADF, EMFILE, ENFILE), of setpgid(2) for the group, of
/// setrlimit(2) for limits, of prctl(2) for LEAT_PROCESS_DIE_WITH_THREAD, of nice(2): EPERM. EAGAIN there are too many
/// processes (fork(2)). ECANCELED the stop of this thread, while a FIFO was opened. ENOMEM. EFAULT `argv`, or a path that
/// an option needs, is NULL. EINVAL the arguments are empty, an option has a value that it cannot have, or the same
/// descriptor of the child's is given twice.
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
        Ok(place.fill(unsafe { command(what, &options)? }.spawn(&Deadline::after(LEAT_FOREVER)?)?))
    })
}

/// Runs a function in a child: a copy of the host, by fork(2), with the descriptors, directory, signals and limits that the
/// options say; `program`, `environment` and `added` must be NULL. Its result is the exit status, of which there are 8 bits;
/// what it has written to stdout is flushed then, but no other stream, and functions of atexit(3) are not called. It ends by
/// returning, or by _exit(2): exit(3) would call the host's functions, and write once more what waits in the host's streams. In
/// a host with several threads it may call only what is async-signal-safe, as after any fork(2). How long it takes depends on how
/// much memory the host has. The host gets SIGCHLD of it also if it was forked and could not be given what the options say, which
/// fails here.
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
        Ok(place.fill(unsafe { command(What::Function(&mut call), &options)? }.spawn(&Deadline::after(LEAT_FOREVER)?)?))
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

/// Gives the host's end of a pipe away: closing that of the child's standard input is what tells the child that there is no
/// more.
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
/// handler of SIGCHLD, or waits of the host for its other children, are not in the way. If the host ignores SIGCHLD, or waits
/// for any child (wait(2), waitpid(-1)), the times of this one are lost, and are 0; and before Linux 6.15 so is its status,
/// which is then the result. Stops of a child that the host traces (ptrace(2)) stay the host's to see, unless it has asked for
/// LEAT_PROCESS_TELL_STOPS. After its end it can be called again, and says the same.
///
/// Returns LEAT_EXITED, LEAT_KILLED, LEAT_LOST, or LEAT_STOPPED; -1 on failure.
///
/// Writes `*ret_result`, which may be NULL.
///
/// Errors: ETIMEDOUT, EAGAIN it has not ended within `timeout_ms`. ECANCELED the stop of this thread. EINVAL `timeout_ms` is
/// below -1, or the size of the result is 0. E2BIG the size. EFAULT, EPERM as leat_process_pid.
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

/// Says how a child has ended, by `how` and `code` of its result, its output, or a pipeline's result; or by what a wait or a
/// run has returned: "exit status 3", "killed by SIGSEGV", "stopped by SIGTSTP", "status lost" (LEAT_LOST), "timed out"
/// (LEAT_TIMED_OUT), "too much output" (LEAT_TOO_MUCH), "not ended" (0). As in
///
///     printf("%s: %s\n", argv[0], leat_process_how_text(result.how, result.code));
///
/// Returns the text; "unknown" for what is no such value; never NULL.
///
/// Errors: none. errno is left as it was.
///
/// Ownership: the text is a constant.
///
/// Threads: safe, async-signal-safe.
#[unsafe(no_mangle)]
pub extern "C" fn leat_process_how_text(how: c_int, code: c_int) -> *const c_char {
    words::of(how, code).as_ptr()
}

/// Sends a signal to the process; 0 only asks whether that is possible. It never reaches another one that has got its number.
///
/// Returns 0; -1 on failure.
///
/// Errors: ESRCH it has ended and was waited for. EINVAL there is no such signal. EPERM it has become another user's (kill(2));
/// or as leat_process_pid. EFAULT `process` is NULL.
///
/// Threads: safe. Not async-signal-safe.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_process_kill(process: *const leat_process, signal: c_int) -> c_int {
    own(Own::process_kill, -1, || {
        // SAFETY: NULL, or one that is not freed meanwhile.
        unsafe { handle::share(process, "process")? }.kill(signal).map(|()| 0)
    })
}

/// Sends a signal to the group of the process, which is its own (LEAT_GROUP_NEW, LEAT_GROUP_SESSION): to it, and to those that
/// it has started and that did not leave the group. Since Linux 6.9 the others are also reached when it has ended and was
/// waited for; before, that is ESRCH: let leat_process_end do it.
///
/// Returns 0; -1 on failure.
///
/// Errors: ESRCH none is left. EINVAL it has no group of its own, or there is no such signal. EPERM, EFAULT as
/// leat_process_kill.
///
/// Threads: safe. Not async-signal-safe.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_process_kill_group(process: *const leat_process, signal: c_int) -> c_int {
    own(Own::process_kill_group, -1, || {
        // SAFETY: NULL, or one that is not freed meanwhile.
        unsafe { handle::share(process, "process")? }.kill_group(signal).map(|()| 0)
    })
}

/// Brings a child that was stopped, or was started in the background, to the foreground, as `fg` of a shell does: gives its
/// group, which is its own (LEAT_GROUP_NEW, LEAT_PROCESS_FOREGROUND), the terminal, with the modes that it had when it was
/// stopped, and sends it SIGCONT. Wait for it then: the terminal is taken back as LEAT_PROCESS_FOREGROUND says. (To go on in
/// the background is leat_process_kill_group with SIGCONT.)
///
/// Returns 0; -1 on failure.
///
/// Errors: ENOTTY the host has no terminal, or is not in its foreground. ESRCH it has ended and was waited for. EINVAL it has
/// no group of its own. EPERM its group is of another session (LEAT_GROUP_SESSION), or as leat_process_kill. EFAULT `process`
/// is NULL.
///
/// Threads: safe. Not async-signal-safe.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_process_foreground(process: *const leat_process) -> c_int {
    // SAFETY: NULL, or one that is not freed meanwhile.
    own(Own::process_foreground, -1, || unsafe { handle::share(process, "process")? }.foreground().map(|()| 0))
}

/// Ends the process: gives it `wait_ms` milliseconds to end by itself, then sends SIGTERM and gives it `term_ms`, then sends
/// SIGKILL and gives it `kill_ms`. Each may be 0, and LEAT_FOREVER. Where the process has a group of its own the signals go to
/// all of it, and if it did not end by itself nothing of the group is left.
///
/// To end several at once send SIGTERM to each before (leat_process_kill_group), and then end each, with what is left of the
/// time as `wait_ms`, and 0 as `term_ms`. What one that has ended in that time has left running gets SIGKILL by
/// leat_process_kill_group.
///
/// Returns LEAT_EXITED, LEAT_KILLED or LEAT_LOST; -1 on failure.
///
/// Writes `*ret_result`, which may be NULL.
///
/// Errors: ETIMEDOUT, EAGAIN it has not ended `kill_ms` after SIGKILL: the kernel cannot end what waits for a broken device.
/// ECANCELED the stop of this thread: who ends processes because it was thrown detaches it first. EPERM it has become another
/// user's; or as leat_process_pid. EINVAL a time is below -1, or the size of the result is 0. E2BIG the size. EFAULT
/// `process` is NULL.
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

/// Frees a process, and closes the descriptors that leat has of it. It does not block, and sends no signal: a process that
/// still runs goes on. It is a zombie from its end until leat next starts, waits for or frees one: each such call of any thread
/// reaps those that were freed before, and have ended. Who does none of that later calls leat_process_wait, or
/// leat_process_end, before. A forked child of the host only closes.
///
/// Errors: none. NULL is accepted. errno is left as it was.
///
/// Threads: safe, if no other call on this process is under way.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_process_free(process: *mut leat_process) {
    // SAFETY: NULL, or one that nobody uses any more.
    freeing(|| unsafe { handle::free(process, Process::inherited) });
}
