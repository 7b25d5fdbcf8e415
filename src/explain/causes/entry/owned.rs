//! EPERM: what only an owner may do, or nobody. A filter of system calls may also have refused these calls, and their paths
//! are what is there now: so what is said of a path is said only if it explains the refusal.

use std::ffi::c_int;

use libc::{gid_t, uid_t};

use super::{first, new, second};
use crate::explain::answer::Answer;
use crate::explain::argument::Quoted;
use crate::explain::call::Call;
use crate::explain::causes::path::right;
use crate::explain::facts::caller::Caller;
use crate::explain::facts::descriptor::Descriptor;
use crate::explain::facts::file;
use crate::explain::facts::mount::Mounted;
use crate::explain::facts::open_file;
use crate::explain::facts::path::{Directory, Path, parent};
use crate::explain::facts::permission::{Frozen, Guard, Mode, Owned, READ, WRITE, is_kept};
use crate::explain::facts::user::{Group, User};
use crate::explain::failure::Failure;
use crate::explain::sentences::entry as say;

/// Who made the call; None if a filter may have refused it, so that rights are not the point.
fn caller(failure: &Failure) -> Option<Caller> {
    let status = failure.process.status().ok()?;
    Caller::of(failure.process).filter(|_| !status.is_filtered())
}

pub(in crate::explain) fn frozen(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let (path, writes) = (new(failure)?, right(failure) & WRITE != 0);
    let shown = Quoted(path.bytes);
    match path.extended_target(path.bytes) {
        Ok(status) => say::frozen::file(answer, &shown, &Frozen::of(&status).filter(|_| writes)?),
        Err(_) => {
            let part = parent(path.bytes);
            let frozen = Frozen::of(&path.extended_target(part).ok()?)?;
            // What may be appended to gets new names.
            if frozen != Frozen::Immutable {
                return None;
            }
            say::frozen::within(answer, &shown, &Directory { path: &path, part }, &frozen);
        }
    }
    Some(())
}

pub(in crate::explain) fn keeps(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let caller = caller(failure)?;
    // What a new name replaces is removed.
    let paths = [first(failure), second(failure)];
    if paths.iter().flatten().any(|path| kept(answer, path, caller).is_some()) {
        return Some(());
    }
    if let [Some(path), None] = &paths
        && elsewhere(answer, path).is_some()
    {
        return Some(());
    }
    if caller.is_root() {
        say::keeps::root(answer);
    } else {
        say::keeps::other(answer, &caller.who());
    }
    Some(())
}

/// Says why what is at a path stays there, if that is so.
fn kept(answer: &mut Answer, path: &Path, caller: Caller) -> Option<()> {
    let part = parent(path.bytes);
    let (status, around) = (path.extended(path.bytes).ok()?, path.extended_target(part).ok()?);
    let (shown, directory) = (Quoted(path.bytes), Directory { path, part });
    let mode = Mode(around.stx_mode.into());
    if let Some(frozen) = Frozen::of(&status) {
        say::keeps::frozen(answer, &shown, &frozen);
    } else if let Some(frozen) = Frozen::of(&around) {
        say::keeps::within_frozen(answer, &shown, &directory, &frozen);
    } else if is_kept(mode, [status.stx_uid, around.stx_uid], caller.user) {
        let owner = User(status.stx_uid);
        if caller.is_root() {
            say::keeps::sticky_for_root(answer, &shown, &owner, &directory, &mode);
        } else {
            say::keeps::sticky(answer, &shown, &owner, &directory, &mode, &caller.who());
        }
    } else {
        return None;
    }
    Some(())
}

/// Says that nothing but the file system is left that may refuse it, if nothing in sight does.
fn elsewhere(answer: &mut Answer, path: &Path) -> Option<()> {
    let (status, around) = (path.extended(path.bytes).ok()?, path.extended_target(parent(path.bytes)).ok()?);
    let mounted = Mounted::of(path.process, &status).filter(|_| !Mode(around.stx_mode.into()).is_sticky())?;
    say::keeps::elsewhere(answer, &Quoted(path.bytes), &mounted);
    Some(())
}

pub(in crate::explain) fn owner_only(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let caller = caller(failure)?;
    if let Some(path) = first(failure)
        && owned(failure, answer, &path, caller).is_some()
    {
        return Some(());
    }
    match failure.call {
        _ if caller.is_root() => say::owner_only::root(answer),
        Call::chmod => say::owner_only::mode(answer, &caller.who()),
        _ => say::owner_only::owner(answer, &caller.who()),
    }
    Some(())
}

/// Says who may change what is at a path, if the user may not.
fn owned(failure: &Failure, answer: &mut Answer, path: &Path, caller: Caller) -> Option<()> {
    let status = match failure.call {
        Call::lchown => path.extended(path.bytes),
        _ => path.extended_target(path.bytes),
    };
    let status = status.ok()?;
    let (shown, owner) = (Quoted(path.bytes), User(status.stx_uid));
    let is_owner = caller.user == owner.0;
    if let Some(frozen) = Frozen::of(&status) {
        say::owner_only::frozen(answer, &shown, &frozen);
        return Some(());
    }
    if caller.is_root() {
        return (!is_owner).then(|| say::owner_only::another_for_root(answer, &shown, &owner));
    }
    if failure.call == Call::chmod {
        return (!is_owner).then(|| say::owner_only::mode_of(answer, &shown, &owner, &caller.who()));
    }
    // -1 leaves it as it is.
    let (to, group) = (failure.word(1) as uid_t, failure.word(2) as gid_t);
    if ![uid_t::MAX, owner.0].contains(&to) {
        say::owner_only::owner_of(answer, &shown, &owner, &caller.who());
    } else if group == gid_t::MAX {
        return None;
    } else if !is_owner {
        say::owner_only::group_of(answer, &shown, &owner, &caller.who());
    } else {
        say::owner_only::group(answer, &shown, &Group(group), &caller.who());
    }
    Some(())
}

