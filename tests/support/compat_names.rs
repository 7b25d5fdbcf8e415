//! Which names must be renamed to which: from the symbols that leat and the C library export, so that a new mirror
//! is known here without a list, and so is a name that a newer C library gives to a function that is mirrored.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use super::compat::run;
use super::support::{library, root};

pub struct Mirror {
    /// `open`
    pub name: String,
    /// What programs can call it: `open`, `open64`.
    pub callable: Vec<String>,
    /// The types of the parameters, without those of `...`.
    pub parameters: Vec<String>,
}

pub struct Names {
    pub mirrors: Vec<Mirror>,
    /// From the C library's symbol to leat's: `__open64_2` to `leat_open_2`.
    pub renames: BTreeMap<String, String>,
    /// The symbols of the C library that are variants of a mirrored function, but have no mirror.
    pub missing: Vec<String>,
}

impl Names {
    pub fn get() -> Names {
        let leat = exported(&library::shared());
        let libc_path = run(Command::new("cc").arg("-print-file-name=libc.so.6")).unwrap();
        let libc = exported(Path::new(libc_path.trim()));
        let prototypes = prototypes();
        let mut names = Names { mirrors: Vec::new(), renames: BTreeMap::new(), missing: Vec::new() };
        for name in leat.iter().filter_map(|symbol| symbol.strip_prefix("leat_")) {
            if !libc.contains(name) {
                continue;
            }
            let callable: Vec<String> =
                [name.to_owned(), format!("{name}64")].into_iter().filter(|each| libc.contains(each)).collect();
            for each in &callable {
                names.renames.insert(each.clone(), format!("leat_{name}"));
                for variant in ["chk", "2"] {
                    let (checked, mirror) = (format!("__{each}_{variant}"), format!("leat_{name}_{variant}"));
                    if libc.contains(&checked) {
                        let has_mirror = leat.contains(&mirror);
                        if !has_mirror {
                            names.missing.push(checked.clone());
                        }
                        names.renames.insert(checked, mirror);
                    }
                }
            }
            let parameters = prototypes.get(name).unwrap_or_else(|| panic!("no header declares leat_{name}")).clone();
            names.mirrors.push(Mirror { name: name.to_owned(), callable, parameters });
        }
        // What signal is in programs of strict ISO C.
        names.renames.insert("__sysv_signal".into(), "leat_sysv_signal".into());
        names
    }

    /// What the symbols of a program become.
    pub fn rename(&self, symbols: &BTreeSet<String>) -> BTreeSet<String> {
        symbols.iter().map(|symbol| self.renames.get(symbol).unwrap_or(symbol).clone()).collect()
    }
}

/// The functions that a shared library exports, without their versions.
fn exported(library: &Path) -> BTreeSet<String> {
    let text = run(Command::new("nm").args(["-D", "--defined-only"]).arg(library)).unwrap();
    let functions = text.lines().filter_map(|line| match line.split_whitespace().collect::<Vec<_>>()[..] {
        [_, "T" | "W" | "i", symbol] => symbol.split('@').next(),
        _ => None,
    });
    functions.map(str::to_owned).collect()
}

/// From the headers: `open` to `const char *_path`, `int _flags`.
fn prototypes() -> BTreeMap<String, Vec<String>> {
    let mut prototypes = BTreeMap::new();
    let headers = fs::read_dir(root().join("include/leat")).unwrap().map(|entry| entry.unwrap().path());
    for header in headers.filter(|path| !path.ends_with("compat.h")) {
        let text = without_comments(&fs::read_to_string(&header).unwrap());
        for (at, prefix) in text.match_indices("leat_") {
            let Some((name, rest)) = text[at + prefix.len()..].split_once('(') else { continue };
            if !name.chars().all(|c| c.is_alphanumeric() || c == '_') {
                continue;
            }
            prototypes.insert(name.to_owned(), parameters(rest));
        }
    }
    prototypes
}

/// Those of the text up to the parenthesis that closes the list; one of them may be a pointer to a function.
fn parameters(text: &str) -> Vec<String> {
    let mut parameters = vec![String::new()];
    let mut depth = 0;
    for c in text.chars() {
        match c {
            ')' if depth == 0 => break,
            ',' if depth == 0 => {
                parameters.push(String::new());
                continue;
            }
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        parameters.last_mut().unwrap().push(c);
    }
    let words = parameters.iter().map(|each| each.trim());
    words.filter(|each| !matches!(*each, "void" | "..." | "")).map(str::to_owned).collect()
}

fn without_comments(text: &str) -> String {
    let mut parts = text.split("/*");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |code, part| code + part.split_once("*/").map_or("", |(_, after)| after))
}

/// What `leat/compat.h` renames by pragma, and by its table of labels.
pub fn listed() -> (BTreeMap<String, String>, BTreeMap<String, String>) {
    let text = fs::read_to_string(root().join("include/leat/compat.h")).unwrap();
    let pair = |line: &str, between: &str| {
        let (from, to) = line.split_once(between)?;
        Some((from.to_owned(), to.trim_end_matches('"').to_owned()))
    };
    let pragmas = text.lines().filter_map(|line| pair(line.strip_prefix("#pragma redefine_extname ")?, " ")).collect();
    let labels = text.lines().filter_map(|line| pair(line.strip_prefix("#define LEAT_ALIAS_")?, " 0, \"")).collect();
    (pragmas, labels)
}
