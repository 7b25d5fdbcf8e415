//! → include/leat/pipeline.h
#![allow(unsafe_code, reason = "exported functions")]

use std::ffi::{c_char, c_int};
use std::ptr::null_mut;

use libc::EFAULT;

use super::Pipeline;
use super::leat_pipeline;
use super::verdict::Verdict;
use crate::boundary::error::Error;
use crate::boundary::handle;
use crate::boundary::options::{self, Filled};
use crate::boundary::own::{freeing, own};
use crate::boundary::text_out;
use crate::deadline::Deadline;
use crate::explain::own::Own;
use crate::explain::refuse;
use crate::process::run_ffi::{leat_process_output, leat_process_talk, run_into};
use crate::process::{Ladder, leat_process};

/// What has become of a pipeline.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct leat_pipeline_result {
    pub size: usize,
    /// The last stage that has failed, from 0 on, or that is stopped; -1: none.
    pub stage: i32,
    /// What has become of that stage; if none has failed, LEAT_EXITED: as of a process.
    pub how: i32,
    /// Its exit status or signal; if none has failed, 0.
    pub code: i32,
    pub reserved: i32,
    /// The time that all stages have used, in microseconds.
    pub user_us: i64,
    pub system_us: i64,
}

// SAFETY: integers, without padding.
unsafe impl options::WithSize for leat_pipeline_result {}

impl leat_pipeline_result {
    fn of(verdict: &Verdict) -> leat_pipeline_result {
        leat_pipeline_result {
            size: 0,
            stage: verdict.stage.map_or(-1, |index| c_int::try_from(index).unwrap_or(c_int::MAX)),
            how: verdict.ended.how as i32,
            code: verdict.ended.code,
            reserved: 0,
            user_us: verdict.user_us,
            system_us: verdict.system_us,
        }
    }
}

/// Starts all stages: first its ends are opened, then the stages are started from the first to the last, each with its ends of
/// the pipes and no others. If one cannot be started this fails, and those that were started are killed and waited for (but for
/// one that has become another user's meanwhile). Files are opened by the host; a FIFO's opening waits for its other end.
///
/// Returns 0; -1 on failure: leat_pipeline_failed_stage. A failed start can be tried again.
///
/// Errors: those of leat_process_spawn, and of open(2), pipe(2) and dup2(2) for what connects them: ENOENT, EACCES, EMFILE,
/// EBADF... The first failure of what has built the pipeline, explained as that. EINVAL it has no stages. EALREADY it was
/// started before. EBUSY another thread is starting it. ECANCELED the stop of this thread, while a FIFO was opened. EPERM it is
/// of another process, of which this is a forked child. EFAULT `pipeline` is NULL.
///
/// Threads: safe; what would build, print or start the pipeline meanwhile is EBUSY. Not async-signal-safe.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_pipeline_start(pipeline: *mut leat_pipeline) -> c_int {
    // SAFETY: NULL, or one that is not freed meanwhile.
    own(Own::pipeline_start, -1, || unsafe { handle::share(pipeline, "pipeline")? }.start().map(|()| 0))
}

/// Tells which stage leat_pipeline_start, or leat_pipeline_run, could not start, when that has failed: whose program there is
/// not, say. What has failed leat_error_text tells.
///
/// Returns its index, from 0 on; -1 on failure.
///
/// Errors: EINVAL the last start has not failed, or not of a stage, but of a file or a descriptor of the whole pipeline, or of
/// what has built it. EBUSY another thread is starting it. EPERM, EFAULT as leat_pipeline_start.
///
/// Threads: safe.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_pipeline_failed_stage(pipeline: *const leat_pipeline) -> c_int {
    own(Own::pipeline_failed_stage, -1, || {
        // SAFETY: NULL, or one that is not freed meanwhile.
        let stage = unsafe { handle::share(pipeline, "pipeline")? }.failed_stage()?;
        Ok(c_int::try_from(stage).unwrap_or(c_int::MAX))
    })
}

