//! Every sentence that an explanation may say, by mechanism: for each (function, error) the causes it may have, each
//! with what to do about it. `causes/` finds out which of them it was; `leat_errors(7)` is made from these tables.

use std::ffi::c_int;

use super::answer::Answer;
use super::call::Call;
use super::failure::Failure;
use crate::boundary::record::Space;

pub(super) mod address;
pub(super) mod deadline;
pub(super) mod descriptor;
pub(super) mod entry;
pub(super) mod epoll;
pub(super) mod exec;
pub(super) mod file;
pub(super) mod filelock;
pub(super) mod general;
pub(super) mod host;
pub(super) mod interrupt;
pub(super) mod map;
pub(super) mod memory;
pub(super) mod name;
#[cfg(test)]
mod page;
pub(super) mod path;
pub(super) mod pipe;
pub(super) mod plain;
pub(super) mod posix_mq;
pub(super) mod posix_name;
pub(super) mod posix_object;
pub(super) mod posix_sem;
pub(super) mod posix_shm;
pub(super) mod process;
pub(super) mod refusal;
pub(super) mod session;
pub(super) mod signal;
pub(super) mod socket;
pub(super) mod socket_address;
pub(super) mod socket_connect;
pub(super) mod socket_option;
pub(super) mod socket_transfer;
pub(super) mod stream;
pub(super) mod sync;
pub(super) mod sysv;
pub(super) mod sysv_msg;
pub(super) mod sysv_sem;
pub(super) mod sysv_shm;
pub(super) mod thread;
pub(super) mod timer;
pub(super) mod wait;

/// Finds out which of a row's causes it was, and says so. None if it was none of them: then nothing may have been said.
pub(super) type Find = fn(&Failure, &mut Answer) -> Option<()>;

/// What is known of some calls that fail with some errors.
pub(super) struct Row {
    /// The mechanism, as the file of its causes is called.
    #[cfg_attr(not(test), allow(dead_code, reason = "a heading of the manual page"))]
    pub area: &'static str,
    /// None: any.
    pub calls: &'static [Call],
    pub space: Space,
    pub codes: &'static [c_int],
    pub find: Find,
    #[cfg_attr(not(test), allow(dead_code, reason = "what the manual page is made from"))]
    pub sentences: &'static [Sentence],
}

/// One sentence, with the names of the values in it in braces, and its advice, which may be empty.
#[cfg_attr(not(test), allow(dead_code, reason = "what the manual page is made from"))]
pub(super) struct Sentence {
    pub cause: &'static str,
    pub advice: &'static str,
}

impl Row {
    pub(super) fn is_about(&self, failure: &Failure) -> bool {
        self.space == failure.space
            && self.codes.contains(&failure.code)
            && (self.calls.is_empty() || self.calls.contains(&failure.call))
    }
}

/// The tables, in the order in which they are asked: first those of a mechanism, then those of paths and descriptors, then
/// those of any call. The plain one, the last, knows a sentence for each errno.
#[rustfmt::skip]
pub(super) const TABLES: &[&[Row]] = &[
    posix_name::ROWS,
    posix_object::ROWS,
    posix_shm::ROWS,
    posix_sem::ROWS,
    deadline::ROWS,
    sync::ROWS,
    posix_mq::ROWS,
    map::ROWS,
    entry::ROWS,
    epoll::ROWS,
    file::ROWS,
    pipe::ROWS,
    stream::ROWS,
    filelock::ROWS,
    sysv_msg::ROWS,
    sysv_sem::ROWS,
    sysv_shm::ROWS,
    sysv::ROWS,
    exec::ROWS,
    process::ROWS,
    session::ROWS,
    signal::ROWS,
    name::ROWS,
    host::ROWS,
    address::ROWS,
    socket::ROWS,
    socket_address::ROWS,
    socket_connect::ROWS,
    socket_option::ROWS,
    socket_transfer::ROWS,
    wait::ROWS,
    thread::ROWS,
    timer::ROWS,
    path::ROWS,
    descriptor::ROWS,
    general::ROWS,
    interrupt::ROWS,
    memory::ROWS,
    plain::ROWS,
];

/// A table:
///
/// ```text
/// rows! { Errno, posix_mq;                                    the space of the codes, and the file in causes/
///     mq_open: EINVAL => open_einval {                        its function, and the module of its sentences
///         too_many(maxmsg, limit):                            a sentence is a function: too_many(answer, &maxmsg, &limit)
///             "mq_maxmsg is {maxmsg}, but this system allows {limit}."
///             do "use mq_maxmsg <= {limit}.";
///     }
/// }
/// ```
///
/// Several functions or codes are separated by `|`; `any` stands for every function. A cause continues
/// `mq_open("/q", O_RDWR): EINVAL: `, so it begins with a small letter (unless it can only follow another), and is a whole
/// sentence with its full stop, as the advice is, which follows `Do: `.
macro_rules! rows {
    ($space:ident, $causes:ident; $(
        $($call:ident)|+ : $($code:ident)|+ => $find:ident { $(
            $sentence:ident($($value:ident),*): $cause:literal $(do $advice:literal)?;
        )* }
    )*) => {
        pub(in $crate::explain) const ROWS: &[$crate::explain::sentences::Row] = &[$(
            $crate::explain::sentences::Row {
                area: stringify!($causes),
                calls: $crate::explain::sentences::rows!(@calls $($call)|+),
                space: $crate::boundary::record::Space::$space,
                codes: &[$($crate::explain::sentences::codes::$code),+],
                find: $crate::explain::causes::$causes::$find,
                sentences: &[$($crate::explain::sentences::Sentence {
                    cause: $cause,
                    advice: $crate::explain::sentences::rows!(@advice $($advice)?),
                }),*],
            },
        )*];
        $(
            pub(in $crate::explain) mod $find { $(
                pub(in $crate::explain) fn $sentence(
                    answer: &mut $crate::explain::answer::Answer,
                    $($value: &dyn std::fmt::Display),*
                ) {
                    answer.say(
                        format_args!($cause),
                        $crate::explain::sentences::rows!(@say $($advice)?),
                    );
                }
            )* }
        )*
    };
    (@calls any) => { &[] };
    (@calls $($call:ident)|+) => { &[$($crate::explain::call::Call::$call),+] };
    (@advice) => { "" };
    (@advice $advice:literal) => { $advice };
    // A format string may name variables only where it stands in format_args itself.
    (@say) => { format_args!("") };
    (@say $advice:literal) => { format_args!($advice) };
}
use rows;

/// The errors by their names: of errno, of getaddrinfo, and of gethostbyname.
mod codes {
    pub(in crate::explain) use crate::explain::names::{
        EAI_ADDRFAMILY, HOST_NOT_FOUND, NETDB_INTERNAL, NO_DATA, NO_RECOVERY, TRY_AGAIN,
    };
    pub(in crate::explain) use libc::*;
}
