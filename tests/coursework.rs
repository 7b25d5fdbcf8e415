//! Textbook-style programs, unchanged, with `leat/compat.h`: the same output, files, exit status and standard error.
//!
//! Each program of `c-tests/coursework/` is compiled without leat, and with `-include leat/compat.h` in every mode by
//! every compiler, linked with the shared library and with the archive, and run. `.c` is C, `.cpp` C++; lines in its
//! comments direct the test:
//!
//! | line | meaning |
//! | --- | --- |
//! | `test: also c++` | it is valid C++ too |
//! | `test: not gnu17` | not in that mode |
//! | `test: flags …` | further flags of the compiler |

#[path = "support/compat.rs"]
mod compat;
mod support;

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex, OnceLock};
use std::time::Duration;

use compat::{COMPILERS, COURSEWORK_MODES, Compiler, Language, Mode, output, run};
use libtest_mimic::{Arguments, Failed, Trial};
use support::run::{Run, can_isolate};
use support::scratch::Scratch;
use support::{library, root};

/// What a user can see of a run.
#[derive(PartialEq, Debug)]
struct Outcome {
    exit: String,
    stdout: String,
    stderr: String,
    /// By name: the permissions, and what is in it.
    files: BTreeMap<String, String>,
}

struct Program {
    name: String,
    path: PathBuf,
    source: String,
    /// What it does without leat; and whether the compiler was silent.
    native: Mutex<HashMap<(&'static str, &'static str), Native>>,
}

type Native = Arc<OnceLock<Result<(Outcome, bool), String>>>;

fn main() {
    let mut arguments = Arguments::from_args();
    if !can_isolate() {
        eprintln!("no right to make namespaces: programs run one at a time");
        arguments.test_threads = Some(1);
    }
    let mut trials = Vec::new();
    for program in programs() {
        let program = Arc::new(program);
        for &compiler in COMPILERS.iter().filter(|compiler| program.is_in(compiler.language)) {
            let name = format!("{}::{}", program.name, compiler.name);
            let each = program.clone();
            let test = move || each.test(compiler).map_err(Failed::from);
            // A compiler that is not there shows as ignored.
            trials.push(Trial::test(name, test).with_ignored_flag(!compiler.is_there()));
        }
        if program.name == "errors" {
            let test = move || program.explains().map_err(Failed::from);
            trials.push(Trial::test("errors::explained", test).with_ignored_flag(!COMPILERS[0].is_there()));
        }
    }
    assert!(!trials.is_empty(), "no programs found");
    libtest_mimic::run(&arguments, trials).exit();
}

fn programs() -> Vec<Program> {
    let entries = fs::read_dir(root().join("c-tests/coursework")).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|end| end == "c" || end == "cpp"));
    paths.sort();
    paths.into_iter().map(Program::read).collect()
}

impl Program {
    fn read(path: PathBuf) -> Program {
        let name = path.file_stem().unwrap_or_default().display().to_string();
        let source = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        Program { name, path, source, native: Mutex::default() }
    }

    /// What follows `test:` in its comments.
    fn directives(&self) -> impl Iterator<Item = &str> {
        let lines = self.source.lines().map(|line| line.trim_start_matches([' ', '/', '*']));
        lines.filter_map(|line| line.strip_prefix("test: "))
    }

    fn says(&self, directive: &str) -> bool {
        self.directives().any(|each| each == directive)
    }

    fn is_in(&self, language: Language) -> bool {
        let own = if self.path.extension().is_some_and(|end| end == "cpp") { Language::Cxx } else { Language::C };
        own == language || self.says("also c++")
    }

    fn modes(&self) -> impl Iterator<Item = Mode> {
        COURSEWORK_MODES.iter().copied().filter(|mode| !self.says(&format!("not {}", mode.name)))
    }

    /// Everything that this compiler makes of it does what the program does without leat.
    fn test(&self, compiler: Compiler) -> Result<(), String> {
        let scratch = Scratch::new(&format!("{}-{}", self.name, compiler.name));
        for mode in self.modes() {
            self.test_mode(compiler, mode, &scratch).map_err(|error| format!("{}: {error}", mode.name))?;
        }
        Ok(())
    }

    fn test_mode(&self, compiler: Compiler, mode: Mode, scratch: &Scratch) -> Result<(), String> {
        let native = self.native(compiler.language, mode);
        let (expected, silent) = native.get_or_init(|| self.run_native(compiler.language, mode)).as_ref()?;
        let object = scratch.path.join("object.o");
        let said = self.compile(compiler.compat_command(), compiler, mode, &object)?;
        if *silent && !said.is_empty() {
            return Err(format!("with compat.h the compiler says\n{said}"));
        }
        // LEAT_EXPLAIN=0, and standard error that is no terminal: what a grader has. clang links with one of the
        // libraries in each mode, to save time; gcc with both.
        let shared = ("shared", library::shared_arguments(), Some("0"));
        let archive = ("static", library::static_arguments(), None);
        let index = COURSEWORK_MODES.iter().position(|each| *each == mode).unwrap_or_default();
        let ways = match compiler.is_clang {
            true if index % 2 == 0 => vec![shared],
            true => vec![archive],
            false => vec![shared, archive],
        };
        for (way, library, explain) in ways {
            let binary = scratch.path.join(way);
            link(compiler, &object, &binary, &library)?;
            let outcome = self.run(&binary, explain, scratch).map_err(|error| format!("{way}: {error}"))?;
            if outcome != *expected {
                return Err(format!("{way}: {outcome:#?}\nand without leat {expected:#?}"));
            }
        }
        Ok(())
    }

