//! A pipeline that was started.
//!
//! ```text
//!   host                    stage 0          stage 1          stage 2
//!   ────                    ───────          ───────          ───────
//!   pipe a ─── write ────>  out
//!   closes a's write        ...
//!   pipe b, a's read ─────────────────────>  in, out
//!   closes a's read, b's write               ...
//!   b's read ──────────────────────────────────────────────>  in
//! ```
//!
//! Each stage is given its own ends, and has no other: so who reads sees the end when the one who writes has ended. The stages
//! are of one group: the first leads it, the others join. While a stage is not reaped the group keeps its number; but where the
//! host ignores SIGCHLD the kernel reaps at once, and if no stage is left the next one leads a new group.

use std::ffi::c_int;
use std::os::fd::{AsRawFd, IntoRawFd, OwnedFd};

use libc::{EAGAIN, EINVAL, ESRCH, ETIMEDOUT, POLLIN, SIGCONT, SIGKILL, pid_t, pollfd};

use super::ends::{End, Opened};
use super::member::Member;
use super::stage::Stage;
use super::verdict::Verdict;
use super::{Defaults, Plan};
use crate::boundary::error::{Errno, Error};
use crate::boundary::handle::Place;
use crate::boundary::lock::Lock;
use crate::boundary::memory;
use crate::deadline::Deadline;
use crate::deadline::pace::Pace;
use crate::explain::refuse;
use crate::process::plan::Group;
use crate::process::run::{Done, Runs, Talk, talk_with};
use crate::process::stream::{Stream, check_open};
use crate::process::targets::Targets;
use crate::process::{Ended, How, Process, Terminal, begin_wait, leat_process, sys};

/// How often it is looked whether a stage is stopped.
const STOP_PACE: Pace = Pace::new(1, 50);

pub(super) struct Job {
    /// Of what kind the group of its stages is.
    group: Group,
    /// Ctrl-Z does not stop them, as nobody would see that.
    ignores_stop_key: bool,
    /// Waiting ends also when a stage is stopped.
    tells_stops: bool,
    members: Vec<Member>,
    /// Who leads the group, if it is one of their own.
    leader: Option<usize>,
    terminal: Lock<Option<Terminal>>,
    /// Do they die with the thread that starts them?
    die_with_thread: bool,
    /// This process's ends of pipes, by the descriptor of the stages.
    pipes: Lock<[Option<OwnedFd>; 3]>,
}

/// Why no job was started.
pub(super) struct NotStarted {
    /// The stage that could not be started, or connected; None: it has not come to any.
    pub stage: Option<usize>,
    pub error: Error,
}

impl From<Error> for NotStarted {
    fn from(error: Error) -> NotStarted {
        NotStarted { stage: None, error }
    }
}

impl Job {
    pub(super) fn start(plan: &Plan, defaults: &Defaults, until: &Deadline) -> Result<Job, NotStarted> {
        let mut job = Job {
            group: if plan.group == Group::Same { defaults.group } else { plan.group },
            ignores_stop_key: plan.foreground && (defaults.waits_for_end || !plan.tells_stops),
            tells_stops: plan.tells_stops,
            members: memory::vector(plan.stages.len())?,
            leader: None,
            terminal: Lock::new(None)?,
            die_with_thread: defaults.waits_for_end,
            pipes: Lock::new([None, None, None])?,
        };
        // Before anything is opened, which could have the number of what is to be open, and is not.
        check_open((0..).zip(&plan.ends.each_ref().map(End::stream)))?;
        for (index, stage) in plan.stages.iter().enumerate() {
            let alone = if defaults.waits_for_end { stage.check_runs_alone(index) } else { Ok(()) };
            let checked = alone.and_then(|()| stage.check_open());
            checked.map_err(|error| NotStarted { stage: Some(index), error })?;
        }
        let open = |fd: usize| match &plan.ends[fd] {
            End::Inherit => defaults.ends[fd].open(fd as c_int, until),
            end => end.open(fd as c_int, until),
        };
        let [mut input, mut output, mut error] = [open(0)?, open(1)?, open(2)?];
        if let Err(error) = job.start_all(plan, [&input, &output, &error].map(|end: &Opened| end.stream), until) {
            job.undo();
            return Err(NotStarted { stage: Some(job.members.len()), error });
        }
        *job.pipes.get_mut() = [input.host.take(), output.host.take(), error.host.take()];
        Ok(job)
    }

