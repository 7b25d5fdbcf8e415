//! Who may do what with a file: modes, owners, attributes, and settings of the kernel.

use std::ffi::c_int;
use std::fmt;

use libc::{mode_t, stat, uid_t};

use super::caller::{Class, Standing};
use super::file::{self, Errno};
use super::sys;
use super::user::{Group, User};
use crate::explain::argument::Quoted;

/// What may be done with a file: the bits of a mode's digit, and of access(2).
pub(crate) const READ: u32 = 4;
pub(crate) const WRITE: u32 = 2;
/// Of a directory: to search it.
pub(crate) const EXECUTE: u32 = 1;

/// A mode as `ls -l` has it: `drwxr-x---`.
#[derive(Clone, Copy)]
pub(crate) struct Mode(pub mode_t);

impl Mode {
    pub(crate) fn is_sticky(self) -> bool {
        self.0 & libc::S_ISVTX != 0
    }
}

/// Does a directory of that mode keep a name that a user wants to remove or rename? `owners`: of what has the name, and of
/// the directory. (Root may have the right to do it all the same: CAP_FOWNER.)
pub(crate) fn is_kept(directory: Mode, owners: [uid_t; 2], user: uid_t) -> bool {
    directory.is_sticky() && !owners.contains(&user)
}

impl fmt::Display for Mode {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        let mode = self.0;
        to.write_str(match mode & libc::S_IFMT {
            libc::S_IFDIR => "d",
            libc::S_IFLNK => "l",
            libc::S_IFIFO => "p",
            libc::S_IFSOCK => "s",
            libc::S_IFCHR => "c",
            libc::S_IFBLK => "b",
            _ => "-",
        })?;
        for (shift, special, set, alone) in
            [(6, libc::S_ISUID, "s", "S"), (3, libc::S_ISGID, "s", "S"), (0, libc::S_ISVTX, "t", "T")]
        {
            let bits = mode >> shift & 7;
            to.write_str(if bits & 4 != 0 { "r" } else { "-" })?;
            to.write_str(if bits & 2 != 0 { "w" } else { "-" })?;
            to.write_str(match (mode & special != 0, bits & 1 != 0) {
                (false, false) => "-",
                (false, true) => "x",
                (true, false) => alone,
                (true, true) => set,
            })?;
        }
        Ok(())
    }
}

/// A file's mode, owner and group: `drwx------ alice staff`.
pub(crate) struct Owned<'a>(pub &'a stat);

impl fmt::Display for Owned<'_> {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        write!(to, "{} {} {}", Mode(self.0.st_mode), User(self.0.st_uid), Group(self.0.st_gid))
    }
}

/// What one would have to do so that the caller may use the file so: `chmod u+r "/x"`, `have alice do chmod o+r "/x"`,
/// `have root allow it`.
pub(crate) struct Permit<'a> {
    pub standing: &'a Standing,
    pub file: &'a stat,
    pub path: &'a [u8],
    /// Some of READ, WRITE and EXECUTE.
    pub right: u32,
}

impl fmt::Display for Permit<'_> {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        // To open the system's own files and directories to everybody is no advice.
        let is_program = self.right == EXECUTE && self.file.st_mode & libc::S_IFMT == libc::S_IFREG;
        if self.standing.class != Class::Owner && self.file.st_uid == 0 && !is_program {
            return to.write_str("have root allow it");
        }
        let class = match self.standing.class {
            Class::Owner | Class::Creator => "u",
            Class::Group => "g",
            Class::Others => "o",
        };
        if self.standing.class != Class::Owner {
            write!(to, "have {} do ", User(self.file.st_uid))?;
        }
        write!(
            to,
            "chmod {class}+{} {}",
            ["", "x", "w", "wx", "r", "rx", "rw", "rwx"][self.right as usize & 7],
            Quoted(self.path)
        )
    }
}

/// May this process use the file at that path so? `right`: some of READ, WRITE and EXECUTE; 0: is it there?
pub(crate) fn allowed(path: &[&[u8]], right: u32) -> Result<(), Errno> {
    file::with_pieces(path, |path| sys::path::access(path, right as i32))
}

/// What a file's attributes forbid to everybody. As text: `immutable (chattr +i)`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Frozen {
    Immutable,
    AppendOnly,
}

impl Frozen {
    pub(crate) fn of(status: &libc::statx) -> Option<Frozen> {
        let has = |attribute: c_int| status.stx_attributes & attribute as u64 != 0;
        match (has(libc::STATX_ATTR_IMMUTABLE), has(libc::STATX_ATTR_APPEND)) {
            (true, _) => Some(Frozen::Immutable),
            (false, true) => Some(Frozen::AppendOnly),
            (false, false) => None,
        }
    }
}

impl fmt::Display for Frozen {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        to.write_str(match self {
            Frozen::Immutable => "immutable (chattr +i)",
            Frozen::AppendOnly => "append-only (chattr +a)",
        })
    }
}

/// A setting of the kernel that forbids to use what others have put into a sticky directory, as /tmp is: such a file may be
/// there to trick somebody. As text: `fs.protected_regular is 1`.
pub(crate) struct Guard {
    name: &'static str,
    value: i64,
}

impl Guard {
    /// What forbids a user to open a file that exists with O_CREAT, as may_create_in_sticky() of the kernel decides.
    pub(crate) fn of_file(directory: &stat, file: &stat, user: uid_t) -> Option<Guard> {
        let guard = Guard::named(match file.st_mode & libc::S_IFMT {
            libc::S_IFREG => "protected_regular",
            libc::S_IFIFO => "protected_fifos",
            _ => return None,
        })?;
        let by_group = directory.st_mode & 0o020 != 0 && guard.value > 1;
        let is_shared = directory.st_mode & 0o002 != 0 || by_group;
        (is_shared && is_strange(directory, file, user)).then_some(guard)
    }

