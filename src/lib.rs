//! leat: one C library for everything UNIX processes use to talk to each other.
//!
//! One mechanism is one name, found in the same places and nowhere else: `src/<name>/`, `include/leat/<name>.h`,
//! `c-tests/<name>/`. Data crosses a mechanism in one direction:
//!
//! ```text
//!              mirror.rs ── one libc call, record on failure ──────────┐
//! C caller ──>                                                         ├──> kernel
//!              ffi.rs ──> mod.rs ──> sys.rs ───────────────────────────┘
//!              pointers   safe Rust   one system call
//!              become     all the     per function,
//!              references decisions   Result<T>
//! ```
//!
//! A *mirror* (`leat_pipe`) is the POSIX function of that name plus the record of a failure: `mirror.rs`. An *own
//! function* (`leat_error_text`) goes through `boundary::own`, and what blocks waits for its `deadline`, which is also that of
//! the thread's `stop`. Both meet in `boundary::record`: `error` has the last failures,
//! and `explain` turns them into sentences, as it does with what a process waits for (`leat_explain_process`).

mod boundary;
mod deadline;
mod error;
mod explain;
mod mirror;
mod stop;

mod fifo;
mod filelock;
mod io;
mod map;
mod pipe;
mod pipeline;
mod posix_mq;
mod posix_sem;
mod posix_shm;
mod process;
mod reader;
mod server;
mod signal;
mod socket;
mod sync;
mod sysv_msg;
mod sysv_sem;
mod sysv_shm;
