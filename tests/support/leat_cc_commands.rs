//! Command lines, each given to the compiler and to leat-cc: the same exit status, output, messages and files.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use super::support::explained;
use super::support::installed::{Shell, directory};
use super::ways::{Compiler, Way};

pub struct Command {
    pub name: &'static str,
    script: &'static str,
    then: Then,
}

/// What is so afterwards.
#[derive(Clone, Copy, PartialEq)]
enum Then {
    /// `./prog` explains its failure, found nowhere but by itself.
    Explains,
    /// `./prog` is there and has nothing of leat.
    WithoutLeat,
    /// There is no `./prog`.
    NoProgram,
}
use Then::{Explains, NoProgram, WithoutLeat};

const fn line(name: &'static str, script: &'static str, then: Then) -> Command {
    Command { name, script, then }
}

pub const COMMANDS: &[Command] = &[
    // Compiling and linking.
    line("one_shot", "$CC prog.c && mv a.out prog", Explains),
    line("output_first", "$CC -o prog prog.c", Explains),
    line("output_last", "$CC prog.c two.c -DTWO -o prog", Explains),
    line("output_joined", "$CC prog.c -oprog", Explains),
    line(
        "output_between",
        "$CC -c prog.c -DTWO -o x.o two.c; $CC -DTWO -c prog.c two.c && $CC prog.o -o prog two.o",
        Explains,
    ),
    line("only_objects", "$CC -c prog.c && rm prog.c && $CC prog.o -o prog", Explains),
    line("object_elsewhere", "mkdir out && $CC -c -oout/x.o prog.c && $CC -o prog out/x.o", Explains),
    line("odd_suffix", "$CC -c prog.c -o prog.obj && $CC prog.obj -o prog", Explains),
    line("spaces", "mv prog.c 'a b.c' && $CC -c 'a b.c' && $CC 'a b.o' -o 'p q' && mv 'p q' prog", Explains),
    line(
        "archive",
        "$CC -DTWO -c *.c && ar rc libx.a *.o && $CC -o prog -L. -Wl,--whole-archive -lx -Wl,--no-whole-archive",
        Explains,
    ),
    line("archive_only", "$CC -DTWO -c *.c && ar rc libx.a prog.o two.o && $CC -lx -L . -o prog", Explains),
    line("language", "mv prog.c prog.txt && $CC -x c prog.txt -o prog", Explains),
    line("language_none", "mv prog.c prog.txt; $CC -c two.c; $CC -xc prog.txt -x none two.o -DTWO -o prog", Explains),
    line("standard_input", "$CC -x c - -o prog < prog.c", Explains),
    line("standard_input_joined", "cat prog.c | $CC -xc -DTWO -o prog - -xnone two.c", Explains),
    line("own_include", "$CC -include stdio.h -include part.h prog.c -o prog", Explains),
    line("modes", "$CC -std=c11 -pedantic -Wall -Wextra -Werror -O2 -g3 -pipe -pthread prog.c -o prog", Explains),
    line("saved_steps", "$CC -save-temps prog.c -o prog 2>&1 && ls *.s *.i", Explains),
    line("lto", "$CC -O2 -flto prog.c two.c -DTWO -o prog", Explains),
    line("no_pie", "$CC -no-pie prog.c -o prog", Explains),
    line(
        "linker_options",
        "$CC -Wl,-z,defs,-Map=map -Xlinker --as-needed -Wl,-O1 prog.c -o prog && test -s map",
        Explains,
    ),
    line("stripped", "$CC -s prog.c -o prog", Explains),
    line("static", "$CC -static prog.c -o prog", Explains),
    line("static_pie", "$CC -static-pie prog.c -o prog", Explains),
    line("shared", "$CC -fPIC -shared two.c -o libtwo.so && $CC -DTWO prog.c -L. -ltwo -Wl,-rpath,. -o prog", Explains),
    line("shared_by_path", "$CC -fPIC -shared two.c -o libtwo.so; $CC -DTWO prog.c ./libtwo.so -o prog", Explains),
    // Where --as-needed is not what the compiler begins with.
    line("nothing_of_leat", "$CC -Wl,--no-as-needed plain.c -o prog", WithoutLeat),
    line("nothing_of_leat_object", "$CC -c plain.c && $CC plain.o -o prog", WithoutLeat),
    // Not yet with the library in it.
    line(
        "relocatable",
        "$CC -c -DTWO *.c; $CC -r prog.o two.o -o all.o; nm all.o | grep -c '[TVW] leat_'; $CC all.o -o prog",
        Explains,
    ),
    line(
        "relocatable_linker",
        "$CC -c -DTWO *.c; $CC -nostdlib -no-pie -Wl,-r prog.o two.o -o all.o; nm all.o | grep -c '[TVW] leat_'
            $CC all.o -o prog",
        Explains,
    ),
    // The C library is not the program's own.
    line(
        "directory_of_the_system",
        "$CC -static prog.c -L\"$(dirname \"$($CC -print-file-name=libc.a)\")\" -lc -o prog",
        Explains,
    ),
    line("archive_of_the_system", "$CC -static prog.c \"$($CC -print-file-name=libc.a)\" -o prog", Explains),
    // Steps.
    line("preprocess", "$CC -E prog.c -o prog.i && grep -c 'int main' prog.i && $CC prog.i -o prog", Explains),
    line("preprocess_to_output", "$CC -E -P prog.c | grep 'int main'", NoProgram),
    line("preprocessed_object", "$CC -E prog.c -o prog.i; $CC -c prog.i; $CC prog.o -o prog", Explains),
    line("assembly", "$CC -S prog.c && $CC -c prog.s && $CC prog.o -o prog", Explains),
    line("assembly_linked", "$CC -S prog.c && $CC prog.s -o prog", Explains),
    line(
        "assembly_preprocessed",
        "printf '#include <sys/syscall.h>\\n.section .note.GNU-stack\\n' > x.S; $CC prog.c x.S -o prog",
        Explains,
    ),
    line("syntax_only", "$CC -fsyntax-only prog.c two.c", NoProgram),
    line("header", "$CC part.h && ls part.h.*ch", NoProgram),
    line("header_language", "mv part.h part && $CC -x c-header part -o part.h.gch && ls", NoProgram),
    // Dependencies: -M has the headers of the system, and so leat's.
    line("dependencies_all", "$CC -M prog.c | tr -d '\\n\\\\' | grep -c 'prog.o: .*prog.c .*part.h'", NoProgram),
    line("dependencies", "$CC -MM prog.c", NoProgram),
    line("dependencies_file", "$CC -MM -MF x.d -MT target prog.c && cat x.d", NoProgram),
    line("dependencies_beside", "$CC -MMD -MP -c prog.c -o x.o && cat x.d && $CC x.o -o prog", Explains),
    line("dependencies_for_preprocessor", "$CC -Wp,-MMD,x.d -c prog.c && cat x.d", NoProgram),
    line("dependencies_one_shot", "$CC -MMD -MF x.d prog.c -o prog && cat x.d", Explains),
    // Response files.
    line("response", "echo '-o prog prog.c' > r && $CC @r", Explains),
    line(
        "response_quotes",
        "echo \"'-DA=\\\"x y\\\"' -D'B=1' a\\\\ b.c \\\"-o\\\" prog\" > r && mv prog.c 'a b.c' && $CC @r",
        Explains,
    ),
    line("response_nested", "echo 'prog.c @s' > r; echo '-o prog' > s; $CC @r", Explains),
    line("response_compile", "printf '%s\\n' -c prog.c > r; $CC @r && $CC prog.o -o prog", Explains),
    line("response_missing", "$CC @missing", NoProgram),
    line("response_of_itself", "echo '@r prog.c' > r; $CC @r", NoProgram),
    line("response_directory", "mkdir r; $CC @r", NoProgram),
    line("response_unreadable", "echo '-fsyntax-only prog.c' > r; chmod 0 r; $CC @r", NoProgram),
    line("response_open_quote", "echo \"'prog.c\" > r; $CC @r", NoProgram),
    // An a.out that happens to be there is not the program's.
    line(
        "response_empty",
        "echo 'int perror;' | cc -x c -shared - -o a.out; : > r; $CC @r prog.c -o prog; rm a.out",
        Explains,
    ),
    // Asking the compiler.
    line("no_arguments", "$CC", NoProgram),
    line("no_input", "$CC -Wall -o prog", NoProgram),
    line("verbose", "$CC -v", NoProgram),
    line("version", "$CC --version | head -n 1; $CC -dumpversion; $CC -dumpmachine", NoProgram),
    line("print", "$CC -print-file-name=libc.so.6; $CC -print-prog-name=ld; $CC -print-search-dirs", NoProgram),
    line("macros", "$CC -dM -E - < /dev/null | grep -x '#define __STDC__ 1'", NoProgram),
    line(
        "dry_run",
        "$CC -\\#\\#\\# prog.c -o prog 2> said; echo $?; grep -c 'prog\\.c' said > /dev/null; echo $?; rm said",
        NoProgram,
    ),
    line("no_such_option", "$CC -fno-such-option -c prog.c", NoProgram),
    // Failures.
    line("syntax_error", "echo 'int main(void) {' > x.c; $CC x.c -o prog", NoProgram),
    line("a_warning_is_an_error", "echo 'static int x;' > x.c; $CC -Wall -Werror -c x.c", NoProgram),
    line("a_warning_in_a_program", "$CC -Wall -DUNUSED=1 prog.c -o prog", Explains),
    line("one_of_two_fails", "echo 'choke me' > x.c; $CC x.c -c prog.c; ls *.o", NoProgram),
    line("no_such_file", "$CC nothing.c -o prog", NoProgram),
    line("no_such_object", "$CC nothing.o -o prog", NoProgram),
    line("no_such_library", "$CC -c prog.c; $CC prog.o -o prog -lnosuchlibrary", NoProgram),
    line("undefined", "$CC -c -DTWO prog.c; $CC prog.o -o prog", NoProgram),
    line("defined_twice", "$CC -c prog.c; cp prog.o x.o; $CC prog.o x.o -o prog", NoProgram),
    line("output_in_no_directory", "$CC -c prog.c; $CC prog.o -o no/prog", NoProgram),
    // Not for the C library that leat knows.
    line("freestanding", "$CC -ffreestanding -c prog.c && nm prog.o | grep ' open$'", NoProgram),
    line(
        "no_headers",
        "echo 'int open(void); int f(void) { return open(); }' > x.c; $CC -nostdinc -c x.c && nm -u x.o",
        NoProgram,
    ),
    line("another_word_size", "$CC -m32 -c plain.c", NoProgram),
    line("no_libraries", "$CC -nostdlib -shared -fPIC plain.c -o x.so && nm -D x.so | grep ' main'", NoProgram),
];

