//! What the word is that a thread waits for: by the memory around it, where glibc has its mutex, semaphore, condition.
//!
//! ```text
//!   pthread_mutex_t   0 lock   4 count   8 owner   12 users   16 kind
//!   sem_t             0 value  4 waiting 8 128 if shared
//!   pthread_cond_t    0 numbers given out   16 two counts   36 waiters, and flags   40 two words that are waited for
//!          since 2.41 0 numbers given out                   28 waiters, and flags   32 two words that are waited for
//!   pthread_rwlock_t  0 readers  8 and 12 are waited for  24 writer  28 not 0 if shared
//!   pthread_barrier_t 0 came  4 round, which is waited for  8 of how many  12 128 if shared
//! ```
//!
//! Each has several marks that must agree, and with the call too. What has not all of them is not guessed.

use libc::pid_t;

use super::numbers;
use crate::explain::call::Words;
use crate::explain::facts::maps::{self, Mapping, Memory};
use crate::explain::facts::mutex::{INHERIT, KIND, OWNER, RECURSIVE, ROBUST, SHARED, TYPE};
use crate::explain::facts::process::Process;
use crate::explain::facts::{peek, threads};
use crate::explain::hang::object::{Futex, FutexKind, Place};
use crate::explain::hang::syscall::{
    FUTEX_COMMAND, FUTEX_LOCK_PI, FUTEX_LOCK_PI2, FUTEX_PRIVATE, FUTEX_WAIT, FUTEX_WAIT_BITSET,
};

/// How far from the word its object may begin, and how much of it is looked at in all.
const BEFORE: usize = 44;
const AROUND: usize = 80;

/// The call: futex(address, operation, expected, …).
pub(super) fn find(process: Process, words: &Words) -> Futex {
    let [address, operation, expected, ..] = *words;
    let private = operation & FUTEX_PRIVATE != 0;
    let wait = Wait { process, command: operation & FUTEX_COMMAND, expected: expected as u32, private };
    let shared = if private { None } else { place(process, address) };
    let (kind, distance) = wait.kind(address);
    Futex { address, object: address.wrapping_sub(distance), shared, kind }
}

/// Where an address is in memory that others may share.
fn place(process: Process, address: u64) -> Option<Place> {
    let place = |mapping: Mapping, path: &[u8]| {
        Some(Place { memory: Memory::of(process, &mapping, path)?, offset: mapping.offset_of(address) })
    };
    maps::look_at(process, address, place).ok()??
}

/// A call of futex that waits.
struct Wait {
    process: Process,
    command: u64,
    expected: u32,
    private: bool,
}

/// The words around the one that is waited for, which is at 0.
struct Around {
    bytes: [u8; AROUND],
}

impl Around {
    /// None if that is not all memory: then only what follows is looked at, as far as that is.
    fn read(process: Process, address: u64) -> Option<Around> {
        let mut bytes = [0; AROUND];
        if peek::read(process, address.wrapping_sub(BEFORE as u64), &mut bytes).is_err() {
            bytes = [0; AROUND];
            let after = peek::read(process, address, &mut bytes[BEFORE..]);
            // At the end of a page an object of 16 bytes may be all.
            after.or_else(|_| peek::read(process, address, &mut bytes[BEFORE..BEFORE + 16])).ok()?;
        }
        Some(Around { bytes })
    }

    fn word(&self, at: isize) -> u32 {
        let start = BEFORE.checked_add_signed(at);
        let bytes = start.and_then(|start| self.bytes.get(start..)).and_then(|bytes| bytes.first_chunk());
        bytes.map_or(0, |bytes| u32::from_ne_bytes(*bytes))
    }
}

/// The bit of a robust or priority-inheriting mutex's lock that says that somebody waits.
const WAITERS: u32 = 0x8000_0000;
/// What says that a semaphore or barrier is shared.
const FUTEX_SHARED: u32 = 128;
/// The bits of a condition's word: shared; then, from the third on, the number of waiters.
const CONDITION_SHARED: u32 = 1;
const CONDITION_WAITER: u32 = 8;

impl Wait {
    /// What it is, and how far its beginning is in front of the word.
    #[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
    fn kind(&self, address: u64) -> (FutexKind, u64) {
        Around::read(self.process, address).map_or((FutexKind::Unknown, 0), |around| self.kind_of(&around))
    }

    #[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
    fn kind_of(&self, around: &Around) -> (FutexKind, u64) {
        let found = match self.command {
            FUTEX_LOCK_PI | FUTEX_LOCK_PI2 => self.mutex(around),
            FUTEX_WAIT | FUTEX_WAIT_BITSET => self
                .mutex(around)
                .or_else(|| self.thread_end(around))
                .or_else(|| self.semaphore_or_condition(around))
                .or_else(|| self.read_write_lock(around))
                .or_else(|| self.barrier(around)),
            _ => None,
        };
        found.unwrap_or((FutexKind::Unknown, 0))
    }

    #[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
    fn kind(&self, _: u64) -> (FutexKind, u64) {
        (FutexKind::Unknown, 0)
    }

