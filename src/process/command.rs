//! What is to be started, and starting it: whatever can be opened, found or refused beforehand is, so that the child has only
//! to take it.

use std::ffi::{CStr, c_int};
use std::ptr::null;

use libc::{E2BIG, EACCES, EPERM, ETXTBSY, RLIMIT_STACK, pid_t};

use super::environment::Environment;
use super::plan::{Group, Last, Limit, Move, Outcome, Plan, Step};
use super::program::Program;
use super::start::{NotStarted, start};
use super::stream::{Opened, Stream, check_open};
use super::terminal::Terminal;
use super::{Process, Reserved, abandoned, sys};
use crate::boundary::error::{Errno, Error, step};
use crate::deadline::Deadline;
use crate::deadline::pace::Pace;
use crate::explain::refuse;

/// What a child is.
pub(crate) enum What<'a> {
    Program(Program<'a>),
    /// A function, which runs in a copy of this process and whose result is the exit status.
    Function(&'a mut dyn FnMut() -> c_int),
}

/// Everything that is asked of a child; `new` is one of which nothing is.
pub(crate) struct Command<'a> {
    pub what: What<'a>,
    pub environment: Environment,
    pub directory: Option<&'a CStr>,
    /// Standard input, output and error.
    pub standard: [Stream<'a>; 3],
    /// Further descriptors, by the number that the child has them by.
    pub further: Vec<(c_int, Stream<'a>)>,
    pub group: Group,
    /// Its group gets the terminal, if the host has it. Of `Group::Same` it makes `Group::New`.
    pub foreground: bool,
    pub dies_with_thread: bool,
    pub keeps_signals: bool,
    /// Waiting for it ends when it is stopped, too.
    pub tells_stops: bool,
    /// Ctrl-Z does not stop it: in the foreground nobody else would see that it is stopped, nor could type anything.
    pub ignores_stop_key: bool,
    /// Added to the host's.
    pub nice: c_int,
    pub limits: Vec<Limit>,
}

/// How long a program may be open for writing. The host has just written it and closed it, but meanwhile another thread has
/// started a child, which has every descriptor of the host's until it is its own program:
///
/// ```text
///   this thread     open, write ........ close, spawn: ETXTBSY          again: it runs
///   another                      fork ......................... exec
/// ```
const WRITTEN_MS: c_int = 200;

impl<'a> Command<'a> {
    pub(crate) fn new(what: What<'a>) -> Command<'a> {
        Command {
            what,
            environment: Environment::inherited(),
            directory: None,
            standard: [Stream::Inherit; 3],
            further: Vec::new(),
            group: Group::Same,
            foreground: false,
            dies_with_thread: false,
            keeps_signals: false,
            tells_stops: false,
            ignores_stop_key: false,
            nice: 0,
            limits: Vec::new(),
        }
    }

    /// Refuses it if the host has not open what it is to be given.
    pub(crate) fn check_open(&self) -> Result<(), Error> {
        check_open((0..).zip(&self.standard).chain(self.further.iter().map(|(target, stream)| (*target, stream))))
    }

    /// Where in PATH the program is.
    pub(crate) fn path(&self) -> Option<&CStr> {
        match &self.what {
            What::Program(program) => program.path_in(self.directory),
            What::Function(_) => None,
        }
    }

    /// Starts it. What is opened for it is waited for until then.
    pub(crate) fn spawn(mut self, until: &Deadline) -> Result<Process, Error> {
        abandoned::sweep();
        if self.foreground && self.group == Group::Same {
            self.group = Group::New;
        }
        let opened = Opened::new(&self.standard, &self.further, until)?;
        let mut terminal = if self.foreground { Terminal::of_ours()? } else { None };
        let reserved = Reserved::new()?;
        let mut plan = Plan {
            group: self.group,
            terminal: terminal.as_ref().map_or(-1, Terminal::fd),
            dies_with: if self.dies_with_thread { sys::pid() } else { 0 },
            moves: &opened.moves,
            directory: self.directory.map_or(null(), CStr::as_ptr),
            limits: &self.limits,
            nice: (self.nice != 0).then(|| sys::nice().saturating_add(self.nice)),
            keeps_signals: self.keeps_signals,
            mask: 0,
            ignores_stop_key: self.ignores_stop_key,
            last: match &mut self.what {
                What::Program(program) => Last::Execute {
                    paths: program.paths(),
                    arguments: program.arguments,
                    environment: self.environment.pointer(),
                },
                What::Function(function) => Last::Run(*function),
            },
            report: -1,
            outcome: Outcome::default(),
        };
        let (mut pace, written_until) = (Pace::new(1, 16), until.sooner(WRITTEN_MS));
        loop {
            match start(&mut plan, &opened.targets) {
                Ok(started) => {
                    if let Some(terminal) = &mut terminal {
                        terminal.is_given(self.group, started.pid);
                    }
                    let leads_group = matches!(self.group, Group::New | Group::Session);
                    return Ok(reserved.fill(started, leads_group, self.tells_stops, opened.pipes, terminal));
                }
                Err(NotStarted::Error(error)) => return Err(error),
                Err(NotStarted::Child(step, index, errno)) => {
                    if let Some(terminal) = &mut terminal {
                        // The child may have had it already; its group, if it was its own, is gone.
                        terminal.take_back_from_anyone();
                    }
                    let is_written = step == Step::Execute && errno == Errno(ETXTBSY);
                    if !is_written || pace.wait(&mut [], &written_until).is_err() {
                        return Err(self.failure(&opened.moves, step, index, errno));
                    }
                    plan.outcome = Outcome::default();
                }
            }
        }
    }

    /// Why the child could not become what it should.
    fn failure(&self, moves: &[Move], step: Step, index: usize, errno: Errno) -> Error {
        match step {
            Step::None | Step::Running => errno.of(step!(fork())),
            Step::Death => Error::refused(errno.0, refuse::no_death_signal()),
            Step::Session => errno.of(step!(setsid())),
            Step::Group => errno.of(step!(setpgid(0, self.joined()))),
            Step::Terminal => errno.of(step!(tcsetpgrp(-1, 0))),
            Step::Move => {
                let (from, to) = moves.get(index).map_or((-1, -1), |each| (each.from, each.to));
                errno.of(step!(dup2(from, to)))
            }
            Step::Directory => errno.of(step!(chdir(self.directory.map_or(null(), CStr::as_ptr)))),
            Step::Limit => match self.limits.get(index) {
                Some(Limit { resource, limit }) => errno.of(step!(setrlimit(*resource, std::ptr::from_ref(limit)))),
                None => errno.of(step!(fork())),
            },
            Step::Nice => {
                // As nice(2) says it.
                let code = if errno.0 == EACCES { EPERM } else { errno.0 };
                Error::refused(code, refuse::nice(i64::from(self.nice), i64::from(sys::nice())))
            }
            Step::Execute => match &self.what {
                What::Program(program) => {
                    let told = if errno.0 == E2BIG { program.too_much(&self.environment, self.stack()) } else { None };
                    told.unwrap_or_else(|| program.failure(errno, index, self.directory))
                }
                What::Function(_) => errno.of(step!(fork())),
            },
        }
    }

    /// The limit of its stack, if it is given one.
    fn stack(&self) -> Option<u64> {
        let given = self.limits.iter().rfind(|each| each.resource == RLIMIT_STACK as c_int);
        given.map(|each| each.limit.rlim_cur)
    }

    fn joined(&self) -> pid_t {
        match self.group {
            Group::Join(group) => group,
            _ => 0,
        }
    }
}
