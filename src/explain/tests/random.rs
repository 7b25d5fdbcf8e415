//! Whatever the arguments are, a text keeps within its bounds.

use std::ffi::c_int;

use libc::{EACCES, EBADF, EFAULT};

use super::text;
use crate::boundary::record::tests::{from_ring, pointer, record};
use crate::boundary::record::{Copied, Missing, Space};
use crate::explain::call::{Call, Kind};
use crate::explain::failure::Failure;
use crate::explain::sentences::TABLES;
use crate::explain::text::{CAPACITY, Text};
use crate::explain::{Depth, explain};

/// Numbers that look random and are the same in every run.
fn random(state: &mut u64) -> u64 {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    let bits = *state ^ (*state >> 29);
    // Small ones, negative ones, ones with few bits, and any.
    match *state >> 62 {
        0 => bits & 0xf,
        1 => (bits as i8) as u64,
        2 => 1 << (bits & 63) | 1 << (bits >> 6 & 63),
        _ => bits,
    }
}

#[test]
fn any_words_make_a_text_within_bounds() {
    let state = &mut 1;
    for &call in Call::ALL {
        for _ in 0..200 {
            let words: Vec<u64> = (0..7).map(|_| random(state)).collect();
            for code in [EFAULT, EBADF] {
                let text = text(&record(call, code, &words[..call.kinds().len()]));
                assert!(text.len() < CAPACITY && text.starts_with(call.name().to_str().unwrap()), "{text}");
            }
        }
    }
}

#[test]
fn any_strings_and_addresses_make_a_text_within_bounds() {
    let state = &mut 2;
    for &call in Call::ALL {
        for _ in 0..8 {
            let bytes: Vec<u8> = (0..128).map(|_| random(state) as u8).chain([0]).collect();
            // Every pointer is a valid one, as the errors prove them to be read; the other words are small.
            let kinds = call.kinds();
            let words: Vec<u64> = (0..7)
                .map(|index| match kinds.get(index) {
                    Some(kind) if kind.is_pointer() || matches!(kind, Kind::By(_)) => pointer(&bytes),
                    _ => random(state) % 128,
                })
                .collect();
            for code in 1..134 {
                let few = if call == Call::semop || call == Call::semtimedop { 21 } else { u64::MAX };
                let words: Vec<u64> = words.iter().map(|&word| if word < 128 { word.min(few) } else { word }).collect();
                assert!(text(&record(call, code, &words[..kinds.len()])).len() < CAPACITY);
            }
            let size = 2 + random(state) as usize % 127;
            let mut address = bytes;
            address[..2].copy_from_slice(&(random(state) as u16 % 12).to_ne_bytes());
            assert!(text(&record(Call::bind, EACCES, &[3, pointer(&address), size as u64])).len() < CAPACITY);
        }
    }
}

#[test]
fn any_bytes_in_the_ring_make_a_text_within_bounds_or_none() {
    let state = &mut 3;
    let mut records = 0;
    for _ in 0..100_000 {
        let mut words = std::array::from_fn(|_| random(state));
        // Half of them with a header that may be one.
        if random(state) & 1 == 0 {
            let (call, rest) = (random(state) % Call::ALL.len() as u64, random(state));
            words[0] = rest & 0xffff_ff01_0000_ffff | call << 16;
        }
        if let Some(record) = from_ring(words) {
            records += 1;
            assert!(text(&record).len() < CAPACITY);
        }
    }
    assert!(records > 10_000, "{records}");
}

/// A failure of no call that was made: random arguments, of which some are said to have been copied, whole or cut.
fn random_failure(call: Call, (space, code): (Space, c_int), bytes: &[u8], state: &mut u64) -> Text {
    let words: Vec<u64> = (0..7).map(|_| random(state)).collect();
    let mut copies = [None; 2];
    for copy in &mut copies {
        let length = random(state) as usize % bytes.len().min(1 + (random(state) as usize & 63));
        let missing = [Missing::Nothing, Missing::Beginning, Missing::End][random(state) as usize % 3];
        let index = random(state) as usize % call.kinds().len().max(1);
        *copy = (random(state) & 3 != 0).then_some((index, Copied { bytes: &bytes[..length], missing }));
    }
    let mut text = Text::new();
    explain(&Failure { copies, space, ..Failure::new(call, code, &words) }, Depth::Cause, None, &mut text);
    text
}

#[test]
fn whatever_the_arguments_were_the_explanation_keeps_its_form() {
    let state = &mut 4;
    let rows = TABLES.iter().copied().flatten();
    let pairs = rows.flat_map(|row| row.codes.iter().map(move |&code| (row, code)));
    for ((row, code), _) in pairs.flat_map(|pair| (0..4).map(move |round| (pair, round))) {
        let calls = if row.calls.is_empty() { Call::ALL } else { row.calls };
        let call = calls[random(state) as usize % calls.len()];
        let bytes: Vec<u8> = (0..64).map(|_| random(state) as u8).collect();
        let text = random_failure(call, (row.space, code), &bytes, state);
        let text = text.as_str();
        assert!(text.len() < CAPACITY && text.starts_with(call.name().to_str().unwrap()), "{text}");
        assert!(text.lines().count() <= 4 && text.lines().all(|line| line.chars().count() <= 120), "{text}");
        assert!(!text.contains("\n\n") && !text.ends_with([' ', '\n']), "{text:?}");
    }
}