    /// A normal one waits for 2 to change; a robust one for its owner's number with a bit that somebody waits. Others
    /// have their owner in the word too.
    fn mutex(&self, around: &Around) -> Option<(FutexKind, u64)> {
        let (lock, owner, users, kind) = (around.word(0), around.word(8), around.word(12), around.word(16));
        let (robust, inherits) = (kind & ROBUST != 0, kind & INHERIT != 0);
        let by_call = match self.command {
            FUTEX_LOCK_PI | FUTEX_LOCK_PI2 => inherits,
            _ => !inherits && robust == (self.expected & WAITERS != 0) && (robust || self.expected == 2),
        };
        // Robust ones and those that inherit priorities always tell the kernel that they are shared if they are.
        let fits = by_call && kind & !KIND == 0 && (kind & SHARED == 0) == self.private;
        // Whoever locks it writes itself down as its owner, then counts itself as a user, and takes both back when it unlocks.
        let holder = if robust || inherits { lock & OWNER } else { owner };
        if !fits || lock == 0 || !(1..=MOST_THREADS).contains(&holder) || !(1..=MOST_USERS).contains(&users) {
            return None;
        }
        let owner = numbers::thread(self.process, holder as pid_t, self.private);
        Some((FutexKind::Mutex { owner, robust, recursive: kind & TYPE == RECURSIVE }, 0))
    }

    /// pthread_join waits until the kernel clears the number of the thread. It says that the word is shared: so the
    /// kernel does.
    fn thread_end(&self, around: &Around) -> Option<(FutexKind, u64)> {
        let tid = self.expected as pid_t;
        let fits = !self.private && tid > 0 && around.word(0) == self.expected;
        if !fits {
            return None;
        }
        let tid = numbers::thread(self.process, tid, true)?;
        threads::exists(self.process, tid).then_some((FutexKind::ThreadEnd { tid }, 0))
    }

    /// A condition has more marks.
    fn semaphore_or_condition(&self, around: &Around) -> Option<(FutexKind, u64)> {
        if self.command != FUTEX_WAIT_BITSET {
            return None;
        }
        self.condition(around).or_else(|| self.semaphore(around))
    }

    fn semaphore(&self, around: &Around) -> Option<(FutexKind, u64)> {
        let (value, waiting, shared) = (around.word(0), around.word(4), around.word(8));
        let fits = self.expected == 0
            && (1..=MOST_USERS).contains(&waiting)
            && shared == if self.private { 0 } else { FUTEX_SHARED };
        fits.then_some((FutexKind::Semaphore { value, waiting }, 0))
    }

    /// One of two words is waited for. Up to glibc 2.40 there is a count of who uses each; since then nothing follows them.
    fn condition(&self, around: &Around) -> Option<(FutexKind, u64)> {
        let found = [(0, 40), (1, 44), (0, 32), (1, 36)].into_iter().find(|&(group, place): &(isize, isize)| {
            let at = |offset: isize| around.word(offset - place);
            let is_old = place >= 40;
            let waiters = at(if is_old { 36 } else { 28 });
            let counted = if is_old {
                let users = at(16 + 4 * group);
                self.expected == 0 && users >= 2 && users / 2 <= MOST_USERS
            } else {
                self.expected == around.word(0) && at(40) == 0 && at(44) == 0
            };
            // Every waiter has taken a number, and one bit of that is for something else.
            counted
                && (at(0) >= 2 || at(4) > 0)
                && waiters >= CONDITION_WAITER
                && waiters / CONDITION_WAITER <= MOST_USERS
                && (waiters & CONDITION_SHARED != 0) != self.private
        });
        found.map(|(_, place)| (FutexKind::Condition, place.unsigned_abs() as u64))
    }

    /// Who waits has set the second bit of the word. The first of the two words says whose turn it is, readers' or
    /// writers'; only writers wait for the second.
    fn read_write_lock(&self, around: &Around) -> Option<(FutexKind, u64)> {
        if self.command != FUTEX_WAIT_BITSET || !matches!(self.expected, 2 | 3) {
            return None;
        }
        [8, 12].into_iter().find_map(|place: isize| {
            let at = |offset: isize| around.word(offset - place);
            let (readers, writer, shared) = (at(0), at(24), at(28));
            let writing = place == 12 || self.expected == 2;
            let fits = readers != 0
                && (shared & 0xff == 0) == self.private
                && writer <= MOST_THREADS
                && matches!((at(8), at(12)), (0..=3, 0..=3));
            if !fits {
                return None;
            }
            let writer = if writer == 0 { None } else { numbers::thread(self.process, writer as pid_t, self.private) };
            Some((FutexKind::ReadWriteLock { writer, writing }, place as u64))
        })
    }

    /// A round ends when so many have come.
    fn barrier(&self, around: &Around) -> Option<(FutexKind, u64)> {
        let (came, round, of, shared) = (around.word(-4), around.word(0), around.word(4), around.word(8));
        let came = came.wrapping_sub(round);
        let fits = self.command == FUTEX_WAIT
            && self.expected == round
            && (2..=MOST_USERS).contains(&of)
            && (1..of).contains(&came)
            && shared == if self.private { 0 } else { FUTEX_SHARED };
        fits.then_some((FutexKind::Barrier { came, of }, 4))
    }
}

