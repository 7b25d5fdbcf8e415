//! → include/leat/signal.h
#![allow(unsafe_code, reason = "calls libc for a C caller")]

mod handle;
mod send;
mod set;
