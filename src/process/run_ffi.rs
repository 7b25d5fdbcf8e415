//! → include/leat/process.h
#![allow(unsafe_code, reason = "exported functions")]

use std::ffi::{c_char, c_int, c_void};
use std::mem::offset_of;
use std::ptr::null_mut;

use libc::EINVAL;

use super::options_ffi::{
    LEAT_CHILD_INHERIT, LEAT_CHILD_PIPE, LEAT_CHILD_PIPE_IN, LEAT_LOST, command, leat_process_options, program,
};
use super::run::{Cut, Done, Talk, run};
use super::{Ended, LEAT_ARGV};
use crate::boundary::error::Error;
use crate::boundary::options::{self, Filled, known_flags, reserved};
use crate::boundary::own::{freeing, own};
use crate::boundary::{memory, ptr};
use crate::deadline::Deadline;
use crate::explain::own::Own;
use crate::explain::refuse;
use crate::io::flow::leat_io_sink;
use crate::io::pump::To;

/// Who writes more than is kept (`out_most`, `err_most`), or than a sink wants, is ended: his group gets SIGKILL.
pub const LEAT_TALK_END_AT_MOST: u32 = 1;

/// What is said to a program that leat_process_run runs, and what becomes of what it writes.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct leat_process_talk {
    pub size: usize,
    /// LEAT_TALK_END_AT_MOST
    pub flags: u32,
    pub reserved: u32,
    /// Its standard input. NULL: what the options say, or /dev/null. What the program does not read is left, and is
    /// no failure.
    pub input: *const c_void,
    pub input_size: usize,
    /// How many bytes of its standard output and error are kept. 0: 16 MiB. The others are read nevertheless, and counted; but
    /// see LEAT_TALK_END_AT_MOST.
    pub out_most: usize,
    pub err_most: usize,
    /// Instead of being kept it is given to these. Who has enough closes the pipe: the program gets SIGPIPE if it
    /// writes on. What the options have sent elsewhere is not given to them.
    pub out_sink: leat_io_sink,
    pub err_sink: leat_io_sink,
    /// What the sinks are called with.
    pub user: *mut c_void,
}

// SAFETY: integers and pointers, without padding; no function is NULL, which is None.
unsafe impl options::WithSize for leat_process_talk {}

/// What leat_process_run returns if its time was over.
pub const LEAT_TIMED_OUT: i32 = 5;
/// What it returns if the program was ended by LEAT_TALK_END_AT_MOST.
pub const LEAT_TOO_MUCH: i32 = 6;

/// What has become of a program, and what it has written.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct leat_process_output {
    pub size: usize,
    /// LEAT_EXITED, LEAT_KILLED or LEAT_LOST, as in a struct leat_process_result; 0: it was killed, but does not end.
    pub how: i32,
    /// The exit status, or the signal.
    pub code: i32,
    /// 1: it has left a core dump.
    pub core: i32,
    /// 1: the time was over. What was left of its group got SIGKILL.
    pub timed_out: i32,
    /// A process that can still write to one of the pipes, but has left the group: it runs on. -1: one that cannot be seen. 0:
    /// none.
    pub escaped: i32,
    /// 1: it has written too much (LEAT_TALK_END_AT_MOST).
    pub too_much: i32,
    /// As in a struct leat_process_result.
    pub user_us: i64,
    pub system_us: i64,
    pub max_rss_kib: i64,
    /// What it has written to standard output and error, with a NUL behind it.
    pub out: *mut c_char,
    pub out_size: usize,
    pub err: *mut c_char,
    pub err_size: usize,
    /// How many more bytes it has written than were to be kept.
    pub out_dropped: u64,
    pub err_dropped: u64,
    /// leat's, for leat_process_output_free.
    pub memory: *mut c_void,
}

// SAFETY: integers and pointers, without padding.
unsafe impl options::WithSize for leat_process_output {}

/// What is kept by default.
const MOST: usize = 16 << 20;

/// What the pointers in an output point to.
struct Memory {
    out: Vec<u8>,
    err: Vec<u8>,
}

