//! Which pointers may be followed while a failure is recorded: only those that the kernel, or libc, is known to have
//! followed before. This is the one place where that is declared, so the answer is no unless it is known. Never on EFAULT.

use std::ffi::c_int;

use libc::*;

use super::call::{Call, Kind, Words, word};
use crate::boundary::record::{PAGE, Space, first_bytes};

/// What of an argument was read, and may be copied.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Read {
    Nothing,
    /// A string, up to its NUL, or as many characters as any name has.
    String,
    /// A string's first character: so the string is there at least to the end of that page.
    Page,
    /// So many bytes, behind so many that are left out.
    Bytes {
        skip: usize,
        size: usize,
    },
}

/// What was read of argument number `index` of a call that failed so. Errors that a filter of system calls may give in
/// front of everything, as EPERM and ENOSYS, prove nothing.
pub(crate) fn read(call: Call, space: Space, code: c_int, words: &Words, index: usize) -> Read {
    match (call.kind(index, words), space) {
        (Some(kind), Space::Errno) => {
            by_call(call, code, words, index).unwrap_or_else(|| by_errno(call, kind, code, words, index))
        }
        (Some(kind), Space::Eai | Space::HErrno) => by_name_service(call, kind, code, words),
        (None, _) => Read::Nothing,
    }
}

/// The same of a call that leat has made for an own function: the strings that it passes are valid, whatever the error.
pub(crate) fn read_by_leat(call: Call, code: c_int, words: &Words, index: usize) -> Read {
    match call.kind(index, words) {
        Some(Kind::Path | Kind::SecondPath | Kind::Text) => Read::String,
        _ => read(call, Space::Errno, code, words, index),
    }
}

/// What holds for one call alone.
fn by_call(call: Call, code: c_int, words: &Words, index: usize) -> Option<Read> {
    let read = match (call, index, code) {
        // The template is the first that libc looks at.
        (Call::mkstemp | Call::mkdtemp, 0, EINVAL) => true,
        // Into itself, which is known when both have been looked up. A length below 0 is refused before.
        (Call::rename | Call::rmdir, _, EINVAL) => true,
        (Call::truncate, 0, EINVAL) => words[1] as i64 >= 0,
        // It is no symbolic link. But a size that is not positive as an int is refused before.
        (Call::readlink, 0, EINVAL) => words[2] as c_int > 0,
        // Either name may be meant. ENOENT speaks of the first only if that is empty.
        (Call::symlink, 1, ENAMETOOLONG) => false,
        (Call::symlink, 1, ENOENT) => words[0] != 0 && first_bytes(words[0]) != [0],
        // Who may not use AT_EMPTY_PATH is told ENOENT whatever the name is.
        (Call::linkat, 1, ENOENT) => words[4] as c_int & AT_EMPTY_PATH == 0,
        // libc reads its first character; the kernel may look for a free descriptor before it reads the rest.
        (Call::mq_open, 0, EMFILE) => return Some(Read::Page),
        _ => return None,
    };
    Some(if read { Read::String } else { Read::Nothing })
}

fn by_errno(call: Call, kind: Kind, code: c_int, words: &Words, index: usize) -> Read {
    let next = word(words, index + 1);
    let if_read = |read: bool, what: Read| if read { what } else { Read::Nothing };
    match kind {
        Kind::Path | Kind::Text => if_read(name_was_read(code), Read::String),
        // The second name is asked for only when the directory of the first is known, so what may be wrong on the way to
        // that (EACCES, ELOOP, ENAMETOOLONG, ENOENT, ENOTDIR) says nothing of the second.
        Kind::SecondPath => {
            if_read(matches!(code, EEXIST | EISDIR | ENOTEMPTY | EROFS | ETXTBSY | EXDEV), Read::String)
        }
        // A file action may fail like this too, and then nobody has looked for the program.
        Kind::SpawnPath => if_read(next == 0 && name_was_read(code), Read::String),
        // libc reads it to its end before all else, and refuses what cannot be a name.
        Kind::ObjectName => if_read(name_was_read(code) || matches!(code, EINVAL | EMFILE), Read::String),
        // libc looks at its first character, which must be a slash.
        Kind::QueueName if code == EINVAL => Read::Page,
        Kind::QueueName => if_read(name_was_read(code), Read::String),
        // The kernel copies them before it reads the name.
        Kind::QueueAttributes => {
            let by_kernel = name_was_read(code) || code == EMFILE || code == EINVAL && begins_with_slash(words);
            if_read(by_kernel, Read::Bytes { skip: size_of::<c_long>(), size: 2 * size_of::<c_long>() })
        }
        // libc reads it before it looks for the file, and refuses one whose characters it does not know.
        Kind::StreamMode if code == EINVAL => Read::Page,
        Kind::StreamMode => {
            if_read((name_was_read(code) || matches!(code, EMFILE | EPERM)) && call != Call::fdopen, Read::String)
        }
        // The kernel copies it once it has the socket (EBADF, ENOTSOCK), or cannot (EFAULT; EINVAL for a size that no
        // address has), and asks the protocol afterwards.
        Kind::Address => {
            let read =
                address_was_read(code) || code == EINVAL && (1..=size_of::<sockaddr_storage>() as u64).contains(&next);
            if_read(read, Read::Bytes { skip: 0, size: next as usize })
        }
        // Checked by whoever has just read it: libc or the kernel.
        Kind::Time | Kind::MicroTime => {
            // A time before 1970 has passed, whatever its nanoseconds are.
            let size =
                if code == ETIMEDOUT && i64::from_ne_bytes(first_bytes(word(words, index))) < 0 { 8 } else { 16 };
            let read = code == EINVAL && time_comes_first(call, words) || code == ETIMEDOUT;
            if_read(read, Read::Bytes { skip: 0, size })
        }
        Kind::IntervalTime => if_read(code == EINVAL, Read::Bytes { skip: 0, size: 32 }),
        // The first thing that the kernel reads of msgsnd's arguments.
        Kind::MessageType => if_read(
            matches!(code, EACCES | EAGAIN | EIDRM | EINTR | EINVAL | ENOMEM),
            Read::Bytes { skip: 0, size: size_of::<c_long>() },
        ),
        Kind::SemaphoreOperations => {
            // The kernel takes a number of 32 bits.
            let size = (next as u32 as usize).saturating_mul(size_of::<sembuf>());
            if_read(matches!(code, EAGAIN | EFBIG | EIDRM | EINTR | ERANGE), Read::Bytes { skip: 0, size })
        }
        Kind::Flock => {
            let read = matches!(code, EAGAIN | EDEADLK | EINTR | EINVAL | ENOLCK);
            if_read(read, Read::Bytes { skip: 0, size: 24 })
        }
        _ => Read::Nothing,
    }
}

