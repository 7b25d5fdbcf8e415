//! → include/leat/fifo.h
#![allow(unsafe_code, reason = "exported functions")]

use std::ffi::{c_char, c_int, c_void};
use std::ptr::{null, null_mut};

use libc::EINVAL;

use super::server::{Event, Server, Settings, What, check_size, leat_fifo_server};
use crate::boundary::descriptor;
use crate::boundary::error::Error;
use crate::boundary::handle;
use crate::boundary::options::{self, Filled, known_flags, reserved};
use crate::boundary::own::{freeing, own};
use crate::boundary::ptr::{bytes, string};
use crate::deadline::Deadline;
use crate::explain::own::Own;
use crate::explain::refuse;
use crate::server::{LEAT_DATA, LEAT_GONE, LEAT_JOINED, LEAT_TEXT, leat_server_event};

/// The FIFO stays when the server is freed, to be taken by the next.
pub const LEAT_FIFO_KEEP: u32 = 1;

/// What a server over a FIFO is to be like.
#[allow(non_camel_case_types, reason = "the name of the C type")]
#[repr(C)]
#[derive(Clone, Copy)]
pub struct leat_fifo_server_options {
    /// The size of this struct: LEAT_FIFO_SERVER_OPTIONS_INIT sets it.
    pub size: usize,
    /// How many bytes of answers wait for a client at most; 0: 65,536. What the client's own FIFO holds is beside that.
    pub queue_size: usize,
    /// How many clients there may be at a time; others are told that there are too many. Each takes a descriptor. 0: half as
    /// many as this process may have (RLIMIT_NOFILE, when the server is made), so that however many come the host has the rest.
    pub most_clients: u32,
    /// 0 or LEAT_FIFO_KEEP.
    pub flags: u32,
    /// The mode of the FIFO, if it is made; 0: 0600. Who may write to it may be a client.
    pub mode: u32,
    pub reserved: u32,
}

// SAFETY: integers without padding.
unsafe impl options::WithSize for leat_fifo_server_options {}
// SAFETY: integers and pointers without padding.
unsafe impl options::WithSize for leat_server_event {}

const QUEUE: usize = 64 << 10;
const MODE: u32 = 0o600;

/// Clients come as they like: half of the descriptors stay the host's.
fn most_clients() -> usize {
    usize::try_from(descriptor::limit() / 2).unwrap_or(usize::MAX).max(1)
}

impl leat_fifo_server_options {
    fn settings(&self) -> Result<Settings, Error> {
        known_flags(self.flags.into(), LEAT_FIFO_KEEP.into(), "options.flags")?;
        reserved(self.reserved.into(), "options.reserved")?;
        if self.mode > 0o7777 {
            return Err(Error::refused(EINVAL, refuse::mode("options.mode")));
        }
        Ok(Settings {
            mode: if self.mode == 0 { MODE } else { self.mode },
            queue: if self.queue_size == 0 { QUEUE } else { self.queue_size },
            most_clients: if self.most_clients == 0 { most_clients() } else { self.most_clients as usize },
            keeps: self.flags & LEAT_FIFO_KEEP != 0,
        })
    }
}

/// Makes a server for many clients over the FIFO at `path`, which is made if there is none. Clients use
/// leat_fifo_client_open or leat_fifo_request; with `options` NULL all is the default. As in
///
///     struct leat_server_event event = LEAT_SERVER_EVENT_INIT;
///     leat_fifo_server *server = leat_fifo_server_new("/tmp/echo", NULL);
///
///     while (leat_fifo_server_next(server, LEAT_FOREVER, &event) == 0)
///         if (event.kind == LEAT_DATA)
///             leat_fifo_server_answer(server, event.client, event.data, event.data_size);
///     leat_fifo_server_free(server);
///
/// There is one server at a time: it holds a lock (flock(2)) on the FIFO, which ends with its process, however that ends, and
/// the next takes the FIFO over. The FIFO must be this user's, or root's. Answers go through a FIFO of each client's own in the
/// same directory, named as this one with a dot and 16 digits, which only the client's user and root can open, and which has a
/// name only while the client joins: so the clients are processes of the server's user, or of anybody if the server is root,
/// and must be able to make files in that directory. The server opens no other file, whatever is sent to it. It holds the
/// directory open: where this process's working directory, or the directory's name, is another later does not matter. What a
/// client leaves that is killed while it joins is removed when a server begins or ends, and by a client that finds no server.
/// If somebody removes or renames the FIFO, nothing tells the server so: it keeps its clients, and gets no others.
///
/// Returns the server; NULL on failure.
///
/// Errors: EADDRINUSE there is a server. EEXIST something else is at `path`. EPERM the FIFO belongs to another user. EBUSY
/// others make and remove it all the time. EINVAL, E2BIG `options`. ENAMETOOLONG its name has more than 238 bytes, and so none
/// are left for its clients'. EFAULT `path` is NULL. ENOMEM. Those of leat_fifo_make, open(2), epoll_create1(2).
///
/// Ownership: the caller's, until leat_fifo_server_free.
///
/// Threads: safe. A forked child may only free it; one that lives on and does not holds the FIFO and its lock.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_fifo_server_new(
    path: *const c_char,
    options: *const leat_fifo_server_options,
) -> *mut leat_fifo_server {
    own(Own::fifo_server_new, null_mut(), || {
        // SAFETY: NULL, or a string.
        let path = unsafe { string(path, "path")? };
        // SAFETY: NULL, or a struct of the size that it says.
        let options = unsafe { options::read(options, "options")? };
        handle::new(Server::new(path, options.settings()?)?)
    })
}

