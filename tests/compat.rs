//! `leat/compat.h`: every mirror in every mode by every compiler, feature macros, programs with functions of their own.

#[path = "support/compat.rs"]
mod compat;
#[path = "support/compat_calls.rs"]
mod compat_calls;
#[path = "support/compat_names.rs"]
mod compat_names;
#[path = "support/compat_own.rs"]
mod compat_own;
mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use compat::{COMPILERS, Compiler, Language, MODES, Mode, output, run};
use compat_calls::{CHECKED, declared, needs, source};
use compat_names::{Names, listed};
use libtest_mimic::{Arguments, Failed, Trial};
use support::scratch::Scratch;

fn main() {
    let arguments = Arguments::from_args();
    let names = Arc::new(Names::get());
    let mut trials = Vec::new();
    let all = names.clone();
    trials.push(Trial::test("lists::every_mirror", move || every_mirror_is_listed(&all).map_err(Failed::from)));
    for &compiler in COMPILERS {
        // A compiler that is not there shows as ignored.
        let mut add = |name: String, test: Box<dyn FnOnce() -> Result<(), String> + Send>| {
            trials.push(Trial::test(name, || test().map_err(Failed::from)).with_ignored_flag(!compiler.is_there()));
        };
        for &mode in MODES {
            let names = names.clone();
            add(
                format!("calls::{}::{}", compiler.name, mode.name),
                Box::new(move || calls_go_to_the_mirrors(compiler, mode, &names)),
            );
        }
        add(format!("calls::{}::undeclared", compiler.name), Box::new(move || undeclared_calls(compiler)));
        add(format!("features::{}", compiler.name), Box::new(move || feature_macros_are_kept(compiler)));
        let all = names.clone();
        let fortify = move || own_fortify(compiler, &all);
        add(format!("features::{}::fortify_in_source", compiler.name), Box::new(fortify));
        add(format!("order::{}", compiler.name), Box::new(move || comes_first(compiler)));
        for case in compat_own::CASES.iter().filter(|case| case.languages.contains(&compiler.language)) {
            add(format!("own::{}::{}", case.name, compiler.name), Box::new(move || compat_own::test(case, compiler)));
        }
    }
    libtest_mimic::run(&arguments, trials).exit();
}

/// Every name of a mirrored function that the C library exports is in both lists of the header, and nothing is there
/// but what has a mirror.
fn every_mirror_is_listed(names: &Names) -> Result<(), String> {
    if !names.missing.is_empty() {
        return Err(format!("the C library has {:?}, and leat no mirror of them", names.missing));
    }
    let (pragmas, labels) = listed();
    if pragmas != labels {
        return Err("the pragmas and LEAT_ALIAS_ macros are not the same".into());
    }
    let targets: BTreeSet<&String> = names.renames.values().collect();
    // This C library may be one that lacks a name which others have; but the target must be there.
    let wrong: Vec<_> = names.renames.iter().filter(|(from, to)| pragmas.get(*from) != Some(to)).collect();
    let useless: Vec<_> = pragmas.iter().filter(|(_, to)| !targets.contains(to)).collect();
    if !wrong.is_empty() || !useless.is_empty() {
        return Err(format!("to be listed: {wrong:?}; without a mirror: {useless:?}"));
    }
    let checked: Vec<_> = names.renames.keys().filter(|name| name.ends_with("_chk") || name.ends_with("_2")).collect();
    let called = |name: &str| CHECKED.iter().any(|(_, _, symbols)| symbols.split(' ').any(|symbol| symbol == name));
    match checked.iter().find(|name| !called(name)) {
        Some(name) => Err(format!("no call in CHECKED becomes {name}")),
        None => Ok(()),
    }
}

