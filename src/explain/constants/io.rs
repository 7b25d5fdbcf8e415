//! Files and descriptors: also of pipes, FIFOs and file locks.

use libc::{O_CREAT, O_TMPFILE};

use super::super::call::Kind::{self, By, Flock, IntMember, Integer, Octal, OneOf, Pointer, Set, Signal, Word};
use super::{Flags, Name, name_of, names};

/// The kernel sets it on 64-bit systems and F_GETFL shows it, but libc's O_LARGEFILE is 0 there. 0: not known here.
const LARGE_FILE: u32 = if cfg!(any(target_arch = "x86_64", target_arch = "riscv64", target_arch = "s390x")) {
    0o100_000
} else if cfg!(target_arch = "aarch64") {
    0o400_000
} else {
    0
};

const OPEN_BITS: &[Name] = names![
    O_CREAT O_EXCL O_NOCTTY O_TRUNC O_APPEND O_NONBLOCK O_SYNC O_DSYNC O_ASYNC O_DIRECT O_TMPFILE O_DIRECTORY O_NOFOLLOW
    O_NOATIME O_CLOEXEC O_PATH O_LARGEFILE = LARGE_FILE
];

pub(crate) const OPEN_FLAGS: Kind = Set(&Flags {
    field: libc::O_ACCMODE as u32,
    values: names![O_RDONLY O_WRONLY O_RDWR],
    bits: OPEN_BITS,
    ..Flags::NONE
});

/// The same where there is no access mode to give: pipe2, dup3, sem_open.
pub(crate) const FILE_FLAGS: Kind =
    Set(&Flags { field: 3, values: names![O_WRONLY O_RDWR], bits: OPEN_BITS, ..Flags::NONE });

/// The mode of a call is there if its flags make a file.
pub(crate) const OPEN_MODE: Kind = By(|words| makes_file(words[1]).then_some(Octal));
pub(crate) const OPENAT_MODE: Kind = By(|words| makes_file(words[2]).then_some(Octal));

fn makes_file(flags: u64) -> bool {
    creates(flags) || flags as i32 & O_TMPFILE == O_TMPFILE
}

/// O_CREAT, which mq_open and sem_open have too.
pub(super) fn creates(flags: u64) -> bool {
    flags as i32 & O_CREAT != 0
}

pub(crate) const LINK_FLAGS: Kind = Set(&Flags { bits: names![AT_SYMLINK_FOLLOW AT_EMPTY_PATH], ..Flags::NONE });
pub(crate) const UNLINK_FLAGS: Kind = Set(&Flags { bits: names![AT_REMOVEDIR], ..Flags::NONE });
pub(crate) const STATUS_FLAGS: Kind =
    Set(&Flags { bits: names![AT_SYMLINK_NOFOLLOW AT_NO_AUTOMOUNT AT_EMPTY_PATH], ..Flags::NONE });

/// A user's or a group's number. The highest one is none: it is written -1, as in C.
pub(crate) const OWNER: Kind = OneOf(&[]);

pub(crate) const ACCESS: Kind = Set(&Flags { zero: "F_OK", bits: names![R_OK W_OK X_OK], ..Flags::NONE });

pub(crate) const WHENCE: Kind = OneOf(WHENCES);
pub(crate) const WHENCES: &[Name] = names![SEEK_SET SEEK_CUR SEEK_END SEEK_DATA SEEK_HOLE];

pub(crate) const NODE_MODE: Kind = Set(&Flags {
    field: libc::S_IFMT,
    values: names![S_IFIFO S_IFREG S_IFCHR S_IFBLK S_IFSOCK S_IFDIR S_IFLNK],
    octal: 0o7777,
    ..Flags::NONE
});

// asm-generic/fcntl.h
pub(in crate::explain) const F_SETSIG: i32 = 10;
const F_GETSIG: i32 = 11;
const F_SETOWN_EX: i32 = 15;
const F_GETOWN_EX: i32 = 16;

pub(crate) const FCNTL_COMMAND: Kind = OneOf(names![
    F_DUPFD F_DUPFD_CLOEXEC F_GETFD F_SETFD F_GETFL F_SETFL F_GETLK F_SETLK F_SETLKW F_OFD_GETLK F_OFD_SETLK F_OFD_SETLKW
    F_GETOWN F_SETOWN F_GETLEASE F_SETLEASE F_NOTIFY F_GETPIPE_SZ F_SETPIPE_SZ
    F_ADD_SEALS F_GET_SEALS
    F_SETSIG = F_SETSIG as u32 F_GETSIG = F_GETSIG as u32 F_SETOWN_EX = F_SETOWN_EX as u32
    F_GETOWN_EX = F_GETOWN_EX as u32
    // linux/fcntl.h
    F_GET_RW_HINT = 1035 F_SET_RW_HINT = 1036 F_GET_FILE_RW_HINT = 1037 F_SET_FILE_RW_HINT = 1038
]);

