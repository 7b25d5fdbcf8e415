//! The installed library: what `make install` lays out, every way of linking with it from C and C++, and `make uninstall`.
//!
//! A way is the shell line that its user types. It makes `./prog` of `$SOURCE` with `$COMPILER`, knowing `$PREFIX` and `$LIBDIR`.

mod support;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::{env, fs};

use libtest_mimic::Arguments;
use support::installed::{Installed, Shell, directory, make, scratch, trial};
use support::library::ABI;
use support::root;

/// What the dynamic linker is to find when the program starts.
#[derive(Clone, Copy)]
enum Loads {
    Installed,
    /// A copy in the program's own directory.
    Copied,
    /// The archive is in the program.
    Nothing,
}

struct Way {
    name: &'static str,
    /// The tools without which it cannot be tried.
    needs: &'static [&'static str],
    script: &'static str,
    loads: Loads,
}

const WAYS: &[Way] = &[
    Way {
        name: "pkg_config_shared",
        needs: &["pkg-config"],
        script: "$COMPILER $SOURCE -o prog $(pkg-config --cflags --libs leat) -Wl,-rpath,$LIBDIR",
        loads: Loads::Installed,
    },
    Way {
        name: "pkg_config_archive",
        needs: &["pkg-config"],
        script: "$COMPILER $SOURCE -o prog $(pkg-config --static --cflags --libs leat | sed 's/-lleat/-l:libleat.a/')",
        loads: Loads::Nothing,
    },
    Way {
        name: "fully_static",
        needs: &["pkg-config"],
        script: "$COMPILER -static $SOURCE -o prog $(pkg-config --static --cflags --libs leat)",
        loads: Loads::Nothing,
    },
    Way {
        name: "archive_with_no_flag",
        needs: &[],
        script: "$COMPILER -I$PREFIX/include $SOURCE $LIBDIR/libleat.a -o prog",
        loads: Loads::Nothing,
    },
    Way {
        name: "archive_lto",
        needs: &[],
        script: "$COMPILER -O2 -flto=auto -I$PREFIX/include $SOURCE $LIBDIR/libleat.a -o prog",
        loads: Loads::Nothing,
    },
    Way {
        name: "archive_clang",
        needs: &["clang++"],
        script: "$CLANG -I$PREFIX/include $SOURCE $LIBDIR/libleat.a -o prog",
        loads: Loads::Nothing,
    },
    Way {
        name: "archive_beside_another_of_rust",
        needs: &[],
        script: "$RUSTC --edition 2024 --crate-type staticlib -O other.rs -o libother.a
            $COMPILER -DOTHER -I$PREFIX/include $SOURCE libother.a $LIBDIR/libleat.a -o prog
            ./prog
            $COMPILER -DOTHER -I$PREFIX/include $SOURCE $LIBDIR/libleat.a libother.a -o prog",
        loads: Loads::Nothing,
    },
    Way {
        name: "shared_beside_an_archive_of_rust",
        needs: &[],
        script: "$RUSTC --edition 2024 --crate-type staticlib -O other.rs -o libother.a
            $COMPILER -DOTHER -I$PREFIX/include $SOURCE libother.a -L$LIBDIR -lleat -Wl,-rpath,$LIBDIR -o prog",
        loads: Loads::Installed,
    },
    Way {
        name: "copied_beside_the_program",
        needs: &[],
        script: "$COMPILER -I$PREFIX/include $SOURCE -o prog -L$LIBDIR -lleat -Wl,-rpath,'$ORIGIN'
            cp $LIBDIR/libleat.so.$ABI .",
        loads: Loads::Copied,
    },
    Way { name: "cmake_shared", needs: &["cmake"], script: CMAKE_SHARED, loads: Loads::Installed },
    Way { name: "cmake_archive", needs: &["cmake"], script: CMAKE_ARCHIVE, loads: Loads::Nothing },
];

const CMAKE_SHARED: &str = "cmake -S . -B build -DSOURCE=$SOURCE -DLIBRARY=leat::leat -DCMAKE_PREFIX_PATH=$PREFIX
    cmake --build build
    cp build/prog prog";
