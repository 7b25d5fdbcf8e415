//! What a failure is called: calls as a reader would write them in C.

mod random;

use std::ffi::c_int;

use libc::{AF_INET, AF_INET6, AF_UNIX, EBADF, ECONNREFUSED, ENOENT, EPERM};

use super::call::{Call, Kind};
use super::facts::process::Process;
use super::facts::user::User;
use super::failure::Failure;
use super::text::Text;
use super::{Depth, explain, write_call};
use crate::boundary::record::tests::{on_one_page, pointer, record};
use crate::boundary::record::{Record, What};

fn text(record: &Record) -> String {
    let mut text = Text::new();
    match record.what {
        What::Call(call) => write_call(&Failure::from_record(record, call), &mut text),
        What::Refusal(which) => super::refusal::explain_refusal(record, which, Depth::Call, None, &mut text),
    }
    text.as_str().to_owned()
}

fn explained(call: Call, code: c_int, words: &[i64]) -> String {
    let words: Vec<u64> = words.iter().map(|&word| word as u64).collect();
    text(&record(call, code, &words))
}

/// The address of a string for a test.
fn p(string: &'static str) -> i64 {
    assert!(string.ends_with('\0'));
    on_one_page(string.as_bytes()) as i64
}

macro_rules! explains {
    ($($call:ident($($word:expr),*), $code:ident => $text:expr;)*) => { $(
        assert_eq!(explained(Call::$call, $code, &[$($word as i64),*]), concat!($text, ": ", stringify!($code)));
    )* };
}

#[test]
fn files() {
    use libc::*;
    explains! {
        open(p("/nope\0"), O_RDONLY, 0), ENOENT => r#"open("/nope", O_RDONLY)"#;
        open(p("/nope/x\0"), O_RDWR | O_CREAT | O_TRUNC, 0o644), ENOENT => r#"open("/nope/x", O_RDWR|O_CREAT|O_TRUNC, 0644)"#;
        open(p("/x\0"), O_WRONLY | O_TMPFILE | O_SYNC, 0), EISDIR => r#"open("/x", O_WRONLY|O_SYNC|O_TMPFILE, 0)"#;
        open(p("/x\0"), O_RDWR | 0x4000_0000, 0), ENOENT => r#"open("/x", O_RDWR|0x40000000)"#;
        open(1, -1, 0o600), EFAULT => "open(0x1, -1, 0600)";
        open(0, O_ACCMODE, 0), EFAULT => "open(NULL, 0x3)";
        openat(AT_FDCWD, p("x\0"), O_CREAT, 0o600), EEXIST => r#"openat(AT_FDCWD, "x", O_RDONLY|O_CREAT, 0600)"#;
        openat(5, p("x\0"), O_DIRECTORY | O_CLOEXEC, 0), ENOTDIR => r#"openat(5, "x", O_RDONLY|O_DIRECTORY|O_CLOEXEC)"#;
        fopen(p("/nope\0"), p("r+\0")), ENOENT => r#"fopen("/nope", "r+")"#;
        access(p("/root\0"), R_OK | W_OK), EACCES => r#"access("/root", R_OK|W_OK)"#;
        access(p("/nope\0"), F_OK), ENOENT => r#"access("/nope", F_OK)"#;
        rename(p("a\0"), p("b\0")), EXDEV => r#"rename("a", "b")"#;
        lseek(3, -1, SEEK_SET), EINVAL => "lseek(3, -1, SEEK_SET)";
        read(-1, 0x10, 100), EBADF => "read(-1, 0x10, 100)";
        write(4, 0, -1), EFAULT => "write(4, NULL, (size_t)-1)";
        dup3(3, 3, O_CLOEXEC), EINVAL => "dup3(3, 3, O_CLOEXEC)";
        pipe2(0x10, O_CLOEXEC | O_NONBLOCK), EMFILE => "pipe2(0x10, O_NONBLOCK|O_CLOEXEC)";
        pipe2(0x10, 0), EMFILE => "pipe2(0x10, 0)";
        mkfifo(p("/nope/f\0"), 0o666), ENOENT => r#"mkfifo("/nope/f", 0666)"#;
        mkfifoat(AT_FDCWD, p("f\0"), 0), EEXIST => r#"mkfifoat(AT_FDCWD, "f", 0)"#;
        mknod(p("f\0"), S_IFIFO | 0o644, 0), EEXIST => r#"mknod("f", S_IFIFO|0644, 0)"#;
        flock(3, LOCK_EX | LOCK_NB), EAGAIN => "flock(3, LOCK_EX|LOCK_NB)";
        flock(3, 3), EINVAL => "flock(3, 0x3)";
        lockf(3, F_TLOCK, 0), EACCES => "lockf(3, F_TLOCK, 0)";
        splice(3, 0, 4, 0, 10, SPLICE_F_MOVE | 64), EINVAL => "splice(3, NULL, 4, NULL, 10, SPLICE_F_MOVE|0x40)";
        epoll_create1(EPOLL_CLOEXEC), EMFILE => "epoll_create1(EPOLL_CLOEXEC)";
        epoll_ctl(3, EPOLL_CTL_ADD, 4, 0x10), EEXIST => "epoll_ctl(3, EPOLL_CTL_ADD, 4, 0x10)";
        eventfd(0, EFD_SEMAPHORE | EFD_CLOEXEC), EMFILE => "eventfd(0, EFD_CLOEXEC|EFD_SEMAPHORE)";
    }
}

