//! EPERM: what only an owner may do. The paths of these calls are not known, as a filter of system calls may also have
//! refused them.

use std::ffi::c_int;

use crate::explain::answer::Answer;
use crate::explain::call::Call;
use crate::explain::facts::descriptor::Descriptor;
use crate::explain::facts::open_file;
use crate::explain::facts::user::User;
use crate::explain::failure::Failure;
use crate::explain::sentences::entry as say;

/// Whose rights the call had; None if a filter may have refused it, so that rights are not the point.
fn user(failure: &Failure) -> Option<User> {
    let status = failure.process.status().ok()?;
    status.effective_user().filter(|_| !status.is_filtered()).map(User)
}

pub(in crate::explain) fn keeps(failure: &Failure, answer: &mut Answer) -> Option<()> {
    match user(failure)? {
        User(0) => say::keeps::root(answer),
        user => say::keeps::other(answer, &user),
    }
    Some(())
}

pub(in crate::explain) fn owner_only(failure: &Failure, answer: &mut Answer) -> Option<()> {
    match (user(failure)?, failure.call) {
        (User(0), _) => say::owner_only::root(answer),
        (user, Call::chmod) => say::owner_only::mode(answer, &user),
        (user, _) => say::owner_only::owner(answer, &user),
    }
    Some(())
}

pub(in crate::explain) fn owner_only_open(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let user = user(failure).filter(|user| user.0 != 0)?;
    let fd: c_int = failure.int(0);
    let process = failure.process;
    let descriptor = Descriptor::of(process, fd).ok()?;
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
    say::no_link::any(answer, &user(failure)?);
    Some(())
}

pub(in crate::explain) fn no_device(failure: &Failure, answer: &mut Answer) -> Option<()> {
    if failure.word(1) as u32 & libc::S_IFMT == libc::S_IFDIR {
        say::no_device::directory(answer);
        return Some(());
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

pub(in crate::explain) fn no_fifos(failure: &Failure, answer: &mut Answer) -> Option<()> {
    (!may_be_filtered(failure)).then(|| say::no_fifos::any(answer))
}

pub(in crate::explain) fn no_symbolic_links(failure: &Failure, answer: &mut Answer) -> Option<()> {
    (!may_be_filtered(failure)).then(|| say::no_symbolic_links::any(answer))
}

pub(in crate::explain) fn not_owner(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let user = user(failure)?;
    let flags = if failure.call == Call::open { failure.int(1) } else { failure.int(2) };
    if flags & libc::O_NOATIME != 0 && user.0 != 0 {
        say::not_owner::access_time(answer, &user);
    } else if flags & (libc::O_ACCMODE | libc::O_TRUNC) != 0 {
        say::not_owner::append(answer);
    } else {
        return None;
    }
    Some(())
}
