//! A mirror adds at most 40 instructions to a call that succeeds, and no system call to any.

mod support;

#[path = "../benches/instructions/measure.rs"]
mod measure;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::{env, fs};

use support::c_compiler::{has_program, skip};
use support::scratch::Scratch;
use support::{library, root};

const MOST_INSTRUCTIONS: i64 = 40;

#[test]
fn a_call_that_succeeds_costs_at_most_40_instructions_more() {
    if env::var_os("LEAT_LIBDIR").is_none() {
        return skip("instructions of a mirror: the debug library is not optimised; LEAT_LIBDIR=target/lib is");
    }
    if !has_program("valgrind") || !has_program("callgrind_annotate") {
        return skip("instructions of a mirror: valgrind is not installed");
    }
    let scratch = Scratch::new("instructions");
    for (how, link) in [("shared", library::shared_arguments()), ("static", library::static_arguments())] {
        let program = measure::build(root(), &link, &scratch.path);
        let rows = measure::instructions(&program, &scratch.path);
        let table = measure::table(&rows);
        println!("{how}\n{table}");
        assert!(rows.len() >= 20, "too few functions were counted\n{table}");
        // Nothing added would mean that libc was measured twice.
        let wrong: Vec<_> = rows.iter().filter(|row| !(1..=MOST_INSTRUCTIONS).contains(&row.added())).collect();
        assert!(wrong.is_empty(), "{how}: not within 1..={MOST_INSTRUCTIONS}\n{}", measure::table(&rows));
    }
}

#[test]
fn no_call_makes_another_system_call() {
    if !has_program("strace") {
        return skip("system calls of a mirror: strace is not installed");
    }
    let scratch = Scratch::new("strace");
    let program = measure::build(root(), &library::shared_arguments(), &scratch.path);
    let [libc, leat] = ["libc", "leat"].map(|variant| system_calls(&program, variant, &scratch.path));
    // The program itself must be in it, or two empty logs would be equal.
    let all = libc.keys().flatten().cloned().collect::<Vec<_>>();
    for call in ["pipe2 = 0", "fcntl = -1 EBADF", "execve = -1 ENOENT", "semctl = 0", "wait4 = -1 ECHILD"] {
        assert!(all.iter().any(|line| line == call), "{call} is not among {all:#?}");
    }
    assert_eq!(libc, leat);
}

/// The system calls of each process of a run, with how often that sequence occurred: name, and 0, an error or nothing
/// for the result (other results are descriptors, numbers of processes and addresses).
fn system_calls(program: &Path, variant: &str, scratch: &Path) -> BTreeMap<Vec<String>, usize> {
    let logs = scratch.join(variant);
    fs::create_dir_all(&logs).unwrap();
    // Signals are left out: when SIGCHLD comes is a matter of chance.
    let mut strace = Command::new("strace");
    strace.args(["-ff", "-qq", "-e", "signal=none", "-o"]).arg(logs.join("log"));
    measure::finish(strace.arg(program).args([variant, "2", "processes"]));
    let mut processes = BTreeMap::new();
    for log in fs::read_dir(&logs).unwrap() {
        let log = fs::read(log.unwrap().path()).unwrap();
        let calls = String::from_utf8_lossy(&log).lines().map(call).collect();
        *processes.entry(calls).or_default() += 1;
    }
    processes
}

/// `close = -1 EBADF` of `close(-1)   = -1 EBADF (Bad file descriptor)`.
fn call(line: &str) -> String {
    let name = line.split('(').next().unwrap_or_default();
    let mut result = line.rsplit(" = ").next().unwrap_or_default().split(' ');
    match (result.next(), result.next()) {
        (Some("-1"), Some(error)) => format!("{name} = -1 {error}"),
        (Some("0"), _) => format!("{name} = 0"),
        _ => name.to_owned(),
    }
}