const CMAKE_ARCHIVE: &str = "cmake -S . -B build -DSOURCE=$SOURCE -DLIBRARY=leat::static -DCMAKE_PREFIX_PATH=$PREFIX
    cmake --build build
    cp build/prog prog";

const CMAKE_LISTS: &str = "cmake_minimum_required(VERSION 3.13)
project(prog)
find_package(leat 0.1 REQUIRED)
find_package(leat 0.99 QUIET)
if(leat_FOUND)
  message(FATAL_ERROR \"an ABI that is not installed was found\")
endif()
add_executable(prog ${SOURCE})
target_link_libraries(prog ${LIBRARY})
";

/// C and C++ alike.
const PROGRAM: &str = r#"
#include <errno.h>
#include <fcntl.h>
#include <leat.h>
#include <stdio.h>

#ifdef OTHER
#ifdef __cplusplus
extern "C"
#endif
int other_caught_a_panic(void);
#endif

int main(void)
{
    int ends[2];
    char got[6] = "";

#ifdef OTHER
    if (!other_caught_a_panic())
        return 2;
#endif
    if (leat_pipe(ends) == -1 || leat_write(ends[1], "hello", 5) != 5 || leat_read(ends[0], got, 5) != 5)
        return 1;
    if (leat_open("/nonexistent/file", O_RDONLY) != -1)
        return 1;
    printf("%s; %s of leat %s: %s\n", got, leat_error_function(), leat_version(), leat_error_name(errno));
    return 0;
}
"#;
const OUTPUT: &str = concat!("hello; open of leat ", env!("CARGO_PKG_VERSION"), ": ENOENT\n");

/// Another Rust library in the same program, with a standard library, and a panic, of its own.
const OTHER: &str = r#"
#[unsafe(no_mangle)]
pub extern "C" fn other_caught_a_panic() -> i32 {
    std::panic::set_hook(Box::new(|_| {}));
    std::panic::catch_unwind(|| panic!("{}", std::process::id())).is_err().into()
}
"#;

/// A textbook's own function of a mirrored name.
const OWN_POPEN: &str = r#"
#include <stdio.h>
#include <unistd.h>

FILE *popen(const char *command, const char *mode)
{
    printf("own popen(%s, %s)\n", command, mode);
    return NULL;
}

int main(void)
{
    int ends[2];

    return pipe(ends) == -1 || popen("date", "r") != NULL;
}
"#;

fn main() {
    let mut arguments = Arguments::from_args();
    // Each test is a compiler or two.
    arguments.test_threads.get_or_insert(2);
    let mut trials = Vec::new();
    for (language, compiler, source) in [("c", "cc", "prog.c"), ("c++", "c++", "prog.cpp")] {
        for way in WAYS {
            let needs = [&[compiler], way.needs].concat();
            let test = move || link(way, language, compiler, source);
            trials.push(trial(format!("{}::{language}", way.name), &needs, test));
        }
    }
    let mut trial = |name: &str, needs: &[&str], test: fn()| trials.push(trial(name, needs, test));
    trial("every_header_is_installed", &[], every_header_is_installed);
    trial("only_the_api_is_visible", &[], only_the_api_is_visible);
    trial("a_programs_own_popen_is_called", &[], a_programs_own_popen_is_called);
    trial("a_static_program_has_the_name_services_that_it_calls", &[], name_services_in_static_programs);
    trial("another_libdir", &["pkg-config", "cmake"], another_libdir);
    trial("destdir_leaves_no_trace", &["pkg-config"], destdir_leaves_no_trace);
    trial("an_installed_tree_may_be_moved", &["pkg-config", "cmake"], an_installed_tree_may_be_moved);
    trial("uninstall_leaves_an_empty_prefix", &[], uninstall_leaves_an_empty_prefix);
    trial("uninstall_leaves_what_is_not_leats", &[], uninstall_leaves_what_is_not_leats);
    trial("a_prefix_may_have_a_space", &["pkg-config"], a_prefix_may_have_a_space);
    trial("install_refuses_what_cannot_work", &[], install_refuses_what_cannot_work);
    trial("a_user_compiles_no_test_crate", &[], a_user_compiles_no_test_crate);

    let conclusion = libtest_mimic::run(&arguments, trials);
    let _ = fs::remove_dir_all(scratch());
    conclusion.exit();
}

/// Compiles `source`, which is in `directory`, by the script, and returns what the program prints.
fn prog(installed: &Installed, directory: &Path, compiler: &str, source: &str, script: &str) -> String {
    let shell = Shell {
        directory,
        variables: vec![
            ("COMPILER", compiler.into()),
            ("CLANG", if compiler == "cc" { "clang" } else { "clang++" }.into()),
            ("RUSTC", env::var("RUSTC").unwrap_or_else(|_| "rustc".into())),
            ("SOURCE", source.into()),
            ("PREFIX", installed.prefix.display().to_string()),
            ("LIBDIR", installed.libdir.display().to_string()),
            ("PKG_CONFIG_PATH", installed.libdir.join("pkgconfig").display().to_string()),
            ("ABI", ABI.into()),
        ],
    };
    shell.run(script);
    shell.run("./prog")
}

/// The prefix that the ways share.
fn installed() -> &'static Installed {
    static INSTALLED: OnceLock<Installed> = OnceLock::new();
    INSTALLED.get_or_init(|| Installed::new("prefix", "lib"))
}

