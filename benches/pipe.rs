//! 64 MiB through a pipe, lent beside written: to a reader that copies them (read), and to one that passes them on without
//! (splice, to /dev/null). The reader is a process of its own, this program with an argument.

use std::env;
use std::ffi::{c_int, c_void};
use std::fs::File;
use std::io::{Read, Write};
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd};
use std::process::{Command, Stdio};
use std::ptr::null_mut;
use std::time::Instant;

use leat_benches::turns::{Way, table, take_turns};

const SIZE: usize = 64 << 20;

#[link(name = "leat")]
unsafe extern "C" {
    fn leat_pipe_lend(fd: c_int, data: *const c_void, size: usize, timeout_ms: c_int, ret_moved: *mut usize) -> c_int;
}

/// What the reader does, and so its argument.
#[derive(Clone, Copy)]
enum Reader {
    Copies,
    PassesOn,
}

/// Reads all of standard input, and says so by ending.
fn be_reader(reader: Reader) {
    let mut buffer = vec![0; 1 << 20];
    let mut input = std::io::stdin();
    let mut total = 0;
    // So that the first touch of the buffer is not measured.
    buffer.fill(1);
    std::io::stdout().write_all(&[1]).unwrap();
    std::io::stdout().flush().unwrap();
    let null = File::create("/dev/null").unwrap();
    loop {
        let count = match reader {
            Reader::Copies => input.read(&mut buffer).unwrap(),
            Reader::PassesOn => pass_on(null.as_raw_fd()),
        };
        if count == 0 {
            break;
        }
        total += count;
    }
    assert!(total == SIZE);
}

fn pass_on(to: c_int) -> usize {
    // SAFETY: no offsets.
    let count = unsafe { libc::splice(0, null_mut(), to, null_mut(), 1 << 20, 0) };
    usize::try_from(count).unwrap()
}

/// Milliseconds until a reader has all that `send` sends.
fn through_a_pipe(reader: Reader, send: impl Fn(c_int)) -> f64 {
    let mut ends = [0; 2];
    // SAFETY: room for two.
    assert!(unsafe { libc::pipe2(ends.as_mut_ptr(), libc::O_CLOEXEC) } == 0);
    // SAFETY: it is this one's alone.
    let [from, to] = ends.map(|end| unsafe { OwnedFd::from_raw_fd(end) });
    let mut child = Command::new(env::current_exe().unwrap())
        .arg(if matches!(reader, Reader::Copies) { "copies" } else { "passes on" })
        .stdin(File::from(from))
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut ready = [0];
    child.stdout.take().unwrap().read_exact(&mut ready).unwrap();
    let began = Instant::now();
    send(to.as_raw_fd());
    drop(to);
    assert!(child.wait().unwrap().success());
    began.elapsed().as_secs_f64() * 1000.0
}

fn lend(fd: c_int, data: &[u8]) {
    // SAFETY: so many bytes.
    assert!(unsafe { leat_pipe_lend(fd, data.as_ptr().cast(), data.len(), -1, null_mut()) } == 0);
}

fn write(fd: c_int, mut data: &[u8]) {
    while !data.is_empty() {
        // SAFETY: so many bytes.
        let written = unsafe { libc::write(fd, data.as_ptr().cast(), data.len()) };
        data = &data[usize::try_from(written).unwrap()..];
    }
}

fn main() {
    match env::args().nth(1).as_deref() {
        Some("copies") => return be_reader(Reader::Copies),
        Some("passes on") => return be_reader(Reader::PassesOn),
        _ => {}
    }
    let data = vec![7u8; SIZE];
    let lent = |reader| through_a_pipe(reader, |fd| lend(fd, &data));
    let written = |reader| through_a_pipe(reader, |fd| write(fd, &data));
    let written_to_a_large_pipe = |reader| {
        through_a_pipe(reader, |fd| {
            // SAFETY: takes a number.
            assert!(unsafe { libc::fcntl(fd, libc::F_SETPIPE_SZ, 512 << 10) } == 512 << 10);
            write(fd, &data);
        })
    };
    let mut ways = [
        Way::new("leat_pipe_lend, to a reader that copies", || lent(Reader::Copies)),
        Way::new("write, default pipe, copies", || written(Reader::Copies)),
        Way::new("write, pipe of 512 KiB, copies", || written_to_a_large_pipe(Reader::Copies)),
        Way::new("leat_pipe_lend, to a reader that passes on", || lent(Reader::PassesOn)),
        Way::new("write, default pipe, passes on", || written(Reader::PassesOn)),
        Way::new("write, pipe of 512 KiB, passes on", || written_to_a_large_pipe(Reader::PassesOn)),
    ];
    take_turns(&mut ways);
    println!("{}", table("64 MiB through a pipe, ms", &ways, &[(1, 0), (2, 0), (4, 3), (5, 3)]));
}
