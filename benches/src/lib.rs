//! leat's functions for the benches, and the comparison of two ways to do the same.

pub mod turns;

use std::ffi::{c_char, c_int, c_void};
use std::time::{Duration, Instant};

#[link(name = "leat")]
unsafe extern "C" {
    pub fn leat_read(fd: c_int, buffer: *mut c_void, size: usize) -> isize;
    pub fn leat_write(fd: c_int, buffer: *const c_void, size: usize) -> isize;
    pub fn leat_close(fd: c_int) -> c_int;
    pub fn leat_open(path: *const c_char, flags: c_int, ...) -> c_int;
    pub fn leat_lseek(fd: c_int, offset: libc::off_t, whence: c_int) -> libc::off_t;
    pub fn leat_fcntl(fd: c_int, command: c_int, ...) -> c_int;
    pub fn leat_error_text() -> *const c_char;
}

/// Rounds of a comparison: an odd number, so that there is a median.
pub const ROUNDS: usize = 31;
/// A round of one way takes about so long.
const ROUND: Duration = Duration::from_millis(5);

/// Nanoseconds a call of two ways to do the same.
pub struct Comparison {
    pub name: &'static str,
    libc: Vec<f64>,
    leat: Vec<f64>,
}

impl Comparison {
    /// Runs both in turn, each first in every other round: whatever else the machine does meets both.
    pub fn run(name: &'static str, mut libc: impl FnMut(), mut leat: impl FnMut()) -> Comparison {
        let calls = calls_a_round(&mut libc);
        let mut comparison = Comparison { name, libc: vec![], leat: vec![] };
        for round in 0..ROUNDS {
            if round % 2 == 0 {
                comparison.libc.push(nanoseconds(calls, &mut libc));
                comparison.leat.push(nanoseconds(calls, &mut leat));
            } else {
                comparison.leat.push(nanoseconds(calls, &mut leat));
                comparison.libc.push(nanoseconds(calls, &mut libc));
            }
        }
        comparison.libc.sort_by(f64::total_cmp);
        comparison.leat.sort_by(f64::total_cmp);
        comparison
    }

    pub const HEADER: &str = "                            minimum, ns             median, ns\n\
                              over libc                 libc    leat  ratio     libc    leat  ratio";

    /// A line of the table under HEADER.
    pub fn line(&self) -> String {
        let [libc, leat] = [&self.libc, &self.leat].map(|times| (times[0], times[times.len() / 2]));
        format!(
            "{:<22} {:>7.1} {:>7.1} {:>6.3}  {:>7.1} {:>7.1} {:>6.3}",
            self.name,
            libc.0,
            leat.0,
            leat.0 / libc.0,
            libc.1,
            leat.1,
            leat.1 / libc.1
        )
    }
}

fn calls_a_round(call: &mut impl FnMut()) -> u32 {
    let mut calls = 1;
    while nanoseconds(calls, call) * f64::from(calls) < ROUND.as_nanos() as f64 {
        calls *= 2;
    }
    calls
}

fn nanoseconds(calls: u32, call: &mut impl FnMut()) -> f64 {
    let start = Instant::now();
    for _ in 0..calls {
        call();
    }
    start.elapsed().as_nanos() as f64 / f64::from(calls)
}
