//! The descriptors that a child is given.
//!
//! They are opened here, in the parent, where a failure can be told as what it is, and the child only moves them:
//!
//! ```text
//!   parent                     child
//!   5 ─────────────────────>   0
//!   9 ─────────────────────>   1 ──┐
//!   1 ─> 12 (lifted) ──────>   2   │  as 1 of the parent is 2 of the child, and 9 is its 1, dup2 in any order would
//!                                  │  lose one of them: what is the target of another is duplicated first
//! ```

use std::ffi::{CStr, c_int};
use std::os::fd::{AsRawFd, OwnedFd};

use libc::{EINVAL, O_APPEND, O_CLOEXEC, O_CREAT, O_NOCTTY, O_RDONLY, O_RDWR, O_TRUNC, O_WRONLY, mode_t};

use super::plan::Move;
use super::sys;
use super::targets::Targets;
use crate::boundary::descriptor;
use crate::boundary::error::Error;
use crate::boundary::memory;
use crate::deadline::Deadline;
use crate::explain::refuse;
use crate::fifo::{self, End};

/// What a child's descriptor is.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Stream<'a> {
    /// The host's of the same number, or closed if that is.
    Inherit,
    /// /dev/null
    Null,
    /// A pipe to the host: of standard input its other end is for writing, of others for reading.
    Pipe,
    /// A pipe whose other end is for writing, whatever the number.
    PipeIn,
    /// The host's of that number.
    Fd(c_int),
    /// A file; without flags it is read (standard input), or created or emptied and written.
    File(File<'a>),
    /// What the child's standard output is.
    Output,
}

/// What is opened for a child, and where it is to have it.
pub(super) struct Opened {
    pub moves: Vec<Move>,
    /// The host's ends of pipes, by the child's descriptor.
    pub pipes: Vec<(c_int, OwnedFd)>,
    /// The child's ends, and files: they are closed here when it has them.
    kept: Vec<OwnedFd>,
    /// The numbers that the child has. What is opened here has others, so that it is not taken for the host's.
    pub targets: Targets,
}

const INPUT: c_int = libc::STDIN_FILENO;
const OUTPUT: c_int = libc::STDOUT_FILENO;
const ERROR: c_int = libc::STDERR_FILENO;

/// What is to be opened for a child, as open(2) takes it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct File<'a> {
    pub path: &'a CStr,
    pub flags: c_int,
    pub mode: mode_t,
}

impl File<'_> {
    /// Opens it for the child's descriptor `to`, with a number that is none of the targets. Of a FIFO that waits for its other end.
    pub(crate) fn open(self, to: c_int, targets: &Targets, until: &Deadline) -> Result<OwnedFd, Error> {
        let File { path, flags, mode } = self;
        let writes = flags == 0 && matches!(to, OUTPUT | ERROR);
        let flags = if writes { O_WRONLY | O_CREAT | O_TRUNC } else { flags };
        match fifo_end(flags) {
            Some(end) if fifo::is_at(path) => sys::lift(fifo::open(path, end, false, until)?, targets),
            _ => sys::open(path, flags, if mode == 0 { 0o666 } else { mode }, targets),
        }
    }
}

/// The end of a FIFO that open(2) with these flags would wait for; None if it would not, or if they say more.
fn fifo_end(flags: c_int) -> Option<End> {
    const NO_MATTER: c_int = O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC | O_NOCTTY;
    match flags & !NO_MATTER {
        O_RDONLY => Some(End::Read),
        O_WRONLY => Some(End::Write),
        _ => None,
    }
}

/// Refuses a descriptor of the host's that is not open: before anything is opened, which could have its number.
pub(crate) fn check_open<'a>(mut all: impl Iterator<Item = (c_int, &'a Stream<'a>)>) -> Result<(), Error> {
    all.try_for_each(|(target, stream)| match stream {
        Stream::Fd(fd) => sys::must_be_open(*fd),
        Stream::Inherit if target > ERROR => sys::must_be_open(target),
        _ => Ok(()),
    })
}

