//! What a process is blocked in, who could end that, and whether anybody will.
//!
//! ```text
//!   /proc/PID/task/TID ──> thread.rs ──> SystemCall ──> find/ ──> Object ──> verdict ──> report.rs ──> text
//!   stat, syscall          its state     read(3, …)     /proc/PID/fd, maps,  facts/: who
//!                                                       its memory           has the other end
//! ```
//!
//! Nobody is attached to with ptrace, and nobody is stopped: the processes go on while they are looked at. So what is
//! said of a thread holds only if it has not moved since its call was read: `Thread::has_moved`.

pub(super) mod blocked;
pub(super) mod list;
pub(super) mod object;
pub(super) mod syscall;
pub(super) mod thread;
pub(super) mod verdict;

mod find;
