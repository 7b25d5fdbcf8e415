//! Making the headers of the mechanisms from their Rust sources.

use std::{env, fs};

use cbindgen::{Builder, Config, DocumentationStyle, Language, Layout, Style};

use super::root;

pub struct Header {
    /// `include/leat/<name>.h`
    pub name: &'static str,
    pub title: &'static str,
    /// The system headers that define the types it names.
    includes: &'static [&'static str],
    /// Below `src/<name>/`.
    sources: &'static [&'static str],
    /// Its handles, which are incomplete structs.
    handles: &'static [&'static str],
}

const MIRROR: &[&str] = &["mirror.rs"];
const VARIADIC: &[&str] = &["variadic.rs", "mirror.rs"];

pub const HEADERS: &[Header] = &[
    Header { name: "error", title: "why the last call failed", includes: &[], sources: &["ffi.rs"], handles: &[] },
    Header {
        name: "deadline",
        title: "a time that several calls have together",
        includes: &[],
        sources: &["ffi.rs"],
        handles: &[],
    },
    Header {
        name: "stop",
        title: "ending calls that are blocked",
        includes: &[],
        sources: &["ffi.rs"],
        handles: &["leat_stop"],
    },
    Header {
        name: "explain",
        title: "why a process does not go on",
        includes: &[],
        sources: &["ffi.rs"],
        handles: &[],
    },
    Header {
        name: "io",
        title: "files, descriptors, readiness",
        includes: &["dirent.h", "stdio.h", "sys/select.h"],
        sources: &[
            "ffi.rs",
            "flow.rs",
            "variadic.rs",
            "mirror/transfer.rs",
            "mirror/descriptor.rs",
            "mirror/file.rs",
            "mirror/link.rs",
            "mirror/stream.rs",
            "mirror/terminal.rs",
            "mirror/checked.rs",
        ],
        handles: &[],
    },
    Header {
        name: "reader",
        title: "lines, pieces and frames from any descriptor",
        includes: &[],
        sources: &["ffi.rs"],
        handles: &["leat_reader"],
    },
    Header { name: "pipe", title: "pipes", includes: &[], sources: &["mirror.rs", "ffi.rs"], handles: &[] },
    Header {
        name: "pipeline",
        title: "programs and functions, each of which reads what the one before it writes",
        includes: &["\"process.h\""],
        sources: &["build_ffi.rs", "ffi.rs"],
        handles: &["leat_pipeline"],
    },
    Header {
        name: "process",
        title: "processes, commands run through the shell, and threads",
        includes: &["\"io.h\"", "signal.h", "spawn.h", "stdio.h", "sys/wait.h"],
        sources: &[
            "options_ffi.rs",
            "ffi.rs",
            "run_ffi.rs",
            "variadic.rs",
            "mirror/child.rs",
            "mirror/identity.rs",
            "mirror/thread.rs",
        ],
        handles: &["leat_process"],
    },
    Header {
        name: "fifo",
        title: "FIFOs, pipes with a name",
        includes: &["\"server.h\""],
        sources: &["mirror.rs", "ffi.rs", "server_ffi.rs", "client_ffi.rs"],
        handles: &["leat_fifo_client", "leat_fifo_server"],
    },
    Header { name: "server", title: "what servers tell of", includes: &[], sources: &["ffi.rs"], handles: &[] },
    Header {
        name: "signal",
        title: "signals and timers",
        includes: &["signal.h"],
        sources: &["mirror/send.rs", "mirror/handle.rs", "mirror/set.rs"],
        handles: &[],
    },
    Header { name: "sysv_msg", title: "System V message queues", includes: &[], sources: MIRROR, handles: &[] },
    Header { name: "sysv_sem", title: "System V semaphore sets", includes: &[], sources: VARIADIC, handles: &[] },
    Header { name: "sysv_shm", title: "System V shared memory", includes: &[], sources: MIRROR, handles: &[] },
    Header {
        name: "posix_mq",
        title: "POSIX message queues",
        includes: &["mqueue.h"],
        sources: &["variadic.rs", "mirror.rs", "checked.rs"],
        handles: &[],
    },
    Header {
        name: "posix_sem",
        title: "POSIX semaphores",
        includes: &["semaphore.h"],
        sources: VARIADIC,
        handles: &[],
    },
    Header { name: "sync", title: "mutexes and condition variables", includes: &[], sources: MIRROR, handles: &[] },
    Header {
        name: "posix_shm",
        title: "POSIX shared memory objects, and memory files",
        includes: &[],
        sources: MIRROR,
        handles: &[],
    },
    Header { name: "map", title: "memory maps", includes: &[], sources: VARIADIC, handles: &[] },
    Header { name: "filelock", title: "locks on files", includes: &[], sources: MIRROR, handles: &[] },
    Header {
        name: "socket",
        title: "sockets, names and addresses",
        includes: &["sys/socket.h"],
        sources: &["mirror/connection.rs", "mirror/transfer.rs", "mirror/name.rs", "mirror/checked.rs"],
        handles: &[],
    },
];

