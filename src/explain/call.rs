//! The functions that can fail, and what their arguments are.

use std::ffi::{CStr, c_int};

/// What an argument is: how it is written, and whether a failure copies it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    /// A signed number.
    Integer,
    /// A size or count.
    Unsigned,
    /// Permission bits.
    Octal,
    /// A pointer to what is not copied.
    Pointer,
    /// The name of a file or object, ended by a NUL.
    Path,
    /// The second name of a call that has two.
    SecondPath,
    /// A socket address; the next argument is its size.
    Address,
}

impl Kind {
    /// Does failing with `errno` prove that the kernel had read this argument? This is the one place where a pointer is
    /// declared safe to follow while a failure is being recorded, so the answer is no unless it is known: a name has been
    /// read before it can be looked up, and an address before the protocol can refuse it. Never on EFAULT.
    pub(crate) fn was_read(self, errno: c_int) -> bool {
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
            // An empty or too long first name (ENOENT, ENAMETOOLONG) is refused before the second is read.
            Kind::SecondPath => !matches!(errno, libc::ENOENT | libc::ENAMETOOLONG) && Kind::Path.was_read(errno),
            Kind::Address => matches!(
                errno,
                libc::EADDRINUSE
                    | libc::EADDRNOTAVAIL
                    | libc::EAFNOSUPPORT
                    | libc::ECONNREFUSED
                    | libc::EHOSTUNREACH
                    | libc::EISCONN
                    | libc::ENETUNREACH
                    | libc::EPROTOTYPE
            ),
            Kind::Integer | Kind::Unsigned | Kind::Octal | Kind::Pointer => false,
        }
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
            /// The name of the C function that is mirrored.
            pub(crate) fn name(self) -> &'static CStr {
                match self {
                    $(Call::$name => match CStr::from_bytes_with_nul(concat!(stringify!($name), "\0").as_bytes()) {
                        Ok(name) => name,
                        Err(_) => c"",
                    }),*
                }
            }

            pub(crate) fn kinds(self) -> &'static [Kind] {
                match self {
                    $(Call::$name => &[$(Kind::$kind),*]),*
                }
            }
        }
    };
}