    fn start_all(
        &mut self,
        plan: &Plan,
        [mut input, output, error]: [Stream<'static>; 3],
        until: &Deadline,
    ) -> Result<(), Error> {
        let mut behind: Option<OwnedFd>;
        for (index, stage) in plan.stages.iter().enumerate() {
            let pipe = if index + 1 == plan.stages.len() { None } else { Some(sys::pipe(&Targets::Standard)?) };
            let output = pipe.as_ref().map_or(output, |(_, write)| Stream::Fd(write.as_raw_fd()));
            self.add(plan, stage, [input, output, error], until)?;
            // The pipe before is closed here, and this one's end for writing.
            behind = pipe.map(|(read, _)| read);
            input = behind.as_ref().map_or(Stream::Inherit, |read| Stream::Fd(read.as_raw_fd()));
        }
        Ok(())
    }

    fn add(&mut self, plan: &Plan, stage: &Stage, ends: [Stream<'static>; 3], until: &Deadline) -> Result<(), Error> {
        let place = Place::new()?;
        let process = match self.spawn(plan, stage, ends, until) {
            Err(_) if self.group_is_gone() => {
                self.leader = None;
                *self.terminal.get_mut() = None;
                self.spawn(plan, stage, ends, until)?
            }
            spawned => spawned?,
        };
        let terminal = process.take_terminal();
        if terminal.is_some() {
            *self.terminal.get_mut() = terminal;
        }
        if self.group == Group::New && self.leader.is_none() {
            self.leader = Some(self.members.len());
        }
        self.members.push(Member::new(place, process, stage.is_line));
        Ok(())
    }

    fn spawn(
        &self,
        plan: &Plan,
        stage: &Stage,
        [input, output, error]: [Stream<'static>; 3],
        until: &Deadline,
    ) -> Result<Process, Error> {
        let group = match self.led_group() {
            Some(group) => Group::Join(group),
            None => self.group,
        };
        stage.spawn(until, |command| {
            let [_, _, own] = command.standard;
            command.standard = [input, output, if matches!(own, Stream::Inherit) { error } else { own }];
            command.group = group;
            command.foreground = plan.foreground && (group == Group::New || self.members.is_empty());
            command.tells_stops = plan.tells_stops;
            command.dies_with_thread |= self.die_with_thread;
            command.ignores_stop_key = self.ignores_stop_key;
        })
    }

    /// The group of their own, once there is one.
    fn led_group(&self) -> Option<pid_t> {
        self.members.get(self.leader?)?.process().ok().map(Process::pid)
    }

    fn group_is_gone(&self) -> bool {
        self.led_group().is_some_and(|group| sys::kill(-group, 0) == Err(Errno(ESRCH)))
    }

    /// Ends who was started, as another could not be. Who has become another user's cannot be killed, nor waited for: it is
    /// left, and its pipes are closed.
    fn undo(&self) {
        if let Some(Ok(leader)) = self.leader.and_then(|index| self.members.get(index)).map(Member::process) {
            let _ = leader.kill_group(SIGKILL);
        }
        for process in self.members.iter().flat_map(Member::process) {
            let killed = process.kill(SIGKILL);
            if killed.is_ok() || killed.is_err_and(|error| error.errno() == ESRCH) {
                let _ = process.wait_for_end(&Deadline::none());
            }
        }
    }

    /// Waits until all stages have ended, or, if that was asked for, one is stopped.
    pub(super) fn wait(&self, until: &Deadline) -> Result<Verdict, Error> {
        if self.tells_stops { self.wait_for_stop(until) } else { self.wait_for_end(until) }
    }

    /// Any of them may be stopped, and nothing tells of that: they are looked at now and then.
    fn wait_for_stop(&self, until: &Deadline) -> Result<Verdict, Error> {
        begin_wait(until)?;
        let (mut told, mut pace) = (None, STOP_PACE);
        loop {
            let mut all = memory::vector(self.members.len())?;
            let mut runs = None;
            for (stage, member) in self.members.iter().enumerate() {
                let process = member.process()?;
                match process.look(true)? {
                    Some(ended) if ended.how == How::Stopped => {
                        return Ok(self.conclude(Verdict::stopped(stage, &ended, &all)));
                    }
                    Some(ended) => all.push(ended),
                    None => runs = runs.or(Some((stage, process))),
                }
            }
            let Some((stage, process)) = runs else { return self.verdict(&all) };
            // One that has told of an end which is not seen, as somebody traces who has ended, would do so again at once.
            let fd = process.fd().ok().filter(|fd| Some(*fd) != told);
            let mut fds = [pollfd { fd: fd.unwrap_or(-1), events: POLLIN, revents: 0 }];
            if pace.wait(&mut fds, until).map_err(|error| still_runs(error, stage, process, until))? {
                told = fd;
            }
        }
    }

    fn verdict(&self, all: &[Ended]) -> Result<Verdict, Error> {
        let is_line = |stage: usize| self.members.get(stage).is_some_and(|member| member.is_line);
        let verdict = Verdict::of(all, is_line).ok_or_else(|| Error::refused(EINVAL, refuse::no_stages()))?;
        Ok(self.conclude(verdict))
    }

    /// The terminal is the host's again, and at the end forever.
    fn conclude(&self, verdict: Verdict) -> Verdict {
        let mut terminal = self.terminal.lock();
        if let Some(terminal) = &mut *terminal {
            terminal.take_back(Some(verdict.ended.how));
        }
        if verdict.ended.how != How::Stopped {
            *terminal = None;
        }
        verdict
    }

    /// Gives the group the terminal, and lets it go on if it is stopped.
    pub(super) fn foreground(&self) -> Result<(), Error> {
        let group = self.led_group().ok_or_else(|| Error::refused(EINVAL, refuse::no_group_of_stages()))?;
        let mut terminal = self.terminal.lock();
        // Whoever is not reaped proves that the number is the group's.
        let mut given = Err(Error::refused(ESRCH, refuse::all_ended()));
        for member in &self.members {
            match member.process()?.give_joined_group(group, &mut terminal) {
                Err(error) if error.errno() == ESRCH => {}
                result => {
                    given = result;
                    break;
                }
            }
        }
        let continued = given.and_then(|()| self.kill(SIGCONT));
        if continued.is_err() {
            *terminal = None;
        }
        continued
    }

    /// Sends a signal to the group, or where it is not their own, to each stage.
    pub(super) fn kill(&self, signal: c_int) -> Result<(), Error> {
        let mut sent = Err(Error::refused(ESRCH, refuse::all_ended()));
        let mut try_to = |result: Result<(), Error>| match (&sent, result) {
            (_, Ok(())) => sent = Ok(()),
            (Err(before), Err(error)) if before.errno() == ESRCH && error.errno() != ESRCH => sent = Err(error),
            _ => {}
        };
        let leader = self.leader.and_then(|index| self.members.get(index));
        let Some(leader) = leader else {
            for member in &self.members {
                try_to(member.process()?.kill(signal));
            }
            return sent;
        };
        let leader = leader.process()?;
        let reached = leader.kill_group(signal);
        let gone = reached.is_err_and(|error| error.errno() == ESRCH);
        try_to(reached);
        // Where the kernel knows the group by its number alone, whoever is not reaped yet proves that it is the group's.
        for member in self.members.iter().filter(|_| gone) {
            match member.process()?.kill_joined_group(leader.pid(), signal) {
                Err(error) if error.errno() == ESRCH => {}
                reached => {
                    try_to(reached);
                    break;
                }
            }
        }
        sent
    }

    /// Feeds the first stage, and collects what the last and all write, until they have ended.
    pub(super) fn talk(&self, talk: Talk, until: &Deadline) -> Result<Done<Verdict>, Error> {
        let pipes = std::mem::take(&mut *self.pipes.lock());
        talk_with(self, pipes, talk, until)
    }

    /// The process that a stage is.
    pub(super) fn process(&self, index: usize) -> Result<*mut leat_process, Error> {
        match self.members.get(index) {
            Some(member) => Ok(member.handle()),
            None => {
                let most = self.members.len() as i64 - 1;
                Err(Error::refused(EINVAL, refuse::value("index", index as i64, 0, most)))
            }
        }
    }

    /// This process's end of a pipe.
    pub(super) fn pipe_fd(&self, stage_fd: c_int) -> Result<c_int, Error> {
        let pipes = self.pipes.lock();
        let pipe = usize::try_from(stage_fd).ok().and_then(|index| pipes.get(index)?.as_ref());
        pipe.map(AsRawFd::as_raw_fd).ok_or_else(|| no_pipe(stage_fd))
    }

    /// The same, given away.
    pub(super) fn take_pipe_fd(&self, stage_fd: c_int) -> Result<c_int, Error> {
        let mut pipes = self.pipes.lock();
        let pipe = usize::try_from(stage_fd).ok().and_then(|index| pipes.get_mut(index)?.take());
        pipe.map(IntoRawFd::into_raw_fd).ok_or_else(|| no_pipe(stage_fd))
    }

    /// In a forked child: it is the parent's.
    pub(super) fn forget(&mut self) {
        if let Some(terminal) = self.terminal.get_mut() {
            terminal.forget();
        }
    }
}

impl Runs for Job {
    type End = Verdict;

    fn wake(&self) -> Option<c_int> {
        let runs = |process: &&Process| process.has_ended().is_ok_and(|ended| !ended);
        self.members.iter().flat_map(Member::process).find(runs)?.fd().ok()
    }

    fn has_ended(&self) -> Result<bool, Error> {
        for member in &self.members {
            if !member.process()?.has_ended()? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn group(&self) -> Option<pid_t> {
        self.led_group()
    }

    fn wait_unreaped(&self, until: &Deadline) -> Result<bool, Error> {
        for member in &self.members {
            if !member.process()?.wait_unreaped(until)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn kill_all(&self, signal: c_int) -> Result<(), Error> {
        match self.kill(signal) {
            // Who has ended needs no signal.
            Err(error) if error.errno() == ESRCH => Ok(()),
            sent => sent,
        }
    }

    fn wait_for_end(&self, until: &Deadline) -> Result<Verdict, Error> {
        let mut all = memory::vector(self.members.len())?;
        for (stage, member) in self.members.iter().enumerate() {
            let process = member.process()?;
            all.push(process.wait_for_end(until).map_err(|error| still_runs(error, stage, process, until))?);
        }
        self.verdict(&all)
    }
}

/// Which stage has not ended.
fn still_runs(error: Error, stage: usize, process: &Process, until: &Deadline) -> Error {
    let (stage, pid) = (stage as i64, process.pid().into());
    match error.errno() {
        ETIMEDOUT => Error::refused(ETIMEDOUT, refuse::stage_runs_after(stage, pid, until.given_ms())),
        EAGAIN => Error::refused(EAGAIN, refuse::stage_runs_now(stage, pid)),
        _ => error,
    }
}

fn no_pipe(stage_fd: c_int) -> Error {
    Error::refused(EINVAL, refuse::no_end(i64::from(stage_fd)))
}
