//! The functions that can fail, and what their arguments are.

use std::ffi::CStr;
use std::fmt;

use super::constants::{Flags, Name};
use super::constants::{io::*, ipc::*, map::*, process::*, signal::*, socket::*};
use super::names::c_string;

/// The arguments of a call, as many as any has, each as one word; the rest are 0.
pub(crate) type Words = [u64; MOST];
/// The most arguments that any call has.
const MOST: usize = 7;

/// Argument number `index`: 0 if there is none. (No panic may be on the way of a failure that is recorded.)
pub(crate) fn word(words: &Words, index: usize) -> u64 {
    words.get(index).copied().unwrap_or(0)
}

/// What an argument is: how it is written, and what of it a failure copies (`read.rs`).
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
    /// The name of a POSIX semaphore or shared memory object.
    ObjectName,
    /// The name of a POSIX queue, and its attributes.
    QueueName,
    QueueAttributes,
    /// The mode of a stream, as "r+".
    StreamMode,
    /// Pointers to a timespec, a timeval, and to an itimerspec or itimerval.
    Time,
    MicroTime,
    IntervalTime,
    /// The message of msgsnd, which begins with its type.
    MessageType,
    /// The operations of semop; the next argument is their number.
    SemaphoreOperations,
    /// A struct flock.
    Flock,
    /// Of getaddrinfo and its like.
    Host,
    Service,
    Hints,
    /// A socket address to find the name of; the next argument is its size.
    NamedAddress,
    /// The further arguments of a list.
    Rest,
    /// A socket address; the next argument is its size.
    Address,
    /// Absent, or of another kind: the arguments before it tell.
    By(fn(&Words) -> Option<Kind>),
}

impl Kind {
    /// Is it an address in the caller's memory, whatever is there?
    pub(crate) fn is_pointer(self) -> bool {
        use Kind::*;
        let other = matches!(self, Fd | Integer | IntMember | Unsigned | Octal | Word | OneOf(_) | Set(_));
        !other && !matches!(self, Signal | Handler | Key | Rest | By(_))
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

            /// What argument number `index` is; None if the call does not have it.
            pub(crate) fn kind(self, index: usize, words: &Words) -> Option<Kind> {
                match self.kinds().get(index)? {
                    Kind::By(kind) => kind(words),
                    kind => Some(*kind),
                }
            }

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

        const _: () = { $(assert!(Call::$name.kinds().len() <= MOST, "a record has no room for so many arguments");)* };
    };
}

