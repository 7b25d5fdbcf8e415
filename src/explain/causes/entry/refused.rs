//! EINVAL, and what else comes of an argument that is none.

use std::ffi::c_int;
use std::ops::RangeInclusive;

use super::{first, of};
use crate::explain::answer::Answer;
use crate::explain::argument::{Quoted, Written};
use crate::explain::call::Call;
use crate::explain::facts::file;
use crate::explain::facts::mount::Mounted;
use crate::explain::facts::path::noun;
use crate::explain::failure::Failure;
use crate::explain::sentences::entry as say;

pub(in crate::explain) fn into_itself(_: &Failure, answer: &mut Answer) -> Option<()> {
    say::into_itself::inside(answer);
    Some(())
}

pub(in crate::explain) fn itself(_: &Failure, answer: &mut Answer) -> Option<()> {
    say::itself::dot(answer);
    Some(())
}

pub(in crate::explain) fn in_use(failure: &Failure, answer: &mut Answer) -> Option<()> {
    if let Some((_, path)) = of(failure)
        && !path.is_empty()
        && path.iter().all(|&byte| byte == b'/')
    {
        say::in_use::root(answer, &failure.call);
        return Some(());
    }
    say::in_use::any(answer);
    Some(())
}

pub(in crate::explain) fn node_type(failure: &Failure, answer: &mut Answer) -> Option<()> {
    match failure.word(1) as u32 & libc::S_IFMT {
        0 | libc::S_IFIFO | libc::S_IFREG | libc::S_IFSOCK | libc::S_IFCHR | libc::S_IFBLK => return None,
        _ => say::node_type::unknown(answer, &Written(failure, 1)),
    }
    Some(())
}

pub(in crate::explain) fn open_flags(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let flags: c_int = if failure.call == Call::open { failure.int(1) } else { failure.int(2) };
    let has = |wanted| flags & wanted == wanted;
    if has(libc::O_TMPFILE) && flags & libc::O_ACCMODE == libc::O_RDONLY {
        say::open_flags::temporary(answer);
    } else if !has(libc::O_TMPFILE) && has(libc::O_CREAT | libc::O_DIRECTORY) {
        say::open_flags::both(answer);
    } else if has(libc::O_DIRECT) {
        let here = first(failure).and_then(|path| {
            Some((path.bytes, Mounted::of(failure.process, &path.extended_target(path.bytes).ok()?)?))
        });
        match here {
            Some((path, mounted)) => say::open_flags::direct_here(answer, &Quoted(path), &mounted),
            None => say::open_flags::direct(answer),
        }
    } else {
        return None;
    }
    Some(())
}

/// The major numbers of the slave ends of pseudo-terminals.
const SLAVES: RangeInclusive<u32> = 136..=143;

pub(in crate::explain) fn locked_terminal(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let path = first(failure)?;
    let status = path.status(path.bytes).ok()?;
    let is_slave = status.st_mode & libc::S_IFMT == libc::S_IFCHR && SLAVES.contains(&libc::major(status.st_rdev));
    is_slave.then(|| say::locked_terminal::locked(answer, &Quoted(path.bytes)))
}

pub(in crate::explain) fn template(failure: &Failure, answer: &mut Answer) -> Option<()> {
    say::template::end(answer, &Written(failure, 0));
    Some(())
}

pub(in crate::explain) fn no_symbolic_link(failure: &Failure, answer: &mut Answer) -> Option<()> {
    if failure.int(2) <= 0 {
        say::no_symbolic_link::size(answer, &Written(failure, 2));
        return Some(());
    }
    let path = first(failure)?;
    let status = path.link_status(path.bytes).ok()?;
    say::no_symbolic_link::other(answer, &Quoted(path.bytes), &noun(&status));
    Some(())
}

pub(in crate::explain) fn access_mode(failure: &Failure, answer: &mut Answer) -> Option<()> {
    say::access_mode::bits(answer, &format_args!("0{:o}", failure.word(1) as u32));
    Some(())
}

pub(in crate::explain) fn at_flags(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let (index, known) = match failure.call {
        Call::fstatat => (3, libc::AT_SYMLINK_NOFOLLOW | libc::AT_NO_AUTOMOUNT | libc::AT_EMPTY_PATH),
        Call::unlinkat => (2, libc::AT_REMOVEDIR),
        _ => (4, libc::AT_SYMLINK_FOLLOW | libc::AT_EMPTY_PATH),
    };
    if failure.int(index) & !known == 0 {
        return None;
    }
    say::at_flags::unknown(answer, &Written(failure, index));
    Some(())
}

pub(in crate::explain) fn no_length(failure: &Failure, answer: &mut Answer) -> Option<()> {
    match failure.word(1) as i64 {
        negative @ ..0 => say::no_length::negative(answer, &negative),
        _ => say::no_length::other(answer),
    }
    Some(())
}

pub(in crate::explain) fn small_buffer(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let current = file::link(format_args!("{}/cwd", failure.process)).ok()?;
    // It may have been another one.
    if current.len() < failure.word(1) as usize {
        return None;
    }
    say::small_buffer::size(answer, &failure.word(1), &(current.len() + 1), &Quoted(&current));
    Some(())
}

pub(in crate::explain) fn no_buffer(failure: &Failure, answer: &mut Answer) -> Option<()> {
    if failure.word(0) == 0 || failure.word(1) != 0 {
        return None;
    }
    say::no_buffer::zero(answer);
    Some(())
}

pub(in crate::explain) fn no_directory(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let current = file::link(format_args!("{}/cwd", failure.process)).ok()?;
    let path = current.strip_suffix(file::DELETED)?;
    say::no_directory::removed(answer, &Quoted(path));
    Some(())
}