/// Waits for the next event, and meanwhile writes to the clients what waits for them. `timeout_ms` is LEAT_FOREVER, 0 or
/// milliseconds.
///
/// LEAT_JOINED comes before all else of a client, LEAT_GONE behind all that it has sent, even if it was killed, and at
/// once then. LEAT_TEXT is a line, without its newline, from somebody who just writes to the FIFO (`echo hello >
/// /tmp/echo`), or as much as came before a client wrote; of more than PIPE_BUF bytes it is given in parts. What does
/// not end with a newline (`printf hello`) is waiting for one, though who wrote it is gone: of that a server is not
/// told. Whatever bytes are written to the FIFO, more than that cannot come of them. `event.uid` is whose the client's
/// FIFO is, and nobody speaks for the client who cannot read that; `event.pid` is what the client says.
///
/// Returns 0; -1 on failure.
///
/// Writes to `ret_event`, whose size the caller sets (LEAT_SERVER_EVENT_INIT).
///
/// Errors: ETIMEDOUT the time is over. EAGAIN with 0 nothing has happened. ECANCELED the stop of this thread was thrown. EFAULT
/// `server` or `ret_event` is NULL. EINVAL `timeout_ms`, or the size is 0. E2BIG the size. EBUSY another call is under way.
/// EPERM in a forked child. ENOMEM; and what getrandom(2) fails with, in a sandbox: a client was not let in, and will ask again.
///
/// Ownership: the data of the event is the server's, until the next call with it.
///
/// Threads: one at a time. Not a cancellation point.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_fifo_server_next(
    server: *mut leat_fifo_server,
    timeout_ms: c_int,
    ret_event: *mut leat_server_event,
) -> c_int {
    own(Own::fifo_server_next, -1, || {
        // SAFETY: NULL, or a server that is not freed meanwhile.
        let mut server = unsafe { handle::enter(server, "server")? };
        // SAFETY: NULL, or a struct of the size that it says.
        let ret_event = unsafe { Filled::new(ret_event, "ret_event")? };
        let event = server.next(&Deadline::after(timeout_ms)?)?;
        ret_event.set(&as_c(&event));
        Ok(0)
    })
}

fn as_c(event: &Event) -> leat_server_event {
    let has_data = matches!(event.what, What::Data | What::Text);
    leat_server_event {
        size: size_of::<leat_server_event>(),
        user: event.who.user,
        data: if has_data { event.data.as_ptr().cast() } else { null() },
        data_size: event.data.len(),
        client: event.client,
        kind: match event.what {
            What::Joined => LEAT_JOINED,
            What::Data => LEAT_DATA,
            What::Gone => LEAT_GONE,
            What::Text => LEAT_TEXT,
        },
        error: event.error,
        pid: event.who.pid,
        uid: event.who.uid,
        gid: event.who.gid,
        reserved: 0,
    }
}

