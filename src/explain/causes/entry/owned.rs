//! EPERM: what only an owner may do, or nobody. A filter of system calls may also have refused these calls, and their paths
//! are what is there now: so what is said of a path is said only if it explains the refusal.

use std::ffi::c_int;

use libc::{gid_t, uid_t};

use super::{first, new, second};
use crate::explain::answer::Answer;
use crate::explain::argument::Quoted;
use crate::explain::call::Call;
use crate::explain::causes::path::{WRITE, right};
use crate::explain::facts::descriptor::Descriptor;
use crate::explain::facts::file;
use crate::explain::facts::mount::Mounted;
use crate::explain::facts::open_file;
use crate::explain::facts::path::{Directory, Path, parent};
use crate::explain::facts::permission::{Frozen, Guard, Mode, Owned};
use crate::explain::facts::user::{Group, User};
use crate::explain::failure::Failure;
use crate::explain::sentences::entry as say;

/// Whose rights the call had; None if a filter may have refused it, so that rights are not the point.
fn user(failure: &Failure) -> Option<User> {
    let status = failure.process.status().ok()?;
    status.effective_user().filter(|_| !status.is_filtered()).map(User)
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
    let user = user(failure)?;
    // What a new name replaces is removed.
    let paths = [first(failure), second(failure)];
    if paths.iter().flatten().any(|path| kept(answer, path, &user).is_some()) {
        return Some(());
    }
    if let [Some(path), None] = &paths
        && elsewhere(answer, path).is_some()
    {
        return Some(());
    }
    match user {
        User(0) => say::keeps::root(answer),
        user => say::keeps::other(answer, &user),
    }
    Some(())
}

/// Says why what is at a path stays there, if that is so.
fn kept(answer: &mut Answer, path: &Path, user: &User) -> Option<()> {
    let part = parent(path.bytes);
    let (status, around) = (path.extended(path.bytes).ok()?, path.extended_target(part).ok()?);
    let (shown, directory) = (Quoted(path.bytes), Directory { path, part });
    let is_sticky = u32::from(around.stx_mode) & libc::S_ISVTX != 0;
    if let Some(frozen) = Frozen::of(&status) {
        say::keeps::frozen(answer, &shown, &frozen);
    } else if let Some(frozen) = Frozen::of(&around) {
        say::keeps::within_frozen(answer, &shown, &directory, &frozen);
    } else if is_sticky && ![0, status.stx_uid, around.stx_uid].contains(&user.0) {
        let mode = Mode(around.stx_mode.into());
        say::keeps::sticky(answer, &shown, &User(status.stx_uid), &directory, &mode, user);
    } else {
        return None;
    }
    Some(())
}

/// Says that nothing but the file system is left that may refuse it, if nothing in sight does.
fn elsewhere(answer: &mut Answer, path: &Path) -> Option<()> {
    let (status, around) = (path.extended(path.bytes).ok()?, path.extended_target(parent(path.bytes)).ok()?);
    let is_sticky = u32::from(around.stx_mode) & libc::S_ISVTX != 0;
    let mounted = Mounted::of(path.process, &status).filter(|_| !is_sticky)?;
    say::keeps::elsewhere(answer, &Quoted(path.bytes), &mounted);
    Some(())
}

pub(in crate::explain) fn owner_only(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let user = user(failure)?;
    if let Some(path) = first(failure)
        && owned(failure, answer, &path, &user).is_some()
    {
        return Some(());
    }
    match (user, failure.call) {
        (User(0), _) => say::owner_only::root(answer),
        (user, Call::chmod) => say::owner_only::mode(answer, &user),
        (user, _) => say::owner_only::owner(answer, &user),
    }
    Some(())
}

/// Says who may change what is at a path, if the user may not.
fn owned(failure: &Failure, answer: &mut Answer, path: &Path, user: &User) -> Option<()> {
    let status = match failure.call {
        Call::lchown => path.extended(path.bytes),
        _ => path.extended_target(path.bytes),
    };
    let status = status.ok()?;
    let (shown, owner) = (Quoted(path.bytes), User(status.stx_uid));
    let is_owner = user.0 == owner.0;
    if let Some(frozen) = Frozen::of(&status) {
        say::owner_only::frozen(answer, &shown, &frozen);
        return Some(());
    }
    // Root may do all of this; if not, it is not for these reasons.
    if user.0 == 0 {
        return None;
    }
    if failure.call == Call::chmod {
        return (!is_owner).then(|| say::owner_only::mode_of(answer, &shown, &owner, user));
    }
    // -1 leaves it as it is.
    let (to, group) = (failure.word(1) as uid_t, failure.word(2) as gid_t);
    if ![uid_t::MAX, owner.0].contains(&to) {
        say::owner_only::owner_of(answer, &shown, &owner, user);
    } else if group == gid_t::MAX {
        return None;
    } else if !is_owner {
        say::owner_only::group_of(answer, &shown, &owner, user);
    } else {
        say::owner_only::group(answer, &shown, &Group(group), user);
    }
    Some(())
}

