//! The headers that `leat.h` does not include and nothing generates: taken by every compiler, in every dialect, with more
//! warnings than programs ask for.

mod support;

use support::c_compiler::{Compiler, Language};

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