#[test]
fn names_and_what_begins_at_a_directory() {
    use libc::*;
    explains! {
        rmdir(p("x\0")), ENOTEMPTY => r#"rmdir("x")"#;
        symlink(p("to\0"), p("/nope/x\0")), ENOENT => r#"symlink("to", "/nope/x")"#;
        linkat(AT_FDCWD, p("a\0"), 3, p("b\0"), AT_SYMLINK_FOLLOW), EEXIST => r#"linkat(AT_FDCWD, "a", 3, "b", AT_SYMLINK_FOLLOW)"#;
        unlinkat(3, p("x\0"), AT_REMOVEDIR), ENOTDIR => r#"unlinkat(3, "x", AT_REMOVEDIR)"#;
        fstatat(3, p("x\0"), 0x10, AT_SYMLINK_NOFOLLOW), ENOENT => r#"fstatat(3, "x", 0x10, AT_SYMLINK_NOFOLLOW)"#;
        chown(p("x\0"), -1, 100), EROFS => r#"chown("x", -1, 100)"#;
        fchown(3, 0xffff_ffffu32, 0), EPERM => "fchown(3, -1, 0)";
        fallocate(3, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, 0, -1), EINVAL
            => "fallocate(3, FALLOC_FL_KEEP_SIZE|FALLOC_FL_PUNCH_HOLE, 0, -1)";
    }
}

#[test]
fn the_argument_of_ioctl_is_what_its_request_takes() {
    use libc::*;
    explains! {
        ioctl(0, TIOCGWINSZ, 0x7ff0), ENOTTY => "ioctl(0, TIOCGWINSZ, 0x7ff0)";
        ioctl(0, FIONREAD, 0), EFAULT => "ioctl(0, FIONREAD, NULL)";
        ioctl(0, TIOCNOTTY, 0x1234), ENOTTY => "ioctl(0, TIOCNOTTY)";
        ioctl(0, TIOCSCTTY, 0x7777_0000_0001u64), EPERM => "ioctl(0, TIOCSCTTY, 1)";
        ioctl(0, 0x4008_6f01, 5), ENOTTY => "ioctl(0, 0x40086f01, 5)";
        tcsetattr(0, TCSAFLUSH, 0x10), ENOTTY => "tcsetattr(0, TCSAFLUSH, 0x10)";
    }
}

#[test]
fn the_argument_of_fcntl_is_what_its_command_takes() {
    use libc::*;
    explains! {
        fcntl(-1, F_GETFL, 0), EBADF => "fcntl(-1, F_GETFL)";
        fcntl(-1, F_SETFL, O_RDWR | O_NONBLOCK), EBADF => "fcntl(-1, F_SETFL, O_RDWR|O_NONBLOCK)";
        fcntl(-1, F_SETFL, 0), EBADF => "fcntl(-1, F_SETFL, 0)";
        fcntl(-1, F_SETFD, FD_CLOEXEC), EBADF => "fcntl(-1, F_SETFD, FD_CLOEXEC)";
        fcntl(3, F_DUPFD, -1), EINVAL => "fcntl(3, F_DUPFD, -1)";
        fcntl(3, F_SETLK, 0x7ff0), EBADF => "fcntl(3, F_SETLK, 0x7ff0)";
        fcntl(3, F_OFD_SETLKW, 0), EFAULT => "fcntl(3, F_OFD_SETLKW, NULL)";
        fcntl(3, 10, SIGIO), EINVAL => "fcntl(3, F_SETSIG, SIGIO)";
        fcntl(3, F_ADD_SEALS, F_SEAL_WRITE), EPERM => "fcntl(3, F_ADD_SEALS, F_SEAL_WRITE)";
        fcntl(3, 12345, 7), EINVAL => "fcntl(3, 12345, 7)";
        fcntl(3, 12345, 0x7fff_0000_0000i64), EINVAL => "fcntl(3, 12345, 0x7fff00000000)";
    }
}