/// Runs the pipeline to its end: starts it, feeds the first stage, collects what the last writes and the errors of all, and
/// waits, as leat_process_run does with a program. The defaults are other than leat_pipeline_start's: a group of their own; no
/// input, or that of `talk`; and output and errors that nothing was said of are collected. When `timeout_ms` is over the whole
/// group gets SIGKILL, and what was collected by then is the result: that is no failure. If the host ends meanwhile, or Ctrl-C
/// is typed, that is as with leat_process_run. Of a group that they have joined the stages alone are waited for and killed.
///
/// Returns LEAT_EXITED, LEAT_KILLED, LEAT_LOST: the verdict, as leat_pipeline_wait says; LEAT_TIMED_OUT or LEAT_TOO_MUCH; -1 on
/// failure: then the group, too, got SIGKILL.
///
/// Writes `*ret_output`: `how` and `code` are the verdict's, the times those of all stages. leat_pipeline_wait, with 0, then
/// tells which stage has failed.
///
/// Errors: those of leat_pipeline_start, and of read(2) from the pipes. ETIMEDOUT, EAGAIN a FIFO of its ends or stages nobody
/// has opened the other end of within `timeout_ms`: nothing is left of what was started. ECANCELED the stop of this thread.
/// EINVAL `timeout_ms` is below -1; there is an `input`, but the pipeline was given another one; or the options of a stage ask
/// for a pipe that nobody would use (`err`, or one of `fds`). EFAULT `pipeline` or `ret_output` is NULL, or `input` is and its
/// size is not 0. ENOMEM.
///
/// Ownership: what the output points to is the caller's, until leat_process_output_free.
///
/// Threads: safe. Sinks are called by this thread.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_pipeline_run(
    pipeline: *mut leat_pipeline,
    talk: *const leat_process_talk,
    timeout_ms: c_int,
    ret_output: *mut leat_process_output,
) -> c_int {
    own(Own::pipeline_run, -1, || {
        // SAFETY: NULL, or one that is not freed meanwhile.
        let pipeline = unsafe { handle::share(pipeline, "pipeline")? };
        // SAFETY: the caller's talk and output.
        unsafe { run_into(talk, timeout_ms, ret_output, |talk, until| pipeline.run(talk, until)) }
    })
}

/// Waits until all stages have ended; with LEAT_PIPELINE_TELL_STOPS also until one is stopped. Close the pipe to the first
/// stage before, if there is one: it may wait for the end of its input; and read the pipe from the last, which may wait for
/// somebody to read.
///
/// The verdict is that of bash with `pipefail`: the pipeline has failed if a stage has, and the last of those is the result. A
/// stage before the last that SIGPIPE has ended has not failed: those behind it had enough, as in `yes | head`; nor has a line
/// for the shell (leat_pipeline_add_shell) whose status is 128 + SIGPIPE, by which a shell tells that of its command. Of a
/// stage whose status the host has taken (LEAT_LOST) it is not known that it has not. What has become of each stage
/// leat_process_wait tells of leat_pipeline_process.
///
/// Returns how the stage of the verdict has ended: LEAT_EXITED, LEAT_KILLED, LEAT_LOST; or LEAT_STOPPED; -1 on failure. It can
/// be called again, and says the same.
///
/// Writes `*ret_result`, which may be NULL.
///
/// Errors: ETIMEDOUT, EAGAIN they have not ended within `timeout_ms`. ECANCELED the stop of this thread. EINVAL the pipeline
/// was not started, `timeout_ms` is below -1, or the size of the result is 0. E2BIG the size. ENOMEM. EPERM, EFAULT as
/// leat_pipeline_start.
///
/// Threads: safe; several may wait, and others signal it.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_pipeline_wait(
    pipeline: *mut leat_pipeline,
    timeout_ms: c_int,
    ret_result: *mut leat_pipeline_result,
) -> c_int {
    own(Own::pipeline_wait, -1, || {
        // SAFETY: NULL, or one that is not freed meanwhile.
        let pipeline = unsafe { handle::share(pipeline, "pipeline")? };
        // SAFETY: NULL, or the caller's result.
        let result = unsafe { Filled::optional(ret_result, "ret_result")? };
        let until = Deadline::after(timeout_ms)?;
        Ok(told(&pipeline.job()?.wait(&until)?, result))
    })
}