/// Sends an answer of any size to a client, without waiting: what the client's FIFO has no room for is queued, and written
/// during leat_fifo_server_next. A client gets each answer as a whole, and in their order.
///
/// Returns 0; -1 on failure.
///
/// Errors: EAGAIN the client does not read, and as much as options.queue_size waits for it: answer it later, or drop it
/// (leat_fifo_server_drop). EPIPE it is gone, and LEAT_GONE will tell so. ENOTCONN there is no client of that number. EFAULT
/// `server` or `data` is NULL. EMSGSIZE 4 GiB or more. EBUSY, EPERM as leat_fifo_server_next. ENOMEM.
///
/// Ownership: the data is copied.
///
/// Threads: one at a time.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_fifo_server_answer(
    server: *mut leat_fifo_server,
    client: u64,
    data: *const c_void,
    size: usize,
) -> c_int {
    own(Own::fifo_server_answer, -1, || {
        // SAFETY: NULL, or a server that is not freed meanwhile.
        let mut server = unsafe { handle::enter(server, "server")? };
        // SAFETY: NULL, or so many bytes.
        let data = unsafe { bytes(data, size, "data")? };
        check_size(size)?;
        server.answer(client, data).map(|()| 0)
    })
}

/// Sends an answer to all clients, as leat_fifo_server_answer. One that is too slow for it, as its queue is full, is dropped,
/// so that none misses anything unnoticed: LEAT_GONE tells so with ENOBUFS, and the client loses its connection.
///
/// Returns how many clients it was sent to, at most INT_MAX; -1 on failure.
///
/// Errors: EFAULT `server` or `data` is NULL. EMSGSIZE 4 GiB or more. EBUSY, EPERM as leat_fifo_server_next. ENOMEM: some have
/// got it.
///
/// Ownership: the data is copied.
///
/// Threads: one at a time.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_fifo_server_answer_all(
    server: *mut leat_fifo_server,
    data: *const c_void,
    size: usize,
) -> c_int {
    own(Own::fifo_server_answer_all, -1, || {
        // SAFETY: NULL, or a server that is not freed meanwhile.
        let mut server = unsafe { handle::enter(server, "server")? };
        // SAFETY: NULL, or so many bytes.
        let data = unsafe { bytes(data, size, "data")? };
        check_size(size)?;
        server.answer_all(data).map(|count| c_int::try_from(count).unwrap_or(c_int::MAX))
    })
}

/// Gives the client a pointer of the caller's, which is in each later event of it.
///
/// Returns 0; -1 on failure.
///
/// Errors: ENOTCONN there is no client of that number. EFAULT `server` is NULL. EBUSY, EPERM as leat_fifo_server_next.
///
/// Ownership: what it leads to is the caller's; free it at LEAT_GONE.
///
/// Threads: one at a time.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_fifo_server_set_user(
    server: *mut leat_fifo_server,
    client: u64,
    user: *mut c_void,
) -> c_int {
    own(Own::fifo_server_set_user, -1, || {
        // SAFETY: NULL, or a server that is not freed meanwhile.
        let mut server = unsafe { handle::enter(server, "server")? };
        server.set_user(client, user).map(|()| 0)
    })
}

/// Ends a client: nothing is told of it any more, what waits for it in the server's queue is lost, and it finds that the
/// server has ended.
///
/// Returns 0; -1 on failure.
///
/// Errors: as leat_fifo_server_set_user.
///
/// Threads: one at a time.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_fifo_server_drop(server: *mut leat_fifo_server, client: u64) -> c_int {
    own(Own::fifo_server_drop, -1, || {
        // SAFETY: NULL, or a server that is not freed meanwhile.
        let mut server = unsafe { handle::enter(server, "server")? };
        server.drop_client(client).map(|()| 0)
    })
}

/// Gives the server's descriptor, for poll(2) and event loops: when it is readable, call leat_fifo_server_next with 0 until
/// that fails with EAGAIN. Do not read from it.
///
/// Returns the descriptor; -1 on failure.
///
/// Errors: EFAULT `server` is NULL. EBUSY, EPERM as leat_fifo_server_next.
///
/// Ownership: the server's, until leat_fifo_server_free.
///
/// Threads: one at a time.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_fifo_server_fd(server: *mut leat_fifo_server) -> c_int {
    own(Own::fifo_server_fd, -1, || {
        // SAFETY: NULL, or a server that is not freed meanwhile.
        Ok(unsafe { handle::enter(server, "server")? }.fd())
    })
}

/// Ends the server: its clients find that it has ended, and its FIFO is removed, unless it has LEAT_FIFO_KEEP. Answers that
/// wait in its queues are lost. NULL is nothing.
///
/// Errors: none. errno is left as it was.
///
/// Ownership: the caller may not use it any more.
///
/// Threads: safe, when no other call is under way. Works in a forked child, where it only closes.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_fifo_server_free(server: *mut leat_fifo_server) {
    freeing(|| {
        // SAFETY: NULL, or a server that nobody uses afterwards.
        unsafe { handle::free(server, Server::inherited) };
    });
}
