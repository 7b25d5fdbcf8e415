//! What servers have in common, whatever they serve through.

mod ffi;

pub(crate) use ffi::{LEAT_DATA, LEAT_GONE, LEAT_JOINED, LEAT_TEXT, leat_server_event};