#[test]
fn maps() {
    use libc::*;
    explains! {
        mmap(0, 0, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0), EINVAL
            => "mmap(NULL, 0, PROT_READ|PROT_WRITE, MAP_SHARED|MAP_ANONYMOUS, -1, 0)";
        mmap(0, 4096, PROT_NONE, MAP_FIXED, 3, 4096), EINVAL => "mmap(NULL, 4096, PROT_NONE, MAP_FIXED, 3, 4096)";
        munmap(-1, 4096), EINVAL => "munmap((void *)-1, 4096)";
        msync(0x1000, 1, MS_SYNC | MS_INVALIDATE), ENOMEM => "msync(0x1000, 1, MS_INVALIDATE|MS_SYNC)";
        madvise(0x1000, 1, MADV_DONTNEED), ENOMEM => "madvise(0x1000, 1, MADV_DONTNEED)";
        mremap(0x1000, 1, 2, MREMAP_MAYMOVE, 0), EFAULT => "mremap(0x1000, 1, 2, MREMAP_MAYMOVE)";
        mremap(0x1000, 1, 2, MREMAP_MAYMOVE | MREMAP_FIXED, 0x2000), EINVAL
            => "mremap(0x1000, 1, 2, MREMAP_MAYMOVE|MREMAP_FIXED, 0x2000)";
        memfd_create(1, MFD_CLOEXEC | 0x80), EFAULT => "memfd_create(0x1, MFD_CLOEXEC|0x80)";
    }
}

#[test]
fn processes_and_signals() {
    use libc::*;
    explains! {
        kill(1, SIGKILL), EPERM => "kill(1, SIGKILL)";
        setrlimit(RLIMIT_NOFILE, 0x10), EPERM => "setrlimit(RLIMIT_NOFILE, 0x10)";
        clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, 0, 0x10), EFAULT
            => "clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, NULL, 0x10)";
        pthread_kill(0x7fff_1234_5000u64, SIGTERM), ESRCH => "pthread_kill(0x7fff12345000, SIGTERM)";
        kill(123, 0), ESRCH => "kill(123, 0)";
        kill(-123, SIGRTMIN() + 2), ESRCH => "kill(-123, SIGRTMIN+2)";
        raise(SIGRTMAX()), EINVAL => "raise(SIGRTMAX)";
        raise(99), EINVAL => "raise(99)";
        sigqueue(1, SIGRTMIN(), 7), EPERM => "sigqueue(1, SIGRTMIN, 7)";
        signal(SIGKILL, 1), EINVAL => "signal(SIGKILL, SIG_IGN)";
        signal(SIGSTOP, 0), EINVAL => "signal(SIGSTOP, SIG_DFL)";
        signal(SIGSTOP, 0x5000), EINVAL => "signal(SIGSTOP, 0x5000)";
        sigprocmask(3, 0x10, 0), EINVAL => "sigprocmask(3, 0x10, NULL)";
        sigprocmask(SIG_BLOCK, 0x10, 0), EFAULT => "sigprocmask(SIG_BLOCK, 0x10, NULL)";
        waitpid(-1, 0, WNOHANG | WUNTRACED), ECHILD => "waitpid(-1, NULL, WNOHANG|WUNTRACED)";
        waitid(P_PID, 5, 0x10, WEXITED | WNOWAIT), ECHILD => "waitid(P_PID, 5, 0x10, WEXITED|WNOWAIT)";
        timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC), EMFILE => "timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC)";
        timerfd_settime(3, TFD_TIMER_ABSTIME, 0x10, 0), EBADF => "timerfd_settime(3, TFD_TIMER_ABSTIME, 0x10, NULL)";
        setitimer(ITIMER_REAL, 0x10, 0), EFAULT => "setitimer(ITIMER_REAL, 0x10, NULL)";
        signalfd(-1, 0x10, SFD_NONBLOCK), EINVAL => "signalfd(-1, 0x10, SFD_NONBLOCK)";
        execv(p("/nope\0"), 0x10), ENOENT => r#"execv("/nope", 0x10)"#;
        posix_spawn(0, p("/nope\0"), 0, 0, 0x10, 0x20), ENOENT
            => r#"posix_spawn(NULL, "/nope", NULL, NULL, 0x10, 0x20)"#;
        fork(), EAGAIN => "fork()";
    }
}

