//! option
