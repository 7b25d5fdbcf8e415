//! What is there already, or not where it would have to be.

use std::fmt;

use libc::stat;

use super::{first, new, second};
use crate::explain::answer::Answer;
use crate::explain::argument::Quoted;
use crate::explain::call::{Call, Kind};
use crate::explain::enumeration::{More, separator};
use crate::explain::facts::descriptor::Descriptor;
use crate::explain::facts::file;
use crate::explain::facts::holders::{self, Target};
use crate::explain::facts::mount::Mounted;
use crate::explain::facts::past::Ago;
use crate::explain::facts::path::{Path, noun, parent, without_slashes};
use crate::explain::facts::processes;
use crate::explain::facts::user::User;
use crate::explain::failure::Failure;
use crate::explain::sentences::entry as say;

const DIRECTORY: u32 = libc::S_IFDIR;

/// What is there, whose it is, and since when: `a FIFO of alice, made 3 minutes ago`.
struct Thing<'a> {
    status: &'a stat,
    extended: Option<libc::statx>,
}

impl fmt::Display for Thing<'_> {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        write!(to, "{} of {}", noun(self.status), User(self.status.st_uid))?;
        match self.extended.filter(|extended| extended.stx_mask & libc::STATX_BTIME != 0) {
            Some(extended) => write!(to, ", made {}", Ago(extended.stx_btime.tv_sec)),
            None => write!(to, ", last changed {}", Ago(self.status.st_mtime)),
        }
    }
}

fn kind(status: &stat) -> u32 {
    status.st_mode & libc::S_IFMT
}

pub(in crate::explain) fn exists(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let path = new(failure)?;
    let shown = Quoted(path.bytes);
    let Ok(status) = path.link_status(path.bytes) else {
        let name = without_slashes(path.bytes);
        match path.link_status(name) {
            Ok(status) if name != path.bytes => say::exists::slash(answer, &shown, &Quoted(name), &noun(&status)),
            _ => say::exists::gone(answer, &shown),
        }
        return Some(());
    };
    let thing = Thing { status: &status, extended: path.extended(path.bytes).ok() };
    let is_fifo = kind(&status) == libc::S_IFIFO;
    match failure.call {
        Call::mkfifo | Call::mkfifoat | Call::mknod if is_fifo => say::exists::fifo(answer, &shown, &thing),
        Call::mkdir | Call::mkdirat if kind(&status) == DIRECTORY => say::exists::directory(answer, &shown, &thing),
        Call::open | Call::openat => say::exists::exclusive(answer, &shown, &thing),
        _ => say::exists::other(answer, &shown, &thing),
    }
    if is_fifo {
        let target = Target::File { dev: status.st_dev, ino: status.st_ino };
        let holders = holders::find(&target, None, failure.walk_until());
        if holders.count > 0 {
            say::exists::users(answer, &holders);
        } else if holders.unseen.is_nothing() {
            say::exists::unused(answer);
        }
    }
    Some(())
}

pub(in crate::explain) fn not_empty(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let path = new(failure)?;
    if kind(&path.link_status(path.bytes).ok()?) != DIRECTORY {
        return None;
    }
    let names = Names(&path);
    match names.count().ok()? {
        0 => say::not_empty::empty_now(answer, &Quoted(path.bytes)),
        _ => say::not_empty::holds(answer, &Quoted(path.bytes), &names),
    }
    Some(())
}

/// What is in a directory: `"a", "b" and 3 more`.
struct Names<'a>(&'a Path<'a>);

impl Names<'_> {
    fn each(&self, each: &mut dyn FnMut(&[u8]) -> bool) -> Result<(), i32> {
        file::entries_of(&self.0.pieces(self.0.bytes), each)
    }

    fn count(&self) -> Result<usize, i32> {
        // A directory may have very many names.
        const MOST: usize = 100_000;
        let mut count = 0;
        self.each(&mut |_| {
            count += 1;
            count < MOST
        })?;
        Ok(count)
    }
}

impl fmt::Display for Names<'_> {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        const NAMED: usize = 3;
        let count = self.count().unwrap_or(0);
        let (mut number, mut result) = (0, Ok(()));
        let _ = self.each(&mut |name| {
            result = result.and_then(|()| write!(to, "{}{}", separator(number, count), Quoted(name)));
            number += 1;
            number < NAMED
        });
        result?;
        write!(to, "{}", More(count.saturating_sub(NAMED)))
    }
}

pub(in crate::explain) fn apart(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let (old, new) = (first(failure)?, second(failure)?);
    let parent = parent(new.bytes);
    let from = Mounted::of(failure.process, &old.extended(old.bytes).ok()?)?;
    let to = Mounted::of(failure.process, &new.extended_target(parent).ok()?)?;
    let same_device = old.link_status(old.bytes).ok()?.st_dev == new.status(parent).ok()?.st_dev;
    let (shown, other) = (Quoted(old.bytes), Quoted(new.bytes));
    if same_device {
        say::apart::one(answer, &shown, &other);
    } else {
        say::apart::two(answer, &shown, &from, &other, &to);
    }
    Some(())
}

pub(in crate::explain) fn read_only(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let process = failure.process;
    if failure.index_of(|kind| matches!(kind, Kind::Path)).is_none() {
        let fd = failure.int(failure.index_of(|kind| matches!(kind, Kind::Fd))?);
        let descriptor = Descriptor::of(process, fd).ok()?;
        let status = file::extended(format_args!("{process}/fd/{fd}")).ok()?;
        say::read_only::descriptor(answer, &fd, &descriptor, &Mounted::of(process, &status)?);
        return Some(());
    }
    let path = first(failure)?;
    // What does not exist would be where its directory is.
    let status = path.extended(path.bytes).or_else(|_| path.extended_target(parent(path.bytes))).ok()?;
    say::read_only::path(answer, &Quoted(path.bytes), &Mounted::of(process, &status)?);
    Some(())
}

pub(in crate::explain) fn no_file(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let path = first(failure)?;
    let status = path.status(path.bytes);
    match status {
        Ok(status) if kind(&status) == DIRECTORY && failure.call == Call::truncate => {
            say::no_file::length(answer, &Quoted(path.bytes));
        }
        Ok(status) if kind(&status) == DIRECTORY => say::no_file::open(answer, &Quoted(path.bytes)),
        Err(_) if path.bytes.ends_with(b"/") => say::no_file::slash(answer, &Quoted(path.bytes)),
        _ => return None,
    }
    Some(())
}

pub(in crate::explain) fn no_unlink(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let path = first(failure)?;
    say::no_unlink::directory(answer, &Quoted(path.bytes));
    Some(())
}

pub(in crate::explain) fn no_replacement(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let (old, new) = (first(failure)?, second(failure)?);
    let status = old.link_status(old.bytes).ok()?;
    say::no_replacement::directory(answer, &Quoted(new.bytes), &Quoted(old.bytes), &noun(&status));
    Some(())
}

pub(in crate::explain) fn running(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let path = first(failure)?;
    let program = path.status(path.bytes).ok()?;
    let mut found = None;
    let _ = processes::each(failure.walk_until(), &mut |process| {
        let runs = file::status(format_args!("{process}/exe"))
            .is_ok_and(|status| (status.st_dev, status.st_ino) == (program.st_dev, program.st_ino));
        found = runs.then_some(process);
        !runs
    });
    match found {
        Some(process) => say::running::by(answer, &Quoted(path.bytes), &process.named()),
        None => say::running::unseen(answer, &Quoted(path.bytes)),
    }
    Some(())
}
