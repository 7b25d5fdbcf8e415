use super::*;
use std::ffi::CStr;

/// A record as `failure` makes it. Pointers in `words` must be valid where `code` proves that they were read.
pub(crate) fn record(call: Call, code: c_int, words: &[u64]) -> Record {
    Record::from_words(&compose(call, Space::Errno, code, &arguments(words))).expect("a record")
}

/// The record that the words of an entry of the ring make, if any.
pub(crate) fn from_ring(words: [u64; WORDS]) -> Option<Record> {
    Record::from_words(&words)
}

pub(crate) fn pointer<T>(to: &[T]) -> u64 {
    to.as_ptr() as usize as u64
}

fn string(string: &CStr) -> u64 {
    pointer(string.to_bytes_with_nul())
}

fn copied(record: &Record, index: usize) -> Option<(&[u8], bool)> {
    record.copied(index).map(|copied| (copied.bytes, copied.missing != Missing::Nothing))
}

/// The bytes of a copy that fit behind so many words.
fn room(words: usize) -> usize {
    (WORDS - 1 - words) * WORD
}

#[test]
fn the_newest_failure_is_found_until_it_is_cleared() {
    clear();
    failure(Call::close, Space::Errno, libc::EBADF, &[7]);
    failure(Call::getaddrinfo, Space::Eai, libc::EAI_NONAME, &[1, 2, 3, 4]);
    let found = |space| find(|record| record.space == space).map(|found| (found.call, found.code, found.len()));
    assert_eq!(found(Space::Errno), Some((Call::close, libc::EBADF, 1)));
    assert_eq!(found(Space::Eai), Some((Call::getaddrinfo, libc::EAI_NONAME, 4)));
    assert_eq!(found(Space::HErrno), None);
    clear();
    assert!(find(|_| true).is_none());
}

#[test]
fn a_failure_that_refers_to_errno_is_one_of_that_errno_too() {
    clear();
    errno::set(libc::EMFILE);
    let found = |code| find(|record| record.code == code).map(|found| (found.call, found.space));
    failure(Call::dup, Space::Errno, libc::EMFILE, &[0]);
    failure(Call::getnameinfo, Space::Eai, libc::EAI_SYSTEM, &[1, 16, 2, 3, 4, 5, 0]);
    assert_eq!(found(libc::EMFILE), Some((Call::getnameinfo, Space::Errno)));
    assert_eq!(find(|_| true).map(|newest| newest.space), Some(Space::Eai));
    failure(Call::gethostbyname, Space::HErrno, NETDB_INTERNAL, &[1]);
    assert_eq!(found(libc::EMFILE), Some((Call::gethostbyname, Space::Errno)));
    assert_eq!(find(|_| true).map(|newest| newest.space), Some(Space::HErrno));
    failure(Call::getaddrinfo, Space::Eai, libc::EAI_NONAME, &[1, 2, 3, 4]);
    assert_eq!(found(libc::EMFILE), Some((Call::gethostbyname, Space::Errno)));
}

#[test]
fn each_thread_has_its_own() {
    failure(Call::close, Space::Errno, libc::EBADF, &[7]);
    std::thread::spawn(|| assert!(find(|_| true).is_none())).join().expect("the other thread found nothing");
}

#[test]
fn every_call_and_its_arguments_survive_the_ring() {
    for (number, &call) in Call::ALL.iter().enumerate() {
        assert_eq!(call as usize, number);
        let words = [u64::MAX, 0, 1, 2, u64::MAX, 4, 5];
        let record = record(call, libc::EFAULT, &words);
        assert_eq!((record.call, record.code, record.len()), (call, libc::EFAULT, call.kinds().len()));
        assert!((0..record.len()).all(|index| record.word(index) == words[index]));
        assert!((0..7).all(|index| record.copied(index).is_none()));
        assert_eq!(record.word(record.len()), 0);
    }
}

#[test]
fn a_string_is_copied_if_the_error_proves_that_it_was_read() {
    let words = [string(c"/nope"), 0, 0];
    assert_eq!(copied(&record(Call::open, libc::ENOENT, &words), 0), Some((&b"/nope"[..], false)));
    assert_eq!(copied(&record(Call::open, libc::EMFILE, &words), 0), None);
    // Followed, these would end the test.
    for wild in [1, u64::MAX] {
        assert_eq!(copied(&record(Call::open, libc::EFAULT, &[wild, 0, 0]), 0), None);
        assert_eq!(copied(&record(Call::rename, libc::ENOENT, &[words[0], wild]), 1), None);
        assert_eq!(copied(&record(Call::posix_spawn, libc::ENOENT, &[1, wild, wild, 0, 0, 0]), 1), None);
    }
    assert_eq!(copied(&record(Call::freopen, libc::ENOENT, &[0, words[0], 0]), 0), None);
}

