//! Words of a shell line: what a pipeline is printed with, so that sh(1) reads it as it was meant.

use std::ffi::c_int;

use crate::boundary::error::Error;

/// A text for the shell, which may have any bytes but NUL.
#[derive(Default)]
pub(super) struct Line(Vec<u8>);

impl Line {
    /// As it is.
    pub(super) fn raw(&mut self, text: &str) -> Result<(), Error> {
        self.bytes(text.as_bytes())
    }

    /// A word that begins no command: quoted if the shell would read it otherwise.
    pub(super) fn word(&mut self, word: &[u8]) -> Result<(), Error> {
        if is_plain(word) { self.bytes(word) } else { self.quoted(word) }
    }

    /// A word that begins a command, where the shell reads some as its own.
    pub(super) fn command(&mut self, word: &[u8]) -> Result<(), Error> {
        let special =
            word.contains(&b'=') || word.starts_with(b"%") || RESERVED.iter().any(|each| each.as_bytes() == word);
        if is_plain(word) && !special { self.bytes(word) } else { self.quoted(word) }
    }

    /// `it's` becomes `'it'\''s'`: nothing is special between single quotes but their end.
    fn quoted(&mut self, word: &[u8]) -> Result<(), Error> {
        self.raw("'")?;
        for (index, part) in word.split(|byte| *byte == b'\'').enumerate() {
            if index > 0 {
                self.raw("'\\''")?;
            }
            self.bytes(part)?;
        }
        self.raw("'")
    }

    pub(super) fn number(&mut self, number: c_int) -> Result<(), Error> {
        // The digits of it, the last first.
        let mut digits = [0; 11];
        let (mut rest, mut start) = (number.unsigned_abs(), digits.len());
        loop {
            start -= 1;
            digits[start] = b'0' + (rest % 10) as u8;
            rest /= 10;
            if rest == 0 {
                break;
            }
        }
        if number < 0 {
            self.raw("-")?;
        }
        self.bytes(&digits[start..])
    }

    fn bytes(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.0.try_reserve(bytes.len())?;
        self.0.extend_from_slice(bytes);
        Ok(())
    }

    pub(super) fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

/// Is it the same with quotes and without?
fn is_plain(word: &[u8]) -> bool {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"_@%+=:,./-".contains(byte);
    !word.is_empty() && word.iter().all(plain)
}

/// Of POSIX's shell, of bash and of zsh, as far as they are plain words.
const RESERVED: &[&str] = &[
    "case",
    "coproc",
    "do",
    "done",
    "elif",
    "else",
    "end",
    "esac",
    "fi",
    "for",
    "foreach",
    "function",
    "if",
    "in",
    "nocorrect",
    "repeat",
    "select",
    "then",
    "time",
    "until",
    "while",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn written(write: impl FnOnce(&mut Line) -> Result<(), Error>) -> String {
        let mut line = Line::default();
        write(&mut line).unwrap();
        String::from_utf8(line.0).unwrap()
    }

    #[test]
    fn words_are_quoted_only_where_they_must_be() {
        for (word, expected) in [
            ("-lh", "-lh"),
            ("a=b", "a=b"),
            ("", "''"),
            ("a b", "'a b'"),
            ("$HOME", "'$HOME'"),
            ("it's", "'it'\\''s'"),
            ("'", "''\\'''"),
            ("two\nlines", "'two\nlines'"),
            ("~", "'~'"),
            ("#", "'#'"),
            ("ä", "'ä'"),
            ("while", "while"),
        ] {
            assert_eq!(written(|line| line.word(word.as_bytes())), expected);
        }
    }

    #[test]
    fn numbers() {
        for number in [0, 7, -5, c_int::MAX, c_int::MIN] {
            assert_eq!(written(|line| line.number(number)), number.to_string());
        }
    }

    #[test]
    fn a_command_is_no_reserved_word_assignment_or_job() {
        for (word, expected) in
            [("ls", "ls"), ("/bin/[", "'/bin/['"), ("a=b", "'a=b'"), ("while", "'while'"), ("!", "'!'"), ("%1", "'%1'")]
        {
            assert_eq!(written(|line| line.command(word.as_bytes())), expected);
        }
    }
}
