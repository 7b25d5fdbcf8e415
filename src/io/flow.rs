//! → include/leat/io.h: the flows of leat_io_pump, as C sees them.
#![allow(unsafe_code, reason = "the caller's memory")]

use std::ffi::{c_int, c_void};
use std::os::fd::{FromRawFd, IntoRawFd, OwnedFd};

use libc::{EFAULT, EINVAL};

use super::copy;
use super::pump::{Flow, From, State, To, pump};
use crate::boundary::error::Error;
use crate::boundary::options::{self, known_flags, reserved};
use crate::boundary::{memory, ptr};
use crate::deadline::Deadline;
use crate::explain::refuse;

/// Where a flow comes from or goes to. From nothing: it has ended. To nothing: what is read is dropped.
pub const LEAT_IO_NOTHING: i32 = 0;
/// A descriptor, blocking or not.
pub const LEAT_IO_FD: i32 = 1;
/// `data` and `data_size`, or `buffer` and `capacity`.
pub const LEAT_IO_MEMORY: i32 = 2;
/// `sink`, to which alone a flow can go.
pub const LEAT_IO_CALL: i32 = 3;

/// A flag: when the flow has ended, whichever way, its `to_fd` is closed, and becomes -1. So who reads it sees the end.
pub const LEAT_IO_CLOSE: u32 = 1;

/// What became of a flow. It has not ended yet.
pub const LEAT_IO_GOING: i32 = 0;
/// All that there was came where it should, or was dropped.
pub const LEAT_IO_ENDED: i32 = 1;
/// Nobody reads any more what it goes to (EPIPE). Of a pipe that is seen at once, although nothing comes. A connection that was
/// reset, as by who closes a TCP socket with something unread in it, has failed (ECONNRESET).
pub const LEAT_IO_BROKEN: i32 = 2;
/// Its sink had enough.
pub const LEAT_IO_ENOUGH: i32 = 3;
/// `error` is its errno.
pub const LEAT_IO_FAILED: i32 = 4;

/// Called with what has come: 0 for more, another value if it is enough. It may call leat, but not be left by longjmp or an
/// exception.
#[allow(non_camel_case_types, reason = "the name of the C type")]
pub type leat_io_sink =
    Option<unsafe extern "C-unwind" fn(data: *const c_void, size: usize, user: *mut c_void) -> c_int>;

/// One of the flows that leat_io_pump moves at once.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct leat_io_flow {
    /// Set by LEAT_IO_FLOW_INIT.
    pub size: usize,
    /// LEAT_IO_NOTHING, LEAT_IO_FD or LEAT_IO_MEMORY.
    pub from: i32,
    pub from_fd: i32,
    pub data: *const c_void,
    pub data_size: usize,
    /// LEAT_IO_NOTHING, LEAT_IO_FD, LEAT_IO_MEMORY or LEAT_IO_CALL.
    pub to: i32,
    pub to_fd: i32,
    /// What has no room in it is read nevertheless, so that the writer can go on, and dropped.
    pub buffer: *mut c_void,
    pub capacity: usize,
    pub sink: leat_io_sink,
    /// What the sink is called with.
    pub user: *mut c_void,
    /// 0 or LEAT_IO_CLOSE.
    pub flags: u32,
    /// 0
    pub reserved: u32,
    /// Written by leat_io_pump: LEAT_IO_GOING and so on.
    pub state: i32,
    /// Written by it: an errno, or 0.
    pub error: i32,
    /// Written by it: the bytes that have come where they should.
    pub moved: u64,
    /// Written by it: the bytes that were read, and had no room or could not be written any more.
    pub dropped: u64,
}

// SAFETY: integers and pointers without padding; no function is NULL, which is None.
unsafe impl options::WithSize for leat_io_flow {}

/// Moves the caller's flows, and tells each what became of it.
///
/// # Safety
/// NULL, or so many flows, of as many bytes as they say, and what they point to is there and used by nobody else.
pub(super) unsafe fn pump_all(flows: *mut leat_io_flow, count: usize, until: &Deadline) -> Result<(), Error> {
    let mut ours = memory::vector(count)?;
    let mut places = memory::vector(count)?;
    for index in 0..count {
        let stride = ours.first().map_or(0, |first: &leat_io_flow| first.size);
        let place = flows.cast::<u8>().wrapping_add(index * stride).cast::<leat_io_flow>();
        // SAFETY: as of this function.
        places.push(unsafe { options::Filled::new(place, "flows")? });
        // SAFETY: as of this function.
        ours.push(unsafe { options::read(place, "flows")? });
        check_flow(&ours[index], ours[0].size)?;
    }
    for flow in ours.iter().filter(|flow| flow.from == LEAT_IO_FD && flow.to == LEAT_IO_FD) {
        copy::check_flow(flow.to_fd, flow.from_fd)?;
    }
    check_closed(&ours)?;
    // SAFETY: as of this function.
    let result = unsafe { pump_flows(&mut ours, until) };
    for (place, flow) in places.into_iter().zip(&ours) {
        place.set(flow);
    }
    result
}

