//! An installed leat, and a shell to use it as its users do.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{self, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::{env, fs};

use libtest_mimic::Trial;
use nix::sys::signal::{Signal, killpg};
use nix::unistd::Pid;

use super::root;

/// The directory of this test program, below which everything happens. It removes it at its end.
pub fn scratch() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{}-{}", env!("CARGO_CRATE_NAME"), process::id()))
}

/// A new directory below it.
pub fn directory(name: &str) -> PathBuf {
    let path = scratch().join(name);
    fs::create_dir_all(&path).unwrap();
    path
}

/// A test, which fails by a panic. Without one of the tools that it needs it shows as ignored.
pub fn trial(name: impl Into<String>, needs: &[&str], test: impl FnOnce() + Send + 'static) -> Trial {
    let run = || {
        test();
        Ok(())
    };
    Trial::test(name, run).with_ignored_flag(!needs.iter().all(|tool| is_there(tool)))
}

fn is_there(tool: &str) -> bool {
    Command::new(tool).arg("--version").output().is_ok_and(|output| output.status.success())
}

/// A shell at work in a directory.
pub struct Shell<'a> {
    pub directory: &'a Path,
    pub variables: Vec<(&'a str, String)>,
}

/// How a script ended, and what it printed.
#[derive(PartialEq, Debug)]
pub struct Said {
    pub success: bool,
    pub stdout: String,
    pub stderr: String,
}

impl Shell<'_> {
    pub fn new(directory: &Path) -> Shell<'_> {
        Shell { directory, variables: vec![] }
    }

    /// Runs the script, which must succeed, and returns what it prints.
    pub fn run(&self, script: &str) -> String {
        let Said { success, stdout, stderr } = self.try_run(script);
        assert!(success, "{script}\nin {}\n{stdout}{stderr}", self.directory.display());
        stdout
    }

    pub fn try_run(&self, script: &str) -> Said {
        let mut command = Command::new("timeout");
        command.args(["300", "sh", "-euc", script]).current_dir(self.directory).stdin(Stdio::null());
        // What a make around us hands down, and cargo's path to its own build of the library.
        let of_make = ["MAKEFLAGS", "MFLAGS", "MAKELEVEL", "SOURCE_DATE_EPOCH", "DESTDIR", "RELOCATABLE"];
        let paths = ["PREFIX", "BINDIR", "INCLUDEDIR", "LIBDIR", "MANDIR", "LD_LIBRARY_PATH"];
        for name in of_make.iter().chain(&paths).chain(&["LEAT_EXPLAIN"]) {
            command.env_remove(name);
        }
        command.env("RUST_BACKTRACE", "0").envs(self.variables.iter().map(|(name, value)| (name, value)));
        // Into files: who is left running would keep a pipe open. timeout leads a group of its own, of which nothing is left.
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Relaxed);
        let [out, err] = ["out", "err"].map(|name| scratch().join(format!("said.{number}.{name}")));
        fs::create_dir_all(scratch()).unwrap();
        command.stdout(File::create(&out).unwrap()).stderr(File::create(&err).unwrap());
        let mut child = command.spawn().unwrap();
        let status = child.wait().unwrap();
        let _ = killpg(Pid::from_raw(child.id().cast_signed()), Signal::SIGKILL);
        let text = |path: &Path| String::from_utf8_lossy(&fs::read(path).unwrap()).into_owned();
        Said { success: status.success(), stdout: text(&out), stderr: text(&err) }
    }
}

/// `make`, once: later ones of several tests have nothing left to build, and do not meet.
pub fn build() {
    static BUILT: OnceLock<()> = OnceLock::new();
    BUILT.get_or_init(|| drop(Shell::new(root()).run("make --silent")));
}

/// That, and then `make install` or another target, which gets along without cargo.
pub fn make(arguments: &str) {
    build();
    Shell::new(root()).run(&format!("make --silent CARGO=false {arguments}"));
}

/// A prefix with leat in it.
pub struct Installed {
    pub prefix: PathBuf,
    pub libdir: PathBuf,
}

impl Installed {
    /// Installs leat into a new directory `name`.
    pub fn new(name: &str, libdir: &str) -> Installed {
        let prefix = directory(name);
        let libdir = prefix.join(libdir);
        make(&format!("install PREFIX={} LIBDIR={}", prefix.display(), libdir.display()));
        Installed { prefix, libdir }
    }
}
