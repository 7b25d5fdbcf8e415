//! Several flows of bytes at once, none of which waits for another: from descriptors or memory into descriptors, memory,
//! callbacks or nowhere.
//!
//! Whoever writes to a child and then reads from it, or reads one of its pipes and then the other, waits for ever as soon as
//! what the child writes meanwhile fills a pipe. So each flow moves what it can, and what is waited for is any of them:
//!
//! ```text
//!   input ──> child's stdin      room?  ┐
//!   child's stdout ──> buffer    data?  ├── poll, until the deadline, the stop, or one further descriptor
//!   child's stderr ──> callback  data?  ┘
//! ```

use std::ffi::{c_int, c_short};
use std::os::fd::OwnedFd;

use libc::{EAGAIN, EBADF, EPIPE, ETIMEDOUT, POLLERR, POLLIN, POLLOUT, S_IFIFO, pollfd};

use super::channel::{self, Channel};
use super::parts::part;
use super::sys;
use crate::boundary::error::{Errno, Error, step};
use crate::boundary::memory;
use crate::deadline::{Deadline, wait};

/// The most that is moved at once.
const STEP: usize = 1 << 16;
/// How often flows that always have more may go on before the others are looked at.
const ROUNDS: u32 = 16;

pub(crate) enum From<'a> {
    /// At its end at once.
    Nothing,
    Fd(c_int),
    Bytes(&'a [u8]),
}

pub(crate) enum To<'a> {
    /// It is read, and dropped.
    Nothing,
    Fd(c_int),
    /// What there is no room for is dropped.
    Buffer(&'a mut [u8]),
    /// At most so many bytes are put behind what is there; the rest is dropped.
    Vector {
        vector: &'a mut Vec<u8>,
        most: usize,
    },
    /// Called with what has come; false: it has enough.
    Call(&'a mut dyn FnMut(&[u8]) -> bool),
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum State {
    Going,
    /// All that there was is moved.
    Ended,
    /// Nobody reads any more what it writes (EPIPE).
    Broken,
    /// The callback had enough.
    Enough,
    Failed(Error),
}

pub(crate) struct Flow<'a> {
    from: From<'a>,
    to: To<'a>,
    /// Closed when the flow is not going any more: the end of what it wrote to.
    pub closes: Option<OwnedFd>,
    /// The bytes that have come where they should.
    pub moved: u64,
    /// Those that were read, and did not.
    pub dropped: u64,
    pub state: State,
    /// When it has enough, or would drop something for which there is no room in a vector, the pump is over.
    pub ends_all: bool,
    reader: Option<Channel>,
    writer: Option<Channel>,
    /// Of a flow between two descriptors, if it writes to a pipe, which of the pipes that is: that nobody reads it any more is
    /// seen although nothing comes that could be written.
    pipe: Option<usize>,
    /// Of a flow between two descriptors what is read and not yet written.
    between: Vec<u8>,
    written: usize,
}

/// How a pump has ended, if not by a failure.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Pumped {
    /// No flow is going any more. Some may have failed.
    All,
    /// The further descriptor is readable, or has hung up.
    Woken,
    /// A flow that ends all has enough.
    Enough,
}

/// What a flow did.
enum Step {
    /// It has moved something, and may have more at once.
    Moved,
    Waits(c_int, c_short),
    Over,
}

/// Moves all flows until none is going any more, `wake` is readable, or the deadline or the stop ends it, which is a failure:
/// ETIMEDOUT, EAGAIN, ECANCELED. What was moved by then the flows tell, and they can be pumped on.
pub(crate) fn pump(flows: &mut [Flow], wake: Option<c_int>, until: &Deadline) -> Result<Pumped, Error> {
    // One alone may wait in the kernel, where nothing else is waited for.
    let patient =
        flows.len() == 1 && wake.is_none() && until.is_patient() && flows.iter().all(|flow| flow.pipe().is_none());
    let mut scratch = memory::vector(0)?;
    for flow in &mut *flows {
        flow.prepare(patient, &mut scratch)?;
    }
    let pipes = pipes_of(flows)?;
    // What each waits for, then the pipes that are written to, then `wake`.
    let mut fds = memory::vector(flows.len() + pipes.len() + 1)?;
    let none = pollfd { fd: -1, events: 0, revents: 0 };
    fds.resize(flows.len(), none);
    fds.extend(pipes.iter().map(|&fd| pollfd { fd, ..none }));
    fds.push(none);
    let mut rounds = 0;
    loop {
        // What needs no wait is done once even if the time is over by then.
        if rounds == 0 {
            until.check_stop()?
        } else {
            until.check()?
        };
        let (mut going, mut more) = (false, false);
        let (waits, pipes) = fds.split_at_mut(flows.len());
        for (flow, fd) in flows.iter_mut().zip(waits) {
            // It still waits for that.
            let waits = fd.fd >= 0 && fd.revents == 0;
            let has_come = flow.pipe.map_or(0, |index| pipes[index].revents);
            let idle = waits && has_come == 0;
            if !flow.is_going() || idle {
                going |= idle;
                continue;
            }
            let step = if waits { flow.break_off(has_come) } else { flow.step(&mut scratch) };
            *fd = none;
            match step {
                Step::Over => {}
                Step::Moved => (going, more) = (true, true),
                Step::Waits(waited, events) => {
                    going = true;
                    *fd = pollfd { fd: waited, events, revents: 0 };
                }
            }
        }
        // One that nobody reads has no flow any more that waits.
        pipes.iter_mut().filter(|pipe| pipe.revents != 0).for_each(|pipe| *pipe = none);
        if flows.iter().any(|flow| flow.ends_all && matches!(flow.state, State::Enough)) {
            return Ok(Pumped::Enough);
        }
        if !going {
            return Ok(Pumped::All);
        }
        rounds += 1;
        if more && (patient || rounds % ROUNDS != 0) {
            continue;
        }
        if more && until.is_immediate() {
            return Err(until.over());
        }
        if let Some(last) = fds.last_mut() {
            *last = pollfd { fd: wake.unwrap_or(-1), events: POLLIN, revents: 0 };
        }
        wait_for_any(&mut fds, more, until).map_err(|error| told(error, &fds, until))?;
        if fds.last().is_some_and(|wake| wake.revents != 0) {
            return Ok(Pumped::Woken);
        }
    }
}

