//! Running a program to its end: it is fed, what it writes is collected, and a deadline bounds all of it.
//!
//! ```text
//!   pump ──────────── both pipes ended ───────────> wait for the program ──> done
//!     │ the program has ended, but somebody has its pipes:
//!     │   of its group          go on
//!     │   nobody of it          take what is there; who has left the group is not waited for
//!     │ the deadline:           SIGKILL to the group; take what is there
//! ```
//!
//! The program is reaped last: until then nobody else can get the number of its group.

use std::ffi::c_int;
use std::os::fd::{AsRawFd, OwnedFd};

use libc::{EAGAIN, EINVAL, ETIMEDOUT, SIGKILL, pid_t};

use super::command::Command;
use super::plan::Group;
use super::stream::Stream;
use super::{Ended, Process};
use crate::boundary::error::Error;
use crate::deadline::Deadline;
use crate::deadline::pace::Pace;
use crate::explain::{members, refuse};
use crate::io::pump::{Flow, From, Pumped, State, To, pump};

/// Where what the program writes goes.
pub(crate) struct Talk<'a> {
    /// Whoever writes more than is kept, or than a sink wants, is ended.
    pub ends_at_most: bool,
    /// None: its standard input is what the command says.
    pub input: Option<&'a [u8]>,
    pub out: To<'a>,
    pub err: To<'a>,
}

/// What has become of it.
pub(crate) struct Done<End = Ended> {
    /// None: it did not end, though it was killed.
    pub ended: Option<End>,
    pub cut: Cut,
    pub out_dropped: u64,
    pub err_dropped: u64,
    /// A process that has left the group and has a pipe; -1: one that is not seen; 0: none.
    pub escaped: pid_t,
}

/// Who has ended it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cut {
    /// It did by itself.
    Not,
    /// The deadline.
    Time,
    /// It has written too much.
    TooMuch,
}

/// What is run: a program, or several that are one job.
pub(crate) trait Runs {
    /// What is known of its end.
    type End;

    /// A descriptor that is readable when it has ended, or a part of it that had not; None where nothing tells.
    fn wake(&self) -> Option<c_int>;
    /// It need not be reaped.
    fn has_ended(&self) -> Result<bool, Error>;
    /// Its group, if that is its own.
    fn group(&self) -> Option<pid_t>;
    /// Waits until it has ended, without reaping it. False: the time was over.
    fn wait_unreaped(&self, until: &Deadline) -> Result<bool, Error>;
    fn kill_all(&self, signal: c_int) -> Result<(), Error>;
    fn wait_for_end(&self, until: &Deadline) -> Result<Self::End, Error>;

    /// Does anybody of that group live?
    fn group_lives(&self) -> bool {
        self.group().is_some_and(members::group_lives)
    }
}

impl<End> Done<End> {
    pub(crate) fn map<To>(self, to: impl FnOnce(End) -> To) -> Done<To> {
        let Done { ended, cut, out_dropped, err_dropped, escaped } = self;
        Done { ended: ended.map(to), cut, out_dropped, err_dropped, escaped }
    }
}

impl Runs for Process {
    type End = Ended;

    fn wake(&self) -> Option<c_int> {
        self.fd().ok()
    }

    fn has_ended(&self) -> Result<bool, Error> {
        self.has_ended()
    }

    fn group(&self) -> Option<pid_t> {
        self.leads_group.then_some(self.pid)
    }

    fn wait_unreaped(&self, until: &Deadline) -> Result<bool, Error> {
        self.wait_unreaped(until)
    }

    fn kill_all(&self, signal: c_int) -> Result<(), Error> {
        self.kill_all(signal)
    }

    fn wait_for_end(&self, until: &Deadline) -> Result<Ended, Error> {
        self.wait_for_end(until)
    }
}

/// Nothing tells whether others of the group still live.
const PACE: Pace = Pace::new(5, 100);
/// How long who was killed may take to close its pipes.
const LAST_MS: c_int = 50;
/// How long it may take to end: the kernel takes its memory back before, and 1 GiB is a matter of 100 ms.
const END_MS: c_int = 2000;

