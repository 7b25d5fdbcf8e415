//! What README.md shows is true: every block of it is run, against a leat that is installed where a compiler looks, or, if
//! it names the tarball's tree, against that alone; and so is each program of `examples/`, by the command in its first line.
//!
//! | block | what is done with it |
//! | --- | --- |
//! | `c` with a `main` | is the file that its first comment names |
//! | `c` without | compiled in a `main` of its own and run; prints what its comments say |
//! | `sh` | run beside these files; succeeds |
//! | `sh`, then `text` | its last command prints that text |

mod support;

use std::os::unix::fs::symlink;
use std::path::Path;
use std::sync::OnceLock;
use std::time::Duration;
use std::{env, fs, process};

use libtest_mimic::Arguments;
use support::installed::{Installed, Shell, directory, scratch, trial};
use support::root;
use support::run::{Run, describe};

/// The programs of `examples/`, and what their commands print.
const EXAMPLES: &[(&str, &str)] = &[
    ("chat.c", "anna is here\nanna: hello\n"),
    // Before it there is what the compiler says, in words of its version.
    (
        "compile.cpp",
        "gcc: exit status 1: 1 error, 0 warnings\n\
         sleep: timed out: 0 errors, 0 warnings\n",
    ),
    (
        "ctypes.py",
        "hello from a child\n\
         exit status 3\n\
         process_spawn: execve(\"/no/such/program\", 0x1000, 0x1000): ENOENT: \"/no\" does not exist, though the directory \"/\" does,\n\
         so nothing can be found or made below it.\n\
         Do: correct the path, or make the directory first (mkdir -p).\n",
    ),
    (
        "explain.c",
        "open: No such file or directory\n\
         \x20 leat: open(\"/no/such/file\", O_RDONLY): ENOENT: \"/no\" does not exist, though the directory \"/\" does, so nothing can be\n\
         \x20 found or made below it.\n\
         \x20 Do: correct the path, or make the directory first (mkdir -p).\n\
         mq_open: Invalid argument\n\
         \x20 leat: mq_open(\"jobs\", O_RDONLY): EINVAL: the name \"jobs\" does not begin with a slash, as the name of a queue must.\n\
         \x20 Do: use \"/jobs\".\n",
    ),
    ("grader.c", "a.c: exit status 7\n"),
    ("maker.c", "a\nb\n"),
    ("shell.c", "3\n"),
    // The pipeline of its first line counts what the directory holds: the total's line, bin, Makefile, and the program twice.
    ("shell_pipeline.c", "5\n"),
    // The shell of its first line, which waits for it.
    (
        "why.c",
        "sh (pid 1000) is waiting.\n  It waits in waitpid(-1, 0x1, 0) for any child to end.\n\
         \x20 why (pid 1000) is running.\n\
         why (pid 1000) is running.\n",
    ),
];

#[derive(Clone)]
struct Block {
    /// The line of prose before it.
    title: String,
    language: String,
    text: String,
}

