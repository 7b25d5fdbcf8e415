//! A source that calls every mirrored function, and takes its address; and what its object file calls in truth.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;
use std::process::Command;

use super::compat::{Compiler, Mode, output, run};
use super::compat_names::{Mirror, Names};
use super::support::scratch::Scratch;

/// A mirrored function of which none of these has a declaration fails the test.
const HEADERS: &[&str] = &[
    "arpa/inet.h",
    "dirent.h",
    "fcntl.h",
    "mqueue.h",
    "netdb.h",
    "netinet/in.h",
    "poll.h",
    "pthread.h",
    "semaphore.h",
    "signal.h",
    "spawn.h",
    "stdio.h",
    "stdlib.h",
    "sys/epoll.h",
    "sys/eventfd.h",
    "sys/file.h",
    "sys/ioctl.h",
    "sys/ipc.h",
    "sys/mman.h",
    "sys/msg.h",
    "sys/resource.h",
    "sys/select.h",
    "sys/sem.h",
    "sys/sendfile.h",
    "sys/shm.h",
    "sys/signalfd.h",
    "sys/socket.h",
    "sys/stat.h",
    "sys/time.h",
    "sys/timerfd.h",
    "sys/types.h",
    "sys/uio.h",
    "sys/wait.h",
    "termios.h",
    "time.h",
    "unistd.h",
];

/// Calls that _FORTIFY_SOURCE turns into calls of checked functions: the room is known, what is asked for is not. The
/// parameters are `int fd, const char *name, int flags, size_t size`.
pub const CHECKED: &[(&str, &str, &str)] = &[
    ("read", "char room[8]; return read(fd, room, size);", "__read_chk"),
    ("pread", "char room[8]; return pread(fd, room, size, 0);", "__pread_chk __pread64_chk"),
    ("pread64", "char room[8]; return pread64(fd, room, size, 0);", "__pread64_chk"),
    ("poll", "struct pollfd room[2]; return poll(room, size, 0);", "__poll_chk"),
    ("ppoll", "struct pollfd room[2]; return ppoll(room, size, 0, 0);", "__ppoll_chk"),
    ("readlink", "char room[8]; (void)fd; return readlink(name, room, size);", "__readlink_chk"),
    ("getcwd", "char room[8]; return getcwd(room, size) != 0;", "__getcwd_chk"),
    ("recv", "char room[8]; return recv(fd, room, size, 0);", "__recv_chk"),
    ("recvfrom", "char room[8]; return recvfrom(fd, room, size, 0, 0, 0);", "__recvfrom_chk"),
    ("open", "(void)fd; (void)size; return open(name, flags);", "__open_2 __open64_2"),
    ("open64", "(void)fd; (void)size; return open64(name, flags);", "__open64_2"),
    ("openat", "(void)size; return openat(fd, name, flags);", "__openat_2 __openat64_2"),
    ("openat64", "(void)size; return openat64(fd, name, flags);", "__openat64_2"),
    ("mq_open", "(void)fd; (void)size; return mq_open(name, flags);", "__mq_open_2"),
];

/// What an object file needs: all of it, and each of its functions and pointers by its section's name.
pub struct Needs {
    pub all: BTreeSet<String>,
    pub by_section: BTreeMap<String, BTreeSet<String>>,
}

impl Needs {
    pub fn of(&self, section: &str) -> BTreeSet<String> {
        self.by_section.get(section).cloned().unwrap_or_default()
    }
}

fn includes() -> String {
    HEADERS.iter().fold(String::new(), |mut text, header| {
        writeln!(text, "#include <{header}>").unwrap();
        text
    })
}

