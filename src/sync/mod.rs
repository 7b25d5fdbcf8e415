//! Mutexes and condition variables of POSIX threads, also those that processes share.

mod mirror;
