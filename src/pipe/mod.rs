//! Pipes: a one-way channel between processes that share a descriptor.

mod mirror;
