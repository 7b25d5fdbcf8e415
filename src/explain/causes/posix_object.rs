//! Shared memory objects and named semaphores: their files in /dev/shm.

use std::ffi::c_int;

use crate::explain::answer::Answer;
use crate::explain::argument::{Quoted, Shown};
use crate::explain::call::Call;
use crate::explain::causes::posix_name::{InShm, bare, kind_of};
use crate::explain::facts::caller::Standing;
use crate::explain::facts::clock::Moment;
use crate::explain::facts::file;
use crate::explain::facts::mount::Room;
use crate::explain::facts::past::Ago;
use crate::explain::facts::path::{Found, Path};
use crate::explain::facts::permission::{EXECUTE, Guard, Mode, Owned, READ, WRITE, is_kept};
use crate::explain::facts::present::Present;
use crate::explain::facts::user::User;
use crate::explain::failure::Failure;
use crate::explain::sentences::posix_object as say;

const DIRECTORY: &[u8] = b"/dev/shm";

/// What a call is about: its kind, its name as it was given, and its file.
struct Object<'a> {
    is_semaphore: bool,
    kind: &'static str,
    prefix: &'static str,
    name: &'a [u8],
    file: FileName,
}

/// `/dev/shm/sem.` and a name.
struct FileName {
    bytes: [u8; 280],
    length: usize,
}

impl FileName {
    fn new(pieces: &[&[u8]]) -> Option<FileName> {
        let (mut bytes, mut length) = ([0; 280], 0);
        for piece in pieces {
            bytes.get_mut(length..length + piece.len())?.copy_from_slice(piece);
            length += piece.len();
        }
        Some(FileName { bytes, length })
    }

    fn bytes(&self) -> &[u8] {
        &self.bytes[..self.length]
    }
}

impl<'a> Object<'a> {
    fn of(failure: &Failure<'a>) -> Option<Object<'a>> {
        let name = failure.string(0)?;
        let (kind, prefix) = kind_of(failure.call);
        let file = FileName::new(&[DIRECTORY, b"/", prefix.as_bytes(), bare(name)])?;
        Some(Object { is_semaphore: !prefix.is_empty(), kind, prefix, name, file })
    }

    fn plural(&self) -> &'static str {
        if self.is_semaphore { "semaphores" } else { "shared memory objects" }
    }

    fn path(&self, failure: &Failure) -> Option<Path<'_>> {
        Path::new(failure.process, libc::AT_FDCWD, self.file.bytes())
    }

    fn shown(&self) -> Quoted<'a> {
        Quoted(self.name)
    }
}

/// The flags of shm_open, or those with which sem_open opens.
fn flags(failure: &Failure) -> c_int {
    let given = failure.int(1);
    if failure.call == Call::sem_open { given & !libc::O_ACCMODE | libc::O_RDWR } else { given }
}

/// The names of the objects of that kind that there are; None if they cannot be listed.
fn present<'a>(object: &Object<'a>, until: Moment) -> Option<Present<'a>> {
    let mut present = Present::new(bare(object.name));
    let listed = file::entries(format_args!("/dev/shm"), &mut |entry| {
        match (object.is_semaphore, entry.strip_prefix(b"sem.")) {
            (true, Some(name)) => present.add(name),
            (false, None) => present.add(entry),
            _ => (),
        }
        Moment::now() < until
    });
    listed.ok().map(|()| present)
}

pub(in crate::explain) fn missing(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use say::missing as say;
    let Some(object) = Object::of(failure) else {
        // Of a long name only the end is known.
        let name = failure.copied(0).filter(|_| failure.int(1) & libc::O_CREAT == 0)?;
        say::unseen(answer, &kind_of(failure.call).0, &Shown(name));
        return Some(());
    };
    let path = object.path(failure)?;
    if path.status(DIRECTORY).err() == Some(libc::ENOENT) {
        say::no_directory(answer, &object.kind);
        return Some(());
    }
    if failure.int(1) & libc::O_CREAT != 0 {
        return None;
    }
    if path.link_status(path.bytes).is_ok() {
        say::appeared(answer, &object.kind, &object.shown());
        return Some(());
    }
    say::none(answer, &object.kind, &object.shown(), &InShm(object.prefix, bare(object.name)));
    if !failure.process.is_this() {
        return Some(());
    }
    let other_prefix: &[u8] = if object.is_semaphore { b"" } else { b"sem." };
    let other = if object.is_semaphore { "shared memory object" } else { "semaphore" };
    if file::status_of(&[DIRECTORY, b"/", other_prefix, bare(object.name)]).is_ok() {
        say::other_kind(answer, &other, &object.shown());
    } else if let Some(present) = present(&object, failure.facts_until()) {
        match present.near() {
            Some(near) => say::near(answer, &object.kind, &near),
            None if present.is_empty() => say::no_others(answer, &object.plural()),
            None => say::present(answer, &object.plural(), &present),
        }
    }
    Some(())
}