#[test]
fn what_else_the_error_of_a_call_proves() {
    let (name, empty, wild) = (string(c"name"), string(c""), 1);
    let read = |call, code, words: &[u64], index| copied(&record(call, code, words), index).is_some();
    assert!(read(Call::mkstemp, libc::EINVAL, &[name], 0));
    assert!(read(Call::readlink, libc::EINVAL, &[name, 0, 1], 0));
    for size in [0, 1 << 31, 1 << 32] {
        assert!(!read(Call::readlink, libc::EINVAL, &[wild, 0, size], 0));
    }
    assert!(read(Call::symlink, libc::ENOENT, &[name, name], 1));
    assert!(!read(Call::symlink, libc::ENOENT, &[empty, wild], 1));
    assert!(!read(Call::symlink, libc::ENAMETOOLONG, &[name, wild], 1));
    let nowhere = libc::AT_EMPTY_PATH as u64;
    assert!(read(Call::linkat, libc::ENOENT, &[3, name, 3, wild, 0], 1));
    assert!(!read(Call::linkat, libc::ENOENT, &[3, wild, 3, wild, nowhere], 1));
    assert!(read(Call::renameat, libc::EXDEV, &[3, name, 4, name], 3));
}

#[test]
fn of_a_long_name_the_end_is_kept_unless_that_was_not_read() {
    let room = room(1);
    for length in (room - 2..room + 3).chain([LONGEST_NAME - 1]) {
        let name: Vec<u8> = (0..length).map(|at| b'a' + (at % 26) as u8).chain([0]).collect();
        let kept = length.min(room);
        let (cut, end) = (length > room, length - kept..length);
        let long = |code| record(Call::unlink, code, &[pointer(&name)]);
        assert_eq!(copied(&long(libc::ENOENT), 0), Some((&name[end], cut)), "{length} of {room}");
        assert_eq!(copied(&long(libc::ENAMETOOLONG), 0), Some((&name[..kept], cut)), "{length} of {room}");
        let missing = |code| long(code).copied(0).map(|copied| copied.missing);
        assert_eq!(missing(libc::ENOENT), Some(if cut { Missing::Beginning } else { Missing::Nothing }));
        assert_eq!(missing(libc::ENAMETOOLONG), Some(if cut { Missing::End } else { Missing::Nothing }));
    }
}

#[test]
fn two_strings_share_the_room_and_a_short_one_leaves_its_part() {
    let (short, long) = (c"/a", &[[b'x'; 99], [0; 99]].concat());
    let renamed = |code, old, new| record(Call::rename, code, &[old, new]);
    let record = renamed(libc::EXDEV, string(short), pointer(long));
    assert_eq!(copied(&record, 0), Some((&b"/a"[..], false)));
    assert_eq!(copied(&record, 1), Some((&long[..room(3)], true)));
    let record = renamed(libc::EXDEV, pointer(long), pointer(long));
    assert_eq!(copied(&record, 0), Some((&long[..32], true)));
    assert_eq!(copied(&record, 1), Some((&long[..40], true)));
    // Nothing is reserved for one that is not copied.
    assert_eq!(copied(&renamed(libc::ENOENT, pointer(long), 1), 0), Some((&long[..room(2)], true)));
}

#[test]
fn of_a_streams_mode_no_more_is_read_than_libc_reads() {
    let path = [[b'x'; 99], [0; 99]].concat();
    let record = record(Call::fopen, libc::ENOENT, &[pointer(&path), pointer(b"rb+cmxy")]);
    assert_eq!(copied(&record, 0), Some((&path[..room(3)], true)));
    assert_eq!(copied(&record, 1), Some((&b"rb+cmxy"[..], false)));
}

#[test]
fn an_address_is_copied_up_to_its_size() {
    let address = [7; 128];
    let connect = |size| record(Call::connect, libc::ECONNREFUSED, &[3, pointer(&address), size]);
    assert_eq!(copied(&connect(0), 1), Some((&[][..], false)));
    assert_eq!(copied(&connect(16), 1), Some((&address[..16], false)));
    assert_eq!(copied(&connect(128), 1), Some((&address[..room(3)], true)));
    assert_eq!(copied(&record(Call::connect, libc::ENOTSOCK, &[3, 1, 16]), 1), None);
}