pub(in crate::explain) fn owner_only_open(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let caller = caller(failure)?;
    let fd: c_int = failure.int(0);
    let process = failure.process;
    let descriptor = Descriptor::of(process, fd).ok()?;
    let extended = file::extended(format_args!("{process}/fd/{fd}"));
    if let Some(frozen) = extended.ok().as_ref().and_then(Frozen::of) {
        say::owner_only_open::frozen(answer, &fd, &descriptor, &frozen);
        return Some(());
    }
    if caller.is_root() {
        return None;
    }
    let status = open_file::status(process, fd).ok()?;
    let say = match failure.call {
        // Its owner may do that, so something else is in the way.
        Call::fchmod if caller.user == status.st_uid => return None,
        Call::fchmod => say::owner_only_open::mode,
        _ => say::owner_only_open::owner,
    };
    say(answer, &fd, &descriptor, &User(status.st_uid), &caller.who());
    Some(())
}

pub(in crate::explain) fn no_link(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let caller = caller(failure)?;
    if let Some(path) = first(failure)
        && unlinkable(failure, answer, &path, caller).is_some()
    {
        return Some(());
    }
    say::no_link::any(answer, &caller);
    Some(())
}

/// Says why what is at a path gets no further name, if that is so.
fn unlinkable(failure: &Failure, answer: &mut Answer, path: &Path, caller: Caller) -> Option<()> {
    let follows = failure.call == Call::linkat && failure.int(4) & libc::AT_SYMLINK_FOLLOW != 0;
    let (status, extended) = match follows {
        true => (path.status(path.bytes).ok()?, path.extended_target(path.bytes).ok()?),
        false => (path.link_status(path.bytes).ok()?, path.extended(path.bytes).ok()?),
    };
    let shown = Quoted(path.bytes);
    if status.st_mode & libc::S_IFMT == libc::S_IFDIR {
        say::no_link::directory(answer, &shown);
    } else if let Some(frozen) = Frozen::of(&extended) {
        say::no_link::frozen(answer, &shown, &frozen);
    } else {
        let guard = Guard::of_name(&status, caller.user, path.allows(path.bytes, READ | WRITE)?)?;
        say::no_link::guarded(answer, &shown, &Owned(&status), &caller, &guard);
    }
    Some(())
}

pub(in crate::explain) fn no_device(failure: &Failure, answer: &mut Answer) -> Option<()> {
    match failure.word(1) as u32 & libc::S_IFMT {
        libc::S_IFDIR => {
            say::no_device::directory(answer);
            return Some(());
        }
        libc::S_IFCHR | libc::S_IFBLK => {}
        // Everybody makes those.
        _ => return None,
    }
    let caller = caller(failure)?;
    if caller.is_root() {
        say::no_device::container(answer);
    } else {
        say::no_device::root_only(answer, &caller.who());
    }
    Some(())
}

/// A filter may have refused a call with EPERM, too.
fn may_be_filtered(failure: &Failure) -> bool {
    failure.code == libc::EPERM && caller(failure).is_none()
}

/// What would be made, and in which file system.
fn new_in<'a>(failure: &Failure<'a>) -> Option<(Quoted<'a>, Mounted)> {
    let path = new(failure)?;
    let status = path.extended_target(parent(path.bytes)).ok()?;
    Some((Quoted(path.bytes), Mounted::of(failure.process, &status)?))
}

pub(in crate::explain) fn no_fifos(failure: &Failure, answer: &mut Answer) -> Option<()> {
    if may_be_filtered(failure) {
        return None;
    }
    match new_in(failure) {
        Some((path, mounted)) => say::no_fifos::here(answer, &path, &mounted),
        None => say::no_fifos::any(answer),
    }
    Some(())
}

pub(in crate::explain) fn no_symbolic_links(failure: &Failure, answer: &mut Answer) -> Option<()> {
    if may_be_filtered(failure) {
        return None;
    }
    match new_in(failure) {
        Some((path, mounted)) => say::no_symbolic_links::here(answer, &path, &mounted),
        None => say::no_symbolic_links::any(answer),
    }
    Some(())
}

pub(in crate::explain) fn not_owner(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let caller = caller(failure)?;
    let flags = if failure.call == Call::open { failure.int(1) } else { failure.int(2) };
    if let Some(path) = first(failure)
        && let Ok(status) = path.extended_target(path.bytes)
    {
        let (shown, owner) = (Quoted(path.bytes), User(status.stx_uid));
        if flags & libc::O_NOATIME != 0 && ![0, owner.0].contains(&caller.user) {
            say::not_owner::access_time_of(answer, &shown, &owner, &caller.who());
            return Some(());
        }
    }
    if flags & libc::O_NOATIME != 0 && !caller.is_root() {
        say::not_owner::access_time(answer, &caller.who());
    } else if flags & (libc::O_ACCMODE | libc::O_TRUNC) != 0 {
        say::not_owner::append(answer);
    } else {
        return None;
    }
    Some(())
}
