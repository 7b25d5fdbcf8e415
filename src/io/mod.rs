//! Files and descriptors: the ground that every mechanism stands on.

pub(crate) mod parts;
#[allow(dead_code, reason = "for other mechanisms")]
pub(crate) mod transfer;

#[allow(dead_code, reason = "for the pump")]
mod channel;
mod ffi;
pub(crate) mod frame;
mod mirror;
#[allow(dead_code, reason = "for other mechanisms")]
pub(crate) mod pump;
mod readiness;
mod switch;
mod sys;
mod variadic;
