//! Waiting for processes.

use super::super::call::Kind::{self, OneOf, Set};
use super::{Flags, names};

pub(crate) const WAIT_OPTIONS: Kind =
    Set(&Flags { bits: names![WNOHANG WUNTRACED WCONTINUED __WNOTHREAD __WALL __WCLONE], ..Flags::NONE });

pub(crate) const WAITID_OPTIONS: Kind = Set(&Flags {
    bits: names![WEXITED WSTOPPED WCONTINUED WNOHANG WNOWAIT __WNOTHREAD __WALL __WCLONE],
    ..Flags::NONE
});

pub(crate) const ID_TYPE: Kind = OneOf(names![P_ALL P_PID P_PGID P_PIDFD]);
