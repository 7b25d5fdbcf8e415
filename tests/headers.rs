//! The headers: made from the sources, and taken by every compiler, in every dialect, beside every textbook's.
//!
//! `LEAT_BLESS=1 cargo test --test headers` rewrites the generated ones.

mod support;

use std::fs;
use std::process::Command;

use support::c_compiler::{Compiler, Language, declared_by_leat, has_program, skip};
use support::headers::{HEADERS, bless, generate};
use support::root;

#[test]
fn committed_headers_are_fresh() {
    for header in HEADERS {
        bless(&format!("include/leat/{}.h", header.name), &generate(header));
    }
}

#[test]
fn every_mechanism_is_in_the_umbrella() {
    let umbrella = fs::read_to_string(root().join("include/leat.h")).unwrap();
    for header in HEADERS {
        let line = format!("#include \"leat/{}.h\"\n", header.name);
        assert!(umbrella.contains(&line), "leat.h does not include leat/{}.h", header.name);
    }
}

const C: [&str; 7] = ["c89", "gnu89", "c99", "c11", "gnu11", "c17", "c2x"];
const CXX: [&str; 5] = ["c++98", "c++11", "c++17", "c++20", "c++2b"];
const FEATURES: [&[&str]; 8] = [
    &[],
    &["-D_POSIX_C_SOURCE=199309L"],
    &["-D_POSIX_C_SOURCE=200112L"],
    &["-D_POSIX_C_SOURCE=200809L"],
    &["-D_XOPEN_SOURCE=500"],
    &["-D_XOPEN_SOURCE=600"],
    &["-D_XOPEN_SOURCE=700"],
    &["-D_GNU_SOURCE"],
];
/// In C++ _GNU_SOURCE is always there, unless the program takes it away.
const CXX_FEATURES: [&[&str]; 2] = [&[], &["-U_GNU_SOURCE", "-D_POSIX_C_SOURCE=200809L"]];

const WARNINGS: [&str; 7] = ["-Wall", "-Wextra", "-Wpedantic", "-Werror", "-Wshadow", "-Wundef", "-Wredundant-decls"];
const C_WARNINGS: [&str; 4] = ["-Wstrict-prototypes", "-Wmissing-prototypes", "-Wold-style-definition", "-Wc++-compat"];
const CXX_WARNINGS: [&str; 1] = ["-Wold-style-cast"];

/// leat.h, included twice, in every dialect at every feature level; and each header alone, which may lack an include of its
/// own, in every dialect and at every level.
fn is_taken_everywhere(compiler: Compiler) {
    let twice = |name: &str| format!("#include <{name}>\n#include <{name}>\n");
    let alone: Vec<String> = HEADERS.iter().map(|header| twice(&format!("leat/{}.h", header.name))).collect();
    let all = [twice("leat.h")];
    let mut refused = Vec::new();
    let mut offer = |language, dialect: &str, features: &[&str], sources: &[String]| {
        let dialect = format!("-std={dialect}");
        let warnings = if language == Language::C { &C_WARNINGS[..] } else { &CXX_WARNINGS[..] };
        let arguments = [&[dialect.as_str()], features, &WARNINGS, warnings].concat();
        for source in sources {
            refused.extend(compiler.check(language, &arguments, source).err().map(|said| format!("{source}{said}")));
        }
    };
    for dialect in C {
        offer(Language::C, dialect, &[], &alone);
        FEATURES.iter().for_each(|features| offer(Language::C, dialect, features, &all));
    }
    FEATURES.iter().for_each(|features| offer(Language::C, "c99", features, &alone));
    for dialect in CXX {
        offer(Language::Cxx, dialect, &[], &alone);
        CXX_FEATURES.iter().for_each(|features| offer(Language::Cxx, dialect, features, &all));
    }
    assert!(refused.is_empty(), "{} refusals, the first:\n{}", refused.len(), refused[0]);
}

#[test]
fn gcc_takes_each_header_in_every_dialect() {
    is_taken_everywhere(Compiler::Gcc);
}

#[test]
fn clang_takes_each_header_in_every_dialect() {
    if Compiler::Clang.is_installed() {
        is_taken_everywhere(Compiler::Clang);
    }
}

