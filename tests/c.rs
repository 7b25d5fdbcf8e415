//! The C programs of `c-tests/`, and those in C++ (`.cpp`), each compiled and run in every way that applies:
//! `pipe::eof::c99-shared`.
//!
//! A program is one behaviour and returns 0. Lines in its comments direct the test:
//!
//! | line | meaning |
//! | --- | --- |
//! | `test: only c` | it is not valid C++ |
//! | `test: only shared` | it is not linked with the archive |
//! | `test: flags …` | further flags of the compiler; one that defines a feature macro replaces `_POSIX_C_SOURCE` |
//! | `test: no valgrind`, `test: no sanitizer` | it is not run under them |
//! | `test: also checked` | it is, although it is one of `explain/`, which are not |
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
const NOT_HERE: &[&str] = &["bad_input", "coursework", "faults", "headers"];

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
    // For what is written in C++, `.cpp`.
    Way { name: "c++17-static", cpp: true, shared: false },
];

/// One program of `c-tests/`.
struct Program {
    /// `pipe::eof`
    name: String,
    path: PathBuf,
    source: String,
    limit: Duration,
}

impl Program {
    fn read(path: PathBuf) -> Program {
        let directory = path.parent().and_then(Path::file_name).unwrap_or_default();
        let name = format!("{}::{}", directory.display(), path.file_stem().unwrap_or_default().display());
        let source = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let wrapped = env::var_os("LEAT_WRAP").is_some();
        Program { name, path, source, limit: Duration::from_secs(if wrapped { 300 } else { 60 }) }
    }

    /// What follows `test:` in its comments.
    fn directives(&self) -> impl Iterator<Item = &str> {
        let lines = self.source.lines().map(|line| line.trim_start_matches([' ', '\t', '/', '*']));
        lines.filter_map(|line| Some(line.strip_prefix("test: ")?.trim_end_matches("*/").trim_end()))
    }

    fn says(&self, directive: &str) -> bool {
        self.directives().any(|each| each == directive)
    }

    fn is_cpp(&self) -> bool {
        self.path.extension().is_some_and(|end| end == "cpp")
    }

    fn applies(&self, way: Way) -> bool {
        let set = |name| env::var_os(name).is_some();
        let (shipped, checked) = (set("LEAT_LIBDIR"), set("LEAT_WRAP") || set("LEAT_CFLAGS"));
        let language = match (self.is_cpp(), way.cpp) {
            (true, cpp) => cpp,
            // What is valid C++, too, is so with each library: the shipped one is asked.
            (false, true) => way.shared && !self.says("only c") && shipped && !checked,
            (false, false) => true,
        };
        // What is said, and what a header of C++ makes of it, is the same from each: of the debug library the shared one is
        // asked, of the shipped one the archive.
        let one = way.cpp == self.is_cpp() && way.shared != shipped;
        let needless = (self.name.starts_with("explain::") || self.is_cpp()) && !one
            // Checked by valgrind or the sanitizers it is the same code in each.
            || checked && !way.shared;
        language && !needless && (way.shared || !self.says("only shared"))
    }