fn link(way: &Way, language: &str, compiler: &str, source: &str) {
    let directory = directory(&format!("{}.{language}", way.name));
    write_sources(&directory);
    assert_eq!(prog(installed(), &directory, compiler, source, way.script), OUTPUT);
    let from = match way.loads {
        Loads::Installed => Some(installed().libdir.as_path()),
        Loads::Copied => Some(directory.as_path()),
        Loads::Nothing => None,
    };
    assert_loads(&directory, from);
}

fn write_sources(directory: &Path) {
    for (name, text) in
        [("prog.c", PROGRAM), ("prog.cpp", PROGRAM), ("other.rs", OTHER), ("CMakeLists.txt", CMAKE_LISTS)]
    {
        fs::write(directory.join(name), text).unwrap();
    }
}

/// `./prog` loads leat from this directory and no other, or not at all.
fn assert_loads(directory: &Path, from: Option<&Path>) {
    // A static program makes ldd fail.
    let loaded = Shell::new(directory).try_run("ldd $PWD/prog").stdout;
    let lines: Vec<&str> = loaded.lines().filter(|line| line.contains("libleat")).collect();
    match from {
        Some(from) => {
            let wanted = format!("libleat.so.{ABI} => {}/libleat.so.{ABI} ", from.display());
            assert!(lines.len() == 1 && lines[0].contains(&wanted), "{loaded}");
        }
        None => assert!(lines.is_empty(), "{loaded}"),
    }
}

fn every_header_is_installed() {
    let tree = |directory: PathBuf| Shell::new(&directory).run("find . -type f -exec cksum {} + | sort");
    assert_eq!(tree(installed().prefix.join("include")), tree(root().join("include")));
}

/// The shared library exports leat_… and nothing else, each with its version; the archive has the same global symbols.
fn only_the_api_is_visible() {
    let shell = Shell::new(&installed().libdir);
    let symbols = |options: &str| -> BTreeSet<String> {
        let printed = shell.run(&format!("nm --defined-only {options}"));
        let symbols = printed.lines().filter_map(|line| match line.split_whitespace().collect::<Vec<_>>()[..] {
            // The version itself is listed too, as A.
            [_, kind, name] if kind != "A" => Some(name.to_owned()),
            _ => None,
        });
        symbols.collect()
    };
    // Between its objects, of csrc/name_services.c.
    let mut archived = symbols("--extern-only libleat.a");
    archived.retain(|name| !name.starts_with("leat_half_"));
    assert!(archived.contains("leat_pipe") && archived.iter().all(|name| name.starts_with("leat_")), "{archived:?}");
    let versioned = archived.iter().map(|name| format!("{name}@@LEAT_{ABI}")).collect();
    assert_eq!(symbols("--dynamic libleat.so"), versioned);
}

