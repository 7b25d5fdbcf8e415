#![allow(unsafe_code, reason = "makes queues")]

use std::ffi::CString;
use std::time::Duration;

use super::*;

fn soon() -> Moment {
    Moment::now() + Duration::from_secs(60)
}

/// A queue for three messages of 100 bytes, whose name is gone in the end.
struct Made {
    name: CString,
    fd: c_int,
}

impl Made {
    fn new(name: &str) -> Made {
        let name = CString::new(format!("/{name}-{}", std::process::id())).unwrap();
        // SAFETY: all zero is valid.
        let mut attributes: libc::mq_attr = unsafe { std::mem::zeroed() };
        (attributes.mq_maxmsg, attributes.mq_msgsize) = (3, 100);
        let flags = libc::O_CREAT | libc::O_RDWR | libc::O_NONBLOCK | libc::O_CLOEXEC;
        // SAFETY: a string, flags, and what O_CREAT needs.
        let fd = unsafe { libc::mq_open(name.as_ptr(), flags, 0o600, &raw mut attributes) };
        assert_ne!(fd, -1);
        // SAFETY: a message of one byte.
        assert_eq!(unsafe { libc::mq_send(fd, c"x".as_ptr(), 1, 0) }, 0);
        Made { name, fd }
    }

    fn unlink(&self) {
        // SAFETY: a string.
        unsafe { libc::mq_unlink(self.name.as_ptr()) };
    }
}

impl Drop for Made {
    fn drop(&mut self) {
        self.unlink();
        // SAFETY: its own.
        unsafe { libc::close(self.fd) };
    }
}

#[test]
fn a_queue_by_descriptor_and_by_name() {
    let made = Made::new("leat-mqueue");
    let this = Process::this();
    let queue = Queue { maxmsg: 3, msgsize: 100, messages: 1, nonblocking: true };
    assert_eq!(Queue::of(this, made.fd, soon()), Ok(queue));
    assert!(!queue.is_full() && reserved(queue.maxmsg, queue.msgsize) == 3 * (100 + 96));
    assert_eq!(Queue::named(made.name.as_bytes(), soon()), Ok(queue));
    assert_eq!(notified(made.fd), Ok(None));
    made.unlink();
    assert_eq!(Queue::named(made.name.as_bytes(), soon()), Err(libc::ENOENT));
    assert_eq!(Queue::of(this, -1, soon()), Err(libc::EBADF));
}

#[test]
fn the_queue_of_another_process() {
    let made = Made::new("leat-mqueue-other");
    // SAFETY: the child makes no call but pause.
    let pid = unsafe { libc::fork() };
    if pid == 0 {
        loop {
            // SAFETY: takes nothing.
            unsafe { libc::pause() };
        }
    }
    let found = Queue::of(Process { pid }, made.fd, soon());
    // SAFETY: a child that has not been waited for, and then is.
    unsafe { libc::kill(pid, libc::SIGKILL) };
    // SAFETY: as above.
    unsafe { libc::waitpid(pid, std::ptr::null_mut(), 0) };
    assert_eq!(found, Ok(Queue { maxmsg: 3, msgsize: 100, messages: 1, nonblocking: true }));
}

/// This process has many threads here, and only a queue that it has open can be looked at.
#[test]
fn a_queue_that_may_not_be_opened() {
    let mut made = Made::new("leat-mqueue-closed");
    // SAFETY: its own.
    unsafe { libc::close(made.fd) };
    // SAFETY: takes a number. It is closed in the end.
    made.fd = unsafe { libc::dup(0) };
    assert_eq!(Queue::named(made.name.as_bytes(), soon()), Err(libc::EBUSY));
    assert_eq!(exists(made.name.as_bytes()), Ok(()));
}

#[test]
fn queues_are_listed_where_there_is_a_list() {
    let made = Made::new("leat-mqueue-listed");
    let mut seen = false;
    match each(&mut |listed| {
        seen = &made.name.as_bytes()[1..] == listed.name;
        !seen
    }) {
        Err(error) => assert_eq!(error, libc::ENOENT),
        Ok(()) => assert!(seen),
    }
}

#[test]
fn what_a_queue_takes_of_the_limit() {
    assert_eq!(reserved(10, 8192), 10 * (8192 + 48) + 10 * 48);
    assert_eq!(reserved(65536, 16), 65536 * (16 + 48) + 32768 * 48);
    assert_eq!(reserved(i64::MAX, i64::MAX), u64::MAX);
    assert!(limit("msg_max").unwrap() > 0);
}
