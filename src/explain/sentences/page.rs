//! leat_errors(7), made from the tables: `man/leat_errors.7`. LEAT_BLESS=1 writes it anew.

use std::ffi::c_int;
use std::fmt::Write;
use std::path::Path;
use std::{env, fs};

use super::{Row, Sentence, TABLES, refusal};
use crate::boundary::record::Space;
use crate::explain::names;

const HEAD: &str = r#".\" Made from src/explain/sentences/: edit the sentences there.
.TH LEAT_ERRORS 7 2026-11-27 "leat @VERSION@"
.SH NAME
leat_errors \- what an explanation of a failure may say
.SH DESCRIPTION
.BR leat_error_text (),
.BR leat_error_explain ()
and
.BR leat_perror ()
explain why a function of leat has failed:
the call and its arguments, the error, its cause, and what to do about it.
This page lists, for each group of functions and errors, the causes that are told apart, and the advice to each.
Where one of leat's own functions fails because a call that it made has failed, its name is put before that call, and the
sentences are those of the call; what it refuses by itself is listed behind all others.
Words in angle brackets stand for values:
.RI < limit >,
.RI < name >,
.RI < process >.
.PP
A sentence that says
.I now
speaks of the moment at which the explanation was asked for.
A name with
.I (now)
behind it, in the call, is what its pointer leads to at that moment:
it was not copied when the call failed, as the error does not prove that the call had read it.
What the system does not let the process see is said to be unknown.
Where nothing is known of a failure beyond its error, the sentence is one of the last section.
"#;

const TAIL: &str = r#".SH SEE ALSO
.BR leat-cc (1),
.BR errno (3),
.BR perror (3)
"#;

/// The page's sections in their order: the areas of the tables, and their headings.
const SECTIONS: &[(&str, &str)] = &[
    ("descriptor", "Descriptors"),
    ("path", "Paths"),
    ("entry", "Entries of directories"),
    ("file", "Files"),
    ("stream", "Streams"),
    ("pipe", "Pipes and FIFOs"),
    ("epoll", "Epoll"),
    ("filelock", "File locks"),
    ("process", "Processes and users"),
    ("exec", "Running programs"),
    ("wait", "Waiting for children"),
    ("session", "Process groups, sessions and terminals"),
    ("signal", "Signals"),
    ("interrupt", "Interrupted calls"),
    ("timer", "Sleeping and timers"),
    ("thread", "Threads"),
    ("sync", "Mutexes and condition variables"),
    ("sysv", "System V objects"),
    ("sysv_msg", "System V message queues"),
    ("sysv_sem", "System V semaphores"),
    ("sysv_shm", "System V shared memory"),
    ("posix_name", "Names of POSIX objects"),
    ("posix_object", "Files of POSIX objects"),
    ("posix_mq", "POSIX message queues"),
    ("posix_sem", "POSIX semaphores"),
    ("posix_shm", "POSIX shared memory"),
    ("deadline", "Times until which a call waits"),
    ("map", "Memory maps"),
    ("memory", "Memory"),
    ("socket", "Sockets"),
    ("socket_address", "Binding sockets"),
    ("socket_connect", "Connecting sockets"),
    ("socket_transfer", "Sending and receiving"),
    ("socket_option", "Options of sockets"),
    ("name", "Names of hosts and services"),
    ("host", "Names of hosts by gethostbyname"),
    ("address", "Addresses as text"),
    ("general", "Any function"),
    ("every error", "Every error"),
];

/// What roff would take for something else.
fn escaped(text: &str) -> String {
    let text = text.replace('\\', "\\e").replace('-', "\\-");
    if text.starts_with(['.', '\'']) { format!("\\&{text}") } else { text }
}

/// A sentence's text with the names of its values in angle brackets, and in italics, which not every reader shows.
fn sentence(text: &str) -> String {
    let mut written = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        written += &escaped(before);
        match after.strip_prefix('{') {
            // A brace of its own.
            Some(after) => {
                written.push('{');
                rest = after;
            }
            None => {
                let (value, after) = after.split_once('}').expect("a value ends");
                let name = value.split(':').next().unwrap();
                write!(written, "<\\fI{}\\fR>", escaped(&name.replace('_', " "))).unwrap();
                rest = after;
            }
        }
    }
    (written + &escaped(rest)).replace("}}", "}")
}

