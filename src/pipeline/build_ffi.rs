//! → include/leat/pipeline.h
//!
//! What builds a pipeline.
#![allow(unsafe_code, reason = "exported functions")]

use std::ffi::{c_char, c_int, c_void};
use std::ptr::null_mut;

use libc::{EFAULT, EINVAL, O_APPEND, O_CREAT, O_RDONLY, O_TRUNC, O_WRONLY};

use super::ends::End;
use super::leat_pipeline;
use super::stage::{Function, Stage};
use super::{Pipeline, Plan};
use crate::boundary::error::Error;
use crate::boundary::handle;
use crate::boundary::options::{self, known_flags, reserved};
use crate::boundary::own::own;
use crate::boundary::ptr;
use crate::explain::own::Own;
use crate::explain::refuse;
use crate::process::LEAT_ARGV;
use crate::process::options_ffi::{group, leat_child_stream, leat_process_function, leat_process_options, stream};
use crate::process::plan::Group;
use crate::process::stream::{File, Stream};

/// The stages are in the foreground: their group gets the terminal that the host has, and is LEAT_GROUP_NEW if LEAT_GROUP_SAME
/// was said, so that Ctrl-C ends them and not the host. The terminal is taken back when all have ended, or one is stopped, and
/// that was waited for; and when the pipeline is freed. Its modes are the host's again, and Ctrl-Z is ignored unless
/// LEAT_PIPELINE_TELL_STOPS is said, as LEAT_PROCESS_FOREGROUND says; leat_pipeline_run always has it ignored.
pub const LEAT_PIPELINE_FOREGROUND: u32 = 1;
/// leat_pipeline_wait returns also when a stage is stopped. They go on by leat_pipeline_foreground; in the background, by
/// leat_pipeline_kill with SIGCONT.
pub const LEAT_PIPELINE_TELL_STOPS: u32 = 2;

/// leat_pipeline_to_file: what is written goes behind what is in the file.
pub const LEAT_PIPELINE_APPEND: c_int = 1;

/// What is asked of a pipeline as a whole.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct leat_pipeline_options {
    pub size: usize,
    /// LEAT_PIPELINE_FOREGROUND, LEAT_PIPELINE_TELL_STOPS.
    pub flags: u32,
    /// The group of all stages: LEAT_GROUP_SAME, LEAT_GROUP_NEW (one of their own) or LEAT_GROUP_JOIN.
    pub group_kind: i32,
    /// LEAT_GROUP_JOIN: which.
    pub group: i32,
    pub reserved: i32,
}

// SAFETY: integers, without padding.
unsafe impl options::WithSize for leat_pipeline_options {}

/// Makes a pipeline, to which stages are added: each reads what the one before it writes. As in
///
///     char *sort[] = {"sort", NULL}, *uniq[] = {"uniq", "-c", NULL};
///     leat_pipeline *pipeline = leat_pipeline_new(NULL);
///     struct leat_pipeline_result result = LEAT_PIPELINE_RESULT_INIT;
///
///     leat_pipeline_add(pipeline, sort, NULL);
///     leat_pipeline_add(pipeline, uniq, NULL);
///     leat_pipeline_from_file(pipeline, "words");
///     leat_pipeline_to_file(pipeline, "counts", 0);
///     if (leat_pipeline_start(pipeline) == -1 || leat_pipeline_wait(pipeline, LEAT_FOREVER, &result) == -1)
///         leat_perror("sort | uniq");
///     else if (result.stage != -1)
///         printf("stage %d has failed\n", (int)result.stage);
///     leat_pipeline_free(pipeline);
///
/// What adds to it need not be checked: its first failure is kept, and is that of leat_pipeline_start, too.
///
/// Returns it; NULL on failure, which all functions that get it then refuse.
///
/// Errors: ENOMEM. EINVAL an option has a value that it cannot have, or a struct's size is 0. E2BIG the options are of a newer
/// leat.
///
/// Ownership: the caller's, until leat_pipeline_free.
///
/// Threads: safe. Not async-signal-safe.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_pipeline_new(options: *const leat_pipeline_options) -> *mut leat_pipeline {
    own(Own::pipeline_new, null_mut(), || {
        // SAFETY: NULL, or the caller's options.
        let options = unsafe { options::read(options, "options")? };
        let known = LEAT_PIPELINE_FOREGROUND | LEAT_PIPELINE_TELL_STOPS;
        known_flags(options.flags.into(), known.into(), "options.flags")?;
        reserved(options.reserved as u64, "options.reserved")?;
        let group = match group(options.group_kind, options.group)? {
            // The stages would be of several.
            Group::Session => {
                let kind = i64::from(options.group_kind);
                return Err(Error::refused(EINVAL, refuse::kind("options.group_kind", kind)));
            }
            group => group,
        };
        let is = |flag| options.flags & flag != 0;
        handle::new(Pipeline::new(group, is(LEAT_PIPELINE_FOREGROUND), is(LEAT_PIPELINE_TELL_STOPS))?)
    })
}

