//! What the permission bits of an object give to whom, as the kernel's ipcperms() decides it.

use std::fmt;

use super::Object;
use crate::explain::facts::caller::{Owners, Standing};

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

impl From<&Object> for Owners {
    fn from(object: &Object) -> Owners {
        Owners { owner: object.owner, creator: Some(object.creator), groups: [object.group, object.creator_group] }
    }
}

impl Object {
    /// What its permission bits give to a process that is this to it.
    pub(crate) fn granted(&self, standing: &Standing) -> Rights {
        Rights(standing.granted(self.mode))
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