pub(in crate::explain) fn owner_only_open(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let user = user(failure)?;
    let fd: c_int = failure.int(0);
    let process = failure.process;
    let descriptor = Descriptor::of(process, fd).ok()?;
    let extended = file::extended(format_args!("{process}/fd/{fd}"));
    if let Some(frozen) = extended.ok().as_ref().and_then(Frozen::of) {
        say::owner_only_open::frozen(answer, &fd, &descriptor, &frozen);
        return Some(());
    }
    if user.0 == 0 {
        return None;
    }
    let status = open_file::status(process, fd).ok()?;
    let say = match failure.call {
        // Its owner may do that, so something else is in the way.
        Call::fchmod if user.0 == status.st_uid => return None,
        Call::fchmod => say::owner_only_open::mode,
        _ => say::owner_only_open::owner,
    };
    say(answer, &fd, &descriptor, &User(status.st_uid), &user);
    Some(())
}

pub(in crate::explain) fn no_link(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let user = user(failure)?;
    if let Some(path) = first(failure)
        && unlinkable(answer, &path, &user).is_some()
    {
        return Some(());
    }
    say::no_link::any(answer, &user);
    Some(())
}

/// Says why what is at a path gets no further name, if that is so.
fn unlinkable(answer: &mut Answer, path: &Path, user: &User) -> Option<()> {
    let (status, shown) = (path.link_status(path.bytes).ok()?, Quoted(path.bytes));
    if status.st_mode & libc::S_IFMT == libc::S_IFDIR {
        say::no_link::directory(answer, &shown);
    } else if let Some(frozen) = Frozen::of(&path.extended(path.bytes).ok()?) {
        say::no_link::frozen(answer, &shown, &frozen);
    } else {
        let guard = Guard::of_name(&status, user.0, path.allows(path.bytes, 6)?)?;
        say::no_link::guarded(answer, &shown, &Owned(&status), user, &guard);
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
    match user(failure)? {
        User(0) => say::no_device::container(answer),
        user => say::no_device::root_only(answer, &user),
    }
    Some(())
}

/// A filter may have refused a call with EPERM, too.
fn may_be_filtered(failure: &Failure) -> bool {
    failure.code == libc::EPERM && user(failure).is_none()
}

/// Where a file would be that is made at a path.
fn place(failure: &Failure, path: &Path) -> Option<Mounted> {
    Mounted::of(failure.process, &path.extended_target(parent(path.bytes)).ok()?)
}

pub(in crate::explain) fn no_fifos(failure: &Failure, answer: &mut Answer) -> Option<()> {
    if may_be_filtered(failure) {
        return None;
    }
    match new(failure).and_then(|path| Some((path.bytes, place(failure, &path)?))) {
        Some((path, mounted)) => say::no_fifos::here(answer, &Quoted(path), &mounted),
        None => say::no_fifos::any(answer),
    }
    Some(())
}

pub(in crate::explain) fn no_symbolic_links(failure: &Failure, answer: &mut Answer) -> Option<()> {
    if may_be_filtered(failure) {
        return None;
    }
    match new(failure).and_then(|path| Some((path.bytes, place(failure, &path)?))) {
        Some((path, mounted)) => say::no_symbolic_links::here(answer, &Quoted(path), &mounted),
        None => say::no_symbolic_links::any(answer),
    }
    Some(())
}

pub(in crate::explain) fn not_owner(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let user = user(failure)?;
    let flags = if failure.call == Call::open { failure.int(1) } else { failure.int(2) };
    if let Some(path) = first(failure)
        && let Ok(status) = path.extended_target(path.bytes)
    {
        let (shown, owner) = (Quoted(path.bytes), User(status.stx_uid));
        if flags & libc::O_NOATIME != 0 && ![0, owner.0].contains(&user.0) {
            say::not_owner::access_time_of(answer, &shown, &owner, &user);
            return Some(());
        }
    }
    if flags & libc::O_NOATIME != 0 && user.0 != 0 {
        say::not_owner::access_time(answer, &user);
    } else if flags & (libc::O_ACCMODE | libc::O_TRUNC) != 0 {
        say::not_owner::append(answer);
    } else {
        return None;
    }
    Some(())
}
