//! Every mirror called with bad arguments, beside libc's function of its name: `c-tests/bad_input/`, whose first
//! comment says how.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::{self, Command, Output};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::Duration;
use std::{env, fs};

use support::c_compiler::{has_program, skip};
use support::run::{Ended, Run, describe};
use support::scratch::Scratch;
use support::{library, root};

/// What a program prints; it must succeed.
fn prints(command: &mut Command) -> String {
    let Output { status, stdout, stderr } = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    assert!(status.success(), "{command:?}: {status}\n{}", String::from_utf8_lossy(&stderr));
    String::from_utf8(stdout).unwrap()
}

/// The driver, compiled once. (Its directory stays, for whoever wants to run it by hand; the next one replaces it.)
fn driver() -> &'static Path {
    static DRIVER: OnceLock<PathBuf> = OnceLock::new();
    DRIVER.get_or_init(|| {
        let sources = root().join("c-tests/bad_input");
        let entries = fs::read_dir(&sources).unwrap().map(|entry| entry.unwrap().path());
        let sources = entries.filter(|path| path.extension().is_some_and(|extension| extension == "c"));
        // One for each library, as there may be tests of several at a time.
        let library = if env::var_os("LEAT_LIBDIR").is_some() { "shipped" } else { "debug" };
        let driver = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("bad_input-{library}"));
        let own = driver.with_extension(process::id().to_string());
        // No _FORTIFY_SOURCE: both sides are to be called as they are.
        let flags = ["-std=gnu99", "-D_GNU_SOURCE", "-U_FORTIFY_SOURCE", "-O1", "-g", "-Wall", "-Wextra", "-Werror"];
        prints(Command::new("cc").args(flags).args(sources).arg("-o").arg(&own).args(library::shared_arguments()));
        fs::rename(&own, &driver).unwrap();
        driver
    })
}

/// Runs the driver, or a command that does, in an empty directory. One at a time: where objects of one run cannot be
/// told from those of another, each must have been removed when the next begins.
fn run(name: &str, command: &[&str]) -> Ended {
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let _turn = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let scratch = Scratch::new(name);
    let command: Vec<String> = command.iter().map(|&word| word.to_owned()).collect();
    let limit = Duration::from_secs(300);
    let name = &scratch.path.display().to_string();
    let run = Run { name, command: &command, environment: &[], scratch: &scratch.path, source: "", limit };
    run.run().unwrap_or_else(|said| panic!("{said}"))
}

/// The numbers of the driver's last line, as `cases: 12, crash: 3`.
fn numbers(ended: &Ended) -> BTreeMap<String, u64> {
    let said = String::from_utf8_lossy(&ended.stdout);
    let line = said.lines().last().unwrap_or_default();
    let pairs = line.split(", ").filter_map(|part| part.split_once(": "));
    pairs.map(|(name, number)| (name.to_owned(), number.parse().unwrap())).collect()
}

/// The rows of the table: the mirror, and the number of its cases.
fn rows() -> Vec<(String, u64)> {
    let list = prints(Command::new(driver()).arg("--list").env_remove("LD_LIBRARY_PATH"));
    let rows = list.lines().map(|line| line.split_once(' ').unwrap());
    rows.map(|(name, cases)| (name.to_owned(), cases.parse().unwrap())).collect()
}

/// The names that a library exports, without their versions.
fn exported(library: &Path) -> BTreeSet<String> {
    let listed = prints(Command::new("nm").args(["-D", "--defined-only", "-P"]).arg(library));
    let names = listed.lines().filter_map(|line| line.split([' ', '@']).next());
    names.map(str::to_owned).collect()
}

#[test]
fn every_mirror_is_in_the_table() {
    let libc = prints(Command::new("cc").arg("-print-file-name=libc.so.6"));
    let libc = exported(Path::new(libc.trim()));
    assert!(libc.contains("open"), "libc exports nothing?");
    // An own function of leat has no name of libc's, which tests/abi.rs asserts; a checked one has a name with
    // underscores.
    let is_mirror = |name: &String| libc.contains(name) || libc.contains(&format!("__{name}"));
    let leat = exported(&library::shared());
    let mirrors: BTreeSet<String> =
        leat.iter().filter_map(|name| name.strip_prefix("leat_")).map(str::to_owned).filter(is_mirror).collect();
    let table: BTreeSet<String> = rows().into_iter().map(|(name, _)| name).collect();
    assert_eq!(table, mirrors);
}

#[test]
fn a_mirror_does_with_bad_arguments_what_libc_does() {
    let rows = rows();
    assert!(rows.iter().all(|(_, cases)| *cases > 0));
    let ended = run("compare", &[driver().to_str().unwrap()]);
    let said = String::from_utf8_lossy(&ended.stdout);
    assert!(ended.status.success(), "{said}\n{}", describe(&ended));
    let numbers = numbers(&ended);
    assert_eq!(numbers["rows"], rows.len() as u64, "{said}");
    assert_eq!(numbers["cases"], rows.iter().map(|(_, cases)| cases).sum::<u64>(), "{said}");
    assert_eq!((numbers["different"], numbers["unmade"]), (0, 0), "{said}");
    // That libc crashes and blocks, and is seen to, is part of it.
    assert!(numbers["crash"] > 0 && numbers["block"] > 0, "{said}");
}

/// Puts something that is wrong in this way in leat's place. It must be noticed wherever it can be; in how many rows
/// that is.
fn sabotage(way: &str) -> u64 {
    let ended = run(way, &[driver().to_str().unwrap(), "--sabotage", way]);
    let said = String::from_utf8_lossy(&ended.stdout);
    assert!(ended.status.success(), "{said}\n{}", describe(&ended));
    let numbers = numbers(&ended);
    assert_eq!(numbers["that did"], numbers["that could notice"], "{said}");
    numbers["that did"]
}

#[test]
fn a_wrong_result_would_be_noticed_of_every_mirror() {
    assert_eq!(sabotage("returns-wrong"), rows().len() as u64);
}

#[test]
fn other_memory_would_be_noticed() {
    assert!(sabotage("spoils-memory") > 100);
}

#[test]
fn a_pointer_followed_after_a_failure_would_be_noticed() {
    assert!(sabotage("is-careless") > 80);
}

#[test]
fn blocking_would_be_noticed() {
    // All but pause, which returns from no call.
    assert!(sabotage("blocks") >= rows().len() as u64 - 1);
}

/// Where executable memory files are forbidden, memfd_create fails with EACCES before it reads the name.
#[test]
fn memfd_create_is_refused_before_the_name_is_read() {
    const SETTING: &str = "/proc/sys/vm/memfd_noexec";
    // A setting of the process namespace: in a new one, nobody else has it.
    let new_namespace = ["unshare", "--pid", "--fork", "--mount-proc", "sh", "-c"];
    let set = format!("echo 2 > {SETTING}");
    let can = has_program("unshare")
        && Path::new(SETTING).exists()
        && Command::new("unshare").args(&new_namespace[1..]).arg(&set).output().is_ok_and(|run| run.status.success());
    if !can {
        return skip("memfd_create where executable memory files are forbidden: it takes root and Linux 6.3");
    }
    let script = format!("{set} && exec \"$0\" --only memfd_create");
    let command = [&new_namespace[..], &[&script, driver().to_str().unwrap()]].concat();
    let ended = run("memfd_create", &command);
    let said = String::from_utf8_lossy(&ended.stdout);
    assert!(ended.status.success(), "{said}\n{}", describe(&ended));
    assert!(said.contains("both gave -1, errno 13"), "{said}");
    assert_eq!(numbers(&ended)["different"], 0, "{said}");
}