calls! {
    // io
    open(Path, Integer, Octal);
    openat(Integer, Path, Integer, Octal);
    fcntl(Integer, Integer, Integer);
    creat(Path, Octal);
    unlink(Path);
    rename(Path, SecondPath);
    mkdir(Path, Octal);
    chdir(Path);
    chmod(Path, Octal);
    access(Path, Integer);
    stat(Path, Pointer);
    fstat(Integer, Pointer);
    lstat(Path, Pointer);
    opendir(Path);
    close(Integer);
    read(Integer, Pointer, Unsigned);
    write(Integer, Pointer, Unsigned);
    readv(Integer, Pointer, Integer);
    writev(Integer, Pointer, Integer);
    pread(Integer, Pointer, Unsigned, Integer);
    pwrite(Integer, Pointer, Unsigned, Integer);
    lseek(Integer, Integer, Integer);
    ftruncate(Integer, Integer);
    fsync(Integer);
    sendfile(Integer, Integer, Pointer, Unsigned);
    copy_file_range(Integer, Pointer, Integer, Pointer, Unsigned, Unsigned);
    dup(Integer);
    dup2(Integer, Integer);
    dup3(Integer, Integer, Integer);
    poll(Pointer, Unsigned, Integer);
    ppoll(Pointer, Unsigned, Pointer, Pointer);
    select(Integer, Pointer, Pointer, Pointer, Pointer);
    pselect(Integer, Pointer, Pointer, Pointer, Pointer, Pointer);
    epoll_create1(Integer);
    epoll_ctl(Integer, Integer, Integer, Pointer);
    epoll_wait(Integer, Pointer, Integer, Integer);
    eventfd(Unsigned, Integer);
    fopen(Path, Pointer);
    fdopen(Integer, Pointer);
    freopen(Path, Pointer, Pointer);
    fclose(Pointer);
    // pipe
    pipe(Pointer);
    pipe2(Pointer, Integer);
    splice(Integer, Pointer, Integer, Pointer, Unsigned, Unsigned);
    tee(Integer, Integer, Unsigned, Unsigned);
    vmsplice(Integer, Pointer, Unsigned, Unsigned);
    // process
    execl(Path, Pointer);
    execlp(Path, Pointer);
    execle(Path, Pointer, Pointer);
    fork();
    execv(Path, Pointer);
    execve(Path, Pointer, Pointer);
    execvp(Path, Pointer);
    execvpe(Path, Pointer, Pointer);
    posix_spawn(Pointer, Path, Pointer, Pointer, Pointer, Pointer);
    posix_spawnp(Pointer, Path, Pointer, Pointer, Pointer, Pointer);
    wait(Pointer);
    waitpid(Integer, Pointer, Integer);
    waitid(Integer, Integer, Pointer, Integer);
    wait4(Integer, Pointer, Integer, Pointer);
    popen(Pointer, Pointer);
    pclose(Pointer);
    system(Pointer);
    setpgid(Integer, Integer);
    setsid();
    tcsetpgrp(Integer, Integer);
    // fifo
    mkfifo(Path, Octal);
    mkfifoat(Integer, Path, Octal);
    mknod(Path, Octal, Integer);
    // signal
    kill(Integer, Integer);
    killpg(Integer, Integer);
    raise(Integer);
    sigqueue(Integer, Integer, Pointer);
    setitimer(Integer, Pointer, Pointer);
    timerfd_create(Integer, Integer);
    timerfd_settime(Integer, Integer, Pointer, Pointer);
    signal(Integer, Pointer);
    sigaction(Integer, Pointer, Pointer);
    sigaltstack(Pointer, Pointer);
    pause();
    sigsuspend(Pointer);
    sigwait(Pointer, Pointer);
    sigwaitinfo(Pointer, Pointer);
    sigtimedwait(Pointer, Pointer, Pointer);
    signalfd(Integer, Pointer, Integer);
    sigemptyset(Pointer);
    sigfillset(Pointer);
    sigaddset(Pointer, Integer);
    sigdelset(Pointer, Integer);
    sigismember(Pointer, Integer);
    sigprocmask(Integer, Pointer, Pointer);
    pthread_sigmask(Integer, Pointer, Pointer);
    sigpending(Pointer);
    // sysv_msg
    ftok(Path, Integer);
    msgget(Integer, Integer);
    msgsnd(Integer, Pointer, Unsigned, Integer);
    msgrcv(Integer, Pointer, Unsigned, Integer, Integer);
    msgctl(Integer, Integer, Pointer);
    // sysv_sem
    semctl(Integer, Integer, Integer, Integer);
    semget(Integer, Integer, Integer);
    semop(Integer, Pointer, Unsigned);
    semtimedop(Integer, Pointer, Unsigned, Pointer);
    // sysv_shm
    shmget(Integer, Unsigned, Integer);
    shmat(Integer, Pointer, Integer);
    shmdt(Pointer);
    shmctl(Integer, Integer, Pointer);
    // posix_mq
    mq_open(Path, Integer, Octal, Pointer);
    mq_close(Integer);
    mq_unlink(Path);
    mq_send(Integer, Pointer, Unsigned, Unsigned);
    mq_timedsend(Integer, Pointer, Unsigned, Unsigned, Pointer);
    mq_receive(Integer, Pointer, Unsigned, Pointer);
    mq_timedreceive(Integer, Pointer, Unsigned, Pointer, Pointer);
    mq_getattr(Integer, Pointer);
    mq_setattr(Integer, Pointer, Pointer);
    mq_notify(Integer, Pointer);
    // posix_sem
    sem_open(Path, Integer, Octal, Unsigned);
    sem_close(Pointer);
    sem_unlink(Path);
    sem_init(Pointer, Integer, Unsigned);
    sem_destroy(Pointer);
    sem_wait(Pointer);
    sem_trywait(Pointer);
    sem_timedwait(Pointer, Pointer);
    sem_clockwait(Pointer, Integer, Pointer);
    sem_post(Pointer);
    sem_getvalue(Pointer, Pointer);
    // posix_shm
    shm_open(Path, Integer, Octal);
    shm_unlink(Path);
    memfd_create(Path, Unsigned);
    // map
    mremap(Pointer, Unsigned, Unsigned, Integer, Pointer);
    mmap(Pointer, Unsigned, Integer, Integer, Integer, Integer);
    munmap(Pointer, Unsigned);
    msync(Pointer, Unsigned, Integer);
    mprotect(Pointer, Unsigned, Integer);
    madvise(Pointer, Unsigned, Integer);
    mlock(Pointer, Unsigned);
    munlock(Pointer, Unsigned);
    // filelock
    flock(Integer, Integer);
    lockf(Integer, Integer, Integer);
    // socket
    socket(Integer, Integer, Integer);
    socketpair(Integer, Integer, Integer, Pointer);
    bind(Integer, Address, Unsigned);
    listen(Integer, Integer);
    accept(Integer, Pointer, Pointer);
    accept4(Integer, Pointer, Pointer, Integer);
    connect(Integer, Address, Unsigned);
    shutdown(Integer, Integer);
    getsockopt(Integer, Integer, Integer, Pointer, Pointer);
    setsockopt(Integer, Integer, Integer, Pointer, Unsigned);
    getsockname(Integer, Pointer, Pointer);
    getpeername(Integer, Pointer, Pointer);
    send(Integer, Pointer, Unsigned, Integer);
    sendto(Integer, Pointer, Unsigned, Integer, Address, Unsigned);
    sendmsg(Integer, Pointer, Integer);
    recv(Integer, Pointer, Unsigned, Integer);
    recvfrom(Integer, Pointer, Unsigned, Integer, Pointer, Pointer);
    recvmsg(Integer, Pointer, Integer);
    getaddrinfo(Pointer, Pointer, Pointer, Pointer);
    getnameinfo(Address, Unsigned, Pointer, Unsigned, Pointer, Unsigned, Integer);
    gethostbyname(Pointer);
    gethostbyaddr(Pointer, Unsigned, Integer);
    inet_pton(Integer, Pointer, Pointer);
    inet_ntop(Integer, Pointer, Pointer, Unsigned);
}
