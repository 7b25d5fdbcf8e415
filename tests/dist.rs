//! What `make dist` and `make deb` pack, used where it is to be used.
//!
//! The tarball: unpacked and tried by an unprivileged user with an empty home, on a machine that has gcc and make, but no
//! Rust, no pkg-config and no xz, and where nothing but that home can be written. The packages: installed, tried and purged in a
//! copy of this machine's root. Who may not mount tries the first as this user, and the second not at all.

mod support;

use std::collections::BTreeSet;
use std::sync::OnceLock;
use std::{env, fs};

use libtest_mimic::Arguments;
use support::installed::{Shell, build, directory, scratch, trial};
use support::root;

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Makes such a machine of this one, for as long as `$SCRIPT` runs there, in `$MACHINE`, with the tarball beside it.
const LAB_MACHINE: &str = r#"exec unshare --mount sh -euc '
mount -t tmpfs -o mode=755 home "$MACHINE"
cp "$TARBALL" "$MACHINE"
chown -R 65534:65534 "$MACHINE"
for tool in cargo rustc rustup pkg-config pkgconf cmake clang python3 xz; do
    [ ! -e /usr/bin/$tool ] || mount --bind /dev/null "$(readlink -f /usr/bin/$tool)"
done
while read -r _ at _; do
    case $at in "$MACHINE" | /proc | /proc/*) ;; *) mount -o remount,bind,ro "$at" ;; esac
done < /proc/self/mounts
cd "$MACHINE"
exec setpriv --reuid 65534 --regid 65534 --clear-groups --inh-caps=-all --bounding-set=-all \
    env -i PATH=/usr/bin:/bin HOME="$MACHINE" TMPDIR="$MACHINE" sh -euc "
    for tool in cargo rustc pkg-config cmake xz; do if command -v \$tool; then exit 1; fi; done
    for at in / /tmp /usr/local /var/tmp; do if touch \$at/leat 2> /dev/null; then exit 1; fi; done
    $SCRIPT"'"#;

/// The same, as far as it goes without mounting.
const THIS_MACHINE: &str = r#"cp "$TARBALL" "$MACHINE"
cd "$MACHINE"
exec env -i PATH=/usr/bin:/bin HOME="$MACHINE" TMPDIR="$MACHINE" sh -euc "$SCRIPT""#;

/// What every script there begins with.
const UNPACK: &str = r#"tar xf leat-*.tar.gz
leat=$(echo "$PWD"/leat-*[!z])
explained() { LEAT_EXPLAIN=1 "$@" 2>&1 | grep -q "^  leat: .*open(\"/no/such/file\", O_RDONLY): ENOENT: "; }
cat > prog.c <<END
#include <fcntl.h>
#include <leat.h>
int main(void)
{
    int ends[2];
    if (leat_pipe(ends) == -1 || leat_write(ends[1], "hello\n", 6) != 6 || leat_splice(ends[0], 0, 1, 0, 6, 0) == 7)
        return 2;
    if (leat_open("/no/such/file", O_RDONLY) == -1)
        leat_perror("open");
    return 0;
}
END
cat > unedited.c <<END
#include <fcntl.h>
#include <stdio.h>
int main(void)
{
    if (open("/no/such/file", O_RDONLY) == -1)
        perror("open");
    return 0;
}
END
"#;

/// The ways to use it.
const LAB: &[(&str, &str)] = &[
    (
        "gcc_with_the_shared_library",
        r#"gcc prog.c -I"$leat/include" -L"$leat/lib" -lleat -Wl,-rpath,"$leat/lib" -o prog
explained ./prog
ldd prog | grep -q "$leat/lib/libleat.so""#,
    ),
    (
        "gcc_with_the_archive",
        r#"gcc prog.c -I"$leat/include" "$leat/lib/libleat.a" -o prog
rm -r "$leat"
explained ./prog"#,
    ),
    (
        "gcc_static",
        r#"gcc -static prog.c -I"$leat/include" -L"$leat/lib" -lleat -o prog 2> warnings
rm -r "$leat"
explained ./prog"#,
    ),
    (
        "leat_cc",
        r#"PATH=$leat/bin:$PATH
leat-cc unedited.c -o prog
explained ./prog
cp unedited.c unedited.cpp
leat-c++ unedited.cpp -o prog
explained ./prog
leat-cc prog.c -o prog
explained ./prog"#,
    ),
    (
        "make_with_leat_cc",
        r#"PATH=$leat/bin:$PATH
printf 'all: unedited\nCFLAGS = -Wall -Werror\n' > Makefile
make CC=leat-cc
explained ./unedited
test "$(./unedited 2>&1)" = "open: No such file or directory""#,
    ),
    (
        "moved",
        r#"mkdir "$HOME/a directory"
mv "$leat" "$HOME/a directory/leat"
ln -s "$HOME/a directory/leat/bin/leat-cc" cc-with-leat
./cc-with-leat unedited.c -o prog
explained ./prog"#,
    ),
    (
        "examples_and_notes",
        r#"PATH=$leat/bin:$PATH
leat-cc "$leat/examples/explain.c" -o prog
./prog > /dev/null
cd "$leat"
# By the line that the index has, each.
line=$(sed -n "s/^    leat-cc \(.*\) c-tests.*/\1/p" c-tests/notes/INDEX.md)
for program in c-tests/notes/*.c; do leat-cc $line -Wall -Werror -fsyntax-only $program; done
leat-cc $line c-tests/notes/pipe_greetings.c -o ~/greetings
leat-c++ $line c-tests/notes/pipe_ends.cpp -o ~/ends
test "$(~/greetings)" = "read Greetings"
~/ends | grep -q "p\[0\] is open for reading""#,
    ),
];

fn main() {
    let arguments = Arguments::from_args();
    let mut trials = vec![
        trial("tarball::is_complete", &["xz"], tarball_is_complete),
        trial("tarball::is_made_alike", &["xz"], tarball_is_made_alike),
        trial("tarball::pkg_config_and_cmake", &["xz", "pkg-config", "cmake"], pkg_config_and_cmake),
    ];
    for &(name, script) in LAB {
        trials.push(trial(format!("tarball::{name}"), &["xz"], move || on_lab_machine(name, script)));
    }
    let tools = &["dpkg-deb", "dpkg-architecture"];
    trials.push(trial("packages::say_what_they_are", tools, packages_say_what_they_are));
    let mounts = trial("packages::install_work_and_purge", tools, packages_install_work_and_purge);
    trials.push(if may_mount() { mounts } else { mounts.with_ignored_flag(true) });
    let conclusion = libtest_mimic::run(&arguments, trials);
    let _ = fs::remove_dir_all(scratch());
    conclusion.exit();
}

/// Root may, but not root of every container.
fn may_mount() -> bool {
    Shell::new(root()).try_run("unshare --mount mount -t tmpfs try .").success
}

/// The name of the packed tree, which `make dist` made.
fn packed() -> &'static str {
    static PACKED: OnceLock<String> = OnceLock::new();
    PACKED.get_or_init(|| {
        build();
        let printed = Shell::new(root()).run("make --silent dist");
        let name = format!("leat-{VERSION}-linux-{}", env::consts::ARCH);
        assert_eq!(printed, format!("target/dist/{name}.tar.gz\ntarget/dist/{name}.tar.xz\n"));
        Shell::new(&directory("packed")).run(&format!("cp '{}'/target/dist/{name}.tar.* .", root().display()));
        name
    })
}

/// A copy of it, as one test packs again.
fn tarball(ending: &str) -> String {
    let name = packed();
    scratch().join(format!("packed/{name}.tar.{ending}")).display().to_string()
}

fn on_lab_machine(name: &str, script: &str) {
    let machine = directory(name);
    let variables = vec![
        ("TARBALL", tarball("gz")),
        ("MACHINE", machine.display().to_string()),
        ("SCRIPT", format!("{UNPACK}{script}\n")),
    ];
    Shell { directory: root(), variables }.run(if may_mount() { LAB_MACHINE } else { THIS_MACHINE });
}

/// It has what the README speaks of, each file readable for everybody and nobody's own.
fn tarball_is_complete() {
    let directory = directory("complete");
    let shell = Shell { directory: &directory, variables: vec![("TARBALL", tarball("xz"))] };
    let listed = shell.run("tar tvf \"$TARBALL\" --numeric-owner");
    for line in listed.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        assert!(matches!(words[0], "drwxr-xr-x" | "-rw-r--r--" | "-rwxr-xr-x" | "lrwxrwxrwx"), "{line}");
        assert_eq!(words[1], "0/0", "{line}");
    }
    shell.run("tar xf \"$TARBALL\"");
    let tree = directory.join(packed());
    for file in
        ["bin/leat-cc", "bin/leat-c++", "lib/libleat.so", "lib/libleat.a", "include/leat.h", "include/leat/compat.h"]
            .into_iter()
            .chain(["lib/pkgconfig/leat.pc", "lib/cmake/leat/leat-config.cmake", "share/man/man1/leat-cc.1", "LICENSE"])
    {
        assert!(tree.join(file).exists(), "{file}");
    }
    let readme = fs::read_to_string(tree.join("README.md")).unwrap();
    for target in readme.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
        assert!(tree.join(target).exists(), "README.md links to {target}, which is not in the tarball");
    }
    let shell = Shell::new(&tree);
    assert_eq!(shell.run(&format!("grep -rlF '{}' . || :", root().display())), "", "a path of this machine");
    shell.run("gcc -D_GNU_SOURCE -Iinclude -Ic-tests -M c-tests/notes/*.c c-tests/notes/*.cpp > /dev/null");
}

/// The same sources give the same bytes, whoever packs them and wherever they install.
fn tarball_is_made_alike() {
    let name = packed();
    let variables = vec![("BINDIR", "/somewhere/bin".into()), ("LIBDIR", "/somewhere/lib".into())];
    Shell { directory: root(), variables }.run(&format!(
        "umask 077
        MANDIR=/no/man make --silent dist PREFIX=/no/prefix INCLUDEDIR=/no/include DESTDIR=/no/where > /dev/null
        cd target/dist
        for tarball in {name}.tar.*; do cmp $tarball '{}'/$tarball; done",
        scratch().join("packed").display()
    ));
}

/// Where there are such tools they find it, wherever it is.
fn pkg_config_and_cmake() {
    let directory = directory("found");
    let variables = vec![("TARBALL", tarball("xz"))];
    Shell { directory: &directory, variables }.run(&format!(
        r#"{unpack}
export PKG_CONFIG_PATH=$leat/lib/pkgconfig
gcc prog.c $(pkg-config --cflags --libs leat) -Wl,-rpath,$leat/lib -o prog
explained ./prog
cat > CMakeLists.txt <<END
cmake_minimum_required(VERSION 3.13)
project(prog C)
find_package(leat REQUIRED)
add_executable(prog prog.c)
target_link_libraries(prog leat::leat)
END
cmake -S . -B build -DCMAKE_PREFIX_PATH="$leat" > /dev/null
cmake --build build > /dev/null
explained build/prog"#,
        unpack = UNPACK.replace("leat-*.tar.gz", "\"$TARBALL\""),
    ));
}

/// `make deb`, and the two packages that it prints: the library's, and the other.
fn packages() -> &'static [String] {
    static PACKAGES: OnceLock<Vec<String>> = OnceLock::new();
    PACKAGES.get_or_init(|| {
        build();
        let printed = Shell::new(root()).run("make --silent deb");
        let mut packages: Vec<String> = printed.lines().map(|file| root().join(file).display().to_string()).collect();
        // libleat-dev, libleat0.1
        packages.sort_by(|one, other| other.cmp(one));
        assert_eq!(packages.len(), 2, "{printed}");
        packages
    })
}

fn packages_say_what_they_are() {
    let field = |package: &str, name: &str| {
        Shell::new(root()).run(&format!("dpkg-deb --field {package} {name}")).trim().to_owned()
    };
    let [library, development] = packages() else { unreachable!() };
    assert_eq!(
        field(development, "Depends"),
        format!("{} (= {VERSION}-0local1), libc6-dev", field(library, "Package"))
    );
    assert!(field(library, "Depends").starts_with("libc6 (>= 2."));
    let files = |package: &str| -> BTreeSet<String> {
        let listed = Shell::new(root()).run(&format!("dpkg-deb --contents {package}"));
        listed.lines().filter(|line| !line.starts_with('d')).map(|line| line[48..].to_owned()).collect()
    };
    let read = files(development);
    for path in ["README.md", "c-tests/check.h", "c-tests/notes/INDEX.md", "examples/explain.c"] {
        assert!(read.iter().any(|file| file.ends_with(&format!("/usr/share/doc/libleat-dev/{path}"))), "{path}");
    }
    let both: Vec<String> = files(library).intersection(&files(development)).cloned().collect();
    assert!(both.is_empty(), "two packages have {both:?}");
}

/// In a copy of this machine's root. Whatever the packages brought is gone when they are purged.
fn packages_install_work_and_purge() {
    let directory = directory("packages");
    let script = r#"exec unshare --mount sh -euc '
mount -t tmpfs root "$MACHINE"
mkdir "$MACHINE/upper" "$MACHINE/work" "$MACHINE/root"
mount -t overlay root -o lowerdir=/,upperdir="$MACHINE/upper",workdir="$MACHINE/work" "$MACHINE/root"
mount -t tmpfs tmp "$MACHINE/root/tmp"
mount --rbind /dev "$MACHINE/root/dev"
mount -t proc proc "$MACHINE/root/proc"
cp $PACKAGES "$MACHINE/root/tmp"
chroot "$MACHINE/root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin sh -euc "$SCRIPT"
# What has changed: files, and directories that this machine does not have; but for the records of the packagers.
cd "$MACHINE/upper"
find . ! -type d ! -path "./var/lib/dpkg/*" ! -path "./var/log/*" ! -path "./var/cache/*" ! -path ./etc/ld.so.cache
find . -type d | while read -r at; do [ -d "/$at" ] || echo "$at"; done'"#;
    let inside = r#"cd /tmp
dpkg --force-depends --install ./*.deb > log 2>&1 || { cat log >&2; exit 1; }
mkdir try && cd try
cat > prog.c <<END
#include <fcntl.h>
#include <stdio.h>
#include <leat.h>
int main(void) { printf("%s\n", leat_version()); return open("/no/such/file", O_RDONLY) != -1 || (perror("open"), 0); }
END
gcc prog.c -lleat -o one
./one 2> /dev/null
leat-cc prog.c -o two
LEAT_EXPLAIN=1 ./two 2>&1 > /dev/null | grep -q "leat: open("
if readelf -d two | grep RUNPATH; then exit 1; fi
(echo '#include <cstdlib>' && cat prog.c) > prog.cpp
leat-c++ prog.cpp -o three
./three > /dev/null 2>&1
if command -v pkg-config > /dev/null; then gcc prog.c $(pkg-config --cflags --libs leat) -o four && ./four > /dev/null 2>&1; fi
cd .. && rm -r try
ldconfig -p | grep -q libleat
dpkg --purge libleat-dev $LIBRARY > log 2>&1 || { cat log >&2; exit 1; }
if ldconfig -p | grep libleat || dpkg -l | grep libleat; then exit 1; fi
"#;
    let library = packages()[0].rsplit('/').next().and_then(|file| file.split('_').next()).unwrap();
    let variables = vec![
        ("MACHINE", directory.display().to_string()),
        ("PACKAGES", packages().join(" ")),
        ("SCRIPT", inside.replace("$LIBRARY", library)),
    ];
    let printed = Shell { directory: root(), variables }.run(script);
    assert_eq!(printed, format!("{VERSION}\n"), "the version, and no file that is left");
}
