//! The library under test: the debug build that `cargo test` made, or the one in LEAT_LIBDIR.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;
use std::time::{Duration, Instant};
use std::{env, fs, io, process, thread};

/// The part of the version that the ABI is bound to, as build.rs has it.
pub const ABI: &str = concat!(env!("CARGO_PKG_VERSION_MAJOR"), ".", env!("CARGO_PKG_VERSION_MINOR"));

/// The directory with libleat.so, libleat.so.0.1 and libleat.a. Absolute.
pub fn dir() -> &'static Path {
    static DIR: OnceLock<PathBuf> = OnceLock::new();
    DIR.get_or_init(|| match env::var_os("LEAT_LIBDIR") {
        Some(dir) => {
            let dir = super::root().join(dir);
            dir.canonicalize().unwrap_or_else(|error| panic!("LEAT_LIBDIR, {}: {error}", dir.display()))
        }
        None => link_debug_library(),
    })
}

/// `cargo test` builds the library beside the tests, without the soname's link that programs are loaded with. The links
/// are hard ones: they keep the files that were built for this run while another cargo replaces them.
fn link_debug_library() -> PathBuf {
    let test = env::current_exe().unwrap();
    let built = test.parent().unwrap();
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("lib");
    fs::create_dir_all(&dir).unwrap();
    let soname = format!("libleat.so.{ABI}");
    for (link, file) in [("libleat.so", "libleat.so"), (&soname, "libleat.so"), ("libleat.a", "libleat.a")] {
        // Made under a name of its own and renamed: another test program may be doing the same, or using it.
        let own = dir.join(format!("{link}.{}", process::id()));
        let _ = fs::remove_file(&own);
        hard_link_when_there(&built.join(file), &own);
        if link == "libleat.a" {
            without_debug_information(&own);
        }
        fs::rename(&own, dir.join(link)).unwrap();
        // rename leaves both names alone when they are links to the same file.
        let _ = fs::remove_file(&own);
    }
    dir
}

/// Most of the archive, which the linker would read for each of the many programs that are linked with it.
fn without_debug_information(archive: &Path) {
    let stripped = archive.with_added_extension("stripped");
    let done = Command::new("objcopy").arg("--strip-debug").args([archive, &stripped]).status();
    if done.is_ok_and(|status| status.success()) {
        fs::rename(&stripped, archive).unwrap();
    }
}

/// A cargo that is building the library has removed the file and will make it again.
fn hard_link_when_there(file: &Path, link: &Path) {
    let deadline = Instant::now() + Duration::from_secs(60);
    loop {
        match fs::hard_link(file, link) {
            Ok(()) => return,
            Err(error) if error.kind() != io::ErrorKind::NotFound || Instant::now() > deadline => {
                panic!("{}: {error}", file.display())
            }
            Err(_) => thread::sleep(Duration::from_millis(50)),
        }
    }
}

/// `libleat.so` by its absolute path, as dlopen takes it.
pub fn shared() -> PathBuf {
    dir().join("libleat.so")
}

/// What the compiler is given to link the shared library, which the program then finds by itself.
pub fn shared_arguments() -> Vec<String> {
    let dir = dir().display();
    vec![format!("-L{dir}"), format!("-Wl,-rpath,{dir}"), "-lleat".into()]
}

/// What the compiler is given to link the archive; cargo's own, unlike the shipped one, needs the libraries of Rust's
/// std.
pub fn static_arguments() -> Vec<String> {
    let archive = dir().join("libleat.a").display().to_string();
    vec![archive, "-lpthread".into(), "-lm".into(), "-ldl".into()]
}