fn told(verdict: &Verdict, result: Option<Filled<leat_pipeline_result>>) -> c_int {
    if let Some(result) = result {
        result.set(&leat_pipeline_result::of(verdict));
    }
    verdict.ended.how as c_int
}

/// Sends a signal to the stages: where they have a group of their own (LEAT_GROUP_NEW, LEAT_PIPELINE_FOREGROUND) to all of it,
/// what they have started included; otherwise to each that has not ended. 0 only asks whether that is possible. It never
/// reaches another process that has got a number of theirs.
///
/// Returns 0 if it has reached one; -1 on failure.
///
/// Errors: ESRCH all have ended. EINVAL there is no such signal, or the pipeline was not started. EPERM all have become another
/// user's (kill(2)); or as leat_pipeline_start. EFAULT `pipeline` is NULL.
///
/// Threads: safe. Not async-signal-safe.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_pipeline_kill(pipeline: *mut leat_pipeline, signal: c_int) -> c_int {
    own(Own::pipeline_kill, -1, || {
        // SAFETY: NULL, or one that is not freed meanwhile.
        unsafe { handle::share(pipeline, "pipeline")? }.job()?.kill(signal).map(|()| 0)
    })
}

/// Brings stages that were stopped, or were started in the background, to the foreground: gives their group, which is their own
/// (LEAT_GROUP_NEW, LEAT_PIPELINE_FOREGROUND), the terminal, and sends it SIGCONT, as leat_process_foreground does. Wait for
/// them then.
///
/// Returns 0; -1 on failure.
///
/// Errors: ENOTTY the host has no terminal, or is not in its foreground. ESRCH all have ended and were waited for. EINVAL they
/// have no group of their own, or the pipeline was not started. EPERM as leat_pipeline_kill. EFAULT `pipeline` is NULL.
///
/// Threads: safe. Not async-signal-safe.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_pipeline_foreground(pipeline: *mut leat_pipeline) -> c_int {
    own(Own::pipeline_foreground, -1, || {
        // SAFETY: NULL, or one that is not freed meanwhile.
        unsafe { handle::share(pipeline, "pipeline")? }.job()?.foreground().map(|()| 0)
    })
}

/// Ends all stages: gives them `wait_ms` milliseconds to end by themselves, then sends SIGTERM, as leat_pipeline_kill does, and
/// gives them `term_ms`, then sends SIGKILL and gives them `kill_ms`. Each may be 0, and LEAT_FOREVER. Where they have a group
/// of their own nothing of it is left if they did not end by themselves.
///
/// Returns and writes what leat_pipeline_wait does.
///
/// Errors: ETIMEDOUT, EAGAIN they have not ended `kill_ms` after SIGKILL: the kernel cannot end what waits for a broken device.
/// ECANCELED the stop of this thread. EPERM all have become another user's; or as leat_pipeline_start. EINVAL the pipeline was
/// not started, a time is below -1, or the size of the result is 0. E2BIG the size. ENOMEM. EFAULT
/// `pipeline` is NULL.
///
/// Threads: safe.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_pipeline_end(
    pipeline: *mut leat_pipeline,
    wait_ms: c_int,
    term_ms: c_int,
    kill_ms: c_int,
    ret_result: *mut leat_pipeline_result,
) -> c_int {
    own(Own::pipeline_end, -1, || {
        // SAFETY: NULL, or one that is not freed meanwhile.
        let pipeline = unsafe { handle::share(pipeline, "pipeline")? };
        // SAFETY: NULL, or the caller's result.
        let result = unsafe { Filled::optional(ret_result, "ret_result")? };
        Ok(told(&Ladder { wait_ms, term_ms, kill_ms }.end(pipeline.job()?)?, result))
    })
}

