//! Who made a call, and what he is to a file or an object, on which it depends which of its permissions hold for him.

use std::fmt;

use libc::{gid_t, stat, uid_t};

use super::process::Process;
use super::user::User;

/// A process, and the user with whose rights it calls. As text: `you (bob)`, `cat (pid 123) (as bob)`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Caller {
    pub process: Process,
    pub user: uid_t,
}

impl Caller {
    pub(crate) fn of(process: Process) -> Option<Caller> {
        Some(Caller { process, user: User::of(process)?.0 })
    }

    pub(crate) fn is_root(self) -> bool {
        self.user == 0
    }

    /// The clause that says who it is.
    pub(crate) fn who(self) -> Who {
        Who(self)
    }

    /// Writes it without the last bracket.
    fn write(self, to: &mut fmt::Formatter) -> fmt::Result {
        if self.process.is_this() {
            write!(to, "you ({}", User(self.user))
        } else {
            write!(to, "{} (as {}", self.process.named(), User(self.user))
        }
    }
}

impl fmt::Display for Caller {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        self.write(to)?;
        to.write_str(")")
    }
}

/// As text: `you are bob`, `cat (pid 123) runs as bob`.
#[derive(Clone, Copy)]
pub(crate) struct Who(Caller);

impl fmt::Display for Who {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        let Caller { process, user } = self.0;
        if process.is_this() {
            write!(to, "you are {}", User(user))
        } else {
            write!(to, "{} runs as {}", process.named(), User(user))
        }
    }
}

/// Whose digit of a mode holds for a caller. As text: `its owner`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Class {
    Owner,
    /// Who made an object of System V that somebody else owns now: he has the owner's rights.
    Creator,
    Group,
    Others,
}

impl Class {
    pub(crate) fn is_owner(self) -> bool {
        matches!(self, Class::Owner | Class::Creator)
    }

    /// Of a mode, the bits that hold for it: 4 to read, 2 to write, 1 to execute or search.
    pub(crate) fn granted(self, mode: u32) -> u32 {
        let shift = match self {
            Class::Owner | Class::Creator => 6,
            Class::Group => 3,
            Class::Others => 0,
        };
        mode >> shift & 7
    }
}

impl fmt::Display for Class {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        to.write_str(match self {
            Class::Owner => "its owner",
            Class::Creator => "who made it",
            Class::Group => "in its group",
            Class::Others => "neither its owner nor in its group",
        })
    }
}

/// Whom the first digits of a mode are for.
#[derive(Clone, Copy)]
pub(crate) struct Owners {
    pub owner: uid_t,
    pub creator: Option<uid_t>,
    pub groups: [gid_t; 2],
}

impl From<&stat> for Owners {
    fn from(file: &stat) -> Owners {
        Owners { owner: file.st_uid, creator: None, groups: [file.st_gid; 2] }
    }
}

/// What a caller is to a file or an object. As text: `you (bob, neither its owner nor in its group)`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Standing {
    pub caller: Caller,
    pub class: Class,
}

impl Standing {
    /// None if that depends on groups that cannot be read.
    pub(crate) fn of(process: Process, owners: impl Into<Owners>) -> Option<Standing> {
        let (caller, owners) = (Caller::of(process)?, owners.into());
        let class = if caller.user == owners.owner {
            Class::Owner
        } else if owners.creator == Some(caller.user) {
            Class::Creator
        } else if process.status().ok()?.is_in_group(|group| owners.groups.contains(&group)) {
            Class::Group
        } else {
            Class::Others
        };
        Some(Standing { caller, class })
    }

    /// As `Class::granted`.
    pub(crate) fn granted(&self, mode: u32) -> u32 {
        self.class.granted(mode)
    }
}

impl fmt::Display for Standing {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        self.caller.write(to)?;
        write!(to, ", {})", self.class)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explain::facts::file;

    #[test]
    fn what_this_process_is_to_a_file() {
        let this = file::status_of(&[b"/proc/self/status"]).unwrap();
        let standing = Standing::of(Process::this(), &this).unwrap();
        assert_eq!((standing.class, standing.granted(this.st_mode)), (Class::Owner, 4));
        assert_eq!(standing.to_string(), format!("you ({}, its owner)", User::this()));
        let mut other = this;
        (other.st_uid, other.st_gid) = (3_999_999_999, 3_999_999_999);
        let standing = Standing::of(Process::this(), &other).unwrap();
        assert_eq!(standing.to_string(), format!("you ({}, neither its owner nor in its group)", User::this()));
        let owners = Owners { creator: Some(User::this().0), ..Owners::from(&other) };
        let standing = Standing::of(Process::this(), owners).unwrap();
        assert_eq!((standing.class, standing.granted(0o640)), (Class::Creator, 6));
        other.st_gid = crate::explain::facts::process::Credentials::groups(Process::this()).unwrap().effective;
        let standing = Standing::of(Process::this(), &other).unwrap();
        assert_eq!((standing.class, standing.granted(0o640)), (Class::Group, 4));
    }

    #[test]
    fn you_are_who_asks_and_others_are_named() {
        let caller = Caller::of(Process::this()).unwrap();
        assert_eq!(caller.to_string(), format!("you ({})", User::this()));
        assert_eq!(caller.who().to_string(), format!("you are {}", User::this()));
        let other = Caller { process: Process { pid: 99_999_999 }, user: 0 };
        assert_eq!(other.to_string(), "process 99999999 (as root)");
        assert_eq!(other.who().to_string(), "process 99999999 runs as root");
        let standing = Standing { caller: other, class: Class::Group };
        assert_eq!(standing.to_string(), "process 99999999 (as root, in its group)");
    }
}
