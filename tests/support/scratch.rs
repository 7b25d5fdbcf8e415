//! A directory of a test's own, gone when it ends.

use std::path::{Path, PathBuf};
use std::{env, fs, process};

pub struct Scratch {
    pub path: PathBuf,
}

impl Scratch {
    /// No two that exist at the same time in one test program have the same name.
    pub fn new(name: &str) -> Scratch {
        let name = format!("{}-{}-{name}", env!("CARGO_CRATE_NAME"), process::id());
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::create_dir_all(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        Scratch { path }
    }

    pub fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path.join(name);
        fs::write(&path, text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        path
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.path);
    }
}
