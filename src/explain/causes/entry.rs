//! Names in directories: what is made, removed and renamed.
