//! A pipeline as a line for the shell.
//!
//! ```text
//!   (cd /srv && LC_ALL=C nice -n 5 sort -u) < names 2> /dev/null | uniq -c > counts
//!    ──────────────────────────────────────  ──────  ───────────            ───────
//!               write_before_ends             end     redirect                end
//! ```

use std::ffi::{CStr, c_int};

use libc::{O_ACCMODE, O_APPEND, O_RDONLY, O_RDWR};

use super::word::Line;
use crate::boundary::error::Error;
use crate::process::environment::{Added, is_set, name};
use crate::process::stream::{File, Stream};

/// What of a stage the shell can say. Resource limits, kept signals and the like it cannot.
pub(super) struct Shown<'a> {
    pub program: Option<&'a CStr>,
    /// Where it was found, if the shell would look for it elsewhere.
    pub path: Option<&'a CStr>,
    pub arguments: &'a [&'a CStr],
    pub directory: Option<&'a CStr>,
    pub environment: Option<Vec<&'a CStr>>,
    pub added: Added<'a>,
    pub nice: c_int,
}

impl Shown<'_> {
    pub(super) fn write_before_ends(&self, line: &mut Line) -> Result<(), Error> {
        if let Some(directory) = self.directory {
            line.raw(if directory.to_bytes().starts_with(b"-") { "(cd -- " } else { "(cd " })?;
            line.word(directory.to_bytes())?;
            line.raw(" && ")?;
        }
        let by_env = self.has_its_own_path()
            || !self.added.that_count().all(|each| is_assignment(each.to_bytes()))
            || self.is_other_than_the_shells();
        if !by_env {
            for each in self.added.that_count() {
                assignment(line, each.to_bytes())?;
                line.raw(" ")?;
            }
        }
        if self.nice != 0 {
            line.raw("nice -n ")?;
            line.number(self.nice)?;
            line.raw(if !by_env && self.begins_with(b'-') { " -- " } else { " " })?;
        }
        if by_env {
            self.write_env(line)?;
        }
        if self.path.is_some_and(|path| !path.to_bytes().starts_with(b"/")) {
            line.raw("./")?;
        }
        line.command(self.first())?;
        for argument in self.arguments.iter().skip(1) {
            line.raw(" ")?;
            line.word(argument.to_bytes())?;
        }
        if self.directory.is_some() { line.raw(")") } else { Ok(()) }
    }

    /// Is its PATH another than the host's? The shell, and env, look for a program by that one already, leat does by the host's.
    pub(super) fn has_its_own_path(&self) -> bool {
        self.environment.is_some() || self.added.has(b"PATH")
    }

    fn first(&self) -> &[u8] {
        let first = self.path.or(self.program).or(self.arguments.first().copied());
        first.map(CStr::to_bytes).unwrap_or_default()
    }

    fn begins_with(&self, byte: u8) -> bool {
        self.first().first() == Some(&byte)
    }

    /// The echo of many a shell writes a newline for \n, and knows other options than the program.
    fn is_other_than_the_shells(&self) -> bool {
        let is_special =
            |argument: &&CStr| argument.to_bytes().contains(&b'\\') || argument.to_bytes().starts_with(b"-");
        self.first() == b"echo" && self.arguments.iter().skip(1).any(is_special)
    }

    /// env(1) sets what the shell cannot, and removes; and runs no command of the shell's own. (But what has no = it cannot set.)
    fn write_env(&self, line: &mut Line) -> Result<(), Error> {
        line.raw(if self.environment.is_some() { "env -i " } else { "env " })?;
        let removed = || self.added.that_count().filter(|each| !is_set(each));
        for each in removed().filter(|_| self.environment.is_none()) {
            line.raw("-u ")?;
            line.word(each.to_bytes())?;
            line.raw(" ")?;
        }
        let kept = || self.environment.iter().flatten().copied().filter(|each| !self.added.has(name(each)));
        let set = || kept().chain(self.added.that_count()).filter(|each| is_set(each));
        if set().any(|each| each.to_bytes().starts_with(b"-")) || self.begins_with(b'-') {
            line.raw("-- ")?;
        }
        for each in set() {
            line.word(each.to_bytes())?;
            line.raw(" ")?;
        }
        if self.first().contains(&b'=') { line.raw(BEHIND_ENV) } else { Ok(()) }
    }
}

/// What a program with = in its name is run by, which env(1) would take for another variable; by exec it might be an option.
const BEHIND_ENV: &str = "/bin/sh -c '\"$0\" \"$@\"' ";

/// Would the shell read it as an assignment?
fn is_assignment(word: &[u8]) -> bool {
    let Some(end) = word.iter().position(|byte| *byte == b'=') else { return false };
    let name = word.get(..end).unwrap_or_default();
    let letter = |byte: &u8| byte.is_ascii_alphabetic() || *byte == b'_';
    name.first().is_some_and(letter) && name.iter().all(|byte| letter(byte) || byte.is_ascii_digit())
}

/// Its name without quotes, or it would be none.
fn assignment(line: &mut Line, word: &[u8]) -> Result<(), Error> {
    let mut parts = word.splitn(2, |byte| *byte == b'=');
    line.word(parts.next().unwrap_or_default())?;
    line.raw("=")?;
    match parts.next() {
        Some(value) if !value.is_empty() => line.word(value),
        _ => Ok(()),
    }
}

