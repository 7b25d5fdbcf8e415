//! EACCES: whose permission is missing, and for what.

use std::ffi::c_int;

use libc::stat;

use super::{Target, has_second, makes_a_name, second};
use crate::explain::answer::Answer;
use crate::explain::argument::Quoted;
use crate::explain::call::Call;
use crate::explain::facts::caller::{Class, Standing};
use crate::explain::facts::path::{Directory, Found, Path, Step, parent};
use crate::explain::facts::permission::{EXECUTE, Guard, Owned, Permit, READ, WRITE};
use crate::explain::facts::user::User;
use crate::explain::failure::Failure;
use crate::explain::sentences::path::denied as say;

pub(super) fn at(failure: &Failure, answer: &mut Answer, path: &Path, step: &Step) -> Option<()> {
    match &step.found {
        Found::Unsearchable => directory(answer, path, step.parent, EXECUTE),
        Found::UnsearchableLink => link(answer, path, step.part),
        Found::Nothing => directory(answer, path, step.parent, WRITE | EXECUTE),
        Found::All(status) => object(failure, answer, path, step, status),
        _ => None,
    }
}

/// Where a name shall be made.
fn place(answer: &mut Answer, path: &Path, step: &Step) -> Option<()> {
    match &step.found {
        Found::Unsearchable => directory(answer, path, step.parent, EXECUTE),
        Found::UnsearchableLink => link(answer, path, step.part),
        Found::Nothing | Found::All(_) if step.is_last => directory(answer, path, step.parent, WRITE | EXECUTE),
        _ => None,
    }
}

/// A directory that may not be used so.
fn directory(answer: &mut Answer, path: &Path, part: &[u8], right: u32) -> Option<()> {
    let (file, named) = (path.status(part).ok()?, Directory { path, part });
    if path.allows(part, right) != Some(false) {
        return None;
    }
    let standing = Standing::of(path.process, &file)?;
    let shown = if part.is_empty() { b"." } else { part };
    let permit =
        Permit { standing: &standing, file: &file, path: shown, right: right & !standing.granted(file.st_mode) };
    let say = if right == EXECUTE { say::unsearchable } else { say::entry };
    say(answer, &named, &Owned(&file), &standing, &permit);
    Some(())
}

fn link(answer: &mut Answer, path: &Path, part: &[u8]) -> Option<()> {
    let (link, directory) = (path.link_status(part).ok()?, path.status(parent(part)).ok()?);
    let user = User::of(path.process)?;
    match Guard::of_link(&directory, &link, user.0) {
        Some(guard) => say::guarded_link(answer, &Quoted(part), &User(link.st_uid), &guard),
        None => say::link(answer, &Quoted(part), &Target { path, part }),
    }
    Some(())
}

/// Everything on the way may be reached.
fn object(failure: &Failure, answer: &mut Answer, path: &Path, step: &Step, status: &stat) -> Option<()> {
    if changes_the_directory(failure.call) || makes_a_name(failure) {
        if directory(answer, path, step.parent, WRITE | EXECUTE).is_some() {
            return Some(());
        }
        if let Some(second) = second(failure)
            && place(answer, &second, &second.walk()).is_some()
        {
            return Some(());
        }
        if has_second(failure) {
            say::second(answer, &Quoted(path.bytes));
            return Some(());
        }
    } else {
        let right = right(failure);
        if failure.call == Call::access && access(failure, answer, path, status).is_some() {
            return Some(());
        }
        if right != 0 && path.allows(path.bytes, right) == Some(false) {
            return refused(answer, path, status, right);
        }
        if creates(failure) && guarded(answer, path, step, status).is_some() {
            return Some(());
        }
    }
    say::allowed_now(answer, &Quoted(path.bytes));
    Some(())
}

