//! Locks on files: fcntl, lockf and flock.

use super::rows;

rows! { Errno, filelock;
    fcntl | lockf: EAGAIN | EACCES => range_locked {
        by(process, has, bytes, wants): "there is a {has} lock of {process} on {bytes}, and this call asks for a {wants} lock."
            do "wait for it (F_SETLKW; with lockf, F_LOCK), or try again later.";
        by_open_file(fd, has, bytes, wants):
            "this process itself has a {has} lock on {bytes} by fd {fd}, which comes from another open(), and this call asks for a {wants} lock."
            do "use one descriptor for both, or unlock the other first; such a lock (F_OFD_SETLK) is the open file's.";
        unseen(has, bytes, wants, unseen):
            "there is a {has} lock on {bytes}, and this call asks for a {wants} lock; whose it is cannot be seen: {unseen}."
            do "wait for it (F_SETLKW; with lockf, F_LOCK), or try again later.";
        remote(system): "the bytes are locked, by a process that is not seen from here: the file is on {system}."
            do "wait for it (F_SETLKW; with lockf, F_LOCK), or try again later; look on the other machines.";
        free(): "another process had a lock on these bytes, but none is seen now: it is gone, or its owner is in another container."
            do "try again.";
        file(fd, descriptor): "Fd {fd} is {descriptor}.";
    }
    fcntl: EACCES => not_your_lease {
        said(fd, descriptor, owner, caller):
            "fd {fd} is {descriptor}, which belongs to {owner}: only its owner and root (CAP_LEASE) may have a lease on it, and {caller}."
            do "let its owner run the program; a lock (F_SETLK) can be had by whoever can open the file.";
    }
    fcntl: EAGAIN => no_lease {
        in_use(fd, descriptor, holders): "a lease needs a file that nobody else has open so, but fd {fd} is {descriptor}, and open in {holders}."
            do "close it there; a read lease (F_RDLCK) only needs that nobody has it open for writing.";
        none(fd): "fd {fd} has no lease to give back.";
    }
    flock: EAGAIN => open_file_locked {
        own(fd, other, has):
            "this process itself has the {has} lock by fd {other}: to flock each open() of a file is a party of its own, and fd {fd} comes from another."
            do "use one descriptor, or a dup of it, for both; or unlock the other first (LOCK_UN).";
        by(has, holders): "the file has the {has} lock of {holders}, and with LOCK_NB the call does not wait."
            do "leave out LOCK_NB to wait for it, or try again later.";
        inherited(has, taker, holders):
            "the file has the {has} lock that process {taker} took; it has ended, but {holders} inherited its open file, and the lock with it."
            do "end that process, or have it close the file; open lock files with O_CLOEXEC.";
        unseen(has, unseen): "the file has a {has} lock; whose it is cannot be seen: {unseen}."
            do "leave out LOCK_NB to wait for it, or try again later.";
        free(): "another had the lock, but none is seen now: it is gone, or its owner is in another container."
            do "try again, or leave out LOCK_NB to wait.";
        file(fd, descriptor): "Fd {fd} is {descriptor}.";
    }
    fcntl | lockf: EBADF => not_open_so {
        write(fd, descriptor): "a write lock needs a descriptor that is open for writing, but fd {fd} is {descriptor}."
            do "open the file with O_RDWR.";
        read(fd, descriptor): "a read lock needs a descriptor that is open for reading, but fd {fd} is {descriptor}."
            do "open the file with O_RDWR.";
    }
    fcntl | lockf: EDEADLK => would_deadlock {
        cycle(process, bytes, awaited, file):
            "{process} has {bytes} locked, and waits itself for {awaited} of {file}, which this process has locked: both would wait for ever."
            do "take locks in the same order in all programs; now unlock what this process has, and begin again.";
        longer(process, bytes):
            "{process} has {bytes} locked, and waits, through others, for a lock that this process has: all would wait for ever."
            do "take locks in the same order in all programs; now unlock what this process has, and begin again.";
        gone(): "whoever had the lock waited for one that this process has, so that both would have waited for ever."
            do "take locks in the same order in all programs; now unlock what this process has, and begin again.";
    }
    fcntl | lockf | flock: ENOLCK => no_locks {
        remote(system): "the file is on {system}, whose server or lock service does not answer, or does not keep locks."
            do "have the lock service started (of NFS: rpc.statd), or put the file on a local file system.";
        local(): "the kernel had no memory for one more lock." do "unlock what is no longer needed, or end programs.";
    }
    fcntl: EINVAL => lock_refused {
        bad_type(kind): "l_type is {kind}, which is neither F_RDLCK, F_WRLCK nor F_UNLCK."
            do "fill in every member of the struct flock; those that are not meant are 0.";
        bad_whence(whence): "l_whence is {whence}, which is neither SEEK_SET, SEEK_CUR nor SEEK_END."
            do "fill in every member of the struct flock; those that are not meant are 0.";
        before_start(start, length, whence): "l_start {start} and l_len {length}, counted from {whence}, begin before the start of the file."
            do "count from SEEK_SET, and pass l_len 0 to mean all up to the end.";
        has_pid(): "with the F_OFD commands l_pid must be 0, and it is not." do "set l_pid to 0.";
        asks_nothing(): "F_GETLK asks whether a lock could be had, and l_type is F_UNLCK, which is none."
            do "set l_type to the lock that is meant, F_RDLCK or F_WRLCK.";
    }
    lockf: EINVAL => lockf_refused {
        command(command): "{command} is not a command of lockf." do "pass F_LOCK, F_TLOCK, F_ULOCK or F_TEST.";
        before_start(length): "{length} bytes, counted from the file's position, begin before the start of the file."
            do "move the position with lseek first, or pass 0 to mean all up to the end.";
    }
    flock: EINVAL => flock_refused {
        operation(operation): "the operation {operation} is not one of LOCK_SH, LOCK_EX and LOCK_UN."
            do "pass exactly one of them, and LOCK_NB added if the call is not to wait.";
    }
    fcntl | lockf: EOVERFLOW => beyond_end {
        range(): "the bytes would end beyond the largest offset that a file can have."
            do "pass a length of 0 to mean all up to the end.";
    }
}
