//! → include/leat/fifo.h
#![allow(unsafe_code, reason = "exported functions")]

use std::ffi::{c_char, c_int, c_void};
use std::ptr::null_mut;

use libc::{ECONNRESET, EMSGSIZE};

use super::client::{Client, leat_fifo_client, too_large};
use super::open::nobody;
use super::wire::MOST_DATA;
use crate::boundary::error::Error;
use crate::boundary::handle;
use crate::boundary::own::{freeing, own};
use crate::boundary::ptr::{Out, bytes, bytes_mut, string};
use crate::deadline::Deadline;
use crate::explain::own::Own;
use crate::explain::refuse;

/// Joins the server of the FIFO at `path` (leat_fifo_server_new), and waits for it, if it is not there or does not come to it,
/// no longer than `timeout_ms`: LEAT_FOREVER or milliseconds. (0 is enough only for what fails at once.)
///
/// Returns the client; NULL on failure.
///
/// Errors: ETIMEDOUT no server, or none that answers: it may be busy, out of descriptors, or another user's, but for root's.
/// EAGAIN with 0 it would wait. ECONNREFUSED it has as many clients as it wants. ECONNRESET with 0 it has ended meanwhile.
/// ENOENT there is no FIFO at `path`: for clients that may begin before the server, leat_fifo_make makes one. EINVAL it is none
/// (ELOOP: a symbolic link, as clients' FIFOs are beside the server's); `timeout_ms`. ECANCELED the stop of this thread was
/// thrown. EFAULT `path` is NULL. EPROTO what has answered is no server of leat's. ENOMEM. ENAMETOOLONG `path` has more than
/// 4,078 bytes. Those of open(2) and mkfifo(3): the client's own FIFO is made beside the server's, and removed in any case.
///
/// Ownership: the caller's, until leat_fifo_client_free.
///
/// Threads: safe. Not a cancellation point.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_fifo_client_open(path: *const c_char, timeout_ms: c_int) -> *mut leat_fifo_client {
    own(Own::fifo_client_open, null_mut(), || {
        // SAFETY: NULL, or a string.
        let path = unsafe { string(path, "path")? };
        handle::new(Client::open(path, &Deadline::after(timeout_ms)?)?)
    })
}

/// Sends a request of at most 4,064 bytes to the server, whole or not at all; it waits as long as the FIFO is full.
/// `timeout_ms` is LEAT_FOREVER, 0 or milliseconds. That it was sent does not say that the server has read it.
///
/// Returns 0; -1 on failure.
///
/// Errors: ETIMEDOUT the time is over. EAGAIN with 0 it would wait. ECONNRESET the server has ended, or has dropped this
/// client: open another. EMSGSIZE `size`. ECANCELED the stop of this thread was thrown. EFAULT `client` or `data` is NULL.
/// EINVAL `timeout_ms`. EBUSY another call is under way. EPERM in a forked child.
///
/// Ownership: the data is copied.
///
/// Threads: one at a time. Not a cancellation point.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_fifo_client_send(
    client: *mut leat_fifo_client,
    data: *const c_void,
    size: usize,
    timeout_ms: c_int,
) -> c_int {
    own(Own::fifo_client_send, -1, || {
        // SAFETY: NULL, or a client that is not freed meanwhile.
        let mut client = unsafe { handle::enter(client, "client")? };
        // SAFETY: NULL, or so many bytes.
        let data = unsafe { bytes(data, size, "data")? };
        client.send(data, &Deadline::after(timeout_ms)?).map(|()| 0)
    })
}

/// Waits for the next answer of the server, which comes whole. `timeout_ms` is LEAT_FOREVER, 0 or milliseconds.
///
/// Returns 1; 0 if the server has ended (leat_fifo_server_free), and everything it has sent was received; -1 on failure.
///
/// Writes to `ret_data` and `ret_size`, with 1.
///
/// Errors: ETIMEDOUT the time is over. EAGAIN with 0 there is none. ECONNRESET the server was killed, or has dropped this
/// client as too slow. EPROTO what came is no answer. ECANCELED the stop of this thread was thrown. EFAULT `client`, `ret_data`
/// or `ret_size` is NULL. EINVAL `timeout_ms`. EBUSY, EPERM as leat_fifo_client_send. ENOMEM.
///
/// Ownership: the answer is the client's, until the next call with it.
///
/// Threads: one at a time. Not a cancellation point.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_fifo_client_receive(
    client: *mut leat_fifo_client,
    timeout_ms: c_int,
    ret_data: *mut *const c_void,
    ret_size: *mut usize,
) -> c_int {
    own(Own::fifo_client_receive, -1, || {
        // SAFETY: NULL, or a client that is not freed meanwhile.
        let mut client = unsafe { handle::enter(client, "client")? };
        // SAFETY: NULL, or room for it.
        let mut ret_data = unsafe { Out::new(ret_data, "ret_data")? };
        // SAFETY: NULL, or room for it.
        let mut ret_size = unsafe { Out::new(ret_size, "ret_size")? };
        let Some(answer) = client.receive(&Deadline::after(timeout_ms)?)? else { return Ok(0) };
        ret_data.set(answer.as_ptr().cast());
        ret_size.set(answer.len());
        Ok(1)
    })
}

