//! Programs that have functions, variables, members of their own with the names of mirrored functions.

use std::env;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::compat::{Compiler, Language, Scratch, output, run};
use super::support::library;
use super::support::run::{Run, describe};

pub struct Case {
    pub name: &'static str,
    pub languages: &'static [Language],
    /// One or more files.
    sources: &'static [&'static str],
    prints: &'static str,
}

const C: &[Language] = &[Language::C];
const CPP: &[Language] = &[Language::Cpp];
const EACH: &[Language] = &[Language::C, Language::Cpp];

pub const CASES: &[Case] = &[
    Case {
        name: "popen",
        languages: C,
        sources: &["#include <stdio.h>\n\
            FILE *popen(const char *command, const char *mode) { printf(\"own popen %s %s\\n\", command, mode); return NULL; }\n\
            int main(void) { return popen(\"true\", \"r\") != NULL; }\n"],
        prints: "own popen true r\n",
    },
    Case {
        name: "signal",
        languages: C,
        sources: &["#include <signal.h>\n#include <stdio.h>\n\
            typedef void (*handler)(int);\n\
            handler signal(int number, handler new_one) { printf(\"own signal %d\\n\", number); return new_one; }\n\
            int main(void) { return signal(SIGINT, SIG_DFL) != SIG_DFL; }\n"],
        prints: "own signal 2\n",
    },
    Case {
        name: "semaphore",
        languages: EACH,
        sources: &["#include <stdio.h>\n\
            struct semaphore { int value; };\n\
            static void P(struct semaphore *s) { s->value--; printf(\"P %d\\n\", s->value); }\n\
            static void V(struct semaphore *s) { s->value++; printf(\"V %d\\n\", s->value); }\n\
            int wait(struct semaphore *s) { P(s); return 0; }\n\
            int signal(struct semaphore *s) { V(s); return 0; }\n\
            int main(void) { struct semaphore s = { 1 }; return wait(&s) + signal(&s); }\n"],
        prints: "P 0\nV 1\n",
    },
    Case {
        name: "textbook_wait",
        languages: C,
        sources: &["#include <stdio.h>\n#include <unistd.h>\n\
            int wait(int *s) { printf(\"own wait %d\\n\", *s); return --*s; }\n\
            int signal(int *s) { printf(\"own signal %d\\n\", *s); return ++*s; }\n\
            int main(void) { int s = 1; return wait(&s) + signal(&s) - 1; }\n"],
        prints: "own wait 1\nown signal 0\n",
    },
    Case {
        name: "two_files",
        languages: C,
        sources: &[
            "int send(int to, const char *text);\nint main(void) { int (*call)(int, const char *) = send; return call(1, \"a\") + send(2, \"b\"); }\n",
            "#include <stdio.h>\nint send(int to, const char *text) { printf(\"own send %d %s\\n\", to, text); return 0; }\n",
        ],
        prints: "own send 1 a\nown send 2 b\n",
    },
    Case {
        name: "global_variables",
        languages: EACH,
        sources: &[
            "#include <stdio.h>\nextern int pipe[2];\nint send = 3;\nint main(void) { printf(\"%d %d %d\\n\", pipe[0], pipe[1], send); return 0; }\n",
            "int pipe[2] = { 7, 8 };\n",
        ],
        prints: "7 8 3\n",
    },
    Case {
        name: "static_functions",
        languages: EACH,
        sources: &["#include <stdio.h>\n\
            static long read(int fd, void *room, unsigned long size) { (void)room; printf(\"own read %d %lu\\n\", fd, size); return 0; }\n\
            static int accept(int who) { printf(\"own accept %d\\n\", who); return 0; }\n\
            int main(void) { char c; int (*call)(int) = accept; return (int)read(1, &c, 1) + call(5); }\n"],
        prints: "own read 1 1\nown accept 5\n",
    },
    Case {
        name: "members_and_locals",
        languages: EACH,
        sources: &["#include <stdio.h>\n#include <unistd.h>\n#include <sys/socket.h>\n#include <signal.h>\n\
            struct device { int (*read)(int); int (*close)(int); int send; };\n\
            static int device_read(int n) { return n + 1; }\n\
            static int twice(int pipe) { int wait = pipe * 2; return wait; }\n\
            int main(void) {\n\
                struct device device = { device_read, twice, 4 };\n\
                enum { fork = 5 };\n\
                int signal = device.read(1), stat = device.close(3);\n\
                if (stat != 6) goto open;\n\
                printf(\"%d %d %d %d\\n\", signal, stat, device.send, (int)fork);\n\
            open:\n\
                return 0;\n\
            }\n"],
        prints: "2 6 4 5\n",
    },
    Case {
        name: "extern_c",
        languages: CPP,
        sources: &[
            "extern \"C\" int send(int to, const char *text);\nint main() { return send(2, \"b\"); }\n",
            "#include <cstdio>\nextern \"C\" int send(int to, const char *text) { std::printf(\"own send %d %s\\n\", to, text); return 0; }\n",
        ],
        prints: "own send 2 b\n",
    },
    Case {
        name: "methods",
        languages: CPP,
        sources: &["#include <iostream>\n\
            struct channel {\n\
                int fd;\n\
                explicit channel(int number) : fd(number) {}\n\
                virtual ~channel() { close(); }\n\
                virtual int send(const char *text) { std::cout << \"send \" << fd << ' ' << text << std::endl; return 0; }\n\
                static channel open(int number) { return channel(number); }\n\
                void close() { fd = -1; }\n\
                template <typename T> T read(T value) { return value; }\n\
            };\n\
            namespace net {\n\
                int bind(int port) { std::cout << \"bind \" << port << std::endl; return 0; }\n\
                namespace { int accept(int port) { return bind(port) + 1; } }\n\
            }\n\
            using net::bind;\n\
            int main() {\n\
                channel c = channel::open(c.read(3));\n\
                int (channel::*call)(const char *) = &channel::send;\n\
                auto pipe = [](int n) { return n; };\n\
                return c.send(\"a\") + (c.*call)(\"b\") + bind(1) + net::accept(2) - pipe(1);\n\
            }\n"],
        prints: "send 3 a\nsend 3 b\nbind 1\nbind 2\n",
    },
    Case {
        name: "overloads",
        languages: CPP,
        sources: &[
            "#include <cerrno>\n#include <iostream>\n#include <fcntl.h>\n#include <sys/wait.h>\n#include <unistd.h>\n\
            struct semaphore { int value; };\n\
            int wait(semaphore &s) { std::cout << \"own wait \" << s.value << std::endl; return 0; }\n\
            int open(const semaphore &s) { std::cout << \"own open \" << s.value << std::endl; return 0; }\n\
            int main() {\n\
                semaphore s = { 3 };\n\
                int status = 0;\n\
                std::cout << wait(&status) << ' ' << (errno == ECHILD) << std::endl;\n\
                return wait(s) + open(s) + close(open(\"/dev/null\", O_RDONLY));\n\
            }\n",
        ],
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