/// Adds a program, as leat_process_spawn takes it, behind the stages that there are. Of the options `in`, `out`, `group_kind`,
/// LEAT_PROCESS_FOREGROUND and LEAT_PROCESS_TELL_STOPS are the pipeline's and must be 0; with `err` LEAT_CHILD_OUT the next
/// stage reads its errors, too, as after |&. Whether there is such a program is seen when it is started.
///
/// Returns 0; -1 on failure, which is kept.
///
/// Errors: EFAULT `pipeline`, `argv`, or a path that an option needs, is NULL. EINVAL the arguments are empty, or an option has
/// a value that it cannot have. E2BIG the options are of a newer leat. ENOENT, ENAMETOOLONG the program's name is empty, or too
/// long. ENOMEM. EALREADY the pipeline was started. EBUSY another thread is starting it. EPERM it is of another process, of
/// which this is a forked child.
///
/// Ownership: all that the arguments and the options point to is copied; descriptors must stay open until it is started.
///
/// Threads: safe.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_pipeline_add(
    pipeline: *mut leat_pipeline,
    argv: LEAT_ARGV,
    options: *const leat_process_options,
) -> c_int {
    let change = |plan: &mut Plan| {
        // SAFETY: NULL, or the caller's options.
        let options = unsafe { options::read(options, "options")? };
        // SAFETY: the caller's vector and options.
        plan.add(unsafe { Stage::program(argv, &options)? })
    };
    // SAFETY: NULL, or one that is not freed meanwhile.
    unsafe { build(Own::pipeline_add, pipeline, change) }
}

/// Adds a line for the shell, `sh -c line`.
///
/// Returns 0; -1 on failure, which is kept.
///
/// Errors: EFAULT `pipeline` or `line` is NULL. ENOMEM, EALREADY, EBUSY, EPERM as leat_pipeline_add.
///
/// Ownership: the line is copied.
///
/// Threads: safe.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_pipeline_add_shell(pipeline: *mut leat_pipeline, line: *const c_char) -> c_int {
    let change = |plan: &mut Plan| {
        // SAFETY: NULL, or the caller's string.
        plan.add(Stage::shell(unsafe { ptr::string(line, "line")? })?)
    };
    // SAFETY: NULL, or one that is not freed meanwhile.
    unsafe { build(Own::pipeline_add_shell, pipeline, change) }
}

/// Adds a function, which runs in a child as leat_process_spawn_function says: it reads standard input, from the stage before,
/// and writes standard output, to the stage behind. `name` is what leat_pipeline_text calls it.
///
/// Returns 0; -1 on failure, which is kept.
///
/// Errors: EFAULT `pipeline`, `name` or `function` is NULL. EINVAL, E2BIG, ENOMEM, EALREADY, EBUSY, EPERM as leat_pipeline_add.
///
/// Ownership: the name and the options are copied. In the child, all that `user` points to is a copy, made when it is started.
///
/// Threads: safe.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_pipeline_add_function(
    pipeline: *mut leat_pipeline,
    name: *const c_char,
    function: leat_process_function,
    options: *const leat_process_options,
    user: *mut c_void,
) -> c_int {
    let change = |plan: &mut Plan| {
        // SAFETY: NULL, or the caller's string.
        let name = unsafe { ptr::string(name, "name")? };
        let Some(function) = function else { return Err(Error::refused(EFAULT, refuse::no_function("function"))) };
        // SAFETY: NULL, or the caller's options.
        let options = unsafe { options::read(options, "options")? };
        // SAFETY: the caller's options and function.
        plan.add(unsafe { Stage::function(name, Function { function, user }, &options)? })
    };
    // SAFETY: NULL, or one that is not freed meanwhile.
    unsafe { build(Own::pipeline_add_function, pipeline, change) }
}

