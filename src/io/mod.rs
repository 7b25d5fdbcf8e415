//! Files and descriptors: the ground that every mechanism stands on.

mod mirror;
mod variadic;
