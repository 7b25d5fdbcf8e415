//! The kinds of descriptors, as sentences name them.

use std::fmt;

use super::What;

/// How many kinds `What` tells apart.
pub(crate) const KINDS: usize = NAMES.len();

/// One of each kind, and several.
const NAMES: [(&str, &str); 17] = [
    ("a pipe", "ends of pipes"),
    ("a FIFO", "FIFOs"),
    ("a socket", "sockets"),
    ("a regular file", "regular files"),
    ("a directory", "directories"),
    ("a terminal", "terminals"),
    ("a character device", "character devices"),
    ("a block device", "block devices"),
    ("an eventfd", "eventfds"),
    ("a signalfd", "signalfds"),
    ("a timerfd", "timerfds"),
    ("an epoll descriptor", "epoll descriptors"),
    ("an inotify descriptor", "inotify descriptors"),
    ("a pidfd", "pidfds"),
    ("a message queue", "message queues"),
    ("a memory file", "memory files"),
    ("something else", "others"),
];

impl What {
    /// The number of the kind, below KINDS.
    pub(crate) fn kind(&self) -> usize {
        match self {
            What::Pipe { .. } => 0,
            What::Fifo { .. } => 1,
            What::Socket { .. } => 2,
            What::File { .. } => 3,
            What::Directory { .. } => 4,
            What::Terminal { .. } => 5,
            What::CharacterDevice { .. } => 6,
            What::BlockDevice { .. } => 7,
            What::EventFd => 8,
            What::SignalFd => 9,
            What::TimerFd => 10,
            What::Epoll => 11,
            What::Inotify => 12,
            What::PidFd => 13,
            What::MessageQueue { .. } => 14,
            What::Memory { .. } => 15,
            What::Other { .. } => 16,
        }
    }

    /// As a sentence names something of this kind: `a pipe`.
    pub(crate) fn noun(&self) -> &'static str {
        NAMES[self.kind()].0
    }
}

/// So many of a kind, as a sentence names them: `a pipe`, `3 ends of pipes`.
pub(crate) struct Several {
    pub kind: usize,
    pub count: usize,
}

impl fmt::Display for Several {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        match (self.count, NAMES.get(self.kind)) {
            (1, Some((noun, _))) => to.write_str(noun),
            (count, Some((_, plural))) => write!(to, "{count} {plural}"),
            (count, None) => write!(to, "{count}"),
        }
    }
}