fn a_programs_own_popen_is_called() {
    for (name, library) in [("own.shared", "-L$LIBDIR -lleat -Wl,-rpath,$LIBDIR"), ("own.archive", "$LIBDIR/libleat.a")]
    {
        let directory = directory(name);
        fs::write(directory.join("prog.c"), OWN_POPEN).unwrap();
        let script = format!("$COMPILER -I$PREFIX/include -include leat/compat.h $SOURCE -o prog {library}");
        assert_eq!(prog(installed(), &directory, "cc", "prog.c", &script), "own popen(date, r)\n");
        let called = Shell::new(&directory).run("nm prog | grep -c ' [TU] leat_pipe' || :");
        assert_eq!(
            called,
            if name == "own.shared" { "1\n" } else { "0\n" },
            "pipe goes to the library, weak in the archive"
        );
    }
}

/// The linker warns of them, and of no others.
fn name_services_in_static_programs() {
    let calls = [
        ("leat_close(-1)", "-1", None),
        ("leat_getaddrinfo(\"127.0.0.1\", NULL, NULL, &list)", "0", Some("getaddrinfo")),
        ("leat_gethostbyname(\"127.0.0.1\") != NULL", "1", Some("gethostbyname")),
        ("leat_gethostbyaddr(\"\", 0, -1) != NULL", "0", Some("gethostbyaddr")),
        ("leat_getservbyname(\"no such service\", NULL) != NULL", "0", Some("getservbyname")),
        ("leat_getservbyport(0, NULL) != NULL", "0", Some("getservbyport")),
    ];
    for (call, printed, warned_of) in calls {
        let directory = directory(&format!("name_service.{}", warned_of.unwrap_or("none")));
        let program = format!(
            "#include <leat.h>\n#include <netdb.h>\n#include <stdio.h>\n\
             int main(void) {{ struct addrinfo *list; (void)list; printf(\"%d\", {call}); return 0; }}\n"
        );
        fs::write(directory.join("prog.c"), program).unwrap();
        let variables = vec![("PREFIX", installed().prefix.display().to_string())];
        let shell = Shell { directory: &directory, variables };
        let said = shell.try_run("gcc -static prog.c -I$PREFIX/include -L$PREFIX/lib -lleat -o prog && ./prog");
        assert!(said.success && said.stdout == printed, "{}{}", said.stdout, said.stderr);
        let warned: BTreeSet<&str> =
            said.stderr.split("Using '").skip(1).filter_map(|rest| rest.split('\'').next()).collect();
        assert_eq!(warned, warned_of.into_iter().collect());
    }
}

fn another_libdir() {
    let installed = Installed::new("prefix64", "lib64/somewhere");
    for (name, script) in [("lib64.pkg-config", WAYS[0].script), ("lib64.cmake", "cmake")] {
        let directory = directory(name);
        write_sources(&directory);
        let cmake = CMAKE_SHARED.replace("-DCMAKE_PREFIX_PATH=$PREFIX", "-Dleat_DIR=$LIBDIR/cmake/leat");
        let script = if script == "cmake" { &cmake } else { script };
        assert_eq!(prog(&installed, &directory, "cc", "prog.c", script), OUTPUT);
        assert_loads(&directory, Some(&installed.libdir));
    }
}

/// A package is built below DESTDIR and will be at PREFIX: no file may speak of DESTDIR.
fn destdir_leaves_no_trace() {
    let destdir = directory("destdir");
    make(&format!("install DESTDIR={} PREFIX=/opt/leat", destdir.display()));
    let shell = Shell {
        directory: &destdir,
        variables: vec![
            ("PKG_CONFIG_PATH", destdir.join("opt/leat/lib/pkgconfig").display().to_string()),
            ("DESTDIR", destdir.display().to_string()),
        ],
    };
    assert_eq!(shell.run("find . -mindepth 1 -maxdepth 2"), "./opt\n./opt/leat\n");
    assert_eq!(shell.run("grep -rlF \"$DESTDIR\" . || :"), "");
    assert_eq!(shell.run("pkg-config --cflags --libs leat").trim_end(), "-I/opt/leat/include -L/opt/leat/lib -lleat");
    make(&format!("uninstall DESTDIR={} PREFIX=/opt/leat", destdir.display()));
    assert_eq!(shell.run("find . ! -type d"), "");
}