/// Runs a program to its end: feeds it, collects what it writes to standard output and error, and waits for it. As in
///
///     char *argv[] = {"sort", "-n", NULL};
///     struct leat_process_talk talk = LEAT_PROCESS_TALK_INIT;
///     struct leat_process_output output = LEAT_PROCESS_OUTPUT_INIT;
///
///     talk.input = numbers;
///     talk.input_size = strlen(numbers);
///     if (leat_process_run(argv, NULL, &talk, 5000, &output) == -1)
///         return leat_perror("sort"), 1;
///     if (output.how == LEAT_EXITED && output.code == 0)
///         fwrite(output.out, 1, output.out_size, stdout);
///     leat_process_output_free(&output);
///
/// It is started as by leat_process_spawn, with these other defaults: a group of its own; no input, or that of `talk`; and
/// LEAT_CHILD_INHERIT for standard output and error means that they are collected (LEAT_CHILD_FD gives it the host's).
///
/// If the host ends meanwhile the program gets SIGKILL (LEAT_PROCESS_DIE_WITH_THREAD), but not what it has started. At a
/// terminal Ctrl-C reaches only the host: let a handler of SIGINT throw a stop (leat/stop.h), and all is ended; or give the
/// program the terminal (LEAT_PROCESS_FOREGROUND), so that Ctrl-C ends it, and not the host.
///
/// It is done when the program has ended and both pipes are at their end, which they are when nobody can write to
/// them any more: others of its group that it has left running are waited for, if they have a pipe. When `timeout_ms`
/// is over (0: as soon as it is started), its whole group gets SIGKILL, and what was collected by then is the result:
/// that is no failure. (How long the kernel takes to end it, such as to take back much memory, comes on top: two
/// seconds at most.) Who has left the group (setsid(2)) is neither waited for nor killed, but told in `escaped`, if
/// he still has a pipe. A group that it has joined (LEAT_GROUP_JOIN) is not its own: of that it alone is waited for
/// and killed.
///
/// Returns LEAT_EXITED, LEAT_KILLED, LEAT_LOST; LEAT_TIMED_OUT or LEAT_TOO_MUCH, also if the program itself had ended; -1 on
/// failure: then its group, too, got SIGKILL.
///
/// Writes `*ret_output`.
///
/// Errors: those of leat_process_spawn, and of read(2) from its pipes. ETIMEDOUT, EAGAIN a stream is to be a FIFO
/// that nobody has opened the other end of within `timeout_ms`: nothing was started. ECANCELED the stop of this
/// thread. EINVAL `timeout_ms` is below -1; there is an `input`, but the options give the program another one; they
/// ask for a pipe that nobody would use (LEAT_CHILD_PIPE_IN for its output, or one of `fds`); or the size of the
/// output is 0 or too small for what is to be freed. EFAULT `argv` or `ret_output` is NULL, or `input` is and its
/// size is not 0. EPERM the time was over, and the program has become another user's, so that it cannot be killed.
/// ENOMEM.
///
/// Ownership: what the output points to is the caller's, until leat_process_output_free.
///
/// Threads: safe. Sinks are called by this thread.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_process_run(
    argv: LEAT_ARGV,
    options: *const leat_process_options,
    talk: *const leat_process_talk,
    timeout_ms: c_int,
    ret_output: *mut leat_process_output,
) -> c_int {
    own(Own::process_run, -1, || {
        let start = |talk: Talk, until: &Deadline| {
            // SAFETY: NULL, or the caller's options.
            let options = unsafe { options::read(options, "options")? };
            // SAFETY: the caller's vector.
            let what = unsafe { program(argv, &options)? };
            // SAFETY: the caller's options.
            let command = unsafe { command(what, &options)? };
            let is_free = matches!(options.r#in.kind, LEAT_CHILD_INHERIT | LEAT_CHILD_PIPE | LEAT_CHILD_PIPE_IN);
            if talk.input.is_some() && !is_free {
                return Err(Error::refused(EINVAL, refuse::two_inputs("options.in")));
            }
            run(command, talk, until)
        };
        // SAFETY: the caller's talk and output.
        unsafe { run_into(talk, timeout_ms, ret_output, start) }
    })
}

/// Has run what is run with a talk, and writes its output.
///
/// # Safety
/// What leat_process_run asks of its caller.
pub(crate) unsafe fn run_into(
    talk: *const leat_process_talk,
    timeout_ms: c_int,
    ret_output: *mut leat_process_output,
    run: impl FnOnce(Talk, &Deadline) -> Result<Done, Error>,
) -> Result<c_int, Error> {
    // SAFETY: the caller's output.
    let place = unsafe { Filled::new(ret_output, "ret_output")? };
    // Without what it frees the caller could not give it back.
    let least = offset_of!(leat_process_output, memory) + size_of::<*mut c_void>();
    let place = place.with_room(least, "ret_output")?;
    // SAFETY: NULL, or the caller's.
    let talk = unsafe { options::read(talk, "talk")? };
    known_flags(talk.flags.into(), LEAT_TALK_END_AT_MOST.into(), "talk.flags")?;
    reserved(talk.reserved.into(), "talk.reserved")?;
    let ends_at_most = talk.flags & LEAT_TALK_END_AT_MOST != 0;
    let until = Deadline::after(timeout_ms)?;
    // SAFETY: the caller's input.
    let input = unsafe { ptr::bytes(talk.input, talk.input_size, "talk.input")? };
    let input = (!talk.input.is_null()).then_some(input);
    let mut memory = memory::boxed(Memory { out: Vec::new(), err: Vec::new() })?;
    let mut out_sink = sink(talk.out_sink, talk.user);
    let mut err_sink = sink(talk.err_sink, talk.user);
    let out = to(talk.out_sink, &mut out_sink, &mut memory.out, talk.out_most);
    let err = to(talk.err_sink, &mut err_sink, &mut memory.err, talk.err_most);
    let done = run(Talk { ends_at_most, input, out, err }, &until)?;
    for text in [&mut memory.out, &mut memory.err] {
        // Not twice of it.
        text.try_reserve_exact(1)?;
        text.push(0);
    }
    let output = output(&done, memory);
    place.set(&output);
    Ok(match done.cut {
        Cut::Not => output.how,
        Cut::Time => LEAT_TIMED_OUT,
        Cut::TooMuch => LEAT_TOO_MUCH,
    })
}

fn sink(sink: leat_io_sink, user: *mut c_void) -> impl FnMut(&[u8]) -> bool {
    // SAFETY: the caller's function, and what it is for.
    move |data| sink.is_some_and(|sink| unsafe { sink(data.as_ptr().cast(), data.len(), user) } == 0)
}

fn to<'a>(sink: leat_io_sink, call: &'a mut dyn FnMut(&[u8]) -> bool, vector: &'a mut Vec<u8>, most: usize) -> To<'a> {
    match sink {
        Some(_) => To::Call(call),
        None => To::Vector { vector, most: if most == 0 { MOST } else { most } },
    }
}

fn output(done: &Done, mut memory: Box<Memory>) -> leat_process_output {
    let ended = done.ended.as_ref();
    let number = |member: fn(&Ended) -> i64| ended.map_or(0, member);
    leat_process_output {
        size: 0,
        how: ended.map_or(0, |ended| ended.how as i32),
        code: ended.map_or(0, |ended| ended.code),
        core: ended.is_some_and(|ended| ended.dumped_core).into(),
        timed_out: (done.cut == Cut::Time).into(),
        escaped: done.escaped,
        too_much: (done.cut == Cut::TooMuch).into(),
        user_us: number(|ended| ended.user_us),
        system_us: number(|ended| ended.system_us),
        max_rss_kib: number(|ended| ended.most_memory_kib),
        out: memory.out.as_mut_ptr().cast(),
        out_size: memory.out.len() - 1,
        err: memory.err.as_mut_ptr().cast(),
        err_size: memory.err.len() - 1,
        out_dropped: done.out_dropped,
        err_dropped: done.err_dropped,
        memory: Box::into_raw(memory).cast(),
    }
}

/// Frees what an output points to, and makes these pointers NULL; of one that leat_process_run did not write, nothing.
///
/// Errors: none. NULL is accepted. errno is left as it was.
///
/// Threads: safe.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_process_output_free(output: *mut leat_process_output) {
    freeing(|| {
        // SAFETY: NULL, or an output of leat_process_run, or of LEAT_PROCESS_OUTPUT_INIT.
        let Some(output) = (unsafe { output.as_mut() }) else { return };
        let memory = std::mem::replace(&mut output.memory, null_mut()).cast::<Memory>();
        (output.out, output.err, output.out_size, output.err_size) = (null_mut(), null_mut(), 0, 0);
        if !memory.is_null() {
            // SAFETY: it came from there, and is freed once.
            drop(unsafe { Box::from_raw(memory) });
        }
    });
}

const _: () = assert!(LEAT_TIMED_OUT > LEAT_LOST);
