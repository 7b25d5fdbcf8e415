/*
 * leat/socket.h: sockets, names and addresses.
 * Made by cbindgen from src/socket/: edit the comments there.
 */
#ifndef LEAT_SOCKET_H
#define LEAT_SOCKET_H

#include "base.h"
#include <sys/socket.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Mirrors socket(2): makes a socket and returns its descriptor. Errors: as socket(2). */
int leat_socket(int _domain, int _socket_type, int _protocol);

/**
 * Mirrors socketpair(2): makes two sockets that are connected to each other and stores their descriptors.
 * Errors: as socketpair(2).
 */
int leat_socketpair(int _domain, int _socket_type, int _protocol, int _fds[2]);

/** Mirrors bind(2): gives a socket its own address. Errors: as bind(2). */
int leat_bind(int _fd, const struct sockaddr *_address, socklen_t _length);

/**
 * Mirrors listen(2): makes a socket ready for leat_accept; the backlog is how many connections may wait for it.
 * Errors: as listen(2).
 */
int leat_listen(int _fd, int _backlog);

/**
 * Mirrors accept(2): waits for a connection to a listening socket and returns a new descriptor for it; stores the
 * peer's address, unless that is NULL, and its length. Errors: as accept(2).
 */
int leat_accept(int _fd, struct sockaddr *_address, socklen_t *_length);

/**
 * Mirrors accept4(2): as leat_accept, with flags for the new descriptor: SOCK_CLOEXEC, SOCK_NONBLOCK.
 * Errors: as accept4(2).
 */
int leat_accept4(int _fd, struct sockaddr *_address, socklen_t *_length, int _flags);

/** Mirrors connect(2): connects a socket to an address; a datagram socket only remembers it. Errors: as connect(2). */
int leat_connect(int _fd, const struct sockaddr *_address, socklen_t _length);

/**
 * Mirrors shutdown(2): ends one or both directions of a connection (SHUT_RD, SHUT_WR, SHUT_RDWR); the descriptor
 * stays open. Errors: as shutdown(2).
 */
int leat_shutdown(int _fd, int _how);

/**
 * Mirrors getsockopt(2): stores the value of a socket's option. The length is the room there, and then what it
 * takes. Errors: as getsockopt(2).
 */
int leat_getsockopt(int _fd, int _level, int _option, void *_value, socklen_t *_length);

/** Mirrors setsockopt(2): sets an option of a socket. Errors: as setsockopt(2). */
int leat_setsockopt(int _fd, int _level, int _option, const void *_value, socklen_t _length);

/**
 * Mirrors getsockname(2): stores a socket's own address. The length is the room there, and then what it takes.
 * Errors: as getsockname(2).
 */
int leat_getsockname(int _fd, struct sockaddr *_address, socklen_t *_length);

/**
 * Mirrors getpeername(2): stores the address that a socket is connected to. The length is the room there, and then
 * what it takes. Errors: as getpeername(2).
 */
int leat_getpeername(int _fd, struct sockaddr *_address, socklen_t *_length);

/**
 * Mirrors send(2): sends on a connected socket and returns the number of bytes; fewer is no error. MSG_NOSIGNAL:
 * no SIGPIPE. Errors: as send(2).
 */
ssize_t leat_send(int _fd, const void *_buffer, size_t _size, int _flags);

/** Mirrors sendto(2): as leat_send, to an address; NULL on a connected socket. Errors: as sendto(2). */
ssize_t leat_sendto(int _fd, const void *_buffer, size_t _size, int _flags, const struct sockaddr *_address,
                    socklen_t _length);

/**
 * Mirrors sendmsg(2): as leat_send, from several buffers, with an address and with control data, such as
 * descriptors. Errors: as sendmsg(2).
 */
ssize_t leat_sendmsg(int _fd, const struct msghdr *_message, int _flags);

/**
 * Mirrors recv(2): receives from a socket and returns the number of bytes; on a stream, fewer is no error and 0 is
 * end of file. The rest of a datagram that does not fit is lost. Errors: as recv(2).
 */
ssize_t leat_recv(int _fd, void *_buffer, size_t _size, int _flags);

/**
 * Mirrors recvfrom(2): as leat_recv; the sender's address is stored unless the place is NULL. The length is the
 * room there, and then what it takes. Errors: as recvfrom(2).
 */
ssize_t leat_recvfrom(int _fd, void *_buffer, size_t _size, int _flags, struct sockaddr *_address, socklen_t *_length);

