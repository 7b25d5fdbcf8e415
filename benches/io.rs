//! Transfers, the reader and the pump beside what one would write by hand with libc: both in turn, as a ratio.

use std::ffi::{c_char, c_int, c_void};
use std::io::{PipeReader, PipeWriter, Write, pipe};
use std::os::fd::AsRawFd;
use std::ptr::null_mut;

use leat_benches::*;

#[link(name = "leat")]
unsafe extern "C" {
    fn leat_io_read_all(fd: c_int, buffer: *mut c_void, size: usize, timeout: c_int, moved: *mut usize) -> c_int;
    fn leat_io_write_all(fd: c_int, data: *const c_void, size: usize, timeout: c_int, moved: *mut usize) -> c_int;
    fn leat_io_pump(flows: *mut Flow, count: usize, timeout: c_int) -> c_int;
    fn leat_reader_new(fd: c_int, options: *const c_void) -> *mut c_void;
    fn leat_reader_line(reader: *mut c_void, timeout: c_int, line: *mut *const c_char, length: *mut usize) -> c_int;
    fn leat_reader_free(reader: *mut c_void);
}

/// struct leat_io_flow
#[repr(C)]
struct Flow {
    size: usize,
    from: [i32; 2],
    data: [usize; 2],
    to: [i32; 2],
    rest: [usize; 8],
}

const FOREVER: c_int = -1;
const MINUTE: c_int = 60_000;
const LINES: usize = 10_000;
const MUCH: usize = 16 << 20;
const AT_ONCE: usize = 1 << 16;

/// A byte through a pipe.
fn pair(ends: &(PipeReader, PipeWriter), timeout: c_int) {
    let mut byte = 1u8;
    // SAFETY: the byte is there.
    let written = unsafe { leat_io_write_all(ends.1.as_raw_fd(), (&raw const byte).cast(), 1, timeout, null_mut()) };
    // SAFETY: as above.
    let read = unsafe { leat_io_read_all(ends.0.as_raw_fd(), (&raw mut byte).cast(), 1, timeout, null_mut()) };
    assert!((written, read) == (0, 0));
}

fn pair_of_libc(ends: &(PipeReader, PipeWriter)) {
    let mut byte = 1u8;
    // SAFETY: the byte is there.
    let written = unsafe { libc::write(ends.1.as_raw_fd(), (&raw const byte).cast(), 1) };
    // SAFETY: as above.
    let read = unsafe { libc::read(ends.0.as_raw_fd(), (&raw mut byte).cast(), 1) };
    assert!((written, read) == (1, 1));
}

fn to_the_beginning(file: c_int) {
    // SAFETY: takes numbers.
    assert!(unsafe { libc::lseek(file, 0, libc::SEEK_SET) } == 0);
}

fn lines(file: c_int, timeout: c_int) {
    to_the_beginning(file);
    // SAFETY: NULL are the defaults.
    let reader = unsafe { leat_reader_new(file, std::ptr::null()) };
    let (mut line, mut length, mut count) = (std::ptr::null(), 0, 0);
    // SAFETY: a reader, and room for the results.
    while unsafe { leat_reader_line(reader, timeout, &raw mut line, &raw mut length) } == 1 {
        count += 1;
    }
    // SAFETY: it is not used any more.
    unsafe { leat_reader_free(reader) };
    assert!(count == LINES);
}

fn lines_of_libc(file: c_int) {
    to_the_beginning(file);
    // SAFETY: a descriptor.
    let own = unsafe { libc::dup(file) };
    // SAFETY: a descriptor of its own, and a mode.
    let stream = unsafe { libc::fdopen(own, c"r".as_ptr()) };
    let (mut line, mut capacity, mut count) = (null_mut(), 0, 0);
    // SAFETY: a stream, and getline's own buffer.
    while unsafe { libc::getline(&raw mut line, &raw mut capacity, stream) } > 0 {
        count += 1;
    }
    // SAFETY: getline made it.
    unsafe { libc::free(line.cast()) };
    // SAFETY: a stream, its last use.
    unsafe { libc::fclose(stream) };
    assert!(count == LINES);
}

/// Reads what a thread writes to a pipe all the while.
fn much(read: impl FnOnce(c_int)) {
    let (reader, mut writer) = pipe().unwrap();
    let writing = std::thread::spawn(move || {
        let data = vec![7; AT_ONCE];
        for _ in 0..MUCH / AT_ONCE {
            writer.write_all(&data).unwrap();
        }
    });
    read(reader.as_raw_fd());
    writing.join().unwrap();
}

fn read_loop(fd: c_int) {
    let mut buffer = vec![0; AT_ONCE];
    let mut moved = 0;
    loop {
        // SAFETY: a buffer and its size.
        match unsafe { libc::read(fd, buffer.as_mut_ptr().cast(), AT_ONCE) } {
            0 => break,
            count => moved += count,
        }
    }
    assert!(moved == MUCH as isize);
}

fn pumped(fd: c_int, timeout: c_int) {
    let mut flow = Flow { size: size_of::<Flow>(), from: [1, fd], data: [0; 2], to: [0; 2], rest: [0; 8] };
    // SAFETY: one flow, to nowhere.
    assert!(unsafe { leat_io_pump(&raw mut flow, 1, timeout) } == 0);
    assert!(flow.rest[6] == MUCH);
}

fn main() {
    let ends = pipe().unwrap();
    // SAFETY: a string.
    let file = unsafe { libc::memfd_create(c"lines".as_ptr(), 0) };
    let text: String = (0..LINES).map(|index| format!("{:1$}\n", index, index % 80)).collect();
    // SAFETY: a string and its length.
    assert!(unsafe { libc::write(file, text.as_ptr().cast(), text.len()) } == text.len() as isize);
    let rows = [
        Comparison::run("pipe, 1 byte", || pair_of_libc(&ends), || pair(&ends, FOREVER)),
        Comparison::run("the same, in a time", || pair_of_libc(&ends), || pair(&ends, MINUTE)),
        Comparison::run("10,000 lines", || lines_of_libc(file), || lines(file, FOREVER)),
        Comparison::run("the same, in a time", || lines_of_libc(file), || lines(file, MINUTE)),
        Comparison::run("16 MiB pumped", || much(read_loop), || much(|fd| pumped(fd, FOREVER))),
        Comparison::run("the same, in a time", || much(read_loop), || much(|fd| pumped(fd, MINUTE))),
    ];
    println!("{ROUNDS} rounds, in turn\n{}", Comparison::HEADER);
    for row in rows {
        println!("{}", row.line());
    }
}
