//! What each errno means whatever the call was: the last sentence, for a failure of which nothing better is known.

use super::{Row, Sentence, codes};
use crate::boundary::record::Space;
use crate::explain::causes::plain::meaning;

macro_rules! meanings {
    ($($code:ident: $cause:literal $(do $advice:literal)?;)*) => {
        pub(in crate::explain) const ROWS: &[Row] = &[$(
            Row {
                area: "every error",
                calls: &[],
                space: Space::Errno,
                codes: &[codes::$code],
                find: meaning,
                sentences: &[Sentence { cause: $cause, advice: meanings!(@advice $($advice)?) }],
            },
        )*];
    };
    (@advice) => { "" };
    (@advice $advice:literal) => { $advice };
}

meanings! {
    EPERM: "the system does not allow this caller to do that, or does not allow it to this object.";
    ENOENT: "something that was named does not exist."
        do "check the name and, if it does not begin with /, the directory that it is looked up from.";
    ESRCH: "there is no such process or thread, or no longer.";
    EINTR: "a signal handler ran while the call waited, and so the call ended early." do "call it again.";
    EIO: "the device below reported an error in reading or writing." do "look into the system's log (dmesg).";
    ENXIO: "the device or the other end that this needs is not there.";
    E2BIG: "something that was passed is longer than the system takes.";
    ENOEXEC: "the file is not a program that this system can run.";
    EBADF: "a descriptor among the arguments is not open, or not open for what the call does with it.";
    ECHILD: "this process has no such child to wait for.";
    EAGAIN: "it cannot be done now without waiting, or what it takes is used up now, but may come back."
        do "try again later, or wait with poll until it can be done.";
    ENOMEM: "the system, or a limit of this process, has no memory left for this.";
    EACCES: "the permissions of a file, a directory or another object do not allow this."
        do "compare its owner and mode (ls -l, ipcs) with who runs the program (id).";
    EFAULT: "a pointer among the arguments is not the address of memory that this process may use so.";
    ENOTBLK: "this needs a block device, such as a disk, and that is none.";
    EBUSY: "something that this needs for itself is in use.";
    EEXIST: "what was to be made exists already.";
    EXDEV: "the two names are on different file systems." do "copy the file, and remove the old one.";
    ENODEV: "the device or file does not offer what this call does.";
    ENOTDIR: "something in the place of a directory is none.";
    EISDIR: "that is a directory, and this needs a file that is none.";
    EINVAL: "one of the arguments has a value that this call does not take, or not for this object in its present state."
        do "compare each argument above with what its manual page allows.";
    ENFILE: "the whole system has as many files open as it allows.";
    EMFILE: "this process has as many descriptors, or other things of this kind, as it may have."
        do "close what is no longer needed, or raise the limit (ulimit -n).";
    ENOTTY: "what the descriptor refers to is not a terminal, or does not know this command.";
    ETXTBSY: "the file is a program that runs, or is open for writing, and so it cannot be the other as well.";
    EFBIG: "the file would become larger than allowed.";
    ENOSPC: "the room for this is used up: on the file system, or in the system's table of such objects.";
    ESPIPE: "this has no position to move: it is a pipe, FIFO, socket or terminal.";
    EROFS: "the file system is mounted read-only.";
    EMLINK: "the file or directory has as many links as its file system allows.";
    EPIPE: "nobody is left who could read what is written there.";
    EDOM: "a number is outside of what the function is defined for.";
    ERANGE: "a number is too large, or the buffer for the result too small.";
    EDEADLK: "waiting for this would never end, as the wait would close a circle.";
    ENAMETOOLONG: "a name is too long: a file name may have 255 bytes, a whole path 4095.";
    ENOLCK: "no more locks can be had, or this file system has none.";
    ENOSYS: "this system does not have this call.";
    ENOTEMPTY: "the directory is not empty.";
    ELOOP: "too many symbolic links: they seem to lead in a circle, or a link was not to be followed.";
    ENOMSG: "there is no message of the wanted type.";
    EIDRM: "the object was removed while it was used.";
    ECHRNG: "a channel's number is out of range.";
    EL2NSYNC: "the two ends of a connection have lost their common count (level 2).";
    EL3HLT: "a connection was halted (level 3).";
    EL3RST: "a connection was reset (level 3).";
    ELNRNG: "a link's number is out of range.";
    EUNATCH: "the driver of the protocol is not attached.";
    ENOCSI: "no structure for this is available in the driver.";
    EL2HLT: "a connection was halted (level 2).";
    EBADE: "an exchange with a device or server was invalid.";
    EBADR: "a request to a device was invalid.";
    EXFULL: "the exchange with the device is full.";
    ENOANO: "the device has no entry for this.";
    EBADRQC: "a device does not know the code of the request.";
    EBADSLT: "a slot's number is invalid.";
    EBFONT: "the file of a font has a wrong format.";
    ENOSTR: "that is not a stream of the old STREAMS kind.";
    ENODATA: "there is no such data: for extended attributes, no attribute of that name.";
    ETIME: "a timer of the device or protocol ran out.";
    ENOSR: "no more STREAMS can be had.";
    ENONET: "this machine is not on the network.";
    ENOPKG: "a package that this needs is not installed.";
    EREMOTE: "the object is on another machine.";
    ENOLINK: "the connection to the other machine was cut.";
    EADV: "an advertise error of remote file sharing.";
    ESRMNT: "a mount error of remote file sharing.";
    ECOMM: "an error in sending to the other machine or the device.";
    EPROTO: "the other side broke the rules of the protocol, or the device failed.";
    EMULTIHOP: "the path leads over more machines than allowed.";
    EDOTDOT: "an error of remote file sharing.";
    EBADMSG: "what was read is not a valid message, or is damaged.";
    EOVERFLOW: "a value is too large for the type that has to hold it.";
    ENOTUNIQ: "the name is not unique on the network.";
    EBADFD: "the descriptor is in a state in which this is not possible.";
    EREMCHG: "the address of the other machine has changed.";
    ELIBACC: "a shared library that is needed cannot be opened.";
    ELIBBAD: "a library, or the program's loader, is damaged; or leat itself met a bug of its own in this call.";
    ELIBSCN: "a library's section is damaged.";
    ELIBMAX: "too many shared libraries are linked at once.";
    ELIBEXEC: "a shared library cannot be run as a program.";
    EILSEQ: "some bytes are no character in the encoding that is in use.";
    ERESTART: "the call was interrupted, and should have been started again." do "call it again.";
    ESTRPIPE: "the stream is suspended.";
    EUSERS: "there are too many users.";
    ENOTSOCK: "the descriptor is not a socket.";
    EDESTADDRREQ: "the socket is not connected, and no address to send to was given.";
    EMSGSIZE: "the message is longer than may be sent at once, or the buffer shorter than the longest message.";
    EPROTOTYPE: "the socket is of another type than this protocol or the other end.";
    ENOPROTOOPT: "the socket has no such option at this level.";
    EPROTONOSUPPORT: "there is no such protocol for this family and type of socket.";
    ESOCKTNOSUPPORT: "there is no such type of socket in this family.";
    EOPNOTSUPP: "this object does not offer the operation.";
    EPFNOSUPPORT: "this system does not have that family of protocols.";
    EAFNOSUPPORT: "an address is of a family that does not fit the socket or the call.";
    EADDRINUSE: "the address is in use already.";
    EADDRNOTAVAIL: "the address is not one that this machine can use here.";
    ENETDOWN: "the network's interface is down.";
    ENETUNREACH: "this machine has no route to that network.";
    ENETRESET: "the network ended the connection.";
    ECONNABORTED: "the connection was ended on this side before it could be used.";
    ECONNRESET: "the other side ended the connection without waiting for what was under way.";
    ENOBUFS: "the network has no buffer left for this.";
    EISCONN: "the socket is connected already.";
    ENOTCONN: "the socket is not connected.";
    ESHUTDOWN: "this direction of the socket was shut down.";
    ETOOMANYREFS: "too many descriptors are on their way through sockets.";
    ETIMEDOUT: "the time was over before it happened.";
    ECONNREFUSED: "nobody accepts connections there.";
    EHOSTDOWN: "the other machine is down.";
    EHOSTUNREACH: "there is no way to the other machine, or it does not answer.";
    EALREADY: "the same is under way already.";
    EINPROGRESS: "it has begun, and will be done later." do "wait with poll until it is.";
    ESTALE: "the file that this refers to is gone from its server.";
    EUCLEAN: "the file system, or its device, must be repaired first.";
    ENOTNAM: "that is not a file of the XENIX kind.";
    ENAVAIL: "there are no semaphores of the XENIX kind.";
    EISNAM: "that is a file of the XENIX kind.";
    EREMOTEIO: "the device at the other end of a bus reported an error.";
    EDQUOT: "what a user or a group may have in that file system (quota) is used up.";
    ENOMEDIUM: "there is no disk in the drive.";
    EMEDIUMTYPE: "the disk in the drive is of the wrong kind.";
    ECANCELED: "it was cancelled before it was done.";
    ENOKEY: "a key that is needed is not there.";
    EKEYEXPIRED: "the key has expired.";
    EKEYREVOKED: "the key was revoked.";
    EKEYREJECTED: "the key was rejected by what it is for.";
    EOWNERDEAD: "the thread that held the lock has died; the lock is now this thread's.";
    ENOTRECOVERABLE: "what the lock protects was left broken by a thread that died, and nobody has repaired it.";
    ERFKILL: "the radio is switched off.";
    EHWPOISON: "the memory has an error in its hardware.";
}

