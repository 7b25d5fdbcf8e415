//! The two ends of a pipeline, and where the errors of all stages go.

use std::ffi::{CString, c_int};
use std::os::fd::{AsRawFd, OwnedFd};

use libc::{EINVAL, STDERR_FILENO, STDIN_FILENO, mode_t};

use crate::boundary::error::Error;
use crate::boundary::memory;
use crate::deadline::Deadline;
use crate::explain::refuse;
use crate::process::stream::{File, Stream};
use crate::process::sys;
use crate::process::targets::Targets;

/// What one of them is to be, with a copy of the path.
pub(super) enum End {
    Inherit,
    Null,
    Pipe,
    Fd(c_int),
    File { path: CString, flags: c_int, mode: mode_t },
    Output,
}

impl End {
    pub(super) fn of(stream: &Stream, target: c_int) -> Result<End, Error> {
        Ok(match *stream {
            Stream::Inherit => End::Inherit,
            Stream::Null => End::Null,
            Stream::Pipe => End::Pipe,
            Stream::Fd(fd) => End::Fd(fd),
            Stream::File(File { path, flags, mode }) => {
                End::File { path: memory::string(path.to_bytes())?, flags, mode }
            }
            Stream::Output if target == STDERR_FILENO => End::Output,
            Stream::Output => return Err(Error::refused(EINVAL, refuse::merged("stream.kind"))),
            Stream::PipeIn => return Err(Error::refused(EINVAL, refuse::one_way("stream.kind"))),
        })
    }

    pub(super) fn stream(&self) -> Stream<'_> {
        match *self {
            End::Inherit => Stream::Inherit,
            End::Null => Stream::Null,
            End::Pipe => Stream::Pipe,
            End::Fd(fd) => Stream::Fd(fd),
            End::File { ref path, flags, mode } => Stream::File(File { path, flags, mode }),
            End::Output => Stream::Output,
        }
    }

    /// Opens it once, whichever stages have it.
    pub(super) fn open(&self, target: c_int, until: &Deadline) -> Result<Opened, Error> {
        let opened = |child: OwnedFd, host| Opened { stream: Stream::Fd(child.as_raw_fd()), _child: Some(child), host };
        Ok(match *self {
            End::Pipe => {
                let (read, write) = sys::pipe(&Targets::Standard)?;
                if target == STDIN_FILENO { opened(read, Some(write)) } else { opened(write, Some(read)) }
            }
            End::File { ref path, flags, mode } => {
                opened(File { path, flags, mode }.open(target, &Targets::Standard, until)?, None)
            }
            End::Inherit => Opened { stream: Stream::Inherit, _child: None, host: None },
            End::Null => Opened { stream: Stream::Null, _child: None, host: None },
            End::Fd(fd) => Opened { stream: Stream::Fd(fd), _child: None, host: None },
            End::Output => Opened { stream: Stream::Output, _child: None, host: None },
        })
    }
}

pub(super) struct Opened {
    pub stream: Stream<'static>,
    /// Closed here when the children have it.
    _child: Option<OwnedFd>,
    /// The other end of a pipe.
    pub host: Option<OwnedFd>,
}
