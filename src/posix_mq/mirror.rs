//! → include/leat/posix_mq.h
#![allow(unsafe_code, reason = "calls libc for a C caller")]

use crate::mirror::mirror;
use libc::{c_char, c_int, c_uint, mq_attr, mqd_t, sigevent, ssize_t, timespec};

unsafe extern "C-unwind" {
    fn mq_close(queue: mqd_t) -> c_int;
    fn mq_unlink(name: *const c_char) -> c_int;
    fn mq_send(queue: mqd_t, message: *const c_char, size: usize, priority: c_uint) -> c_int;
    fn mq_timedsend(
        queue: mqd_t,
        message: *const c_char,
        size: usize,
        priority: c_uint,
        deadline: *const timespec,
    ) -> c_int;
    fn mq_receive(queue: mqd_t, message: *mut c_char, size: usize, priority: *mut c_uint) -> ssize_t;
    fn mq_timedreceive(
        queue: mqd_t,
        message: *mut c_char,
        size: usize,
        priority: *mut c_uint,
        deadline: *const timespec,
    ) -> ssize_t;
    fn mq_getattr(queue: mqd_t, attributes: *mut mq_attr) -> c_int;
    fn mq_setattr(queue: mqd_t, attributes: *const mq_attr, old_attributes: *mut mq_attr) -> c_int;
    fn mq_notify(queue: mqd_t, event: *const sigevent) -> c_int;
}

/// Mirrors mq_close(3): gives up a queue's descriptor. The queue and its messages stay. Errors: as mq_close(3).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_mq_close(queue: mqd_t) -> c_int {
    mirror!(mq_close(queue))
}

/// Mirrors mq_unlink(3): removes a queue's name. The queue goes when the last process has closed it.
/// Errors: as mq_unlink(3).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_mq_unlink(name: *const c_char) -> c_int {
    mirror!(mq_unlink(name))
}

/// Mirrors mq_send(3): puts a message on a queue, and waits while the queue is full. Higher priorities are received
/// first. Errors: as mq_send(3).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_mq_send(
    queue: mqd_t,
    message: *const c_char,
    size: usize,
    priority: c_uint,
) -> c_int {
    mirror!(mq_send(queue, message, size, priority))
}

/// Mirrors mq_timedsend(3): as leat_mq_send, but waits at most until a time of CLOCK_REALTIME; then ETIMEDOUT.
/// Errors: as mq_timedsend(3).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_mq_timedsend(
    queue: mqd_t,
    message: *const c_char,
    size: usize,
    priority: c_uint,
    deadline: *const timespec,
) -> c_int {
    mirror!(mq_timedsend(queue, message, size, priority, deadline))
}

/// Mirrors mq_receive(3): takes the oldest message of the highest priority off a queue and returns its size; waits
/// while there is none. The buffer has at least mq_msgsize bytes. Errors: as mq_receive(3).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_mq_receive(
    queue: mqd_t,
    message: *mut c_char,
    size: usize,
    priority: *mut c_uint,
) -> ssize_t {
    mirror!(mq_receive(queue, message, size, priority))
}

/// Mirrors mq_timedreceive(3): as leat_mq_receive, but waits at most until a time of CLOCK_REALTIME; then
/// ETIMEDOUT. Errors: as mq_timedreceive(3).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_mq_timedreceive(
    queue: mqd_t,
    message: *mut c_char,
    size: usize,
    priority: *mut c_uint,
    deadline: *const timespec,
) -> ssize_t {
    mirror!(mq_timedreceive(queue, message, size, priority, deadline))
}

/// Mirrors mq_getattr(3): tells a queue's flags and limits, and how many messages it has. Errors: as mq_getattr(3).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_mq_getattr(queue: mqd_t, attributes: *mut mq_attr) -> c_int {
    mirror!(mq_getattr(queue, attributes))
}

/// Mirrors mq_setattr(3): sets a queue descriptor's O_NONBLOCK, and nothing else; stores the attributes before
/// unless the place is NULL. Errors: as mq_setattr(3).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_mq_setattr(
    queue: mqd_t,
    attributes: *const mq_attr,
    old_attributes: *mut mq_attr,
) -> c_int {
    mirror!(mq_setattr(queue, attributes, old_attributes))
}

/// Mirrors mq_notify(3): asks for one signal, or one new thread, when a message comes to the empty queue; NULL
/// takes that back. One process may ask at a time. Errors: as mq_notify(3).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_mq_notify(queue: mqd_t, event: *const sigevent) -> c_int {
    mirror!(mq_notify(queue, event))
}
