//! What a child is to become, and the outcome: what passes between the parent and `child.rs`.

use std::ffi::{c_char, c_int};
use std::sync::atomic::AtomicI32;

use libc::{pid_t, rlimit};

/// The group that a child is to be in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Group {
    /// Its parent's.
    Same,
    /// One of its own.
    New,
    /// That of this number, which exists in this session.
    Join(pid_t),
    /// One of its own, in a session of its own without a terminal.
    Session,
}

/// A descriptor that the child is to have.
#[derive(Clone, Copy, Debug)]
pub(super) struct Move {
    /// Open in the parent; if it is not the same, then of no other Move the target.
    pub from: c_int,
    pub to: c_int,
    /// It may be closed in the parent: then it is closed in the child.
    pub may_be_closed: bool,
}

/// A resource limit of the child's.
#[derive(Clone, Copy)]
pub(crate) struct Limit {
    pub resource: c_int,
    pub limit: rlimit,
}

/// What becomes of the child in the end.
pub(super) enum Last<'a> {
    /// The first of these paths that can be executed.
    Execute { paths: &'a [*const c_char], arguments: *const *const c_char, environment: *const *const c_char },
    /// It runs this, in memory of its own, where it may do what it likes.
    Run(&'a mut dyn FnMut() -> c_int),
}

pub(super) struct Plan<'a> {
    pub group: Group,
    /// A descriptor of the terminal that its group is given.
    pub terminal: c_int,
    /// The parent, with whose thread it dies; 0: it does not.
    pub dies_with: pid_t,
    pub moves: &'a [Move],
    pub directory: *const c_char,
    pub limits: &'a [Limit],
    pub nice: Option<c_int>,
    /// Signals that are ignored stay so, and those of `mask` stay blocked.
    pub keeps_signals: bool,
    pub mask: u64,
    /// SIGTSTP is ignored.
    pub ignores_stop_key: bool,
    pub last: Last<'a>,
    /// Where the outcome is written, too, if the memory turns out not to be the parent's; or -1.
    pub report: c_int,
    pub outcome: Outcome,
}

/// What the parent reads when it has its memory back.
#[derive(Default)]
pub(super) struct Outcome {
    /// Not 0: the child has written here, so the memory is shared.
    pub ran: AtomicI32,
    pub step: AtomicI32,
    pub index: AtomicI32,
    pub errno: AtomicI32,
}

/// At which step it has failed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(i32)]
pub(super) enum Step {
    None,
    Death,
    Session,
    Group,
    Terminal,
    /// Which of the moves.
    Move,
    Directory,
    /// Which of the limits.
    Limit,
    Nice,
    Execute,
    /// It did not fail, and runs the parent's function.
    Running,
}

impl Step {
    pub(super) fn of(number: i32) -> Step {
        use Step::*;
        let all = [None, Death, Session, Group, Terminal, Move, Directory, Limit, Nice, Execute, Running];
        all.into_iter().find(|step| *step as i32 == number).unwrap_or(None)
    }
}
