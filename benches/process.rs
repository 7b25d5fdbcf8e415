//! Starting a program and waiting for its end, from a small parent and from one with much memory, beside posix_spawn(3), and
//! fork(2) with execve(2); and reading what a child writes, beside a loop of read(2).
//!
//! The parents are processes of their own, this program with an argument, which are told through a pipe what to do:
//! so all that is compared is done in turn.

use std::cell::RefCell;
use std::ffi::{CString, c_char, c_int, c_void};
use std::io::{Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::ptr::{null, null_mut};
use std::time::Instant;
use std::{env, fs};

use leat_benches::turns::{Way, table, take_turns};

const MEBIBYTE: usize = 1 << 20;
/// What the large parent has, if the machine has twice as much to spare.
const LARGE: usize = 4096;

/// Where the programs that are started are.
const SCRATCH: &str = env!("CARGO_TARGET_TMPDIR");

/// LEAT_EXITED
const EXITED: c_int = 1;

#[link(name = "leat")]
unsafe extern "C" {
    fn leat_process_spawn(argv: *const *const c_char, options: *const c_void) -> *mut c_void;
    fn leat_process_wait(process: *mut c_void, timeout_ms: c_int, ret_result: *mut c_void) -> c_int;
    fn leat_process_free(process: *mut c_void);
    fn leat_process_run(
        argv: *const *const c_char,
        options: *const c_void,
        talk: *const Talk,
        timeout_ms: c_int,
        ret_output: *mut Output,
    ) -> c_int;
    fn leat_process_output_free(output: *mut Output);
}

/// struct leat_process_talk
#[repr(C)]
struct Talk {
    size: usize,
    flags: u32,
    reserved: u32,
    input: *const c_void,
    input_size: usize,
    out_most: usize,
    err_most: usize,
    out_sink: Option<extern "C" fn(*const c_void, usize, *mut c_void) -> c_int>,
    err_sink: Option<extern "C" fn(*const c_void, usize, *mut c_void) -> c_int>,
    user: *mut c_void,
}

/// struct leat_process_output, of which nothing is looked at.
#[repr(C)]
struct Output {
    size: usize,
    rest: [u64; 13],
}

/// A program without the dynamic linker, whose work would hide the rest.
fn compile(name: &str, source: &str) -> CString {
    let (path, text) = (format!("{SCRATCH}/{name}"), format!("{SCRATCH}/{name}.c"));
    fs::write(&text, source).unwrap();
    let compiled = Command::new("cc").args(["-O2", "-static", "-o", &path, &text]).status().unwrap();
    assert!(compiled.success());
    CString::new(path).unwrap()
}

/// How a parent starts a program.
#[derive(Clone, Copy)]
enum Start {
    Leat,
    PosixSpawn,
    Fork,
}

const STARTS: [Start; 3] = [Start::Leat, Start::PosixSpawn, Start::Fork];

impl Start {
    /// Starts the program and waits until it has ended.
    fn run(self, program: &CString) {
        let argv = [program.as_ptr(), null()];
        let mut pid = 0;
        match self {
            Start::Leat => {
                // SAFETY: a list of strings that ends with NULL, and no options.
                let process = unsafe { leat_process_spawn(argv.as_ptr(), null()) };
                assert!(!process.is_null());
                // SAFETY: the process that was just started, and no result.
                assert!(unsafe { leat_process_wait(process, -1, null_mut()) } == EXITED);
                // SAFETY: nobody uses it any more.
                return unsafe { leat_process_free(process) };
            }
            Start::PosixSpawn => {
                // SAFETY: room for a pid, and lists that end with NULL.
                let failed = unsafe {
                    let (path, argv) = (program.as_ptr(), argv.as_ptr().cast());
                    libc::posix_spawn(&raw mut pid, path, null(), null(), argv, environ.cast())
                };
                assert!(failed == 0);
            }
            Start::Fork => {
                // SAFETY: the child only executes.
                pid = unsafe { libc::fork() };
                if pid == 0 {
                    // SAFETY: lists that end with NULL.
                    unsafe { libc::execve(program.as_ptr(), argv.as_ptr(), environ.cast()) };
                    // SAFETY: takes a number.
                    unsafe { libc::_exit(127) };
                }
            }
        }
        let mut status = 0;
        // SAFETY: room for a status.
        assert!(unsafe { libc::waitpid(pid, &raw mut status, 0) } == pid && status == 0);
    }
}

unsafe extern "C" {
    static environ: *const *const c_char;
}

/// What a parent does: it gets memory, and then, for each byte that it reads, starts programs in that way, so many times,
/// and answers how long one took.
fn be_parent(mebibytes: usize, program: &CString) {
    let _resident = vec![1u8; mebibytes * MEBIBYTE];
    let (mut input, mut output) = (std::io::stdin(), std::io::stdout());
    let mut request = [0u8; 2];
    while input.read_exact(&mut request).is_ok() {
        let (start, count) = (STARTS[usize::from(request[0])], request[1]);
        let began = Instant::now();
        (0..count).for_each(|_| start.run(program));
        let microseconds = began.elapsed().as_nanos() as f64 / 1000.0 / f64::from(count);
        output.write_all(&microseconds.to_ne_bytes()).unwrap();
        output.flush().unwrap();
    }
}

struct Parent {
    child: Child,
    to: ChildStdin,
    from: ChildStdout,
}

impl Parent {
    fn new(mebibytes: usize, program: &CString) -> Parent {
        let mut child = Command::new(env::current_exe().unwrap())
            .args(["parent", &mebibytes.to_string(), program.to_str().unwrap()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let (to, from) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
        Parent { child, to, from }
    }

    /// Microseconds that a start takes.
    fn start(&mut self, start: Start, count: u8) -> f64 {
        self.to.write_all(&[start as u8, count]).unwrap();
        let mut answer = [0; 8];
        self.from.read_exact(&mut answer).unwrap();
        f64::from_ne_bytes(answer)
    }

    fn end(mut self) {
        drop(self.to);
        self.child.wait().unwrap();
    }
}

/// How many mebibytes the large parent can have.
fn large() -> usize {
    let about = fs::read_to_string("/proc/meminfo").unwrap();
    let available = about.lines().find_map(|line| line.strip_prefix("MemAvailable:")).unwrap();
    let kibibytes: usize = available.trim().trim_end_matches(" kB").parse().unwrap();
    LARGE.min(kibibytes / 1024 / 2)
}

fn compare_starts(program: &CString) {
    // Both hold the same program, of which only the memory differs.
    let (small, large) = (RefCell::new(Parent::new(0, program)), RefCell::new(Parent::new(large(), program)));
    let way = |name, parent, start, count| {
        let parent: &RefCell<Parent> = parent;
        Way::new(name, move || parent.borrow_mut().start(start, count))
    };
    let mut ways = [
        way("leat_process_spawn, small parent", &small, Start::Leat, 20),
        way("posix_spawn, small parent", &small, Start::PosixSpawn, 20),
        way("fork and exec, small parent", &small, Start::Fork, 20),
        way("leat_process_spawn, large parent", &large, Start::Leat, 20),
        way("posix_spawn, large parent", &large, Start::PosixSpawn, 20),
        way("fork and exec, large parent", &large, Start::Fork, 1),
    ];
    take_turns(&mut ways);
    println!("{}", table("start and wait, µs", &ways, &[(0, 1), (0, 2), (3, 4), (3, 5), (3, 0)]));
    drop(ways);
    small.into_inner().end();
    large.into_inner().end();
}

/// What the child writes: 1 GiB.
const READ: usize = 1 << 30;
/// How much is read at a time: as much as a pipe holds, and as leat_process_run reads.
const BUFFER: usize = 1 << 16;

extern "C" fn count(_data: *const c_void, size: usize, user: *mut c_void) -> c_int {
    // SAFETY: the total, which only this thread has.
    unsafe { *user.cast::<usize>() += size };
    0
}

fn read_by_run(program: &CString) {
    let argv = [program.as_ptr(), null()];
    let mut total = 0usize;
    let talk = Talk {
        size: size_of::<Talk>(),
        flags: 0,
        reserved: 0,
        input: null(),
        input_size: 0,
        out_most: 0,
        err_most: 0,
        out_sink: Some(count),
        err_sink: None,
        user: (&raw mut total).cast(),
    };
    let mut output = Output { size: size_of::<Output>(), rest: [0; 13] };
    // SAFETY: a list that ends with NULL, a talk, and an output.
    let how = unsafe { leat_process_run(argv.as_ptr(), null(), &raw const talk, -1, &raw mut output) };
    assert!(how == EXITED && total == READ);
    // SAFETY: it was written by that call.
    unsafe { leat_process_output_free(&raw mut output) };
}

/// As it would be written by hand.
fn read_by_hand(program: &CString) {
    let mut child = Command::new(program.to_str().unwrap()).stdout(Stdio::piped()).spawn().unwrap();
    let mut from = child.stdout.take().unwrap();
    let mut buffer = vec![0; BUFFER];
    let mut total = 0;
    loop {
        match from.read(&mut buffer).unwrap() {
            0 => break,
            count => total += count,
        }
    }
    assert!(child.wait().unwrap().success() && total == READ);
}

fn compare_reading(program: &CString) {
    let took = |run: fn(&CString)| {
        let began = Instant::now();
        run(program);
        began.elapsed().as_secs_f64() * 1000.0
    };
    let mut ways = [
        Way::new("leat_process_run with a sink", || took(read_by_run)),
        Way::new("a loop of read", || took(read_by_hand)),
    ];
    take_turns(&mut ways);
    println!("{}", table("1 GiB from a child, ms", &ways, &[(0, 1)]));
}

fn main() {
    let arguments: Vec<String> = env::args().collect();
    if let ["parent", mebibytes, program] = arguments[1..].iter().map(String::as_str).collect::<Vec<_>>()[..] {
        return be_parent(mebibytes.parse().unwrap(), &CString::new(program).unwrap());
    }
    compare_starts(&compile("nothing", "int main(void) { return 0; }"));
    let pour = "#include <unistd.h>\nstatic char data[65536];\n\
        int main(void) { for (int i = 0; i < 16384; i++) if (write(1, data, sizeof data) != sizeof data) return 1; return 0; }";
    compare_reading(&compile("pour", pour));
}
