//! The C compilers, given a source and asked what they think of it.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{self, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

use super::root;

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Compiler {
    Gcc,
    Clang,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Language {
    C,
    Cxx,
}

impl Language {
    /// What follows `-x`.
    pub fn option(self) -> &'static str {
        match self {
            Language::C => "c",
            Language::Cxx => "c++",
        }
    }
}

impl Compiler {
    /// gcc, and clang if there is one.
    pub fn installed() -> Vec<Compiler> {
        [Compiler::Gcc, Compiler::Clang].into_iter().filter(|compiler| compiler.is_installed()).collect()
    }

    /// gcc must be there; that clang is not, is said once a test.
    pub fn is_installed(self) -> bool {
        let installed = has_program(self.program());
        if !installed {
            assert!(self == Compiler::Clang, "gcc is not installed");
            skip("what clang says: it is not installed");
        }
        installed
    }

    pub fn program(self) -> &'static str {
        match self {
            Compiler::Gcc => "gcc",
            Compiler::Clang => "clang",
        }
    }

    /// Reads the source as that language, with `include/` on the path, without making anything; what the compiler says
    /// if it refuses.
    pub fn check(self, language: Language, arguments: &[&str], source: &str) -> Result<(), String> {
        self.run(language, &[&["-fsyntax-only"], arguments].concat(), source).map(|_| ())
    }

    /// The source with its headers in place and without its comments, for a program that sees all of the C library.
    pub fn preprocessed(self, source: &str) -> String {
        self.run(Language::C, &["-D_GNU_SOURCE", "-E"], source).unwrap()
    }

    fn run(self, language: Language, arguments: &[&str], source: &str) -> Result<String, String> {
        let mut child = Command::new(self.program())
            .current_dir(root())
            .env("LC_ALL", "C")
            .args(["-Iinclude", "-x", language.option()])
            .args(arguments)
            .arg("-")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // Before it says anything the compiler reads all of the source: this cannot block for ever.
        child.stdin.take().unwrap().write_all(source.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        if output.status.success() {
            return Ok(String::from_utf8(output.stdout).unwrap());
        }
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        Err(format!("{} {}: {}", self.program(), arguments.join(" "), said.trim()))
    }
}

/// Every function that the source declares: its name, and its declaration without `extern` and `;`.
pub fn declared(arguments: &[&str], source: &str) -> BTreeMap<String, String> {
    // A file of its own: gcc removes what it was told to write to if the source has an error, whatever that is.
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let name = format!("declared-{}-{}", process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let arguments = [arguments, &["-w", "-fsyntax-only", "-aux-info", file.to_str().unwrap()]].concat();
    let checked = Compiler::Gcc.run(Language::C, &arguments, source);
    let listed = fs::read_to_string(&file);
    let _ = fs::remove_file(&file);
    checked.unwrap_or_else(|said| panic!("{said}"));
    let listed = listed.unwrap();
    // "/* file:12:NC */ extern int leat_dup (int);", and for a definition more behind it.
    let declarations = listed.lines().filter_map(|line| line.split_once("*/ extern ")?.1.split_once(';'));
    declarations
        .filter_map(|(declaration, _)| {
            let name = declaration.split(" (").next()?.rsplit([' ', '*', '(']).next()?;
            Some((name.to_owned(), declaration.to_owned()))
        })
        .collect()
}

/// The functions that leat's headers declare in a program that sees all of the C library.
pub fn declared_by_leat() -> BTreeMap<String, String> {
    let mut declared = declared(&["-D_GNU_SOURCE"], "#include <leat.h>\n");
    declared.retain(|name, _| name.starts_with("leat_"));
    assert!(!declared.is_empty());
    declared
}

pub fn has_program(program: &str) -> bool {
    let quiet = |command: &mut Command| command.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok();
    quiet(Command::new(program).arg("--version"))
}

/// Says, past the test harness which keeps what passing tests print to itself, that something was not tested.
pub fn skip(what: &str) {
    let _ = writeln!(std::io::stderr(), "skipped: {what}");
}
