//! The compilers and the modes that `leat/compat.h` serves.

#![allow(dead_code, reason = "each test uses a part")]

use std::process::{Command, Output};
use std::sync::OnceLock;

pub use super::support::c_compiler::Language;
use super::support::c_compiler::has_program;
use super::support::root;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Compiler {
    pub name: &'static str,
    pub language: Language,
    pub is_clang: bool,
}

pub const COMPILERS: &[Compiler] = &[
    Compiler { name: "gcc", language: Language::C, is_clang: false },
    Compiler { name: "g++", language: Language::Cxx, is_clang: false },
    Compiler { name: "clang", language: Language::C, is_clang: true },
    Compiler { name: "clang++", language: Language::Cxx, is_clang: true },
];

impl Compiler {
    pub fn is_there(self) -> bool {
        static THERE: OnceLock<Vec<bool>> = OnceLock::new();
        let there = THERE.get_or_init(|| COMPILERS.iter().map(|each| has_program(each.name)).collect());
        COMPILERS.iter().position(|each| *each == self).is_some_and(|index| there[index])
    }

    /// This compiler, told that what follows is a source of its language.
    pub fn command(self) -> Command {
        let mut command = Command::new(self.name);
        command.args(["-x", self.language.option()]).env("LC_ALL", "C");
        command
    }

    /// The same, with `leat/compat.h` included first.
    pub fn compat_command(self) -> Command {
        let mut command = self.command();
        command.arg("-I").arg(root().join("include")).args(["-include", "leat/compat.h"]);
        command
    }
}

/// A way to compile: its flags for C, and for C++.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Mode {
    pub name: &'static str,
    c: &'static str,
    cxx: &'static str,
}

impl Mode {
    pub fn flags(self, language: Language) -> impl Iterator<Item = &'static str> {
        let flags = match language {
            Language::C => self.c,
            Language::Cxx => self.cxx,
        };
        flags.split_whitespace()
    }

    pub fn fortifies(self) -> bool {
        self.c.contains("-D_FORTIFY_SOURCE")
    }
}

const fn mode(name: &'static str, c: &'static str, cxx: &'static str) -> Mode {
    Mode { name, c, cxx }
}

const fn both(name: &'static str, flags: &'static str) -> Mode {
    mode(name, flags, flags)
}

/// The first eight are the modes in which the coursework runs too. (g++ defines _GNU_SOURCE unless told otherwise.)
pub const MODES: &[Mode] = &[
    both("plain", ""),
    both("lfs", "-D_FILE_OFFSET_BITS=64"),
    both("gnu", "-D_GNU_SOURCE"),
    mode("posix", "-std=c99 -D_POSIX_C_SOURCE=200809L", "-std=c++17 -D_POSIX_C_SOURCE=200809L"),
    both("fortify2", "-O2 -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2"),
    both("fortify3", "-O2 -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3"),
    both("fortify3-gnu-lfs", "-O2 -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3 -D_GNU_SOURCE -D_FILE_OFFSET_BITS=64"),
    mode("gnu17", "-std=gnu17", "-std=gnu++17"),
    both("gnu-lfs", "-D_GNU_SOURCE -D_FILE_OFFSET_BITS=64"),
    both("fortify1", "-O1 -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=1"),
    both("fortify2-lfs", "-O2 -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -D_FILE_OFFSET_BITS=64"),
    both("fortify2-gnu-lfs", "-O2 -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -D_GNU_SOURCE -D_FILE_OFFSET_BITS=64"),
    mode("c11", "-std=c11", "-std=c++11"),
    mode("gnu89", "-std=gnu89", "-std=gnu++98"),
    mode(
        "posix-lfs",
        "-std=c99 -D_POSIX_C_SOURCE=200809L -D_FILE_OFFSET_BITS=64",
        "-std=c++17 -U_GNU_SOURCE -D_POSIX_C_SOURCE=200809L -D_FILE_OFFSET_BITS=64",
    ),
    mode("xopen", "-std=c99 -D_XOPEN_SOURCE=500", "-std=c++17 -U_GNU_SOURCE -D_XOPEN_SOURCE=500"),
];

pub const COURSEWORK_MODES: &[Mode] = MODES.split_at(8).0;

/// Runs a tool that must be there and succeed.
pub fn run(command: &mut Command) -> Result<String, String> {
    let output = output(command)?;
    match output.status.success() {
        true => Ok(String::from_utf8_lossy(&output.stdout).into_owned()),
        false => Err(format!("{command:?}\n{}", String::from_utf8_lossy(&output.stderr))),
    }
}

pub fn output(command: &mut Command) -> Result<Output, String> {
    command.output().map_err(|error| format!("{command:?}: {error}"))
}
