//! The projects of `c-tests/makefiles/`: each built by the plain compiler and by leat-cc, unedited, and run.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use super::support::explained;
use super::support::installed::{Said, Shell, directory};
use super::support::root;
use super::ways::{Compiler, Way};

pub struct Project {
    pub name: &'static str,
    pub needs: &'static [&'static str],
    /// Before anything is built, by the plain compiler: what a lecturer hands out.
    prepare: &'static str,
    build: &'static str,
    /// More than once in one place.
    run: &'static str,
    /// Parts of what LEAT_EXPLAIN=1 adds.
    explained: &'static [&'static str],
    /// Files that say how they were made.
    differ: &'static [&'static str],
}

const MAKE: &str = "make -s CC=$CC CXX=$CXX";

const USUAL: Project = Project { name: "", needs: &[], prepare: "", build: MAKE, run: "", explained: &[], differ: &[] };

pub const PROJECTS: &[Project] = &[
    Project { name: "one_shot", run: "./pipes", explained: &["open(\"missing.txt\", O_RDONLY): ENOENT"], ..USUAL },
    Project {
        name: "implicit_rules",
        run: "./queue",
        explained: &["msgrcv(", "IPC_NOWAIT): ENOMSG", "msgsnd(", "EINVAL"],
        ..USUAL
    },
    Project { name: "suffix_rules", run: "./buffer", explained: &["semop(-1, ", "shmat(-1, "], ..USUAL },
    Project {
        name: "pattern_rules",
        // The name of the object has the number of the process.
        run: "bin/workers 2> said; echo $?; sed 's/workers-[0-9]*/workers-N/' said >&2; rm said",
        explained: &["shm_open(\"/workers-N\", O_RDWR|O_CREAT|O_EXCL, 0600): EEXIST", "wait("],
        ..USUAL
    },
    Project {
        name: "depend_file",
        run: "./signals",
        explained: &["signal(SIGKILL, ", "kill("],
        differ: &[".depend"],
        ..USUAL
    },
    Project {
        name: "static_library",
        run: "./client 2> said & ./server; wait; cat said >&2; rm said",
        explained: &["unlink(\"request\"): ENOENT", "read("],
        ..USUAL
    },
    Project { name: "shared_library", run: "./talk", explained: &["send(", "ECONNREFUSED", "recv(0, "], ..USUAL },
    Project { name: "interposer", run: "make -s run", explained: &["access(\"nowhere.txt\", R_OK): ENOENT"], ..USUAL },
    Project { name: "recursive", run: "app/chat", explained: &["connect(", "bind(", "EADDRINUSE"], ..USUAL },
    Project {
        name: "strict_flags",
        run: "./timer",
        explained: &["EAGAIN", "open(\"missing/dir/file\", O_WRONLY|O_CREAT, 0644): ENOENT"],
        ..USUAL
    },
    Project {
        name: "ansi",
        run: "./fifo; echo $?; ./copy Makefile copied; echo $?; ./copy nowhere copied; echo $?; ./copy",
        explained: &["mkfifo(\"numbers.fifo\", 0600): EEXIST", "EPIPE", "open(\"nowhere\", O_RDONLY): ENOENT"],
        ..USUAL
    },
    Project { name: "cplusplus", run: "./pipes", explained: &["write(-1, ", "signal(SIGSTOP, "], ..USUAL },
    Project { name: "mixed_languages", run: "./count", explained: &["execv(\"/no/such/program\", "], ..USUAL },
    Project {
        name: "check_target",
        run: "make -s check",
        explained: &["connect(", "ECONNREFUSED", "sendto(", "EMSGSIZE"],
        // Standard error is in a file, in one that is explained too.
        differ: &["tcp.err", "udp.err"],
        ..USUAL
    },
    Project {
        name: "generated",
        run: "./generate signals.list | tail -n 1; ./show",
        explained: &["fopen(\"no-list\", \"r\"): ENOENT", "signal(SIGKILL, "],
        ..USUAL
    },
    Project {
        name: "spaces",
        run: "'./the program'; echo $?; './the second program'",
        explained: &["shmdt(", "shmget(IPC_PRIVATE, 0, "],
        ..USUAL
    },
    Project { name: "response_files", run: "./eventloop", explained: &["epoll_ctl(", "EEXIST"], ..USUAL },
    Project {
        name: "static",
        run: "./locks; echo $?; ./pager",
        explained: &["fcntl(", "EAGAIN", "freopen(\"/no/file\", "],
        ..USUAL
    },
    Project {
        name: "preprocessed",
        run: "for program in ./steps ./quick ./quick-i; do $program; echo $?; done",
        explained: &["mq_open(", "O_RDONLY): EINVAL", "mq_send(", "mq_receive("],
        differ: &["steps.i", "steps.s", "quick.i"],
        ..USUAL
    },
    Project {
        name: "textbook",
        prepare: "cd lecturer && $CC -c checks.c accept.c listen.c && ar rcs liblecturer.a accept.o listen.o \
            && rm accept.o listen.o",
        run: "for program in ./sem ./sem-at-once ./sem-static; do $program; echo $?; done",
        explained: &["open(\"no worker\", O_RDONLY): ENOENT"],
        ..USUAL
    },
    Project {
        name: "cmake",
        needs: &["cmake"],
        build: "cmake -S . -B build -DCMAKE_C_COMPILER=$CC -DCMAKE_CXX_COMPILER=$CXX \
            -DCMAKE_INSTALL_PREFIX=\"$PWD/installed\" > build.log && cmake --build build >> build.log \
            && cmake --install build >> build.log && cp build/config.h . && rm build.log",
        run: "build/relay; echo $?; mv build build.away; installed/bin/relay; echo $?; mv build.away build",
        explained: &["munmap(", "EINVAL", "fopen(\"no/report\", \"w\"): ENOENT"],
        differ: &["build"],
        ..USUAL
    },
    Project {
        name: "configure",
        build: "./configure CC=$CC && make -s",
        run: "./probe",
        explained: &["mq_open(\"/no-such-queue-at-all\", O_RDONLY): ENOENT", "execvp(\"no-program\", "],
        differ: &["config.log", "Makefile"],
        ..USUAL
    },
    Project { name: "unit_test", run: "./save; ./save_test", explained: &["write(99, ", "): EBADF"], ..USUAL },
];

