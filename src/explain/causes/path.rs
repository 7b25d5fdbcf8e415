//! How far a path leads: what is missing, in the way, or not for this process.

mod denied;

pub(in crate::explain) use denied::right;

use std::ffi::c_int;
use std::fmt::{self, Display};

use crate::explain::answer::Answer;
use crate::explain::argument::Quoted;
use crate::explain::call::{Call, Kind};
use crate::explain::facts::descriptor::Descriptor;
use crate::explain::facts::file::{self, Bytes};
use crate::explain::facts::path::{self, Directory, Found, Path, Step, noun, without_slashes};
use crate::explain::facts::process::Process;
use crate::explain::facts::similar::nearness;
use crate::explain::failure::Failure;
use crate::explain::sentences::path as say;

/// Explains ENOENT, EACCES, ENOTDIR, ELOOP or ENAMETOOLONG by a path, which is relative to that directory or AT_FDCWD.
pub(in crate::explain) fn explain(
    failure: &Failure,
    answer: &mut Answer,
    process: Process,
    directory: c_int,
    bytes: &[u8],
) -> Option<()> {
    if failure.code == libc::ENAMETOOLONG {
        return too_long(failure, answer);
    }
    if failure.code == libc::ENOENT && bytes.is_empty() {
        say::missing::empty(answer);
        return Some(());
    }
    let Some(path) = Path::new(process, directory, bytes) else {
        return (failure.code == libc::ENOTDIR).then(|| no_base(answer, process, directory)).flatten();
    };
    let step = path.walk();
    match failure.code {
        libc::ENOENT => nothing_there(failure, answer, &path, &step),
        libc::EACCES => denied::at(failure, answer, &path, &step),
        libc::ENOTDIR => no_directory(failure, answer, &path, &step),
        libc::ELOOP => links(failure, answer, &path, &step),
        _ => None,
    }
}

/// The same of the first path among the arguments. If that is all right, the second is to blame.
fn by_argument(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let (directory, bytes) = of(failure)?;
    explain(failure, answer, failure.process, directory, bytes)
}

/// The first path among the arguments, and the descriptor of where it begins.
pub(in crate::explain) fn of<'a>(failure: &Failure<'a>) -> Option<(c_int, &'a [u8])> {
    let index = failure.index_of(|kind| matches!(kind, Kind::Path | Kind::SpawnPath))?;
    Some((directory_of(failure, index), failure.string(index)?))
}

/// The descriptor of the directory that the path in argument number `index` begins at.
pub(in crate::explain) fn directory_of(failure: &Failure, index: usize) -> c_int {
    let before = index.checked_sub(1).filter(|&before| matches!(failure.kind(before), Some(Kind::Fd)));
    before.map_or(libc::AT_FDCWD, |before| failure.int(before))
}

/// The second path among the arguments.
pub(in crate::explain) fn second<'a>(failure: &Failure<'a>) -> Option<Path<'a>> {
    let index = failure.index_of(|kind| matches!(kind, Kind::SecondPath))?;
    Path::new(failure.process, directory_of(failure, index), failure.string(index)?)
}

/// Says what is in the way of the second path, if `say` finds that. What it leads to need not be there.
fn on_the_way_to_the_second(
    failure: &Failure,
    answer: &mut Answer,
    say: fn(&Failure, &mut Answer, &Path, &Step) -> Option<()>,
) -> Option<()> {
    let path = second(failure)?;
    let step = path.walk();
    if step.is_last { None } else { say(failure, answer, &path, &step) }
}

/// Has the call a second path?
fn has_second(failure: &Failure) -> bool {
    failure.index_of(|kind| matches!(kind, Kind::SecondPath)).is_some()
}

pub(in crate::explain) fn missing(failure: &Failure, answer: &mut Answer) -> Option<()> {
    if failure.call == Call::symlink && failure.string(0) == Some(b"") {
        say::missing::nowhere(answer);
        return Some(());
    }
    by_argument(failure, answer)
}

pub(in crate::explain) fn denied(failure: &Failure, answer: &mut Answer) -> Option<()> {
    by_argument(failure, answer)
}