fn check_flow(flow: &leat_io_flow, size: usize) -> Result<(), Error> {
    let null = |name| Err(Error::refused(EFAULT, refuse::null(name)));
    if flow.size != size {
        return Err(Error::refused(EINVAL, refuse::other_size("flows", flow.size as i64, size as i64)));
    }
    known_flags(flow.flags.into(), LEAT_IO_CLOSE.into(), "flags")?;
    reserved(flow.reserved.into(), "reserved")?;
    match (flow.from, flow.to) {
        (LEAT_IO_MEMORY, _) if flow.data.is_null() && flow.data_size > 0 => null("data"),
        (_, LEAT_IO_MEMORY) if flow.buffer.is_null() && flow.capacity > 0 => null("buffer"),
        (_, LEAT_IO_CALL) if flow.sink.is_none() => Err(Error::refused(EFAULT, refuse::no_function("sink"))),
        (LEAT_IO_NOTHING..=LEAT_IO_MEMORY, LEAT_IO_NOTHING..=LEAT_IO_CALL) => Ok(()),
        (LEAT_IO_NOTHING..=LEAT_IO_MEMORY, to) => Err(Error::refused(EINVAL, refuse::kind("to", to.into()))),
        (from, _) => Err(Error::refused(EINVAL, refuse::kind("from", from.into()))),
    }
}

/// Refuses to close under one flow what another has ended with: its number may be another file's by then.
fn check_closed(flows: &[leat_io_flow]) -> Result<(), Error> {
    for (index, closing) in flows.iter().enumerate() {
        if closing.to != LEAT_IO_FD || closing.flags & LEAT_IO_CLOSE == 0 || closing.to_fd < 0 {
            continue;
        }
        let uses = |flow: &leat_io_flow| {
            (flow.to == LEAT_IO_FD && flow.to_fd == closing.to_fd)
                || (flow.from == LEAT_IO_FD && flow.from_fd == closing.to_fd)
        };
        if flows.iter().enumerate().any(|(other, flow)| other != index && uses(flow)) {
            return Err(Error::refused(EINVAL, refuse::closed_early(closing.to_fd.into())));
        }
    }
    Ok(())
}

/// # Safety
/// What the flows point to is there, as they say, and nobody else uses their buffers meanwhile.
unsafe fn pump_flows(flows: &mut [leat_io_flow], until: &Deadline) -> Result<(), Error> {
    let mut calls = memory::vector(flows.len())?;
    calls.extend(flows.iter().map(|flow| {
        let (sink, user) = (flow.sink, flow.user);
        // SAFETY: the caller's function, called as it is declared.
        move |data: &[u8]| sink.is_some_and(|sink| unsafe { sink(data.as_ptr().cast(), data.len(), user) } == 0)
    }));
    let mut ours = memory::vector(flows.len())?;
    for (flow, call) in flows.iter().zip(&mut calls) {
        let from = match flow.from {
            LEAT_IO_FD => From::Fd(flow.from_fd),
            // SAFETY: as of this function.
            LEAT_IO_MEMORY => From::Bytes(unsafe { ptr::bytes(flow.data, flow.data_size, "data")? }),
            _ => From::Nothing,
        };
        let to = match flow.to {
            LEAT_IO_FD => To::Fd(flow.to_fd),
            // SAFETY: as of this function.
            LEAT_IO_MEMORY => To::Buffer(unsafe { ptr::bytes_mut(flow.buffer, flow.capacity, "buffer")? }),
            LEAT_IO_CALL => To::Call(call),
            _ => To::Nothing,
        };
        ours.push(Flow::new(from, to));
    }
    for (flow, ours) in flows.iter().zip(&mut ours) {
        if flow.to == LEAT_IO_FD && flow.flags & LEAT_IO_CLOSE != 0 && flow.to_fd >= 0 {
            // SAFETY: the caller gives it away until the flow has ended, or the pump.
            ours.closes = Some(unsafe { OwnedFd::from_raw_fd(flow.to_fd) });
        }
    }
    let pumped = pump(&mut ours, None, until);
    let mut failed = None;
    for (flow, mut ours) in flows.iter_mut().zip(ours) {
        let had_closed = flow.to == LEAT_IO_FD && flow.flags & LEAT_IO_CLOSE != 0 && !ours.is_going();
        if had_closed {
            flow.to_fd = -1;
        }
        // It stays the caller's.
        ours.closes.take().map(IntoRawFd::into_raw_fd);
        (flow.moved, flow.dropped, flow.error) = (ours.moved, ours.dropped + ours.left_between(), 0);
        flow.state = match ours.state {
            State::Going => LEAT_IO_GOING,
            State::Ended => LEAT_IO_ENDED,
            State::Broken => LEAT_IO_BROKEN,
            State::Enough => LEAT_IO_ENOUGH,
            State::Failed(error) => {
                flow.error = error.errno();
                failed = failed.or(Some(error));
                LEAT_IO_FAILED
            }
        };
    }
    pumped?;
    failed.map_or(Ok(()), Err)
}