#[test]
fn queues_semaphores_and_segments() {
    use libc::*;
    explains! {
        msgget(0x4d2, IPC_CREAT | IPC_EXCL | 0o600), EEXIST => "msgget(0x4d2, IPC_CREAT|IPC_EXCL|0600)";
        msgget(0xffff_fff0u32 as i32, 0), ENOENT => "msgget(0xfffffff0, 0)";
        msgget(-1, 0), ENOENT => "msgget(-1, 0)";
        semget(IPC_PRIVATE, 0, 0o600), EINVAL => "semget(IPC_PRIVATE, 0, 0600)";
        shmget(0x10, 4096, IPC_CREAT | 0o644), EINVAL => "shmget(0x10, 4096, IPC_CREAT|0644)";
        shmat(3, 0, SHM_RDONLY), EACCES => "shmat(3, NULL, SHM_RDONLY)";
        shmctl(3, IPC_RMID, 0), EPERM => "shmctl(3, IPC_RMID, NULL)";
        msgsnd(3, 0x10, 8, IPC_NOWAIT), EFAULT => "msgsnd(3, 0x10, 8, IPC_NOWAIT)";
        msgrcv(3, 0x10, 8, -2, IPC_NOWAIT | MSG_NOERROR), ENOMSG => "msgrcv(3, 0x10, 8, -2, IPC_NOWAIT|MSG_NOERROR)";
        semctl(3, 0, GETVAL, 0), EINVAL => "semctl(3, 0, GETVAL)";
        semctl(3, 0, SETVAL, -1), ERANGE => "semctl(3, 0, SETVAL, -1)";
        semctl(3, 0, IPC_STAT, 0x10), EACCES => "semctl(3, 0, IPC_STAT, 0x10)";
        mq_open(p("/q\0"), O_RDWR | O_CREAT, 0o600, 0), EACCES => r#"mq_open("/q", O_RDWR|O_CREAT, 0600, NULL)"#;
        mq_open(p("/q\0"), O_WRONLY, 0, 0), ENOENT => r#"mq_open("/q", O_WRONLY)"#;
        sem_open(p("/s\0"), O_CREAT | O_EXCL, 0o600, 1), EEXIST => r#"sem_open("/s", O_CREAT|O_EXCL, 0600, 1)"#;
        sem_open(p("/s\0"), 0, 0, 0), ENOENT => r#"sem_open("/s", 0)"#;
        sem_clockwait(0x10, CLOCK_MONOTONIC, 0x20), EINTR => "sem_clockwait(0x10, CLOCK_MONOTONIC, 0x20)";
        shm_open(p("/m\0"), O_RDWR, 0), ENOENT => r#"shm_open("/m", O_RDWR, 0)"#;
    }
}