pub(in crate::explain) fn circle(failure: &Failure, answer: &mut Answer) -> Option<()> {
    by_argument(failure, answer)
}

pub(in crate::explain) fn not_a_directory(failure: &Failure, answer: &mut Answer) -> Option<()> {
    if failure.call == Call::fchdir || failure.call == Call::fcntl && failure.int(1) == libc::F_NOTIFY {
        let descriptor = Descriptor::of(failure.process, failure.int(0)).ok()?;
        say::not_a_directory::not_directory(answer, &failure.int(0), &descriptor);
        return Some(());
    }
    by_argument(failure, answer)
}

pub(in crate::explain) fn too_long(failure: &Failure, answer: &mut Answer) -> Option<()> {
    failure.index_of(|kind| matches!(kind, Kind::Path | Kind::SpawnPath))?;
    say::too_long::any(answer);
    Some(())
}

fn nothing_there(failure: &Failure, answer: &mut Answer, path: &Path, step: &Step) -> Option<()> {
    let directory = Directory { path, part: step.parent };
    match &step.found {
        Found::Nothing if is_removed(path, step) => {
            say::missing::removed_directory(answer, &Directory { path, part: b"" });
        }
        Found::Nothing if path.bytes.ends_with(b"\n") && step.is_last => say::missing::line_break(answer, &directory),
        Found::Nothing if step.part.starts_with(b"~") && step.parent.is_empty() => say::missing::tilde(answer),
        Found::Nothing if path::name(step.part).contains(&b'$') => say::missing::variable(answer),
        Found::Nothing if step.is_last && !makes_a_name(failure) => {
            let name = path::name(step.part);
            say::missing::name(answer, &directory, &Quoted(name));
            if let Some(similar) = similar(path, step.parent, name) {
                say::missing::similar(answer, &Quoted(&similar));
            }
        }
        Found::Nothing if step.is_last && path.bytes.ends_with(b"/") && !makes_a_directory(failure) => {
            say::missing::slash(answer, &Quoted(path.bytes), &failure.call);
        }
        // Whatever was in the way has changed.
        Found::Nothing if step.is_last => return None,
        Found::Nothing => {
            say::missing::part(answer, &Quoted(step.part), &directory);
            if !path.bytes.starts_with(b"/") && !step.parent.is_empty() {
                say::missing::current(answer, &Directory { path, part: b"" });
            }
        }
        Found::DanglingLink => say::missing::dangling(answer, &Quoted(step.part), &Target { path, part: step.part }),
        Found::All(_) if on_the_way_to_the_second(failure, answer, nothing_there).is_some() => {}
        Found::All(_) if has_second(failure) => match second(failure)? {
            // Only rename gives a directory a new name.
            new if new.bytes.ends_with(b"/") && matches!(failure.call, Call::link | Call::linkat) => {
                say::missing::slash(answer, &Quoted(new.bytes), &failure.call);
            }
            _ => say::missing::second(answer, &Quoted(path.bytes)),
        },
        Found::All(_) => say::missing::exists_now(answer, &Quoted(path.bytes)),
        _ => return None,
    }
    Some(())
}

/// Does the call make what the path names, so that only a directory can be missing?
fn makes_a_name(failure: &Failure) -> bool {
    use Call::*;
    let call = failure.call;
    matches!(call, mkdir | mkdirat | mkfifo | mkfifoat | mknod | symlink | creat | mkstemp | mkdtemp | bind)
}

/// Does it make a directory, whose name may end with a slash?
fn makes_a_directory(failure: &Failure) -> bool {
    matches!(failure.call, Call::mkdir | Call::mkdirat | Call::mkdtemp)
}

/// Was the directory removed in which a relative path begins, as `x` and `./x` do?
fn is_removed(path: &Path, step: &Step) -> bool {
    let is_itself = |part: &[u8]| matches!(part, b"" | b".");
    let begins_there = !path.bytes.starts_with(b"/") && step.parent.split(|byte| *byte == b'/').all(is_itself);
    begins_there && path.status(b"").is_ok_and(|status| status.st_nlink == 0)
}

/// What a symbolic link says, in quotes.
struct Target<'a> {
    path: &'a Path<'a>,
    part: &'a [u8],
}

