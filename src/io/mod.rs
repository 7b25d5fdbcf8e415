//! Files and descriptors: the ground that every mechanism stands on.

pub(crate) mod parts;
pub(crate) mod transfer;

mod channel;
mod copy;
mod ffi;
pub(crate) mod flow;
pub(crate) mod frame;
mod mirror;
pub(crate) mod pump;
mod readiness;
mod switch;
mod sys;
mod variadic;
