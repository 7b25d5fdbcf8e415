//! The headers: made from the sources, and taken by every compiler, in every dialect, beside every textbook's.
//!
//! `LEAT_BLESS=1 cargo test --test headers` rewrites the generated ones.

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use support::c_compiler::{Compiler, Language, declared, declared_by_leat, has_program, skip};
use support::headers::{HEADERS, bless, generate, member_names, mirrored};
use support::root;

#[test]
fn committed_headers_are_fresh() {
    for header in HEADERS {
        bless(&format!("include/leat/{}.h", header.name), &generate(header));
    }
}

#[test]
fn every_mechanism_is_in_the_umbrella() {
    let umbrella = fs::read_to_string(root().join("include/leat.h")).unwrap();
    for header in HEADERS {
        let line = format!("#include \"leat/{}.h\"\n", header.name);
        assert!(umbrella.contains(&line), "leat.h does not include leat/{}.h", header.name);
    }
}

const C: [&str; 7] = ["c89", "gnu89", "c99", "c11", "gnu11", "c17", "c2x"];
const CXX: [&str; 5] = ["c++98", "c++11", "c++17", "c++20", "c++2b"];
const FEATURES: [&[&str]; 8] = [
    &[],
    &["-D_POSIX_C_SOURCE=199309L"],
    &["-D_POSIX_C_SOURCE=200112L"],
    &["-D_POSIX_C_SOURCE=200809L"],
    &["-D_XOPEN_SOURCE=500"],
    &["-D_XOPEN_SOURCE=600"],
    &["-D_XOPEN_SOURCE=700"],
    &["-D_GNU_SOURCE"],
];
/// In C++ _GNU_SOURCE is always there, unless the program takes it away.
const CXX_FEATURES: [&[&str]; 2] = [&[], &["-U_GNU_SOURCE", "-D_POSIX_C_SOURCE=200809L"]];

const WARNINGS: [&str; 7] = ["-Wall", "-Wextra", "-Wpedantic", "-Werror", "-Wshadow", "-Wundef", "-Wredundant-decls"];
const C_WARNINGS: [&str; 4] = ["-Wstrict-prototypes", "-Wmissing-prototypes", "-Wold-style-definition", "-Wc++-compat"];
const CXX_WARNINGS: [&str; 1] = ["-Wold-style-cast"];

/// leat.h, included twice, in every dialect at every feature level; and each header alone, which may lack an include of
/// its own, in every dialect and at every level.
fn is_taken_everywhere(compiler: Compiler) {
    let twice = |name: &str| format!("#include <{name}>\n#include <{name}>\n");
    let alone: Vec<String> = HEADERS.iter().map(|header| twice(&format!("leat/{}.h", header.name))).collect();
    let all = [twice("leat.h")];
    let mut refused = Vec::new();
    let mut offer = |language, dialect: &str, features: &[&str], sources: &[String]| {
        let dialect = format!("-std={dialect}");
        let warnings = if language == Language::C { &C_WARNINGS[..] } else { &CXX_WARNINGS[..] };
        let arguments = [&[dialect.as_str()], features, &WARNINGS, warnings].concat();
        for source in sources {
            refused.extend(compiler.check(language, &arguments, source).err().map(|said| format!("{source}{said}")));
        }
    };
    for dialect in C {
        offer(Language::C, dialect, &[], &alone);
        FEATURES.iter().for_each(|features| offer(Language::C, dialect, features, &all));
    }
    FEATURES.iter().for_each(|features| offer(Language::C, "c99", features, &alone));
    for dialect in CXX {
        offer(Language::Cxx, dialect, &[], &alone);
        CXX_FEATURES.iter().for_each(|features| offer(Language::Cxx, dialect, features, &all));
    }
    assert!(refused.is_empty(), "{} refusals, the first:\n{}", refused.len(), refused[0]);
}

#[test]
fn gcc_takes_each_header_in_every_dialect() {
    is_taken_everywhere(Compiler::Gcc);
}