/// Says what a standard descriptor of the pipeline is: 0 the input of the first stage, 1 the output of the last, 2 the error
/// output of all stages whose options say nothing of it; by default the host's. Of LEAT_CHILD_PIPE the other end is the host's
/// (leat_pipeline_take_pipe_fd). A file is opened once, when the pipeline is started. LEAT_CHILD_OUT is for 2 alone, and
/// LEAT_CHILD_PIPE_IN for none.
///
/// Returns 0; -1 on failure, which is kept.
///
/// Errors: EFAULT `pipeline`, `stream` or the path of a file is NULL. EINVAL `stage_fd` is not 0, 1 or 2, the kind is none for
/// it, or there are flags that it does not take. ENOMEM, EALREADY, EBUSY, EPERM as leat_pipeline_add.
///
/// Ownership: the path is copied; a descriptor must stay open until the pipeline is started.
///
/// Threads: safe.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_pipeline_set_stream(
    pipeline: *mut leat_pipeline,
    stage_fd: c_int,
    stream: *const leat_child_stream,
) -> c_int {
    let change = |plan: &mut Plan| {
        // SAFETY: NULL, or the caller's struct.
        let streams = unsafe { ptr::items(stream, 1, "stream")? };
        let Some(end) = usize::try_from(stage_fd).ok().and_then(|index| plan.ends.get_mut(index)) else {
            return Err(Error::refused(EINVAL, refuse::value("stage_fd", i64::from(stage_fd), 0, 2)));
        };
        for each in streams {
            // SAFETY: as its kind says.
            *end = End::of(&unsafe { self::stream(each, ["stream.kind", "stream.path", "stream.flags"])? }, stage_fd)?;
        }
        Ok(())
    };
    // SAFETY: NULL, or one that is not freed meanwhile.
    unsafe { build(Own::pipeline_set_stream, pipeline, change) }
}

/// The first stage reads the file at `path`.
///
/// Returns 0; -1 on failure, which is kept. Whether there is such a file is seen when the pipeline is started.
///
/// Errors: EFAULT `pipeline` or `path` is NULL. ENOMEM, EALREADY, EBUSY, EPERM as leat_pipeline_add.
///
/// Ownership: the path is copied.
///
/// Threads: safe.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_pipeline_from_file(pipeline: *mut leat_pipeline, path: *const c_char) -> c_int {
    // SAFETY: NULL, or the caller's string.
    let file = || Ok(Stream::File(File { path: unsafe { ptr::string(path, "path")? }, flags: O_RDONLY, mode: 0 }));
    // SAFETY: NULL, or one that is not freed meanwhile.
    unsafe { set(Own::pipeline_from_file, pipeline, 0, file) }
}

/// The first stage reads the host's descriptor `fd`.
///
/// Returns 0; -1 on failure, which is kept. Whether it is open is seen when the pipeline is started.
///
/// Errors: EFAULT `pipeline` is NULL. EALREADY, EBUSY, EPERM as leat_pipeline_add.
///
/// Ownership: it is the caller's, and must stay open until the pipeline is started.
///
/// Threads: safe.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_pipeline_from_fd(pipeline: *mut leat_pipeline, fd: c_int) -> c_int {
    // SAFETY: NULL, or one that is not freed meanwhile.
    unsafe { set(Own::pipeline_from_fd, pipeline, 0, || Ok(Stream::Fd(fd))) }
}