/// Runs it. What the command inherits is collected, or not read at all.
pub(super) fn run(mut command: Command, talk: Talk, until: &Deadline) -> Result<Done, Error> {
    if command.group == Group::Same {
        command.group = Group::New;
    }
    // Nobody would end it.
    command.dies_with_thread = true;
    // Until it has ended nothing else is told.
    command.ignores_stop_key = command.foreground;
    let [input, out, err] = &mut command.standard;
    if matches!(input, Stream::Inherit) {
        *input = if talk.input.is_some() { Stream::Pipe } else { Stream::Null };
    }
    for each in [out, err] {
        if matches!(each, Stream::Inherit) {
            *each = Stream::Pipe;
        }
    }
    if let Some(name) = unused_pipe(&command, true) {
        return Err(Error::refused(EINVAL, refuse::unused_pipe(name)));
    }
    let process = command.spawn(until)?;
    let pipes = [0, 1, 2].map(|fd| process.take_pipe(fd).ok());
    talk_with(&process, pipes, talk, until)
}

/// Which option asks for a pipe that only somebody who has the process could use: who fills one that nobody reads is blocked,
/// and so the run. `collects`: what comes out of pipes from its standard output and error is read.
pub(crate) fn unused_pipe(command: &Command, collects: bool) -> Option<&'static str> {
    let [_, out, err] = &command.standard;
    let is_pipe = |(_, stream): &(c_int, Stream)| matches!(stream, Stream::Pipe | Stream::PipeIn);
    let is_unused = |stream: &Stream| matches!(stream, Stream::PipeIn) || (!collects && matches!(stream, Stream::Pipe));
    let unused = [
        ("options.out", is_unused(out)),
        ("options.err", is_unused(err)),
        ("options.fds", command.further.iter().any(is_pipe)),
    ];
    unused.iter().find(|(_, unused)| *unused).map(|(name, _)| *name)
}

/// Feeds what was started, and collects what it writes, until it has ended. If anything fails it is killed and reaped, too.
pub(crate) fn talk_with<R: Runs>(
    process: &R,
    [input, out, err]: [Option<OwnedFd>; 3],
    talk: Talk,
    until: &Deadline,
) -> Result<Done<R::End>, Error> {
    let mut flows = Flows::new(input, out, err, talk);
    let done = talk_to_end(process, &mut flows, until);
    // Who has become another user's cannot be killed.
    if done.is_err() && process.kill_all(SIGKILL).is_ok() {
        let _ = process.wait_for_end(&Deadline::none().sooner(END_MS));
    }
    done
}

fn talk_to_end<R: Runs>(process: &R, flows: &mut Flows, until: &Deadline) -> Result<Done<R::End>, Error> {
    let (mut escaped, cut) = Running { process, flows, until }.run()?;
    if cut != Cut::Not {
        process.kill_all(SIGKILL)?;
        // What was collected is kept, and so is what can be had at once.
        flows.end_talk();
        escaped = flows.finish(process, &Deadline::none().sooner(LAST_MS))?;
    }
    let end = Deadline::none().sooner(END_MS);
    let ended = match process.wait_for_end(if cut == Cut::Not { until } else { &end }) {
        Ok(ended) => Some(ended),
        Err(error) if cut != Cut::Not && error.errno() == ETIMEDOUT => None,
        Err(error) => return Err(error),
    };
    flows.check()?;
    let [_, out, err] = &flows.0;
    Ok(Done { ended, cut, out_dropped: out.dropped, err_dropped: err.dropped, escaped })
}

/// Its standard input, output and error.
struct Flows<'a>([Flow<'a>; 3]);

