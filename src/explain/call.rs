//! The functions that can fail, and what their arguments are.

use std::ffi::{CStr, c_int};
use std::fmt;

use super::constants::{Flags, Name};
use super::constants::{io::*, ipc::*, map::*, process::*, signal::*, socket::*};
use super::failure::Failure;
use super::names::c_string;

/// What an argument is: how it is written, and whether a failure copies it.
#[derive(Clone, Copy)]
pub(crate) enum Kind {
    /// A descriptor, or AT_FDCWD.
    Fd,
    /// A signed number.
    Integer,
    /// The int member of a union that was recorded whole: what the other bytes hold means nothing.
    IntMember,
    /// A size or count.
    Unsigned,
    /// Permission bits.
    Octal,
    /// A number or a pointer: it is not known which.
    Word,
    /// A pointer to what is not copied.
    Pointer,
    /// One of these constants, or another number.
    OneOf(&'static [Name]),
    /// Several constants, or none.
    Set(&'static Flags),
    /// A signal's number.
    Signal,
    /// SIG_DFL, SIG_IGN or a function.
    Handler,
    /// The key of a System V object.
    Key,
    /// The name of a file or object, ended by a NUL.
    Path,
    /// The second name of a call that has two.
    SecondPath,
    /// What a symbolic link shall say: it is not looked for.
    Text,
    /// The program of a spawn; the next argument is its file actions.
    SpawnPath,
    /// The mode of a stream, as "r+".
    StreamMode,
    /// A socket address; the next argument is its size.
    Address,
    /// Absent, or of another kind: the arguments before it tell.
    By(fn(&Failure) -> Option<Kind>),
}

impl Call {
    /// Does failing with `errno` prove that the kernel had read argument number `index`? This is the one place where a
    /// pointer is declared safe to follow while a failure is being recorded, so the answer is no unless it is known.
    /// `before` is how many bytes the argument before it had, if that was read.
    pub(crate) fn was_read(self, index: usize, errno: c_int, arguments: &[u64; 7], before: usize) -> bool {
        match (self, index, errno) {
            // The template is the first that glibc looks at.
            (Call::mkstemp | Call::mkdtemp, 0, libc::EINVAL) => true,
            // It is no symbolic link. But a size that is not positive as an int is refused before.
            (Call::readlink, 0, libc::EINVAL) => arguments[2] as i32 > 0,
            // Either name may be meant. ENOENT speaks of the first only if that is empty.
            (Call::symlink, 1, libc::ENAMETOOLONG) => false,
            (Call::symlink, 1, libc::ENOENT) => before > 0,
            // Who may not use AT_EMPTY_PATH is told ENOENT whatever the name is.
            (Call::linkat, 1, libc::ENOENT) => arguments[4] as i32 & libc::AT_EMPTY_PATH == 0,
            _ => self.kinds().get(index).is_some_and(|kind| {
                let next = arguments.get(index + 1).copied().unwrap_or(0);
                kind.was_read(errno, next)
            }),
        }
    }
}

impl Kind {
    /// The same for any call that has such an argument: a name has been read before it can be looked up, and an address
    /// before the protocol can refuse it. Never on EFAULT. `next` is the argument after it.
    fn was_read(self, errno: c_int, next: u64) -> bool {
        match self {
            Kind::Path => matches!(
                errno,
                libc::EACCES
                    | libc::EEXIST
                    | libc::EISDIR
                    | libc::ELOOP
                    | libc::ENAMETOOLONG
                    | libc::ENOENT
                    | libc::ENOEXEC
                    | libc::ENOTDIR
                    | libc::ENOTEMPTY
                    | libc::ENXIO
                    | libc::EROFS
                    | libc::ETXTBSY
                    | libc::EXDEV
            ),
            // The second name is asked for only when the directory of the first is known, so what may be wrong on the
            // way to that (EACCES, ELOOP, ENAMETOOLONG, ENOENT, ENOTDIR) says nothing of the second.
            Kind::SecondPath => matches!(
                errno,
                libc::EEXIST | libc::EISDIR | libc::ENOTEMPTY | libc::EROFS | libc::ETXTBSY | libc::EXDEV
            ),
            Kind::Text => Kind::Path.was_read(errno, next),
            // A file action may fail like this too, and then nobody has looked for the program.
            Kind::SpawnPath => next == 0 && Kind::Path.was_read(errno, next),
            // glibc reads it up to its NUL, or seven characters, before it looks for the file.
            Kind::StreamMode => Kind::Path.was_read(errno, next),
            // The kernel copies it once it has the socket (EBADF, ENOTSOCK), or cannot (EFAULT, EINVAL for its size),
            // and asks the protocol afterwards. EPERM and ENOSYS may come from a filter in front of all that.
            Kind::Address => matches!(
                errno,
                libc::EACCES
                    | libc::EADDRINUSE
                    | libc::EADDRNOTAVAIL
                    | libc::EAFNOSUPPORT
                    | libc::EAGAIN
                    | libc::EALREADY
                    | libc::ECONNREFUSED
                    | libc::ECONNRESET
                    | libc::EHOSTDOWN
                    | libc::EHOSTUNREACH
                    | libc::EINPROGRESS
                    | libc::EINTR
                    | libc::EISCONN
                    | libc::ELOOP
                    | libc::EMSGSIZE
                    | libc::ENAMETOOLONG
                    | libc::ENETDOWN
                    | libc::ENETUNREACH
                    | libc::ENOBUFS
                    | libc::ENODEV
                    | libc::ENOENT
                    | libc::ENOTCONN
                    | libc::ENOTDIR
                    | libc::EOPNOTSUPP
                    | libc::EPIPE
                    | libc::EPROTONOSUPPORT
                    | libc::EPROTOTYPE
                    | libc::EROFS
                    | libc::ETIMEDOUT
            ),
            _ => false,
        }
    }
}

impl fmt::Display for Call {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        to.write_str(self.name().to_str().unwrap_or_default())
    }
}

/// One line a function: its name, and the kinds of its arguments.
macro_rules! calls {
    ($($name:ident($($kind:ident),*);)*) => {
        #[allow(non_camel_case_types, reason = "each is the name of a C function")]
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[repr(u16)]
        pub(crate) enum Call {
            $($name),*
        }

        impl Call {
            pub(crate) const ALL: &[Call] = &[$(Call::$name),*];

            /// The name of the C function that is mirrored.
            pub(crate) fn name(self) -> &'static CStr {
                match self {
                    $(Call::$name => c_string!($name)),*
                }
            }

            pub(crate) const fn kinds(self) -> &'static [Kind] {
                use Kind::*;
                match self {
                    $(Call::$name => &[$($kind),*]),*
                }
            }
        }
    };
}

