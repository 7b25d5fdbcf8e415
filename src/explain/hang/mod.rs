//! What a process is blocked in, who could end that, and whether anybody will.
//!
//! ```text
//!   thread.rs      syscall.rs     find/               graph.rs, ends/            verdict/        report.rs, cycles.rs
//!   its state, ──> read(3, …) ──> what it waits for   who could end that,   ───> whether     ──> text
//!   its call                      by its descriptors  and what they wait for     anybody will
//!                                 and memory: Object  in their turn: Wait
//! ```
//!
//! Nobody is attached to with ptrace, and nobody is stopped: the processes go on while they are looked at. So what is
//! said of a thread holds only if it has not moved since its call was read: `Thread::has_moved`.

pub(super) mod blocked;
mod brief;
mod cycles;
mod ends;
mod graph;
pub(super) mod list;
pub(super) mod object;
pub(super) mod syscall;
pub(super) mod thread;
pub(super) mod verdict;

mod describe;
mod find;
mod report;

use std::time::Duration;

use libc::pid_t;

use self::graph::Graph;
use self::list::List;
use super::facts::file::Errno;
use super::facts::process::Process;
use super::text::Text;
use crate::explain::facts::clock::Moment;

/// The most that is said, in bytes with a NUL.
pub(super) const ROOM: usize = 64 << 10;
/// The most processes that one text is about.
pub(super) const PROCESSES: usize = 64;
/// The most time that it takes to find it out.
const TIME: Duration = Duration::from_millis(800);

/// What a process is blocked in. EINVAL, ESRCH or ENOMEM.
pub(super) fn explain_process(pid: pid_t) -> Result<Text, Errno> {
    let graph = Graph::of(&[process(pid)?], Moment::now() + TIME)?;
    let mut text = Text::of_capacity(ROOM);
    if let Some(look) = graph.looks.first() {
        report::write(&graph, look, &mut text);
    }
    Ok(text)
}

/// What processes are blocked in, and those they wait for.
pub(super) fn explain_wait_graph(pids: &[pid_t]) -> Result<Text, Errno> {
    let mut processes = List::new();
    pids.iter().try_for_each(|pid| processes.add(process(*pid)?))?;
    let mut graph = Graph::of(&processes, Moment::now() + TIME)?;
    let mut text = Text::of_capacity(ROOM);
    graph.cycles_are_told = true;
    graph.looks.iter().for_each(|look| report::write(&graph, look, &mut text));
    cycles::write(&graph, &mut text)?;
    Ok(text)
}

fn process(pid: pid_t) -> Result<Process, Errno> {
    if pid > 0 { Ok(Process { pid }) } else { Err(libc::EINVAL) }
}
