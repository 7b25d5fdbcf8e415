//! POSIX queues: the attributes and fill of one, by descriptor or by name, and which there are.
//!
//! A queue belongs to an IPC namespace, and the mqueue file system shows those of the namespace that it was mounted in.
//! So a name that is listed counts only if there is a queue of that name here.
//!
//! A process that closes any descriptor of a queue takes back its request to be told of messages (mq_notify). So a queue
//! is opened here only where this process cannot have made one: it has one thread, and has not got the queue open.

use std::ffi::c_int;

use libc::pid_t;

use super::descriptor;
use super::file::{self, Errno};
use super::process::Process;
use super::{mount, open_file, sys};
use crate::explain::facts::clock::Moment;

/// What mq_getattr(3) says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Queue {
    /// The most messages that it holds, and the most bytes of each.
    pub maxmsg: i64,
    pub msgsize: i64,
    /// How many messages it holds now.
    pub messages: i64,
    /// O_NONBLOCK, of the descriptor.
    pub nonblocking: bool,
}

impl Queue {
    /// The queue of a descriptor; EBADF if that is none.
    pub(crate) fn of(process: Process, fd: c_int, until: Moment) -> Result<Queue, Errno> {
        if process.is_this() {
            return sys::mqueue::attributes(fd).map(Queue::new);
        }
        let (status, flags) = (open_file::status(process, fd)?, open_file::flags(process, fd)?);
        let same = |own: c_int| {
            file::fd_status(own).is_ok_and(|own| (own.st_dev, own.st_ino) == (status.st_dev, status.st_ino))
        };
        let attributes = match own(until, &same)? {
            Some(own) => sys::mqueue::attributes(own)?,
            None => sys::mqueue::attributes_of(&file::open(format_args!("{process}/fd/{fd}"))?)?,
        };
        Ok(Queue { nonblocking: flags & libc::O_NONBLOCK != 0, ..Queue::new(attributes) })
    }

    /// The queue of a name that has one slash, at its beginning. EBUSY if it may not be looked at.
    pub(crate) fn named(name: &[u8], until: Moment) -> Result<Queue, Errno> {
        exists(name)?;
        let same = |own: c_int| {
            let is_queue = sys::mqueue::attributes(own).is_ok();
            is_queue && file::link(format_args!("{}/fd/{own}", Process::this())).is_ok_and(|link| *link == *name)
        };
        match own(until, &same)? {
            Some(own) => sys::mqueue::attributes(own),
            None => file::with_pieces(&[name], |name| sys::mqueue::attributes_of(&sys::mqueue::open(name)?)),
        }
        .map(Queue::new)
    }

    fn new(attributes: libc::mq_attr) -> Queue {
        Queue {
            maxmsg: attributes.mq_maxmsg,
            msgsize: attributes.mq_msgsize,
            messages: attributes.mq_curmsgs,
            nonblocking: attributes.mq_flags & libc::c_long::from(libc::O_NONBLOCK) != 0,
        }
    }

    pub(crate) fn is_full(&self) -> bool {
        self.messages >= self.maxmsg
    }
}

/// ENOENT if there is no queue of that name, with its slash.
pub(crate) fn exists(name: &[u8]) -> Result<(), Errno> {
    file::with_pieces(&[name], sys::mqueue::exists)
}

/// The descriptor of this process that is the same queue. If there is none, it may be opened and closed; EBUSY if not.
fn own(until: Moment, same: &dyn Fn(c_int) -> bool) -> Result<Option<c_int>, Errno> {
    let this = Process::this();
    let mut found = None;
    let in_time = descriptor::each(this, until, &mut |fd| {
        found = same(fd).then_some(fd);
        found.is_none()
    })?;
    // Another thread could open the queue now, and ask to be told.
    let alone = in_time && this.stat()?.threads() == Some(1);
    if found.is_some() || alone { Ok(found) } else { Err(libc::EBUSY) }
}

/// The bytes that count against RLIMIT_MSGQUEUE, as getrlimit(2) tells: those of the messages, and for each message what
/// the kernel keeps of it, and of a priority.
pub(crate) fn reserved(maxmsg: i64, msgsize: i64) -> u64 {
    /// sizeof(struct msg_msg) and sizeof(struct posix_msg_tree_node): six words.
    const KEPT: u64 = 6 * size_of::<usize>() as u64;
    const PRIORITIES: u64 = 32_768;
    let (maxmsg, msgsize) = (maxmsg.max(0) as u64, msgsize.max(0) as u64);
    maxmsg.saturating_mul(msgsize.saturating_add(KEPT)).saturating_add(maxmsg.min(PRIORITIES) * KEPT)
}

/// The process that mq_notify will tell of a message in the queue of a descriptor of this process, if any. EBADF if the
/// queue was not opened for reading.
pub(crate) fn notified(fd: c_int) -> Result<Option<Process>, Errno> {
    // QSIZE:129 NOTIFY:2 SIGNO:0 NOTIFY_PID:8260
    let mut room = [0; 128];
    let state = str::from_utf8(sys::mqueue::state(fd, &mut room)?).map_err(|_| libc::ENODATA)?;
    let mut words = state.split_ascii_whitespace();
    let pid = words.find_map(|word| word.strip_prefix("NOTIFY_PID:")).and_then(|pid| pid.parse().ok());
    pid.ok_or(libc::ENODATA).map(|pid: pid_t| (pid > 0).then_some(Process { pid }))
}

/// A queue that is listed.
pub(crate) struct Listed<'a> {
    /// Without its slash.
    pub name: &'a [u8],
    /// Its owner and mode.
    pub status: libc::stat,
}

/// Calls `each` with every queue of this process's IPC namespace, until that returns false. ENOENT if there is no place
/// where they are listed; mq_open needs none.
pub(crate) fn each(each: &mut dyn FnMut(Listed) -> bool) -> Result<(), Errno> {
    let mut result = Err(libc::ENOENT);
    mount::each(Process::this(), &mut |mount| {
        // One that shows nothing may be of another namespace, as one is whose names cannot be found here.
        let mut ours = false;
        if mount.kind == b"mqueue" && !mount.point.contains(&b'\\') {
            let point = str::from_utf8(mount.point).unwrap_or_default();
            let listed = file::entries(format_args!("{point}"), &mut |name| {
                let Ok(status) = file::status_of(&[mount.point, b"/", name]) else { return true };
                let known = file::with_pieces(&[b"/", name], sys::mqueue::exists) != Err(libc::ENOENT);
                ours |= known;
                known && each(Listed { name, status })
            });
            result = result.or(listed);
        }
        !ours
    })?;
    result
}

/// A file in /proc/sys/fs/mqueue.
pub(crate) fn limit(name: &str) -> Result<i64, Errno> {
    file::number(format_args!("/proc/sys/fs/mqueue/{name}"))
}

#[cfg(test)]
mod tests;