pub(in crate::explain) fn unlinked(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use say::unlinked as say;
    let object = Object::of(failure)?;
    say::none(answer, &object.kind, &object.shown());
    if failure.process.is_this()
        && let Some(near) = present(&object, failure.facts_until()).as_ref().and_then(Present::near)
    {
        say::near(answer, &object.kind, &near);
    }
    Some(())
}

pub(in crate::explain) fn exists(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use say::exists as say;
    let object = Object::of(failure)?;
    let path = object.path(failure)?;
    match path.status(path.bytes) {
        Ok(file) => {
            let (owner, changed) = (User(file.st_uid), Ago(file.st_mtime));
            if object.is_semaphore {
                // It is written once as a file, and from then on as memory, which leaves this time alone.
                say::semaphore(answer, &object.shown(), &owner, &changed);
            } else {
                say::object(answer, &object.shown(), &owner, &file.st_size, &changed);
            }
        }
        Err(libc::ENOENT) => say::gone(answer, &object.kind, &object.shown()),
        Err(_) => return None,
    }
    Some(())
}

pub(in crate::explain) fn denied(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use say::denied as say;
    let object = Object::of(failure)?;
    let path = object.path(failure)?;
    let step = path.walk();
    match &step.found {
        Found::Nothing => {
            let directory = path.status(DIRECTORY).ok()?;
            let standing = Standing::of(failure.process, &directory)?;
            if path.allows(DIRECTORY, WRITE | EXECUTE) != Some(false) {
                return None;
            }
            say::directory(answer, &object.kind, &Owned(&directory), &standing);
        }
        Found::All(file) => {
            let flags = flags(failure);
            let (wanted, verb) = match flags & libc::O_ACCMODE {
                libc::O_RDONLY if flags & libc::O_TRUNC == 0 => (READ, "read"),
                libc::O_WRONLY => (WRITE, "write"),
                _ => (READ | WRITE, "read and write"),
            };
            let standing = Standing::of(failure.process, file)?;
            if path.allows(path.bytes, wanted) == Some(true) {
                let directory = path.status(DIRECTORY).ok().filter(|_| flags & libc::O_CREAT != 0)?;
                let guard = Guard::of_file(&directory, file, standing.caller.user)?;
                say::guarded(answer, &object.kind, &object.shown(), &Owned(file), &guard);
            } else if object.is_semaphore {
                say::semaphore(answer, &object.shown(), &Owned(file), &standing);
            } else {
                say::rights(answer, &object.kind, &object.shown(), &Owned(file), &standing, &verb);
            }
        }
        _ => return None,
    }
    Some(())
}

pub(in crate::explain) fn not_removed(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use say::not_removed as say;
    let object = Object::of(failure)?;
    let path = object.path(failure)?;
    let (file, directory) = (path.link_status(path.bytes).ok()?, path.status(DIRECTORY).ok()?);
    if path.allows(DIRECTORY, WRITE | EXECUTE) == Some(false) {
        let standing = Standing::of(failure.process, &directory)?;
        say::directory(answer, &object.kind, &Owned(&directory), &standing);
        return Some(());
    }
    let standing = Standing::of(failure.process, &file)?;
    let owners = [file.st_uid, directory.st_uid];
    is_kept(Mode(directory.st_mode), owners, standing.caller.user)
        .then(|| say::sticky(answer, &object.kind, &object.shown(), &Owned(&file), &standing))
}

pub(in crate::explain) fn link(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let object = Object::of(failure)?;
    let path = object.path(failure)?;
    let file = path.link_status(path.bytes).ok()?;
    (file.st_mode & libc::S_IFMT == libc::S_IFLNK).then(|| {
        say::link::link(answer, &InShm(object.prefix, bare(object.name)), &object.kind);
    })
}

pub(in crate::explain) fn full(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let (kind, _) = kind_of(failure.call);
    let room = Room::at(DIRECTORY).ok().filter(|_| failure.process.is_this())?;
    match room.files {
        Some((0, count)) => say::full::files(answer, &count, &kind),
        _ => say::full::room(answer, &room.free, &room.size, &kind),
    }
    Some(())
}
