//! Who has a pipe, a socket or a file open: a walk over the descriptors of all processes.

use std::ffi::c_int;
use std::fmt;

use libc::{dev_t, ino_t};

use super::descriptor;
use super::file::{self, Errno};
use super::process::Process;
use super::processes;
use super::threads;
use super::unseen::{Unseen, may_hold};
use crate::explain::enumeration::{More, separator};
use crate::explain::facts::clock::Moment;

/// What is looked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Target {
    /// A pipe of pipe(2), by its inode; a FIFO is a file.
    Pipe(ino_t),
    Socket(ino_t),
    File {
        dev: dev_t,
        ino: ino_t,
    },
}

/// One descriptor.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Holder {
    pub process: Process,
    pub fd: c_int,
    /// O_RDONLY, O_WRONLY or O_RDWR.
    pub access: c_int,
}

impl Holder {
    pub(crate) fn reads(&self) -> bool {
        self.access != libc::O_WRONLY
    }

    pub(crate) fn writes(&self) -> bool {
        self.access != libc::O_RDONLY
    }
}

/// How many holders are kept.
const KEPT: usize = 16;
/// How many processes a list names.
const NAMED: usize = 3;

/// Who has something open.
pub(crate) struct Holders {
    kept: [Option<Holder>; KEPT],
    /// How many descriptors there are in all.
    pub count: usize,
    pub unseen: Unseen,
}

impl Holders {
    pub(crate) const fn new() -> Holders {
        Holders { kept: [None; KEPT], count: 0, unseen: Unseen::nothing() }
    }

    /// The first 16 descriptors, those of one process one after the other.
    pub(crate) fn found(&self) -> impl Iterator<Item = Holder> {
        self.kept.iter().copied().flatten()
    }

    pub(crate) fn add(&mut self, holder: Holder) {
        if let Some(place) = self.kept.get_mut(self.count) {
            *place = Some(holder);
        }
        self.count += 1;
    }

    /// Only those for which `wanted` holds.
    pub(crate) fn only(&self, wanted: impl Fn(&Holder) -> bool) -> Holders {
        let mut chosen = Holders { unseen: self.unseen, ..Holders::new() };
        self.found().filter(wanted).for_each(|holder| chosen.add(holder));
        // Of those that were not kept nobody knows.
        if self.count > KEPT {
            chosen.count += self.count - KEPT;
        }
        chosen
    }

    /// The processes among those kept, each once.
    pub(crate) fn processes(&self) -> impl Iterator<Item = Process> {
        let mut last = None;
        self.found().map(|holder| holder.process).filter(move |process| last.replace(*process) != Some(*process))
    }
}

/// `cat (pid 12), sh (pid 14) and 3 more`.
impl fmt::Display for Holders {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        let count = self.processes().count();
        let is_partial = self.count > KEPT;
        let all = if is_partial { usize::MAX } else { count };
        for (number, process) in self.processes().take(NAMED).enumerate() {
            write!(to, "{}{}", separator(number, all), process.named())?;
        }
        if is_partial { to.write_str(" and more") } else { write!(to, "{}", More(count.saturating_sub(NAMED))) }
    }
}

/// Looks for one thing, until then, passing over one process.
pub(crate) fn find(what: &Target, except: Option<Process>, until: Moment) -> Holders {
    let mut holders = Holders::new();
    holders.unseen = find_each(std::slice::from_ref(what), until, &mut |_, holder| {
        if Some(holder.process) != except {
            holders.add(holder);
        }
    });
    holders
}

/// Looks for several things in one walk, and calls `found` with the index of each that somebody has open.
pub(crate) fn find_each(targets: &[Target], until: Moment, found: &mut dyn FnMut(usize, Holder)) -> Unseen {
    let mut unseen = Unseen::of_proc();
    let all = processes::every(until, &mut |process| {
        match holds(process, targets, until, found) {
            Ok(in_time) => unseen.in_time &= in_time,
            Err(error) => unseen.processes += usize::from(may_hold(process, error)),
        }
        true
    });
    unseen.in_time &= all == Ok(true);
    unseen
}