const PROG: &str = r#"
#include <fcntl.h>
#include "part.h"
#include <stdio.h>

int two(void);

int main(void)
{
#ifdef UNUSED
	int unused;
#endif
	printf("%d\n", HELLO);
#ifdef TWO
	printf("%d\n", two());
#endif
	if (open("/no/file", O_RDONLY) == -1)
		perror("open");
	return 3;
}
"#;

const TWO: &str = r#"
#include <unistd.h>

int two(void)
{
	int fd[2];

	return pipe(fd) + close(fd[0]) + 2;
}
"#;

pub fn test(command: &Command, compiler: &Compiler) {
    let [plain, leat] = [Way::Plain, Way::LeatCc].map(|way| in_a_directory(command, compiler, way));
    let expected = outcome(command, compiler, Way::Plain, &plain);
    assert_eq!(outcome(command, compiler, Way::LeatCc, &leat), expected, "leat-cc's is on the left");
    let exists = plain.join("prog").exists();
    assert_eq!(exists, command.then != NoProgram, "{}\n{}", expected.0, expected.1);
    if exists {
        let run = |directory: &Path| Shell::new(directory).try_run("LEAT_EXPLAIN=1 ./prog 2>&1; echo $?").stdout;
        let said = run(&leat);
        let (others, explanations) = explained::split(&said);
        let of_open = |text: &String| text.starts_with("leat: open(\"/no/file\", O_RDONLY): ENOENT: ");
        assert_eq!(
            (explanations.len(), explanations.iter().all(of_open)),
            ((command.then == Explains).into(), true),
            "{said}"
        );
        assert_eq!(others, run(&plain));
    }
    if command.then == WithoutLeat {
        let needed = Shell::new(&leat).run("readelf -d prog | grep -c 'NEEDED.*libleat' || :");
        assert_eq!(needed, "0\n", "it has no use for leat, and loads it");
    }
}

