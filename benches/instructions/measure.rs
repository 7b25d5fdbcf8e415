//! Counts what a mirror adds to the function it mirrors. Used by `make bench` and, with bounds, by tests/overhead.rs.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// How often callgrind sees each call.
const CALLS: u64 = 1000;

/// The sources beside this file, compiled and linked with `link` into `scratch`.
pub fn build(root: &Path, link: &[String], scratch: &Path) -> PathBuf {
    let program = scratch.join("overhead");
    // -z now: the dynamic linker's search at a first call is not counted.
    let mut gcc = Command::new("gcc");
    gcc.args(["-std=gnu11", "-O2", "-g", "-Wall", "-Wextra", "-Werror", "-Wno-nonnull", "-pthread", "-Wl,-z,now"]);
    gcc.arg("-I").arg(root.join("include")).arg(root.join("benches/instructions/overhead.c"));
    finish(gcc.arg("-o").arg(&program).args(link));
    program
}

/// Of one function: the instructions of a round of its loop with libc's, and with leat's.
pub struct Instructions {
    pub function: String,
    pub libc: u64,
    pub leat: u64,
}

impl Instructions {
    pub fn added(&self) -> i64 {
        self.leat as i64 - self.libc as i64
    }
}

/// Both variants of each loop under callgrind.
pub fn instructions(program: &Path, scratch: &Path) -> Vec<Instructions> {
    let libc = counts(program, "libc", scratch);
    let leat = counts(program, "leat", scratch);
    assert!(!libc.is_empty() && libc.keys().eq(leat.keys()), "callgrind saw other loops: {libc:?}, {leat:?}");
    libc.into_iter().map(|(function, libc)| Instructions { leat: leat[&function], function, libc }).collect()
}

/// Instructions a round, by function.
fn counts(program: &Path, variant: &str, scratch: &Path) -> BTreeMap<String, u64> {
    let out = scratch.join(format!("callgrind.{variant}"));
    finish(
        Command::new("valgrind")
            .args(["--tool=callgrind", "--quiet"])
            .arg(format!("--callgrind-out-file={}", out.display()))
            .arg(program)
            .args([variant, &CALLS.to_string()]),
    );
    let annotated = finish(Command::new("callgrind_annotate").args(["--inclusive=yes", "--threshold=100"]).arg(&out));
    // Lines such as `1,474,280 (10.0%)  overhead.c:loop_leat_open [/…/overhead]`.
    let prefix = format!(":loop_{variant}_");
    let mut counts = BTreeMap::new();
    for line in String::from_utf8_lossy(&annotated.stdout).lines() {
        let Some((before, after)) = line.split_once(&prefix) else { continue };
        let digits: String =
            before.trim_start().chars().take_while(|c| *c != ' ').filter(char::is_ascii_digit).collect();
        let function = after.split(' ').next().unwrap_or_default();
        let count: u64 = digits.parse().unwrap_or_else(|_| panic!("no count: {line}"));
        counts.insert(function.to_owned(), (count + CALLS / 2) / CALLS);
    }
    counts
}

/// The table that `make bench` shows.
pub fn table(rows: &[Instructions]) -> String {
    let mut table = format!("{:<14} {:>6} {:>6} {:>6}\n", "instructions", "libc", "leat", "added");
    for row in rows {
        table += &format!("{:<14} {:>6} {:>6} {:>+6}\n", row.function, row.libc, row.leat, row.added());
    }
    table
}

/// Runs a command that must succeed. Cargo sets LD_LIBRARY_PATH to its own directories, which have another libleat.so
/// than the one that the program is linked with, and comes before its rpath.
pub fn finish(command: &mut Command) -> Output {
    command.env_remove("LD_LIBRARY_PATH");
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let said = [output.stdout.as_slice(), &output.stderr].map(String::from_utf8_lossy).concat();
    assert!(output.status.success(), "{command:?}: {}\n{said}", output.status);
    output
}
