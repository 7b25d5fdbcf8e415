//! → include/leat/explain.h
#![allow(unsafe_code, reason = "exported functions")]

use std::ffi::{c_char, c_int};

use libc::pid_t;

use super::facts::file::Errno;
use super::hang;
use super::text::Text;
use crate::boundary::{cancel, errno, guard::guard, text_out};

/// Explains why a process does not go on: what each of its threads is blocked in, on which object (a pipe, FIFO, socket,
/// queue, semaphore, file lock, child, mutex, signal, terminal), who has the other end and what they do; and, where that can
/// be proven, that nobody will ever end the wait, and what to do. As in
///
///     reader (pid 4242) is blocked for ever.
///       It waits in read(3, 0x7ffd8a3c5e10, 4096) for data from pipe 81234 (fd 3, its read end).
///       The write end is open only in reader (pid 4242) itself, as fd 4.
///       Verdict: no other process can write: this read will never return, nor see end of file. Do: close fd 4 before reading.
///
/// Everything is read now, from /proc and the kernel's tables, in less than a second. The process is neither stopped nor
/// traced and goes on meanwhile; no verdict is said of a thread that has moved since. A process that is merely slow, or waits
/// for what may yet come, gets no verdict. What could not be read, because a process belongs to somebody else, may not be
/// traced (/proc/sys/kernel/yama/ptrace_scope), is hidden (hidepid) or outside this container, is named, and the verdict then
/// begins "as far as can be seen". Of a thread's number the whole process is explained, and of the caller's own pid its other
/// threads.
///
/// Returns the length of the whole text in bytes without the NUL, as snprintf(3) does, at most 65,535: lines of at most 120
/// columns, each ended by a newline, UTF-8. -1 on failure.
///
/// Writes at most `size` bytes to `ret_text`: the text, or as much of it as fits, marked by "…" at the cut, and always a NUL
/// unless `size` is 0, in which case `ret_text` may be NULL.
///
/// Errors: EFAULT `ret_text` is NULL and `size` is not 0. EINVAL `pid` is not positive. ESRCH there is no such process, or
/// /proc does not show it. ENOMEM, EMFILE, ENFILE it takes some memory and a few descriptors. Otherwise errno is left as it
/// was.
///
/// Ownership: the buffer is the caller's.
///
/// Threads: safe, and needs about 32 KiB of stack. Not async-signal-safe; no cancellation point. Works in a forked child.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_explain_process(pid: pid_t, ret_text: *mut c_char, size: usize) -> c_int {
    // SAFETY: the caller says that so many bytes may be written.
    unsafe { explained(ret_text, size, || hang::explain_process(pid)) }
}

/// Explains why several processes do not go on, and those that they wait for: the text of leat_explain_process for each of
/// the processes, then for those that could end their waits, and so on, at most 64; and behind them each cycle in which
/// processes wait for each other.
///
/// Returns the length of the whole text in bytes without the NUL, as snprintf(3) does, at most 65,535; -1 on failure.
///
/// Writes at most `size` bytes to `ret_text`, as leat_explain_process does.
///
/// Errors: EFAULT `ret_text` is NULL and `size` is not 0, or `pids` is NULL and `count` is not 0. EINVAL a pid is not
/// positive. E2BIG there are more than 64. ESRCH there is no such process, or /proc does not show it. ENOMEM, EMFILE, ENFILE
/// it takes some memory and a few descriptors. Otherwise errno is left as it was.
///
/// Ownership: the array and the buffer are the caller's.
///
/// Threads: safe, and needs about 32 KiB of stack. Not async-signal-safe; no cancellation point. Works in a forked child.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_explain_wait_graph(
    pids: *const pid_t,
    count: usize,
    ret_text: *mut c_char,
    size: usize,
) -> c_int {
    if pids.is_null() && count != 0 {
        errno::set(libc::EFAULT);
        return -1;
    }
    if count > hang::PROCESSES {
        errno::set(libc::E2BIG);
        return -1;
    }
    // SAFETY: the caller says that so many are there; of none there may be no array.
    let pids = if count == 0 { &[] } else { unsafe { std::slice::from_raw_parts(pids, count) } };
    // SAFETY: the caller says that so many bytes may be written.
    unsafe { explained(ret_text, size, || hang::explain_wait_graph(pids)) }
}

/// Writes the text that `explain` makes, or fails with its error.
///
/// # Safety
/// So many bytes may be written at `ret_text`.
unsafe fn explained(ret_text: *mut c_char, size: usize, explain: impl FnOnce() -> Result<Text, Errno>) -> c_int {
    if ret_text.is_null() && size != 0 {
        errno::set(libc::EFAULT);
        return -1;
    }
    let before = errno::get();
    cancel::disabled(|| {
        guard(-1, || {
            let result = explain();
            errno::set(*result.as_ref().err().unwrap_or(&before));
            // SAFETY: the caller says that so many bytes may be written.
            result.map_or(-1, |text| unsafe { text_out::write(text.as_str(), ret_text, size) })
        })
    })
}