fn code(row: &Row, code: c_int) -> &'static str {
    let name = match row.space {
        Space::Errno => names::errno(code),
        Space::Eai => names::eai(code),
        Space::HErrno => names::h_errno(code),
    };
    name.expect("a code has a name").to_str().unwrap()
}

fn page() -> String {
    let mut page = HEAD.to_owned();
    for (area, heading) in SECTIONS {
        writeln!(page, ".SH {}", heading.to_uppercase()).unwrap();
        for row in TABLES.iter().copied().flatten().filter(|row| row.area == *area) {
            write_row(row, &mut page);
        }
    }
    page += ".SH \"WHAT LEAT'S OWN FUNCTIONS REFUSE\"\n";
    refusal::SENTENCES.iter().for_each(|each| write_sentence(each, &mut page));
    page + TAIL
}

fn write_row(row: &Row, page: &mut String) {
    let calls: Vec<&str> = row.calls.iter().map(|call| call.name().to_str().unwrap()).collect();
    let codes: Vec<&str> = row.codes.iter().map(|&number| code(row, number)).collect();
    let calls = if calls.is_empty() { "any function".to_owned() } else { calls.join(", ") };
    writeln!(page, ".SS \"{calls}: {}\"", codes.join(", ")).unwrap();
    row.sentences.iter().for_each(|each| write_sentence(each, page));
}

fn write_sentence(each: &Sentence, page: &mut String) {
    writeln!(page, ".IP \\(bu 2\n{}", sentence(each.cause)).unwrap();
    if !each.advice.is_empty() {
        writeln!(page, "Do: {}", sentence(each.advice)).unwrap();
    }
}

#[test]
fn every_area_has_a_section() {
    let areas = || TABLES.iter().copied().flatten().map(|row| row.area);
    for area in areas() {
        assert!(SECTIONS.iter().any(|(of, _)| *of == area), "{area} has no section in the manual page: see SECTIONS");
    }
    for (section, _) in SECTIONS {
        assert!(areas().any(|area| area == *section), "nothing is in the section {section}");
    }
}

#[test]
fn the_manual_page_says_what_the_tables_say() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("man/leat_errors.7.in");
    let page = page();
    if env::var_os("LEAT_BLESS").is_some() {
        return fs::write(&path, page).unwrap();
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    let differs = page.lines().zip(committed.lines()).position(|(made, kept)| made != kept);
    assert!(page == committed, "man/leat_errors.7.in is another from line {differs:?}: LEAT_BLESS=1 writes it anew");
}

#[test]
fn sentences_are_sentences() {
    let rows = || TABLES.iter().copied().flatten();
    for row in rows() {
        assert!(!row.sentences.is_empty() && !row.codes.is_empty(), "{}: a row says nothing", row.area);
    }
    for each in rows().flat_map(|row| row.sentences).chain(refusal::SENTENCES) {
        let (cause, advice) = (each.cause, each.advice);
        assert!(cause.ends_with('.') || cause.ends_with('?') || cause.ends_with('}'), "no full stop: {cause}");
        assert!(advice.is_empty() || advice.ends_with(['.', '?', '}']), "no full stop: {advice}");
        assert!(!cause.contains("  ") && !advice.contains("  "), "two spaces: {cause} {advice}");
        // The call need not have been that of who reads this: `Caller` knows.
        let is_you = |word: &str| ["you", "your", "yours"].contains(&word.to_lowercase().as_str());
        let mut words = cause.split(|character: char| !character.is_alphabetic() && character != '_');
        assert!(!words.any(is_you) || cause.starts_with("Did you mean"), "who is that? {cause}");
        assert!(cause.is_ascii() && advice.is_ascii(), "not ASCII: {cause} {advice}");
    }
}