fn in_a_directory(command: &Command, compiler: &Compiler, way: Way) -> PathBuf {
    let directory = directory(&format!("command.{}.{}.{way:?}", command.name, compiler.c));
    let plain = "int main(void) { return 3; }\n";
    for (name, text) in [("prog.c", PROG), ("two.c", TWO), ("part.h", "#define HELLO 1\n")] {
        fs::write(directory.join(name), text).unwrap();
    }
    if command.script.contains("plain.c") {
        fs::write(directory.join("plain.c"), plain).unwrap();
    }
    directory
}

/// What it says, and the names of what it makes.
fn outcome(command: &Command, compiler: &Compiler, way: Way, directory: &Path) -> (String, String, Vec<String>) {
    let said = way.run(compiler, directory, command.script);
    let mut made: Vec<String> = fs::read_dir(directory)
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| format!("{} {:o}", entry.file_name().display(), entry.metadata().unwrap().permissions().mode()))
        .collect();
    made.sort();
    (said.stdout, without_places(&said.stderr), made)
}

/// The linker says where in the machine code, and the compiler names its temporary files.
fn without_places(stderr: &str) -> String {
    let words = |line: &str| {
        let kept = line.split(' ').filter(|word| !word.contains("(.text+") && !word.contains("/tmp/"));
        kept.collect::<Vec<_>>().join(" ")
    };
    // clang says so of a command line with nothing but a file that is not there; that of leat-cc has a library too.
    let lines = stderr.lines().filter(|line| *line != "clang: error: no input files");
    lines.map(|line| words(line) + "\n").collect()
}