fn main() {
    let mut arguments = Arguments::from_args();
    // Without root the programs cannot be told apart by what they leave behind.
    arguments.test_threads = Some(1);
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let blocks = blocks(&readme);
    let (files, fragments): (Vec<_>, Vec<_>) =
        blocks.iter().filter(|block| block.language == "c").cloned().partition(|block| block.text.contains("main("));
    let mut trials = vec![
        trial("links", &[], move || links_lead_somewhere(&readme)),
        trial("examples", &[], every_example_is_run),
        trial("prefix", &[], {
            let blocks = blocks.clone();
            move || no_prefix_is_where_the_sources_are(&blocks)
        }),
        trial("languages", &[], {
            let blocks = blocks.clone();
            move || every_block_is_known(&blocks)
        }),
    ];
    for &(name, printed) in EXAMPLES {
        let needs = if name.ends_with(".py") { "python3" } else { "pkg-config" };
        trials.push(trial(format!("examples::{name}"), &[needs], move || example(name, printed)));
    }
    for (number, block) in blocks.iter().enumerate().filter(|(_, block)| block.language == "sh") {
        let shown = blocks.get(number + 1).filter(|next| next.language == "text").map(|next| next.text.clone());
        let (script, files) = (block.text.clone(), files.clone());
        trials.push(trial(
            format!("commands::{}", script.lines().next().unwrap_or_default()),
            needs(&script),
            move || {
                commands(&script, shown.as_deref(), &files, &directory(&format!("commands-{number}")));
            },
        ));
    }
    for (number, Block { title, text, .. }) in fragments.into_iter().enumerate() {
        let directory_name = format!("fragment-{number}");
        trials.push(trial(format!("lines::{title}"), &[], move || {
            fragment(&text, &directory(&directory_name));
        }));
    }
    let conclusion = libtest_mimic::run(&arguments, trials);
    let _ = fs::remove_dir_all(scratch());
    conclusion.exit();
}

/// The tools without which a script cannot be tried.
fn needs(script: &str) -> &'static [&'static str] {
    match script {
        _ if script.contains("dpkg") => &["dpkg-deb", "dpkg-architecture"],
        _ if script.contains(TARBALL_TREE) => &["xz"],
        _ => &["pkg-config"],
    }
}

/// The fenced blocks, in order.
fn blocks(markdown: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut lines = markdown.lines();
    let mut title = "";
    while let Some(line) = lines.next() {
        if let Some(language) = line.strip_prefix("```") {
            let text =
                lines.by_ref().take_while(|line| *line != "```").fold(String::new(), |text, line| text + line + "\n");
            blocks.push(Block { title: title.trim_end_matches(':').to_owned(), language: language.to_owned(), text });
        } else if !line.is_empty() {
            title = line;
        }
    }
    blocks
}

fn every_block_is_known(blocks: &[Block]) {
    for block in blocks {
        assert!(["c", "sh", "text"].contains(&block.language.as_str()), "{}: {}", block.language, block.text);
    }
    assert!(blocks.len() > 10);
}

/// Who clones leat at home has the sources in the home's `leat`, over which nothing can be installed.
fn no_prefix_is_where_the_sources_are(blocks: &[Block]) {
    let words = || blocks.iter().flat_map(|block| block.text.split_whitespace());
    let prefixes: Vec<&str> = words().filter_map(|word| word.strip_prefix("PREFIX=")).collect();
    assert!(!prefixes.is_empty() && !prefixes.contains(&"$HOME/leat"), "{prefixes:?}");
}

fn links_lead_somewhere(readme: &str) {
    for target in readme.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
        assert!(root().join(target).exists(), "README.md links to {target}");
    }
}

fn installed() -> &'static Installed {
    static INSTALLED: OnceLock<Installed> = OnceLock::new();
    INSTALLED.get_or_init(|| Installed::new("prefix", "lib"))
}

/// Runs the command in the first comment of an example, a line.
fn example(name: &str, printed: &str) {
    let text = fs::read_to_string(root().join("examples").join(name)).unwrap();
    let first = text.lines().next().unwrap();
    let in_c = first.strip_prefix("/* ").and_then(|text| text.strip_suffix(" */"));
    let command = in_c.or(first.strip_prefix("# ")).unwrap();
    let directory = directory(name);
    fs::write(directory.join(name), &text).unwrap();
    commands(command, Some(printed), &[], &directory);
}

