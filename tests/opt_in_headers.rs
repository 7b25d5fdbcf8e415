//! The headers that `leat.h` does not include and nothing generates: taken by every compiler, in every dialect, with more
//! warnings than programs ask for.

mod support;

use std::fs;
use std::path::PathBuf;

use support::c_compiler::{Compiler, Language};
use support::root;

const C: [&str; 7] = ["-std=c89", "-std=gnu89", "-std=c99", "-std=c11", "-std=gnu11", "-std=c17", "-std=c2x"];
const CXX: [&str; 5] = ["-std=c++98", "-std=c++11", "-std=c++17", "-std=c++20", "-std=c++2b"];

const WARNINGS: &[&str] = &[
    "-Wall",
    "-Wextra",
    "-Wpedantic",
    "-Werror",
    "-Wshadow",
    "-Wundef",
    "-Wconversion",
    "-Wsign-conversion",
    "-Wcast-qual",
    "-Wredundant-decls",
];
const C_WARNINGS: &[&str] = &[
    "-Wstrict-prototypes",
    "-Wmissing-prototypes",
    "-Wold-style-definition",
    "-Wdeclaration-after-statement",
    "-Wc++-compat",
];
const CXX_WARNINGS: &[&str] = &["-Wold-style-cast"];

/// Every way to use `must.h`: results used and not, of each width, of pointers to what is const and to what is incomplete;
/// nested; in a function that is inline.
const MUST: &str = "
#include <leat/must.h>
#include <leat/must.h>
#include <leat.h>
#include <stdio.h>

struct unknown;
struct unknown *find(const char *_name);
struct unknown *must_find(const char *_name);
int *count(volatile int *_count, const char *_name);

struct unknown *must_find(const char *_name)
{
    return LEAT_MUST_PTR(find(_name));
}

int *count(volatile int *_count, const char *_name)
{
    int fd = LEAT_MUST(leat_dup(LEAT_MUST(leat_dup(1))));
    long moved = LEAT_MUST(leat_write(fd, \"100%\", 4));
    const char *name = LEAT_MUST_PTR(_name);

    LEAT_MUST(leat_close(fd++));
    LEAT_MUST_PTR(find(name));
    if (LEAT_MUST(fd == 3 ? 0 : -1))
        printf(\"%d %ld %d\", LEAT_MUST(fd), moved, *LEAT_MUST_PTR(_count));
    return LEAT_MUST_PTR(&fd) == NULL ? LEAT_MUST_PTR(&fd) : NULL;
}
";

#[test]
fn must_is_taken_in_every_dialect() {
    for compiler in Compiler::installed() {
        let take = |language, dialect, warnings: &[&str]| {
            let arguments = [&[dialect], WARNINGS, warnings].concat();
            compiler.check(language, &arguments, MUST).unwrap_or_else(|said| panic!("{said}"));
        };
        C.iter().for_each(|dialect| take(Language::C, dialect, C_WARNINGS));
        CXX.iter().for_each(|dialect| take(Language::Cxx, dialect, CXX_WARNINGS));
    }
}

/// What LEAT_MUST and LEAT_MUST_PTR would misjudge, or whose failure they would miss, is refused.
#[test]
fn must_refuses_what_fails_otherwise() {
    let misused = [
        ("LEAT_MUST(leat_fopen(\"x\", \"r\"))", true),
        ("LEAT_MUST_PTR(leat_dup(1))", true),
        // ISO C's rule, which gcc keeps only if it is told to.
        ("LEAT_MUST_PTR(leat_signal(SIGINT, SIG_IGN))", false),
    ];
    for compiler in Compiler::installed() {
        for (expression, always) in misused {
            let source = format!("#include <leat.h>\n#include <leat/must.h>\nvoid f(void) {{ {expression}; }}\n");
            let error: &[&str] = if always { &["-Werror"] } else { &["-Werror", "-Wpedantic"] };
            for (language, arguments) in [(Language::C, error), (Language::Cxx, &[][..])] {
                let said = compiler.check(language, arguments, &source);
                assert!(said.is_err(), "{expression} was taken: {} {language:?}", compiler.program());
            }
        }
    }
}

/// Every program that uses the C++ headers. They are one source, as most of the time is spent on the standard library's
/// headers: first all that they include, then each in a namespace of its own.
#[test]
fn hpp_is_taken_in_every_dialect() {
    let mut programs: Vec<String> =
        files("c-tests/hpp").into_iter().map(|program| fs::read_to_string(program).unwrap()).collect();
    programs.sort();
    assert!(programs.len() >= 3);
    // leat's are first: what is included by a system header, as below, is not warned of.
    let (mut includes, mut bodies) = (String::from("#include <leat/leat.hpp>\n"), String::new());
    for (number, program) in programs.iter().enumerate() {
        let (included, body): (Vec<&str>, Vec<&str>) = program.lines().partition(|line| line.starts_with("#include"));
        includes += &(included.join("\n") + "\n");
        bodies += &format!("namespace program_{number} {{\n{}\n}}\n", body.join("\n"));
    }
    let source = includes + &bodies;
    for compiler in Compiler::installed() {
        for dialect in &CXX[2..] {
            // What the programs' own helpers are warned of is no matter.
            let arguments = [&[*dialect, "-isystem", "c-tests"], WARNINGS, CXX_WARNINGS].concat();
            compiler.check(Language::Cxx, &arguments, &source).unwrap_or_else(|said| panic!("{said}"));
        }
    }
}

/// It may lack an include of its own.
#[test]
fn each_hpp_is_taken_alone() {
    for header in files("include/leat").iter().filter(|path| path.extension().is_some_and(|end| end == "hpp")) {
        let line = format!("#include <leat/{}>\n", header.file_name().unwrap().display());
        let said = Compiler::Gcc.check(Language::Cxx, &["-std=c++17", "-Wall", "-Werror"], &(line.clone() + &line));
        said.unwrap_or_else(|said| panic!("{said}"));
    }
}

/// In an older C++ it is said what is missing.
#[test]
fn hpp_says_which_dialect_it_needs() {
    for compiler in Compiler::installed() {
        let said = compiler.check(Language::Cxx, &["-std=c++14"], "#include <leat/leat.hpp>\n").unwrap_err();
        assert!(said.contains("leat's C++ headers need C++17"), "{said}");
    }
}

fn files(directory: &str) -> Vec<PathBuf> {
    fs::read_dir(root().join(directory)).unwrap().map(|entry| entry.unwrap().path()).collect()
}
