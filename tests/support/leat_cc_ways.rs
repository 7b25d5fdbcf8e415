//! The ways in which a compiler is called: as itself, and by leat-cc.

use std::env;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;

use super::support::installed::{Installed, Said, Shell, directory};

pub struct Compiler {
    pub c: &'static str,
    pub cxx: &'static str,
}

pub const COMPILERS: &[Compiler] = &[Compiler { c: "cc", cxx: "c++" }, Compiler { c: "clang", cxx: "clang++" }];

#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Way {
    /// Without leat.
    Plain,
    LeatCc,
    /// The prefix has a space in its name.
    Space,
    /// By a link that is elsewhere in PATH.
    Linked,
    /// By a link that has the compiler's own name.
    Masquerade,
}

/// The prefix that the tests share.
pub fn installed() -> &'static Installed {
    static INSTALLED: OnceLock<Installed> = OnceLock::new();
    INSTALLED.get_or_init(|| Installed::new("prefix", "lib"))
}

fn installed_with_space() -> &'static Installed {
    static INSTALLED: OnceLock<Installed> = OnceLock::new();
    // `make` takes the paths in quotes.
    INSTALLED.get_or_init(|| {
        let prefix = directory("a prefix");
        let libdir = prefix.join("lib");
        super::support::installed::make(&format!("install PREFIX='{}' DESTDIR=", prefix.display()));
        Installed { prefix, libdir }
    })
}

/// A directory with links to leat-cc.
fn links(names: &'static [&'static str]) -> &'static Path {
    static LINKED: OnceLock<std::path::PathBuf> = OnceLock::new();
    static MASQUERADE: OnceLock<std::path::PathBuf> = OnceLock::new();
    let links = if names.contains(&"leat-cc") { &LINKED } else { &MASQUERADE };
    links.get_or_init(|| {
        let directory = directory(&format!("links.{}", names[0]));
        for name in names {
            symlink(installed().prefix.join("bin/leat-cc"), directory.join(name)).unwrap();
        }
        directory
    })
}

impl Way {
    /// Runs the script with `$CC` and `$CXX`, and says how it ended in a last line of its output.
    pub fn run(self, compiler: &Compiler, directory: &Path, script: &str) -> Said {
        let mut variables = self.variables(compiler);
        variables.push(("LC_ALL", "C".into()));
        let shell = Shell { directory, variables };
        shell.try_run(&format!("unset CFLAGS CXXFLAGS LDFLAGS LIBRARY_PATH\nset +e\n{script}\necho \"exit $?\""))
    }

    pub fn variables(self, compiler: &Compiler) -> Vec<(&'static str, String)> {
        let below = |directory: &Path| format!("{}:{}", directory.display(), env::var("PATH").unwrap());
        let real = |name: &str| if name.starts_with("clang") { name.into() } else { String::new() };
        let leat_cc = |directory: &Path| {
            vec![
                ("CC", "leat-cc".into()),
                ("CXX", "leat-c++".into()),
                // As if they were not set, if empty.
                ("LEAT_REAL_CC", real(compiler.c)),
                ("LEAT_REAL_CXX", real(compiler.cxx)),
                ("PATH", below(directory)),
            ]
        };
        match self {
            Way::Plain => vec![("CC", compiler.c.into()), ("CXX", compiler.cxx.into())],
            Way::LeatCc => leat_cc(&installed().prefix.join("bin")),
            Way::Space => leat_cc(&installed_with_space().prefix.join("bin")),
            Way::Linked => leat_cc(links(&["leat-cc", "leat-c++"])),
            Way::Masquerade => vec![
                ("CC", compiler.c.into()),
                ("CXX", compiler.cxx.into()),
                ("LEAT_REAL_CC", path_of(compiler.c)),
                ("LEAT_REAL_CXX", path_of(compiler.cxx)),
                ("PATH", below(links(&["cc", "c++", "gcc", "g++", "clang", "clang++"]))),
            ],
        }
    }
}

fn path_of(compiler: &str) -> String {
    let output = Command::new("sh").args(["-c", &format!("command -v {compiler}")]).output().unwrap();
    String::from_utf8(output.stdout).unwrap().trim_end().to_owned()
}
