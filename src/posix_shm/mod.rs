//! POSIX shared memory objects, and memory files without a name.

mod mirror;