/// What the object file needs is what it needs without `leat/compat.h`, each name replaced by the mirror's.
fn calls_go_to_the_mirrors(compiler: Compiler, mode: Mode, names: &Names) -> Result<(), String> {
    let scratch = Scratch::new(&format!("calls-{}-{}", compiler.name, mode.name));
    let declared = declared(compiler, mode, names, &scratch)?;
    if let ("gnu", Some(mirror)) = (mode.name, names.mirrors.iter().find(|mirror| !declared.contains(&mirror.name))) {
        return Err(format!("no header declares {}: which one is missing in HEADERS?", mirror.name));
    }
    let source = source(names, &declared);
    let plain = needs(compiler.command(), compiler, mode, &scratch.write("plain.c", &source))?;
    let compat = needs(compiler.compat_command(), compiler, mode, &scratch.write("compat.c", &source))?;
    let foreign = |symbol: &&String| {
        !symbol.starts_with("leat_") && !matches!(symbol.as_str(), "_GLOBAL_OFFSET_TABLE_" | "__stack_chk_fail")
    };
    let escaped: Vec<_> = compat.all.iter().filter(foreign).collect();
    if !escaped.is_empty() {
        return Err(format!("calls to {escaped:?}"));
    }
    for mirror in &names.mirrors {
        for name in mirror.callable.iter().filter(|name| declared.contains(*name)) {
            for section in [format!("call_{name}"), format!("pointer_{name}")] {
                let (plain, compat) = (plain.of(&section), compat.of(&section));
                if plain.is_empty() || compat != names.rename(&plain) {
                    return Err(format!("{section} needs {compat:?}, and without compat.h {plain:?}"));
                }
            }
        }
    }
    for (name, _, symbols) in CHECKED.iter().filter(|(name, ..)| declared.contains(*name)) {
        let (plain, compat) = (plain.of(&format!("checked_{name}")), compat.of(&format!("checked_{name}")));
        if compat.is_empty() || compat != names.rename(&plain) {
            return Err(format!("checked_{name} needs {compat:?}, and without compat.h {plain:?}"));
        }
        // Or this would prove nothing. (clang, as far as it is known here, does not check these functions.)
        let is_checked = symbols.split(' ').any(|symbol| plain.contains(symbol));
        if mode.fortifies() && !compiler.is_clang && !is_checked {
            return Err(format!("without compat.h, checked_{name} needs {plain:?} and none of {symbols}"));
        }
    }
    Ok(())
}

/// Old C calls what it did not declare.
fn undeclared_calls(compiler: Compiler) -> Result<(), String> {
    if compiler.language == Language::Cxx {
        return Ok(());
    }
    let scratch = Scratch::new(&format!("undeclared-{}", compiler.name));
    let path = scratch.write(
        "undeclared.c",
        "int main(void) { int fds[2]; pipe(fds); close(fds[0]);\n\
         if (fork() == 0) { execlp(\"x\", \"x\", (char *)0); execv(\"x\", 0); }\n\
         wait(0); perror(\"x\"); signal(2, 0); return write(fds[1], \"x\", 1); }\n",
    );
    let mode = MODES[0];
    let mut command = compiler.compat_command();
    command.arg("-std=gnu89");
    let needs = needs(command, compiler, mode, &path)?;
    let expected = ["close", "execlp", "execv", "fork", "perror", "pipe", "signal", "wait", "write"];
    let expected = expected.map(|name| format!("leat_{name}"));
    let needed: Vec<_> = needs.all.iter().filter(|symbol| !symbol.starts_with('_')).cloned().collect();
    if needed == expected { Ok(()) } else { Err(format!("it needs {needed:?}")) }
}

/// First lines of programs.
const FIRST_LINES: &[&str] = &[
    "",
    "#define _GNU_SOURCE",
    "#define _DEFAULT_SOURCE",
    "#define _BSD_SOURCE",
    "#define _POSIX_SOURCE",
    "#define _POSIX_C_SOURCE 199309L",
    "#define _POSIX_C_SOURCE 200112L",
    "#define _POSIX_C_SOURCE 200809L",
    "#define _XOPEN_SOURCE",
    "#define _XOPEN_SOURCE 500",
    "#define _XOPEN_SOURCE 700",
    "#define _FILE_OFFSET_BITS 64",
    "#define _LARGEFILE64_SOURCE",
    "#define _ISOC11_SOURCE",
    "#define _REENTRANT",
    "#undef _GNU_SOURCE",
];

