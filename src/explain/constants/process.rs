//! Waiting for processes, and what they may use.

use super::super::call::Kind::{self, OneOf, Set};
use super::{Flags, names};

pub(crate) const WAIT_OPTIONS: Kind =
    Set(&Flags { bits: names![WNOHANG WUNTRACED WCONTINUED __WNOTHREAD __WALL __WCLONE], ..Flags::NONE });

pub(crate) const WAITID_OPTIONS: Kind = Set(&Flags {
    bits: names![WEXITED WSTOPPED WCONTINUED WNOHANG WNOWAIT __WNOTHREAD __WALL __WCLONE],
    ..Flags::NONE
});

pub(crate) const ID_TYPE: Kind = OneOf(names![P_ALL P_PID P_PGID P_PIDFD]);

pub(crate) const RESOURCE: Kind = OneOf(names![
    RLIMIT_CPU RLIMIT_FSIZE RLIMIT_DATA RLIMIT_STACK RLIMIT_CORE RLIMIT_RSS RLIMIT_NPROC RLIMIT_NOFILE RLIMIT_MEMLOCK
    RLIMIT_AS RLIMIT_LOCKS RLIMIT_SIGPENDING RLIMIT_MSGQUEUE RLIMIT_NICE RLIMIT_RTPRIO RLIMIT_RTTIME
]);
