//! Sockets, and the names and addresses they are reached by.

mod mirror;
