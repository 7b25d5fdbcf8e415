//! Addresses as text: inet_pton and inet_ntop, and the numeric ones of gethostbyaddr.

use super::rows;

rows! { Errno, address;
    inet_pton | inet_ntop: EAFNOSUPPORT => family {
        other(family): "the family, the first argument, is {family}, and this function knows AF_INET and AF_INET6."
            do "pass AF_INET for addresses as 127.0.0.1, AF_INET6 for those as ::1.";
    }
    gethostbyaddr: EAFNOSUPPORT => kind {
        other(family, length):
            "the family is {family} and the length {length}: an address of AF_INET has 4 bytes, of AF_INET6 16."
            do "pass a struct in_addr, its sizeof and AF_INET: not a struct sockaddr_in, nor text.";
    }
    inet_ntop: ENOSPC => room {
        small(given, most): "the buffer has room for {given} bytes, and the text may take {most} with its NUL."
            do "pass a buffer of INET_ADDRSTRLEN (16) or INET6_ADDRSTRLEN (46) bytes, and that size.";
    }
}