#[test]
fn clang_takes_each_header_in_every_dialect() {
    if Compiler::Clang.is_installed() {
        is_taken_everywhere(Compiler::Clang);
    }
}

/// What textbooks' headers define, and what students do, hits no word of leat's headers; and the other way round.
#[test]
fn headers_live_beside_those_of_textbooks() {
    const LEAT: &str = "#include <leat.h>\n#include <leat/must.h>\n";
    let directory = root().join("c-tests/headers");
    let mut names: Vec<String> =
        fs::read_dir(&directory).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    assert!(names.len() >= 5, "c-tests/headers: {names:?}");
    let modes: [(Language, &[&str]); 4] = [
        (Language::C, &["-std=gnu11"]),
        (Language::C, &["-std=gnu11", "-D_GNU_SOURCE"]),
        (Language::C, &["-std=c99", "-D_POSIX_C_SOURCE=200809L"]),
        (Language::Cxx, &["-std=c++17"]),
    ];
    for compiler in Compiler::installed() {
        for name in &names {
            let orders = [
                format!("#include \"{name}\"\n{}{LEAT}", without_members(name)),
                format!("{LEAT}#include \"{name}\"\n"),
            ];
            for ((language, arguments), source) in
                modes.iter().flat_map(|mode| orders.iter().map(move |order| (mode, order)))
            {
                let arguments = [arguments, &["-Ic-tests/headers", "-Wall", "-Wextra", "-Werror"][..]].concat();
                compiler.check(*language, &arguments, source).unwrap_or_else(|said| panic!("{source}{said}"));
            }
        }
    }
}

/// A macro that has the name of a member of a struct breaks that struct, as it does the system's: the only names without a
/// prefix that leat needs.
fn without_members(header: &str) -> String {
    if header != "lowercase.h" {
        return String::new();
    }
    let names: BTreeSet<String> = HEADERS.iter().flat_map(|header| member_names(&generate(header))).collect();
    assert!(names.contains("fd"), "{names:?}");
    names.iter().map(|name| format!("#undef {name}\n")).collect()
}

/// With include/leat on the path, <signal.h> is leat's: that must be said, rather than found out.
#[test]
fn own_directory_on_the_include_path_is_refused() {
    for compiler in Compiler::installed() {
        for (language, dialect) in
            [(Language::C, "-std=c89"), (Language::C, "-std=gnu17"), (Language::Cxx, "-std=c++98")]
        {
            let said = compiler.check(language, &[dialect, "-Iinclude/leat"], "#include <signal.h>\n").unwrap_err();
            assert!(said.contains("Put the directory that contains leat.h on the include path"), "{said}");
        }
    }
}

/// The blocks of the headers that declare a function: its name, and its comment as running text.
fn documented() -> Vec<(String, String)> {
    let texts = HEADERS.iter().map(generate);
    let blocks: Vec<String> =
        texts.flat_map(|text| text.split("\n\n").map(str::to_owned).collect::<Vec<_>>()).collect();
    let functions = blocks.iter().filter_map(|block| {
        let (comment, declaration) = block.split_once("*/\n").unwrap_or(("", block));
        let comment = comment.split_once("/**").map_or("", |(_, comment)| comment);
        let name = declaration.split_once('(')?.0.rsplit([' ', '*']).next()?;
        let words = comment.split_whitespace().filter(|word| *word != "*");
        name.starts_with("leat_").then(|| (name.to_owned(), words.collect::<Vec<_>>().join(" ")))
    });
    functions.collect()
}

#[test]
fn every_function_is_documented() {
    let documented = documented();
    let names: Vec<&String> = documented.iter().map(|(name, _)| name).collect();
    for name in declared_by_leat().keys() {
        assert!(names.contains(&name), "{name} is not found in its header");
    }
    for (name, comment) in &documented {
        assert!(comment.contains("Errors: "), "{name} does not say how it fails");
        let mirror = comment.strip_prefix("Mirrors ");
        match mirror {
            Some(rest) => {
                let said = rest.split(['(', ':', ',']).next().unwrap();
                assert_eq!(mirrored(name), said, "{name} mirrors another function");
            }
            None => assert!(comment.contains("Threads: "), "{name} does not say which threads may call it"),
        }
    }
}

