//! The threads of a process.
//!
//! The kernel's list of them is no proof: reading it ends early if the thread that it has come to ends meanwhile, and then goes
//! on as many places from the first as it had told, past one that was not told. What is proof is their number, `beside`.

use libc::pid_t;

use super::file::{self, Errno};
use super::process::Process;

/// How often a list is read, until no thread is missing.
pub(crate) const ATTEMPTS: usize = 8;

/// Calls `each` with the number of each thread that is listed, the first one first, until that returns false.
pub(crate) fn each(process: Process, each: &mut dyn FnMut(pid_t) -> bool) -> Result<(), Errno> {
    file::entries(format_args!("{process}/task"), &mut |name| {
        let tid = file::parsed(name);
        tid.is_none_or(&mut *each)
    })
}

pub(crate) fn exists(process: Process, tid: pid_t) -> bool {
    file::status(format_args!("{process}/task/{tid}")).is_ok()
}

/// How many threads there are beside these, at most. If these are there still after the others were counted, they were among
/// those that were: if they are as many, they were all, and 0 is certain. If the number is not known, there is another.
pub(crate) fn beside(process: Process, known: impl Iterator<Item = pid_t>) -> usize {
    let count = process.status().ok().and_then(|status| status.number::<usize>("Threads:"));
    let there = known.filter(|tid| exists(process, *tid)).count();
    count.map_or(1, |count| count.saturating_sub(there))
}

/// What `ask` finds out of a process; if it finds nothing, of another thread as if that were a process, as /proc has a directory
/// for each: with its first thread gone, the rest of a process has its descriptors and its memory still. None if there is no
/// other; EAGAIN if each had ended when it was asked.
pub(crate) fn ask<T>(
    process: Process,
    ask: &mut dyn FnMut(Process) -> Result<Option<T>, Errno>,
) -> Result<Option<T>, Errno> {
    let mut answer = ask(process);
    for _ in 0..ATTEMPTS {
        if !matches!(answer, Ok(None)) || beside(process, std::iter::once(process.pid)) == 0 {
            return answer;
        }
        each(process, &mut |tid| {
            if tid != process.pid {
                answer = match ask(Process { pid: tid }) {
                    Err(libc::ENOENT | libc::ESRCH) => Ok(None),
                    answer => answer,
                };
            }
            matches!(answer, Ok(None))
        })?;
    }
    if matches!(answer, Ok(None)) { Err(libc::EAGAIN) } else { answer }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::process::{Command, Stdio};

    #[test]
    fn their_number_tells_whether_all_are_known() {
        let mut child = Command::new("cat").stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
        let process = Process { pid: child.id() as pid_t };
        let beside = |known: &[pid_t]| beside(process, known.iter().copied());
        assert_eq!((beside(&[process.pid]), beside(&[])), (0, 1));
        // Who has ended is not one of those that were counted.
        assert_eq!((beside(&[1 << 30]), beside(&[1 << 30, process.pid])), (1, 0));
        assert_eq!(ask(process, &mut |_| Ok(None::<()>)), Ok(None));
        drop(child.stdin.take());
        child.wait().unwrap();
        assert_eq!(beside(&[process.pid]), 1);
    }

    #[test]
    fn others_are_asked_when_the_first_has_nothing_to_say() {
        let this = Process::this();
        std::thread::scope(|scope| {
            let (end, wait) = std::sync::mpsc::channel::<()>();
            let other = scope.spawn(move || wait.recv());
            assert_eq!(ask(this, &mut |thread| Ok((thread != this).then_some(()))), Ok(Some(())));
            assert_eq!(ask(this, &mut |_| Ok(None::<()>)), Err(libc::EAGAIN));
            assert_eq!(ask(this, &mut |_| Err(libc::EACCES)), Err::<Option<()>, _>(libc::EACCES));
            drop(end);
            other.join().unwrap().unwrap_err();
        });
    }
}
