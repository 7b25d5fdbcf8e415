//! Memory maps.

mod mirror;
mod variadic;
