//! The binary interface: what the library exports, what the headers declare, what was frozen in `abi/`.
//!
//! `LEAT_BLESS=1 cargo test --test abi` freezes what there is now. What was in a release must not change.

mod support;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::{env, fs};

use support::c_compiler::{Compiler, Language, declared_by_leat, has_program, skip};
use support::headers::bless;
use support::library::{self, ABI};
use support::root;
use support::scratch::Scratch;

/// What a C library must have for the shipped library to be loaded; that of glibc 2.34, which moved libpthread into
/// libc.
const NEWEST_GLIBC: (u32, u32) = (2, 34);

fn output(program: &str, arguments: &[&str]) -> Output {
    let run = Command::new(program).args(arguments).current_dir(root()).env("LC_ALL", "C").output();
    run.unwrap_or_else(|error| panic!("{program}: {error}"))
}

/// What the program prints; it must succeed.
fn prints(program: &str, arguments: &[&str]) -> String {
    let output = output(program, arguments);
    assert!(output.status.success(), "{program} {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The symbols that a library or archive defines for others.
fn defined(arguments: &[&str], file: &Path) -> BTreeSet<String> {
    let listed = prints("nm", &[arguments, &["-P", "--defined-only", file.to_str().unwrap()]].concat());
    // "leat_dup@@LEAT_0.1 T 1af0 56"; an absolute one is the name of the version itself.
    let symbols = listed.lines().filter_map(|line| line.split_once(' ')).filter(|(_, rest)| !rest.starts_with('A'));
    // An archive's list is headed by "libleat.a[leat.o]:".
    let symbols = symbols.filter(|(name, _)| !name.ends_with(':'));
    symbols.map(|(name, _)| name.split('@').next().unwrap().to_owned()).collect()
}

fn declared() -> BTreeSet<String> {
    declared_by_leat().into_keys().collect()
}

/// The shipped libraries, if it is they that are tested.
fn is_shipped(what: &str) -> bool {
    let shipped = env::var_os("LEAT_LIBDIR").is_some();
    if !shipped {
        skip(&format!("{what}: that is so of the shipped library only (LEAT_LIBDIR)"));
    }
    shipped
}

#[test]
fn shared_library_exports_what_the_headers_declare() {
    assert_eq!(defined(&["-D"], &library::shared()), declared());
}

#[test]
fn archive_defines_what_the_headers_declare() {
    if is_shipped("that libleat.a defines the API and nothing else") {
        let mut archived = defined(&["-g"], &library::dir().join("libleat.a"));
        // Between its objects, of csrc/name_services.c.
        archived.retain(|name| !name.starts_with("leat_half_"));
        assert_eq!(archived, declared());
    }
}

#[test]
fn every_symbol_has_a_version() {
    if !is_shipped("that every symbol has a version") {
        return;
    }
    let dynamic = prints("readelf", &["-dW", library::shared().to_str().unwrap()]);
    assert!(dynamic.contains(&format!("Library soname: [libleat.so.{ABI}]")), "{dynamic}");
    let symbols = prints("nm", &["-D", "-P", "--defined-only", library::shared().to_str().unwrap()]);
    let functions: Vec<&str> = symbols.lines().filter(|line| line.starts_with("leat_")).collect();
    assert!(functions.len() > 100);
    for function in functions {
        assert!(function.contains(&format!("@@LEAT_{ABI} T ")), "{function}");
    }
}

/// The library takes from the C library, and from the compiler's, what versions of them long in use have.
#[test]
fn needs_no_newer_system_than_stated() {
    let library = library::shared();
    let dynamic = prints("readelf", &["-dW", library.to_str().unwrap()]);
    for line in dynamic.lines().filter(|line| line.contains("(NEEDED)")) {
        let known = ["[libc.so.6]", "[libgcc_s.so.1]", "[ld-linux"].iter().any(|name| line.contains(name));
        assert!(known, "{line}");
    }
    let undefined = prints("nm", &["-D", "-P", "--undefined-only", library.to_str().unwrap()]);
    let mut newest = (0, 0);
    for line in undefined.lines() {
        let (symbol, kind) = line.trim().split_once(' ').unwrap();
        match symbol.split_once('@') {
            Some((_, version)) => match version.trim_start_matches('@').split_once('_') {
                Some(("GLIBC", version)) => {
                    let mut numbers = version.split('.').map(|number| number.parse::<u32>().unwrap());
                    newest = newest.max((numbers.next().unwrap(), numbers.next().unwrap()));
                }
                other => assert!(matches!(other, Some(("GCC", _))), "{line}"),
            },
            // What a linker or a profiler may define, and nobody misses.
            None => assert!(kind.starts_with('w'), "{line}"),
        }
    }
    println!("needs glibc {}.{}", newest.0, newest.1);
    assert!(newest > (0, 0) && newest <= NEWEST_GLIBC, "needs glibc {newest:?}");
}

/// The functions that `src/<mechanism>/ffi.rs`, and files beside it that go into a header, define: all that do not mirror.
fn own_functions() -> BTreeSet<String> {
    let paths = |directory: PathBuf| fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path());
    let mechanisms = paths(root().join("src")).filter(|path| path.is_dir());
    let sources = mechanisms.flat_map(paths).filter(|file| {
        file.extension().is_some()
            && !["mirror.rs", "variadic.rs", "checked.rs"].iter().any(|name| file.ends_with(name))
    });
    let sources = sources.filter_map(|file| fs::read_to_string(file).ok());
    let sources = sources.filter(|source| source.starts_with("//! → include/leat/"));
    let exported = |line: &str| Some(format!("leat_{}", line.split_once(" fn leat_")?.1.split_once('(')?.0));
    let mut own: BTreeSet<String> =
        sources.flat_map(|source| source.lines().filter_map(exported).collect::<Vec<_>>()).collect();
    assert!(own.remove("leat_perror"), "it mirrors, and explains");
    assert!(own.len() >= 6 && own.is_subset(&declared()), "{own:?}");
    own
}

/// A mirror can be added at any time: no other name of leat stands in its place.
#[test]
fn only_mirrors_have_names_of_the_c_library() {
    let libc = prints("gcc", &["-print-file-name=libc.so.6"]);
    let libc: BTreeSet<String> =
        defined(&["-D"], Path::new(libc.trim())).iter().map(|name| format!("leat_{name}")).collect();
    assert!(libc.contains("leat_pipe"));
    let (declared, own) = (declared(), own_functions());
    assert_eq!(own.intersection(&libc).collect::<Vec<_>>(), Vec::<&String>::new());
    for name in declared.difference(&own) {
        let mirrored = format!("leat_{}", support::headers::mirrored(name));
        assert!(libc.contains(&mirrored), "{name} mirrors nothing of the C library's");
    }

    let text = Compiler::Gcc.preprocessed("#include <leat.h>\n");
    let words: BTreeSet<&str> = text.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
    let types = words.iter().filter(|word| word.starts_with("leat_") && !declared.contains(**word));
    let types: Vec<&&str> = types.collect();
    assert!(types.contains(&&"leat_signal_handler"), "{types:?}");
    for name in types {
        assert!(!libc.contains(*name), "the type {name} has the name of a function");
    }
    let tags = text.split_whitespace().zip(text.split_whitespace().skip(1));
    for (_, name) in tags.filter(|(keyword, _)| matches!(*keyword, "struct" | "union" | "enum")) {
        assert!(!declared.contains(name.trim_end_matches([';', '{', '*'])), "{name} is a type and a function");
    }
}

#[test]
fn symbols_are_those_frozen() {
    let symbols: Vec<String> = defined(&["-D"], &library::shared()).into_iter().collect();
    bless("abi/symbols.txt", &(symbols.join("\n") + "\n"));
}

/// A pointer of each function's frozen type takes the function of the headers: every compiler can tell.
#[test]
fn prototypes_are_those_frozen() {
    let path = root().join("abi/prototypes.c");
    if env::var_os("LEAT_BLESS").is_some() {
        let pointers = declared_by_leat().into_iter().map(|(name, declaration)| {
            let pointer = declaration.replacen(&format!("{name} ("), &format!("(*frozen_{name}) ("), 1);
            assert_ne!(pointer, declaration);
            format!("{pointer} = {name};\n")
        });
        let note = "The types of leat's functions as they are frozen. Made by LEAT_BLESS=1 cargo test --test abi.";
        let text = format!("/* {note} */\n#define _GNU_SOURCE\n#include <leat.h>\n\n{}", pointers.collect::<String>());
        fs::write(&path, text).unwrap();
    }
    let frozen = fs::read_to_string(&path).unwrap();
    for name in declared() {
        assert!(frozen.contains(&format!(" = {name};\n")), "{name} is not frozen: LEAT_BLESS=1 cargo test --test abi");
    }
    for compiler in Compiler::installed() {
        for dialect in ["-std=c89", "-std=c99", "-std=c17"] {
            let arguments = [dialect, "-Wall", "-Wextra", "-Wpedantic", "-Werror"];
            compiler.check(Language::C, &arguments, &frozen).unwrap_or_else(|said| panic!("{said}"));
        }
    }
}

/// A C library with the functions of the headers: libabigail cannot see types in a Rust library. Of structs that leat
/// does not define it sees nothing: those of another version of the C library are no change of leat's.
fn make_stub(scratch: &Scratch) -> String {
    let library = scratch.path.join("libleat.so").to_str().unwrap().to_owned();
    let functions =
        declared_by_leat().into_values().map(|declaration| format!("{declaration} {{ __builtin_trap(); }}\n"));
    let text = Compiler::Gcc.preprocessed(&format!("#include <leat.h>\n{}", functions.collect::<String>()));
    // gcc describes the structs of the headers whose name is the source's, so to it leat's have that name.
    let lines = text.lines().map(|line| match line.strip_prefix("# ").and_then(|rest| rest.split_once(' ')) {
        Some((number, file)) if file.starts_with("\"include/leat") => format!("# {number} \"stub.h\"\n"),
        _ => format!("{line}\n"),
    });
    let source = scratch.write("stub.i", &lines.collect::<String>());
    let soname = format!("-Wl,-soname,libleat.so.{ABI}");
    let debug = ["-g", "-femit-struct-debug-baseonly"];
    // A definition with unnamed parameters is C23.
    let shared = ["-std=gnu2x", "-w", "-fPIC", "-shared", &soname, source.to_str().unwrap(), "-o", &library];
    prints("gcc", &[&debug[..], &shared].concat());
    library
}

#[test]
fn abi_is_that_frozen() {
    if !cfg!(target_arch = "x86_64") {
        return skip("what libabigail says: the frozen ABI is that of x86-64");
    }
    if !has_program("abidw") || !has_program("abidiff") {
        return skip("what libabigail says: abidw and abidiff are not installed");
    }
    let scratch = Scratch::new("stub");
    let (library, fresh) = (make_stub(&scratch), scratch.path.join("fresh.abi").to_str().unwrap().to_owned());
    let plain = ["--no-corpus-path", "--no-comp-dir-path", "--no-show-locs", "--type-id-style", "hash"];
    prints("abidw", &[&plain[..], &["--out-file", &fresh, &library]].concat());
    if env::var_os("LEAT_BLESS").is_some() {
        fs::copy(&fresh, root().join("abi/leat.abi")).unwrap();
    }
    // It fails, and says how, for every difference, also where an old program would not notice.
    let difference = output("abidiff", &["abi/leat.abi", &fresh]);
    let said = String::from_utf8_lossy(&difference.stdout);
    assert!(difference.status.success(), "{said}\nif it is meant: LEAT_BLESS=1 cargo test --test abi");
}
