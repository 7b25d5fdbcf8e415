//! leat-cc itself: which compiler it calls, what it says, where it may be, and what it is written for.

use std::fs;
use std::path::Path;

use super::support::installed::{Installed, Said, Shell, directory, scratch};
use super::support::root;
use super::ways::{COMPILERS, Way, installed};

type Test = (&'static str, &'static [&'static str], fn());

pub const TESTS: &[Test] = &[
    ("version_is_the_truth", &["gcc"], version_is_the_truth),
    ("the_compiler_may_have_arguments", &["gcc"], the_compiler_may_have_arguments),
    ("it_does_not_call_itself", &[], it_does_not_call_itself),
    ("a_compiler_that_is_not_there", &[], a_compiler_that_is_not_there),
    ("what_is_said_of_a_source_is_said_once", &["cc"], what_is_said_of_a_source_is_said_once),
    ("all_dependencies_have_leats_header", &["cc"], all_dependencies_have_leats_header),
    ("a_tree_may_be_moved", &["cc", "c++"], a_tree_may_be_moved),
    ("another_layout", &["cc"], another_layout),
    ("every_shell_and_awk", &["cc"], every_shell_and_awk),
    ("shellcheck", &["shellcheck"], shellcheck),
    ("manual", &[], manual),
];

const PROG: &str =
    "#include <fcntl.h>\n#include <stdio.h>\nint main(void) { open(\"/no/file\", O_RDONLY); perror(\"open\"); }\n";

fn with_prog(name: &str) -> std::path::PathBuf {
    let directory = directory(name);
    fs::write(directory.join("prog.c"), PROG).unwrap();
    directory
}

fn leat_cc(directory: &Path, script: &str) -> Said {
    Way::LeatCc.run(&COMPILERS[0], directory, script)
}

fn version_is_the_truth() {
    let said = leat_cc(&scratch(), "export LEAT_REAL_CC='gcc -m64' LEAT_REAL_CXX=g++; $CC --version; $CXX --version");
    let prefix = installed().prefix.display();
    for real in ["gcc -m64", "g++"] {
        let line = format!(
            "leat-cc {} calls it as {real}, with {prefix}/include/leat/compat.h and the library in {prefix}/lib",
            env!("CARGO_PKG_VERSION")
        );
        assert!(said.stdout.lines().any(|each| each == line), "{line} is not in\n{}", said.stdout);
    }
    assert!(
        installed().prefix.join("include/leat/compat.h").exists() && installed().libdir.join("libleat.so").exists()
    );
}

fn the_compiler_may_have_arguments() {
    let directory = with_prog("arguments");
    let said = leat_cc(&directory, "LEAT_REAL_CC='gcc -DWORD=1 -Wall' $CC -dM -E prog.c | grep -w WORD");
    assert_eq!(said.stdout, "#define WORD 1\nexit 0\n", "{}", said.stderr);
}

fn it_does_not_call_itself() {
    let directory = with_prog("itself");
    let script = "for real in leat-cc \"$(command -v leat-cc)\" 'env leat-cc'; do
            LEAT_REAL_CC=$real $CC -c prog.c; echo $?; done; LEAT_REAL_CXX=leat-c++ $CXX -c prog.c";
    let said = leat_cc(&directory, script);
    assert_eq!(said.stdout, "1\n1\n1\nexit 1\n");
    let mut lines = said.stderr.lines();
    assert!(lines.all(|line| line.starts_with("leat-c") && line.contains("is leat-cc itself")), "{}", said.stderr);
    assert_eq!(said.stderr.lines().count(), 4, "{}", said.stderr);
}

fn a_compiler_that_is_not_there() {
    let directory = with_prog("not_there");
    for arguments in ["-c prog.c", "prog.c", "--version", "", "prog.o"] {
        let said = leat_cc(&directory, &format!("LEAT_REAL_CC=no-such-compiler $CC {arguments}"));
        assert_eq!(said.stdout, "exit 127\n");
        assert!(said.stderr.contains("no-such-compiler: not found"), "{}", said.stderr);
    }
}

/// A program that links twice is compiled twice.
fn what_is_said_of_a_source_is_said_once() {
    let directory = directory("once");
    fs::write(directory.join("def.c"), "int wait(int *s, int n) { int unused; return *s + n; }\n").unwrap();
    let user = "int wait(int *, int);\nint main(void) { int s = 1; return wait(&s, 3) - 4; }\n";
    fs::write(directory.join("use.c"), user).unwrap();
    let said = leat_cc(&directory, "$CC -Wall def.c use.c -o prog && ./prog && nm prog | grep -c ' [AT] leat_wait'");
    assert_eq!(said.stdout, "1\nexit 0\n");
    assert_eq!(said.stderr.matches("[-Wunused-variable]").count(), 1, "{}", said.stderr);
}

fn all_dependencies_have_leats_header() {
    let said = leat_cc(&with_prog("dependencies"), "$CC -M prog.c | grep -c leat/compat.h; $CC -MM prog.c");
    assert_eq!(said.stdout, "1\nprog.o: prog.c\nexit 0\n", "{}", said.stderr);
}

/// leat-cc works, and what it makes explains its failures.
fn works(bin: &Path, directory: &Path) {
    let script = format!(
        "PATH='{}':$PATH\nleat-cc prog.c -o prog\nleat-c++ -x c++ prog.c -o ./prog++
        LEAT_EXPLAIN=1 ./prog; LEAT_EXPLAIN=1 ./prog++",
        bin.display()
    );
    let said = Shell::new(directory).try_run(&script);
    let explained = "  leat: open(\"/no/file\", O_RDONLY): ENOENT: ";
    let lines = said.stderr.lines().filter(|line| line.starts_with(explained));
    assert_eq!(lines.count(), 2, "{}", said.stderr);
}

fn a_tree_may_be_moved() {
    let Installed { prefix, .. } = Installed::new("prefix.before", "lib");
    let moved = scratch().join("prefix.after");
    fs::rename(prefix, &moved).unwrap();
    works(&moved.join("bin"), &with_prog("moved"));
}

fn another_layout() {
    let Installed { prefix, .. } = Installed::new("prefix.layout", "lib64/below/this");
    works(&prefix.join("bin"), &with_prog("layout"));
}

fn is_there(command: &str) -> bool {
    let tool = command.split(' ').next().unwrap_or_default();
    Shell::new(root()).try_run(&format!("command -v {tool}")).success
}

/// `sh` and `awk` are other programs elsewhere. Each that is here makes what the usual ones make.
fn every_shell_and_awk() {
    let script = fs::read_to_string(installed().prefix.join("bin/leat-cc")).unwrap();
    let directory = with_prog("shells");
    let source =
        "int printf(const char *, ...);\nint wait(int *s, int n) { return printf(\"own %d %d\\n\", *s, n); }\n";
    fs::write(directory.join("def.c"), source).unwrap();
    let source = "int wait(int *s, int n);\nint main(void) { int s = 1; return wait(&s, 7) < 0; }\n";
    fs::write(directory.join("use.c"), source).unwrap();
    for (shell, awk) in [
        ("dash", "mawk"),
        ("bash --posix", "gawk"),
        ("busybox sh", "busybox awk"),
        ("ksh", "original-awk"),
        ("yash", "gawk"),
    ] {
        if !is_there(shell) || !is_there(awk) {
            continue;
        }
        // Beside the real one, as it finds everything from there.
        let bin = installed().prefix.join(format!("bin/{}", shell.replace(' ', "")));
        fs::write(&bin, &script).unwrap();
        fs::create_dir_all(directory.join("awk")).unwrap();
        fs::write(directory.join("awk/awk"), format!("#!/bin/sh\nexec {awk} \"$@\"\n")).unwrap();
        let script = format!(
            "chmod +x awk/awk '{0}'; PATH=$PWD/awk:$PATH; echo '-o \"a prog\"' > r
            {shell} '{0}' use.c def.c @r && './a prog'
            {shell} '{0}' -Wl,--wrap=none -c use.c def.c && {shell} '{0}' use.o def.o -o prog && ./prog
            {shell} '{0}' prog.c -o prog && LEAT_EXPLAIN=1 ./prog 2>&1 | grep -c '^  leat: '
            LEAT_REAL_CC='{0}' {shell} '{0}' prog.c 2>&1 | grep -c itself",
            bin.display()
        );
        let said = Shell::new(&directory).try_run(&script);
        fs::remove_file(bin).unwrap();
        assert_eq!((said.stdout.as_str(), said.stderr.as_str()), ("own 1 7\nown 1 7\n1\n1\n", ""), "{shell}, {awk}");
    }
}

fn shellcheck() {
    Shell::new(root()).run("shellcheck bin/leat-cc.in tools/* .ci/run");
}

fn manual() {
    // It has no --version to be asked for.
    if !is_there("mandoc") {
        return;
    }
    let pages = installed().prefix.join("share/man");
    let said = Shell::new(&pages).run("mandoc -T lint -W warning man1/leat-cc.1 man7/leat_errors.7");
    assert_eq!(said, "");
}