/// No thread has a higher number (PID_MAX_LIMIT).
const MOST_THREADS: u32 = 1 << 22;
/// No more threads than that use one object; what looks like more is something else, such as half an address.
const MOST_USERS: u32 = 1 << 14;

#[cfg(test)]
#[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
mod tests {
    use super::*;

    /// What is seen of an object that consists of these words, of which one is waited for.
    fn kind(words: &[u32], place: usize, command: u64, expected: u32, private: bool) -> (FutexKind, u64) {
        let mut bytes = [0xa5; AROUND];
        for (number, word) in words.iter().enumerate() {
            if let Some(start) = (BEFORE + 4 * number).checked_sub(4 * place)
                && let Some(bytes) = bytes.get_mut(start..start + 4)
            {
                bytes.copy_from_slice(&word.to_ne_bytes());
            }
        }
        Wait { process: Process::this(), command, expected, private }.kind_of(&Around { bytes })
    }

    const NOTHING: (FutexKind, u64) = (FutexKind::Unknown, 0);

    #[test]
    fn mutexes_and_what_only_looks_like_one() {
        let mutex = |robust| (FutexKind::Mutex { owner: Some(1234), robust, recursive: false }, 0);
        assert_eq!(kind(&[2, 0, 1234, 1, 0], 0, FUTEX_WAIT, 2, true), mutex(false));
        assert_eq!(kind(&[2, 0, 1234, 1, SHARED], 0, FUTEX_WAIT, 2, false), mutex(false));
        assert_eq!(kind(&[2, 0, 1234, 1, SHARED], 0, FUTEX_WAIT, 2, true), NOTHING);
        assert_eq!(kind(&[WAITERS | 1234, 0, 1234, 1, ROBUST], 0, FUTEX_WAIT, WAITERS | 1234, true), mutex(true));
        assert_eq!(kind(&[WAITERS | 1234, 0, 1234, 1, INHERIT], 0, FUTEX_LOCK_PI, 0, true), mutex(false));
        // The lock of a stream: its owner is an address.
        assert_eq!(kind(&[2, 1, 0xde96_2740, 0x7f8e, 0], 0, FUTEX_WAIT, 2, true), NOTHING);
        assert_eq!(kind(&[2, 1, 1234, 0x7f8e, 0], 0, FUTEX_WAIT, 2, true), NOTHING);
    }

    #[test]
    fn semaphores() {
        let semaphore = (FutexKind::Semaphore { value: 0, waiting: 1 }, 0);
        assert_eq!(kind(&[0, 1, 0, 0], 0, FUTEX_WAIT_BITSET, 0, true), semaphore);
        assert_eq!(kind(&[0, 1, FUTEX_SHARED, 0], 0, FUTEX_WAIT_BITSET, 0, false), semaphore);
        assert_eq!(kind(&[0, 1, FUTEX_SHARED, 0], 0, FUTEX_WAIT_BITSET, 0, true), NOTHING);
        assert_eq!(kind(&[0, 0, 0, 0], 0, FUTEX_WAIT_BITSET, 0, true), NOTHING);
    }

    #[test]
    fn conditions_of_glibc_before_and_since_2_41() {
        let old = [2, 0, 0, 0, 2, 0, 0, 0, 0, 8, 0, 0];
        assert_eq!(kind(&old, 10, FUTEX_WAIT_BITSET, 0, true), (FutexKind::Condition, 40));
        assert_eq!(kind(&old, 11, FUTEX_WAIT_BITSET, 0, true), NOTHING);
        let second = [5, 0, 2, 0, 0, 2, 0, 0, 0, 9, 0, 0];
        assert_eq!(kind(&second, 11, FUTEX_WAIT_BITSET, 0, false), (FutexKind::Condition, 44));
        let new = [2, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0];
        assert_eq!(kind(&new, 8, FUTEX_WAIT_BITSET, 0, true), (FutexKind::Condition, 32));
        let second = [5, 0, 2, 0, 0, 0, 0, 8, 2, 3, 0, 0];
        assert_eq!(kind(&second, 9, FUTEX_WAIT_BITSET, 3, true), (FutexKind::Condition, 36));
    }

    #[test]
    fn read_write_locks_and_barriers() {
        let lock = [0xb, 0, 3, 3, 0, 0, 1234, 0];
        let held = |writing| FutexKind::ReadWriteLock { writer: Some(1234), writing };
        assert_eq!(kind(&lock, 2, FUTEX_WAIT_BITSET, 3, true), (held(false), 8));
        assert_eq!(kind(&lock, 3, FUTEX_WAIT_BITSET, 3, true), (held(true), 12));
        assert_eq!(kind(&[1, 0, 2, 0], 1, FUTEX_WAIT, 0, true), (FutexKind::Barrier { came: 1, of: 2 }, 4));
        assert_eq!(kind(&[2, 0, 2, 0], 1, FUTEX_WAIT, 0, true), NOTHING);
    }
}