/// Writes where a descriptor leads; pipes to the host cannot be said.
pub(super) fn redirect(line: &mut Line, fd: c_int, stream: &Stream) -> Result<(), Error> {
    let operator = |line: &mut Line, reads: bool, what: &str| {
        line.raw(" ")?;
        if fd != c_int::from(!reads) {
            line.number(fd)?;
        }
        line.raw(what)
    };
    match *stream {
        Stream::Inherit | Stream::Pipe | Stream::PipeIn => Ok(()),
        Stream::Output => operator(line, false, ">&1"),
        Stream::Null if fd == 0 => operator(line, true, "< /dev/null"),
        Stream::Null => operator(line, false, "> /dev/null"),
        Stream::Fd(from) => {
            operator(line, fd == 0, if fd == 0 { "<&" } else { ">&" })?;
            line.number(from)
        }
        Stream::File(File { path, flags, .. }) => {
            let (reads, what) = match flags {
                0 => (!matches!(fd, 1 | 2), if matches!(fd, 1 | 2) { "> " } else { "< " }),
                _ if flags & O_ACCMODE == O_RDONLY => (true, "< "),
                _ if flags & O_ACCMODE == O_RDWR => (true, "<> "),
                _ if flags & O_APPEND != 0 => (false, ">> "),
                _ => (false, "> "),
            };
            operator(line, reads, what)?;
            line.word(path.to_bytes())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(write: impl FnOnce(&mut Line) -> Result<(), Error>) -> String {
        let mut line = Line::default();
        write(&mut line).unwrap();
        String::from_utf8(line.as_bytes().to_vec()).unwrap()
    }

    #[test]
    fn directories_environments_and_nice_values() {
        let arguments = [c"sort", c"-k 2"];
        let added = |all: &[&'static CStr]| Added::new(all.to_vec()).unwrap();
        let plain = || Shown {
            program: None,
            path: None,
            arguments: &arguments,
            directory: None,
            environment: None,
            added: added(&[]),
            nice: 0,
        };
        let of = |shown: Shown| text(|line| shown.write_before_ends(line));
        assert_eq!(of(plain()), "sort '-k 2'");
        assert_eq!(of(Shown { directory: Some(c"a b"), ..plain() }), "(cd 'a b' && sort '-k 2')");
        let assigned = added(&[c"A=1", c"B=", c"_c=x y"]);
        assert_eq!(of(Shown { added: assigned, ..plain() }), "A=1 B= _c='x y' sort '-k 2'");
        let removed = || added(&[c"A=1", c"B"]);
        assert_eq!(of(Shown { added: removed(), nice: 3, ..plain() }), "nice -n 3 env -u B A=1 sort '-k 2'");
        // The last of a name counts.
        let twice = added(&[c"A=1", c"B=1", c"B", c"A=2"]);
        assert_eq!(of(Shown { added: twice, ..plain() }), "env -u B A=2 sort '-k 2'");
        let environment = Some(vec![c"A=1", c"B=2", c"C=3"]);
        let added_to_that = added(&[c"B", c"3=4", c"C=5"]);
        let path = Some(c"/bin/sort");
        assert_eq!(
            of(Shown { environment, added: added_to_that, path, ..plain() }),
            "env -i A=1 3=4 C=5 /bin/sort '-k 2'"
        );
        let own_path = || added(&[c"PATH=/x"]);
        assert_eq!(of(Shown { added: own_path(), nice: 3, path, ..plain() }), "nice -n 3 env PATH=/x /bin/sort '-k 2'");
        assert_eq!(of(Shown { added: own_path(), path: Some(c"sort"), ..plain() }), "env PATH=/x ./sort '-k 2'");
        assert_eq!(of(Shown { program: Some(c"/bin/sort"), ..plain() }), "/bin/sort '-k 2'");
        let odd = Shown { added: added(&[c"-x=1"]), program: Some(c"a=b/sort"), ..plain() };
        assert_eq!(of(odd), r#"env -- -x=1 /bin/sh -c '"$0" "$@"' 'a=b/sort' '-k 2'"#);
        assert_eq!(of(Shown { added: added(&[c"B"]), program: Some(c"-s"), ..plain() }), "env -u B -- -s '-k 2'");
        assert_eq!(of(Shown { nice: 3, program: Some(c"-s"), ..plain() }), "nice -n 3 -- -s '-k 2'");
        let nameless = Some(vec![c"A", c"B=1"]);
        assert_eq!(of(Shown { environment: nameless, ..plain() }), "env -i B=1 sort '-k 2'");
        assert_eq!(of(Shown { arguments: &[c"echo", c"a b"], ..plain() }), "echo 'a b'");
        assert_eq!(of(Shown { arguments: &[c"echo", c"-e", c"a"], ..plain() }), "env echo -e a");
        let one = added(&[c"A=1"]);
        assert_eq!(of(Shown { arguments: &[c"echo", c"a\\n"], added: one, ..plain() }), "env A=1 echo 'a\\n'");
    }

    #[test]
    fn redirections() {
        let file = |flags| Stream::File(File { path: c"a b", flags, mode: 0 });
        for (fd, stream, expected) in [
            (0, Stream::Inherit, ""),
            (0, file(0), " < 'a b'"),
            (1, file(0), " > 'a b'"),
            (1, file(libc::O_WRONLY | libc::O_CREAT | O_APPEND), " >> 'a b'"),
            (2, file(0), " 2> 'a b'"),
            (2, Stream::Output, " 2>&1"),
            (2, Stream::Null, " 2> /dev/null"),
            (0, Stream::Null, " < /dev/null"),
            (0, Stream::Fd(7), " <&7"),
            (1, Stream::Fd(7), " >&7"),
            (3, Stream::Fd(7), " 3>&7"),
            (3, file(0), " 3< 'a b'"),
            (3, file(O_RDWR), " 3<> 'a b'"),
        ] {
            assert_eq!(text(|line| redirect(line, fd, &stream)), expected);
        }
    }
}
