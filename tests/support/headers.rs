//! Making the headers of the mechanisms from their Rust sources.

use std::fs;

use cbindgen::{Builder, Config, DocumentationStyle, Language, Style};

use super::root;

pub struct Header {
    /// `include/leat/<name>.h`
    pub name: &'static str,
    /// Below `src/<name>/`.
    pub sources: &'static [&'static str],
    pub title: &'static str,
}

const MIRROR: &[&str] = &["mirror.rs"];
const VARIADIC: &[&str] = &["variadic.rs", "mirror.rs"];

pub const HEADERS: &[Header] = &[
    Header { name: "error", sources: &["ffi.rs"], title: "why the last call failed" },
    Header {
        name: "io",
        sources: &[
            "variadic.rs",
            "mirror/transfer.rs",
            "mirror/descriptor.rs",
            "mirror/file.rs",
            "mirror/stream.rs",
            "mirror/checked.rs",
        ],
        title: "files, descriptors, readiness",
    },
    Header { name: "pipe", sources: MIRROR, title: "pipes" },
    Header { name: "process", sources: VARIADIC, title: "processes, and commands run through the shell" },
    Header { name: "fifo", sources: MIRROR, title: "FIFOs, pipes with a name" },
    Header {
        name: "signal",
        sources: &["mirror/send.rs", "mirror/handle.rs", "mirror/set.rs"],
        title: "signals and timers",
    },
    Header { name: "sysv_msg", sources: MIRROR, title: "System V message queues" },
    Header { name: "sysv_sem", sources: VARIADIC, title: "System V semaphore sets" },
    Header { name: "sysv_shm", sources: MIRROR, title: "System V shared memory" },
    Header { name: "posix_mq", sources: &["variadic.rs", "mirror.rs", "checked.rs"], title: "POSIX message queues" },
    Header { name: "posix_sem", sources: VARIADIC, title: "POSIX semaphores" },
    Header { name: "posix_shm", sources: MIRROR, title: "POSIX shared memory objects, and memory files" },
    Header { name: "map", sources: VARIADIC, title: "memory maps" },
    Header { name: "filelock", sources: MIRROR, title: "locks on files" },
    Header {
        name: "socket",
        sources: &["mirror/connection.rs", "mirror/transfer.rs", "mirror/name.rs", "mirror/checked.rs"],
        title: "sockets, names and addresses",
    },
];

/// C types that are structs or unions, which Rust names without the keyword.
const TAGGED: &[(&str, &str)] = &[
    ("addrinfo", "struct addrinfo"),
    ("epoll_event", "struct epoll_event"),
    ("hostent", "struct hostent"),
    ("in_addr", "struct in_addr"),
    ("iovec", "struct iovec"),
    ("itimerspec", "struct itimerspec"),
    ("itimerval", "struct itimerval"),
    ("mq_attr", "struct mq_attr"),
    ("msghdr", "struct msghdr"),
    ("msqid_ds", "struct msqid_ds"),
    ("pollfd", "struct pollfd"),
    ("rusage", "struct rusage"),
    ("sembuf", "struct sembuf"),
    ("servent", "struct servent"),
    ("shmid_ds", "struct shmid_ds"),
    ("sigaction", "struct sigaction"),
    ("sigevent", "struct sigevent"),
    ("sigval", "union sigval"),
    ("sockaddr", "struct sockaddr"),
    ("stat", "struct stat"),
    ("timespec", "struct timespec"),
    ("timeval", "struct timeval"),
    // Typedefs of int that strict ISO C does not see.
    ("clockid_t", "int"),
    ("key_t", "int"),
];

/// Functions that take a list, and where its NULL is. (cbindgen has no attributes for functions that are defined in C.)
const SENTINELS: &[(&str, &str)] =
    &[("leat_execl", " LEAT_SENTINEL"), ("leat_execlp", " LEAT_SENTINEL"), ("leat_execle", " LEAT_SENTINEL_1")];