/// The option that says what descriptor it is.
fn kind_of(to: c_int) -> &'static str {
    match to {
        INPUT => "options.in.kind",
        _ => "options.out.kind",
    }
}

impl Opened {
    /// Opens all that the child is to have: its standard input, output and error, and further ones by their numbers.
    pub(super) fn new(standard: &[Stream; 3], further: &[(c_int, Stream)], until: &Deadline) -> Result<Opened, Error> {
        let all = || (0..).zip(standard).chain(further.iter().map(|(target, stream)| (*target, stream)));
        let highest = all().map(|(target, _)| target).fold(ERROR, c_int::max);
        if highest > ERROR && highest as u64 >= descriptor::limit() {
            let limit = descriptor::limit() as i64;
            return Err(Error::refused(EINVAL, refuse::child_fd_too_high("options.fds", i64::from(highest), limit)));
        }
        let moves = memory::vector(all().count())?;
        let targets = Targets::of(all().map(|(target, _)| target))?;
        let mut opened = Opened { moves, pipes: Vec::new(), kept: Vec::new(), targets };
        check_open(all())?;
        for (target, stream) in all() {
            opened.add(target, stream, until)?;
        }
        opened.settle()?;
        Ok(opened)
    }

    fn add(&mut self, to: c_int, stream: &Stream, until: &Deadline) -> Result<(), Error> {
        if to < 0 || self.moves.iter().any(|each| each.to == to) {
            return Err(Error::refused(EINVAL, refuse::child_fd("options.fds", i64::from(to))));
        }
        let mut may_be_closed = false;
        let from = match *stream {
            Stream::Inherit => {
                may_be_closed = to <= ERROR;
                to
            }
            Stream::Null => self.keep(sys::open(c"/dev/null", O_RDWR, 0, &self.targets)?)?,
            Stream::Pipe => self.pipe(to, to == INPUT)?,
            Stream::PipeIn => self.pipe(to, true)?,
            Stream::Fd(fd) => fd,
            Stream::File(file) => self.keep(file.open(to, &self.targets, until)?)?,
            Stream::Output => match self.moves.iter().find(|each| each.to == OUTPUT) {
                Some(output) => {
                    may_be_closed = output.may_be_closed;
                    output.from
                }
                None => return Err(Error::refused(EINVAL, refuse::merged(kind_of(to)))),
            },
        };
        self.moves.push(Move { from, to, may_be_closed });
        Ok(())
    }

    fn keep(&mut self, fd: OwnedFd) -> Result<c_int, Error> {
        self.kept.try_reserve(1)?;
        let number = fd.as_raw_fd();
        self.kept.push(fd);
        Ok(number)
    }

    /// The number of the child's end.
    fn pipe(&mut self, target: c_int, to_child: bool) -> Result<c_int, Error> {
        self.pipes.try_reserve(1)?;
        let (read, write) = sys::pipe(&self.targets)?;
        let (child, host) = if to_child { (read, write) } else { (write, read) };
        self.pipes.push((target, host));
        self.keep(child)
    }

    /// Lifts what is in the way of others, so that the moves can be made in any order.
    fn settle(&mut self) -> Result<(), Error> {
        let mut targets = memory::vector(self.moves.len())?;
        targets.extend(self.moves.iter().filter(|each| each.from != each.to).map(|each| each.to));
        for index in 0..self.moves.len() {
            let Some(&Move { from, to, .. }) = self.moves.get(index) else { break };
            // One that may be closed is none of the targets: it is the child's own of that number.
            if from == to || !targets.contains(&from) {
                continue;
            }
            let lifted = self.keep(sys::duplicate(from, &self.targets)?)?;
            if let Some(each) = self.moves.get_mut(index) {
                each.from = lifted;
            }
        }
        Ok(())
    }
}