/// What textbooks' headers define, and what students do, hits no word of leat's headers; and the other way round.
#[test]
fn headers_live_beside_those_of_textbooks() {
    let directory = root().join("c-tests/headers");
    let mut names: Vec<String> =
        fs::read_dir(&directory).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    assert!(names.len() >= 5, "c-tests/headers: {names:?}");
    let modes: [(Language, &[&str]); 4] = [
        (Language::C, &["-std=gnu11"]),
        (Language::C, &["-std=gnu11", "-D_GNU_SOURCE"]),
        (Language::C, &["-std=c99", "-D_POSIX_C_SOURCE=200809L"]),
        (Language::Cxx, &["-std=c++17"]),
    ];
    for compiler in Compiler::installed() {
        for name in &names {
            let orders = [
                format!("#include \"{name}\"\n#include <leat.h>\n"),
                format!("#include <leat.h>\n#include \"{name}\"\n"),
            ];
            for ((language, arguments), source) in
                modes.iter().flat_map(|mode| orders.iter().map(move |order| (mode, order)))
            {
                let arguments = [arguments, &["-Ic-tests/headers", "-Wall", "-Wextra", "-Werror"][..]].concat();
                compiler.check(*language, &arguments, source).unwrap_or_else(|said| panic!("{source}{said}"));
            }
        }
    }
}

/// With include/leat on the path, <signal.h> is leat's: that must be said, rather than found out.
#[test]
fn own_directory_on_the_include_path_is_refused() {
    for compiler in Compiler::installed() {
        for (language, dialect) in
            [(Language::C, "-std=c89"), (Language::C, "-std=gnu17"), (Language::Cxx, "-std=c++98")]
        {
            let said = compiler.check(language, &[dialect, "-Iinclude/leat"], "#include <signal.h>\n").unwrap_err();
            assert!(said.contains("Put the directory that contains leat.h on the include path"), "{said}");
        }
    }
}

/// The blocks of the headers that declare a function: its name, and its comment as running text.
fn documented() -> Vec<(String, String)> {
    let texts = HEADERS.iter().map(|header| generate(header));
    let blocks: Vec<String> =
        texts.flat_map(|text| text.split("\n\n").map(str::to_owned).collect::<Vec<_>>()).collect();
    let functions = blocks.iter().filter_map(|block| {
        let (comment, declaration) = block.split_once("*/\n").unwrap_or(("", block));
        let comment = comment.split_once("/**").map_or("", |(_, comment)| comment);
        let name = declaration.split_once('(')?.0.rsplit([' ', '*']).next()?;
        let words = comment.split_whitespace().filter(|word| *word != "*");
        name.starts_with("leat_").then(|| (name.to_owned(), words.collect::<Vec<_>>().join(" ")))
    });
    functions.collect()
}

#[test]
fn every_function_is_documented() {
    let documented = documented();
    let names: Vec<&String> = documented.iter().map(|(name, _)| name).collect();
    for name in declared_by_leat().keys() {
        assert!(names.contains(&name), "{name} is not found in its header");
    }
    for (name, comment) in &documented {
        assert!(comment.contains("Errors: "), "{name} does not say how it fails");
        let mirror = comment.strip_prefix("Mirrors ");
        match mirror {
            Some(rest) => {
                let mirrored = rest.split(['(', ':', ',']).next().unwrap();
                assert_eq!(support::headers::mirrored(name), mirrored, "{name} mirrors another function");
            }
            None => assert!(comment.contains("Threads: "), "{name} does not say which threads may call it"),
        }
    }
}

/// A comment that sends its reader to a manual page names the right section.
#[test]
fn manual_pages_exist() {
    let manual = |pages: &[&str]| Command::new("man").arg("-w").args(pages).env("LC_ALL", "C").output().unwrap();
    if !has_program("man") || !manual(&["pipe(2)"]).status.success() {
        return skip("whether the manual pages that comments name exist: there are none here");
    }
    let comments = documented();
    let mut pages: Vec<&str> = comments
        .iter()
        .flat_map(|(_, comment)| comment.split([' ', ',', ';', ':']))
        .map(|word| word.trim_end_matches(['.', '\'']).trim_end_matches("'s"))
        .filter(|word| matches!(word.as_bytes(), [b'a'..=b'z', .., b'(', b'1'..=b'8', b')']))
        .collect();
    pages.sort_unstable();
    pages.dedup();
    assert!(pages.len() > 100, "{pages:?}");
    let output = manual(&pages);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}