/// The text of `include/leat/<name>.h`.
pub fn generate(header: &Header) -> String {
    let mut config = Config {
        language: Language::C,
        cpp_compat: true,
        no_includes: true,
        usize_is_size_t: true,
        documentation_style: DocumentationStyle::Doxy,
        style: Style::Type,
        line_length: 120,
        tab_width: 4,
        ..Config::default()
    };
    let guard = format!("LEAT_{}_H", header.name.to_uppercase());
    config.header = Some(format!(
        "/*\n * leat/{}.h: {}.\n * Made by cbindgen from src/{}/: edit the comments there.\n */",
        header.name, header.title, header.name
    ));
    config.after_includes = Some("#include \"base.h\"".into());
    config.include_guard = Some(guard);
    config.export.rename = TAGGED.iter().map(|&(rust, c)| (rust.into(), c.into())).collect();
    config.defines = [("leat_have_sigset", "LEAT_HAVE_SIGSET"), ("leat_have_xopen", "LEAT_HAVE_XOPEN")]
        .map(|(cfg, define)| (cfg.into(), define.into()))
        .into();
    let sources: Vec<_> =
        header.sources.iter().map(|source| root().join("src").join(header.name).join(source)).collect();
    config.export.exclude = sources.iter().flat_map(|source| imports(&fs::read_to_string(source).unwrap())).collect();
    let builder = sources.iter().fold(Builder::new().with_config(config), Builder::with_src);
    let mut bytes = Vec::new();
    builder.generate().unwrap_or_else(|error| panic!("cbindgen, {}: {error}", header.name)).write(&mut bytes);
    polish(&String::from_utf8(bytes).unwrap())
}

/// The libc functions that a source declares in order to call them: the functions indented and not `pub`.
fn imports(source: &str) -> Vec<String> {
    let names = source.lines().filter_map(|line| line.strip_prefix("    fn "));
    names.filter_map(|line| Some(line.split_once('(')?.0.to_owned())).collect()
}

/// What cbindgen has no setting for: C90 comments, one-line comments on one line, and parameters that no macro of the
/// program can hit.
fn polish(header: &str) -> String {
    let mut polished = String::new();
    let mut prototype = String::new();
    let mut in_comment = false;
    for line in header.lines() {
        if line.starts_with("/*") {
            in_comment = !line.ends_with("*/");
        }
        if in_comment || line.starts_with("/*") || line.starts_with(['#', ' ', '}']) && prototype.is_empty() {
            polished.push_str(&c90_comment(line));
            polished.push('\n');
            in_comment &= !line.ends_with("*/");
            continue;
        }
        prototype.push_str(line);
        prototype.push('\n');
        if line.is_empty() || line.ends_with(';') || line.ends_with('{') {
            polished.push_str(&underscore_parameters(&prototype));
            prototype.clear();
        }
    }
    let one_line = |text: &str| format!("/** {text} */");
    let mut lines: Vec<String> = Vec::new();
    for line in polished.lines() {
        // Three lines, of which the middle one fits in one.
        if let [.., open, text] = lines.as_slice()
            && (line, open.as_str()) == (" */", "/**")
            && let Some(text) = text.strip_prefix(" * ")
            && one_line(text).len() <= 120
        {
            let comment = one_line(text);
            lines.truncate(lines.len() - 2);
            lines.push(comment);
        } else {
            lines.push(line.to_owned());
        }
    }
    lines.join("\n") + "\n"
}

/// `#endif // X` is no C90.
fn c90_comment(line: &str) -> String {
    match line.split_once("//") {
        Some((code, comment)) if line.starts_with(['#', '}']) => {
            format!("{}  /* {} */", code.trim_end(), comment.trim())
        }
        _ => line.to_owned(),
    }
}

/// `int leat_dup(int fd);` becomes `int leat_dup(int _fd);`: a program may well have a macro named `fd` or `size`.
fn underscore_parameters(prototype: &str) -> String {
    let Some((before, after)) = prototype.split_once('(') else { return prototype.to_owned() };
    let Some((parameters, end)) = after.rsplit_once(')') else { return prototype.to_owned() };
    let parameters: Vec<String> = parameters
        .split(',')
        .map(|parameter| {
            let name_end = parameter.find('[').unwrap_or(parameter.len());
            let name = parameter[..name_end].rfind(|c: char| !c.is_alphanumeric() && c != '_').map_or(0, |at| at + 1);
            let bare = matches!(parameter.trim(), "void" | "...");
            if bare { parameter.to_owned() } else { format!("{}_{}", &parameter[..name], &parameter[name..]) }
        })
        .collect();
    let sentinel = SENTINELS.iter().find(|(name, _)| before.ends_with(name)).map_or("", |(_, sentinel)| sentinel);
    let before = before.strip_prefix("extern ").unwrap_or(before);
    format!("{before}({}){sentinel}{end}", parameters.join(","))
}
