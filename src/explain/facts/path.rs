//! Paths: how far one leads, and what is there.

use std::ffi::c_int;
use std::fmt::{self, Write};

use libc::stat;

use super::caller::Standing;
use super::file::{self, Bytes, DELETED, Errno};
use super::permission;
use super::process::Process;
use crate::boundary::record::{Copied, Missing};
use crate::explain::argument::{Quoted, string};
use crate::explain::text::Text;

/// A path as a call was given it, and from where it is looked up.
pub(crate) struct Path<'a> {
    pub process: Process,
    /// The descriptor of the directory that a relative path begins at, or AT_FDCWD.
    pub directory: c_int,
    pub bytes: &'a [u8],
    /// What makes it a path of *this* process: nothing, or as `/proc/123/cwd/`.
    before: Text,
}

/// How far a path leads.
pub(crate) struct Step<'a> {
    /// The path to the part in question, and to the directory that this part is in: empty if that is where a relative
    /// path begins.
    pub part: &'a [u8],
    pub parent: &'a [u8],
    /// Is the part the last?
    pub is_last: bool,
    pub found: Found,
}

/// What is there.
pub(crate) enum Found {
    /// The whole path leads to this.
    All(stat),
    /// Nothing of that name.
    Nothing,
    /// A symbolic link to nothing.
    DanglingLink,
    /// Something else than a directory, though the path goes on behind it.
    NoDirectory(stat),
    /// The directory that the part would be in may not be searched.
    Unsearchable,
    /// A symbolic link through a directory that may not be searched.
    UnsearchableLink,
    /// A symbolic link of those that lead in a circle.
    Circle,
    /// The part is too long for a name.
    TooLong,
    /// It cannot be known.
    Unknown,
}

impl<'a> Path<'a> {
    /// None if that is not to be found from here.
    pub(crate) fn new(process: Process, directory: c_int, bytes: &'a [u8]) -> Option<Path<'a>> {
        let mut before = Text::of_capacity(64);
        let is_absolute = bytes.starts_with(b"/");
        let _ = match (process.is_this(), is_absolute) {
            (true, true) => Ok(()),
            (true, false) if directory == libc::AT_FDCWD => Ok(()),
            (false, true) => write!(before, "{process}/root"),
            (false, false) if directory == libc::AT_FDCWD => write!(before, "{process}/cwd/"),
            _ => write!(before, "{process}/fd/{directory}/"),
        };
        if !before.is_empty() {
            file::status_of(&[before.as_str().as_bytes()]).ok()?;
        }
        Some(Path { process, directory, bytes, before })
    }

    /// Where it leads to, from here.
    pub(crate) fn pieces<'b>(&'b self, part: &'b [u8]) -> [&'b [u8]; 2] {
        let here: &[u8] = if self.bytes.starts_with(b"/") { b"/" } else { b"." };
        [self.before.as_str().as_bytes(), if part.is_empty() { here } else { part }]
    }

    /// What stat(2) says of a part.
    pub(crate) fn status(&self, part: &[u8]) -> Result<stat, Errno> {
        file::status_of(&self.pieces(part))
    }

    /// What lstat(2) says of a part.
    pub(crate) fn link_status(&self, part: &[u8]) -> Result<stat, Errno> {
        file::link_status_of(&self.pieces(part))
    }

    /// What a symbolic link says.
    pub(crate) fn target(&self, part: &[u8]) -> Result<Bytes, Errno> {
        file::link_of(&self.pieces(part))
    }

    /// What statx(2) says, of a symbolic link itself if it is one.
    pub(crate) fn extended(&self, part: &[u8]) -> Result<libc::statx, Errno> {
        file::extended_of(&self.pieces(part), libc::AT_SYMLINK_NOFOLLOW)
    }

    /// What statx(2) says of what a part leads to.
    pub(crate) fn extended_target(&self, part: &[u8]) -> Result<libc::statx, Errno> {
        file::extended_of(&self.pieces(part), 0)
    }

    /// May the process use a part so (see `permission::READ`)? None if that cannot be known.
    pub(crate) fn allows(&self, part: &[u8], right: u32) -> Option<bool> {
        if self.process.is_this() {
            return match permission::allowed(&self.pieces(part), right) {
                Ok(()) => Some(true),
                Err(libc::EACCES) => Some(false),
                Err(_) => None,
            };
        }
        let status = self.status(part).ok()?;
        let standing = Standing::of(self.process, &status)?;
        Some(standing.caller.is_root() || standing.granted(status.st_mode) & right == right)
    }

