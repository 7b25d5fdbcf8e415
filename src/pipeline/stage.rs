//! A stage of a pipeline: what leat_process_spawn takes, with copies of all that it points to, as the caller's may be gone when
//! the pipeline is started.
#![allow(unsafe_code, reason = "vectors and structs of C callers, and copies of them that point to each other")]

use std::ffi::{CStr, c_char, c_int, c_void};
use std::ptr::null;

use libc::EINVAL;

use super::text;
use super::word::Line;
use crate::boundary::error::Error;
use crate::boundary::options::{self, known_flags};
use crate::boundary::{memory, ptr};
use crate::deadline::Deadline;
use crate::explain::refuse;
use crate::process::command::{Command, What};
use crate::process::environment::{Added, Vector};
use crate::process::options_ffi::{
    self, LEAT_CHILD_FILE, LEAT_CHILD_INHERIT, LEAT_GROUP_SAME, LEAT_PROCESS_DIE_WITH_THREAD,
    LEAT_PROCESS_KEEP_SIGNALS, leat_child_fd, leat_child_limit, leat_child_stream, leat_process_options,
};
use crate::process::run::unused_pipe;
use crate::process::stream::Stream;
use crate::process::{LEAT_ARGV, Process};

const SHELL: &CStr = c"/bin/sh";

/// The caller's function, and what it is for.
#[derive(Clone, Copy)]
pub(super) struct Function {
    pub function: unsafe extern "C-unwind" fn(user: *mut c_void) -> c_int,
    pub user: *mut c_void,
}

pub(super) struct Stage {
    /// Of a function its name alone.
    arguments: Vector,
    function: Option<Function>,
    /// A line for the shell, which is shown by the name that it goes by.
    pub is_line: bool,
    /// Points into `kept`.
    options: leat_process_options,
    kept: Kept,
}

// SAFETY: the pointers are to its own memory, or what the caller has passed for another process.
unsafe impl Send for Stage {}

impl Stage {
    /// # Safety
    /// What leat_process_spawn asks of its caller.
    pub(super) unsafe fn program(argv: LEAT_ARGV, options: &leat_process_options) -> Result<Stage, Error> {
        let mut kept = Kept::default();
        // SAFETY: as of this function.
        let arguments = unsafe { kept.vector(argv)? };
        // SAFETY: as of this function.
        let options = unsafe { kept.options(options)? };
        Stage { arguments, function: None, is_line: false, options, kept }.checked()
    }

    /// # Safety
    /// What leat_process_spawn_function asks of its caller.
    pub(super) unsafe fn function(
        name: &CStr,
        function: Function,
        options: &leat_process_options,
    ) -> Result<Stage, Error> {
        options_ffi::of_function(options)?;
        let mut kept = Kept::default();
        let argv = [name.as_ptr(), null()];
        // SAFETY: a vector.
        let arguments = unsafe { kept.vector(argv.as_ptr())? };
        // SAFETY: as of this function.
        let options = unsafe { kept.options(options)? };
        Stage { arguments, function: Some(function), is_line: false, options, kept }.checked()
    }

    /// A line for the shell.
    pub(super) fn shell(line: &CStr) -> Result<Stage, Error> {
        let all = [c"sh", c"-c", c"--", line].map(CStr::as_ptr);
        // What begins with a dash would be an option.
        let argv = match line.to_bytes().first() {
            Some(b'-' | b'+') => [all[0], all[1], all[2], all[3], null()],
            _ => [all[0], all[1], all[3], null(), null()],
        };
        let options = leat_process_options { program: SHELL.as_ptr(), ..no_options()? };
        // SAFETY: a vector, and options that point to a string.
        let stage = unsafe { Stage::program(argv.as_ptr(), &options)? };
        Ok(Stage { is_line: true, ..stage })
    }