impl<'a> Flows<'a> {
    /// Each closes this process's end when it is over: so the program sees the end of its input, and that nobody reads.
    fn new(input: Option<OwnedFd>, out: Option<OwnedFd>, err: Option<OwnedFd>, talk: Talk<'a>) -> Flows<'a> {
        let feed = |pipe: Option<OwnedFd>| {
            let to = pipe.as_ref().map_or(To::Nothing, |pipe| To::Fd(pipe.as_raw_fd()));
            let from = if pipe.is_some() { From::Bytes(talk.input.unwrap_or_default()) } else { From::Nothing };
            closing(pipe, Flow::new(from, to))
        };
        let collect = |pipe: Option<OwnedFd>, to| {
            let from = pipe.as_ref().map_or(From::Nothing, |pipe| From::Fd(pipe.as_raw_fd()));
            let mut flow = Flow::new(from, to);
            flow.ends_all = talk.ends_at_most;
            closing(pipe, flow)
        };
        Flows([feed(input), collect(out, talk.out), collect(err, talk.err)])
    }

    /// Nothing more is said, and however much comes yet, it is read.
    fn end_talk(&mut self) {
        self.0[0].state = State::Enough;
        self.0.iter_mut().for_each(|flow| flow.ends_all = false);
    }

    /// Has it written more than was wanted, and is to be ended for that?
    fn is_too_much(&self) -> bool {
        self.0.iter().any(|flow| flow.ends_all && matches!(flow.state, State::Enough))
    }

    /// The descriptors of pipes that others may still write to.
    fn open(&self) -> impl Iterator<Item = c_int> {
        self.0[1..].iter().filter(|flow| flow.is_going()).filter_map(|flow| Some(flow.closes.as_ref()?.as_raw_fd()))
    }

    /// Takes what is there now; true: that was all.
    fn drain(&mut self, until: &Deadline) -> Result<bool, Error> {
        loop {
            let moved = |flows: &[Flow]| flows.iter().map(|flow| flow.moved + flow.dropped).sum::<u64>();
            let before = moved(&self.0);
            match pump(&mut self.0, None, &Deadline::now()) {
                Ok(_) => return Ok(true),
                Err(error) if error.errno() != EAGAIN => return Err(error),
                // Who writes without an end does not make it endless.
                Err(_) if moved(&self.0) == before || until.is_over() => return Ok(false),
                Err(_) => {}
            }
        }
    }

    /// Takes what there is when nobody of the group lives who could write more. Gives who else still can.
    fn finish(&mut self, process: &impl Runs, until: &Deadline) -> Result<pid_t, Error> {
        while process.group_lives() && !until.is_over() {
            match pump(&mut self.0, None, &until.sooner(1)) {
                Ok(_) => return Ok(0),
                Err(error) if error.errno() != ETIMEDOUT => return Err(error),
                Err(_) => {}
            }
        }
        if self.drain(until)? {
            return Ok(0);
        }
        match self.open().map(|fd| members::writer_of(fd, process.group())).max() {
            // Who was killed may have closed it only while it was looked for.
            Some(unseen @ -1) => Ok(if self.drain(&Deadline::none().sooner(LAST_MS))? { 0 } else { unseen }),
            seen => Ok(seen.unwrap_or(0)),
        }
    }

    /// The first that has failed.
    fn check(&self) -> Result<(), Error> {
        self.0.iter().try_for_each(|flow| match flow.state {
            State::Failed(error) => Err(error),
            _ => Ok(()),
        })
    }
}

fn closing(pipe: Option<OwnedFd>, mut flow: Flow) -> Flow {
    flow.closes = pipe;
    flow
}

struct Running<'a, 'b, R> {
    process: &'a R,
    flows: &'a mut Flows<'b>,
    until: &'a Deadline,
}

impl<R: Runs> Running<'_, '_, R> {
    /// Until it has ended and said all, or is to be ended. Gives who has escaped.
    fn run(&mut self) -> Result<(pid_t, Cut), Error> {
        let (mut has_ended, mut told, mut pace) = (false, None, PACE);
        loop {
            // One that has told of an end which is not seen, as somebody traces who has ended, would do so again at once.
            let wake = if has_ended { None } else { self.process.wake().filter(|fd| Some(*fd) != told) };
            // Where no descriptor tells of the end of the program or the group, it is asked for.
            let part = if wake.is_some() { None } else { Some(pace.part_of(self.until)) };
            match pump(&mut self.flows.0, wake, part.as_ref().unwrap_or(self.until)) {
                Ok(Pumped::All | Pumped::Enough) => break,
                Ok(Pumped::Woken) => told = wake,
                Err(error) if !matches!(error.errno(), EAGAIN | ETIMEDOUT) => return Err(error),
                Err(_) if self.until.has_no_time() => return Ok((0, Cut::Time)),
                Err(_) => {}
            }
            has_ended = has_ended || self.process.has_ended()?;
            if has_ended {
                let last = Deadline::none().sooner(LAST_MS);
                if self.flows.drain(&last)? {
                    break;
                }
                if !self.process.group_lives() {
                    let escaped = self.flows.finish(self.process, &last)?;
                    return Ok((escaped, if self.flows.is_too_much() { Cut::TooMuch } else { Cut::Not }));
                }
            }
        }
        Ok(match self.flows.is_too_much() {
            true => (0, Cut::TooMuch),
            false if self.process.wait_unreaped(self.until)? => (0, Cut::Not),
            false => (0, Cut::Time),
        })
    }
}