/// Nothing, an int or a pointer, by command: as `csrc/variadic.c` reads it.
pub(crate) const FCNTL_ARGUMENT: Kind = By(|words| match words[1] as i32 {
    libc::F_GETFD | libc::F_GETFL | libc::F_GETOWN | libc::F_GETLEASE | libc::F_GETPIPE_SZ | libc::F_GET_SEALS => None,
    F_GETSIG => None,
    libc::F_DUPFD | libc::F_DUPFD_CLOEXEC | libc::F_SETOWN | libc::F_SETPIPE_SZ => Some(Integer),
    libc::F_SETFD => Some(Set(&Flags { bits: names![FD_CLOEXEC], ..Flags::NONE })),
    libc::F_SETFL => Some(FILE_FLAGS),
    F_SETSIG => Some(Signal),
    libc::F_SETLEASE => Some(OneOf(LOCK_TYPES)),
    libc::F_NOTIFY => Some(Set(&NOTIFY)),
    libc::F_ADD_SEALS => Some(Set(&SEALS)),
    libc::F_GETLK | libc::F_SETLK | libc::F_SETLKW | libc::F_OFD_GETLK | libc::F_OFD_SETLK | libc::F_OFD_SETLKW => {
        Some(Flock)
    }
    F_GETOWN_EX | F_SETOWN_EX => Some(Pointer),
    _ => Some(Word),
});

/// linux/fcntl.h
const NOTIFY: Flags = Flags {
    bits: names![
        DN_ACCESS = 1 DN_MODIFY = 2 DN_CREATE = 4 DN_DELETE = 8 DN_RENAME = 0x10 DN_ATTRIB = 0x20
        DN_MULTISHOT = 0x8000_0000
    ],
    ..Flags::NONE
};

pub(crate) const SEALS: Flags = Flags {
    bits: names![F_SEAL_SEAL F_SEAL_SHRINK F_SEAL_GROW F_SEAL_WRITE F_SEAL_FUTURE_WRITE F_SEAL_EXEC],
    ..Flags::NONE
};

pub(crate) const LOCK_TYPES: &[Name] = names![F_RDLCK F_WRLCK F_UNLCK];

const IOCTL_REQUESTS: &[Name] = names![
    TCGETS TCSETS TCSETSW TCSETSF TIOCGWINSZ TIOCSWINSZ TIOCGPGRP TIOCSPGRP TIOCSCTTY TIOCNOTTY TIOCEXCL TIOCNXCL TIOCSTI
    FIONREAD TIOCOUTQ FIONBIO FIOASYNC FIOCLEX FIONCLEX
    // asm-generic/ioctls.h, asm-generic/sockios.h and linux/sockios.h
    TIOCGPTN = 0x8004_5430 TIOCSPTLCK = 0x4004_5431 SIOCATMARK = 0x8905 SIOCGIFNAME = 0x8910 SIOCGIFCONF = 0x8912
    SIOCGIFFLAGS = 0x8913 SIOCGIFADDR = 0x8915 SIOCGIFBRDADDR = 0x8919 SIOCGIFNETMASK = 0x891b SIOCGIFMTU = 0x8921
    SIOCGIFHWADDR = 0x8927 SIOCGIFINDEX = 0x8933
];

/// A request that has no name here is written in hexadecimal, which shows its parts.
pub(crate) const IOCTL_REQUEST: Kind = Set(&Flags { field: u32::MAX, values: IOCTL_REQUESTS, ..Flags::NONE });

/// A pointer, or nothing, or for a driver's own request what nobody knows.
pub(crate) const IOCTL_ARGUMENT: Kind = By(|words| match words[1] {
    libc::TIOCNOTTY | libc::TIOCEXCL | libc::TIOCNXCL | libc::FIOCLEX | libc::FIONCLEX => None,
    libc::TIOCSCTTY => Some(IntMember),
    request if name_of(IOCTL_REQUESTS, request).is_some() => Some(Pointer),
    _ => Some(Word),
});

pub(crate) const SETTING_TIME: Kind = OneOf(names![TCSANOW TCSADRAIN TCSAFLUSH]);

pub(crate) const ALLOCATION_MODE: Kind = Set(&Flags {
    bits: names![
        FALLOC_FL_KEEP_SIZE FALLOC_FL_PUNCH_HOLE FALLOC_FL_COLLAPSE_RANGE FALLOC_FL_ZERO_RANGE FALLOC_FL_INSERT_RANGE
        FALLOC_FL_UNSHARE_RANGE
    ],
    ..Flags::NONE
});

pub(crate) const EPOLL_FLAGS: Kind = Set(&Flags { bits: names![EPOLL_CLOEXEC], ..Flags::NONE });
pub(crate) const EPOLL_OPERATION: Kind = OneOf(names![EPOLL_CTL_ADD EPOLL_CTL_DEL EPOLL_CTL_MOD]);

pub(crate) const EVENTFD_FLAGS: Kind =
    Set(&Flags { bits: names![EFD_CLOEXEC EFD_NONBLOCK EFD_SEMAPHORE], ..Flags::NONE });

pub(crate) const SPLICE_FLAGS: Kind =
    Set(&Flags { bits: names![SPLICE_F_MOVE SPLICE_F_NONBLOCK SPLICE_F_MORE SPLICE_F_GIFT], ..Flags::NONE });

pub(crate) const FLOCK_OPERATION: Kind = Set(&Flags {
    field: (libc::LOCK_SH | libc::LOCK_EX | libc::LOCK_UN) as u32,
    values: names![LOCK_SH LOCK_EX LOCK_UN],
    bits: names![LOCK_NB],
    ..Flags::NONE
});

pub(crate) const LOCKF_COMMAND: Kind = OneOf(names![F_ULOCK F_LOCK F_TLOCK F_TEST]);