    /// Walks along the path, part by part, until something is in the way.
    pub(crate) fn walk(&self) -> Step<'a> {
        let mut parts = Parts { path: self.bytes, end: 0 }.peekable();
        let mut last = None;
        while let Some((parent, part)) = parts.next() {
            let is_last = parts.peek().is_none();
            let goes_on = !is_last || self.bytes.ends_with(b"/");
            let step = Step { part, parent, is_last, found: self.look(part, goes_on) };
            if is_last || !matches!(step.found, Found::All(_)) {
                return step;
            }
            last = Some(step);
        }
        last.unwrap_or_else(|| Step {
            part: self.bytes,
            parent: self.bytes,
            is_last: true,
            found: self.status(self.bytes).map_or(Found::Unknown, Found::All),
        })
    }

    fn look(&self, part: &[u8], goes_on: bool) -> Found {
        let link = || self.link_status(part);
        match self.status(part) {
            Ok(status) if goes_on && status.st_mode & libc::S_IFMT != libc::S_IFDIR => Found::NoDirectory(status),
            Ok(status) => Found::All(status),
            Err(libc::ENOENT) if link().is_ok() => Found::DanglingLink,
            Err(libc::ENOENT) => Found::Nothing,
            Err(libc::EACCES) if link().is_ok() => Found::UnsearchableLink,
            Err(libc::EACCES) => Found::Unsearchable,
            Err(libc::ELOOP) => Found::Circle,
            Err(libc::ENAMETOOLONG) => Found::TooLong,
            Err(_) => Found::Unknown,
        }
    }
}

/// The parts of a path: each time the path to the directory, and the path to the part.
struct Parts<'a> {
    path: &'a [u8],
    end: usize,
}

impl<'a> Iterator for Parts<'a> {
    type Item = (&'a [u8], &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let is_slash = |byte: &u8| *byte == b'/';
        let rest = &self.path[self.end..];
        let start = self.end + rest.iter().position(|byte| !is_slash(byte))?;
        let length = self.path[start..].iter().position(is_slash).unwrap_or(self.path.len() - start);
        // The directory `/` ends in a slash, others do not.
        let parent = if self.end == 0 { &self.path[..start.min(1)] } else { &self.path[..self.end] };
        self.end = start + length;
        Some((parent, &self.path[..self.end]))
    }
}

/// The same path without those at its end, as only a directory's may have.
pub(crate) fn without_slashes(path: &[u8]) -> &[u8] {
    let end = path.iter().rposition(|byte| *byte != b'/').map_or(0, |last| last + 1);
    path.get(..end).unwrap_or_default()
}

/// The directory that the last part of a path is in: empty if that is where a relative path begins.
pub(crate) fn parent(path: &[u8]) -> &[u8] {
    let path = without_slashes(path);
    match path.iter().rposition(|byte| *byte == b'/') {
        Some(0) => b"/",
        Some(slash) => &path[..slash],
        None => b"",
    }
}

/// The name of a part in its directory.
pub(crate) fn name(part: &[u8]) -> &[u8] {
    part.rsplit(|byte| *byte == b'/').next().unwrap_or(part)
}

/// So much of a directory's path is shown.
const LONG: usize = 60;

/// A directory as a sentence names it: `the directory "/a"`, `the current directory "/home/alice"`.
pub(crate) struct Directory<'a> {
    pub path: &'a Path<'a>,
    pub part: &'a [u8],
}

impl fmt::Display for Directory<'_> {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        let Path { process, directory, .. } = *self.path;
        if !self.part.is_empty() && self.part != b"." {
            // Of a long path the end says which it is.
            let end = &self.part[self.part.len().saturating_sub(LONG)..];
            let missing = if end.len() < self.part.len() { Missing::Beginning } else { Missing::Nothing };
            to.write_str("the directory ")?;
            return string(Copied { bytes: end, missing }, to);
        }
        let is_current = directory == libc::AT_FDCWD;
        let link = if is_current {
            file::link(format_args!("{process}/cwd"))
        } else {
            file::link(format_args!("{process}/fd/{directory}"))
        };
        to.write_str(if is_current { "the current directory" } else { "the directory" })?;
        if let Ok(link) = link {
            write!(to, " {}", Quoted(link.strip_suffix(DELETED).unwrap_or(&link)))?;
        }
        if is_current { Ok(()) } else { write!(to, " of fd {directory}") }
    }
}

