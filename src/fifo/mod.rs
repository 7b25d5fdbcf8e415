//! FIFOs: pipes with a name in the file system.

mod mirror;
