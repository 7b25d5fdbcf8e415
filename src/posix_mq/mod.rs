//! POSIX message queues.

mod checked;
mod mirror;
mod variadic;