/// A comment that sends its reader to a manual page names the right section.
#[test]
fn manual_pages_exist() {
    let manual = |pages: &[&str]| Command::new("man").arg("-w").args(pages).env("LC_ALL", "C").output().unwrap();
    if !has_program("man") || !manual(&["pipe(2)"]).status.success() {
        return skip("whether the manual pages that comments name exist: there are none here");
    }
    let comments = documented();
    let mut pages: Vec<&str> = comments
        .iter()
        .flat_map(|(_, comment)| comment.split([' ', ',', ';', ':']))
        .map(|word| word.trim_end_matches(['.', '\'']).trim_end_matches("'s"))
        .filter(|word| matches!(word.as_bytes(), [b'a'..=b'z', .., b'(', b'1'..=b'8', b')']))
        .collect();
    pages.sort_unstable();
    pages.dedup();
    assert!(pages.len() > 100, "{pages:?}");
    // leat's own.
    pages.retain(|page| {
        let file = page.trim_end_matches(')').replace('(', ".");
        !["bin", "man"].iter().any(|directory| root().join(directory).join(format!("{file}.in")).exists())
    });
    let output = manual(&pages);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// The words of the headers that are not leat's own: a macro of the program that hits one of them breaks the system's
/// headers just so.
const FOREIGN: &str = "
    char const extern int long sizeof struct typedef union unsigned void
    DIR FILE fd_set id_t idtype_t mode_t mqd_t off_t pid_t posix_spawn_file_actions_t posix_spawnattr_t
    pthread_attr_t pthread_cond_t pthread_mutex_t pthread_mutexattr_t pthread_t sem_t
    siginfo_t sigset_t size_t socklen_t ssize_t stack_t time_t dev_t uid_t gid_t int64_t uint64_t
    addrinfo epoll_event hostent in_addr iovec itimerspec itimerval mq_attr msghdr msqid_ds pollfd rlimit rusage sembuf
    servent shmid_ds sigaction sigevent sigval sockaddr stat termios timespec timeval";

#[test]
fn every_other_word_has_a_prefix() {
    let foreign: Vec<&str> = FOREIGN.split_whitespace().collect();
    let names = HEADERS.iter().map(|header| header.name).chain(["base"]);
    for name in names {
        let text = fs::read_to_string(root().join(format!("include/leat/{name}.h"))).unwrap();
        let code: String = text.split("/*").map(|part| part.split_once("*/").map_or(part, |(_, code)| code)).collect();
        // Members of structs have none: C knows them by the struct. A struct's body is indented.
        let lines = code.lines().filter(|line| !line.starts_with(['#', ' ', '\t']) && *line != "extern \"C\" {");
        for word in lines.flat_map(|line| line.split(|c: char| !c.is_alphanumeric() && c != '_')) {
            let own = ["leat_", "LEAT_", "_"].iter().any(|prefix| word.starts_with(prefix));
            let number = word.starts_with(|c: char| c.is_ascii_digit());
            assert!(word.is_empty() || own || number || foreign.contains(&word), "leat/{name}.h: {word}");
        }
    }
}

/// The system's headers that declare what leat mirrors.
const SYSTEM: &str = "
    arpa/inet.h dirent.h fcntl.h mqueue.h netdb.h netinet/in.h poll.h pthread.h semaphore.h signal.h spawn.h stdio.h stdlib.h
    sys/epoll.h sys/eventfd.h sys/file.h sys/ioctl.h sys/ipc.h sys/mman.h sys/msg.h sys/resource.h sys/select.h sys/sem.h
    sys/sendfile.h sys/shm.h sys/signalfd.h sys/socket.h sys/stat.h sys/time.h sys/timerfd.h sys/types.h sys/uio.h
    sys/wait.h termios.h time.h unistd.h";

/// In C with _GNU_SOURCE glibc gives these another type than POSIX does: an enum, or a union that stands for every kind
/// of `struct sockaddr *`. (Not in C++.)
const NOT_IN_GNU_C: &[&str] = &[
    "leat_accept",
    "leat_accept4",
    "leat_bind",
    "leat_connect",
    "leat_getpeername",
    "leat_getrlimit",
    "leat_getsockname",
    "leat_recvfrom",
    "leat_recvfrom_chk",
    "leat_sendto",
    "leat_setitimer",
    "leat_setrlimit",
];
/// In strict ISO C glibc declares these although its <signal.h> hides their `sigset_t`; leat goes by <signal.h>.
const NOT_IN_ISO_C: &[&str] = &["leat_epoll_pwait", "leat_pselect", "leat_signalfd"];
/// <pthread.h> declares these also where <sys/types.h> hides `pthread_t` and its like; leat goes by <sys/types.h>.
const NOT_BEFORE_THREADS: &[&str] = &[
    "leat_pthread_cond_broadcast",
    "leat_pthread_cond_signal",
    "leat_pthread_cond_timedwait",
    "leat_pthread_cond_wait",
    "leat_pthread_create",
    "leat_pthread_join",
    "leat_pthread_mutex_consistent",
    "leat_pthread_mutex_destroy",
    "leat_pthread_mutex_init",
    "leat_pthread_mutex_lock",
    "leat_pthread_mutex_timedlock",
    "leat_pthread_mutex_trylock",
    "leat_pthread_mutex_unlock",
];

struct Mode {
    language: Language,
    arguments: &'static [&'static str],
    without: &'static [&'static [&'static str]],
}

const fn c(arguments: &'static [&'static str]) -> Mode {
    Mode { language: Language::C, arguments, without: &[] }
}