/// The pipes that flows between descriptors write to, each once; and each such flow is told which is its.
fn pipes_of(flows: &mut [Flow]) -> Result<Vec<c_int>, Error> {
    let mut pipes = memory::vector(flows.len())?;
    pipes.extend(flows.iter().filter_map(Flow::pipe));
    pipes.sort_unstable();
    pipes.dedup();
    for flow in flows {
        flow.pipe = flow.pipe().and_then(|fd| pipes.binary_search(&fd).ok());
    }
    Ok(pipes)
}

/// If some flow has more at once the others are only looked at.
fn wait_for_any(fds: &mut [pollfd], more: bool, until: &Deadline) -> Result<(), Error> {
    let now = Deadline::now();
    match wait::any(fds, if more { &now } else { until }) {
        Err(error) if more && error.errno() == EAGAIN => Ok(()),
        result => result.map(|_| ()),
    }
}

/// Where the time was over: of the first descriptor that was waited for it can be told what it is, and who has its other end.
fn told(error: Error, fds: &[pollfd], until: &Deadline) -> Error {
    match fds.iter().find(|fd| fd.fd >= 0 && fd.events != 0) {
        Some(first) if matches!(error.errno(), EAGAIN | ETIMEDOUT) => wait::not_ready(first.fd, first.events, until),
        _ => error,
    }
}