#[cfg(test)]
mod tests {
    use std::ffi::c_int;

    use super::*;
    use crate::explain::call::Call;
    use crate::explain::failure::Failure;
    use crate::explain::text::Text;
    use crate::explain::{Depth, explain, names};

    fn explained(call: Call, code: c_int, words: &[u64]) -> String {
        let mut text = Text::new();
        explain(&Failure::new(call, code, words), Depth::Cause, None, &mut text);
        text.as_str().to_owned()
    }

    #[test]
    fn every_failure_of_every_function_has_a_sentence() {
        for code in (1..=133).filter(|&code| names::errno(code).is_some()) {
            let name = names::errno(code).unwrap().to_str().unwrap();
            for &call in Call::ALL {
                for words in [[0; 7], [u64::MAX; 7], [70_000, 1, 2, 3, 4, 5, 6]] {
                    let text = explained(call, code, &words);
                    let (_, sentences) = text.split_once(&format!("): {name}: ")).unwrap_or_else(|| panic!("{text}"));
                    assert!(sentences.ends_with(['.', '?', ')']), "{text}");
                }
            }
        }
    }

    #[test]
    fn a_sentence_begins_small_and_ends_with_a_full_stop() {
        for sentence in ROWS.iter().flat_map(|row| row.sentences) {
            assert!(sentence.cause.starts_with(|first: char| first.is_lowercase()), "{}", sentence.cause);
            for text in [sentence.cause, sentence.advice] {
                assert!(text.is_empty() || text.ends_with('.'), "{text}");
            }
        }
    }
}
