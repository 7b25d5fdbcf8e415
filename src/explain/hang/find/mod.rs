//! From a system call to what it waits for: by its arguments, the descriptors and the memory of its process.

mod descriptor;
mod futex;
mod ipc;
mod numbers;
mod several;
mod time;

use std::ffi::c_int;

use super::object::{Child, Limit, Object, Side, SignalWait, SocketWait, Which};
use super::syscall::{Decoded, Function};
use super::thread::Thread;
use crate::explain::call::Call;
use crate::explain::facts::file::{Bytes, Errno};
use crate::explain::facts::peek;
use crate::explain::facts::process::{Process, Status};

/// What was found out about a call.
pub(super) struct Found {
    pub object: Object,
    pub limit: Option<Limit>,
    /// What an argument points to, with its index.
    pub copy: Option<(usize, Bytes)>,
}

/// What a thread that is in that call waits for. An error: there was no memory to say it.
pub(super) fn find(thread: &Thread, decoded: &Decoded) -> Result<Found, Errno> {
    let mut copy = None;
    let object = object(thread, decoded, &mut copy)?;
    Ok(Found { object, limit: time::limit(thread.process, decoded.time), copy })
}

fn object(thread: &Thread, decoded: &Decoded, copy: &mut Option<(usize, Bytes)>) -> Result<Object, Errno> {
    let (process, words) = (thread.process, &decoded.words);
    let int = |index: usize| words[index] as c_int;
    let call = match decoded.function {
        Function::Mirrored(call) => call,
        Function::Futex => return Ok(Object::Futex(futex::find(process, words))),
        Function::Sleep => return Ok(Object::Sleep),
        Function::Vfork => return Ok(Object::Vfork),
        Function::Named(_) | Function::Unknown(_) => return Ok(Object::Other),
    };
    let transfer = |side| descriptor::transfer(process, int(0), side);
    let socket = |wait| descriptor::socket(process, int(0), wait);
    Ok(match call {
        Call::read | Call::readv | Call::pread => transfer(Side::Read),
        Call::write | Call::writev | Call::pwrite | Call::vmsplice | Call::sendfile => transfer(Side::Write),
        Call::recv | Call::recvfrom | Call::recvmsg => socket(SocketWait::Data),
        Call::send | Call::sendto | Call::sendmsg => socket(SocketWait::Room),
        Call::accept | Call::accept4 => socket(SocketWait::Client),
        Call::connect => {
            *copy = copied(1, peek::bytes(process, words[1], descriptor::address_size(words[2])));
            socket(SocketWait::Connection)
        }
        Call::open | Call::openat | Call::creat => {
            let at = usize::from(call == Call::openat);
            let flags = if call == Call::creat { libc::O_WRONLY } else { int(at + 1) };
            let directory = if at == 1 { int(0) } else { libc::AT_FDCWD };
            *copy = copied(at, peek::string(process, words[at]));
            descriptor::open(process, directory, words[at], flags)
        }
        Call::mq_send | Call::mq_timedsend => descriptor::message_queue(process, int(0), Side::Write),
        Call::mq_receive | Call::mq_timedreceive => descriptor::message_queue(process, int(0), Side::Read),
        Call::msgsnd | Call::msgrcv => ipc::queue(call, words),
        Call::semop | Call::semtimedop => {
            *copy = copied(1, ipc::operations(process, words));
            ipc::semaphore(process, words, copy.as_ref().map(|(_, bytes)| &**bytes))
        }
        Call::flock => ipc::flock(process, words),
        Call::fcntl if ipc::waits_for_lock(int(1)) => {
            *copy = copied(2, peek::bytes(process, words[2], ipc::FLOCK_SIZE));
            ipc::lock(process, words, copy.as_ref().map(|(_, bytes)| &**bytes))
        }
        Call::waitpid | Call::wait4 => waitpid(process, int(0), int(2)),
        Call::waitid => waitid(process, words[0], int(1), int(3)),
        Call::sigwaitinfo | Call::sigtimedwait => {
            Object::Signals(SignalWait::Accepts(peek::array(process, words[0]).ok().map(u64::from_ne_bytes)))
        }
        Call::pause | Call::sigsuspend => Object::Signals(SignalWait::Blocks(blocked_signals(thread))),
        Call::poll | Call::ppoll => several::poll(thread, words[0], words[1], decoded.time)?,
        Call::select | Call::pselect => several::select(thread, words, decoded.time)?,
        Call::epoll_wait => several::epoll(process, int(0))?,
        _ => Object::Other,
    })
}

fn copied(index: usize, bytes: Result<Bytes, Errno>) -> Option<(usize, Bytes)> {
    bytes.ok().map(|bytes| (index, bytes))
}

/// Of waitpid and wait4.
fn waitpid(process: Process, pid: c_int, options: c_int) -> Object {
    let which = match pid {
        -1 => Which::Any,
        0 => Which::OwnGroup,
        1.. => return child(process, pid, true, options & libc::WUNTRACED != 0),
        _ if numbers::are_ours(process) => Which::Group(pid.wrapping_neg()),
        _ => return Object::Other,
    };
    Object::Child(Child { which, exited: true, stopped: options & libc::WUNTRACED != 0 })
}

fn waitid(process: Process, kind: u64, id: c_int, options: c_int) -> Object {
    let (exited, stopped) = (options & libc::WEXITED != 0, options & libc::WSTOPPED != 0);
    let which = match kind as libc::idtype_t {
        libc::P_ALL => Which::Any,
        libc::P_PID => return child(process, id, exited, stopped),
        libc::P_PGID if id == 0 => Which::OwnGroup,
        libc::P_PGID if numbers::are_ours(process) => Which::Group(id),
        libc::P_PIDFD => Which::PidFd(id),
        _ => return Object::Other,
    };
    Object::Child(Child { which, exited, stopped })
}

fn child(process: Process, pid: c_int, exited: bool, stopped: bool) -> Object {
    match numbers::child(process, pid) {
        Some(pid) => Object::Child(Child { which: Which::Pid(pid), exited, stopped }),
        None => Object::Other,
    }
}

/// sigsuspend's set is in force while it waits.
fn blocked_signals(thread: &Thread) -> Option<u64> {
    Status::of_thread(thread.process, thread.tid).ok()?.set("SigBlk:")
}