fn refused(answer: &mut Answer, path: &Path, status: &stat, right: u32) -> Option<()> {
    let standing = Standing::of(path.process, status)?;
    let missing = right & !standing.granted(status.st_mode);
    let permit = Permit {
        standing: &standing,
        file: status,
        path: path.bytes,
        right: if missing == 0 { right } else { missing },
    };
    // No mode that somebody chose: nothing at all, or special bits but not what its own owner needs.
    let is_odd = status.st_mode & 0o777 == 0 || status.st_mode & 0o7000 != 0 && standing.class == Class::Owner;
    if is_odd && status.st_mode & libc::S_IFMT == libc::S_IFREG {
        say::no_bits(answer, &Quoted(path.bytes), &Owned(status), &permit);
    } else {
        say::object(answer, &Quoted(path.bytes), &Owned(status), &standing, &verb(status, permit.right), &permit);
    }
    Some(())
}

/// It was asked for the real user.
fn access(failure: &Failure, answer: &mut Answer, path: &Path, status: &stat) -> Option<()> {
    let process = failure.process.status().ok()?;
    let (real, effective) = (process.real_user()?, process.effective_user()?);
    let right = failure.word(1) as u32 & 7;
    if real == effective || path.allows(path.bytes, right) != Some(true) {
        return None;
    }
    let (real, effective) = (User(real), User(effective));
    say::real(answer, &Quoted(path.bytes), &Owned(status), &real, &verb(status, right), &effective);
    Some(())
}

fn guarded(answer: &mut Answer, path: &Path, step: &Step, status: &stat) -> Option<()> {
    let guard = Guard::of_file(&path.status(step.parent).ok()?, status, User::of(path.process)?.0)?;
    let named = Directory { path, part: step.parent };
    say::guarded(answer, &Quoted(path.bytes), &Owned(status), &named, &guard);
    Some(())
}

/// Does the call need the directory that the name is in, and not the file itself?
fn changes_the_directory(call: Call) -> bool {
    use Call::*;
    matches!(call, unlink | unlinkat | remove | rmdir | rename | renameat | link | linkat)
}

fn flags(failure: &Failure) -> c_int {
    match failure.call {
        Call::open => failure.int(1),
        Call::openat => failure.int(2),
        Call::creat => libc::O_WRONLY | libc::O_CREAT | libc::O_TRUNC,
        Call::fopen | Call::freopen => match failure.string(1) {
            Some([b'r', rest @ ..]) if rest.contains(&b'+') => libc::O_RDWR,
            Some([b'r', ..]) => libc::O_RDONLY,
            Some([b'w' | b'a', rest @ ..]) if rest.contains(&b'+') => libc::O_RDWR | libc::O_CREAT,
            Some([b'w' | b'a', ..]) => libc::O_WRONLY | libc::O_CREAT,
            _ => libc::O_PATH,
        },
        _ => 0,
    }
}

fn creates(failure: &Failure) -> bool {
    flags(failure) & libc::O_CREAT != 0
}

/// What the call does with the file that the path leads to.
pub(in crate::explain) fn right(failure: &Failure) -> u32 {
    use Call::*;
    match failure.call {
        open | openat | creat | fopen | freopen => {
            let flags = flags(failure);
            let by_mode = match flags & libc::O_ACCMODE {
                _ if flags & libc::O_PATH != 0 => 0,
                libc::O_RDONLY => READ,
                libc::O_WRONLY => WRITE,
                _ => READ | WRITE,
            };
            by_mode | if flags & libc::O_TRUNC != 0 { WRITE } else { 0 }
        }
        opendir => READ,
        chdir | execl | execlp | execle | execv | execve | execvp | execvpe | posix_spawn | posix_spawnp => EXECUTE,
        connect | sendto | truncate => WRITE,
        access => failure.word(1) as u32 & 7,
        _ => 0,
    }
}

/// What may not be done.
fn verb(status: &stat, right: u32) -> &'static str {
    let is_directory = status.st_mode & libc::S_IFMT == libc::S_IFDIR;
    match right & 7 {
        READ => "read",
        WRITE => "write",
        EXECUTE if is_directory => "search",
        EXECUTE => "execute",
        right if right == READ | WRITE => "read and write",
        _ => "use",
    }
}
