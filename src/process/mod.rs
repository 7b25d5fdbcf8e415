//! Processes: starting them, and waiting for their end.

mod mirror;
mod variadic;
