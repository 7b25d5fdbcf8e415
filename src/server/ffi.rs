//! → include/leat/server.h
//!
//! What servers tell of, whatever they serve through: that of FIFOs (`leat_fifo_server_next`) is the first.

use std::ffi::{c_int, c_void};

/// A client has joined.
pub const LEAT_JOINED: c_int = 1;
/// A client has sent data.
pub const LEAT_DATA: c_int = 2;
/// A client is gone, and so is its number.
pub const LEAT_GONE: c_int = 3;
/// Somebody has sent a line of text who is no client, and cannot be answered.
pub const LEAT_TEXT: c_int = 4;

/// An event of a server.
#[allow(non_camel_case_types, reason = "the name of the C type")]
#[repr(C)]
#[derive(Clone, Copy)]
pub struct leat_server_event {
    /// The size of this struct: LEAT_SERVER_EVENT_INIT sets it.
    pub size: usize,
    /// What the server was given for this client by ..._set_user; NULL until then.
    pub user: *mut c_void,
    /// LEAT_DATA, LEAT_TEXT: what was sent, which belongs to the server and stays until the next call with it. NULL otherwise.
    pub data: *const c_void,
    /// The bytes of it.
    pub data_size: usize,
    /// The number of the client, which no other client of this server has had or will have. 0: none, with LEAT_TEXT.
    pub client: u64,
    /// LEAT_JOINED, LEAT_DATA, LEAT_GONE, LEAT_TEXT; or what a newer leat tells of, to be left alone.
    pub kind: i32,
    /// LEAT_GONE: 0 if the client has ended or left, ENOBUFS if it was dropped for being too slow.
    pub error: i32,
    /// The process of the client; 0 where it is not known.
    pub pid: i32,
    /// Its user and group; UINT32_MAX where they are not known.
    pub uid: u32,
    pub gid: u32,
    pub reserved: u32,
}
