//! `c-tests/notes/INDEX.md` leads from every line of the lecture notes to its programs: none is left out.
//!
//! The notes are not part of leat. LEAT_NOTES may name a directory that has them (files whose names begin with a note's
//! number); the index is then compared with them too.

mod support;

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::{env, fs};

use support::root;

/// What the index says of one note.
struct Note {
    number: String,
    /// How many lines it has.
    length: usize,
    silent: Vec<RangeInclusive<usize>>,
    rows: Vec<Row>,
}

struct Row {
    lines: Vec<RangeInclusive<usize>>,
    programs: Vec<String>,
    /// The row itself, for complaints.
    text: String,
}

fn directory() -> PathBuf {
    root().join("c-tests/notes")
}

/// The notes in their order. A note begins with
///
/// ```text
/// ## 000: Networking
///
/// 100 lines. These say nothing: 1, 5-6.
/// ```
///
/// and a row of its table is `| lines | what they say | programs | what is true instead |`.
fn index() -> Vec<Note> {
    let text = fs::read_to_string(directory().join("INDEX.md")).unwrap();
    let mut notes: Vec<Note> = Vec::new();
    for line in text.lines() {
        if let Some(title) = line.strip_prefix("## ") {
            let number = title.split(':').next().unwrap().to_owned();
            notes.push(Note { number, length: 0, silent: vec![], rows: vec![] });
        } else if let (Some((length, silent)), Some(note)) =
            (line.split_once(" lines. These say nothing: "), notes.last_mut())
        {
            note.length = length.parse().unwrap();
            note.silent = ranges(silent.trim_end_matches('.'));
        } else if line.starts_with("| ") && line[2..].starts_with(|first: char| first.is_ascii_digit()) {
            let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
            assert_eq!(cells.len(), 4, "{line}");
            let programs = cells[2].split("](").skip(1).map(|rest| rest.split(')').next().unwrap().to_owned());
            let row = Row { lines: ranges(cells[0]), programs: programs.collect(), text: line.to_owned() };
            notes.last_mut().unwrap().rows.push(row);
        }
    }
    assert!(notes.len() == 5 && notes.iter().all(|note| note.rows.len() > 5), "the index could not be read");
    notes
}

/// `1, 5-6`
fn ranges(text: &str) -> Vec<RangeInclusive<usize>> {
    let range = |each: &str| {
        let (first, last) = each.split_once('-').unwrap_or((each, each));
        let range = first.trim().parse().unwrap()..=last.trim().parse().unwrap();
        assert!(!range.is_empty(), "{text}");
        range
    };
    text.split(',').map(range).collect()
}

/// The programs: name and source.
fn programs() -> BTreeMap<String, String> {
    let entries = fs::read_dir(directory()).unwrap().map(|entry| entry.unwrap().path());
    let sources = entries.filter(|path| path.extension().is_some_and(|end| end == "c" || end == "cpp"));
    sources.map(|path| (path.file_name().unwrap().display().to_string(), fs::read_to_string(&path).unwrap())).collect()
}

#[test]
fn every_line_is_in_one_place() {
    for note in index() {
        let mut places = vec![0; note.length + 1];
        for range in note.silent.iter().chain(note.rows.iter().flat_map(|row| &row.lines)) {
            for line in range.clone() {
                assert!(line > 0 && line <= note.length, "note {} has no line {line}", note.number);
                places[line] += 1;
            }
        }
        let not_once: Vec<usize> = (1..=note.length).filter(|&line| places[line] != 1).collect();
        assert!(not_once.is_empty(), "note {}: lines in no place, or in several: {not_once:?}", note.number);
    }
}

#[test]
fn every_row_leads_to_programs() {
    let programs = programs();
    for row in index().iter().flat_map(|note| &note.rows) {
        assert!(!row.programs.is_empty(), "no program: {}", row.text);
        for program in &row.programs {
            assert!(programs.contains_key(program), "{program} is not there: {}", row.text);
        }
    }
}

/// Each program is in the index, and there under a note that its first comment names.
#[test]
fn every_program_is_in_the_index() {
    let index = index();
    for (name, source) in programs() {
        let comment = source.split("*/").next().unwrap();
        let named = index
            .iter()
            .any(|note| comment.contains(&note.number) && note.rows.iter().any(|row| row.programs.contains(&name)));
        assert!(named, "{name} is in no row of a note that it names");
        assert!(comment.starts_with("/*\n * Note 00"), "{name} does not begin with the note that it belongs to");
    }
}

/// What is said to say nothing is blank or markup, and the notes have the lines that the index thinks they have.
#[test]
fn the_index_agrees_with_the_notes() {
    let Some(notes) = env::var_os("LEAT_NOTES").map(PathBuf::from) else {
        eprintln!("LEAT_NOTES is not set: not compared with the notes themselves");
        return;
    };
    for note in index() {
        let mut entries = fs::read_dir(&notes).unwrap().map(|entry| entry.unwrap().path());
        let file = entries
            .find(|path| path.file_name().is_some_and(|name| name.display().to_string().starts_with(&note.number)));
        let file = file.unwrap_or_else(|| panic!("note {} is not in {}", note.number, notes.display()));
        let text = String::from_utf8_lossy(&fs::read(&file).unwrap()).into_owned();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), note.length, "{}", file.display());
        let silent = |number: usize| note.silent.iter().any(|range| range.contains(&number));
        for (number, line) in (1..).zip(lines) {
            let nothing = line.replace("```c++", "").replace("```c", "").replace("<br />", "");
            let says_nothing = !nothing.contains(|letter: char| letter.is_alphanumeric());
            assert!(says_nothing || !silent(number), "{}:{number} says something: {line}", file.display());
        }
    }
}