fn every_example_is_run() {
    let mut examples: Vec<_> =
        fs::read_dir(root().join("examples")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    examples.sort();
    assert!(examples.iter().eq(EXAMPLES.iter().map(|(name, _)| name)), "{examples:?}");
}

fn commands(script: &str, shown: Option<&str>, files: &[Block], directory: &Path) {
    for file in files {
        let name = file.text.strip_prefix("/* ").and_then(|text| text.split(" */").next()).unwrap();
        fs::write(directory.join(name), &file.text).unwrap();
    }
    let cc = if script.contains("by-leat/gcc") { "gcc" } else { "$(CC)" };
    let makefile = format!("greet: greet.o\n\t{cc} -o $@ greet.o $(LDLIBS)\n\ngreet.o: greet.c\n\t{cc} -c greet.c\n");
    fs::write(directory.join("Makefile"), makefile).unwrap();
    // What is elsewhere in a test: the source tree, the root's rights, where the root installs, and the home. `make check`
    // is only asked what it would do, as it runs this test. `make -B` is for a program's own Makefile, the one above.
    let stand_ins = directory.join("bin");
    fs::create_dir_all(&stand_ins).unwrap();
    let make = r#"case "$1" in check) set -- -n "$@" ;; esac
make=$(PATH=$REAL_PATH command -v make)
case "$1" in -B) exec "$make" "$@" ;; esac
exec env PATH="$REAL_PATH" HOME="$REAL_HOME" "$make" -C "$SOURCE_TREE" "$@""#;
    // Its packages are installed for good by another test.
    let dpkg = r#"PATH=$REAL_PATH exec dpkg --dry-run --force-depends "$@""#;
    for (name, text) in [("sudo", r#"exec "$@""#), ("make", make), ("dpkg", dpkg)] {
        let script = format!("#!/bin/sh\n{text}\n");
        fs::write(stand_ins.join(name), script).unwrap();
    }
    Shell::new(&stand_ins).run("chmod +x *");
    let path = env::var("PATH").unwrap();
    let mut variables = vec![
        ("PATH", format!("{}:{path}", stand_ins.display())),
        ("REAL_PATH", path),
        ("HOME", directory.display().to_string()),
        ("REAL_HOME", env::var("HOME").unwrap_or_default()),
        ("SOURCE_TREE", root().display().to_string()),
        ("PREFIX", directory.join("usr_local").display().to_string()),
    ];
    if script.contains(TARBALL_TREE) {
        unpack(directory, script);
    } else {
        let Installed { prefix, libdir } = installed();
        variables[0].1 += &format!(":{}", prefix.join("bin").display());
        variables.extend([
            ("CPATH", prefix.join("include").display().to_string()),
            ("LIBRARY_PATH", libdir.display().to_string()),
            ("LD_LIBRARY_PATH", libdir.display().to_string()),
            ("PKG_CONFIG_PATH", libdir.join("pkgconfig").display().to_string()),
        ]);
        // What `make` packs is in the source tree.
        if script.contains(" target/") {
            symlink(root().join("target"), directory.join("target")).unwrap();
        }
    }
    // A program of the examples that a command compiles.
    for example in fs::read_dir(root().join("examples")).unwrap().map(|entry| entry.unwrap()) {
        if script.contains(&format!("gcc {} ", example.file_name().display())) {
            fs::copy(example.path(), directory.join(example.file_name())).unwrap();
        }
    }
    let shell = Shell { directory, variables };
    let script = &format!("{ASLEEP}{script}");
    match shown {
        // A program that shows a failure fails. What make says before it is not shown.
        Some(shown) => {
            let plain = |text: &str| as_anybody_sees_it(&without_numbers(text));
            let (printed, shown) = (plain(&shell.try_run(&format!("exec 2>&1\n{script}")).stdout), plain(shown));
            assert!(printed.ends_with(&shown) && !shown.is_empty(), "{script}\nprinted\n{printed}\nand not\n{shown}");
        }
        None => drop(shell.run(script)),
    }
}

/// To sleep is to wait until the program in the background does, so that no machine is too slow.
const ASLEEP: &str = "sleep() { until grep -q '^State:.S' /proc/$!/status; do :; done; }\n";

/// With what differs from run to run replaced: pids, and inodes and addresses, which have four digits or more.
fn without_numbers(text: &str) -> String {
    let mut plain = String::new();
    for word in text.split_inclusive(|c: char| !c.is_ascii_alphanumeric()) {
        let digits = word.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
        let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
        let varies = digits.starts_with("0x")
            || is_number(digits) && (digits.len() >= 4 || plain.ends_with("pid ") && !digits.is_empty());
        plain += if varies { "N" } else { digits };
        plain += &word[digits.len()..];
    }
    plain
}

/// What an explanation of a hang says whether or not there are processes that could not be looked at; each run of spaces
/// and newlines is one space.
fn as_anybody_sees_it(text: &str) -> String {
    let sentences = text.replace("is blocked for ever.", "is waiting.").replace("as far as can be seen, ", "");
    let words: Vec<&str> = sentences.split_whitespace().collect();
    let text = words.join(" ");
    let seen: Vec<&str> =
        text.split_inclusive(". ").filter(|sentence| !sentence.contains("could not be looked at")).collect();
    seen.concat()
}

/// The tree that `make dist` packs.
const TARBALL_TREE: &str = concat!("leat-", env!("CARGO_PKG_VERSION"), "-linux-x86_64");

/// Lays the tarball into the directory, unpacked if the script does not do that.
fn unpack(directory: &Path, script: &str) {
    static PACKED: OnceLock<()> = OnceLock::new();
    PACKED.get_or_init(|| drop(Shell::new(root()).run("make --silent dist")));
    let tarball = root().join(format!("target/dist/{TARBALL_TREE}.tar.xz"));
    fs::copy(&tarball, directory.join(tarball.file_name().unwrap())).unwrap();
    if !script.contains("tar xf") {
        Shell::new(directory).run(&format!("tar xf {TARBALL_TREE}.tar.xz"));
    }
}

const HEADERS: &[&str] = &[
    "errno.h",
    "fcntl.h",
    "leat.h",
    "mqueue.h",
    "semaphore.h",
    "signal.h",
    "stdio.h",
    "string.h",
    "sys/mman.h",
    "sys/msg.h",
    "sys/sem.h",
    "sys/shm.h",
    "sys/socket.h",
    "sys/un.h",
    "unistd.h",
];

/// Runs a few lines as a program: no call of leat's in it fails, it prints what it says, and it leaves nothing behind.
fn fragment(text: &str, directory: &Path) {
    let mut source: String = HEADERS.iter().map(|header| format!("#include <{header}>\n")).collect();
    let name = format!("/leat-readme-{}", process::id());
    source += &format!("int main(void)\n{{\nconst char *name = \"{name}\";\n(void)name;\n{text}");
    source += "if (leat_error_code() != 0)\n\tfprintf(stderr, \"%s failed\\n\", leat_error_function());\n";
    source += "return leat_error_code() != 0;\n}\n";
    fs::write(directory.join("prog.c"), &source).unwrap();
    let Installed { prefix, libdir } = installed();
    let compile = format!(
        "cc -std=c99 -D_XOPEN_SOURCE=700 -Wall -Wextra -Wpedantic -Werror -I{} prog.c {}/libleat.a -o prog",
        prefix.join("include").display(),
        libdir.display()
    );
    Shell::new(directory).run(&compile);

    let ended = Run {
        name: &format!("readme-{}-{}", process::id(), directory.display()),
        command: &[directory.join("prog").display().to_string()],
        environment: &[],
        scratch: &directory.join("run"),
        source: &source,
        limit: Duration::from_secs(60),
    }
    .run()
    .unwrap_or_else(|failure| panic!("{failure}"));
    assert!(ended.status.success(), "{}", describe(&ended));
    let promised = text.split("/* prints ").skip(1).filter_map(|rest| rest.split(" */").next());
    let promised = promised.fold(String::new(), |lines, line| lines + line + "\n");
    assert_eq!(String::from_utf8_lossy(&ended.stdout), promised);
}
