//! System V queues, semaphores and segments; POSIX queues and semaphores.

use super::super::call::Kind::{self, By, IntMember, Octal, OneOf, Pointer, QueueAttributes, Set, Unsigned};
use super::io::creates;
use super::{Flags, names};

/// Of msgget and semget: permissions, and what to do if there is none.
pub(crate) const IPC_FLAGS: Kind =
    Set(&Flags { bits: names![IPC_CREAT IPC_EXCL IPC_NOWAIT], octal: 0o777, ..Flags::NONE });

/// Of shmget, whose SHM_HUGETLB is the bit of IPC_NOWAIT.
pub(crate) const SEGMENT_FLAGS: Kind =
    Set(&Flags { bits: names![IPC_CREAT IPC_EXCL SHM_HUGETLB SHM_NORESERVE], octal: 0o777, ..Flags::NONE });

pub(crate) const MSG_SEND_FLAGS: Kind = Set(&Flags { bits: names![IPC_NOWAIT], ..Flags::NONE });

pub(crate) const MSG_RECEIVE_FLAGS: Kind =
    Set(&Flags { bits: names![IPC_NOWAIT MSG_NOERROR MSG_EXCEPT MSG_COPY], ..Flags::NONE });

pub(crate) const ATTACH_FLAGS: Kind =
    Set(&Flags { bits: names![SHM_RDONLY SHM_RND SHM_REMAP SHM_EXEC], ..Flags::NONE });

// What the libc crate lacks is from linux/msg.h and linux/shm.h.
pub(crate) const MSG_COMMAND: Kind =
    OneOf(names![IPC_RMID IPC_SET IPC_STAT IPC_INFO MSG_STAT MSG_INFO MSG_STAT_ANY = 13]);

pub(crate) const SHM_COMMAND: Kind = OneOf(names![
    IPC_RMID IPC_SET IPC_STAT IPC_INFO SHM_LOCK SHM_UNLOCK SHM_STAT = 13 SHM_INFO = 14 SHM_STAT_ANY = 15
]);

pub(crate) const SEM_COMMAND: Kind = OneOf(names![
    IPC_RMID IPC_SET IPC_STAT IPC_INFO GETPID GETVAL GETALL GETNCNT GETZCNT SETVAL SETALL SEM_STAT SEM_INFO SEM_STAT_ANY
]);

/// Nothing, an int or a pointer, by command: as `csrc/variadic.c` reads it.
pub(crate) const SEM_ARGUMENT: Kind = By(|words| match words[2] as i32 {
    libc::IPC_RMID | libc::GETVAL | libc::GETPID | libc::GETNCNT | libc::GETZCNT => None,
    libc::SETVAL => Some(IntMember),
    _ => Some(Pointer),
});

/// Of one operation of semop.
pub(crate) const SEMAPHORE_FLAGS: Flags = Flags { bits: names![IPC_NOWAIT SEM_UNDO], ..Flags::NONE };

// The mode of mq_open and sem_open, and the attributes or value behind it, are there if O_CREAT is.
pub(crate) const CREATION_MODE: Kind = By(|words| creates(words[1]).then_some(Octal));
pub(crate) const CREATION_ATTRIBUTES: Kind = By(|words| creates(words[1]).then_some(QueueAttributes));
pub(crate) const CREATION_VALUE: Kind = By(|words| creates(words[1]).then_some(Unsigned));
