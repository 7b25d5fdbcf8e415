//! The names of error numbers.

use std::ffi::{CStr, c_int};

/// An identifier as a C string.
macro_rules! c_string {
    ($name:ident) => {
        const {
            match std::ffi::CStr::from_bytes_with_nul(concat!(stringify!($name), "\0").as_bytes()) {
                Ok(name) => name,
                Err(_) => unreachable!(),
            }
        }
    };
}
pub(super) use c_string;

/// The name of a value, of these constants in the libc crate.
macro_rules! name_among {
    ($value:expr; $($name:ident)*) => {
        match $value {
            $(libc::$name => Some(c_string!($name)),)*
            _ => None,
        }
    };
}

/// `ENOENT` for 2; None for what is no error number of Linux.
pub(crate) fn errno(value: c_int) -> Option<&'static CStr> {
    name_among! { value;
        EPERM ENOENT ESRCH EINTR EIO ENXIO E2BIG ENOEXEC EBADF
        ECHILD EAGAIN ENOMEM EACCES EFAULT ENOTBLK EBUSY EEXIST EXDEV
        ENODEV ENOTDIR EISDIR EINVAL ENFILE EMFILE ENOTTY ETXTBSY EFBIG
        ENOSPC ESPIPE EROFS EMLINK EPIPE EDOM ERANGE EDEADLK ENAMETOOLONG
        ENOLCK ENOSYS ENOTEMPTY ELOOP ENOMSG EIDRM ECHRNG EL2NSYNC EL3HLT
        EL3RST ELNRNG EUNATCH ENOCSI EL2HLT EBADE EBADR EXFULL ENOANO
        EBADRQC EBADSLT EBFONT ENOSTR ENODATA ETIME ENOSR ENONET ENOPKG
        EREMOTE ENOLINK EADV ESRMNT ECOMM EPROTO EMULTIHOP EDOTDOT EBADMSG
        EOVERFLOW ENOTUNIQ EBADFD EREMCHG ELIBACC ELIBBAD ELIBSCN ELIBMAX ELIBEXEC
        EILSEQ ERESTART ESTRPIPE EUSERS ENOTSOCK EDESTADDRREQ EMSGSIZE EPROTOTYPE ENOPROTOOPT
        EPROTONOSUPPORT ESOCKTNOSUPPORT EOPNOTSUPP EPFNOSUPPORT EAFNOSUPPORT EADDRINUSE EADDRNOTAVAIL ENETDOWN ENETUNREACH
        ENETRESET ECONNABORTED ECONNRESET ENOBUFS EISCONN ENOTCONN ESHUTDOWN ETOOMANYREFS ETIMEDOUT
        ECONNREFUSED EHOSTDOWN EHOSTUNREACH EALREADY EINPROGRESS ESTALE EUCLEAN ENOTNAM ENAVAIL
        EISNAM EREMOTEIO EDQUOT ENOMEDIUM EMEDIUMTYPE ECANCELED ENOKEY EKEYEXPIRED EKEYREVOKED
        EKEYREJECTED EOWNERDEAD ENOTRECOVERABLE ERFKILL EHWPOISON
    }
}

/// netdb.h
pub(crate) const EAI_ADDRFAMILY: c_int = -9;

/// The name of a result of getaddrinfo(3) or getnameinfo(3).
pub(crate) fn eai(value: c_int) -> Option<&'static CStr> {
    // The libc crate lacks it.
    if value == EAI_ADDRFAMILY {
        return Some(c"EAI_ADDRFAMILY");
    }
    name_among! { value;
        EAI_AGAIN EAI_BADFLAGS EAI_FAIL EAI_FAMILY EAI_MEMORY EAI_NODATA EAI_NONAME EAI_OVERFLOW EAI_SERVICE EAI_SOCKTYPE
        EAI_SYSTEM
    }
}

/// netdb.h: h_errno.
pub(crate) const NETDB_INTERNAL: c_int = -1;
pub(crate) const HOST_NOT_FOUND: c_int = 1;
pub(crate) const TRY_AGAIN: c_int = 2;
pub(crate) const NO_RECOVERY: c_int = 3;
pub(crate) const NO_DATA: c_int = 4;

/// The name of an h_errno of gethostbyname(3).
pub(crate) fn h_errno(value: c_int) -> Option<&'static CStr> {
    match value {
        NETDB_INTERNAL => Some(c"NETDB_INTERNAL"),
        HOST_NOT_FOUND => Some(c"HOST_NOT_FOUND"),
        TRY_AGAIN => Some(c"TRY_AGAIN"),
        NO_RECOVERY => Some(c"NO_RECOVERY"),
        NO_DATA => Some(c"NO_DATA"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_error_number_of_linux_has_its_name() {
        assert_eq!(errno(2), Some(c"ENOENT"));
        assert_eq!(errno(libc::EAGAIN), Some(c"EAGAIN"));
        // 41 and 58 were never given out; EHWPOISON, 133, is the last.
        let unnamed: Vec<c_int> = (1..=133).filter(|&value| errno(value).is_none()).collect();
        assert_eq!(unnamed, [41, 58]);
        assert_eq!(errno(0).or(errno(-1)).or(errno(134)), None);
    }
}
