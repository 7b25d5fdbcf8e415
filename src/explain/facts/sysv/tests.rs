//! Objects of this test's own, found in the tables.
#![allow(unsafe_code, reason = "makes objects")]

use super::*;
use std::time::Duration;

fn object(kind: Kind, line: &str) -> Object {
    Object::parse(kind, line.as_bytes()).unwrap()
}

#[test]
fn the_lines_of_the_tables() {
    assert_eq!(Object::parse(Kind::Queue, b"       key      msqid perms      cbytes       qnum"), None);
    let queue =
        "        66     262161   640           4          1 10544 10543  1  2  3  4 1795740577 1795740578 1795740579";
    let details = Details::Queue {
        bytes: 4,
        messages: 1,
        last_sender: 10_544,
        last_receiver: 10_543,
        sent: 1_795_740_577,
        received: 1_795_740_578,
    };
    let queue = object(Kind::Queue, queue);
    assert_eq!((queue.key, queue.id, queue.mode, queue.details), (Key(66), 262_161, 0o640, details));
    assert_eq!((queue.owner, queue.group, queue.creator, queue.creator_group), (1, 2, 3, 4));
    assert_eq!(queue.changed, 1_795_740_579);

    let set = object(Kind::Set, " -1  852009   600          2     5     6     7     8   9 1795745888");
    assert_eq!((set.key, set.details), (Key(-1), Details::Set { count: 2, operated: 9 }));
    assert_eq!((set.owner, set.creator_group, set.changed), (5, 8, 1_795_745_888));

    let segment = "1275199488   7  1600   18446744073692774399  12  13  2  5  6  7  8  20  21  22   0  0";
    let segment = object(Kind::Segment, segment);
    let details = Details::Segment {
        size: 18_446_744_073_692_774_399,
        made_by: 12,
        last: 13,
        attached: 2,
        attached_at: 20,
        detached_at: 21,
    };
    assert_eq!((segment.details, segment.owner, segment.changed), (details, 5, 22));
    assert_eq!(segment.to_string(), "segment 7");
    assert_eq!((segment.key.to_string(), Mode(segment.mode).to_string()), ("0x4c020000".into(), "0600".into()));
}

#[test]
fn a_queue_its_messages_and_their_types() {
    // SAFETY: takes numbers.
    let id = unsafe { libc::msgget(libc::IPC_PRIVATE, 0o600) };
    assert!(id >= 0);
    for kind in [3i64, 1] {
        let message = [kind, 0];
        // SAFETY: the message has that size.
        assert_eq!(unsafe { libc::msgsnd(id, message.as_ptr().cast(), 5, 0) }, 0);
    }
    let found = by_id(Kind::Queue, id).unwrap().unwrap();
    assert!(matches!(found.details, Details::Queue { bytes: 10, messages: 2, last_receiver: 0, .. }), "{found:?}");
    assert_eq!(queue_capacity(id), limit("msgmnb"));
    let mut messages = Vec::new();
    let until = Moment::now() + Duration::from_secs(60);
    match each_message(id, until, &mut |message| {
        messages.push(message);
        true
    }) {
        Err(libc::ENOSYS) => (),
        in_time => {
            assert_eq!(in_time, Ok(true));
            assert_eq!(messages, [Message { kind: 3, size: 5 }, Message { kind: 1, size: 5 }]);
        }
    }
    // SAFETY: takes numbers.
    assert_eq!(unsafe { libc::msgctl(id, libc::IPC_RMID, std::ptr::null_mut()) }, 0);
    assert_eq!(by_id(Kind::Queue, id), Ok(None));
}

/// Asked for alone, an object is what it is in the table.
#[test]
fn the_kernel_and_its_tables_agree() {
    let until = || Moment::now() + Duration::from_secs(60);
    let key = 0x5000_0000 | Process::this().pid;
    // SAFETY: takes numbers.
    let queue = unsafe { libc::msgget(key, 0o1600) };
    // SAFETY: takes numbers.
    let set = unsafe { libc::semget(key, 3, 0o1640) };
    // SAFETY: takes numbers.
    let segment = unsafe { libc::shmget(key, 5, 0o1604) };
    let ids = [queue, set, segment];
    for (kind, id) in Kind::ALL.into_iter().zip(ids) {
        assert!(id >= 0, "{kind}");
        let mut in_table = None;
        each(kind, until(), &mut |object| {
            in_table = (object.id == id).then_some(*object);
            in_table.is_none()
        })
        .unwrap();
        assert!(in_table.is_some());
        assert_eq!(by_id(kind, id), Ok(in_table));
        assert_eq!(by_key(kind, key), Ok(in_table));
        assert!(count(kind).unwrap() > 0);
    }
    assert!(semaphores().unwrap() >= 3 && pages().unwrap() >= 1);
    // SAFETY: IPC_RMID takes nothing more.
    unsafe { libc::msgctl(queue, libc::IPC_RMID, std::ptr::null_mut()) };
    // SAFETY: IPC_RMID takes nothing more.
    unsafe { libc::semctl(set, 0, libc::IPC_RMID) };
    // SAFETY: IPC_RMID takes nothing more.
    unsafe { libc::shmctl(segment, libc::IPC_RMID, std::ptr::null_mut()) };
    assert!(Kind::ALL.into_iter().all(|kind| by_key(kind, key) == Ok(None)));
    // This is no key, and asking for it must make nothing.
    assert!(Kind::ALL.into_iter().all(|kind| by_key(kind, libc::IPC_PRIVATE) == Ok(None)));
}

#[test]
fn semaphores_and_who_changed_them() {
    // SAFETY: takes numbers.
    let id = unsafe { libc::semget(libc::IPC_PRIVATE, 2, 0o600) };
    assert!(id >= 0);
    // SAFETY: SETVAL takes an int.
    assert_eq!(unsafe { libc::semctl(id, 1, libc::SETVAL, 7) }, 0);
    let mine = Process::this().pid;
    let semaphore = Semaphore { value: 7, last: mine, waiting: 0, waiting_for_zero: 0 };
    assert_eq!(Semaphore::of(id, 1), Ok(semaphore));
    assert_eq!(Semaphore::of(id, 2), Err(libc::EINVAL));
    let found = by_id(Kind::Set, id).unwrap().unwrap();
    assert!(matches!(found.details, Details::Set { count: 2, operated: 0 }));
    assert_eq!(found.is_orphan(), None);
    // SAFETY: IPC_RMID takes nothing more.
    assert_eq!(unsafe { libc::semctl(id, 0, libc::IPC_RMID) }, 0);
    assert!(semaphore_limits().unwrap().iter().all(|limit| *limit > 0));
}