fn an_installed_tree_may_be_moved() {
    let mut installed = Installed::new("prefix.before", "lib");
    let moved = scratch().join("prefix.after");
    fs::rename(&installed.prefix, &moved).unwrap();
    installed.libdir = moved.join("lib");
    installed.prefix = moved;
    let pkg_config = WAYS[0].script.replace("pkg-config", "pkg-config --define-prefix");
    for (name, script) in [("moved.pkg-config", pkg_config.as_str()), ("moved.cmake", CMAKE_SHARED)] {
        let directory = directory(name);
        write_sources(&directory);
        assert_eq!(prog(&installed, &directory, "cc", "prog.c", script), OUTPUT);
        assert_loads(&directory, Some(&installed.libdir));
    }
}

/// pkg-config answers in words for a shell, which `eval` has it read.
fn a_prefix_may_have_a_space() {
    let prefix = directory("with a space");
    make(&format!("install PREFIX='{}' DESTDIR=", prefix.display()));
    let directory = directory("space");
    write_sources(&directory);
    let variables = vec![("PREFIX", prefix.display().to_string())];
    Shell { directory: &directory, variables }.run(
        "export PKG_CONFIG_PATH=\"$PREFIX/lib/pkgconfig\"\n\
         eval \"cc prog.c -o prog $(pkg-config --cflags --libs leat)\"\n\
         LD_LIBRARY_PATH=\"$PREFIX/lib\" ./prog",
    );
    make(&format!("uninstall PREFIX='{}' DESTDIR=", prefix.display()));
    assert_eq!(Shell::new(&prefix).run("find . -mindepth 1"), "");
}

fn uninstall_leaves_an_empty_prefix() {
    let Installed { prefix, libdir } = Installed::new("prefix.empty", "lib64");
    assert!(libdir.join("libleat.so").exists());
    make(&format!("uninstall PREFIX={} LIBDIR={}", prefix.display(), libdir.display()));
    assert_eq!(Shell::new(&prefix).run("find . -mindepth 1"), "");
}

fn uninstall_leaves_what_is_not_leats() {
    let Installed { prefix, libdir } = Installed::new("prefix.others", "lib");
    let others = [prefix.join("include/leather.h"), libdir.join("libleather.so"), libdir.join("pkgconfig/leather.pc")];
    for file in &others {
        fs::write(file, "").unwrap();
    }
    make(&format!("uninstall PREFIX={}", prefix.display()));
    let left = Shell::new(&prefix).run("find . -type f -o -type l | sort");
    assert_eq!(left, "./include/leather.h\n./lib/libleather.so\n./lib/pkgconfig/leather.pc\n");
}

fn install_refuses_what_cannot_work() {
    let unbuilt = directory("unbuilt");
    for file in ["Makefile", "Cargo.toml"] {
        fs::copy(root().join(file), unbuilt.join(file)).unwrap();
    }
    let shell = Shell::new(&unbuilt);
    let said = shell.try_run("make --silent install PREFIX=$PWD/here");
    assert!(!said.success && said.stderr.contains("run make first"), "{}", said.stderr);

    make("--version");
    for paths in ["PREFIX=here", "PREFIX=/nowhere LIBDIR=here", "PREFIX=/nowhere DESTDIR=here", "PREFIX='/no|where'"] {
        let said = Shell::new(root()).try_run(&format!("make --silent install {paths}"));
        assert!(
            !said.success && (said.stderr.contains("absolute") || said.stderr.contains("neither")),
            "{}",
            said.stderr
        );
        assert!(!root().join("here").exists() && !Path::new("/nowhere").exists());
    }
}

/// A cold `make` takes seconds: what the tests need is not in it.
fn a_user_compiles_no_test_crate() {
    let cargo = env::var("CARGO").unwrap_or_else(|_| "cargo".into());
    let tree = |options: &str| -> BTreeSet<String> {
        let script = format!("{cargo} tree --locked --prefix none --format '{{p}}' {options}");
        let printed = Shell::new(root()).run(&script);
        printed.lines().filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect()
    };
    let built = tree("--edges normal,build");
    let tests = tree("--edges dev --depth 1");
    assert!(built.contains("libc") && tests.contains("cbindgen"), "{built:?} {tests:?}");
    let both: Vec<_> = built.intersection(&tests).filter(|name| *name != "leat").collect();
    assert!(both.is_empty() && !built.contains("criterion"), "{both:?}");
    assert!(built.len() <= 10, "{built:?}");
}
