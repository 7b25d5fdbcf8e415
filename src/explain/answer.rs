//! An explanation being made, and its form on the page:
//!
//! ```text
//!   mq_open("/jobs", O_RDWR|O_CREAT, 0600, {mq_maxmsg=100, mq_msgsize=1024}): EINVAL: mq_maxmsg is 100, but this system
//!   allows 10 to unprivileged processes (/proc/sys/fs/mqueue/msg_max).
//!   Do: use mq_maxmsg <= 10, or have an administrator raise fs.mqueue.msg_max.
//! ```

use std::fmt::{self, Arguments, Write};

use super::text::Text;

/// The most lines of an explanation.
const LINES: usize = 4;
/// The most of them that the advice takes.
const ADVICE_LINES: usize = 2;
/// The most columns of a line.
const COLUMNS: usize = 120;
/// The most characters of a name that are shown where there is no room for all.
const LONG: usize = 60;
/// Room for what is said with two of the longest paths, bytes.
const ROOM: usize = 4 * libc::PATH_MAX as usize;
/// What an explanation begins with where it stands among other output, and its further lines.
const MARGIN: &str = "  ";

/// What causes said, before it is laid out.
pub(crate) struct Answer {
    /// The call, the error, the cause and the facts.
    pub(super) statement: Text,
    advice: Text,
    /// Where in the statement the cause ends; 0: none has spoken.
    cause: usize,
}

impl Answer {
    pub(super) fn new() -> Answer {
        Answer { statement: Text::of_capacity(ROOM), advice: Text::of_capacity(ROOM), cause: 0 }
    }

    /// Adds a sentence, and what to do about it unless a sentence before it has said that.
    pub(super) fn say(&mut self, sentence: Arguments, advice: Arguments) {
        let _ = self.statement.write_str(if self.is_silent() { ": " } else { " " });
        let _ = self.statement.write_fmt(sentence);
        if self.is_silent() {
            self.cause = self.statement.as_str().len().max(1);
        }
        if self.advice.is_empty() {
            let _ = self.advice.write_fmt(advice);
        }
    }

    /// Has anything been said?
    pub(super) fn is_silent(&self) -> bool {
        self.cause == 0
    }

    /// Has a sentence spoken of a descriptor by its number?
    pub(super) fn describes_descriptor(&self) -> bool {
        let statement = self.statement.as_str();
        let mut mentions = statement.match_indices("fd ").chain(statement.match_indices("Fd "));
        mentions.any(|(at, word)| {
            let begins = at == 0 || !statement.as_bytes()[at - 1].is_ascii_alphanumeric();
            begins && statement.as_bytes().get(at + word.len()).is_some_and(u8::is_ascii_digit)
        })
    }

    /// Does the statement leave room for another sentence?
    pub(super) fn has_room(&self) -> bool {
        self.statement.as_str().chars().count() < 2 * COLUMNS
    }

    /// Lays it out, if there was memory for all of it: half an explanation could be taken for a whole one. Long names leave
    /// room for what is the matter with them.
    pub(super) fn finish(&self, label: Option<&str>, to: &mut Text) {
        let is_whole = self.lay_out(label, to);
        let short = (!is_whole).then(|| self.with_short_names());
        if let Some(short) = &short {
            to.clear();
            short.lay_out(label, to);
        }
        if self.is_starved() || short.is_some_and(|short| short.is_starved()) || to.is_starved() {
            to.clear();
        }
    }

    fn is_starved(&self) -> bool {
        self.statement.is_starved() || self.advice.is_starved()
    }

