//! Unix sockets: /proc/PID/net/unix, and what the kernel answers of them to sock_diag(7).

use std::ffi::c_int;

use super::address::{Address, Name};
use super::{Net, Socket, State, words};
use crate::explain::facts::clock::Moment;
use crate::explain::facts::file::{self, Errno};
use crate::explain::facts::process::Process;
use crate::explain::facts::sys::{self, socket as sys_socket};

/// The file that a socket is bound to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct File {
    pub dev: u64,
    pub ino: u64,
}

/// Calls `each` with every unix socket, until that returns false, or the time is over: then the result is false.
pub(crate) fn each(process: Process, until: Moment, each: &mut dyn FnMut(&Socket) -> bool) -> bool {
    let mut in_time = true;
    let read = file::lines(format_args!("{}/unix", Net(process)), &mut |line| {
        in_time = Moment::now() < until;
        in_time && parse(line).is_none_or(|socket| each(&socket))
    });
    in_time && read.is_ok()
}

pub(super) fn by_inode(process: Process, inode: u64, until: Moment) -> Option<Socket> {
    let mut found = None;
    each(process, until, &mut |socket| {
        found = (socket.inode == inode).then_some(*socket);
        found.is_none()
    });
    found.filter(|_| inode != 0)
}

/// `Num RefCount Protocol Flags Type St Inode Path`
pub(super) fn parse(line: &[u8]) -> Option<Socket> {
    const LISTENS: u32 = 1 << 16;
    let mut fields = words(line).skip(3);
    let flags = u32::from_str_radix(fields.next()?, 16).ok()?;
    let kind = c_int::from_str_radix(fields.next()?, 16).ok()?;
    let state = match fields.next()? {
        _ if flags & LISTENS != 0 => State::Listening,
        "01" => State::Unconnected,
        "02" => State::Connecting,
        "03" => State::Connected,
        "04" => State::Closing,
        _ => return None,
    };
    let inode = fields.next()?.parse().ok()?;
    // One space is before a name, in which there may be more.
    let mut rest = line;
    for _ in 0..7 {
        rest = rest.trim_ascii_start();
        let end = rest.iter().position(u8::is_ascii_whitespace).unwrap_or(rest.len());
        rest = &rest[end..];
    }
    let local = rest.get(1..).and_then(Name::from_table).map_or(Address::None, Address::Local);
    Some(Socket { inode, family: libc::AF_UNIX, kind, state, local, ..Socket::UNKNOWN })
}

/// The inode of the socket that one is connected to.
pub(super) fn peer_inode(process: Process, inode: u64) -> Option<u64> {
    ask(process, Some(inode), UDIAG_SHOW_PEER, &mut |answer| answer.peer).ok()?
}

/// Of a socket that listens, how many connections wait for accept, and how many may; of another, how many bytes it has
/// to read, and how much memory takes what it has sent and its peer has not read.
pub(super) fn queue(process: Process, inode: u64) -> Option<(u32, u32)> {
    ask(process, Some(inode), UDIAG_SHOW_RQLEN, &mut |answer| answer.queue).ok()?
}

/// The socket that is bound to a file. An Err says that it could not be found out, Ok(None) that there is none in this
/// network namespace.
pub(crate) fn bound_to(process: Process, file: File, until: Moment) -> Result<Option<Socket>, Errno> {
    let inode = ask(process, None, UDIAG_SHOW_VFS, &mut |answer| {
        // Of the file's number it gives the lower half.
        let same = |bound: &File| bound.dev == file.dev && bound.ino == file.ino & u64::from(u32::MAX);
        answer.file.filter(same).map(|_| answer.inode)
    })?;
    Ok(inode.and_then(|inode| by_inode(process, inode, until)))
}

/// One of the kernel's answers.
#[derive(Default)]
struct Answer {
    inode: u64,
    file: Option<File>,
    peer: Option<u64>,
    queue: Option<(u32, u32)>,
}

// linux/unix_diag.h, linux/sock_diag.h
const SOCK_DIAG_BY_FAMILY: u16 = 20;
const UDIAG_SHOW_VFS: u32 = 0x2;
const UDIAG_SHOW_PEER: u32 = 0x4;
const UDIAG_SHOW_RQLEN: u32 = 0x10;
const UNIX_DIAG_VFS: u16 = 1;
const UNIX_DIAG_PEER: u16 = 2;
const UNIX_DIAG_RQLEN: u16 = 4;
/// struct nlmsghdr: length, type, flags, sequence number, sender.
const HEADER: usize = 16;
/// struct unix_diag_msg: family, type, state, padding, inode, cookie.
const FIXED: usize = 16;
/// The most that the kernel puts into one message of several answers.
const BLOCK: usize = 32 << 10;