    /// Is it not to be run in this environment?
    fn refuses(&self) -> bool {
        let set = |name, part| env::var(name).is_ok_and(|value| value.contains(part));
        // They tell of the process what it is, and so of the checker.
        if self.name.starts_with("explain::") && !self.says("also checked") {
            return set("LEAT_WRAP", "valgrind") || set("LEAT_CFLAGS", "-fsanitize");
        }
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
            limit: self.limit,
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
        // Without colons, so that it can be in PATH.
        let name = name.replace("::", ".");
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
    let mut paths: Vec<PathBuf> =
        files.filter(|path| path.extension().is_some_and(|end| end == "c" || end == "cpp")).collect();
    paths.sort();
    paths.into_iter().map(Program::read).collect()
}

/// Each function that the library exports is called by some program.
fn every_function_is_called() -> Result<(), String> {
    let mut command = Command::new("nm");
    let output = command.args(["-D", "--defined-only"]).arg(library::shared()).output();
    let output = output.map_err(|error| format!("nm: {error}"))?;
    let symbols = String::from_utf8_lossy(&output.stdout);
    // "address T leat_pipe", perhaps with "@@VERSION".
    let names = symbols.lines().filter_map(|line| line.split(' ').nth(2)?.split('@').next());
    let functions: Vec<&str> = names.filter(|name| name.starts_with("leat_")).collect();
    let sources: String = programs().into_iter().map(|program| program.source).collect();
    let uncalled: Vec<&str> = functions.iter().copied().filter(|name| !sources.contains(&format!("{name}("))).collect();
    match (functions.is_empty(), uncalled.is_empty()) {
        (true, _) => Err(format!("{} exports nothing", library::shared().display())),
        (_, false) => Err(format!("no program calls {}", uncalled.join(", "))),
        _ => Ok(()),
    }
}

/// Programs that the harness must complain of: their names, bodies, and the complaint's words.
const CULPRITS: &[(&str, &str, &str)] = &[
    ("a_failed_check", "CHECK_INT(1 + 1, 3);", "1 + 1 is 2, not 3"),
    ("a_signal", "raise(SIGKILL);", "signal 9"),
    ("an_endless_program", "pause();", "still running"),
    ("other_output", "puts(\"fire\");", "it printed:\nfire\n"),
    ("a_file_left", "CHECK(creat(\"left\", 0600) >= 0);", "file left"),
    ("a_process_left", "if (fork() == 0) for (;;) pause();", "process "),
    ("a_process_left_in_another_session", "if (fork() == 0) for (setsid();;) pause();", "process "),
    ("a_queue_left", "CHECK(msgget(IPC_PRIVATE, 0600) >= 0);", "sysv-msg "),
    ("a_semaphore_set_left", "CHECK(semget(IPC_PRIVATE, 1, 0600) >= 0);", "sysv-sem "),
    ("a_segment_left", "CHECK(shmget(IPC_PRIVATE, 1, 0600) >= 0);", "sysv-shm "),
    ("a_posix_queue_left", "CHECK(mq_open(name, O_CREAT | O_RDWR, 0600, NULL) >= 0);", "mqueue leat-"),
    ("a_posix_semaphore_left", "CHECK(sem_open(name, O_CREAT, 0600, 0) != NULL);", "shm sem.leat-"),
    ("a_posix_object_left", "CHECK(shm_open(name, O_CREAT | O_RDWR, 0600) >= 0);", "shm leat-"),
];

/// Does the program leave an object? Where programs cannot be isolated, nobody would remove it.
fn leaves_object(complaint: &str) -> bool {
    ["sysv-", "mqueue ", "shm "].iter().any(|kind| complaint.starts_with(kind))
}

/// The harness sees what is wrong with that program.
fn culprit_is_caught(name: &str, body: &str, complaint: &str) -> Result<(), String> {
    let headers = ["fcntl", "mqueue", "semaphore", "signal", "sys/mman", "sys/msg", "sys/sem", "sys/shm", "unistd"];
    let includes: String = headers.iter().map(|header| format!("#include <{header}.h>\n")).collect();
    let prints = if name == "other_output" { "/* prints:\nwater\n*/\n" } else { "" };
    let source = format!(
        "/* test: flags -D_GNU_SOURCE */\n{prints}{includes}#include \"check.h\"\n\
         int main(void) {{ char name[32]; snprintf(name, sizeof name, \"/leat-%ld\", (long)getpid()); {body} return 0; }}\n"
    );
    let scratch = Scratch::new(&format!("source.{name}"));
    let path = scratch.path.join(format!("{name}.c"));
    fs::write(&path, &source).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut program = Program::read(path);
    program.limit = Duration::from_secs(if name == "an_endless_program" { 1 } else { 60 });
    match program.test(WAYS[0]) {
        Err(said) if said.contains(complaint) => Ok(()),
        Err(said) => Err(format!("another complaint was expected than: {said}")),
        Ok(()) => Err("no complaint".into()),
    }
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
    trials.push(Trial::test("every_function_is_called", || every_function_is_called().map_err(Failed::from)));
    for &(name, body, complaint) in CULPRITS {
        let test = move || culprit_is_caught(name, body, complaint).map_err(Failed::from);
        let ignored = !can_isolate() && leaves_object(complaint);
        trials.push(Trial::test(format!("harness::{name}"), test).with_ignored_flag(ignored));
    }
    libtest_mimic::run(&arguments, trials).exit();
}
