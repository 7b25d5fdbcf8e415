//! Names, services and addresses as text.

use crate::mirror::mirror;
use libc::{addrinfo, c_char, c_int, c_void, hostent, in_addr, servent, sockaddr, socklen_t};

unsafe extern "C-unwind" {
    fn getaddrinfo(
        node: *const c_char,
        service: *const c_char,
        hints: *const addrinfo,
        ret_list: *mut *mut addrinfo,
    ) -> c_int;
    fn freeaddrinfo(list: *mut addrinfo);
    fn getnameinfo(
        address: *const sockaddr,
        length: socklen_t,
        host: *mut c_char,
        host_size: socklen_t,
        service: *mut c_char,
        service_size: socklen_t,
        flags: c_int,
    ) -> c_int;
    fn gai_strerror(code: c_int) -> *const c_char;
    fn gethostbyname(name: *const c_char) -> *mut hostent;
    fn gethostbyaddr(address: *const c_void, length: socklen_t, family: c_int) -> *mut hostent;
    fn herror(prefix: *const c_char);
    fn getservbyname(name: *const c_char, protocol: *const c_char) -> *mut servent;
    fn getservbyport(port: c_int, protocol: *const c_char) -> *mut servent;
    fn inet_pton(family: c_int, text: *const c_char, address: *mut c_void) -> c_int;
    fn inet_ntop(family: c_int, address: *const c_void, text: *mut c_char, size: socklen_t) -> *const c_char;
    fn inet_aton(text: *const c_char, address: *mut in_addr) -> c_int;
}

/// Mirrors getaddrinfo(3): finds a host's and a service's addresses, a list for leat_freeaddrinfo. Returns 0, or an
/// EAI code for leat_gai_strerror; errno counts only with EAI_SYSTEM. Errors: as getaddrinfo(3).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_getaddrinfo(
    node: *const c_char,
    service: *const c_char,
    hints: *const addrinfo,
    ret_list: *mut *mut addrinfo,
) -> c_int {
    mirror!(getaddrinfo(node, service, hints, ret_list) returns eai)
}

/// Mirrors freeaddrinfo(3): frees a list of leat_getaddrinfo. Errors: none, as freeaddrinfo(3).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_freeaddrinfo(list: *mut addrinfo) {
    mirror!(freeaddrinfo(list) unrecorded)
}

/// Mirrors getnameinfo(3): stores the names, or numbers, of an address's host and service. Returns 0, or an EAI
/// code for leat_gai_strerror; errno is set only with EAI_SYSTEM. Errors: as getnameinfo(3).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_getnameinfo(
    address: *const sockaddr,
    length: socklen_t,
    host: *mut c_char,
    host_size: socklen_t,
    service: *mut c_char,
    service_size: socklen_t,
    flags: c_int,
) -> c_int {
    mirror!(getnameinfo(address, length, host, host_size, service, service_size, flags) returns eai)
}

/// Mirrors gai_strerror(3): returns the text of an EAI code, which is a constant. Errors: none, as gai_strerror(3).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_gai_strerror(code: c_int) -> *const c_char {
    mirror!(gai_strerror(code) unrecorded)
}

/// Mirrors gethostbyname(3): finds a host's IPv4 addresses; leat_getaddrinfo does more. Returns NULL on failure and
/// sets h_errno, not errno. The result is overwritten by the next call. Errors: as gethostbyname(3).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_gethostbyname(name: *const c_char) -> *mut hostent {
    mirror!(gethostbyname(name) sets h_errno)
}

/// Mirrors gethostbyaddr(3): finds the host of an address; leat_getnameinfo does more. Returns NULL on failure and
/// sets h_errno, not errno. The result is overwritten by the next call. Errors: as gethostbyaddr(3).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_gethostbyaddr(
    address: *const c_void,
    length: socklen_t,
    family: c_int,
) -> *mut hostent {
    mirror!(gethostbyaddr(address, length, family) sets h_errno)
}

/// Mirrors herror(3): writes the text of h_errno, after the prefix, to standard error. Errors: none, as herror(3).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_herror(prefix: *const c_char) {
    mirror!(herror(prefix) unrecorded)
}

/// Mirrors getservbyname(3): finds the port of a service, in network byte order; NULL if there is none, without an
/// error number. The result is overwritten by the next call. Errors: none, as getservbyname(3).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_getservbyname(name: *const c_char, protocol: *const c_char) -> *mut servent {
    mirror!(getservbyname(name, protocol) unrecorded)
}

/// Mirrors getservbyport(3): finds the service of a port, which is in network byte order; NULL if there is none,
/// without an error number. The result is overwritten by the next call. Errors: none, as getservbyport(3).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_getservbyport(port: c_int, protocol: *const c_char) -> *mut servent {
    mirror!(getservbyport(port, protocol) unrecorded)
}

/// Mirrors inet_pton(3): makes an address from its text; 1, 0 if the text is none (errno is not set), -1 for an
/// unknown family. Errors: as inet_pton(3).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_inet_pton(family: c_int, text: *const c_char, address: *mut c_void) -> c_int {
    mirror!(inet_pton(family, text, address))
}

/// Mirrors inet_ntop(3): makes text from an address and returns it; NULL on failure. INET6_ADDRSTRLEN bytes are
/// always enough. Errors: as inet_ntop(3).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_inet_ntop(
    family: c_int,
    address: *const c_void,
    text: *mut c_char,
    size: socklen_t,
) -> *const c_char {
    mirror!(inet_ntop(family, address, text, size))
}

/// Mirrors inet_aton(3): makes an IPv4 address from its text; 1, or 0 if the text is none; errno is not set.
/// Errors: none, as inet_aton(3).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_inet_aton(text: *const c_char, address: *mut in_addr) -> c_int {
    mirror!(inet_aton(text, address) unrecorded)
}