/// What a user can see of a project.
#[derive(PartialEq, Debug)]
struct Outcome {
    make: Said,
    run: Said,
    /// By name: the permissions, and what is in it.
    files: BTreeMap<String, String>,
}

pub fn test(project: &Project, compiler: &Compiler) {
    let plain = project.copy(compiler, Way::Plain);
    let expected = project.outcome(compiler, Way::Plain, &plain);
    assert!(expected.make.stdout.ends_with("exit 0\n"), "{expected:#?}");
    for way in ways(project, compiler) {
        let copy = project.copy(compiler, way);
        let outcome = project.outcome(compiler, way, &copy);
        assert_eq!(outcome, expected, "{way:?} is on the left");
        project.explains(compiler, way, &copy, &expected.run);
        fs::remove_dir_all(copy).unwrap();
    }
    fs::remove_dir_all(plain).unwrap();
}

/// What leat-cc does once it is found is the same in each way: a few projects show that it is found.
fn ways(project: &Project, compiler: &Compiler) -> Vec<Way> {
    let mut ways = vec![Way::LeatCc];
    match project.name {
        _ if compiler.c != "cc" => {}
        "textbook" | "interposer" | "shared_library" | "spaces" => {
            ways.extend([Way::Space, Way::Linked, Way::Masquerade]);
        }
        "depend_file" | "pattern_rules" | "cmake" => ways.push(Way::Space),
        "recursive" | "response_files" => ways.push(Way::Linked),
        "one_shot" | "mixed_languages" => ways.push(Way::Masquerade),
        _ => {}
    }
    ways
}

impl Project {
    fn copy(&self, compiler: &Compiler, way: Way) -> PathBuf {
        let copy = directory(&format!("{}.{}.{way:?}", self.name, compiler.c));
        let source = root().join("c-tests/makefiles").join(self.name);
        Shell::new(&source).run(&format!("cp -R . {}", copy.display()));
        let prepared = Way::Plain.run(compiler, &copy, self.prepare);
        assert_eq!(prepared.stdout, "exit 0\n", "{}", prepared.stderr);
        copy
    }

    fn outcome(&self, compiler: &Compiler, way: Way, copy: &Path) -> Outcome {
        let make = way.run(compiler, copy, self.build);
        let run = way.run(compiler, copy, self.run);
        Outcome { make, run, files: files(copy, self.differ) }
    }

    /// Asked to, leat explains the failure, and changes nothing else.
    fn explains(&self, compiler: &Compiler, way: Way, copy: &Path, expected: &Said) {
        let said = way.run(compiler, copy, &format!("export LEAT_EXPLAIN=1\n{}", self.run));
        let (others, explanations) = explained::split(&said.stderr);
        assert_eq!((&said.stdout, &others), (&expected.stdout, &expected.stderr), "{way:?}, explained");
        for part in self.explained {
            assert!(
                explanations.iter().any(|explanation| explanation.contains(part)),
                "{way:?}: {part} is not in\n{}",
                said.stderr
            );
        }
        assert!(!self.explained.is_empty());
    }
}

fn files(directory: &Path, differ: &[&str]) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(directory).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().display().to_string();
        let metadata = entry.metadata().unwrap();
        if differ.contains(&name.as_str()) {
            found.insert(name, "differs".into());
        } else if metadata.is_dir() {
            found.extend(
                files(&entry.path(), differ).into_iter().map(|(below, what)| (format!("{name}/{below}"), what)),
            );
        } else {
            let bytes = fs::read(entry.path()).unwrap();
            let machine_code = bytes.starts_with(b"\x7fELF") || bytes.starts_with(b"!<arch>");
            let content =
                if machine_code { "machine code".into() } else { String::from_utf8_lossy(&bytes).into_owned() };
            found.insert(name, format!("{:o} {content}", metadata.permissions().mode()));
        }
    }
    found
}

pub fn every_makefile_is_tried() {
    let there: BTreeSet<String> = fs::read_dir(root().join("c-tests/makefiles"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().display().to_string())
        .collect();
    let tried: BTreeSet<String> = PROJECTS.iter().map(|project| project.name.to_owned()).collect();
    assert_eq!(there, tried);
}