#[test]
fn sockets() {
    use libc::*;
    explains! {
        socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, IPPROTO_UDP), EPROTONOSUPPORT
            => "socket(AF_INET, SOCK_STREAM|SOCK_CLOEXEC, IPPROTO_UDP)";
        socket(AF_NETLINK, SOCK_RAW, 6), EPERM => "socket(AF_NETLINK, SOCK_RAW, 6)";
        socket(12345, 0, 0), EAFNOSUPPORT => "socket(12345, 0, 0)";
        socketpair(AF_UNIX, SOCK_DGRAM, 0, 0), EFAULT => "socketpair(AF_UNIX, SOCK_DGRAM, 0, NULL)";
        accept4(3, 0, 0, SOCK_NONBLOCK), EAGAIN => "accept4(3, NULL, NULL, SOCK_NONBLOCK)";
        shutdown(3, SHUT_WR), ENOTCONN => "shutdown(3, SHUT_WR)";
        setsockopt(3, SOL_SOCKET, SO_REUSEADDR, 0x10, 4), EBADF => "setsockopt(3, SOL_SOCKET, SO_REUSEADDR, 0x10, 4)";
        getsockopt(3, IPPROTO_TCP, TCP_NODELAY, 0, 0), EFAULT => "getsockopt(3, IPPROTO_TCP, TCP_NODELAY, NULL, NULL)";
        getsockopt(3, 999, 1, 0, 0), EOPNOTSUPP => "getsockopt(3, 999, 1, NULL, NULL)";
        send(3, 0x10, 1, MSG_DONTWAIT | MSG_NOSIGNAL), EPIPE => "send(3, 0x10, 1, MSG_DONTWAIT|MSG_NOSIGNAL)";
        sendto(3, 0x10, 1, 0, 0, 0), EDESTADDRREQ => "sendto(3, 0x10, 1, 0, NULL, 0)";
        inet_pton(AF_UNIX, 0x10, 0x20), EAFNOSUPPORT => "inet_pton(AF_UNIX, 0x10, 0x20)";
    }
}

/// connect to an address of `family` and the bytes after it.
fn connected(family: c_int, rest: &[u8]) -> String {
    let address = [&(family as u16).to_ne_bytes(), rest].concat();
    let text = explained(Call::connect, ECONNREFUSED, &[3, pointer(&address) as i64, address.len() as i64]);
    let text = text.strip_prefix("connect(3, ").expect("connect comes first");
    text.strip_suffix(&format!(", {}): ECONNREFUSED", address.len())).expect("the size follows").to_owned()
}