calls! {
    // io
    open(Path, OPEN_FLAGS, OPEN_MODE);
    openat(Fd, Path, OPEN_FLAGS, OPENAT_MODE);
    fcntl(Fd, FCNTL_COMMAND, FCNTL_ARGUMENT);
    ioctl(Fd, IOCTL_REQUEST, IOCTL_ARGUMENT);
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
    preadv(Fd, Pointer, Integer, Integer);
    pwritev(Fd, Pointer, Integer, Integer);
    lseek(Fd, Integer, WHENCE);
    ftruncate(Fd, Integer);
    posix_fallocate(Fd, Integer, Integer);
    fallocate(Fd, ALLOCATION_MODE, Integer, Integer);
    fsync(Fd);
    sendfile(Fd, Fd, Pointer, Unsigned);
    copy_file_range(Fd, Pointer, Fd, Pointer, Unsigned, Unsigned);
    dup(Fd);
    dup2(Fd, Fd);
    dup3(Fd, Fd, FILE_FLAGS);
    poll(Pointer, Unsigned, Integer);
    ppoll(Pointer, Unsigned, Time, Pointer);
    select(Integer, Pointer, Pointer, Pointer, MicroTime);
    pselect(Integer, Pointer, Pointer, Pointer, Time, Pointer);
    epoll_create1(EPOLL_FLAGS);
    epoll_ctl(Fd, EPOLL_OPERATION, Fd, Pointer);
    epoll_wait(Fd, Pointer, Integer, Integer);
    epoll_pwait(Fd, Pointer, Integer, Integer, Pointer);
    eventfd(Unsigned, EVENTFD_FLAGS);
    fopen(Path, StreamMode);
    fdopen(Fd, StreamMode);
    freopen(Path, StreamMode, Pointer);
    fflush(Pointer);
    fclose(Pointer);
    isatty(Fd);
    tcgetattr(Fd, Pointer);
    tcsetattr(Fd, SETTING_TIME, Pointer);
    posix_openpt(OPEN_FLAGS);
    grantpt(Fd);
    unlockpt(Fd);
    ptsname(Fd);
    // pipe
    pipe(Pointer);
    pipe2(Pointer, FILE_FLAGS);
    splice(Fd, Pointer, Fd, Pointer, Unsigned, SPLICE_FLAGS);
    tee(Fd, Fd, Unsigned, SPLICE_FLAGS);
    vmsplice(Fd, Pointer, Unsigned, SPLICE_FLAGS);
    // process
    execl(Path, Rest);
    execlp(Path, Rest);
    execle(Path, Rest, Pointer);
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
    popen(Pointer, StreamMode);
    pclose(Pointer);
    system(Pointer);
    setpgid(Integer, Integer);
    getpgid(Integer);
    setsid();
    getsid(Integer);
    tcsetpgrp(Fd, Integer);
    tcgetpgrp(Fd);
    setuid(OWNER);
    setgid(OWNER);
    seteuid(OWNER);
    setegid(OWNER);
    getrlimit(RESOURCE, Pointer);
    setrlimit(RESOURCE, Pointer);
    pthread_create(Pointer, Pointer, Pointer, Pointer);
    pthread_join(Word, Pointer);
    // fifo
    mkfifo(Path, Octal);
    mkfifoat(Fd, Path, Octal);
    mknod(Path, NODE_MODE, Unsigned);
    // signal
    kill(Integer, Signal);
    killpg(Integer, Signal);
    raise(Signal);
    pthread_kill(Word, Signal);
    sigqueue(Integer, Signal, Word);
    setitimer(INTERVAL_TIMER, IntervalTime, Pointer);
    timerfd_create(CLOCK, TIMERFD_FLAGS);
    timerfd_settime(Fd, TIMER_FLAGS, IntervalTime, Pointer);
    signal(Signal, Handler);
    sigaction(Signal, Pointer, Pointer);
    sigaltstack(Pointer, Pointer);
    pause();
    sigsuspend(Pointer);
    sigwait(Pointer, Pointer);
    sigwaitinfo(Pointer, Pointer);
    sigtimedwait(Pointer, Pointer, Time);
    nanosleep(Time, Pointer);
    usleep(Unsigned);
    clock_nanosleep(CLOCK, SLEEP_FLAGS, Time, Pointer);
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
    msgsnd(Integer, MessageType, Unsigned, MSG_SEND_FLAGS);
    msgrcv(Integer, Pointer, Unsigned, Integer, MSG_RECEIVE_FLAGS);
    msgctl(Integer, MSG_COMMAND, Pointer);
    // sysv_sem
    semctl(Integer, Integer, SEM_COMMAND, SEM_ARGUMENT);
    semget(Key, Integer, IPC_FLAGS);
    semop(Integer, SemaphoreOperations, Unsigned);
    semtimedop(Integer, SemaphoreOperations, Unsigned, Time);
    // sysv_shm
    shmget(Key, Unsigned, SEGMENT_FLAGS);
    shmat(Integer, Pointer, ATTACH_FLAGS);
    shmdt(Pointer);
    shmctl(Integer, SHM_COMMAND, Pointer);
    // posix_mq
    mq_open(QueueName, OPEN_FLAGS, CREATION_MODE, CREATION_ATTRIBUTES);
    mq_close(Fd);
    mq_unlink(QueueName);
    mq_send(Fd, Pointer, Unsigned, Unsigned);
    mq_timedsend(Fd, Pointer, Unsigned, Unsigned, Time);
    mq_receive(Fd, Pointer, Unsigned, Pointer);
    mq_timedreceive(Fd, Pointer, Unsigned, Pointer, Time);
    mq_getattr(Fd, Pointer);
    mq_setattr(Fd, Pointer, Pointer);
    mq_notify(Fd, Pointer);
    // posix_sem
    sem_open(ObjectName, FILE_FLAGS, CREATION_MODE, CREATION_VALUE);
    sem_close(Pointer);
    sem_unlink(ObjectName);
    sem_init(Pointer, Integer, Unsigned);
    sem_destroy(Pointer);
    sem_wait(Pointer);
    sem_trywait(Pointer);
    sem_timedwait(Pointer, Time);
    sem_clockwait(Pointer, CLOCK, Time);
    sem_post(Pointer);
    sem_getvalue(Pointer, Pointer);
    // sync
    pthread_mutex_init(Pointer, Pointer);
    pthread_mutex_lock(Pointer);
    pthread_mutex_trylock(Pointer);
    pthread_mutex_timedlock(Pointer, Time);
    pthread_mutex_unlock(Pointer);
    pthread_mutex_destroy(Pointer);
    pthread_mutex_consistent(Pointer);
    pthread_cond_wait(Pointer, Pointer);
    pthread_cond_timedwait(Pointer, Pointer, Time);
    pthread_cond_signal(Pointer);
    pthread_cond_broadcast(Pointer);
    // posix_shm
    shm_open(ObjectName, OPEN_FLAGS, Octal);
    shm_unlink(ObjectName);
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
    getaddrinfo(Host, Service, Hints, Pointer);
    getnameinfo(NamedAddress, Unsigned, Pointer, Unsigned, Pointer, Unsigned, NAME_FLAGS);
    gethostbyname(Host);
    gethostbyaddr(Pointer, Unsigned, FAMILY);
    inet_pton(FAMILY, Pointer, Pointer);
    inet_ntop(FAMILY, Pointer, Pointer, Unsigned);
}
