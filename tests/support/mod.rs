//! What several tests need.
#![allow(dead_code, reason = "each test uses a part")]

pub mod c_compiler;
pub mod explained;
pub mod headers;
pub mod installed;
pub mod library;
pub mod run;
pub mod scratch;

use std::path::Path;

/// The root of the source tree.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
