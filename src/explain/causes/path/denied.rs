//! EACCES: whose permission is missing, and for what.

use std::ffi::c_int;

use libc::stat;

use super::{Target, has_second, makes_a_name};
use crate::explain::answer::Answer;
use crate::explain::argument::Quoted;
use crate::explain::call::Call;
use crate::explain::facts::file;
use crate::explain::facts::path::{Directory, Found, Path, Step};
use crate::explain::facts::permission::{Caller, Class, Owned, Permit};
use crate::explain::facts::user::User;
use crate::explain::failure::Failure;
use crate::explain::sentences::path::denied as say;

const SEARCH: u32 = 1;
const WRITE: u32 = 2;
const READ: u32 = 4;

pub(super) fn at(failure: &Failure, answer: &mut Answer, path: &Path, step: &Step) -> Option<()> {
    match &step.found {
        Found::Unsearchable => directory(answer, path, step.parent, SEARCH),
        Found::UnsearchableLink => link(answer, path, step.part),
        Found::Nothing => directory(answer, path, step.parent, WRITE | SEARCH),
        Found::All(status) => object(failure, answer, path, step, status),
        _ => None,
    }
}

/// A directory that may not be used so.
fn directory(answer: &mut Answer, path: &Path, part: &[u8], right: u32) -> Option<()> {
    let (file, named) = (path.status(part).ok()?, Directory { path, part });
    if path.allows(part, right) != Some(false) {
        return None;
    }
    let caller = Caller::of(path.process, &file).ok()?;
    let shown = if part.is_empty() { b"." } else { part };
    let permit = Permit { caller: &caller, file: &file, path: shown, right: right & !caller.granted(&file) };
    let say = if right == SEARCH { say::unsearchable } else { say::entry };
    say(answer, &named, &Owned(&file), &caller, &permit);
    Some(())
}

fn link(answer: &mut Answer, path: &Path, part: &[u8]) -> Option<()> {
    let owner = path.link_status(part).ok()?.st_uid;
    if is_guarded_directory(path, parent(part)) && setting(b"protected_symlinks") > 0 {
        say::guarded_link(answer, &Quoted(part), &User(owner), &"fs.protected_symlinks");
    } else {
        say::link(answer, &Quoted(part), &Target { path, part });
    }
    Some(())
}

/// Everything on the way may be reached.
fn object(failure: &Failure, answer: &mut Answer, path: &Path, step: &Step, status: &stat) -> Option<()> {
    if changes_the_directory(failure.call) || makes_a_name(failure) {
        if directory(answer, path, step.parent, WRITE | SEARCH).is_some() {
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
    let caller = Caller::of(path.process, status).ok()?;
    let missing = right & !caller.granted(status);
    let permit =
        Permit { caller: &caller, file: status, path: path.bytes, right: if missing == 0 { right } else { missing } };
    // No mode that somebody chose: nothing at all, or special bits but not what its own owner needs.
    let is_odd = status.st_mode & 0o777 == 0 || status.st_mode & 0o7000 != 0 && caller.class == Class::Owner;
    if is_odd && status.st_mode & libc::S_IFMT == libc::S_IFREG {
        say::no_bits(answer, &Quoted(path.bytes), &Owned(status), &permit);
    } else {
        say::object(answer, &Quoted(path.bytes), &Owned(status), &caller, &verb(status, permit.right), &permit);
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

/// In a directory such as /tmp, fs.protected_regular and fs.protected_fifos forbid O_CREAT on what others own.
fn guarded(answer: &mut Answer, path: &Path, step: &Step, status: &stat) -> Option<()> {
    let (name, shown): (&[u8], _) = match status.st_mode & libc::S_IFMT {
        libc::S_IFREG => (b"protected_regular", "fs.protected_regular"),
        libc::S_IFIFO => (b"protected_fifos", "fs.protected_fifos"),
        _ => return None,
    };
    let directory = path.status(step.parent).ok()?;
    let shared = directory.st_mode & 0o002 != 0 || directory.st_mode & 0o020 != 0 && setting(name) > 1;
    if directory.st_mode & libc::S_ISVTX == 0 || !shared || setting(name) == 0 || status.st_uid == directory.st_uid {
        return None;
    }
    let named = Directory { path, part: step.parent };
    say::guarded(answer, &Quoted(path.bytes), &Owned(status), &named, &shown);
    Some(())
}

/// Is it sticky, and may all write to it?
fn is_guarded_directory(path: &Path, part: &[u8]) -> bool {
    path.status(part).is_ok_and(|status| status.st_mode & 0o1002 == 0o1002)
}

fn parent(part: &[u8]) -> &[u8] {
    match part.iter().rposition(|byte| *byte == b'/') {
        Some(0) => b"/",
        Some(end) => &part[..end],
        None => b"",
    }
}

/// A setting in /proc/sys/fs, 0 if this kernel does not have it.
fn setting(name: &[u8]) -> i64 {
    str::from_utf8(name).ok().and_then(|name| file::number(format_args!("/proc/sys/fs/{name}")).ok()).unwrap_or(0)
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

/// What the call does with the file that the path leads to: 4 reads, 2 writes, 1 executes or searches.
fn right(failure: &Failure) -> u32 {
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
        chdir | execl | execlp | execle | execv | execve | execvp | execvpe | posix_spawn | posix_spawnp => SEARCH,
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
        SEARCH if is_directory => "search",
        SEARCH => "execute",
        6 => "read and write",
        _ => "use",
    }
}
