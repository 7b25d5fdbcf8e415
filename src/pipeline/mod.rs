//! Pipelines: stages, each of which reads what the one before it writes.
//!
//! ```text
//!   ffi ── Plan: Stages (stage), Ends (ends) ──> start ──> Job: wait, kill, end ──> Verdict
//!             └──> text, word: as the shell would have it
//! ```

mod build_ffi;
mod ends;
mod ffi;
mod job;
mod member;
mod stage;
mod text;
mod verdict;
mod word;

use libc::{EALREADY, EBUSY, EINVAL};

use crate::boundary::error::Error;
use crate::boundary::handle::Handle;
use crate::boundary::lock::Lock;
use crate::boundary::once::Once;
use crate::deadline::{Deadline, LEAT_FOREVER};
use crate::explain::own::Own;
use crate::explain::refuse;
use crate::process::plan::Group;
use crate::process::run::{Done, Talk};
use crate::process::stream::Stream;
use ends::End;
use job::Job;
use stage::Stage;
use word::Line;

/// What C has a pipeline by.
#[allow(non_camel_case_types, reason = "the name it has in C")]
pub(crate) type leat_pipeline = Handle<Pipeline>;

/// Several threads may use it at a time.
pub(crate) struct Pipeline {
    built: Lock<Built>,
    /// Once it was started.
    job: Once<Job>,
}

struct Built {
    /// None while a thread starts it, which may take as long as nobody opens the other end of a FIFO.
    plan: Option<Plan>,
    /// The first failure of building it.
    failed: Option<Error>,
    /// Which stage the last start could not start.
    failed_stage: Option<usize>,
}

/// What is done where nothing was said.
struct Defaults {
    ends: [End; 3],
    group: Group,
    /// It is waited for until all have ended, whatever else is to be told.
    waits_for_end: bool,
}

/// What is to be started.
struct Plan {
    stages: Vec<Stage>,
    /// The input of the first stage, the output of the last, and the error output of all.
    ends: [End; 3],
    group: Group,
    foreground: bool,
    tells_stops: bool,
    started: bool,
}

impl Pipeline {
    fn new(group: Group, foreground: bool, tells_stops: bool) -> Result<Pipeline, Error> {
        let group = if foreground && group == Group::Same { Group::New } else { group };
        let ends = [End::Inherit, End::Inherit, End::Inherit];
        let plan = Plan { stages: Vec::new(), ends, group, foreground, tells_stops, started: false };
        Ok(Pipeline {
            built: Lock::new(Built { plan: Some(plan), failed: None, failed_stage: None })?,
            job: Once::new()?,
        })
    }

    /// Adds to what is to be started. The first failure is told by start, too, as that of the function that has built this.
    fn build(&self, name: Own, change: impl FnOnce(&mut Plan) -> Result<(), Error>) -> Result<(), Error> {
        let mut built = self.built.lock();
        let changed = built.plan().and_then(|plan| {
            plan.check_not_started()?;
            change(plan)
        });
        if let Err(error) = changed {
            built.failed.get_or_insert(error.by(name));
        }
        changed
    }

    fn start(&self) -> Result<(), Error> {
        let defaults =
            Defaults { ends: [End::Inherit, End::Inherit, End::Inherit], group: Group::Same, waits_for_end: false };
        self.start_with(&defaults, &Deadline::after(LEAT_FOREVER)?, |_| Ok(()))
    }

    /// Starts it with other defaults, and talks with it until it has ended.
    fn run(&self, talk: Talk, until: &Deadline) -> Result<Done, Error> {
        let is_fed = talk.input.is_some();
        let input = if is_fed { End::Pipe } else { End::Null };
        let defaults = Defaults { ends: [input, End::Pipe, End::Pipe], group: Group::New, waits_for_end: true };
        self.start_with(&defaults, until, |plan| match &plan.ends[0] {
            End::Inherit | End::Pipe => Ok(()),
            _ if is_fed => Err(Error::refused(EINVAL, refuse::two_inputs("the pipeline"))),
            _ => Ok(()),
        })?;
        Ok(self.job()?.talk(talk, until)?.map(|verdict| verdict.ended_as_one()))
    }

    /// What is planned stays as it was built: a start that fails can be tried again, and otherwise.
    fn start_with(
        &self,
        defaults: &Defaults,
        until: &Deadline,
        check: impl FnOnce(&Plan) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let mut plan = self.take_plan(check)?;
        let job = Job::start(&plan, defaults, until);
        plan.started = job.is_ok();
        let started = job.map(|job| self.job.set(job));
        let mut built = self.built.lock();
        built.failed_stage = started.as_ref().err().and_then(|failed| failed.stage);
        built.plan = Some(plan);
        started.map_err(|failed| failed.error)
    }

    /// What this thread is to start.
    fn take_plan(&self, check: impl FnOnce(&Plan) -> Result<(), Error>) -> Result<Plan, Error> {
        let mut built = self.built.lock();
        built.failed_stage = None;
        let failed = built.failed;
        let plan = built.plan()?;
        plan.check_not_started()?;
        if let Some(error) = failed {
            return Err(error);
        }
        if plan.stages.is_empty() {
            return Err(Error::refused(EINVAL, refuse::no_stages()));
        }
        check(plan)?;
        built.plan.take().ok_or_else(starting)
    }

    /// Which stage the last start could not start.
    fn failed_stage(&self) -> Result<usize, Error> {
        let mut built = self.built.lock();
        built.plan()?;
        built.failed_stage.ok_or_else(|| Error::refused(EINVAL, refuse::no_failed_stage()))
    }

    fn job(&self) -> Result<&Job, Error> {
        self.job.get().ok_or_else(|| Error::refused(EINVAL, refuse::not_started()))
    }

    /// As a line for the shell.
    fn text(&self) -> Result<Line, Error> {
        let mut built = self.built.lock();
        let plan = built.plan()?;
        let mut line = Line::default();
        let [input, output, error] = plan.ends.each_ref().map(End::stream);
        // The error output is of all stages, or of the only one.
        let group = plan.stages.len() > 1 && !matches!(error, Stream::Inherit | Stream::Pipe | Stream::Output);
        line.raw(if group { "{ " } else { "" })?;
        for (index, stage) in plan.stages.iter().enumerate() {
            line.raw(if index > 0 { " | " } else { "" })?;
            let (first, last) = (index == 0, index + 1 == plan.stages.len());
            let input = if first { &input } else { &Stream::Inherit };
            let output = if last { &output } else { &Stream::Inherit };
            stage.write(&mut line, [input, output, if group { &Stream::Inherit } else { &error }])?;
        }
        if group {
            line.raw("; }")?;
            text::redirect(&mut line, 2, &error)?;
        }
        Ok(line)
    }

    /// In a forked child: it is the parent's, and only its descriptors are closed.
    fn inherited(mut self) {
        if let Some(job) = self.job.get_mut() {
            job.forget();
        }
    }
}

impl Built {
    fn plan(&mut self) -> Result<&mut Plan, Error> {
        self.plan.as_mut().ok_or_else(starting)
    }
}

fn starting() -> Error {
    Error::refused(EBUSY, refuse::starting())
}

impl Plan {
    fn add(&mut self, stage: Stage) -> Result<(), Error> {
        self.stages.try_reserve(1)?;
        self.stages.push(stage);
        Ok(())
    }

    fn check_not_started(&self) -> Result<(), Error> {
        if self.started { Err(Error::refused(EALREADY, refuse::started())) } else { Ok(()) }
    }
}
