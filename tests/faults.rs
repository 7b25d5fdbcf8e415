//! Each system call that starting and running a program, or a pipeline, makes is made to fail in turn, and those that a child
//! makes before it is its program: what was asked for fails with that errno, or is done nevertheless, and nothing is left.
//! What ioctl(2) asks of a terminal fails if that has hung up, and then nobody has it.

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use support::c_compiler::{has_program, skip};
use support::scratch::Scratch;
use support::{library, root};

/// What a system call fails with, if it can.
const ERRORS: &[(&str, &str, i32)] = &[
    ("clone", "EAGAIN", libc::EAGAIN),
    ("fcntl", "EMFILE", libc::EMFILE),
    ("mmap", "ENOMEM", libc::ENOMEM),
    ("mprotect", "ENOMEM", libc::ENOMEM),
    ("openat", "EMFILE", libc::EMFILE),
    ("pidfd_open", "EMFILE", libc::EMFILE),
    ("pipe2", "EMFILE", libc::EMFILE),
    ("poll", "ENOMEM", libc::ENOMEM),
    // What poll(3) is where there is no poll(2).
    ("ppoll", "ENOMEM", libc::ENOMEM),
    ("preadv2", "EIO", libc::EIO),
    ("pwritev2", "EIO", libc::EIO),
    ("read", "EIO", libc::EIO),
    ("waitid", "ENOMEM", libc::ENOMEM),
    ("write", "EIO", libc::EIO),
];
/// What does not fail, or not in a way that anybody could answer; and what tells where the test itself is.
const INFALLIBLE: &[&str] = &[
    "brk",
    "clock_gettime",
    "close",
    "getdents64",
    "getpgrp",
    "getpid",
    "ioctl",
    "kill",
    "madvise",
    "munmap",
    "newfstatat",
    "pidfd_send_signal",
    "rt_sigprocmask",
    "rt_sigreturn",
    "restart_syscall",
];

fn program(scratch: &Path) -> PathBuf {
    let program = scratch.join("process");
    let c_tests = root().join("c-tests");
    let mut compiler = Command::new("gcc");
    compiler.args(["-D_GNU_SOURCE", "-I"]).arg(root().join("include")).arg("-I").arg(&c_tests);
    compiler.arg("-o").arg(&program).arg(c_tests.join("faults/process.c")).args(library::shared_arguments());
    assert!(compiler.status().unwrap().success());
    program
}

/// The system calls of the program's own between its marks: name, and which one of that name of the whole program it is.
fn calls(log: &str) -> Vec<(String, usize)> {
    let (mut counts, mut calls, mut marks) = (BTreeMap::new(), Vec::new(), 0);
    for line in log.lines() {
        let Some((name, _)) = line.split_once('(') else { continue };
        if !name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_') {
            continue;
        }
        let count = counts.entry(name.to_owned()).or_insert(0);
        *count += 1;
        marks += usize::from(line.starts_with("close(-42)"));
        if marks == 1 {
            calls.push((name.to_owned(), *count));
        }
    }
    assert_eq!(marks, 2, "{log}");
    calls
}

fn strace(arguments: &[&str], program: &Path, how: &str, errno: i32) -> Command {
    let mut strace = Command::new("strace");
    strace.args(["-qq", "-e", "signal=none"]).args(arguments).arg(program).args([how, &errno.to_string()]);
    strace
}

/// A program to be traced, and where the trace goes.
struct Traced {
    program: PathBuf,
    log: PathBuf,
    _scratch: Scratch,
}

/// None, and said so, without strace.
fn traced(name: &str) -> Option<Traced> {
    if !has_program("strace") {
        skip("failing system calls: strace is not installed");
        return None;
    }
    let scratch = Scratch::new(name);
    Some(Traced { program: program(&scratch.path), log: scratch.path.join("log"), _scratch: scratch })
}

#[test]
fn whatever_fails_is_told_and_leaves_nothing() {
    let Some(Traced { program, log, _scratch }) = traced("faults") else { return };
    for how in ["spawn", "run", "pipeline", "pipeline-run"] {
        // Without -f: only the program itself is traced, and not its children.
        let traced = strace(&["-o", log.to_str().unwrap()], &program, how, 0).output().unwrap();
        assert!(traced.status.success(), "{traced:?}");
        let calls = calls(&fs::read_to_string(&log).unwrap());
        let (mut tried, mut hit) = (0, 0);
        for (name, number) in &calls {
            if INFALLIBLE.contains(&name.as_str()) {
                continue;
            }
            let error = ERRORS.iter().find(|(call, ..)| call == name);
            let (_, error, errno) = error.unwrap_or_else(|| panic!("{name}: what does it fail with? {calls:?}"));
            let inject = format!("inject={name}:error={error}:when={number}");
            let ended = strace(&["-o", log.to_str().unwrap(), "-e", &inject], &program, how, *errno).output().unwrap();
            let said = String::from_utf8_lossy(&ended.stderr);
            let log = fs::read_to_string(&log).unwrap();
            assert!(ended.status.success(), "{how}: {inject}: {said}\n{log}");
            tried += 1;
            hit += usize::from(log.contains("(INJECTED)"));
        }
        // How often it reads and waits is a matter of chance.
        assert!(tried >= 8 && hit * 4 >= tried * 3, "{how}: only {hit} of {tried} failed, of {calls:?}");
    }
}

/// What a child does before it is its program. (Its execve fails in other tests, without strace, whose own it would be, too.)
const OF_THE_CHILD: &[(&str, &str, i32)] = &[
    ("chdir", "EIO", libc::EIO),
    ("dup3", "EBUSY", libc::EBUSY),
    ("prctl", "EINVAL", libc::EINVAL),
    ("setpriority", "EPERM", libc::EPERM),
    ("setsid", "EPERM", libc::EPERM),
];

#[test]
fn what_fails_in_the_child_fails_the_start() {
    let Some(Traced { program, log, _scratch }) = traced("faults-child") else { return };
    let fine = strace(&["-f", "-o", log.to_str().unwrap()], &program, "child", 0).output().unwrap();
    assert!(fine.status.success(), "{fine:?}");
    for (name, error, errno) in OF_THE_CHILD {
        let inject = format!("inject={name}:error={error}");
        let arguments = ["-f", "-o", log.to_str().unwrap(), "-e", &inject];
        let ended = strace(&arguments, &program, "child", *errno).output().unwrap();
        let said = String::from_utf8_lossy(&ended.stderr);
        let log = fs::read_to_string(&log).unwrap();
        assert!(ended.status.success() && log.contains("(INJECTED)"), "{inject}: {said}\n{log}");
    }
}
