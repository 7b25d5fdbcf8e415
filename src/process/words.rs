//! How a child has ended, in words: constants, so that a signal handler may ask for them, and nothing can fail.

use std::ffi::{CStr, c_int};

use super::options_ffi::{LEAT_EXITED, LEAT_KILLED, LEAT_LOST, LEAT_STOPPED};
use super::run_ffi::{LEAT_TIMED_OUT, LEAT_TOO_MUCH};
use crate::explain::SIGNALS;

/// The longest is "stopped by SIGRTMIN+29".
const LENGTH: usize = 24;
type Text = [u8; LENGTH];

const STATUSES: usize = 256;
/// Signal 0 is none.
const COUNT: usize = 65;
/// The C library keeps those below to itself.
const REAL_TIME: usize = 34;

static EXITED: [Text; STATUSES] = statuses();
static KILLED: [Text; COUNT] = by_signal("killed by ");
static STOPPED: [Text; COUNT] = by_signal("stopped by ");

/// What has become of it, as a constant.
pub(super) fn of(how: c_int, code: c_int) -> &'static CStr {
    let within = |texts: &'static [Text]| {
        let text = usize::try_from(code).ok().and_then(|code| texts.get(code))?;
        CStr::from_bytes_until_nul(text).ok()
    };
    let text = match how {
        0 => Some(c"not ended"),
        LEAT_EXITED => within(&EXITED),
        LEAT_KILLED if code != 0 => within(&KILLED),
        LEAT_STOPPED if code != 0 => within(&STOPPED),
        LEAT_LOST => Some(c"status lost"),
        LEAT_TIMED_OUT => Some(c"timed out"),
        LEAT_TOO_MUCH => Some(c"too much output"),
        _ => None,
    };
    text.unwrap_or(c"unknown")
}

const fn statuses() -> [Text; STATUSES] {
    let mut texts = [[0; LENGTH]; STATUSES];
    let mut status = 0;
    while status < STATUSES {
        let at = append(&mut texts[status], 0, b"exit status ");
        append_number(&mut texts[status], at, status);
        status += 1;
    }
    texts
}

const fn by_signal(how: &str) -> [Text; COUNT] {
    let mut texts = [[0; LENGTH]; COUNT];
    let mut number = 0;
    while number < COUNT {
        let text = &mut texts[number];
        let at = append(text, 0, how.as_bytes());
        let (name, further) = match name(number) {
            Some(name) => (name, 0),
            None if number == REAL_TIME => ("SIGRTMIN", 0),
            None if number == COUNT - 1 => ("SIGRTMAX", 0),
            None if number > REAL_TIME => ("SIGRTMIN+", number - REAL_TIME),
            None => ("signal ", number),
        };
        let at = append(text, at, name.as_bytes());
        if further > 0 {
            append_number(text, at, further);
        }
        number += 1;
    }
    texts
}

const fn name(number: usize) -> Option<&'static str> {
    let mut index = 0;
    while index < SIGNALS.len() {
        if SIGNALS[index].1 as usize == number {
            return Some(SIGNALS[index].0);
        }
        index += 1;
    }
    None
}

/// Gives where the next is to be.
const fn append(text: &mut Text, mut at: usize, bytes: &[u8]) -> usize {
    let mut index = 0;
    while index < bytes.len() {
        text[at] = bytes[index];
        (at, index) = (at + 1, index + 1);
    }
    at
}

const fn append_number(text: &mut Text, mut at: usize, number: usize) {
    let mut unit = 100;
    while unit > 0 {
        if number >= unit || unit == 1 {
            text[at] = b'0' + (number / unit % 10) as u8;
            at += 1;
        }
        unit /= 10;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_status_and_signal_has_its_words() {
        for code in 0..=255 {
            assert_eq!(of(LEAT_EXITED, code).to_str().unwrap(), format!("exit status {code}"));
        }
        let (first, last) = (libc::SIGRTMIN(), libc::SIGRTMAX());
        let real_time = |number| match number {
            number if number == first => "SIGRTMIN".to_owned(),
            number if number == last => "SIGRTMAX".to_owned(),
            number if number > first => format!("SIGRTMIN+{}", number - first),
            number => format!("signal {number}"),
        };
        for number in 1..=last {
            let named = SIGNALS.iter().find(|(_, of)| *of == number.cast_unsigned());
            let name = named.map_or_else(|| real_time(number), |(name, _)| (*name).to_owned());
            assert_eq!(of(LEAT_KILLED, number).to_str().unwrap(), format!("killed by {name}"));
            assert_eq!(of(LEAT_STOPPED, number).to_str().unwrap(), format!("stopped by {name}"));
        }
        assert_eq!(of(LEAT_KILLED, libc::SIGSEGV), c"killed by SIGSEGV");
        for (how, code) in
            [(LEAT_EXITED, -1), (LEAT_EXITED, 256), (LEAT_KILLED, 0), (LEAT_KILLED, 65), (-1, 0), (99, 0)]
        {
            assert_eq!(of(how, code), c"unknown");
        }
    }
}
