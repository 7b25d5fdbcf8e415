//! Users and groups, by the names that the local files give them. (Asking the name service could load libraries, take
//! locks, and wait for the network.)

use std::fmt;
use std::time::Duration;

use libc::{gid_t, uid_t};

use super::clock::Moment;
use super::file;
use super::process::Process;
use super::sys;
use crate::explain::argument::Plain;

/// A user, as a sentence names him: `alice`, `uid 1234`.
pub(crate) struct User(pub uid_t);

/// A group, as a sentence names it: `staff`, `gid 1234`.
pub(crate) struct Group(pub gid_t);

impl User {
    /// Whose rights this process has.
    pub(crate) fn this() -> User {
        User(sys::effective_uid())
    }

    /// Whose rights a process has.
    pub(crate) fn of(process: Process) -> Option<User> {
        if process.is_this() { Some(User::this()) } else { process.status().ok()?.effective_user().map(User) }
    }
}

impl fmt::Display for User {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        named(format_args!("/etc/passwd"), "uid", self.0, to)
    }
}

impl fmt::Display for Group {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        named(format_args!("/etc/group"), "gid", self.0, to)
    }
}

/// How long one name is looked for: a number will do, too.
const LOOKUP: Duration = Duration::from_millis(5);

/// The first field of the line whose third is `id`.
fn named(path: fmt::Arguments, kind: &str, id: u32, to: &mut fmt::Formatter) -> fmt::Result {
    let mut written = None;
    let (until, mut lines) = (Moment::now() + LOOKUP, 0u32);
    let _ = file::lines(path, &mut |line| {
        lines = lines.wrapping_add(1);
        if lines.is_multiple_of(64) && Moment::now() > until {
            return false;
        }
        let mut fields = line.split(|byte| *byte == b':');
        let (name, third) = (fields.next(), fields.nth(1));
        if third.and_then(file::parsed) == Some(id) {
            written = name.filter(|name| !name.is_empty()).map(|name| write!(to, "{}", Plain(name)));
        }
        written.is_none()
    });
    written.unwrap_or_else(|| write!(to, "{kind} {id}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_users_and_groups() {
        assert_eq!(User(0).to_string(), "root");
        assert_eq!(Group(0).to_string(), "root");
        assert_eq!(User(3_999_999_999).to_string(), "uid 3999999999");
    }
}
