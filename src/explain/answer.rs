//! An explanation being made, and its form on the page:
//!
//! ```text
//!   mq_open("/jobs", O_RDWR|O_CREAT, 0600, {mq_maxmsg=100, mq_msgsize=1024}): EINVAL: mq_maxmsg is 100, but this system
//!   allows 10 to unprivileged processes (/proc/sys/fs/mqueue/msg_max).
//!   Do: use mq_maxmsg <= 10, or have an administrator raise fs.mqueue.msg_max.
//! ```

use std::fmt::{Arguments, Write};

use super::text::Text;

/// The most lines of an explanation.
const LINES: usize = 4;
/// The most of them that the advice takes.
const ADVICE_LINES: usize = 2;
/// The most columns of a line.
const COLUMNS: usize = 120;
/// What an explanation begins with where it stands among other output, and its further lines.
const MARGIN: &str = "  ";

/// What causes said, before it is laid out.
pub(crate) struct Answer {
    /// The call, the error, the cause and the facts.
    pub(super) statement: Text,
    advice: Text,
    /// Has a cause spoken?
    said: bool,
}

impl Answer {
    pub(super) fn new() -> Answer {
        Answer { statement: Text::new(), advice: Text::new(), said: false }
    }

    /// Adds a sentence, and what to do about it unless a sentence before it has said that.
    pub(super) fn say(&mut self, sentence: Arguments, advice: Arguments) {
        let _ = self.statement.write_str(if self.said { " " } else { ": " });
        let _ = self.statement.write_fmt(sentence);
        self.said = true;
        if self.advice.is_empty() {
            let _ = self.advice.write_fmt(advice);
        }
    }

    /// Has anything been said?
    pub(super) fn is_silent(&self) -> bool {
        !self.said
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

    /// Lays it out, if there was memory for all of it: half an explanation could be taken for a whole one.
    pub(super) fn finish(&self, label: Option<&str>, to: &mut Text) {
        self.lay_out(label, to);
        if self.statement.is_starved() || self.advice.is_starved() || to.is_starved() {
            to.clear();
        }
    }

    /// Writes it as at most four lines, without a newline at its end. With `label`, which the first line begins with, it
    /// is moved to the right, to stand below a line of perror's.
    fn lay_out(&self, label: Option<&str>, to: &mut Text) {
        let margin = if label.is_some() { MARGIN } else { "" };
        let advice = Paragraph { margin, first: "Do: ", text: self.advice.as_str() };
        let advice_lines = if self.advice.is_empty() { 0 } else { advice.lines().count().min(ADVICE_LINES) };
        Paragraph { margin, first: label.unwrap_or(""), text: self.statement.as_str() }.write(LINES - advice_lines, to);
        if advice_lines > 0 {
            let _ = to.write_str("\n");
            advice.write(advice_lines, to);
        }
    }
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
    fn a_line_is_filled_and_a_cut_marked() {
        let text = laid_out(&"word ".repeat(200), "mend it.", None);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 4);
        assert!(lines[..3].iter().all(|line| line.chars().count() > COLUMNS - 8), "{text}");
        assert!(lines[2].ends_with("word…"), "{text}");
        assert_eq!(lines[3], "Do: mend it.");
    }
}
