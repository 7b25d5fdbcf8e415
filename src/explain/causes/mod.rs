//! Which of the causes in `sentences/` it was: each function reads the facts it needs, and says the sentences that are
//! true. It says nothing that it does not know, and returns None if no sentence is right.

pub(super) mod deadline;
pub(super) mod descriptor;
pub(super) mod entry;
pub(super) mod epoll;
pub(super) mod exec;
pub(super) mod file;
pub(super) mod filelock;
pub(super) mod general;
pub(super) mod interrupt;
pub(super) mod memory;
pub(super) mod name;
pub(super) mod path;
pub(super) mod pipe;
pub(super) mod plain;
pub(super) mod posix_mq;
pub(super) mod posix_name;
pub(super) mod posix_object;
pub(super) mod posix_sem;
pub(super) mod posix_shm;
pub(super) mod process;
pub(super) mod session;
pub(super) mod signal;
pub(super) mod socket;
pub(super) mod socket_address;
pub(super) mod socket_connect;
pub(super) mod socket_option;
pub(super) mod socket_transfer;
pub(super) mod stream;
pub(super) mod sysv;
pub(super) mod sysv_msg;
pub(super) mod sysv_sem;
pub(super) mod sysv_shm;
pub(super) mod thread;
pub(super) mod timer;
pub(super) mod wait;