/// What is there, as a sentence names it: `a directory`.
pub(crate) fn noun(status: &stat) -> &'static str {
    match status.st_mode & libc::S_IFMT {
        libc::S_IFDIR => "a directory",
        libc::S_IFLNK => "a symbolic link",
        libc::S_IFIFO => "a FIFO",
        libc::S_IFSOCK => "a socket",
        libc::S_IFCHR => "a character device",
        libc::S_IFBLK => "a block device",
        _ => "a regular file",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(path: &str) -> Vec<(&str, &str)> {
        let text = |bytes| str::from_utf8(bytes).unwrap();
        Parts { path: path.as_bytes(), end: 0 }.map(|(parent, part)| (text(parent), text(part))).collect()
    }

    #[test]
    fn a_path_in_its_parts() {
        assert_eq!(parts("/a//b/"), [("/", "/a"), ("/a", "/a//b")]);
        assert_eq!(parts("a/b"), [("", "a"), ("a", "a/b")]);
        assert_eq!(parts("//x"), [("/", "//x")]);
        assert_eq!(parts("/"), []);
        assert_eq!(parts(""), []);
        assert_eq!(name(b"/a//b"), b"b");
    }

    #[test]
    fn the_directory_of_a_name() {
        for (path, directory) in [("/a/b", "/a"), ("/a", "/"), ("a", ""), ("a/b/", "a"), ("/", ""), ("", "")] {
            assert_eq!(parent(path.as_bytes()), directory.as_bytes(), "{path}");
        }
    }

    /// What is in the way, and where.
    fn in_the_way(process: Process, path: &[u8]) -> (String, &'static str) {
        let path = Path::new(process, libc::AT_FDCWD, path).unwrap();
        let step = path.walk();
        let found = match step.found {
            Found::All(_) => "all",
            Found::Nothing => "nothing",
            Found::DanglingLink => "dangling",
            Found::NoDirectory(_) => "no directory",
            Found::Circle => "circle",
            Found::TooLong => "long",
            _ => "other",
        };
        (String::from_utf8(step.part.to_vec()).unwrap(), found)
    }

    #[test]
    fn how_far_a_path_leads() {
        let directory = std::env::temp_dir().join(format!("leat-path-{}", std::process::id()));
        let directory = directory.to_str().unwrap();
        std::fs::create_dir(directory).unwrap();
        std::os::unix::fs::symlink("nowhere", format!("{directory}/dangling")).unwrap();
        std::os::unix::fs::symlink("circle", format!("{directory}/circle")).unwrap();
        let mut other = std::process::Command::new("cat").stdin(std::process::Stdio::piped()).spawn().unwrap();
        let long = format!("/{}", "x".repeat(256));
        let deep = format!("{directory}{long}/b");
        for process in [Process::this(), Process { pid: other.id() as libc::pid_t }] {
            let is = |path: String, part: String, found| {
                assert_eq!(in_the_way(process, path.as_bytes()), (part, found), "{path} of {process}");
            };
            let within = |name: &str| format!("{directory}/{name}");
            is(within("a/b"), within("a"), "nothing");
            is(within("a"), within("a"), "nothing");
            is(within("dangling"), within("dangling"), "dangling");
            is(within("circle/x"), within("circle"), "circle");
            is(deep.clone(), format!("{directory}{long}"), "long");
            is("/dev/null/x".into(), "/dev/null".into(), "no directory");
            is("/dev/null/".into(), "/dev/null".into(), "no directory");
            is("/dev/".into(), "/dev".into(), "all");
            is("/".into(), "/".into(), "all");
            is(".".into(), ".".into(), "all");
            is("src/nope".into(), "src/nope".into(), "nothing");
        }
        std::fs::remove_dir_all(directory).unwrap();
        drop(other.stdin.take());
        other.wait().unwrap();
        let path = Path::new(Process::this(), libc::AT_FDCWD, b"x").unwrap();
        let current = std::env::current_dir().unwrap();
        assert_eq!(Directory { path: &path, part: b"" }.to_string(), format!("the current directory {current:?}"));
        assert_eq!(Directory { path: &path, part: b"/a" }.to_string(), r#"the directory "/a""#);
        assert!(Path::new(Process::this(), 9999, b"x").is_none());
    }
}
