//! POSIX semaphores, named and in memory.

mod mirror;
mod variadic;