/// The first stage reads what the host writes to leat_pipeline_take_pipe_fd(pipeline, 0), until that is closed.
///
/// Returns 0; -1 on failure, which is kept.
///
/// Errors: EFAULT `pipeline` is NULL. EALREADY, EBUSY, EPERM as leat_pipeline_add.
///
/// Threads: safe.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_pipeline_from_pipe(pipeline: *mut leat_pipeline) -> c_int {
    // SAFETY: NULL, or one that is not freed meanwhile.
    unsafe { set(Own::pipeline_from_pipe, pipeline, 0, || Ok(Stream::Pipe)) }
}

/// The last stage writes to the file at `path`, which is created (0666) or emptied; with LEAT_PIPELINE_APPEND in `flags` it is
/// not emptied, and written to behind what is in it.
///
/// Returns 0; -1 on failure, which is kept. Whether the file can be written is seen when the pipeline is started.
///
/// Errors: EFAULT `pipeline` or `path` is NULL. EINVAL unknown flags. ENOMEM, EALREADY, EBUSY, EPERM as leat_pipeline_add.
///
/// Ownership: the path is copied.
///
/// Threads: safe.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_pipeline_to_file(
    pipeline: *mut leat_pipeline,
    path: *const c_char,
    flags: c_int,
) -> c_int {
    let file = || {
        known_flags(flags as u64, LEAT_PIPELINE_APPEND as u64, "flags")?;
        let how = if flags & LEAT_PIPELINE_APPEND != 0 { O_APPEND } else { O_TRUNC };
        // SAFETY: NULL, or the caller's string.
        Ok(Stream::File(File { path: unsafe { ptr::string(path, "path")? }, flags: O_WRONLY | O_CREAT | how, mode: 0 }))
    };
    // SAFETY: NULL, or one that is not freed meanwhile.
    unsafe { set(Own::pipeline_to_file, pipeline, 1, file) }
}

/// The last stage writes to the host's descriptor `fd`.
///
/// Returns 0; -1 on failure, which is kept. Whether it is open is seen when the pipeline is started.
///
/// Errors: EFAULT `pipeline` is NULL. EALREADY, EBUSY, EPERM as leat_pipeline_add.
///
/// Ownership: it is the caller's, and must stay open until the pipeline is started.
///
/// Threads: safe.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_pipeline_to_fd(pipeline: *mut leat_pipeline, fd: c_int) -> c_int {
    // SAFETY: NULL, or one that is not freed meanwhile.
    unsafe { set(Own::pipeline_to_fd, pipeline, 1, || Ok(Stream::Fd(fd))) }
}

/// The host reads what the last stage writes from leat_pipeline_take_pipe_fd(pipeline, 1).
///
/// Returns 0; -1 on failure, which is kept.
///
/// Errors: EFAULT `pipeline` is NULL. EALREADY, EBUSY, EPERM as leat_pipeline_add.
///
/// Threads: safe.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_pipeline_to_pipe(pipeline: *mut leat_pipeline) -> c_int {
    // SAFETY: NULL, or one that is not freed meanwhile.
    unsafe { set(Own::pipeline_to_pipe, pipeline, 1, || Ok(Stream::Pipe)) }
}

/// Changes what is to be started.
///
/// # Safety
/// NULL, or a pipeline that is not freed meanwhile.
unsafe fn build(name: Own, pipeline: *mut leat_pipeline, change: impl FnOnce(&mut Plan) -> Result<(), Error>) -> c_int {
    own(name, -1, || {
        // SAFETY: as of this function.
        unsafe { handle::share(pipeline, "pipeline")? }.build(name, change)?;
        Ok(0)
    })
}

/// Sets what one of its ends is.
///
/// # Safety
/// As of `build`.
unsafe fn set<'a>(
    name: Own,
    pipeline: *mut leat_pipeline,
    stage_fd: c_int,
    stream: impl FnOnce() -> Result<Stream<'a>, Error>,
) -> c_int {
    let change = |plan: &mut Plan| {
        let end = End::of(&stream()?, stage_fd)?;
        if let Some(place) = usize::try_from(stage_fd).ok().and_then(|index| plan.ends.get_mut(index)) {
            *place = end;
        }
        Ok(())
    };
    // SAFETY: as of this function.
    unsafe { build(name, pipeline, change) }
}
