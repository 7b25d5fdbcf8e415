use super::*;
use std::fs::{File, OpenOptions};
use std::io::pipe;
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd};

/// A descriptor of this process as text, asked itself and as another process would.
fn shown(fd: c_int) -> String {
    let this = Descriptor::of(Process::this(), fd).unwrap();
    this.to_string()
}

fn inode(fd: c_int) -> ino_t {
    file::fd_status(fd).unwrap().st_ino
}

/// What a call returned, as a descriptor.
fn owned(fd: c_int) -> OwnedFd {
    assert!(fd >= 0);
    // SAFETY: the caller has just made it.
    #[allow(unsafe_code, reason = "descriptors that std does not make")]
    unsafe {
        OwnedFd::from_raw_fd(fd)
    }
}

#[test]
fn pipes_and_sockets() {
    let (read, write) = pipe().unwrap();
    let inode = inode(read.as_raw_fd());
    assert_eq!(shown(read.as_raw_fd()), format!("the read end of pipe {inode}"));
    assert_eq!(shown(write.as_raw_fd()), format!("the write end of pipe {inode}"));
    let descriptor = Descriptor::of(Process::this(), read.as_raw_fd()).unwrap();
    assert!(descriptor.is_pipe() && descriptor.reads() && !descriptor.writes() && !descriptor.is_non_blocking());
    let socket = std::net::UdpSocket::bind("127.0.0.1:0").unwrap();
    let name = format!("a UDP socket bound to {}", socket.local_addr().unwrap());
    assert_eq!(shown(socket.as_raw_fd()), name);
    socket.set_nonblocking(true).unwrap();
    assert_eq!(shown(socket.as_raw_fd()), name + ", non-blocking");
}

#[test]
fn files_and_how_they_were_opened() {
    let path = std::env::temp_dir().join(format!("leat-descriptor-{} (deleted)", std::process::id()));
    let name = format!("the file {path:?}");
    let file = File::create(&path).unwrap();
    assert_eq!(shown(file.as_raw_fd()), format!("{name}, opened write-only"));
    let appended = OpenOptions::new().append(true).read(true).open(&path).unwrap();
    assert_eq!(shown(appended.as_raw_fd()), format!("{name}, opened to read and append"));
    std::fs::remove_file(&path).unwrap();
    assert_eq!(shown(file.as_raw_fd()), format!("{name} (deleted), opened write-only"));
    let file = File::open("/").unwrap();
    assert_eq!(shown(file.as_raw_fd()), r#"the directory "/""#);
    let file = File::open("/dev/null").unwrap();
    assert_eq!(shown(file.as_raw_fd()), r#"the device "/dev/null", opened read-only"#);
}

#[test]
#[allow(unsafe_code, reason = "descriptors that std does not make")]
fn what_has_no_file() {
    // SAFETY, of all: none takes a pointer, but memfd_create a string.
    let is = |fd, name| assert_eq!(shown(owned(fd).as_raw_fd()), name);
    // SAFETY: see above.
    is(unsafe { libc::eventfd(0, 0) }, "an eventfd");
    // SAFETY: see above.
    is(unsafe { libc::epoll_create1(0) }, "an epoll descriptor");
    // SAFETY: see above.
    is(unsafe { libc::timerfd_create(libc::CLOCK_MONOTONIC, 0) }, "a timerfd");
    // SAFETY: see above.
    is(unsafe { libc::inotify_init1(0) }, "an inotify descriptor");
    // SAFETY: see above.
    is(unsafe { libc::syscall(libc::SYS_pidfd_open, std::process::id(), 0) as c_int }, "a pidfd");
    // SAFETY: see above.
    is(unsafe { libc::memfd_create(c"mine".as_ptr(), 0) }, r#"the memory file "mine""#);
}

#[test]
fn of_another_process() {
    let mut child = std::process::Command::new("cat").stdin(std::process::Stdio::piped()).spawn().unwrap();
    let process = Process { pid: child.id() as libc::pid_t };
    let inode = inode(child.stdin.as_ref().unwrap().as_raw_fd());
    let of = |fd| Descriptor::of(process, fd).map(|descriptor| descriptor.to_string());
    // Until the child has become cat its standard input is the same.
    assert_eq!(of(0), Ok(format!("the read end of pipe {inode}")));
    assert_eq!(of(99_999), Err(libc::EBADF));
    let mut seen = 0;
    let until = Moment::now() + Duration::from_secs(60);
    assert_eq!(
        each(process, until, &mut |fd| {
            seen |= 1 << fd.min(63);
            true
        }),
        Ok(true)
    );
    assert_eq!(seen & 7, 7u64);
    drop(child.stdin.take());
    child.wait().unwrap();
}

#[test]
fn every_descriptor_of_this_process() {
    let (read, write) = pipe().unwrap();
    let (mut found, mut directories) = (0, 0);
    let in_time = each(Process::this(), Moment::now() + Duration::from_secs(60), &mut |fd| {
        found += usize::from(fd == read.as_raw_fd() || fd == write.as_raw_fd());
        directories += usize::from(shown(fd).contains("/proc/"));
        true
    });
    assert_eq!((found, directories, in_time), (2, 0, Ok(true)));
    assert_eq!(Descriptor::of(Process::this(), -1).err(), Some(libc::EBADF));
}