#[test]
fn socket_addresses() {
    let mut loopback6 = [0, 80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0];
    assert_eq!(connected(AF_INET, &[0x1f, 0x90, 127, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0]), "127.0.0.1:8080");
    assert_eq!(connected(AF_INET, &[0, 1, 2]), "{AF_INET, 0x000102}");
    assert_eq!(connected(AF_INET6, &loopback6), "[::1]:80");
    loopback6[22..].copy_from_slice(&5u32.to_ne_bytes());
    assert_eq!(connected(AF_INET6, &loopback6), "[::1%5]:80");
    assert_eq!(connected(AF_UNIX, b"/tmp/x\0garbage"), r#""/tmp/x""#);
    assert_eq!(connected(AF_UNIX, b"/tmp/x"), r#""/tmp/x""#);
    assert_eq!(connected(AF_UNIX, &[b"/tmp/x".as_slice(), &[0; 100]].concat()), r#""/tmp/x""#);
    assert_eq!(connected(AF_UNIX, &[b'y'; 108]), format!("\"{}…\"", "y".repeat(62)));
    assert_eq!(connected(AF_UNIX, b"\0name"), "@name");
    assert_eq!(connected(AF_UNIX, b"\0na\0me"), r"@na\x00me");
    assert_eq!(connected(AF_UNIX, &[0; 108]), format!("@{}…", r"\x00".repeat(61)));
    assert_eq!(connected(AF_UNIX, b""), r#""""#);
    assert_eq!(connected(libc::AF_NETLINK, &[0xab, 1]), "{AF_NETLINK, 0xab01}");
    assert_eq!(connected(999, &[]), "{999}");
    assert_eq!(explained(Call::connect, ECONNREFUSED, &[3, p("\0"), 1]), "connect(3, {}, 1): ECONNREFUSED");
    assert_eq!(explained(Call::bind, EBADF, &[3, 1, 16]), "bind(3, 0x1, 16): EBADF");
}

#[test]
fn strings_are_escaped_and_stay_utf_8() {
    let unlinked = |code, bytes: &[u8]| {
        let text = explained(Call::unlink, code, &[pointer(&[bytes, b"\0"].concat()) as i64]);
        text.strip_prefix("unlink(\"").expect("a string").rsplit_once("\"): ").expect("its end").0.to_owned()
    };
    let opened = |bytes: &[u8]| unlinked(ENOENT, bytes);
    assert_eq!(opened("ütf→8".as_bytes()), "ütf→8");
    assert_eq!(opened(b"a\"b\\c\nd\te\x1b[0m"), r#"a\"b\\c\nd\te\x1b[0m"#);
    assert_eq!(opened("\u{85}".as_bytes()), r"\xc2\x85");
    assert_eq!(opened(b"\xffx\xe2\x82"), r"\xffx\xe2\x82");
    // 80 bytes fit: cut in front of, in, and behind a character of three bytes.
    for (before, shown) in [(80, ""), (79, ""), (78, ""), (77, "€")] {
        let xs = "x".repeat(before);
        let name = xs.clone() + "€€";
        assert_eq!(unlinked(libc::ENAMETOOLONG, name.as_bytes()), format!("{xs}{shown}…"), "{before}");
        let name = "€€".to_owned() + &xs;
        assert_eq!(opened(name.as_bytes()), format!("…{shown}{xs}"), "{before}");
    }
    assert_eq!(opened(&[b'\xff'; 99]), format!("…{}", r"\xff".repeat(80)));
    assert_eq!(opened(&[b'\x80'; 99]), format!("…{}", r"\x80".repeat(80)));
}

#[test]
fn what_has_no_name_is_a_number() {
    assert_eq!(explained(Call::close, 9999, &[3]), "close(3): error 9999");
    assert_eq!(explained(Call::close, -1, &[3]), "close(3): error -1");
}

/// csrc/variadic.c reads the optional argument of a command as nothing, an int or a word; what is written of it here must
/// be that. (Each of the calls fails: no such descriptor or set, or nothing there that could be written to.)
#[test]
#[allow(unsafe_code, reason = "calls of the C shim")]
fn the_optional_arguments_are_those_that_the_c_half_reads() {
    unsafe extern "C-unwind" {
        fn leat_fcntl(fd: c_int, command: c_int, ...) -> c_int;
        fn leat_semctl(id: c_int, number: c_int, command: c_int, ...) -> c_int;
    }
    const GIVEN: u64 = 0x6ead_beef_8765_4321;
    let check = |index: usize, command: c_int| {
        let record = crate::boundary::record::find(|_| true).expect("it has failed");
        let What::Call(call) = record.what else { panic!("a mirror makes a call") };
        let failure = Failure::from_record(&record, call);
        let taken = match failure.kind(index) {
            None => 0,
            Some(kind) if kind.is_pointer() || matches!(kind, Kind::Word) => GIVEN,
            Some(Kind::IntMember) => GIVEN,
            Some(_) => GIVEN as i32 as u64,
        };
        assert_eq!(failure.word(index), taken, "{} {command}", failure.call);
    };
    for command in (0..64).chain(1000..1100) {
        // SAFETY: -1 is no descriptor.
        assert_eq!(unsafe { leat_fcntl(-1, command, GIVEN) }, -1);
        check(2, command);
    }
    for command in 0..32 {
        // SAFETY: no memory is there.
        assert_eq!(unsafe { leat_semctl(-1, 0, command, GIVEN) }, -1, "{command}");
        check(3, command);
    }
}

/// The engine explains calls that leat did not make, too: here one of a child that knows nothing of leat, whose
/// descriptors are not this process's.
#[test]
fn a_call_of_another_process_is_explained_by_what_that_process_has() {
    use std::process::{Command, Stdio};
    let mut child = Command::new("sleep").arg("1000").stdin(Stdio::piped()).spawn().unwrap();
    let pid = child.id();
    let pipe = std::fs::read_link(format!("/proc/{pid}/fd/0")).unwrap().display().to_string();
    let inode = pipe.trim_matches(|c: char| !c.is_ascii_digit());
    let explained = |call, code, words: &[u64]| {
        let process = Process { pid: pid as libc::pid_t };
        let mut text = Text::new();
        explain(&Failure { process, ..Failure::new(call, code, words) }, Depth::Cause, None, &mut text);
        text.as_str().replace('\n', " ")
    };
    let written = explained(Call::write, EBADF, &[0, 0x1000, 5]);
    let unopened = explained(Call::read, EBADF, &[77, 0x1000, 5]);
    let refused = explained(Call::setgid, EPERM, &[77]);
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(written.starts_with("write(0, 0x1000, 5): EBADF: "), "{written}");
    assert!(written.contains(&format!("the read end of pipe {inode}")), "{written}");
    assert!(unopened.contains("77"), "{unopened}");
    assert!(refused.contains(&format!("sleep (pid {pid}) runs as {}", User::this())), "{refused}");
}
