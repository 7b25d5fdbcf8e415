//! What is in the memory of a mutex now, where glibc has it so:
//!
//! ```text
//!   pthread_mutex_t   0 lock   4 count   8 owner   12 users   16 kind
//! ```
//!
//! It is read as another process's memory would be, so an address of nothing is an error like others.

use std::fmt;

use libc::pid_t;

use super::file::Errno;
use super::peek;
use super::process::{Process, Status};
use super::sys;

/// The bits of a kind.
pub(crate) const RECURSIVE: u32 = 1;
pub(crate) const TYPE: u32 = 3;
pub(crate) const ROBUST: u32 = 0x10;
pub(crate) const INHERIT: u32 = 0x20;
const PROTECT: u32 = 0x40;
pub(crate) const SHARED: u32 = 0x80;
/// All that a kind may have: also two for elision.
pub(crate) const KIND: u32 = 0x300 | TYPE | ROBUST | INHERIT | PROTECT | SHARED;
/// The bits of the lock of a robust or priority-inheriting mutex that are its owner's number.
pub(crate) const OWNER: u32 = 0x3fff_ffff;
/// What the owner is after EOWNERDEAD.
const INCONSISTENT: u32 = i32::MAX as u32;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Mutex {
    lock: u32,
    owner: u32,
    pub users: u32,
    kind: u32,
}

impl Mutex {
    #[cfg(all(target_pointer_width = "64", target_endian = "little"))]
    pub(crate) fn at(process: Process, address: u64) -> Result<Mutex, Errno> {
        let words: [u8; 20] = peek::array(process, address)?;
        let mut words = words.chunks_exact(4).filter_map(|word| Some(u32::from_ne_bytes(*word.first_chunk()?)));
        let mut next = || words.next().ok_or(libc::EIO);
        let (lock, _, owner) = (next()?, next()?, next()?);
        Ok(Mutex { lock, owner, users: next()?, kind: next()? })
    }

    #[cfg(not(all(target_pointer_width = "64", target_endian = "little")))]
    pub(crate) fn at(_: Process, _: u64) -> Result<Mutex, Errno> {
        Err(libc::ENOSYS)
    }

    /// What pthread_mutex_destroy leaves behind.
    pub(crate) fn is_destroyed(self) -> bool {
        self.kind == u32::MAX
    }

    /// Has it a kind that there is?
    pub(crate) fn is_mutex(self) -> bool {
        self.kind & !KIND == 0
    }

    pub(crate) fn is_recursive(self) -> bool {
        self.kind & TYPE == RECURSIVE
    }

    pub(crate) fn is_robust(self) -> bool {
        self.kind & ROBUST != 0
    }

    /// Does it raise the priority of who has it?
    pub(crate) fn has_ceiling(self) -> bool {
        self.kind & PROTECT != 0
    }

    /// Is it to be put in order by who has it?
    pub(crate) fn is_inconsistent(self) -> bool {
        self.owner == INCONSISTENT
    }

    /// The thread that has it locked; None if nobody has.
    pub(crate) fn holder(self, process: Process) -> Option<Thread> {
        let owner = if self.kind & (ROBUST | INHERIT) != 0 { self.lock & OWNER } else { self.owner };
        let is_held = self.lock != 0 && owner != 0 && self.is_mutex();
        is_held.then_some(Thread { process, tid: owner as pid_t })
    }
}

/// A thread by its number, of this process or of one that it shares memory with. As text: `thread 12 (worker) of this
/// process`, `thread 12 of cat (pid 11)`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Thread {
    /// Whose memory the number was found in.
    process: Process,
    pub tid: pid_t,
}

impl Thread {
    pub(crate) fn is_this(self) -> bool {
        self.tid == sys::process::thread()
    }
}

impl fmt::Display for Thread {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        let Thread { process, tid } = *self;
        if self.is_this() {
            return to.write_str("this thread");
        }
        let named = process.named_thread(tid);
        if named.name.is_some() {
            return write!(to, "{named} of this process");
        }
        // Threads that are not listed can be looked up.
        let status = Process { pid: tid }.status();
        match status.as_ref().ok().and_then(Status::process) {
            Some(other) if other.pid == tid => write!(to, "{}", other.named()),
            Some(other) => write!(to, "thread {tid} of {}", other.named()),
            None => write!(to, "thread {tid}, which is not to be seen here or has ended,"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mutex_in_memory() {
        let this = Process::this();
        let mutex = |words: [u32; 5]| Mutex::at(this, words.as_ptr() as u64).unwrap();
        assert_eq!(mutex([0, 0, 0, 0, 0]).holder(this), None);
        let tid = sys::process::thread();
        let holder = mutex([1, 0, tid as u32, 1, RECURSIVE]).holder(this).unwrap();
        assert_eq!((holder.tid, holder.to_string().as_str()), (tid, "this thread"));
        let robust = mutex([tid as u32 | 1 << 31, 0, 0, 1, ROBUST]);
        assert!(robust.is_robust() && robust.holder(this).unwrap().is_this());
        assert!(mutex([0, 0, 0, 0, u32::MAX]).is_destroyed());
        assert!(!mutex([1, 2, 3, 4, 0x0102_0304]).is_mutex());
        assert_eq!(Mutex::at(this, 16), Err(libc::EFAULT));
    }

    #[test]
    fn threads_by_their_numbers() {
        let this = Process::this();
        let (tell, told) = std::sync::mpsc::channel();
        let (end, until) = std::sync::mpsc::channel::<()>();
        let thread = std::thread::Builder::new().name("weaver".to_owned());
        let thread = thread.spawn(move || {
            tell.send(sys::process::thread()).unwrap();
            let _ = until.recv();
        });
        let tid = told.recv().unwrap();
        assert_eq!(Thread { process: this, tid }.to_string(), format!("thread {tid} (weaver) of this process"));
        drop(end);
        thread.unwrap().join().unwrap();
        let gone = Thread { process: this, tid: 99_999_999 };
        assert_eq!(gone.to_string(), "thread 99999999, which is not to be seen here or has ended,");
        assert!(Thread { process: this, tid: 1 }.to_string().ends_with("(pid 1)"));
    }
}