/// C types that are structs or unions, which Rust names without the keyword.
const TAGGED: &[(&str, &str)] = &[
    ("leat_child_stream", "struct leat_child_stream"),
    ("leat_process_options", "struct leat_process_options"),
    ("leat_process_output", "struct leat_process_output"),
    ("leat_process_talk", "struct leat_process_talk"),
    ("addrinfo", "struct addrinfo"),
    ("epoll_event", "struct epoll_event"),
    ("hostent", "struct hostent"),
    ("in_addr", "struct in_addr"),
    ("iovec", "struct iovec"),
    ("itimerspec", "struct itimerspec"),
    ("leat_server_event", "struct leat_server_event"),
    ("itimerval", "struct itimerval"),
    ("mq_attr", "struct mq_attr"),
    ("msghdr", "struct msghdr"),
    ("msqid_ds", "struct msqid_ds"),
    ("pollfd", "struct pollfd"),
    ("rlimit", "struct rlimit"),
    ("rusage", "struct rusage"),
    ("sembuf", "struct sembuf"),
    ("servent", "struct servent"),
    ("shmid_ds", "struct shmid_ds"),
    ("sigaction", "struct sigaction"),
    ("sigevent", "struct sigevent"),
    ("sigval", "union sigval"),
    ("sockaddr", "struct sockaddr"),
    ("stat", "struct stat"),
    ("termios", "struct termios"),
    ("timespec", "struct timespec"),
    ("timeval", "struct timeval"),
    // Typedefs of int that strict ISO C does not see.
    ("clockid_t", "int"),
    ("key_t", "int"),
    // The header that defines it has a member `fd`, which a program's macro could hit.
    ("nfds_t", "unsigned long"),
];

/// Functions that take a list, and where its NULL is. (cbindgen has no attributes for functions that are defined in C.)
const SENTINELS: &[(&str, &str)] =
    &[("leat_execl", " LEAT_SENTINEL"), ("leat_execlp", " LEAT_SENTINEL"), ("leat_execle", " LEAT_SENTINEL_1")];

const WIDTH: usize = 120;

/// Compares the committed file with what it should be; with LEAT_BLESS, makes it so.
pub fn bless(path: &str, fresh: &str) {
    let file = root().join(path);
    let mut committed = fs::read_to_string(&file).unwrap_or_default();
    // Other tests read it meanwhile.
    if committed != fresh && env::var_os("LEAT_BLESS").is_some() {
        fs::write(&file, fresh).unwrap();
        committed = fresh.to_owned();
    }
    assert!(committed == fresh, "{path} is not what the sources say: run cargo test with LEAT_BLESS=1");
}

/// The libc function that `leat_x` mirrors. glibc's own names begin with two underscores more.
pub fn mirrored(name: &str) -> String {
    let name = name.strip_prefix("leat_").unwrap();
    let internal = name.ends_with("_chk") || name.ends_with("_2") || name == "sysv_signal";
    if internal { format!("__{name}") } else { name.to_owned() }
}

/// The text of `include/leat/<name>.h`.
pub fn generate(header: &Header) -> String {
    let Header { name, title, .. } = header;
    let guard = format!("LEAT_{}_H", name.to_uppercase());
    let includes: String = header.includes.iter().map(|include| include_line(include)).collect();
    let handles: String =
        header.handles.iter().map(|handle| format!("typedef struct {handle} {handle};\n")).collect::<String>()
            + if header.handles.is_empty() { "" } else { "\n" };
    let declarations = arrange(&declarations(header));
    format!(
        "/*
 * leat/{name}.h: {title}.
 * Made by cbindgen from src/{name}/: edit the comments there.
 */
#ifndef {guard}
#define {guard}

#include \"base.h\"
{includes}
#ifdef __cplusplus
extern \"C\" {{
#endif

{handles}{declarations}

#ifdef __cplusplus
}}
#endif

#endif /* {guard} */
"
    )
}

