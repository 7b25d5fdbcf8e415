//! → include/leat/socket.h
#![allow(unsafe_code, reason = "calls libc for a C caller")]

mod checked;
mod connection;
mod name;
mod transfer;