/// Is some descriptor on its way from one process to another, in a message of a unix socket (SCM_RIGHTS)? Then it is in
/// no directory of /proc. (Before Linux 5.6 that is not told.) True also if there was no time to look.
pub(crate) fn some_are_sent(until: Moment) -> bool {
    let mut sent = false;
    let all = processes::every(until, &mut |process| {
        let seen = threads::ask(process, &mut |thread| {
            descriptor::each(thread, until, &mut |fd| {
                if file::link(format_args!("{thread}/fd/{fd}")).is_ok_and(|link| link.starts_with(b"socket:["))
                    && let Ok(info) = file::read(format_args!("{thread}/fdinfo/{fd}"))
                {
                    sent |= info.field("scm_fds:").is_some_and(|count| count != b"0");
                }
                !sent
            })?;
            still_has_descriptors(thread).map(|has| has.then_some(()))
        });
        sent |= seen == Err(libc::EAGAIN);
        !sent
    });
    sent || all != Ok(true)
}

/// Looks through the descriptors of one process. Tells whether it got through in time.
pub(crate) fn holds(
    process: Process,
    targets: &[Target],
    until: Moment,
    found: &mut dyn FnMut(usize, Holder),
) -> Result<bool, Errno> {
    let its = &mut |index, holder| found(index, Holder { process, ..holder });
    let in_time = threads::ask(process, &mut |thread| each_fd(thread, targets, until, its))?;
    Ok(in_time.unwrap_or(true))
}

/// Tells whether there was time for all; None if it is not certain that all were seen.
fn each_fd(
    process: Process,
    targets: &[Target],
    until: Moment,
    found: &mut dyn FnMut(usize, Holder),
) -> Result<Option<bool>, Errno> {
    let mut in_time = Ok(true);
    file::entries(format_args!("{process}/fd"), &mut |name| {
        let Some(fd) = file::parsed(name) else { return true };
        in_time = match target_of(process, fd, targets) {
            // Root may be shown the numbers, but not what they are.
            Err(error) if !matches!(error, libc::ENOENT | libc::ESRCH) => Err(error),
            target => {
                // It may have been closed since.
                if let Ok(Some(index)) = target {
                    found(index, Holder { process, fd, access: access(process, fd) });
                }
                Ok(Moment::now() < until)
            }
        };
        in_time == Ok(true)
    })?;
    let in_time = in_time?;
    still_has_descriptors(process).map(|has| has.then_some(in_time))
}

/// Or has it ended, and given them up, perhaps before all of them were seen?
fn still_has_descriptors(process: Process) -> Result<bool, Errno> {
    Ok(file::read(format_args!("{process}/status"))?.field("FDSize:") != Some(b"0"))
}

/// Which of the targets the descriptor is.
fn target_of(process: Process, fd: c_int, targets: &[Target]) -> Result<Option<usize>, Errno> {
    let link = file::link(format_args!("{process}/fd/{fd}"))?;
    let number = |kind: &str| -> Option<ino_t> {
        let inode = link.strip_prefix(kind.as_bytes())?.strip_suffix(b"]")?;
        file::parsed(inode)
    };
    if let Some(inode) = number("pipe:[") {
        return Ok(targets.iter().position(|target| *target == Target::Pipe(inode)));
    }
    if let Some(inode) = number("socket:[") {
        return Ok(targets.iter().position(|target| *target == Target::Socket(inode)));
    }
    if !link.starts_with(b"/") || !targets.iter().any(|target| matches!(target, Target::File { .. })) {
        return Ok(None);
    }
    let status = file::status(format_args!("{process}/fd/{fd}"))?;
    Ok(targets.iter().position(|target| *target == Target::File { dev: status.st_dev, ino: status.st_ino }))
}