    /// What forbids a user to follow a symbolic link, as may_follow_link() decides.
    pub(crate) fn of_link(directory: &stat, link: &stat, user: uid_t) -> Option<Guard> {
        let is_shared = directory.st_mode & 0o002 != 0;
        Guard::named("protected_symlinks").filter(|_| is_shared && is_strange(directory, link, user))
    }

    /// What forbids a user to give a file a further name, as may_linkat() decides. `usable`: may he read and write it?
    pub(crate) fn of_name(file: &stat, user: uid_t, usable: bool) -> Option<Guard> {
        Guard::named("protected_hardlinks").filter(|_| ![0, file.st_uid].contains(&user) && !is_safe(file, usable))
    }

    /// None if it is off, or this kernel does not have it.
    fn named(name: &'static str) -> Option<Guard> {
        let value = file::number(format_args!("/proc/sys/fs/{name}")).ok()?;
        (value > 0).then_some(Guard { name, value })
    }
}

/// Is the directory sticky, and the entry of neither the user nor the directory's owner?
fn is_strange(directory: &stat, entry: &stat, user: uid_t) -> bool {
    Mode(directory.st_mode).is_sticky() && ![user, directory.st_uid].contains(&entry.st_uid)
}

/// Is a file, by its mode, one that may be given a further name by others than its owner?
fn is_safe(file: &stat, usable: bool) -> bool {
    const GROUP_ID: mode_t = libc::S_ISGID | libc::S_IXGRP;
    let takes_rights = file.st_mode & libc::S_ISUID != 0 || file.st_mode & GROUP_ID == GROUP_ID;
    file.st_mode & libc::S_IFMT == libc::S_IFREG && !takes_rights && usable
}

impl fmt::Display for Guard {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        write!(to, "fs.{} is {}", self.name, self.value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explain::facts::process::Process;

    #[test]
    fn modes_as_ls_shows_them() {
        for (mode, text) in [
            (0o040755, "drwxr-xr-x"),
            (0o041777, "drwxrwxrwt"),
            (0o100600, "-rw-------"),
            (0o104711, "-rws--x--x"),
            (0o102640, "-rw-r-S---"),
            (0o010000, "p---------"),
        ] {
            assert_eq!(Mode(mode).to_string(), text);
        }
    }

    #[test]
    fn who_could_permit_it() {
        let this = file::status_of(&[b"/proc/self/status"]).unwrap();
        let standing = Standing::of(Process::this(), &this).unwrap();
        let permit = Permit { standing: &standing, file: &this, path: b"/x", right: WRITE };
        assert_eq!(permit.to_string(), r#"chmod u+w "/x""#);
        let mut other = this;
        (other.st_uid, other.st_gid) = (3_999_999_999, 3_999_999_999);
        let standing = Standing::of(Process::this(), &other).unwrap();
        let permit = Permit { standing: &standing, file: &other, path: b"/x", right: READ };
        assert_eq!(permit.to_string(), r#"have uid 3999999999 do chmod o+r "/x""#);
        assert_eq!(Owned(&other).to_string(), "-r--r--r-- uid 3999999999 gid 3999999999");
        other.st_uid = 0;
        let text = |right| Permit { standing: &standing, file: &other, path: b"/x", right }.to_string();
        assert_eq!((text(READ).as_str(), text(WRITE).as_str()), ("have root allow it", "have root allow it"));
        assert_eq!(text(EXECUTE), r#"have root do chmod o+x "/x""#);
    }

    #[test]
    fn whose_an_entry_of_a_sticky_directory_is() {
        let with = |mode, user| {
            let mut status = file::status_of(&[b"/proc/self"]).unwrap();
            (status.st_mode, status.st_uid) = (mode, user);
            status
        };
        let (sticky, file) = (with(0o041777, 0), with(0o100600, 7));
        assert!(is_strange(&sticky, &file, 0) && is_strange(&sticky, &file, 8));
        assert!(!is_strange(&sticky, &file, 7) && !is_strange(&sticky, &with(0o100600, 0), 7));
        assert!(!is_strange(&with(0o040777, 0), &file, 0));
    }

    #[test]
    fn which_files_others_may_link_to() {
        let is_safe = |mode, usable| {
            let mut status = file::status_of(&[b"/proc/self"]).unwrap();
            status.st_mode = mode;
            is_safe(&status, usable)
        };
        assert!(is_safe(0o100666, true) && is_safe(0o102666, true));
        assert!(!is_safe(0o100666, false) && !is_safe(0o010666, true));
        assert!(!is_safe(0o104777, true) && !is_safe(0o102777, true));
    }

    #[test]
    fn who_may_remove_a_name() {
        assert!(is_kept(Mode(0o041777), [7, 0], 8) && !is_kept(Mode(0o040777), [7, 0], 8));
        assert!(!is_kept(Mode(0o041777), [7, 0], 7) && !is_kept(Mode(0o041777), [7, 8], 8));
    }

    #[test]
    fn what_the_kernel_allows() {
        assert_eq!(allowed(&[b"/pro", b"c"], 5), Ok(()));
        assert_eq!(allowed(&[b"/proc/nope"], 0), Err(libc::ENOENT));
        assert_eq!(allowed(&[b"/proc/self/status"], 1), Err(libc::EACCES));
    }
}