/// What the C library declares in this mode, of all names that programs can call: the compiler is asked.
pub fn declared(compiler: Compiler, mode: Mode, names: &Names, scratch: &Scratch) -> Result<BTreeSet<String>, String> {
    let callable: Vec<&String> = names.mirrors.iter().flat_map(|mirror| &mirror.callable).collect();
    let mut source = includes();
    let first_line = source.lines().count() + 1;
    for name in &callable {
        writeln!(source, "__typeof__(&{name}) probe_{name};").unwrap();
    }
    let path = scratch.write("probe.c", &source);
    let unlimited = if compiler.is_clang { "-ferror-limit=0" } else { "-fmax-errors=0" };
    let mut command = compiler.command();
    command.args(mode.flags(compiler.language)).args(["-w", "-fsyntax-only", unlimited]).arg(&path);
    let said = String::from_utf8_lossy(&output(&mut command)?.stderr).into_owned();
    let prefix = format!("{}:", path.display());
    let mut undeclared = BTreeSet::new();
    for error in said.lines().filter(|line| line.contains(" error: ")) {
        let line = error.strip_prefix(&prefix).and_then(|rest| rest.split(':').next()?.parse::<usize>().ok());
        match line.and_then(|line| line.checked_sub(first_line)) {
            Some(index) => undeclared.insert(index),
            None => return Err(format!("{command:?}\n{said}")),
        };
    }
    let declared = callable.iter().enumerate().filter(|(index, _)| !undeclared.contains(index));
    Ok(declared.map(|(_, name)| (*name).clone()).collect())
}

/// A call with nothing in particular: 0 is an argument of every type but a structure, and an enumeration in C++.
fn call(mirror: &Mirror, name: &str) -> String {
    let mut locals = String::new();
    let mut arguments = Vec::new();
    for (index, parameter) in mirror.parameters.iter().enumerate() {
        let by_value = ["union ", "struct ", "idtype_t "].iter().any(|kind| parameter.starts_with(kind));
        if by_value && !parameter.contains('*') {
            let (kind, _) = parameter.rsplit_once(' ').unwrap_or((parameter, ""));
            write!(locals, "{kind} value{index}; ").unwrap();
            arguments.push(format!("value{index}"));
        } else {
            arguments.push("0".to_owned());
        }
    }
    format!("{locals}{name}({});", arguments.join(", "))
}

/// The functions `call_open`, `checked_open` and the pointer `pointer_open`, and so on.
pub fn source(names: &Names, declared: &BTreeSet<String>) -> String {
    let mut source = includes();
    source.push_str("#ifdef __cplusplus\nextern \"C\" {\n#endif\n");
    for mirror in &names.mirrors {
        for name in mirror.callable.iter().filter(|name| declared.contains(*name)) {
            writeln!(source, "void call_{name}(void) {{ {} }}", call(mirror, name)).unwrap();
            writeln!(source, "__typeof__({name}) *pointer_{name} = {name};").unwrap();
        }
    }
    for (name, body, _) in CHECKED.iter().filter(|(name, ..)| declared.contains(*name)) {
        writeln!(source, "long checked_{name}(int fd, const char *name, int flags, size_t size) {{ {body} }}").unwrap();
    }
    source.push_str("#ifdef __cplusplus\n}\n#endif\n");
    source
}

/// Compiles the source and reads what its object file needs.
pub fn needs(mut command: Command, compiler: Compiler, mode: Mode, path: &Path) -> Result<Needs, String> {
    let object = path.with_extension("o");
    command.args(mode.flags(compiler.language)).args(["-w", "-ffunction-sections", "-fdata-sections", "-c", "-o"]);
    run(command.arg(&object).arg(path))?;
    let undefined = run(Command::new("nm").args(["-u", "--format=just-symbols"]).arg(&object))?;
    let relocations = run(Command::new("readelf").args(["-r", "-W"]).arg(&object))?;
    Ok(Needs { all: undefined.lines().map(str::to_owned).collect(), by_section: by_section(&relocations) })
}

fn by_section(relocations: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut sections: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut section = String::new();
    for line in relocations.lines() {
        if let Some(rest) = line.strip_prefix("Relocation section '") {
            let name = rest.split('\'').next().unwrap_or_default();
            section = name.rsplit('.').next().unwrap_or_default().to_owned();
        } else if let Some(symbol) = line.split_whitespace().nth(4)
            && symbol != "__stack_chk_fail"
            && !symbol.starts_with('.')
            && line.starts_with(|c: char| c.is_ascii_hexdigit())
        {
            sections.entry(section.clone()).or_default().insert(symbol.to_owned());
        }
    }
    sections
}