    /// Writes it as at most four lines, without a newline at its end; false: some of the cause or the advice is not in them.
    /// With `label`, which the first line begins with, it is moved to the right, to stand below a line of perror's.
    fn lay_out(&self, label: Option<&str>, to: &mut Text) -> bool {
        let margin = if label.is_some() { MARGIN } else { "" };
        let advice = Paragraph { margin, first: "Do: ", text: self.advice.as_str() };
        let statement = Paragraph { margin, first: label.unwrap_or(""), text: self.statement.as_str() };
        let cause = Paragraph { text: statement.text.get(..self.cause).unwrap_or_default(), ..statement };
        let all_advice = advice.lines().count();
        let advice_lines = all_advice.min(ADVICE_LINES);
        let statement_lines = LINES - advice_lines;
        statement.write(statement_lines, to);
        if advice_lines > 0 {
            let _ = to.write_str("\n");
            advice.write(advice_lines, to);
        }
        cause.lines().count() <= statement_lines && all_advice == advice_lines && !to.is_cut()
    }

    /// The same without the middles of the long names in it.
    fn with_short_names(&self) -> Answer {
        let mut answer = Answer { cause: self.cause, ..Answer::new() };
        let _ = shorten_names(self.statement.as_str(), &mut answer.statement);
        let _ = shorten_names(self.advice.as_str(), &mut answer.advice);
        answer
    }
}

/// Writes it, of each long name, which is in quotes, the beginning and the end.
fn shorten_names(mut text: &str, to: &mut Text) -> fmt::Result {
    while let Some((before, rest)) = text.split_once('"')
        && let Some((name, rest)) = end_of_quotes(rest).and_then(|end| Some((rest.get(..end)?, rest.get(end + 1..)?)))
    {
        match ends_of_long(name) {
            Some((beginning, end)) => write!(to, "{before}\"{beginning}…{end}\"")?,
            None => write!(to, "{before}\"{name}\"")?,
        }
        text = rest;
    }
    to.write_str(text)
}

/// Where what is escaped as in C ends.
fn end_of_quotes(text: &str) -> Option<usize> {
    let mut is_escaped = false;
    text.bytes().position(|byte| {
        let ends = byte == b'"' && !is_escaped;
        is_escaped = byte == b'\\' && !is_escaped;
        ends
    })
}

/// None of a name that is not long. One that was cut already has lost that end for good.
fn ends_of_long(name: &str) -> Option<(&str, &str)> {
    let (first, last) = if name.starts_with('…') {
        (0, LONG)
    } else if name.ends_with('…') {
        (LONG, 0)
    } else {
        (LONG / 2, LONG / 2)
    };
    let (beginning, _) = name.char_indices().nth(first)?;
    let end = name.char_indices().rev().take(last).last().map_or(name.len(), |(end, _)| end);
    (beginning < end).then(|| (&name[..beginning], &name[end..]))
}

/// Text that is broken into lines at spaces.
pub(super) struct Paragraph<'a> {
    pub margin: &'a str,
    /// What its first line begins with, behind the margin.
    pub first: &'a str,
    pub text: &'a str,
}

impl<'a> Paragraph<'a> {
    /// Its lines, without margin and beginning, and whether anything follows.
    fn lines(&self) -> impl Iterator<Item = (&'a str, bool)> {
        let mut rest = self.text;
        let mut taken = self.first.chars().count();
        // One column is for the mark of a cut.
        let room = COLUMNS - self.margin.len() - 1;
        std::iter::from_fn(move || {
            if rest.is_empty() {
                return None;
            }
            let (line, after) = break_line(rest, room.saturating_sub(std::mem::take(&mut taken)));
            rest = after;
            Some((line, !rest.is_empty()))
        })
    }

    /// Writes at most so many lines; the last shows it if more would have followed.
    pub(super) fn write(&self, most: usize, to: &mut Text) {
        for (number, (line, more)) in self.lines().take(most).enumerate() {
            let (end, first) = (if number > 0 { "\n" } else { "" }, if number == 0 { self.first } else { "" });
            let cut = if more && number + 1 == most && !line.ends_with('…') { "…" } else { "" };
            let _ = write!(to, "{end}{}{first}{line}{cut}", self.margin);
        }
    }
}