/// Asks for the socket with that inode, or for all of them, until `each` has found what it looks for.
fn ask<R>(
    process: Process,
    inode: Option<u64>,
    show: u32,
    each: &mut dyn FnMut(&Answer) -> Option<R>,
) -> Result<Option<R>, Errno> {
    // The kernel answers for the network namespace of the one who asks.
    if !process.is_this() && !same_namespace(process)? {
        return Err(libc::EXDEV);
    }
    let mut message = [0u8; HEADER + 24];
    let flags = libc::NLM_F_REQUEST | if inode.is_none() { libc::NLM_F_DUMP } else { 0 };
    let mut put = |place: usize, bytes: &[u8]| {
        if let Some(to) = message.get_mut(place..place + bytes.len()) {
            to.copy_from_slice(bytes);
        }
    };
    put(0, &((HEADER + 24) as u32).to_ne_bytes());
    put(4, &SOCK_DIAG_BY_FAMILY.to_ne_bytes());
    put(6, &(flags as u16).to_ne_bytes());
    // struct unix_diag_req: family, protocol, padding, states, inode, what to show, cookie (any).
    put(HEADER, &[libc::AF_UNIX as u8]);
    put(HEADER + 4, &u32::MAX.to_ne_bytes());
    put(HEADER + 8, &u32::try_from(inode.unwrap_or(0)).map_err(|_| libc::ERANGE)?.to_ne_bytes());
    put(HEADER + 12, &show.to_ne_bytes());
    put(HEADER + 16, &u64::MAX.to_ne_bytes());

    let socket = sys_socket::diagnosis()?;
    sys_socket::send(&socket, &message)?;
    let mut block: Vec<u8> = Vec::new();
    block.try_reserve_exact(BLOCK).map_err(|_| libc::ENOMEM)?;
    loop {
        block.clear();
        if sys::read(&socket, &mut block)? == 0 {
            return Ok(None);
        }
        let mut rest = &block[..];
        while let Some((length, kind)) = header(rest) {
            let Some(body) = rest.get(HEADER..length) else { return Err(libc::EBADMSG) };
            match c_int::from(kind) {
                libc::NLMSG_DONE => return Ok(None),
                libc::NLMSG_ERROR => {
                    let code = body.first_chunk().map_or(libc::EBADMSG, |code| -i32::from_ne_bytes(*code));
                    return if code == libc::ENOENT { Ok(None) } else { Err(code) };
                }
                _ => {
                    let found = parse_answer(body).and_then(|answer| each(&answer));
                    if found.is_some() || inode.is_some() {
                        return Ok(found);
                    }
                }
            }
            rest = rest.get(length.next_multiple_of(4)..).unwrap_or_default();
        }
    }
}

fn same_namespace(process: Process) -> Result<bool, Errno> {
    let own = file::link(format_args!("/proc/thread-self/ns/net"))?;
    Ok(*own == *file::link(format_args!("{process}/ns/net"))?)
}

/// The length and type of a message that is there as a whole.
fn header(bytes: &[u8]) -> Option<(usize, u16)> {
    let (length, rest) = bytes.split_first_chunk()?;
    let length = u32::from_ne_bytes(*length) as usize;
    let kind = u16::from_ne_bytes(*rest.first_chunk()?);
    (length >= HEADER).then_some((length, kind))
}

/// struct unix_diag_msg, and behind it attributes: length, type, value.
fn parse_answer(body: &[u8]) -> Option<Answer> {
    let number = |bytes: &[u8], place: usize| Some(u32::from_ne_bytes(*bytes.get(place..)?.first_chunk()?));
    let mut answer = Answer { inode: u64::from(number(body, 4)?), ..Answer::default() };
    let mut rest = body.get(FIXED..)?;
    while let Some((length, kind)) = rest.split_first_chunk().and_then(|(length, rest)| {
        Some((usize::from(u16::from_ne_bytes(*length)), u16::from_ne_bytes(*rest.first_chunk()?)))
    }) {
        let value = rest.get(4..length)?;
        match kind {
            UNIX_DIAG_VFS => {
                let (ino, dev) = (number(value, 0)?, number(value, 4)?);
                // The kernel's own number of a device has 20 bits for the minor one.
                let dev = libc::makedev(dev >> 20, dev & 0xf_ffff);
                answer.file = Some(File { dev, ino: u64::from(ino) });
            }
            UNIX_DIAG_PEER => answer.peer = Some(u64::from(number(value, 0)?)),
            UNIX_DIAG_RQLEN => answer.queue = Some((number(value, 0)?, number(value, 4)?)),
            _ => (),
        }
        rest = rest.get(length.next_multiple_of(4)..).unwrap_or_default();
    }
    Some(answer)
}
