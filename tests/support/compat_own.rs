//! Programs that have functions, variables, members of their own with the names of mirrored functions.

use std::env;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::compat::{Compiler, Language, output, run};
use super::support::library;
use super::support::run::{Run, describe};
use super::support::scratch::Scratch;

pub struct Case {
    pub name: &'static str,
    pub languages: &'static [Language],
    /// One or more files.
    sources: &'static [&'static str],
    prints: &'static str,
}

const C: &[Language] = &[Language::C];
const CXX: &[Language] = &[Language::Cxx];
const EACH: &[Language] = &[Language::C, Language::Cxx];

pub const CASES: &[Case] = &[
    Case {
        name: "popen",
        languages: C,
        sources: &[r#"
#include <stdio.h>
FILE *popen(const char *command, const char *mode) { printf("own popen %s %s\n", command, mode); return NULL; }
int main(void) { return popen("true", "r") != NULL; }
"#],
        prints: "own popen true r\n",
    },
    Case {
        // Its own functions and leat's mirrors meet.
        name: "textbook_popen",
        languages: C,
        sources: &[r#"
#include <errno.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>
static pid_t child;
FILE *popen(const char *command, const char *mode) {
    int fds[2];
    (void)mode;
    puts("own popen");
    fflush(stdout);
    if (pipe(fds) < 0) return NULL;
    if ((child = fork()) == 0) {
        dup2(fds[1], 1);
        close(fds[0]);
        close(fds[1]);
        execl("/bin/sh", "sh", "-c", command, (char *)0);
        _exit(127);
    }
    close(fds[1]);
    return fdopen(fds[0], "r");
}
int pclose(FILE *stream) {
    int status;
    puts("own pclose");
    fclose(stream);
    return waitpid(child, &status, 0) == child ? status : -1;
}
int main(void) {
    char line[32] = "";
    FILE *stream = popen("echo hello", "r");
    fputs(fgets(line, sizeof line, stream), stdout);
    return pclose(stream) + (wait(NULL) != -1 || errno != ECHILD);
}
"#],
        prints: "own popen\nhello\nown pclose\n",
    },
    Case {
        name: "signal",
        languages: C,
        sources: &[r#"
#include <signal.h>
#include <stdio.h>
typedef void (*handler)(int);
handler signal(int number, handler new_one) { printf("own signal %d\n", number); return new_one; }
int main(void) { return signal(SIGINT, SIG_DFL) != SIG_DFL; }
"#],
        prints: "own signal 2\n",
    },
    Case {
        name: "semaphore",
        languages: EACH,
        sources: &[r#"
#include <stdio.h>
struct semaphore { int value; };
static void P(struct semaphore *s) { s->value--; printf("P %d\n", s->value); }
static void V(struct semaphore *s) { s->value++; printf("V %d\n", s->value); }
int wait(struct semaphore *s) { P(s); return 0; }
int signal(struct semaphore *s) { V(s); return 0; }
int main(void) { struct semaphore s = { 1 }; return wait(&s) + signal(&s); }
"#],
        prints: "P 0\nV 1\n",
    },
    Case {
        name: "textbook_wait",
        languages: C,
        sources: &[r#"
#include <stdio.h>
#include <unistd.h>
int wait(int *s) { printf("own wait %d\n", *s); return --*s; }
int signal(int *s) { printf("own signal %d\n", *s); return ++*s; }
int main(void) { int s = 1; return wait(&s) + signal(&s) - 1; }
"#],
        prints: "own wait 1\nown signal 0\n",
    },
    Case {
        name: "two_files",
        languages: C,
        sources: &[
            r#"
int send(int to, const char *text);
int main(void) { int (*call)(int, const char *) = send; return call(1, "a") + send(2, "b"); }
"#,
            r#"
#include <stdio.h>
int send(int to, const char *text) { printf("own send %d %s\n", to, text); return 0; }
"#,
        ],
        prints: "own send 1 a\nown send 2 b\n",
    },
    Case {
        name: "global_variables",
        languages: EACH,
        sources: &[
            r#"
#include <stdio.h>
extern int pipe[2];
int send = 3;
int main(void) { printf("%d %d %d\n", pipe[0], pipe[1], send); return 0; }
"#,
            "int pipe[2] = { 7, 8 };\n",
        ],
        prints: "7 8 3\n",
    },
    Case {
        name: "static_functions",
        languages: EACH,
        sources: &[r#"
#include <stdio.h>
static long read(int fd, void *room, unsigned long size) {
    (void)room;
    printf("own read %d %lu\n", fd, size);
    return 0;
}
static int accept(int who) { printf("own accept %d\n", who); return 0; }
int main(void) { char c; int (*call)(int) = accept; return (int)read(1, &c, 1) + call(5); }
"#],
        prints: "own read 1 1\nown accept 5\n",
    },
    Case {
        name: "members_and_locals",
        languages: EACH,
        sources: &[r#"
#include <stdio.h>
#include <unistd.h>
#include <sys/socket.h>
#include <signal.h>
struct device { int (*read)(int); int (*close)(int); int send; };
static int device_read(int n) { return n + 1; }
static int twice(int pipe) { int wait = pipe * 2; return wait; }
int main(void) {
    struct device device = { device_read, twice, 4 };
    enum { fork = 5 };
    int signal = device.read(1), stat = device.close(3);
    if (stat != 6) goto open;
    printf("%d %d %d %d\n", signal, stat, device.send, (int)fork);
open:
    return 0;
}
"#],
        prints: "2 6 4 5\n",
    },
    Case {
        name: "extern_c",
        languages: CXX,
        sources: &[
            r#"
extern "C" int send(int to, const char *text);
int main() { return send(2, "b"); }
"#,
            r#"
#include <cstdio>
extern "C" int send(int to, const char *text) { std::printf("own send %d %s\n", to, text); return 0; }
"#,
        ],
        prints: "own send 2 b\n",
    },
    Case {
        name: "methods",
        languages: CXX,
        sources: &[r#"
#include <iostream>
struct channel {
    int fd;
    explicit channel(int number) : fd(number) {}
    virtual ~channel() { close(); }
    virtual int send(const char *text) { std::cout << "send " << fd << ' ' << text << std::endl; return 0; }
    static channel open(int number) { return channel(number); }
    void close() { fd = -1; }
    template <typename T> T read(T value) { return value; }
};
namespace net {
    int bind(int port) { std::cout << "bind " << port << std::endl; return 0; }
    namespace { int accept(int port) { return bind(port) + 1; } }
}
using net::bind;
int main() {
    channel c = channel::open(c.read(3));
    int (channel::*call)(const char *) = &channel::send;
    auto pipe = [](int n) { return n; };
    return c.send("a") + (c.*call)("b") + bind(1) + net::accept(2) - pipe(1);
}
"#],
        prints: "send 3 a\nsend 3 b\nbind 1\nbind 2\n",
    },
    Case {
        name: "overloads",
        languages: CXX,
        sources: &[r#"
#include <cerrno>
#include <iostream>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>
struct semaphore { int value; };
int wait(semaphore &s) { std::cout << "own wait " << s.value << std::endl; return 0; }
int open(const semaphore &s) { std::cout << "own open " << s.value << std::endl; return 0; }
int main() {
    semaphore s = { 3 };
    int status = 0;
    std::cout << wait(&status) << ' ' << (errno == ECHILD) << std::endl;
    return wait(s) + open(s) + close(open("/dev/null", O_RDONLY));
}
"#],
        prints: "-1 1\nown wait 3\nown open 3\n",
    },
];

/// Compiled with `leat/compat.h`, the program says no more than without, links, and runs its own.
pub fn test(case: &Case, compiler: Compiler) -> Result<(), String> {
    let scratch = Scratch::new(&format!("own-{}-{}", case.name, compiler.name));
    let write = |(index, text): (usize, &&str)| scratch.write(&format!("{index}.c"), text);
    let sources: Vec<PathBuf> = case.sources.iter().enumerate().map(write).collect();
    let plain = scratch.path.join("plain");
    let plain_warnings = compile(compiler.command(), &sources)?;
    link(compiler, &sources, &plain, &[])?;
    expect(case, &scratch, &plain, "without compat.h")?;
    let warnings = compile(compiler.compat_command(), &sources)?;
    if warnings.lines().count() != plain_warnings.lines().count() {
        return Err(format!("the compiler says\n{warnings}and without compat.h\n{plain_warnings}"));
    }
    for (way, arguments) in [("shared", library::shared_arguments()), ("static", library::static_arguments())] {
        let program = scratch.path.join(way);
        match link(compiler, &sources, &program, &arguments) {
            Ok(()) => expect(case, &scratch, &program, way)?,
            // In cargo's archive the mirrors are not weak, as in the one that is shipped.
            Err(said) if cargos_archive(way) && said.contains("multiple definition of `leat_") => {}
            Err(said) => return Err(format!("{way}: {said}")),
        }
    }
    Ok(())
}

fn cargos_archive(way: &str) -> bool {
    way == "static" && env::var_os("LEAT_LIBDIR").is_none()
}

/// To object files beside the sources. Returns what the compiler says.
fn compile(command: std::process::Command, sources: &[PathBuf]) -> Result<String, String> {
    let mut said = String::new();
    let arguments: Vec<_> = command.get_args().map(|each| each.to_owned()).collect();
    for source in sources {
        let mut command = std::process::Command::new(command.get_program());
        command.args(&arguments).args(["-Wall", "-Wextra", "-c", "-o"]).arg(source.with_extension("o")).arg(source);
        let output = output(&mut command)?;
        let stderr = String::from_utf8_lossy(&output.stderr);
        if !output.status.success() {
            return Err(format!("{command:?}\n{stderr}"));
        }
        said.push_str(&stderr);
    }
    Ok(said)
}

fn link(compiler: Compiler, sources: &[PathBuf], program: &Path, library: &[String]) -> Result<(), String> {
    let mut command = std::process::Command::new(compiler.name);
    command.arg("-o").arg(program).args(sources.iter().map(|source| source.with_extension("o"))).args(library);
    run(&mut command).map(drop)
}

fn expect(case: &Case, scratch: &Scratch, program: &Path, way: &str) -> Result<(), String> {
    let run = Run {
        name: &program.display().to_string(),
        command: &[program.display().to_string()],
        environment: &[],
        scratch: &scratch.path.join("run"),
        source: "",
        limit: Duration::from_secs(60),
    };
    let ended = run.run().map_err(|error| format!("{way}: {error}"))?;
    let stdout = String::from_utf8_lossy(&ended.stdout);
    if !ended.status.success() || stdout != case.prints {
        return Err(format!("{way}: {}it printed:\n{stdout}and not:\n{}", describe(&ended), case.prints));
    }
    Ok(())
}