    /// Refuses what is the pipeline's to decide, and what could not be started.
    fn checked(self) -> Result<Stage, Error> {
        let refused = |name| Err(Error::refused(EINVAL, refuse::of_pipeline(name)));
        let options = &self.options;
        if options.r#in.kind != LEAT_CHILD_INHERIT {
            return refused("options.in");
        }
        if options.out.kind != LEAT_CHILD_INHERIT {
            return refused("options.out");
        }
        if options.group_kind != LEAT_GROUP_SAME {
            return refused("options.group_kind");
        }
        const OF_A_STAGE: u32 = LEAT_PROCESS_DIE_WITH_THREAD | LEAT_PROCESS_KEEP_SIGNALS;
        known_flags(options.flags.into(), OF_A_STAGE.into(), "options.flags")?;
        self.with_command(|_| Ok(()))?;
        Ok(self)
    }

    /// Refuses it if the host has not open what it is to be given.
    pub(super) fn check_open(&self) -> Result<(), Error> {
        self.with_command(|command| command.check_open())
    }

    /// Refuses a pipe that nobody would use while all stages run to their end: this is the one of that index.
    pub(super) fn check_runs_alone(&self, index: usize) -> Result<(), Error> {
        self.with_command(|command| match unused_pipe(&command, false) {
            Some(name) => Err(Error::refused(EINVAL, refuse::unused_stage_pipe(name, index as i64))),
            None => Ok(()),
        })
    }

    /// Starts it, as `adjust` has the command.
    pub(super) fn spawn(&self, until: &Deadline, adjust: impl FnOnce(&mut Command)) -> Result<Process, Error> {
        self.with_command(|mut command| {
            adjust(&mut command);
            command.spawn(until)
        })
    }

    fn with_command<R>(&self, then: impl FnOnce(Command) -> Result<R, Error>) -> Result<R, Error> {
        let mut call;
        let what = match self.function {
            Some(Function { function, user }) => {
                // SAFETY: the caller's function, and what it is for.
                call = move || unsafe { function(user) };
                What::Function(&mut call)
            }
            // SAFETY: a vector of strings.
            None => unsafe { options_ffi::program(self.arguments, &self.options)? },
        };
        // SAFETY: options that point to what is kept.
        then(unsafe { options_ffi::command(what, &self.options)? })
    }

    /// Writes it as the shell would run it, with that input, output, and error output if it has none of its own.
    pub(super) fn write(&self, line: &mut Line, [input, output, error]: [&Stream; 3]) -> Result<(), Error> {
        let options = &self.options;
        // SAFETY: NULL, or one that was kept.
        let string = |string| unsafe { ptr::optional_string(string) };
        // SAFETY: as above.
        let vector = |vector| unsafe { strings(vector) };
        self.with_command(|command| {
            let mut shown = text::Shown {
                program: string(options.program).filter(|_| !self.is_line),
                path: None,
                arguments: &vector(self.arguments)?.unwrap_or_default(),
                directory: string(options.directory),
                environment: vector(options.environment)?,
                added: Added::new(vector(options.added)?.unwrap_or_default())?,
                nice: options.nice,
            };
            if shown.has_its_own_path() {
                shown.path = command.path();
            }
            shown.write_before_ends(line)
        })?;
        text::redirect(line, 0, input)?;
        text::redirect(line, 1, output)?;
        // SAFETY: as their kinds say.
        let of = |stream: &leat_child_stream| unsafe {
            options_ffi::stream(stream, ["stream.kind", "stream.path", "stream.flags"])
        };
        let own = of(&options.err)?;
        text::redirect(line, 2, if matches!(own, Stream::Inherit) { error } else { &own })?;
        for each in &self.kept.fds {
            text::redirect(line, each.fd, &of(&each.stream)?)?;
        }
        Ok(())
    }
}

/// All defaults.
fn no_options() -> Result<leat_process_options, Error> {
    // SAFETY: NULL is all zeroes.
    unsafe { options::read(null(), "options") }
}

/// # Safety
/// NULL, or a vector of strings that stay.
unsafe fn strings<'a>(vector: Vector) -> Result<Option<Vec<&'a CStr>>, Error> {
    // SAFETY: as of this function.
    if vector.is_null() { Ok(None) } else { unsafe { ptr::strings(vector, "strings") }.map(Some) }
}

/// What a stage has copied. The vectors within do not move when the lists grow.
#[derive(Default)]
struct Kept {
    strings: Vec<Vec<u8>>,
    vectors: Vec<Vec<*const c_char>>,
    fds: Vec<leat_child_fd>,
    limits: Vec<leat_child_limit>,
}

impl Kept {
    fn string(&mut self, string: Option<&CStr>) -> Result<*const c_char, Error> {
        let Some(string) = string else { return Ok(null()) };
        let mut bytes = memory::vector(string.count_bytes() + 1)?;
        bytes.extend_from_slice(string.to_bytes_with_nul());
        let pointer = bytes.as_ptr().cast();
        self.strings.try_reserve(1)?;
        self.strings.push(bytes);
        Ok(pointer)
    }

    /// # Safety
    /// NULL, or a vector of strings.
    unsafe fn vector(&mut self, vector: Vector) -> Result<Vector, Error> {
        // SAFETY: as of this function.
        let Some(strings) = (unsafe { strings(vector)? }) else { return Ok(null()) };
        let mut copies = memory::vector(strings.len() + 1)?;
        for string in strings {
            copies.push(self.string(Some(string))?);
        }
        copies.push(null());
        let pointer = copies.as_ptr();
        self.vectors.try_reserve(1)?;
        self.vectors.push(copies);
        Ok(pointer)
    }

    /// # Safety
    /// As its kind says.
    unsafe fn stream(&mut self, stream: &leat_child_stream) -> Result<leat_child_stream, Error> {
        if stream.kind != LEAT_CHILD_FILE {
            return Ok(leat_child_stream { path: null(), ..*stream });
        }
        // SAFETY: as of this function.
        let path = unsafe { ptr::string(stream.path, "path")? };
        Ok(leat_child_stream { path: self.string(Some(path))?, ..*stream })
    }

    /// # Safety
    /// What leat_process_spawn asks of its caller.
    unsafe fn options(&mut self, options: &leat_process_options) -> Result<leat_process_options, Error> {
        // SAFETY: so many of them.
        let fds = unsafe { ptr::items(options.fds, options.fd_count, "options.fds")? };
        self.fds = memory::vector(fds.len())?;
        for each in fds {
            // SAFETY: as its kind says.
            let stream = unsafe { self.stream(&each.stream)? };
            self.fds.push(leat_child_fd { stream, ..*each });
        }
        // SAFETY: so many of them.
        let limits = unsafe { ptr::items(options.limits, options.limit_count, "options.limits")? };
        self.limits = memory::vector(limits.len())?;
        self.limits.extend_from_slice(limits);
        let mut copy = *options;
        copy.fds = self.fds.as_ptr();
        copy.limits = self.limits.as_ptr();
        for string in [&mut copy.program, &mut copy.directory] {
            // SAFETY: NULL, or the caller's string.
            *string = self.string(unsafe { ptr::optional_string(*string) })?;
        }
        for vector in [&mut copy.environment, &mut copy.added] {
            // SAFETY: NULL, or the caller's vector.
            *vector = unsafe { self.vector(*vector)? };
        }
        // SAFETY: as its kind says.
        copy.err = unsafe { self.stream(&options.err)? };
        Ok(copy)
    }
}