const GNU: &[&str] = &["-std=gnu11", "-D_GNU_SOURCE", "-O2", "-D_FORTIFY_SOURCE=2"];
const MODES: &[Mode] = &[
    Mode { language: Language::C, arguments: &["-std=c99"], without: &[NOT_IN_ISO_C, NOT_BEFORE_THREADS] },
    Mode {
        language: Language::C,
        arguments: &["-std=c99", "-D_POSIX_C_SOURCE=199309L"],
        without: &[NOT_BEFORE_THREADS],
    },
    c(&["-std=c99", "-D_POSIX_C_SOURCE=200112L"]),
    c(&["-std=c99", "-D_POSIX_C_SOURCE=200809L"]),
    c(&["-std=c99", "-D_POSIX_C_SOURCE=200809L", "-D_FILE_OFFSET_BITS=64"]),
    c(&["-std=c99", "-D_XOPEN_SOURCE=500"]),
    c(&["-std=c99", "-D_XOPEN_SOURCE=600"]),
    c(&["-std=c99", "-D_XOPEN_SOURCE=700"]),
    c(&["-std=gnu11"]),
    Mode { language: Language::C, arguments: GNU, without: &[NOT_IN_GNU_C] },
    // Before C++17 the C library's `throw()` is no part of a function's type.
    Mode { language: Language::Cxx, arguments: &["-std=gnu++14", "-O2", "-D_FORTIFY_SOURCE=2"], without: &[] },
];

const SAME_IN_C: &str =
    "#define SAME(a, b) _Static_assert(__builtin_types_compatible_p(__typeof__(&a), __typeof__(&b)), #a)\n";
const SAME_IN_CXX: &str = "
    template <class A, class B> struct Same { static const bool value = false; };
    template <class A> struct Same<A, A> { static const bool value = true; };
    #define SAME(a, b) static_assert(Same<decltype(&a), decltype(&b)>::value, #a)\n";

