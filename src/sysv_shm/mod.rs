//! System V shared memory segments.

mod mirror;
