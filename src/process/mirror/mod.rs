//! → include/leat/process.h
#![allow(unsafe_code, reason = "calls libc for a C caller")]

mod child;
mod identity;
mod thread;
