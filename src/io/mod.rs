//! Files and descriptors: the ground that every mechanism stands on.

pub(crate) mod parts;
pub(crate) mod transfer;

mod ffi;
pub(crate) mod frame;
mod mirror;
mod readiness;
mod switch;
mod sys;
mod variadic;
