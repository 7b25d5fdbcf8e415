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
    on_one_page(string.to_bytes_with_nul())
}

/// A copy that stays, and that no end of a page cuts in two, as it may a constant.
pub(crate) fn on_one_page(bytes: &[u8]) -> u64 {
    #[repr(align(4096))]
    struct Page([u8; PAGE]);

    let page = Box::leak(Box::new(Page([0; PAGE])));
    page.0[..bytes.len()].copy_from_slice(bytes);
    pointer(&page.0)
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
    failure(Call::getaddrinfo, Space::Eai, libc::EAI_NONAME, &[0, string(c"ftp"), 3, 4]);
    let found = |space| find(|record| record.space == space).map(|found| (found.what, found.code, found.len()));
    assert_eq!(found(Space::Errno), Some((What::Call(Call::close), libc::EBADF, 1)));
    assert_eq!(found(Space::Eai), Some((What::Call(Call::getaddrinfo), libc::EAI_NONAME, 4)));
    assert_eq!(found(Space::HErrno), None);
    clear();
    assert!(find(|_| true).is_none());
}

#[test]
fn a_failure_that_refers_to_errno_is_one_of_that_errno_too() {
    clear();
    errno::set(libc::EMFILE);
    let found = |code| find(|record| record.code == code).map(|found| (found.what, found.space));
    failure(Call::dup, Space::Errno, libc::EMFILE, &[0]);
    failure(Call::getnameinfo, Space::Eai, libc::EAI_SYSTEM, &[1, 16, 2, 3, 4, 5, 0]);
    assert_eq!(found(libc::EMFILE), Some((What::Call(Call::getnameinfo), Space::Errno)));
    assert_eq!(find(|_| true).map(|newest| newest.space), Some(Space::Eai));
    failure(Call::gethostbyname, Space::HErrno, NETDB_INTERNAL, &[1]);
    assert_eq!(found(libc::EMFILE), Some((What::Call(Call::gethostbyname), Space::Errno)));
    assert_eq!(find(|_| true).map(|newest| newest.space), Some(Space::HErrno));
    failure(Call::getaddrinfo, Space::Eai, libc::EAI_NONAME, &[0, string(c"ftp"), 3, 4]);
    assert_eq!(found(libc::EMFILE), Some((What::Call(Call::gethostbyname), Space::Errno)));
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
        assert_eq!((record.what, record.code, record.len()), (What::Call(call), libc::EFAULT, call.kinds().len()));
        assert!((0..record.len()).all(|index| record.word(index) == words[index]));
        assert!((0..7).all(|index| record.copied(index).is_none()));
        assert_eq!(record.word(record.len()), 0);
    }
}

