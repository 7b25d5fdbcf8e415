//! Locks on files. Record locks and open-file-description locks come through fcntl.

mod mirror;