    fn native(&self, language: Language, mode: Mode) -> Native {
        self.native.lock().unwrap().entry((language.option(), mode.name)).or_default().clone()
    }

    /// By the first compiler of the language that is there: what the others make of a program is the same.
    fn run_native(&self, language: Language, mode: Mode) -> Result<(Outcome, bool), String> {
        let mut compilers = COMPILERS.iter().filter(|each| each.language == language && each.is_there());
        let compiler = *compilers.next().ok_or("no compiler")?;
        let scratch = Scratch::new(&format!("{}-{}-{}-native", self.name, language.option(), mode.name));
        let (object, binary) = (scratch.path.join("object.o"), scratch.path.join("native"));
        let said = self.compile(compiler.command(), compiler, mode, &object)?;
        link(compiler, &object, &binary, &[])?;
        let outcome = self.run(&binary, None, &scratch).map_err(|error| format!("without leat: {error}"))?;
        Ok((outcome, said.is_empty()))
    }

    /// What the compiler says.
    fn compile(&self, mut command: Command, compiler: Compiler, mode: Mode, object: &Path) -> Result<String, String> {
        let own_flags =
            self.directives().filter_map(|each| each.strip_prefix("flags ")).flat_map(str::split_whitespace);
        command.args(mode.flags(compiler.language)).args(["-Wall", "-Wextra", "-pthread"]).args(own_flags);
        let output = output(command.args(["-c", "-o"]).arg(object).arg(&self.path))?;
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        if output.status.success() { Ok(said) } else { Err(format!("{command:?}\n{said}")) }
    }

    fn run(&self, binary: &Path, explain: Option<&str>, scratch: &Scratch) -> Result<Outcome, String> {
        // The runner takes what is left in the working directory for a mistake; here the files are part of the outcome.
        let script =
            "\"$0\"; status=$?; for file in *; do test -e \"$file\" && mv \"$file\" ../made; done; exit $status";
        let made = scratch.path.join("run/made");
        fs::create_dir_all(&made).map_err(|error| error.to_string())?;
        let run = Run {
            name: &binary.display().to_string(),
            command: &["/bin/sh".into(), "-c".into(), script.into(), binary.display().to_string()],
            environment: &explain
                .map(|value| [("LEAT_EXPLAIN", value.to_owned())])
                .into_iter()
                .flatten()
                .collect::<Vec<_>>(),
            scratch: &scratch.path.join("run"),
            source: &self.source,
            limit: Duration::from_secs(60),
        };
        let ended = run.run();
        let files = files_in(&made);
        fs::remove_dir_all(&made).map_err(|error| error.to_string())?;
        let ended = ended?;
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).replace(&binary.display().to_string(), "PROGRAM");
        let exit = format!("{:?} {:?}", ended.status.code(), ended.status.signal());
        Ok(Outcome { exit, stdout: text(&ended.stdout), stderr: text(&ended.stderr), files })
    }

    /// The programs above do call leat: asked to, it explains their failures, and changes nothing else.
    fn explains(&self) -> Result<(), String> {
        let (compiler, mode) = (COMPILERS[0], COURSEWORK_MODES[0]);
        let scratch = Scratch::new(&format!("{}-explained", self.name));
        let (object, binary) = (scratch.path.join("object.o"), scratch.path.join("shared"));
        self.compile(compiler.compat_command(), compiler, mode, &object)?;
        link(compiler, &object, &binary, &library::shared_arguments())?;
        let plain = self.run(&binary, Some("0"), &scratch)?;
        let explained = self.run(&binary, Some("1"), &scratch)?;
        let mut lines = explained.stderr.lines();
        let all_there = plain.stderr.lines().all(|line| lines.any(|each| each == line));
        let open = "open(\"missing/file\", ";
        if !all_there || !explained.stderr.contains(open) || plain.stderr.contains(open) {
            return Err(format!("it says\n{}\nand with LEAT_EXPLAIN=0\n{}", explained.stderr, plain.stderr));
        }
        let explained = Outcome { stderr: plain.stderr.clone(), ..explained };
        if explained == plain { Ok(()) } else { Err(format!("{explained:#?}\nand with LEAT_EXPLAIN=0 {plain:#?}")) }
    }
}

fn link(compiler: Compiler, object: &Path, binary: &Path, library: &[String]) -> Result<(), String> {
    run(Command::new(compiler.name).arg("-pthread").arg("-o").arg(binary).arg(object).args(library)).map(drop)
}

fn files_in(directory: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(directory).into_iter().flatten().flatten() {
        let path = entry.path();
        let mode = path.symlink_metadata().map_or(0, |metadata| metadata.permissions().mode());
        let content = match path.is_dir() {
            true => format!("{:?}", files_in(&path)),
            // Not a FIFO: nobody would write.
            false if path.is_file() => {
                fs::read(&path).map_or_else(|error| error.to_string(), |bytes| bytes.escape_ascii().to_string())
            }
            false => String::new(),
        };
        files.insert(entry.file_name().display().to_string(), format!("{mode:o} {content}"));
    }
    files
}