/// Gives the client's descriptor, for poll(2) and event loops: when it is readable, call leat_fifo_client_receive with 0 until
/// that fails with EAGAIN. Do not read from it.
///
/// Returns the descriptor; -1 on failure.
///
/// Errors: EFAULT `client` is NULL. EBUSY, EPERM as leat_fifo_client_send.
///
/// Ownership: the client's, until leat_fifo_client_free.
///
/// Threads: one at a time.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_fifo_client_fd(client: *mut leat_fifo_client) -> c_int {
    own(Own::fifo_client_fd, -1, || {
        // SAFETY: NULL, or a client that is not freed meanwhile.
        Ok(unsafe { handle::enter(client, "client")? }.fd())
    })
}

/// Leaves the server, which gets all that was sent. NULL is nothing.
///
/// Errors: none. errno is left as it was.
///
/// Ownership: the caller may not use it any more.
///
/// Threads: safe, when no other call is under way. Works in a forked child, where it only closes.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_fifo_client_free(client: *mut leat_fifo_client) {
    // SAFETY: NULL, or a client that nobody uses afterwards.
    freeing(|| unsafe { handle::free(client, drop) });
}

/// Joins the server of the FIFO at `path`, sends it one request of at most 4,064 bytes, waits for one answer, and leaves. All
/// of that takes no longer than `timeout_ms`: LEAT_FOREVER or milliseconds.
///
/// Returns 0; -1 on failure.
///
/// Writes the answer to `ret_answer`, of `capacity` bytes, and its size to `ret_size`.
///
/// Errors: those of leat_fifo_client_open, leat_fifo_client_send and leat_fifo_client_receive. After ETIMEDOUT, ECANCELED or
/// ECONNRESET the server may have acted on the request. EMSGSIZE the request is too large, or the answer is larger than
/// `capacity`. ECONNRESET also if the server ends without an answer. EFAULT a pointer is NULL.
///
/// Ownership: all memory is the caller's.
///
/// Threads: safe. Not a cancellation point.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_fifo_request(
    path: *const c_char,
    request: *const c_void,
    size: usize,
    timeout_ms: c_int,
    ret_answer: *mut c_void,
    capacity: usize,
    ret_size: *mut usize,
) -> c_int {
    own(Own::fifo_request, -1, || {
        // SAFETY: NULL, or a string.
        let path = unsafe { string(path, "path")? };
        // SAFETY: NULL, or so many bytes.
        let request = unsafe { bytes(request, size, "request")? };
        // SAFETY: NULL, or room for so many bytes, which are only written.
        let ret_answer = unsafe { bytes_mut(ret_answer, capacity, "ret_answer")? };
        // SAFETY: NULL, or room for it.
        let mut ret_size = unsafe { Out::new(ret_size, "ret_size")? };
        let until = Deadline::after(timeout_ms)?;
        if request.len() > MOST_DATA {
            return Err(too_large(request));
        }
        let mut client = Client::open(path, &until)?;
        // Of its descriptors, which are closed with it, nothing could be told.
        let unanswered = |error| nobody(error, path, &until, refuse::unanswered);
        client.send(request, &until).map_err(unanswered)?;
        let Some(answer) = client.receive(&until).map_err(unanswered)? else {
            return Err(Error::refused(ECONNRESET, refuse::server_gone()));
        };
        let Some(place) = ret_answer.get_mut(..answer.len()) else {
            let (size, room) = (answer.len() as i64, capacity as i64);
            return Err(Error::refused(EMSGSIZE, refuse::answer_too_large(size, room)));
        };
        place.copy_from_slice(answer);
        ret_size.set(answer.len());
        Ok(0)
    })
}