/**
 * Mirrors recvmsg(2): as leat_recv, into several buffers, with the sender's address and with control data, such as
 * descriptors. Errors: as recvmsg(2).
 */
ssize_t leat_recvmsg(int _fd, struct msghdr *_message, int _flags);

/**
 * Mirrors getaddrinfo(3): finds a host's and a service's addresses, a list for leat_freeaddrinfo. Returns 0, or an
 * EAI code for leat_gai_strerror; errno counts only with EAI_SYSTEM. Errors: as getaddrinfo(3).
 */
int leat_getaddrinfo(const char *_node, const char *_service, const struct addrinfo *_hints,
                     struct addrinfo **_ret_list);

/** Mirrors freeaddrinfo(3): frees a list of leat_getaddrinfo. Errors: none, as freeaddrinfo(3). */
void leat_freeaddrinfo(struct addrinfo *_list);

/**
 * Mirrors getnameinfo(3): stores the names, or numbers, of an address's host and service. Returns 0, or an EAI
 * code for leat_gai_strerror; errno is set only with EAI_SYSTEM. Errors: as getnameinfo(3).
 */
int leat_getnameinfo(const struct sockaddr *_address, socklen_t _length, char *_host, socklen_t _host_size,
                     char *_service, socklen_t _service_size, int _flags);

/** Mirrors gai_strerror(3): returns the text of an EAI code, which is a constant. Errors: none, as gai_strerror(3). */
const char *leat_gai_strerror(int _code);

/**
 * Mirrors gethostbyname(3): finds a host's IPv4 addresses; leat_getaddrinfo does more. Returns NULL on failure and
 * sets h_errno, not errno. The result is overwritten by the next call. Errors: as gethostbyname(3).
 */
struct hostent *leat_gethostbyname(const char *_name);

/**
 * Mirrors gethostbyaddr(3): finds the host of an address; leat_getnameinfo does more. Returns NULL on failure and
 * sets h_errno, not errno. The result is overwritten by the next call. Errors: as gethostbyaddr(3).
 */
struct hostent *leat_gethostbyaddr(const void *_address, socklen_t _length, int _family);

/** Mirrors herror(3): writes the text of h_errno, after the prefix, to standard error. Errors: none, as herror(3). */
void leat_herror(const char *_prefix);

/**
 * Mirrors getservbyname(3): finds the port of a service, in network byte order; NULL if there is none, without an
 * error number. The result is overwritten by the next call. Errors: none, as getservbyname(3).
 */
struct servent *leat_getservbyname(const char *_name, const char *_protocol);

/**
 * Mirrors getservbyport(3): finds the service of a port, which is in network byte order; NULL if there is none,
 * without an error number. The result is overwritten by the next call. Errors: none, as getservbyport(3).
 */
struct servent *leat_getservbyport(int _port, const char *_protocol);

/**
 * Mirrors inet_pton(3): makes an address from its text; 1, 0 if the text is none (errno is not set), -1 for an
 * unknown family. Errors: as inet_pton(3).
 */
int leat_inet_pton(int _family, const char *_text, void *_address);

/**
 * Mirrors inet_ntop(3): makes text from an address and returns it; NULL on failure. INET6_ADDRSTRLEN bytes are
 * always enough. Errors: as inet_ntop(3).
 */
const char *leat_inet_ntop(int _family, const void *_address, char *_text, socklen_t _size);

/**
 * Mirrors inet_aton(3): makes an IPv4 address from its text; 1, or 0 if the text is none; errno is not set.
 * Errors: none, as inet_aton(3).
 */
int leat_inet_aton(const char *_text, struct in_addr *_address);

/**
 * Mirrors __recv_chk, which recv(2) becomes under _FORTIFY_SOURCE: it ends the process if the buffer has less room
 * than the size. Errors: as recv(2).
 */
ssize_t leat_recv_chk(int _fd, void *_buffer, size_t _size, size_t _room, int _flags);

/**
 * Mirrors __recvfrom_chk, which recvfrom(2) becomes under _FORTIFY_SOURCE: it ends the process if the buffer has
 * less room than the size. Errors: as recvfrom(2).
 */
ssize_t leat_recvfrom_chk(int _fd, void *_buffer, size_t _size, size_t _room, int _flags, struct sockaddr *_address,
                          socklen_t *_length);

#ifdef __cplusplus
}
#endif

#endif /* LEAT_SOCKET_H */
