//! The C programs of `c-tests/`, each compiled and run in every way that applies: `pipe::eof::c99-shared`.
//!
//! A program is one behaviour and returns 0. Lines in its comments direct the test:
//!
//! | line | meaning |
//! | --- | --- |
//! | `test: only c` | it is not valid C++ |
//! | `test: only shared` | it is not linked with the archive |
//! | `test: flags …` | further flags of the compiler; one that defines a feature macro replaces `_POSIX_C_SOURCE` |
//! | `test: no valgrind`, `test: no sanitizer` | it is not run under them |
//!
//! and a comment that begins with `/* prints:` holds, from its next line on, what it writes to standard output, exactly.
//! LEAT_LIBDIR names the directory of the library; LEAT_WRAP is put before every program, LEAT_CFLAGS among the flags.

mod support;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;
use std::{env, fs, process};

use libtest_mimic::{Arguments, Failed, Trial};
use support::run::{Run, can_isolate, describe};
use support::{library, root};

/// Below `c-tests/`, what other tests own.
const NOT_HERE: &[&str] = &["bad_input", "coursework", "headers"];

#[derive(Clone, Copy, PartialEq)]
struct Way {
    name: &'static str,
    cpp: bool,
    shared: bool,
}

const WAYS: &[Way] = &[
    Way { name: "c99-shared", cpp: false, shared: true },
    Way { name: "c99-static", cpp: false, shared: false },
    Way { name: "c++17-shared", cpp: true, shared: true },
];

/// One program of `c-tests/`.
struct Program {
    /// `pipe::eof`
    name: String,
    path: PathBuf,
    source: String,
}

impl Program {
    fn read(path: PathBuf) -> Program {
        let directory = path.parent().and_then(Path::file_name).unwrap_or_default();
        let name = format!("{}::{}", directory.display(), path.file_stem().unwrap_or_default().display());
        let source = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        Program { name, path, source }
    }

    /// What follows `test:` in its comments.
    fn directives(&self) -> impl Iterator<Item = &str> {
        let lines = self.source.lines().map(|line| line.trim_start_matches([' ', '\t', '/', '*']));
        lines.filter_map(|line| Some(line.strip_prefix("test: ")?.trim_end_matches("*/").trim_end()))
    }

    fn says(&self, directive: &str) -> bool {
        self.directives().any(|each| each == directive)
    }

    fn applies(&self, way: Way) -> bool {
        !(way.cpp && self.says("only c") || !way.shared && self.says("only shared"))
    }

    /// Is it not to be run in this environment?
    fn refuses(&self) -> bool {
        let set = |name, part| env::var(name).is_ok_and(|value| value.contains(part));
        set("LEAT_WRAP", "valgrind") && self.says("no valgrind")
            || set("LEAT_CFLAGS", "-fsanitize") && self.says("no sanitizer")
    }

    fn expected_output(&self) -> Option<&str> {
        let (_, rest) = self.source.split_once("/* prints:")?;
        let (_, rest) = rest.split_once('\n')?;
        let (text, _) = rest.split_once("*/")?;
        // The end of the comment may be indented.
        Some(text.trim_end_matches([' ', '\t']))
    }

    fn compile(&self, way: Way, binary: &Path) -> Result<(), String> {
        let (variable, compiler, language) = if way.cpp { ("CXX", "c++", "c++") } else { ("CC", "cc", "c") };
        let own_flags: Vec<&str> =
            self.directives().filter_map(|each| each.strip_prefix("flags ")).flat_map(str::split_whitespace).collect();
        let mut command = Command::new(env::var(variable).unwrap_or_else(|_| compiler.into()));
        command.args(["-x", language, if way.cpp { "-std=c++17" } else { "-std=c99" }]);
        if !way.cpp && !own_flags.iter().any(|flag| flag.starts_with("-D") && flag.contains("_SOURCE")) {
            command.arg("-D_POSIX_C_SOURCE=200809L");
        }
        command.args(["-g", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-pthread"]).args(own_flags);
        command.args(env::var("LEAT_CFLAGS").unwrap_or_default().split_whitespace());
        command.arg("-I").arg(root().join("include")).arg("-I").arg(root().join("c-tests"));
        command.arg("-o").arg(binary).arg(&self.path).args(["-x", "none"]);
        command.args(if way.shared { library::shared_arguments() } else { library::static_arguments() });
        let output = command.output().map_err(|error| format!("{command:?}: {error}"))?;
        match output.status.success() {
            true => Ok(()),
            false => Err(format!("{command:?}\n{}", String::from_utf8_lossy(&output.stderr))),
        }
    }

    fn test(&self, way: Way) -> Result<(), String> {
        let scratch = Scratch::new(&format!("{}::{}", self.name, way.name));
        let binary = scratch.path.join(self.path.file_stem().unwrap_or_default());
        self.compile(way, &binary)?;
        let wrap = env::var("LEAT_WRAP").unwrap_or_default();
        let command: Vec<String> =
            wrap.split_whitespace().map(str::to_owned).chain([binary.display().to_string()]).collect();
        let ended = Run {
            name: &scratch.path.display().to_string(),
            command: &command,
            environment: &[("LEAT_LIBRARY", library::shared().display().to_string())],
            scratch: &scratch.path,
            source: &self.source,
            limit: Duration::from_secs(if wrap.is_empty() { 60 } else { 300 }),
        }
        .run()?;
        if !ended.status.success() {
            return Err(describe(&ended));
        }
        let stdout = String::from_utf8_lossy(&ended.stdout);
        match self.expected_output() {
            Some(expected) if expected != stdout => Err(format!("it printed:\n{stdout}and not:\n{expected}")),
            _ => Ok(()),
        }
    }
}

/// A directory of the test's own, gone when it ends.
struct Scratch {
    path: PathBuf,
}

impl Scratch {
    fn new(name: &str) -> Scratch {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("c").join(process::id().to_string()).join(name);
        fs::create_dir_all(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        Scratch { path }
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.path);
        // The last one takes the directory of this process with it.
        let _ = self.path.parent().map(fs::remove_dir);
    }
}

fn programs() -> Vec<Program> {
    let entries = |path: &Path| {
        let entries = fs::read_dir(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        entries.map(|entry| entry.unwrap().path())
    };
    let directories = entries(&root().join("c-tests"))
        .filter(|path| path.is_dir() && !NOT_HERE.iter().any(|not_here| path.ends_with(not_here)));
    let files = directories.flat_map(|directory| entries(&directory).collect::<Vec<_>>());
    let mut paths: Vec<PathBuf> = files.filter(|path| path.extension().is_some_and(|end| end == "c")).collect();
    paths.sort();
    paths.into_iter().map(Program::read).collect()
}

fn main() {
    let mut arguments = Arguments::from_args();
    if !can_isolate() {
        eprintln!("no right to make namespaces: programs run one at a time");
        arguments.test_threads = Some(1);
    }
    let mut trials = Vec::new();
    for program in programs() {
        let program = std::sync::Arc::new(program);
        for &way in WAYS.iter().filter(|&&way| program.applies(way)) {
            let refuses = program.refuses();
            let name = format!("{}::{}", program.name, way.name);
            let program = program.clone();
            trials.push(Trial::test(name, move || program.test(way).map_err(Failed::from)).with_ignored_flag(refuses));
        }
    }
    assert!(!trials.is_empty(), "no programs found");
    libtest_mimic::run(&arguments, trials).exit();
}
