//! What is wrong with the name of a POSIX object. The C library and the kernel tell it by errors that mean other things.

use std::fmt::{self, Write};

use crate::boundary::record::Missing;
use crate::explain::answer::Answer;
use crate::explain::argument::{Plain, Shown};
use crate::explain::call::Call;
use crate::explain::facts::file;
use crate::explain::failure::Failure;
use crate::explain::sentences::posix_name as say;

/// The most bytes of a file's name.
const NAME_MAX: usize = 255;

/// The same name with one slash, at its beginning.
struct Better<'a>(&'a [u8]);

impl fmt::Display for Better<'_> {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        to.write_str("\"/")?;
        let mut pieces = self.0.split(|byte| *byte == b'/').filter(|piece| !piece.is_empty());
        write!(to, "{}", Plain(pieces.next().unwrap_or(b"jobs")))?;
        pieces.try_for_each(|piece| write!(to, "-{}", Plain(piece)))?;
        to.write_char('"')
    }
}

pub(in crate::explain) fn queue(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use say::queue as say;
    let name = failure.copied(0)?;
    let has_beginning = name.missing != Missing::Beginning;
    let behind = if has_beginning { name.bytes.get(1..).unwrap_or_default() } else { name.bytes };
    match failure.code {
        libc::EINVAL if has_beginning && name.bytes.first() != Some(&b'/') => {
            say::no_slash(answer, &Shown(name), &Better(name.bytes));
        }
        libc::EACCES if behind.contains(&b'/') => say::slashes(answer, &Shown(name), &Better(name.bytes)),
        libc::EACCES if has_beginning && is_dots(behind) => say::dots(answer, &Shown(name)),
        libc::ENOENT if has_beginning && behind.is_empty() => say::only_slash(answer, &Shown(name)),
        libc::ENAMETOOLONG => say::long(answer, &NAME_MAX),
        _ => return None,
    }
    Some(())
}

fn is_dots(name: &[u8]) -> bool {
    name == b"." || name == b".."
}

/// What kind of object a call is about, and what the name of its file begins with.
pub(super) fn kind_of(call: Call) -> (&'static str, &'static str) {
    match call {
        Call::sem_open | Call::sem_unlink => ("semaphore", "sem."),
        _ => ("shared memory object", ""),
    }
}

/// The name of an object without its slashes, of which the C library takes any number.
pub(super) fn bare(name: &[u8]) -> &[u8] {
    let slashes = name.iter().take_while(|byte| **byte == b'/').count();
    &name[slashes..]
}

pub(in crate::explain) fn object(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use say::object as say;
    let name = failure.copied(0)?;
    let (kind, prefix) = kind_of(failure.call);
    let most = NAME_MAX - prefix.len();
    let has_beginning = name.missing != Missing::Beginning;
    let bare = if has_beginning { bare(name.bytes) } else { name.bytes };
    let refused = failure.code == libc::EINVAL;
    if bare.contains(&b'/') {
        say::slashes(answer, &Shown(name), &kind, &Better(name.bytes));
    } else if has_beginning && bare.is_empty() {
        say::only_slash(answer, &Shown(name));
    } else if refused && prefix.is_empty() && is_dots(bare) {
        say::dots(answer, &Shown(name), &kind);
    } else if failure.code == libc::ENAMETOOLONG || bare.len() > most {
        say::long(answer, &kind, &most);
    } else if refused && failure.call == Call::shm_open && name.is_whole() && is_directory(failure, bare) {
        say::directory(answer, &Shown(name), &kind, &InShm(prefix, bare));
    } else if refused && !has_beginning && !is_refused_value(failure) {
        say::long_or_slashes(answer, &kind, &most);
    } else if !has_beginning && matches!(failure.call, Call::shm_unlink | Call::sem_unlink) {
        say::none_or_long(answer, &Shown(name), &kind, &most);
    } else {
        return None;
    }
    Some(())
}

/// Was sem_open given a value that no semaphore may have?
fn is_refused_value(failure: &Failure) -> bool {
    failure.kind(3).is_some() && failure.int(3) < 0
}

/// The path of an object's file, in quotes.
pub(super) struct InShm<'a>(pub &'a str, pub &'a [u8]);

impl fmt::Display for InShm<'_> {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        write!(to, "\"/dev/shm/{}{}\"", self.0, Plain(self.1))
    }
}

fn is_directory(failure: &Failure, name: &[u8]) -> bool {
    let status = file::status_of(&[b"/dev/shm/", name]);
    failure.process.is_this() && status.is_ok_and(|status| status.st_mode & libc::S_IFMT == libc::S_IFDIR)
}