/// Gives a stage of a started pipeline as a process: for its pid, its own result, its pidfd, or a pipe that its options have
/// asked for.
///
/// Returns it; NULL on failure.
///
/// Errors: EINVAL there is no stage of that index (from 0 on), or the pipeline was not started. EPERM, EFAULT as
/// leat_pipeline_start.
///
/// Ownership: it is the pipeline's, until leat_pipeline_free: do not free it.
///
/// Threads: safe.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_pipeline_process(pipeline: *mut leat_pipeline, index: usize) -> *mut leat_process {
    own(Own::pipeline_process, null_mut(), || {
        // SAFETY: NULL, or one that is not freed meanwhile.
        unsafe { handle::share(pipeline, "pipeline")? }.job()?.process(index)
    })
}

/// Gives the host's end of a pipe (leat_pipeline_from_pipe, leat_pipeline_to_pipe, leat_pipeline_set_stream): to write to the
/// first stage (0), to read from the last (1), or to read the errors of all (2).
///
/// Returns it; -1 on failure.
///
/// Errors: EINVAL there is no such pipe, it was taken, or the pipeline was not started. EPERM, EFAULT as leat_pipeline_start.
///
/// Ownership: it is the pipeline's, until leat_pipeline_free closes it. So do not close it: leat_pipeline_take_pipe_fd.
///
/// Threads: safe.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_pipeline_pipe_fd(pipeline: *mut leat_pipeline, stage_fd: c_int) -> c_int {
    own(Own::pipeline_pipe_fd, -1, || {
        // SAFETY: NULL, or one that is not freed meanwhile.
        unsafe { handle::share(pipeline, "pipeline")? }.job()?.pipe_fd(stage_fd)
    })
}

/// Gives the host's end of a pipe away: closing that to the first stage is what tells it that there is no more.
///
/// Returns it; -1 on failure.
///
/// Errors: as leat_pipeline_pipe_fd.
///
/// Ownership: it is the caller's, who closes it.
///
/// Threads: safe.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_pipeline_take_pipe_fd(pipeline: *mut leat_pipeline, stage_fd: c_int) -> c_int {
    own(Own::pipeline_take_pipe_fd, -1, || {
        // SAFETY: NULL, or one that is not freed meanwhile.
        unsafe { handle::share(pipeline, "pipeline")? }.job()?.take_pipe_fd(stage_fd)
    })
}

/// Writes the pipeline as a line for sh(1), quoted where that is needed: `LC_ALL=C sort < words 2> /dev/null | uniq -c`. Pipes
/// to the host, kept signals and resource limits it does not show, nor a first argument that is not the program's name; of a
/// function, its name. A program that gets another PATH, by which the shell would look for it, is shown by the path that it has
/// now in the host's.
///
/// Returns the length of the whole line in bytes without the NUL, as snprintf(3) does; -1 on failure.
///
/// Writes at most `size` bytes to `ret_text`, of which the last is a NUL, unless `size` is 0.
///
/// Errors: EFAULT `ret_text` is NULL and `size` is not 0, or `pipeline` is NULL. ENOMEM. EBUSY, EPERM as leat_pipeline_start.
///
/// Threads: safe.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_pipeline_text(
    pipeline: *const leat_pipeline,
    ret_text: *mut c_char,
    size: usize,
) -> c_int {
    own(Own::pipeline_text, -1, || {
        // SAFETY: NULL, or one that is not freed meanwhile.
        let pipeline = unsafe { handle::share(pipeline, "pipeline")? };
        if ret_text.is_null() && size != 0 {
            return Err(Error::refused(EFAULT, refuse::null("ret_text")));
        }
        let line = pipeline.text()?;
        // SAFETY: the caller says that so many bytes may be written.
        Ok(unsafe { text_out::write_bytes(line.as_bytes(), ret_text, size) })
    })
}

/// Frees a pipeline, and closes the descriptors that leat has of it. It does not block, and sends no signal: stages that still
/// run go on, and see the ends of the pipes to the host closed. They are reaped as leat_process_free says. A forked child of
/// the host only closes.
///
/// Errors: none. NULL is accepted. errno is left as it was.
///
/// Threads: safe, if no other call on this pipeline, or a process of it, is under way.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_pipeline_free(pipeline: *mut leat_pipeline) {
    // SAFETY: NULL, or one that nobody uses any more.
    freeing(|| unsafe { handle::free(pipeline, Pipeline::inherited) });
}