/// A header of the system's, or in quotes one of leat's.
fn include_line(include: &str) -> String {
    if include.starts_with('"') { format!("#include {include}\n") } else { format!("#include <{include}>\n") }
}

/// What cbindgen makes of the sources: declarations of a line each with their comments and gates, an empty line
/// between.
fn declarations(header: &Header) -> String {
    let sources: Vec<_> =
        header.sources.iter().map(|source| root().join("src").join(header.name).join(source)).collect();
    let mut config = Config {
        language: Language::C,
        no_includes: true,
        usize_is_size_t: true,
        documentation_style: DocumentationStyle::Doxy,
        style: Style::Tag,
        ..Config::default()
    };
    config.function.args = Layout::Horizontal;
    let texts: String = sources.iter().map(|source| fs::read_to_string(source).unwrap()).collect();
    // What it defines has its tag already; and is there though no function of this header takes it.
    let defines = |name: &str| texts.contains(&format!("pub struct {name} {{"));
    let tagged = TAGGED.iter().filter(|(rust, _)| !defines(rust));
    config.export.rename = tagged.map(|&(rust, c)| (rust.into(), c.into())).collect();
    config.export.include = TAGGED.iter().filter(|(rust, _)| defines(rust)).map(|&(rust, _)| rust.into()).collect();
    config.export.exclude = sources.iter().flat_map(|source| imports(&fs::read_to_string(source).unwrap())).collect();
    config.defines = [
        ("leat_have_sigset", "LEAT_HAVE_SIGSET"),
        ("leat_have_pthread", "LEAT_HAVE_PTHREAD"),
        ("leat_have_xopen", "LEAT_HAVE_XOPEN"),
    ]
    .map(|(cfg, define)| (cfg.into(), define.into()))
    .into();
    let builder = sources.iter().fold(Builder::new().with_config(config), Builder::with_src);
    let mut bytes = Vec::new();
    builder.generate().unwrap_or_else(|error| panic!("cbindgen, {}: {error}", header.name)).write(&mut bytes);
    String::from_utf8(bytes).unwrap()
}

/// The libc functions that a source declares in order to call them: the functions indented and not `pub`.
fn imports(source: &str) -> Vec<String> {
    let names = source.lines().filter_map(|line| line.strip_prefix("    fn "));
    names.filter_map(|line| Some(line.split_once('(')?.0.to_owned())).collect()
}

/// What cbindgen has no setting for: one gate around neighbours that share it, comments of one line where that is
/// enough, and parameters that no macro of the program can hit.
fn arrange(declarations: &str) -> String {
    let mut text = String::new();
    let mut gate = None;
    for block in declarations.trim().split("\n\n") {
        let (own_gate, block) = match block.split_once('\n') {
            Some((line, rest)) if line.starts_with("#if") => (Some(line), rest.trim_end_matches("\n#endif")),
            _ => (None, block),
        };
        if own_gate != gate {
            close(&mut text, gate);
            text += &own_gate.map_or(String::new(), |line| format!("{line}\n"));
            gate = own_gate;
        }
        let (comment, declaration) = match block.split_once("\n */\n") {
            Some((comment, declaration)) => (short(comment), declaration),
            None => (String::new(), block),
        };
        text += &format!("{comment}{}\n\n", prototype(declaration));
        text += &initialiser(declaration, declarations);
    }
    close(&mut text, gate);
    text.trim_end().to_owned()
}

/// What initialises a struct that begins with its size, with its members named by their number, as the last one must be, or
/// compilers warn: `#define LEAT_X_INIT {sizeof(struct leat_x), 0, {0, 0}}`. `before` are the declarations that define the
/// structs within it. Empty for other declarations.
fn initialiser(declaration: &str, before: &str) -> String {
    let Some((tag, members)) = members(declaration) else { return String::new() };
    if members.first().map(String::as_str) != Some("size_t size") {
        return String::new();
    }
    let rest: String = members[1..].iter().map(|member| format!(", {}", zero(member, before))).collect();
    let define = format!("#define {}_INIT", tag.to_uppercase());
    let line = format!("{define} {{sizeof(struct {tag}){rest}}}");
    let lines = if line.len() <= WIDTH { line } else { format!("{define} \\\n\t{{sizeof(struct {tag}){rest}}}") };
    format!("/** A struct {tag} of which all is the default. */\n{lines}\n\n")
}

