//! What the permission bits of an object give to a process, as the kernel's ipcperms() decides it.

use std::fmt;

use libc::{gid_t, uid_t};

use super::Object;
use crate::explain::facts::process::Process;
use crate::explain::facts::user::User;

/// Read, write and execute, as one octal digit has them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Rights(u32);

impl Rights {
    pub(crate) const NONE: Rights = Rights(0);
    pub(crate) const READ: Rights = Rights(4);
    pub(crate) const WRITE: Rights = Rights(2);
    pub(crate) const EXECUTE: Rights = Rights(1);

    /// Of permission bits for owner, group and others, the rights that any of them asks for.
    pub(crate) fn of_any(mode: u32) -> Rights {
        Rights((mode >> 6 | mode >> 3 | mode) & 7)
    }

    pub(crate) fn and(self, other: Rights) -> Rights {
        Rights(self.0 | other.0)
    }

    pub(crate) fn has(self, needed: Rights) -> bool {
        needed.0 & !self.0 == 0
    }
}

/// `no permission`, `read permission`, `read and write permission`.
impl fmt::Display for Rights {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        to.write_str(match self.0 {
            0 => "no permission",
            1 => "execute permission",
            2 => "write permission",
            3 => "write and execute permission",
            4 => "read permission",
            5 => "read and execute permission",
            6 => "read and write permission",
            _ => "read, write and execute permission",
        })
    }
}

/// What a process is to an object. As text: `its owner`, `in its group`, `neither its owner nor in its group`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Standing {
    user: uid_t,
    class: Class,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Class {
    Owner,
    Creator,
    Group,
    Other,
}

impl Standing {
    /// None if the groups of the process cannot be read.
    pub(crate) fn of(process: Process, object: &Object) -> Option<Standing> {
        let status = process.status().ok()?;
        let user = status.effective_user()?;
        let is_group = |group: &str| {
            group.parse().is_ok_and(|group: gid_t| group == object.group || group == object.creator_group)
        };
        let class = if user == object.owner {
            Class::Owner
        } else if user == object.creator {
            Class::Creator
        } else if status.words("Gid:").nth(3).is_some_and(is_group) || status.words("Groups:").any(is_group) {
            Class::Group
        } else {
            Class::Other
        };
        Some(Standing { user, class })
    }

    pub(crate) fn user(self) -> User {
        User(self.user)
    }

    pub(crate) fn is_owner(self) -> bool {
        matches!(self.class, Class::Owner | Class::Creator)
    }

    pub(crate) fn granted(self, object: &Object) -> Rights {
        Rights(match self.class {
            Class::Owner | Class::Creator => object.mode >> 6 & 7,
            Class::Group => object.mode >> 3 & 7,
            Class::Other => object.mode & 7,
        })
    }
}

impl fmt::Display for Standing {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        to.write_str(match self.class {
            Class::Owner => "its owner",
            Class::Creator => "who made it",
            Class::Group => "in its group",
            Class::Other => "neither its owner nor in its group",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rights_in_words() {
        assert_eq!(Rights::of_any(0o642).to_string(), "read and write permission");
        assert_eq!(Rights::of_any(0).to_string(), "no permission");
        assert!(Rights::of_any(0o777).has(Rights::EXECUTE) && !Rights::of_any(0o666).has(Rights::EXECUTE));
        assert!(Rights::READ.and(Rights::WRITE).has(Rights::WRITE) && !Rights::READ.has(Rights::WRITE));
    }
}