/// How the file was opened: the link has the owner's permission to read if that can be read from, to write likewise.
fn access(process: Process, fd: c_int) -> c_int {
    let mode = file::link_status(format_args!("{process}/fd/{fd}")).map_or(0o600, |status| status.st_mode);
    match mode & 0o600 {
        0o400 => libc::O_RDONLY,
        0o200 => libc::O_WRONLY,
        _ => libc::O_RDWR,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs::File;
    use std::io::{Read, pipe};
    use std::os::fd::{AsRawFd, RawFd};
    use std::os::unix::net::UnixStream;
    use std::process::{Command, Stdio};
    use std::time::Duration;

    use libc::pid_t;

    fn soon() -> Moment {
        Moment::now() + Duration::from_secs(60)
    }

    fn inode(fd: RawFd) -> ino_t {
        file::fd_status(fd).unwrap().st_ino
    }

    fn mine(fd: &impl AsRawFd, access: c_int) -> Holder {
        Holder { process: Process::this(), fd: fd.as_raw_fd(), access }
    }

    #[test]
    fn both_ends_of_a_pipe_and_who_else_has_one() {
        let (mut reader, writer) = pipe().unwrap();
        let target = Target::Pipe(inode(reader.as_raw_fd()));
        let mut child = Command::new("cat").stdin(Stdio::piped()).stdout(writer.try_clone().unwrap()).spawn().unwrap();
        let child_process = Process { pid: child.id() as pid_t };

        let all = find(&target, None, soon());
        assert_eq!(all.count, 3);
        assert!(all.found().any(|holder| holder == mine(&reader, libc::O_RDONLY)));
        assert!(all.found().any(|holder| holder == mine(&writer, libc::O_WRONLY)));
        let others = find(&target, Some(Process::this()), soon());
        let holder = Holder { process: child_process, fd: 1, access: libc::O_WRONLY };
        assert!(others.found().eq([holder]) && holder.writes() && !holder.reads());
        assert_eq!(others.to_string(), format!("cat (pid {})", child_process.pid));
        assert_eq!(all.only(Holder::reads).found().count(), 1);

        drop(writer);
        drop(child.stdin.take());
        child.wait().unwrap();
        reader.read_to_end(&mut Vec::new()).unwrap();
        assert_eq!(find(&target, Some(Process::this()), soon()).count, 0);
    }

    #[test]
    fn sockets_and_files_in_one_walk() {
        let (left, right) = UnixStream::pair().unwrap();
        let path = std::env::temp_dir().join(format!("leat-holders-{}", std::process::id()));
        let file = File::create(&path).unwrap();
        let status = file::fd_status(file.as_raw_fd()).unwrap();
        let targets = [
            Target::File { dev: status.st_dev, ino: status.st_ino },
            Target::Socket(inode(left.as_raw_fd())),
            Target::Socket(inode(right.as_raw_fd())),
        ];
        let mut found = Vec::new();
        find_each(&targets, soon(), &mut |index, holder| found.push((index, holder)));
        std::fs::remove_file(&path).unwrap();
        found.sort_by_key(|(index, _)| *index);
        let expected =
            [(0, mine(&file, libc::O_WRONLY)), (1, mine(&left, libc::O_RDWR)), (2, mine(&right, libc::O_RDWR))];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_walk_ends_in_time() {
        assert!(!find(&Target::Pipe(1), None, Moment::now()).unseen.in_time);
    }

    #[test]
    fn a_list_of_holders() {
        let mut holders = Holders::new();
        let pid = |number| Process { pid: 90_000_000 + number };
        for number in [1, 1, 2, 3, 4, 5] {
            holders.add(Holder { process: pid(number), fd: 3, access: libc::O_RDWR });
        }
        assert_eq!(holders.to_string(), "process 90000001, process 90000002, process 90000003 and 2 more");
        (0..20).for_each(|number| holders.add(Holder { process: pid(number), fd: 4, access: libc::O_RDWR }));
        assert_eq!((holders.count, holders.found().count()), (26, KEPT));
        assert!(holders.to_string().ends_with("process 90000003 and more"));
    }
}
