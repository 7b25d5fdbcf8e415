//! → include/leat/io.h
#![allow(unsafe_code, reason = "calls libc for a C caller")]

mod checked;
mod descriptor;
mod file;
mod link;
mod stream;
mod terminal;
mod transfer;