/// Wherever the C library declares a function, its mirror is declared too and has the same type.
#[test]
fn mirrors_have_the_prototypes_of_the_c_library() {
    let system: String = SYSTEM.split_whitespace().map(|name| format!("#include <{name}>\n")).collect();
    let includes = format!("{system}#include <leat.h>\n");
    let comments = documented();
    let mirrors = comments.iter().filter(|(_, comment)| comment.starts_with("Mirrors ")).map(|(name, _)| name.as_str());
    let mut unseen: Vec<&str> = mirrors.clone().collect();
    for mode in MODES {
        // C++ declares what GNU C does; gcc lists C alone.
        let declared = declared(if mode.language == Language::C { mode.arguments } else { GNU }, &includes);
        let mut asserts = if mode.language == Language::C { SAME_IN_C } else { SAME_IN_CXX }.to_owned();
        for name in mirrors.clone().filter(|name| !mode.without.concat().contains(name)) {
            let mirrored = mirrored(name);
            if declared.contains_key(&mirrored) {
                assert!(declared.contains_key(name), "{:?}: {mirrored} is declared, {name} is not", mode.arguments);
                asserts += &format!("SAME({name}, {mirrored});\n");
                unseen.retain(|unseen| *unseen != name);
            }
        }
        // Headers of System V say by #warning that strict modes should not have them.
        let arguments = [mode.arguments, &["-Wno-cpp"][..]].concat();
        let checked = Compiler::Gcc.check(mode.language, &arguments, &format!("{includes}{asserts}"));
        checked.unwrap_or_else(|said| panic!("{said}"));
    }
    assert!(unseen.is_empty(), "never compared: {unseen:?}");
}

/// The gates are open exactly where <signal.h>, <sys/types.h> and <sys/wait.h> define the types behind them.
#[test]
fn gates_are_open_where_the_types_are() {
    let gates = [
        ("LEAT_HAVE_SIGSET", "sigset_t a; siginfo_t b; union sigval c;"),
        ("LEAT_HAVE_PTHREAD", "pthread_t a; pthread_attr_t b; pthread_mutex_t c; pthread_cond_t d;"),
        ("LEAT_HAVE_XOPEN", "siginfo_t a; stack_t b; idtype_t c;"),
    ];
    let older = [
        "_POSIX_SOURCE",
        "_POSIX_C_SOURCE=1",
        "_POSIX_C_SOURCE=2",
        "_POSIX_C_SOURCE=199506L",
        "_XOPEN_SOURCE",
        "_XOPEN_SOURCE=600 -D_POSIX_C_SOURCE=200112L",
        "_DEFAULT_SOURCE",
    ]
    .map(|feature| format!("-D{feature}"));
    let older: Vec<Vec<&str>> = older.iter().map(|feature| feature.split(' ').collect()).collect();
    let (mut open, mut closed) = (0, 0);
    for dialect in ["-std=c89", "-std=c99", "-std=gnu11"] {
        for features in FEATURES.iter().copied().chain(older.iter().map(Vec::as_slice)) {
            let arguments = [&[dialect], features].concat();
            for (gate, types) in gates {
                let unless = |directive| {
                    let source = format!("#include <leat.h>\n#{directive} {gate}\n#error\n#endif\n");
                    Compiler::Gcc.check(Language::C, &arguments, &source)
                };
                let (open_said, closed_said) = (unless("ifndef"), unless("ifdef"));
                let is_open = open_said.is_ok();
                assert!(is_open || closed_said.is_ok(), "{closed_said:?}");
                let has_types =
                    format!("#include <signal.h>\n#include <sys/types.h>\n#include <sys/wait.h>\n{types}\n");
                let has_types = Compiler::Gcc.check(Language::C, &arguments, &has_types);
                assert_eq!(is_open, has_types.is_ok(), "{gate}, {arguments:?}: {has_types:?}");
                *if is_open { &mut open } else { &mut closed } += 1;
            }
        }
    }
    assert!(open > 20 && closed > 5, "{open} open, {closed} closed");
}