fn feature_macros_are_kept(compiler: Compiler) -> Result<(), String> {
    let scratch = Scratch::new(&format!("features-{}", compiler.name));
    let standard = if compiler.language == Language::C { "-std=c99" } else { "-std=c++11" };
    for flags in [&[][..], &[standard], &[standard, "-D_POSIX_C_SOURCE=200809L"], &["-O2", "-D_FORTIFY_SOURCE=2"]] {
        for line in FIRST_LINES {
            let path = scratch.write("features.c", &format!("{line}\n#include <unistd.h>\n#include <stdio.h>\n"));
            let macros = |mut command: std::process::Command| {
                run(command.args(flags).args(["-w", "-dM", "-E"]).arg(&path)).map(|text| definitions(&text))
            };
            let (plain, mut compat) = (macros(compiler.command())?, macros(compiler.compat_command())?);
            compat.retain(|name, _| !name.starts_with("LEAT_"));
            // <sys/cdefs.h> is read for a program that may still define _FORTIFY_SOURCE: these macros come with it.
            compat.retain(|name, _| !name.starts_with("__glibc_") || plain.contains_key(name));
            let names: BTreeSet<&String> = plain.keys().chain(compat.keys()).collect();
            let differs = |name: &&&String| plain.get(**name) != compat.get(**name) && !name.starts_with("__REDIRECT");
            if let Some(name) = names.iter().find(differs) {
                let (plain, compat) = (plain.get(*name), compat.get(*name));
                return Err(format!("{flags:?} {line}: {name} is {compat:?}, and without compat.h {plain:?}"));
            }
        }
    }
    Ok(())
}

/// `#define name(arguments) text` to `name` and the rest.
fn definitions(text: &str) -> BTreeMap<String, String> {
    let defined = text.lines().filter_map(|line| line.strip_prefix("#define "));
    let split = defined.map(|each| {
        let end = each.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(each.len());
        (each[..end].to_owned(), each[end..].to_owned())
    });
    split.collect()
}

/// A program may ask for checks in its first line.
fn own_fortify(compiler: Compiler, names: &Names) -> Result<(), String> {
    let scratch = Scratch::new(&format!("fortify-{}", compiler.name));
    for level in 1..=3 {
        let path = scratch.write(
            "fortify.c",
            &format!(
                "#define _FORTIFY_SOURCE {level}\n#include <unistd.h>\n\
                 long get(int fd, size_t size) {{ char room[8]; return read(fd, room, size); }}\n"
            ),
        );
        let needs = |mut command: std::process::Command| {
            command.args(["-O2", "-U_FORTIFY_SOURCE"]);
            needs(command, compiler, MODES[0], &path).map(|needs| needs.all)
        };
        let (plain, compat) = (needs(compiler.command())?, needs(compiler.compat_command())?);
        if names.rename(&plain) != compat || !compiler.is_clang && !plain.contains("__read_chk") {
            return Err(format!("level {level}: it needs {compat:?}, and without compat.h {plain:?}"));
        }
    }
    Ok(())
}

/// After a system header it is an error; before, by option or in the source, once or twice, it says nothing.
fn comes_first(compiler: Compiler) -> Result<(), String> {
    let scratch = Scratch::new(&format!("order-{}", compiler.name));
    let include = support::root().join("include");
    let compile = |source: &str, flags: &[&str]| {
        let path = scratch.write("order.c", source);
        let mut command = compiler.command();
        command.args(["-fsyntax-only", "-Wall", "-Wextra", "-Werror", "-I"]).arg(&include).args(flags).arg(&path);
        output(&mut command)
    };
    let late: [(&str, &[&str]); 2] = [
        ("#include <unistd.h>\n#include <leat/compat.h>\n", &[]),
        ("int nothing;\n", &["-include", "stdlib.h", "-include", "leat/compat.h"]),
    ];
    for (source, flags) in late {
        let output = compile(source, flags)?;
        let said = String::from_utf8_lossy(&output.stderr);
        if output.status.success() || !said.contains("leat/compat.h must come before every system header") {
            return Err(format!("{flags:?} {source}it says: {said}"));
        }
    }
    let standards: &[&str] = match compiler.language {
        Language::C => &["-std=c89", "-std=gnu89", "-std=c99", "-std=c11", "-std=c17", "-std=gnu2x"],
        Language::Cxx => &["-std=c++98", "-std=c++11", "-std=gnu++17", "-std=c++20"],
    };
    let system_headers = compile("#include <unistd.h>\n", &["-Wsystem-headers", "-include", "leat/compat.h"])?;
    if !system_headers.status.success() {
        return Err(format!("-Wsystem-headers: {}", String::from_utf8_lossy(&system_headers.stderr)));
    }
    let program = "#include <leat/compat.h>\n#include <unistd.h>\n#include <signal.h>\n#include <leat/compat.h>\n\
                   int main(void) { return close(0); }\n";
    for standard in standards {
        for flags in
            [&[*standard, "-pedantic-errors"][..], &[*standard, "-pedantic-errors", "-include", "leat/compat.h"]]
        {
            let output = compile(program, flags)?;
            if !output.status.success() {
                return Err(format!("{flags:?}: {}", String::from_utf8_lossy(&output.stderr)));
            }
        }
    }
    Ok(())
}