impl Display for Target<'_> {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        match self.path.target(self.part) {
            Ok(target) => write!(to, "{}", Quoted(&target)),
            Err(_) => to.write_str("another path"),
        }
    }
}

/// The name in the directory that is nearest to the one that was not there, if any is near.
fn similar(path: &Path, directory: &[u8], name: &[u8]) -> Option<Bytes> {
    // A directory may have very many names.
    let mut left = 10_000;
    let mut nearest: Option<(usize, Bytes)> = None;
    file::entries_of(&path.pieces(directory), &mut |other| {
        if let Some(distance) = nearness(name, other)
            && nearest.as_ref().is_none_or(|(least, _)| distance < *least)
            && let Ok(other) = Bytes::of(&[other])
        {
            nearest = Some((distance, other));
        }
        left -= 1;
        left > 0
    })
    .ok()?;
    nearest.map(|(_, name)| name)
}

fn no_base(answer: &mut Answer, process: Process, directory: c_int) -> Option<()> {
    let descriptor = Descriptor::of(process, directory).ok()?;
    say::not_a_directory::base(answer, &directory, &descriptor);
    Some(())
}

fn no_directory(failure: &Failure, answer: &mut Answer, path: &Path, step: &Step) -> Option<()> {
    let is_directory = |status: &libc::stat| status.st_mode & libc::S_IFMT == libc::S_IFDIR;
    match &step.found {
        Found::NoDirectory(status) if step.is_last => {
            say::not_a_directory::slash(answer, &Quoted(step.part), &noun(status));
        }
        Found::NoDirectory(status) => say::not_a_directory::part(answer, &Quoted(step.part), &noun(status)),
        // A link at the end of the path is not followed, with a slash behind it or not.
        Found::All(_) if failure.call == Call::rmdir => {
            let name = without_slashes(path.bytes);
            let status = path.link_status(name).ok().filter(|status| !is_directory(status))?;
            say::not_a_directory::file(answer, &Quoted(name), &noun(&status));
        }
        Found::All(status) if !is_directory(status) && !has_second(failure) => {
            say::not_a_directory::object(answer, &Quoted(path.bytes), &noun(status), &failure.call);
        }
        Found::All(_) if on_the_way_to_the_second(failure, answer, no_directory).is_some() => {}
        Found::All(_) if has_second(failure) => {
            // The old path leads to what a link at its end leads to, but it is the link that is renamed.
            let (new, old_name) = (second(failure)?, without_slashes(path.bytes));
            let new_name = without_slashes(new.bytes);
            let old = path.link_status(old_name).ok()?;
            if is_directory(&old) {
                let status = new.link_status(new_name).ok().filter(|status| !is_directory(status))?;
                say::not_a_directory::second(answer, &Quoted(old_name), &Quoted(new_name), &noun(&status));
            } else if old_name != path.bytes {
                say::not_a_directory::slash(answer, &Quoted(old_name), &noun(&old));
            } else if new_name != new.bytes {
                say::not_a_directory::second_slash(answer, &Quoted(new.bytes), &Quoted(old_name), &noun(&old));
            } else {
                return None;
            }
        }
        Found::All(_) => say::not_a_directory::now(answer, &Quoted(path.bytes)),
        _ if path.directory != libc::AT_FDCWD && path.status(b"").is_ok_and(|status| !is_directory(&status)) => {
            return no_base(answer, path.process, path.directory);
        }
        _ => return None,
    }
    Some(())
}

fn links(failure: &Failure, answer: &mut Answer, path: &Path, step: &Step) -> Option<()> {
    let target = |part| Target { path, part };
    match &step.found {
        _ if step.is_last && forbids_links(failure) && path.target(path.bytes).is_ok() => {
            say::circle::not_followed(answer, &Quoted(path.bytes), &target(path.bytes));
        }
        Found::Circle => say::circle::part(answer, &Quoted(step.part), &target(step.part)),
        _ => return None,
    }
    Some(())
}

fn forbids_links(failure: &Failure) -> bool {
    let flags = match failure.call {
        Call::open => failure.int(1),
        Call::openat => failure.int(2),
        _ => 0,
    };
    flags & libc::O_NOFOLLOW != 0
}
