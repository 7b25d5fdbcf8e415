//! System V message queues.

mod mirror;
