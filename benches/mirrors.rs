//! The time of a mirror beside that of the libc function it mirrors: each by criterion, then both in turn as a ratio.

use std::ffi::{CStr, c_char, c_int, c_void};
use std::hint::black_box;
use std::time::Duration;

use criterion::Criterion;
use leat_benches::*;

const NOPE: &CStr = c"/nope/file";

type Transfer<B> = unsafe extern "C" fn(c_int, B, usize) -> isize;

/// A byte through a pipe.
fn pair(ends: [c_int; 2], write: Transfer<*const c_void>, read: Transfer<*mut c_void>) {
    let mut byte = 1u8;
    // SAFETY: the byte is there.
    let written = unsafe { write(ends[1], (&raw const byte).cast(), 1) };
    // SAFETY: as above.
    let read = unsafe { read(ends[0], (&raw mut byte).cast(), 1) };
    assert!((written, read) == (1, 1));
}

/// Nothing, from /dev/null: the least a system call with a buffer can do.
fn read_nothing(null: c_int, read: Transfer<*mut c_void>) {
    // SAFETY: no bytes are asked for.
    assert!(unsafe { read(null, std::ptr::dangling_mut(), 0) } == 0);
}

fn close_fails(close: unsafe extern "C" fn(c_int) -> c_int) {
    // SAFETY: -1 is no descriptor.
    assert!(unsafe { close(black_box(-1)) } == -1);
}

fn lseek_fails(pipe: c_int, lseek: unsafe extern "C" fn(c_int, libc::off_t, c_int) -> libc::off_t) {
    // SAFETY: takes numbers.
    assert!(unsafe { lseek(black_box(pipe), 0, libc::SEEK_CUR) } == -1);
}

fn fcntl(fd: c_int, fcntl: unsafe extern "C" fn(c_int, c_int, ...) -> c_int) {
    // SAFETY: the command takes nothing.
    assert!(unsafe { fcntl(black_box(fd), libc::F_GETFD) } >= 0);
}

/// A failure that copies its path.
fn open_fails(open: unsafe extern "C" fn(*const c_char, c_int, ...) -> c_int) {
    // SAFETY: a string.
    assert!(unsafe { open(black_box(NOPE).as_ptr(), libc::O_RDONLY) } == -1);
}

fn error_text() {
    // SAFETY: takes nothing.
    let text = unsafe { leat_error_text() };
    // SAFETY: it is never NULL.
    assert!(unsafe { *text } != 0);
}

fn main() {
    let mut ends = [0; 2];
    // SAFETY: room for two.
    assert!(unsafe { libc::pipe(ends.as_mut_ptr()) } == 0);
    // SAFETY: a string.
    let null = unsafe { libc::open(c"/dev/null".as_ptr(), libc::O_RDONLY) };

    let criterion = Criterion::default().without_plots().warm_up_time(Duration::from_millis(300));
    let mut criterion = criterion.measurement_time(Duration::from_secs(1)).configure_from_args();
    let mut lines = vec![];
    let mut compare = |name: &'static str, libc: &dyn Fn(), leat: &dyn Fn()| {
        let mut group = criterion.benchmark_group(name);
        group.bench_function("libc", |bencher| bencher.iter(libc));
        group.bench_function("leat", |bencher| bencher.iter(leat));
        group.finish();
        lines.push(Comparison::run(name, libc, leat).line());
    };
    compare("pipe, 1 byte, both ways", &|| pair(ends, libc::write, libc::read), &|| pair(ends, leat_write, leat_read));
    compare("read 0 bytes", &|| read_nothing(null, libc::read), &|| read_nothing(null, leat_read));
    compare("fcntl F_GETFD", &|| fcntl(null, libc::fcntl), &|| fcntl(null, leat_fcntl));
    compare("close fails", &|| close_fails(libc::close), &|| close_fails(leat_close));
    compare("lseek fails", &|| lseek_fails(ends[0], libc::lseek), &|| lseek_fails(ends[0], leat_lseek));
    compare("open fails", &|| open_fails(libc::open), &|| open_fails(leat_open));
    open_fails(leat_open);
    criterion.bench_function("leat_error_text of open ENOENT", |bencher| bencher.iter(error_text));
    close_fails(leat_close);
    criterion.bench_function("leat_error_text of close EBADF", |bencher| bencher.iter(error_text));

    println!("{ROUNDS} rounds, in turn\n{}\n{}", Comparison::HEADER, lines.join("\n"));
    criterion.final_summary();
}