/// The first line, of at most that many columns, and the rest. A word that is longer is broken.
fn break_line(text: &str, columns: usize) -> (&str, &str) {
    let Some((end, _)) = text.char_indices().nth(columns.max(1)) else { return (text, "") };
    // A space just behind the last column is as good.
    let space = if text[end..].starts_with(' ') { Some(end) } else { text[..end].rfind(' ') };
    match space {
        Some(space) if space > 0 => (&text[..space], &text[space + 1..]),
        _ => text.split_at(end),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn laid_out(statement: &str, advice: &str, label: Option<&str>) -> String {
        let mut answer = Answer::new();
        let _ = answer.statement.write_str("f()");
        answer.say(format_args!("{statement}"), format_args!("{advice}"));
        let mut text = Text::new();
        answer.lay_out(label, &mut text);
        text.as_str().to_owned()
    }

    #[test]
    fn cause_and_advice() {
        assert_eq!(laid_out("it broke.", "mend it.", None), "f(): it broke.\nDo: mend it.");
        assert_eq!(laid_out("it broke.", "", None), "f(): it broke.");
        assert_eq!(laid_out("it broke.", "mend it.", Some("leat: ")), "  leat: f(): it broke.\n  Do: mend it.");
    }

    #[test]
    fn at_most_four_lines_of_at_most_120_columns() {
        for (words, advices) in [(1, 0), (20, 0), (40, 5), (60, 5), (200, 60), (3, 60), (80, 30), (500, 500)] {
            for word in ["word ", "wörd ", "x", "€"] {
                for label in [None, Some("leat: "), Some("leat: last failure leat saw on this thread: ")] {
                    let text = laid_out(&word.repeat(words), &word.repeat(advices), label);
                    assert!(text.lines().count() <= LINES, "{text}");
                    assert!(text.lines().all(|line| line.chars().count() <= COLUMNS), "{text}");
                    assert_eq!(text.contains("Do: "), advices > 0, "{text}");
                }
            }
        }
    }

    #[test]
    fn of_long_names_the_middles_are_left_out_where_there_is_no_room() {
        let finished = |names: [&str; 2]| {
            let mut answer = Answer::new();
            let _ = answer.statement.write_str("f(\"…end\")");
            let [one, two] = names;
            answer.say(format_args!("\"{one}\" is \"{two}\"."), format_args!("mend \"{one}\"."));
            let mut text = Text::new();
            answer.finish(None, &mut text);
            text.as_str().replace('\n', " ")
        };
        let (half, short) = ("é".repeat(LONG / 2), "s".repeat(LONG));
        let name = |size| format!("{half}{}{half}", "\\\"".repeat(size));
        assert_eq!(finished(["a", &name(15)]), format!("f(\"…end\"): \"a\" is \"{}\". Do: mend \"a\".", name(15)));
        for size in [150, 2000] {
            let long = name(size);
            assert_eq!(
                finished([&long, &short]),
                format!("f(\"…end\"): \"{half}…{half}\" is \"{short}\". Do: mend \"{half}…{half}\".")
            );
        }
        // Cut already; or its own.
        let (lost, end, beginning) = ("x".repeat(200), "e".repeat(LONG), "b".repeat(LONG));
        assert_eq!(
            finished([&format!("…{lost}{end}"), &format!("{beginning}{lost}…")]),
            format!("f(\"…end\"): \"…{end}\" is \"{beginning}…\". Do: mend \"…{end}\".")
        );
        let own = format!("{half}{}{half}", "…".repeat(200));
        assert_eq!(
            finished([&own, "a"]),
            format!("f(\"…end\"): \"{half}…{half}\" is \"a\". Do: mend \"{half}…{half}\".")
        );
    }

    #[test]
    fn a_line_is_filled_and_a_cut_marked() {
        let text = laid_out(&"word ".repeat(200), "mend it.", None);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 4);
        assert!(lines[..3].iter().all(|line| line.chars().count() > COLUMNS - 8), "{text}");
        assert!(lines[2].ends_with("word…"), "{text}");
        assert_eq!(lines[3], "Do: mend it.");
    }
}
