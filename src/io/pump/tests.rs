use super::*;
use std::io::{PipeReader, PipeWriter, Read, Write, pipe};
use std::os::fd::AsRawFd;

/// Like cat, which reads no more while nobody takes what it has written.
fn cat(mut from: PipeReader, mut to: PipeWriter) -> std::thread::JoinHandle<()> {
    std::thread::spawn(move || {
        std::io::copy(&mut from, &mut to).unwrap();
    })
}

#[test]
fn more_than_pipes_hold_goes_around_and_is_capped() {
    let ((to_cat, input), (output, from_cat)) = (pipe().unwrap(), pipe().unwrap());
    let data = vec![7; 1_000_000];
    let mut got = b"before".to_vec();
    let cat = cat(to_cat, from_cat);
    let mut flows = [
        Flow::new(From::Bytes(&data), To::Fd(input.as_raw_fd())),
        Flow::new(From::Fd(output.as_raw_fd()), To::Vector { vector: &mut got, most: 300_000 }),
    ];
    flows[0].closes = Some(input.into());
    assert_eq!(pump(&mut flows, None, &Deadline::after(60_000).unwrap()).unwrap(), Pumped::All);
    assert!(flows.iter().all(|flow| matches!(flow.state, State::Ended)));
    let counts = flows.map(|flow| (flow.moved, flow.dropped));
    assert_eq!(counts, [(1_000_000, 0), (299_994, 700_006)]);
    assert_eq!((got.len(), got.capacity(), &got[..7]), (300_000, 300_000, &b"before\x07"[..]));
    cat.join().unwrap();
}

#[test]
fn between_descriptors_until_nobody_reads() {
    let ((from, mut source), (sink, to)) = (pipe().unwrap(), pipe().unwrap());
    source.write_all(b"abc").unwrap();
    let mut flows = [Flow::new(From::Fd(from.as_raw_fd()), To::Fd(to.as_raw_fd()))];
    let error = pump(&mut flows, None, &Deadline::after(1).unwrap()).unwrap_err();
    assert_eq!((error.errno(), flows[0].moved), (libc::ETIMEDOUT, 3));
    let mut three = [0; 3];
    (&sink).read_exact(&mut three).unwrap();
    assert_eq!(&three, b"abc");
    drop(sink);
    source.write_all(b"def").unwrap();
    pump(&mut flows, None, &Deadline::none()).unwrap();
    assert!(matches!(flows[0].state, State::Broken));
    assert_eq!((flows[0].moved, flows[0].dropped), (3, 3));
}

#[test]
fn woken_by_another_descriptor_and_ended_by_a_callback() {
    let ((from, mut source), (wake, mut waker)) = (pipe().unwrap(), pipe().unwrap());
    source.write_all(b"abc").unwrap();
    waker.write_all(b"!").unwrap();
    let mut got = Vec::new();
    let mut call = |data: &[u8]| {
        got.extend_from_slice(data);
        got.len() < 6
    };
    let mut flows = [
        Flow::new(From::Fd(from.as_raw_fd()), To::Call(&mut call)),
        Flow::new(From::Fd(-7), To::Nothing),
        Flow::new(From::Nothing, To::Nothing),
    ];
    assert_eq!(pump(&mut flows, Some(wake.as_raw_fd()), &Deadline::none()).unwrap(), Pumped::Woken);
    assert!(matches!(flows[1].state, State::Failed(error) if error.errno() == libc::EBADF));
    assert!(matches!(flows[2].state, State::Ended));
    source.write_all(b"defg").unwrap();
    assert_eq!(pump(&mut flows, None, &Deadline::none()).unwrap(), Pumped::All);
    assert!(matches!(flows[0].state, State::Enough));
    assert_eq!(got, b"abcdefg");
}
