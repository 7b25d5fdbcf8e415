//! Functions and variables of a program's own with mirrored names: whose runs?

use std::fs;

use super::support::installed::directory;
use super::ways::{Compiler, Way};

/// A script makes `./prog` of `def.c`, which defines, and `use.c`, which uses. `$CC` is leat-cc, `$PLAIN` the compiler.
pub struct Case {
    pub name: &'static str,
    definition: &'static str,
    use_: &'static str,
    scripts: &'static [&'static str],
    prints: &'static str,
}

/// Defined with nothing before it, so that gcc leaves the symbol its name. It has more arguments than registers take:
/// leat's mirror would not hand them on.
const WAIT: &str = "int printf(const char *, ...);
int *wait(int *s, int a, int b, int c, int d, int e, int f, int g, double x)
{
    printf(\"own wait %d %d%d%d%d%d%d%d %g\\n\", *s, a, b, c, d, e, f, g, x);
    return s;
}\n";
/// Declared before, so that it is leat_wait.
const DECLARED_WAIT: &str = "int printf(const char *, ...);
int *wait(int *s, int a, int b, int c, int d, int e, int f, int g, double x);
int *wait(int *s, int a, int b, int c, int d, int e, int f, int g, double x)
{
    printf(\"own wait %d %d%d%d%d%d%d%d %g\\n\", *s, a, b, c, d, e, f, g, x);
    return s;
}\n";
const USE_WAIT: &str = "#include <stdio.h>
#include <unistd.h>
int *wait(int *s, int a, int b, int c, int d, int e, int f, int g, double x);
int main(void)
{
    int s = 1, fd[2];
    if (pipe(fd) == 0 && wait(&s, 2, 3, 4, 5, 6, 7, 8, 0.5) == &s)
        puts(\"and its result\");
    return 0;
}\n";
const OWN_WAIT: &str = "own wait 1 2345678 0.5\nand its result\n";

/// All that may be compiled and linked of two files, by leat-cc or in part without.
const LINKED: &[&str] = &[
    "$CC def.c use.c -o prog",
    "$CC use.c def.c -s -o prog",
    "$CC -c def.c use.c && $CC use.o def.o -o prog",
    "$CC -c def.c use.c && $CC -static def.o use.o -o prog",
    "$CC -c def.c && $CC use.c def.o -o prog",
    "$CC -c use.c && $CC use.o def.c -o prog",
    "$CC -c def.c && ar rc libdef.a def.o && $CC use.c libdef.a -o prog",
    "$CC -c def.c && ar rc libdef.a def.o && $CC -ldef use.c -L. -ldef -o prog",
    "$CC -fPIC -shared def.c -o libdef.so && $CC use.c -L. -ldef -Wl,-rpath,. -o prog",
    "$CC -fPIC -shared def.c -o libdef.so && $PLAIN use.c libdef.so -Wl,-rpath,. -o prog",
    "$CC -fPIC -c def.c && $CC -shared def.o -o libdef.so && $PLAIN use.c libdef.so -Wl,-rpath,. -o prog",
    "cp use.c 'a use.c'; cp def.c 'a def.c'; $CC -c 'a use.c' && $CC 'a use.o' 'a def.c' -o prog",
    "echo 'use.o' > r; echo '-o prog def.o' > s; $CC -c def.c use.c && $CC @r @s",
    "$CC -E def.c -o d.i && $CC -E use.c -o u.i && $CC d.i u.i -o prog",
    "$CC -S def.c use.c && $CC def.s use.s -o prog",
    "$CC -flto -c def.c use.c && $CC -flto def.o use.o -o prog",
    // Some were compiled elsewhere.
    "$PLAIN -c def.c && $CC use.c def.o -o prog",
    "$PLAIN -c def.c && $CC -c use.c && $CC use.o def.o -o prog",
    "$PLAIN -c def.c && $CC -c use.c && $CC -static def.o use.o -o prog",
    "$PLAIN -c def.c && cp def.o def.obj && $CC use.c def.obj -o prog",
    "$PLAIN -c def.c && ar rc libdef.a def.o && $CC use.c libdef.a -o prog",
    "$PLAIN -c def.c && ar rc libdef.a def.o && $CC use.c -ldef -L. -o prog",
    "$PLAIN -c def.c && ar rc libdef.a def.o && $CC use.c -L . -l :libdef.a -o prog",
    "$PLAIN -c def.c && ar rc libdef.a def.o && $CC -static use.c -L. -ldef -o prog",
    // Where -static is given, a shared library of the same name counts for nothing.
    "$PLAIN -c def.c && ar rc libdef.a def.o && $PLAIN -shared -x c /dev/null -o libdef.so \
        && $CC -c use.c && $CC -static use.o -L. -ldef -o prog",
    "$PLAIN -c use.c && $CC use.o def.c -o prog",
    "$PLAIN -c use.c && $CC -c def.c && $CC def.o use.o -o prog",
    "$PLAIN -c use.c && $CC -c def.c && $CC -static def.o use.o -o prog",
    "$PLAIN -c use.c && $CC -c def.c && ar rc libdef.a def.o && $CC use.o libdef.a -o prog",
    "$PLAIN -c use.c && ar rc libuse.a use.o && $CC def.c -L. -Wl,--whole-archive -luse -Wl,--no-whole-archive -o prog",
];

const USES_A_LIBRARY: &str = "#include <stdio.h>
int callback(void);
int send(int a, int b, int c, int d, double e, double f)
{
    printf(\"own send %d%d%d%d %g %g\\n\", a, b, c, d, e, f);
    return 0;
}
int main(void) { return callback(); }\n";
const LIBRARY_THAT_CALLS_BACK: &str = "int send(int a, int b, int c, int d, double e, double f);
int callback(void) { return send(1, 2, 3, 4, 0.5, 1.5); }\n";

pub const CASES: &[Case] = &[
    Case { name: "function", definition: WAIT, use_: USE_WAIT, scripts: LINKED, prints: OWN_WAIT },
    Case { name: "declared_function", definition: DECLARED_WAIT, use_: USE_WAIT, scripts: LINKED, prints: OWN_WAIT },
    Case {
        name: "variable",
        definition: "int pipe[2] = { 7, 8 };\n",
        use_: "#include <stdio.h>
            extern int pipe[2];
            int main(void) { printf(\"%d %d\\n\", pipe[0], pipe[1]); return 0; }\n",
        scripts: &[
            "$CC def.c use.c -o prog",
            "$CC -c def.c use.c && $CC use.o def.o -o prog",
            "$CC -c def.c && ar rc libdef.a def.o && $CC -static use.c -L. -ldef -o prog",
            "$CC -fPIC -shared def.c -o libdef.so && $CC use.c -L. -ldef -Wl,-rpath,. -o prog",
            "$PLAIN -c def.c && $CC -c use.c && $CC use.o def.o -o prog",
            "$PLAIN -c def.c && ar rc libdef.a def.o && $CC -c use.c && $CC use.o -ldef -L. -o prog",
            "$PLAIN -c use.c && $CC -c def.c && $CC def.o use.o -o prog",
            "$PLAIN -c use.c && $CC -c def.c && $CC -static def.o use.o -o prog",
        ],
        prints: "7 8\n",
    },
    Case {
        name: "called_by_a_library",
        definition: LIBRARY_THAT_CALLS_BACK,
        use_: USES_A_LIBRARY,
        scripts: &[
            "$PLAIN -fPIC -shared def.c -o libdef.so && $CC use.c libdef.so -Wl,-rpath,. -o prog",
            "$PLAIN -fPIC -shared -s def.c -o libdef.so && $CC use.c -L. -ldef -Wl,-rpath,. -o prog",
            "$CC -fPIC -shared def.c -o libdef.so && $CC use.c -L. -ldef -Wl,-rpath,. -o prog",
            "$PLAIN -fPIC -shared def.c -o libdef.so && $CC -c use.c && $CC use.o -L . -l def -Wl,-rpath,. -o prog",
        ],
        prints: "own send 1234 0.5 1.5\n",
    },
    Case {
        name: "preloaded",
        definition: "#include <stdio.h>
            #include <fcntl.h>
            int open(const char *path, int flags, ...) { printf(\"own open %s %d\\n\", path, flags); return 5; }\n",
        use_: "#include <stdio.h>
            #include <fcntl.h>
            int main(void) { printf(\"%d\\n\", open(\"/no/file\", O_RDONLY)); return 0; }\n",
        scripts: &[
            "$CC -fPIC -shared def.c -o own.so && $PLAIN use.c -o inner && echo 'LD_PRELOAD=./own.so ./inner' > prog",
            "$CC -fPIC -shared def.c -o own.so && $CC use.c -o inner && echo 'LD_PRELOAD=./own.so ./inner' > prog",
            "$PLAIN -fPIC -shared def.c -o own.so && $CC use.c -o inner && echo 'LD_PRELOAD=./own.so ./inner' > prog",
        ],
        prints: "own open /no/file 0\n5\n",
    },
    Case {
        // It is nobody else's.
        name: "hidden",
        definition: "int wait(int a) { return a + 1; }
            __attribute__((visibility(\"default\"))) int call(int a) { return wait(a); }\n",
        use_: "#include <stdio.h>
            #include <sys/wait.h>
            int call(int);
            int main(void) { printf(\"%d %d\\n\", call(1), (int)wait(NULL)); return 0; }\n",
        scripts: &[
            "$CC -fPIC -fvisibility=hidden -shared def.c -o libdef.so && $CC use.c -L. -ldef -Wl,-rpath,. -o prog",
            "$CC -fPIC -fvisibility=hidden -c def.c && $CC -shared def.o -o libdef.so \
                && $PLAIN use.c -L. -ldef -Wl,-rpath,. -o prog",
        ],
        prints: "2 -1\n",
    },
    Case {
        // The library that the project itself names is leat's: its signal() remains the C library's.
        name: "leat_is_named",
        definition: "int signal(int a, int b, int c);
            int signal(int a, int b, int c) { return a + b + c; }\n",
        use_: "#include <stdio.h>
            #include <unistd.h>
            int signal(int a, int b, int c);
            int main(void) { printf(\"%d %d\\n\", signal(1, 2, 3), close(900)); return 0; }\n",
        scripts: &[
            "$CC use.c def.c \"$LIBDIR/libleat.so\" -o prog && ! nm prog | grep -w signal",
            "$CC use.c def.c \"-L$LIBDIR\" -lleat -o prog && ! nm prog | grep -w signal",
            "$CC -c use.c def.c && $CC use.o def.o \"$LIBDIR/libleat.so\" -o prog && ! nm prog | grep -w signal",
            "$CC use.c def.c \"$LIBDIR/libleat.a\" -o prog",
            "echo 'int signal(int, int, int); int close(int); int f(void) { return signal(close(1), 2, 3); }' > other.c
                $CC -c use.c def.c && $PLAIN -c other.c && $CC use.o def.o other.o \"$LIBDIR/libleat.so\" -o prog",
        ],
        prints: "6 -1\n",
    },
    Case {
        name: "wrapped",
        definition: "#include <stdio.h>
            int __real_close(int fd);
            int __wrap_close(int fd) { printf(\"own close %d\\n\", fd); return __real_close(fd); }\n",
        use_: "#include <unistd.h>\nint main(void) { return close(900) != -1; }\n",
        scripts: &[
            "$CC -Wl,--wrap=close use.c def.c -o prog",
            "$CC -c use.c def.c && $CC use.o def.o -Wl,-z,now,--wrap,close -o prog",
            "$CC -c use.c && $PLAIN -c def.c && $CC -Xlinker --wrap=close use.o def.o -o prog",
            "$CC -static -Wl,--wrap=close use.c def.c -o prog",
        ],
        prints: "own close 900\n",
    },
    Case {
        // Standard input cannot be read a second time.
        name: "standard_input",
        definition: "int printf(const char *, ...);\nint wait(int n) { return printf(\"own wait %d\\n\", n); }\n",
        use_: "int wait(int);\nint main(void) { return wait(7) < 0; }\n",
        scripts: &[
            "cat def.c use.c | sed '/^int wait(int);/d' | $CC -x c - -o prog",
            "cat def.c | $CC use.c -x c - -o prog",
            "cat def.c | $CC -x c -c - -o def.o && $CC use.c def.o -o prog",
            "cat use.c | $CC -c def.c && $CC -x c - -x none def.o -o prog < use.c",
        ],
        prints: "own wait 7\n",
    },
];

pub fn test(case: &Case, compiler: &Compiler) {
    // How the names are found is the same for each compiler: one is enough to try all that finds them.
    let step = if compiler.c == "cc" { 1 } else { 3 };
    for (index, script) in case.scripts.iter().enumerate().step_by(step) {
        let directory = directory(&format!("name.{}.{}.{index}", case.name, compiler.c));
        fs::write(directory.join("def.c"), case.definition).unwrap();
        fs::write(directory.join("use.c"), case.use_).unwrap();
        let script = format!(
            "PLAIN={} LIBDIR='{}'\n{script} && rm -f def.* use.* && sh -c 'test -x prog && ./prog || . ./prog'",
            compiler.c,
            super::ways::installed().libdir.display(),
        );
        let said = Way::LeatCc.run(compiler, &directory, &script);
        assert_eq!((said.stdout, said.stderr), (format!("{}exit 0\n", case.prints), String::new()), "{script}");
    }
}