/// The tag and the members of the struct that is declared.
fn members(declaration: &str) -> Option<(&str, Vec<String>)> {
    let (tag, body) = declaration.strip_prefix("struct ")?.split_once(" {\n")?;
    let body = body.strip_suffix("\n};")?;
    let code: String = body.split("/*").map(|part| part.split_once("*/").map_or(part, |(_, code)| code)).collect();
    Some((tag, code.split(';').map(|member| member.trim().to_owned()).filter(|member| !member.is_empty()).collect()))
}

/// The names of the members of all structs that a header defines.
#[allow(dead_code, reason = "one of the tests that share this asks")]
pub fn member_names(header: &str) -> Vec<String> {
    let starts = header.match_indices("\nstruct ").map(|(at, _)| at + 1);
    let defined = starts.filter_map(|at| members(&header[at..at + header[at..].find("\n};")? + 3]));
    let name = |member: &String| {
        let end = member.find('[').or(member.find(")(")).unwrap_or(member.len());
        member[..end].rsplit([' ', '*']).next().unwrap_or_default().to_owned()
    };
    defined.flat_map(|(_, members)| members.iter().map(name).collect::<Vec<_>>()).collect()
}

/// The zero of a member.
fn zero(member: &str, declarations: &str) -> String {
    let Some(tag) = member.strip_prefix("struct ").filter(|_| !member.contains('*')) else {
        return if member.ends_with(']') { "{0}".into() } else { "0".into() };
    };
    let tag = tag.split(' ').next().unwrap();
    let start = declarations.find(&format!("struct {tag} {{\n")).unwrap_or_else(|| panic!("{tag} is not defined"));
    let end = start + declarations[start..].find("\n};").unwrap() + 3;
    let (_, members) = members(&declarations[start..end]).unwrap();
    let zeroes: Vec<String> = members.iter().map(|member| zero(member, declarations)).collect();
    format!("{{{}}}", zeroes.join(", "))
}

/// Ends the gated declarations, which an empty line follows already.
fn close(text: &mut String, gate: Option<&str>) {
    if gate.is_some() {
        text.truncate(text.trim_end().len());
        *text += "\n#endif\n\n";
    }
}

fn short(comment: &str) -> String {
    let line = format!("{} */\n", comment.replacen("/**\n *", "/**", 1));
    if line.lines().count() == 1 && line.len() <= WIDTH + 1 { line } else { format!("{comment}\n */\n") }
}

/// The comments of a struct's members, on one line where that is enough.
fn short_comments(declaration: &str) -> String {
    let mut text = String::new();
    for line in declaration.split_inclusive('\n') {
        text += line;
        let Some(start) = text.rfind("  /**\n   * ").filter(|_| line == "   */\n") else { continue };
        let comment = text[start + 11..].trim_end_matches("\n   */\n");
        let short = format!("  /** {comment} */\n");
        if !comment.contains('\n') && short.len() <= WIDTH + 1 {
            text.replace_range(start.., &short);
        }
    }
    text
}

/// `int leat_dup(int fd);` becomes `int leat_dup(int _fd);`: a program may well have a macro named `fd` or `size`.
fn prototype(declaration: &str) -> String {
    if members(declaration).is_some() {
        return short_comments(declaration);
    }
    let Some((before, after)) = declaration.split_once('(') else { return declaration.to_owned() };
    let Some(parameters) = after.strip_suffix(");") else { return declaration.to_owned() };
    let before = before.strip_prefix("extern ").unwrap_or(before);
    let sentinel = SENTINELS.iter().find(|(name, _)| before.ends_with(name)).map_or("", |(_, sentinel)| sentinel);
    let parameters: Vec<String> = parameters.split(", ").map(underscored).collect();
    let mut text = format!("{before}(");
    let mut column = text.len();
    let indent = column;
    for (index, parameter) in parameters.iter().enumerate() {
        let end = if index + 1 == parameters.len() { format!("){sentinel};") } else { ", ".into() };
        // The space at the end of a full line is none.
        if column > indent && column + (parameter.clone() + &end).trim_end().len() > WIDTH {
            text = format!("{}\n{:indent$}", text.trim_end(), "");
            column = indent;
        }
        text += &format!("{parameter}{end}");
        column += parameter.len() + end.len();
    }
    text
}

fn underscored(parameter: &str) -> String {
    if matches!(parameter, "void" | "...") {
        return parameter.to_owned();
    }
    let end = parameter.find('[').unwrap_or(parameter.len());
    let start = parameter[..end].rfind([' ', '*']).map_or(0, |at| at + 1);
    format!("{}_{}", &parameter[..start], &parameter[start..])
}