calls! {
    // io
    open(Path, OPEN_FLAGS, OPEN_MODE);
    openat(Fd, Path, OPEN_FLAGS, OPENAT_MODE);
    fcntl(Fd, FCNTL_COMMAND, FCNTL_ARGUMENT);
    creat(Path, Octal);
    unlink(Path);
    remove(Path);
    rename(Path, SecondPath);
    mkdir(Path, Octal);
    rmdir(Path);
    chdir(Path);
    fchdir(Fd);
    getcwd(Pointer, Unsigned);
    chmod(Path, Octal);
    fchmod(Fd, Octal);
    chown(Path, OWNER, OWNER);
    lchown(Path, OWNER, OWNER);
    fchown(Fd, OWNER, OWNER);
    access(Path, ACCESS);
    stat(Path, Pointer);
    fstat(Fd, Pointer);
    lstat(Path, Pointer);
    truncate(Path, Integer);
    opendir(Path);
    mkstemp(Path);
    mkdtemp(Path);
    link(Path, SecondPath);
    symlink(Text, Path);
    readlink(Path, Pointer, Unsigned);
    linkat(Fd, Path, Fd, SecondPath, LINK_FLAGS);
    unlinkat(Fd, Path, UNLINK_FLAGS);
    renameat(Fd, Path, Fd, SecondPath);
    mkdirat(Fd, Path, Octal);
    fstatat(Fd, Path, Pointer, STATUS_FLAGS);
    close(Fd);
    read(Fd, Pointer, Unsigned);
    write(Fd, Pointer, Unsigned);
    readv(Fd, Pointer, Integer);
    writev(Fd, Pointer, Integer);
    pread(Fd, Pointer, Unsigned, Integer);
    pwrite(Fd, Pointer, Unsigned, Integer);
    lseek(Fd, Integer, WHENCE);
    ftruncate(Fd, Integer);
    fsync(Fd);
    sendfile(Fd, Fd, Pointer, Unsigned);
    copy_file_range(Fd, Pointer, Fd, Pointer, Unsigned, Unsigned);
    dup(Fd);
    dup2(Fd, Fd);
    dup3(Fd, Fd, FILE_FLAGS);
    poll(Pointer, Unsigned, Integer);
    ppoll(Pointer, Unsigned, Pointer, Pointer);
    select(Integer, Pointer, Pointer, Pointer, Pointer);
    pselect(Integer, Pointer, Pointer, Pointer, Pointer, Pointer);
    epoll_create1(EPOLL_FLAGS);
    epoll_ctl(Fd, EPOLL_OPERATION, Fd, Pointer);
    epoll_wait(Fd, Pointer, Integer, Integer);
    eventfd(Unsigned, EVENTFD_FLAGS);
    fopen(Path, StreamMode);
    fdopen(Fd, Pointer);
    freopen(Path, StreamMode, Pointer);
    fclose(Pointer);
    // pipe
    pipe(Pointer);
    pipe2(Pointer, FILE_FLAGS);
    splice(Fd, Pointer, Fd, Pointer, Unsigned, SPLICE_FLAGS);
    tee(Fd, Fd, Unsigned, SPLICE_FLAGS);
    vmsplice(Fd, Pointer, Unsigned, SPLICE_FLAGS);
    // process
    execl(Path, Pointer);
    execlp(Path, Pointer);
    execle(Path, Pointer, Pointer);
    fork();
    execv(Path, Pointer);
    execve(Path, Pointer, Pointer);
    execvp(Path, Pointer);
    execvpe(Path, Pointer, Pointer);
    posix_spawn(Pointer, SpawnPath, Pointer, Pointer, Pointer, Pointer);
    posix_spawnp(Pointer, SpawnPath, Pointer, Pointer, Pointer, Pointer);
    wait(Pointer);
    waitpid(Integer, Pointer, WAIT_OPTIONS);
    waitid(ID_TYPE, Integer, Pointer, WAITID_OPTIONS);
    wait4(Integer, Pointer, WAIT_OPTIONS, Pointer);
    popen(Pointer, Pointer);
    pclose(Pointer);
    system(Pointer);
    setpgid(Integer, Integer);
    setsid();
    tcsetpgrp(Fd, Integer);
    // fifo
    mkfifo(Path, Octal);
    mkfifoat(Fd, Path, Octal);
    mknod(Path, NODE_MODE, Unsigned);
    // signal
    kill(Integer, Signal);
    killpg(Integer, Signal);
    raise(Signal);
    sigqueue(Integer, Signal, Word);
    setitimer(INTERVAL_TIMER, Pointer, Pointer);
    timerfd_create(CLOCK, TIMERFD_FLAGS);
    timerfd_settime(Fd, TIMER_FLAGS, Pointer, Pointer);
    signal(Signal, Handler);
    sigaction(Signal, Pointer, Pointer);
    sigaltstack(Pointer, Pointer);
    pause();
    sigsuspend(Pointer);
    sigwait(Pointer, Pointer);
    sigwaitinfo(Pointer, Pointer);
    sigtimedwait(Pointer, Pointer, Pointer);
    signalfd(Fd, Pointer, SIGNALFD_FLAGS);
    sigemptyset(Pointer);
    sigfillset(Pointer);
    sigaddset(Pointer, Signal);
    sigdelset(Pointer, Signal);
    sigismember(Pointer, Signal);
    sigprocmask(MASK_HOW, Pointer, Pointer);
    pthread_sigmask(MASK_HOW, Pointer, Pointer);
    sigpending(Pointer);
    // sysv_msg
    ftok(Path, Integer);
    msgget(Key, IPC_FLAGS);
    msgsnd(Integer, Pointer, Unsigned, MSG_SEND_FLAGS);
    msgrcv(Integer, Pointer, Unsigned, Integer, MSG_RECEIVE_FLAGS);
    msgctl(Integer, MSG_COMMAND, Pointer);
    // sysv_sem
    semctl(Integer, Integer, SEM_COMMAND, SEM_ARGUMENT);
    semget(Key, Integer, IPC_FLAGS);
    semop(Integer, Pointer, Unsigned);
    semtimedop(Integer, Pointer, Unsigned, Pointer);
    // sysv_shm
    shmget(Key, Unsigned, IPC_FLAGS);
    shmat(Integer, Pointer, ATTACH_FLAGS);
    shmdt(Pointer);
    shmctl(Integer, SHM_COMMAND, Pointer);
    // posix_mq
    mq_open(Path, OPEN_FLAGS, CREATION_MODE, CREATION_ATTRIBUTES);
    mq_close(Fd);
    mq_unlink(Path);
    mq_send(Fd, Pointer, Unsigned, Unsigned);
    mq_timedsend(Fd, Pointer, Unsigned, Unsigned, Pointer);
    mq_receive(Fd, Pointer, Unsigned, Pointer);
    mq_timedreceive(Fd, Pointer, Unsigned, Pointer, Pointer);
    mq_getattr(Fd, Pointer);
    mq_setattr(Fd, Pointer, Pointer);
    mq_notify(Fd, Pointer);
    // posix_sem
    sem_open(Path, FILE_FLAGS, CREATION_MODE, CREATION_VALUE);
    sem_close(Pointer);
    sem_unlink(Path);
    sem_init(Pointer, Integer, Unsigned);
    sem_destroy(Pointer);
    sem_wait(Pointer);
    sem_trywait(Pointer);
    sem_timedwait(Pointer, Pointer);
    sem_clockwait(Pointer, CLOCK, Pointer);
    sem_post(Pointer);
    sem_getvalue(Pointer, Pointer);
    // posix_shm
    shm_open(Path, OPEN_FLAGS, Octal);
    shm_unlink(Path);
    // Not a Path: where executable memory files are forbidden it fails with EACCES before it reads the name.
    memfd_create(Pointer, MEMFD_FLAGS);
    // map
    mremap(Pointer, Unsigned, Unsigned, REMAP_FLAGS, REMAP_ADDRESS);
    mmap(Pointer, Unsigned, PROTECTION, MAP_FLAGS, Fd, Integer);
    munmap(Pointer, Unsigned);
    msync(Pointer, Unsigned, SYNC_FLAGS);
    mprotect(Pointer, Unsigned, PROTECTION);
    madvise(Pointer, Unsigned, ADVICE);
    mlock(Pointer, Unsigned);
    munlock(Pointer, Unsigned);
    // filelock
    flock(Fd, FLOCK_OPERATION);
    lockf(Fd, LOCKF_COMMAND, Integer);
    // socket
    socket(FAMILY, SOCKET_TYPE, PROTOCOL);
    socketpair(FAMILY, SOCKET_TYPE, PROTOCOL, Pointer);
    bind(Fd, Address, Unsigned);
    listen(Fd, Integer);
    accept(Fd, Pointer, Pointer);
    accept4(Fd, Pointer, Pointer, ACCEPT_FLAGS);
    connect(Fd, Address, Unsigned);
    shutdown(Fd, SHUTDOWN_HOW);
    getsockopt(Fd, LEVEL, OPTION, Pointer, Pointer);
    setsockopt(Fd, LEVEL, OPTION, Pointer, Unsigned);
    getsockname(Fd, Pointer, Pointer);
    getpeername(Fd, Pointer, Pointer);
    send(Fd, Pointer, Unsigned, MESSAGE_FLAGS);
    sendto(Fd, Pointer, Unsigned, MESSAGE_FLAGS, Address, Unsigned);
    sendmsg(Fd, Pointer, MESSAGE_FLAGS);
    recv(Fd, Pointer, Unsigned, MESSAGE_FLAGS);
    recvfrom(Fd, Pointer, Unsigned, MESSAGE_FLAGS, Pointer, Pointer);
    recvmsg(Fd, Pointer, MESSAGE_FLAGS);
    getaddrinfo(Pointer, Pointer, Pointer, Pointer);
    // Not an Address: its errno may come from a file that was read for the answer.
    getnameinfo(Pointer, Unsigned, Pointer, Unsigned, Pointer, Unsigned, NAME_FLAGS);
    gethostbyname(Pointer);
    gethostbyaddr(Pointer, Unsigned, FAMILY);
    inet_pton(FAMILY, Pointer, Pointer);
    inet_ntop(FAMILY, Pointer, Pointer, Unsigned);
}
