//! Links the shipped library, which `make` builds.

use std::path::Path;

fn main() {
    let lib = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/lib");
    let lib = lib.canonicalize().unwrap_or_else(|error| panic!("{}: {error}; run make first", lib.display()));
    println!("cargo::rerun-if-changed={}", lib.display());
    println!("cargo::rustc-link-search=native={}", lib.display());
    // RPATH, not RUNPATH: cargo's own LD_LIBRARY_PATH may lead to a debug build.
    println!("cargo::rustc-link-arg=-Wl,-rpath,{},--disable-new-dtags", lib.display());
}
