//! System V semaphore sets.

mod mirror;
mod variadic;