#[test]
fn a_string_is_copied_if_the_error_proves_that_it_was_read() {
    let words = [string(c"/nope"), 0, 0];
    assert_eq!(copied(&record(Call::open, libc::ENOENT, &words), 0), Some((&b"/nope"[..], false)));
    assert_eq!(copied(&record(Call::open, libc::EINVAL, &words), 0), None);
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

/// The copies of a record, which of them are cut, and their indices.
fn copies(record: &Record) -> Vec<(usize, &[u8], bool)> {
    (0..record.len()).filter_map(|index| copied(record, index).map(|(bytes, cut)| (index, bytes, cut))).collect()
}

#[test]
fn what_libc_refused_is_copied_as_far_as_libc_has_read_it() {
    let creation = (libc::O_CREAT | libc::O_RDWR) as u64;
    let attributes = [0i64, 100, 1024, 0, 0, 0, 0, 0];
    let numbers: Vec<u8> = attributes[1..3].iter().flat_map(|number| number.to_ne_bytes()).collect();
    let opened = |name, attributes| record(Call::mq_open, libc::EINVAL, &[name, creation, 0o600, attributes]);
    assert_eq!(copies(&opened(string(c"/q"), pointer(&attributes))), [(0, &b"/q"[..], false), (3, &numbers, false)]);
    // Refused for its name, so nobody has looked at the attributes.
    assert_eq!(copies(&opened(string(c"jobs"), 1)), [(0, &b"jobs"[..], false)]);
    let popened = record(Call::popen, libc::EINVAL, &[1, string(c"rw")]);
    assert_eq!(copies(&popened), [(1, &b"rw"[..], false)]);
    let opened = record(Call::sem_open, libc::EINVAL, &[string(c"/a/b"), 0, 0, 0]);
    assert_eq!(copies(&opened), [(0, &b"/a/b"[..], false)]);
}

#[test]
fn a_string_of_which_only_the_first_byte_was_read_is_not_followed_beyond_its_page() {
    let size = 2 * 4096;
    let map = |protection, flags, at| {
        // SAFETY: new memory, or memory of this test alone.
        unsafe { libc::mmap(at, size, protection, flags | libc::MAP_ANONYMOUS | libc::MAP_PRIVATE, -1, 0) }
    };
    let start = map(libc::PROT_READ | libc::PROT_WRITE, 0, std::ptr::null_mut());
    assert_ne!(start, libc::MAP_FAILED);
    let end = start.wrapping_byte_add(size);
    let protected = map(libc::PROT_NONE, libc::MAP_FIXED, start.wrapping_byte_add(4096));
    assert_eq!(protected, start.wrapping_byte_add(4096));
    let text = start.wrapping_byte_add(4093).cast::<[u8; 3]>();
    // SAFETY: it is the end of the first page.
    unsafe { text.write(*b"abc") };
    let record = record(Call::mq_unlink, libc::EINVAL, &[text.addr() as u64]);
    assert_eq!(copies(&record), [(0, &b"abc"[..], true)]);
    // SAFETY: it was mapped above.
    unsafe { libc::munmap(start, end.addr() - start.addr()) };
}

#[test]
fn structures_are_copied_where_the_error_proves_that_they_were_read() {
    let time = [1i64, 2_000_000_000];
    let bytes: Vec<u8> = time.iter().flat_map(|number| number.to_ne_bytes()).collect();
    let wait = |code, time| record(Call::sem_timedwait, code, &[1, time]);
    assert_eq!(copies(&wait(libc::EINVAL, pointer(&time))), [(1, &bytes[..], false)]);
    assert_eq!(copies(&wait(libc::ETIMEDOUT, pointer(&time))), [(1, &bytes[..], false)]);
    assert!(copies(&wait(libc::EINTR, 1)).is_empty());
    let clocks = |clock| record(Call::sem_clockwait, libc::EINVAL, &[1, clock, pointer(&time)]);
    assert_eq!((copies(&clocks(0)).len(), copies(&clocks(77)).len()), (1, 0));
    let operations = [7u8; 6 * 20];
    let semop = |count| record(Call::semop, libc::EAGAIN, &[3, pointer(&operations), count]);
    assert_eq!(copies(&semop(2)), [(1, &operations[..12], false)]);
    assert_eq!(copies(&semop(20)), [(1, &operations[..room(3)], true)]);
    assert_eq!(copies(&semop(u64::MAX)), [(1, &operations[..room(3)], true)]);
    let sent = record(Call::msgsnd, libc::EINVAL, &[3, pointer(&[0u64; 4]), 8, 0]);
    assert_eq!(copies(&sent), [(1, &[0; 8][..], false)]);
}

#[test]
fn what_name_services_were_asked_for() {
    let asked = |code, words: [u64; 4]| {
        Record::from_words(&compose(Call::getaddrinfo, Space::Eai, code, &arguments(&words))).unwrap()
    };
    let hints: Vec<u8> = [0i32, 99, 1, 0].into_iter().flat_map(i32::to_ne_bytes).collect();
    let (host, service, hints) = (string(c"nowhere.invalid"), string(c"http"), on_one_page(&hints));
    let record = asked(libc::EAI_NONAME, [host, service, hints, 1]);
    assert_eq!(copies(&record), [(0, &b"nowhere.invalid"[..], false), (1, &b"http"[..], false)]);
    let record = asked(libc::EAI_FAMILY, [host, service, hints, 1]);
    let (copies, family) = (copies(&record), 99i32.to_ne_bytes());
    assert_eq!((copies[0].1, &copies[1].1[4..8], copies.len()), (&b"nowhere.invalid"[..], &family[..], 2));
    errno::set(libc::ENOENT);
    let record = asked(libc::EAI_SERVICE, [0, service, 0, 1]);
    assert_eq!((record.code, record.errno), (libc::EAI_SERVICE, libc::ENOENT));
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
