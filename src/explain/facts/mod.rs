//! What the machine says of itself, read when an explanation is asked for: /proc, and the kernel's own tables.
//!
//! A fact is read while the host may be out of memory, descriptors or rights: each comes as a `Result` or `Option`,
//! memory is asked for and never demanded (`Text`, `Bytes`, `try_reserve`: no `format!`, `String`, `vec!`, `to_owned`,
//! `collect`, std::fs), nothing is locked, and nothing of the host is changed.

pub(super) mod caller;
pub(super) mod cgroup;
pub(super) mod clock;
pub(super) mod descriptor;
pub(super) mod epoll;
pub(super) mod executable;
pub(super) mod file;
pub(super) mod holders;
pub(super) mod hosts;
pub(super) mod limits;
pub(super) mod locks;
pub(super) mod logind;
pub(super) mod maps;
pub(super) mod memory;
pub(super) mod mount;
pub(super) mod mqueue;
pub(super) mod mutex;
pub(super) mod open_file;
pub(super) mod past;
pub(super) mod path;
pub(super) mod peek;
pub(super) mod permission;
pub(super) mod pipe;
pub(super) mod present;
pub(super) mod process;
pub(super) mod processes;
pub(super) mod signals;
pub(super) mod similar;
pub(super) mod sockets;
mod sys;
pub(super) mod sysv;
pub(super) mod threads;
pub(super) mod unseen;
pub(super) mod user;
