//! Memory files and shared memory objects: sizes that cannot be set, seals, and a full /dev/shm.

use std::ffi::{c_int, c_uint};
use std::fmt;

use crate::explain::answer::Answer;
use crate::explain::call::Call;
use crate::explain::constants::io::SEALS;
use crate::explain::facts::descriptor::{Descriptor, What};
use crate::explain::facts::file;
use crate::explain::facts::mount::Room;
use crate::explain::failure::Failure;
use crate::explain::sentences::posix_shm as say;

pub(in crate::explain) fn memory_file(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use libc::{MFD_ALLOW_SEALING, MFD_CLOEXEC, MFD_EXEC, MFD_HUGE_MASK, MFD_HUGE_SHIFT, MFD_HUGETLB, MFD_NOEXEC_SEAL};
    use say::memory_file as say;
    let flags = failure.word(1) as c_uint;
    let size = if flags & MFD_HUGETLB != 0 { MFD_HUGE_MASK << MFD_HUGE_SHIFT } else { 0 };
    let plain = MFD_CLOEXEC | MFD_ALLOW_SEALING;
    let unknown = flags & !(plain | MFD_HUGETLB | MFD_NOEXEC_SEAL | MFD_EXEC | size);
    if unknown != 0 {
        say::unknown(answer, &format_args!("{unknown:#x}"));
    } else if flags & MFD_EXEC != 0 && flags & MFD_NOEXEC_SEAL != 0 {
        say::both(answer);
    } else if flags & !plain == 0 {
        // Nothing else is left.
        say::long(answer);
    } else {
        return None;
    }
    Some(())
}

pub(in crate::explain) fn memory_file_refused(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let forbids = file::number(format_args!("/proc/sys/vm/memfd_noexec")) == Ok(2);
    (forbids && failure.word(1) as c_uint & libc::MFD_NOEXEC_SEAL == 0)
        .then(|| say::memory_file_refused::noexec(answer))
}

/// Is it a shared memory object or a memory file?
fn is_object(fd: &Descriptor) -> bool {
    match &fd.what {
        What::File { path } => path.bytes().is_some_and(|path| path.starts_with(b"/dev/shm/")),
        What::Memory { .. } => true,
        _ => false,
    }
}

pub(in crate::explain) fn fixed_size(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let fd = Descriptor::of(failure.process, failure.int(0)).ok()?;
    (is_object(&fd) && !fd.writes()).then(|| say::fixed_size::object(answer, &fd.fd, &fd))
}

/// `F_SEAL_GROW|F_SEAL_WRITE`
struct Seals(c_int);

impl fmt::Display for Seals {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        SEALS.write(self.0 as u64, to)
    }
}

pub(in crate::explain) fn sealed(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use say::sealed as say;
    let fd = Descriptor::of(failure.process, failure.int(if failure.call == Call::mmap { 4 } else { 0 })).ok()?;
    let seals = fd.seals().ok()?;
    let has = |seal: c_int| seals & seal != 0;
    let (writing, length) = (has(libc::F_SEAL_WRITE | libc::F_SEAL_FUTURE_WRITE), failure.word(1) as i64);
    if failure.call == Call::ftruncate {
        if length > fd.size && has(libc::F_SEAL_GROW) {
            say::grown(answer, &fd.fd, &fd, &Seals(seals), &fd.size);
        } else if length < fd.size && has(libc::F_SEAL_SHRINK) {
            say::shrunk(answer, &fd.fd, &fd, &Seals(seals), &fd.size);
        } else {
            return None;
        }
    } else if writing {
        say::written(answer, &fd.fd, &fd, &Seals(seals));
    } else if has(libc::F_SEAL_GROW) && failure.call != Call::mmap {
        say::grown(answer, &fd.fd, &fd, &Seals(seals), &fd.size);
    } else {
        return None;
    }
    Some(())
}

/// The descriptor that seals were to be added to.
fn to_seal(failure: &Failure) -> Option<Descriptor> {
    Descriptor::of(failure.process, failure.int(0)).ok().filter(|_| failure.int(1) == libc::F_ADD_SEALS)
}

pub(in crate::explain) fn not_sealed(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use say::not_sealed as say;
    let fd = to_seal(failure)?;
    if !fd.writes() {
        say::read_only(answer, &fd.fd, &fd);
    } else if fd.seals().is_ok_and(|seals| seals & libc::F_SEAL_SEAL != 0) {
        say::not_allowed(answer, &fd.fd, &fd);
    } else {
        return None;
    }
    Some(())
}

pub(in crate::explain) fn not_sealable(failure: &Failure, answer: &mut Answer) -> Option<()> {
    use say::not_sealable as say;
    let asks = failure.int(1) == libc::F_GET_SEALS;
    let fd = if asks { Descriptor::of(failure.process, failure.int(0)).ok()? } else { to_seal(failure)? };
    match fd.seals() {
        Ok(_) if asks => return None,
        Err(libc::EINVAL) => say::other(answer, &fd.fd, &fd),
        Ok(_) => say::unknown(answer, &Seals(failure.int(2))),
        Err(_) => return None,
    }
    Some(())
}

pub(in crate::explain) fn mapped(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let fd = to_seal(failure).filter(|_| failure.int(2) & libc::F_SEAL_WRITE != 0)?;
    say::mapped::writable(answer, &fd.fd, &fd);
    Some(())
}

pub(in crate::explain) fn no_room(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let fd = Descriptor::of(failure.process, failure.int(0)).ok().filter(|fd| fd.process.is_this())?;
    let is_shared = matches!(&fd.what, What::File { .. }) && is_object(&fd);
    let room = Room::of(fd.fd).ok().filter(|_| is_shared)?;
    say::no_room::shm(answer, &room.free, &room.size);
    Some(())
}