/// Of the functions that ask name services, which fail with codes of their own.
fn by_name_service(call: Call, kind: Kind, code: c_int, words: &Words) -> Read {
    match (call, kind) {
        // Is it "*"? With that getaddrinfo begins.
        (Call::getaddrinfo, Kind::Host | Kind::Service) => match code {
            // The copies that there is room for are of the host and the hints.
            EAI_BADFLAGS | EAI_FAMILY | EAI_SOCKTYPE if matches!(kind, Kind::Service) && words[2] != 0 => Read::Nothing,
            _ => Read::Page,
        },
        (Call::getaddrinfo, Kind::Hints) if matches!(code, EAI_BADFLAGS | EAI_FAMILY | EAI_SOCKTYPE) => {
            on_its_page(words[2], 3 * size_of::<c_int>())
        }
        // An internal failure may come before all else.
        (Call::gethostbyname, Kind::Host) if code > 0 => Read::Page,
        // Nothing was asked for, which is looked at first.
        (Call::getnameinfo, _) if code == EAI_NONAME && words[2] | words[4] == 0 => Read::Nothing,
        (Call::getnameinfo, Kind::NamedAddress) if matches!(code, EAI_NONAME | EAI_OVERFLOW | EAI_AGAIN) => {
            // As much as the family has, however much was offered.
            let family = first_bytes(words[0]);
            let size = match c_int::from(u16::from_ne_bytes(family)) {
                AF_INET => size_of::<sockaddr_in>(),
                AF_INET6 => size_of::<sockaddr_in6>(),
                _ => family.len(),
            };
            on_its_page(words[0], size)
        }
        _ => Read::Nothing,
    }
}

/// So many bytes, of which only the first are known to have been read: the others are there if they are on the same page.
fn on_its_page(address: u64, size: usize) -> Read {
    if address as usize % PAGE + size <= PAGE { Read::Bytes { skip: 0, size } } else { Read::Nothing }
}

/// A name has been read before it can be looked up. (A free descriptor for what it names may be looked for before, so EMFILE
/// does not prove it.)
fn name_was_read(code: c_int) -> bool {
    matches!(
        code,
        EACCES
            | EBUSY
            | EDQUOT
            | EEXIST
            | EIO
            | EISDIR
            | ELOOP
            | ENAMETOOLONG
            | ENFILE
            | ENOENT
            | ENOEXEC
            | ENOSPC
            | ENOTDIR
            | ENOTEMPTY
            | ENXIO
            | EROFS
            | ETXTBSY
            | EXDEV
    )
}

fn address_was_read(code: c_int) -> bool {
    matches!(
        code,
        EACCES
            | EADDRINUSE
            | EADDRNOTAVAIL
            | EAFNOSUPPORT
            | EAGAIN
            | EALREADY
            | ECONNREFUSED
            | ECONNRESET
            | EHOSTDOWN
            | EHOSTUNREACH
            | EINPROGRESS
            | EINTR
            | EISCONN
            | ELOOP
            | EMSGSIZE
            | ENAMETOOLONG
            | ENETDOWN
            | ENETUNREACH
            | ENOBUFS
            | ENODEV
            | ENOENT
            | ENOTCONN
            | ENOTDIR
            | EOPNOTSUPP
            | EPIPE
            | EPROTONOSUPPORT
            | EPROTOTYPE
            | EROFS
            | ETIMEDOUT
    )
}

/// Does a call that fails with EINVAL look at its time before anything else that may be invalid?
fn time_comes_first(call: Call, words: &Words) -> bool {
    match call {
        // The clock is first, so it must be a valid one.
        Call::sem_clockwait => matches!(words[1] as c_int, CLOCK_REALTIME | CLOCK_MONOTONIC),
        // Of a mutex that is none, libc looks at no more than its kind.
        Call::pthread_mutex_timedlock => false,
        Call::clock_nanosleep => {
            matches!(words[0] as c_int, CLOCK_REALTIME | CLOCK_MONOTONIC | CLOCK_BOOTTIME | CLOCK_TAI)
        }
        _ => true,
    }
}

/// Does the name of a queue, which is known to have been read so far?
fn begins_with_slash(words: &Words) -> bool {
    words[0] != 0 && first_bytes(words[0]) == *b"/"
}