impl<'a> Flow<'a> {
    pub(crate) fn new(from: From<'a>, to: To<'a>) -> Flow<'a> {
        Flow {
            from,
            to,
            closes: None,
            moved: 0,
            dropped: 0,
            state: State::Going,
            ends_all: false,
            reader: None,
            writer: None,
            pipe: None,
            between: Vec::new(),
            written: 0,
        }
    }

    pub(crate) fn is_going(&self) -> bool {
        matches!(self.state, State::Going)
    }

    /// What it has read and not written yet.
    pub(crate) fn left_between(&self) -> u64 {
        (self.between.len() - self.written) as u64
    }

    /// Makes its channels, and the memory that it needs.
    fn prepare(&mut self, patient: bool, scratch: &mut Vec<u8>) -> Result<(), Error> {
        let until = if patient { Deadline::none() } else { Deadline::now() };
        if let From::Fd(fd) = self.from {
            self.reader = Some(Channel::to_read(fd, &until));
            if let To::Fd(to) = self.to {
                self.between.try_reserve_exact(STEP)?;
                if self.is_going()
                    && let Err(error) = channel::check_writable(to)
                {
                    self.end(State::Failed(error));
                    return Ok(());
                }
            } else {
                scratch.try_reserve_exact(STEP - scratch.len())?;
                scratch.resize(STEP, 0);
            }
        }
        if let To::Fd(fd) = self.to {
            self.writer = Some(Channel::to_write(fd, &until));
        }
        Ok(())
    }

    /// The pipe of which it is to be seen that nobody reads it any more.
    fn pipe(&self) -> Option<c_int> {
        match (&self.from, &self.to) {
            (From::Fd(_), &To::Fd(to)) if sys::kind(to) == Ok(S_IFIFO) => Some(to),
            _ => None,
        }
    }

    /// What it writes to has these events, and nothing has come that could be written.
    fn break_off(&mut self, events: c_short) -> Step {
        let fd = self.writer.as_ref().map_or(-1, |writer| writer.fd);
        self.end(match events & POLLERR {
            0 => State::Failed(Errno(EBADF).of(step!(write(fd, 0, 0)))),
            _ => State::Broken,
        })
    }

    fn step(&mut self, scratch: &mut [u8]) -> Step {
        match self.try_step(scratch) {
            Ok(step) => step,
            Err(error) if error.errno() == EPIPE => self.end(State::Broken),
            Err(error) => self.end(State::Failed(error)),
        }
    }

    fn try_step(&mut self, scratch: &mut [u8]) -> Result<Step, Error> {
        match (&mut self.from, &mut self.writer) {
            (From::Nothing, _) => Ok(self.end(State::Ended)),
            (From::Bytes([]), _) => Ok(self.end(State::Ended)),
            (From::Bytes(left), Some(writer)) => {
                let Some(count) = writer.try_write(&[part(left)], &Deadline::none())? else {
                    return Ok(Step::Waits(writer.fd, POLLOUT));
                };
                *left = &left[count..];
                self.moved += count as u64;
                Ok(if left.is_empty() { self.end(State::Ended) } else { Step::Moved })
            }
            (From::Bytes(left), None) => {
                let all = std::mem::take(left);
                Ok(if self.give(all)? { self.end(State::Ended) } else { self.end(State::Enough) })
            }
            (From::Fd(_), Some(_)) => self.between_descriptors(),
            (From::Fd(_), None) => self.read_in(scratch),
        }
    }

    /// From a descriptor into memory, a callback or nowhere.
    fn read_in(&mut self, scratch: &mut [u8]) -> Result<Step, Error> {
        let Some(reader) = &mut self.reader else { return Ok(self.end(State::Ended)) };
        let count = match &mut self.to {
            // Into less the kernel would lose of a packet what there is no room for, and tell nobody.
            To::Buffer(room) if room.len() >= STEP => {
                let count = reader.try_read(room, &Deadline::none())?;
                *room = &mut std::mem::take(room)[count.unwrap_or(0)..];
                self.moved += count.unwrap_or(0) as u64;
                count
            }
            _ => {
                let count = reader.try_read(scratch, &Deadline::none())?;
                if !self.give(&scratch[..count.unwrap_or(0)])? {
                    return Ok(self.end(State::Enough));
                }
                count
            }
        };
        Ok(match count {
            None => self.waits_for_data(),
            Some(0) => self.end(State::Ended),
            Some(_) => Step::Moved,
        })
    }

    fn between_descriptors(&mut self) -> Result<Step, Error> {
        let (Some(reader), Some(writer)) = (&mut self.reader, &mut self.writer) else {
            return Ok(self.end(State::Ended));
        };
        if self.written == self.between.len() {
            self.between.resize(STEP, 0);
            self.written = 0;
            // Whatever comes of it, what is not filled is not to be written.
            let count = reader.try_read(&mut self.between, &Deadline::none());
            self.between.truncate(count.as_ref().map_or(0, |count| count.unwrap_or(0)));
            match count? {
                None => return Ok(Step::Waits(reader.fd, POLLIN)),
                Some(0) => return Ok(self.end(State::Ended)),
                Some(_) => {}
            }
        }
        let Some(count) = writer.try_write(&[part(&self.between[self.written..])], &Deadline::none())? else {
            return Ok(Step::Waits(writer.fd, POLLOUT));
        };
        self.written += count;
        self.moved += count as u64;
        Ok(Step::Moved)
    }

    /// Puts what was read where it goes. False: it is enough.
    fn give(&mut self, data: &[u8]) -> Result<bool, Error> {
        let kept = match &mut self.to {
            To::Nothing | To::Fd(_) => data.len(),
            To::Buffer(room) => {
                let kept = data.len().min(room.len());
                let (place, rest) = std::mem::take(room).split_at_mut(kept);
                place.copy_from_slice(&data[..kept]);
                *room = rest;
                kept
            }
            To::Vector { vector, most } => {
                let kept = data.len().min(most.saturating_sub(vector.len()));
                memory::reserve(vector, kept, *most)?;
                vector.extend_from_slice(&data[..kept]);
                kept
            }
            To::Call(call) => {
                self.moved += data.len() as u64;
                return Ok(data.is_empty() || call(data));
            }
        };
        let dropped = data.len() - kept;
        self.moved += kept as u64;
        self.dropped += dropped as u64;
        Ok(dropped == 0 || !self.ends_all)
    }

    fn waits_for_data(&self) -> Step {
        match self.from {
            From::Fd(fd) => Step::Waits(fd, POLLIN),
            From::Nothing | From::Bytes(_) => Step::Moved,
        }
    }

    fn end(&mut self, state: State) -> Step {
        self.state = state;
        self.dropped += self.left_between();
        (self.between, self.written) = (Vec::new(), 0);
        (self.reader, self.writer, self.pipe, self.closes) = (None, None, None, None);
        Step::Over
    }
}

#[cfg(test)]
mod tests;
