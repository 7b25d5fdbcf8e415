/*
 * leat/socket.h: sockets, names and addresses.
 * Made by cbindgen from src/socket/: edit the comments there.
 */

#ifndef LEAT_SOCKET_H
#define LEAT_SOCKET_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif  /* __cplusplus */

/** Mirrors socket(2). Errors: as socket(2). */
int leat_socket(int _domain, int _socket_type, int _protocol);

/** Mirrors socketpair(2). Errors: as socketpair(2). */
int leat_socketpair(int _domain, int _socket_type, int _protocol, int _fds[2]);

/** Mirrors bind(2). Errors: as bind(2). */
int leat_bind(int _fd, const struct sockaddr *_address, socklen_t _length);

/** Mirrors listen(2). Errors: as listen(2). */
int leat_listen(int _fd, int _backlog);

/** Mirrors accept(2). Errors: as accept(2). */
int leat_accept(int _fd, struct sockaddr *_address, socklen_t *_length);

/** Mirrors accept4(2). Errors: as accept4(2). */
int leat_accept4(int _fd, struct sockaddr *_address, socklen_t *_length, int _flags);

/** Mirrors connect(2). Errors: as connect(2). */
int leat_connect(int _fd, const struct sockaddr *_address, socklen_t _length);

/** Mirrors shutdown(2). Errors: as shutdown(2). */
int leat_shutdown(int _fd, int _how);

/** Mirrors getsockopt(2). Errors: as getsockopt(2). */
int leat_getsockopt(int _fd, int _level, int _option, void *_value, socklen_t *_length);

/** Mirrors setsockopt(2). Errors: as setsockopt(2). */
int leat_setsockopt(int _fd, int _level, int _option, const void *_value, socklen_t _length);

/** Mirrors getsockname(2). Errors: as getsockname(2). */
int leat_getsockname(int _fd, struct sockaddr *_address, socklen_t *_length);

/** Mirrors getpeername(2). Errors: as getpeername(2). */
int leat_getpeername(int _fd, struct sockaddr *_address, socklen_t *_length);

/** Mirrors send(2). Errors: as send(2). */
ssize_t leat_send(int _fd, const void *_buffer, size_t _size, int _flags);

/** Mirrors sendto(2). Errors: as sendto(2). */
ssize_t leat_sendto(int _fd,
                    const void *_buffer,
                    size_t _size,
                    int _flags,
                    const struct sockaddr *_address,
                    socklen_t _length);

/** Mirrors sendmsg(2). Errors: as sendmsg(2). */
ssize_t leat_sendmsg(int _fd, const struct msghdr *_message, int _flags);

/** Mirrors recv(2). Errors: as recv(2). */
ssize_t leat_recv(int _fd, void *_buffer, size_t _size, int _flags);

/** Mirrors recvfrom(2). Errors: as recvfrom(2). */
ssize_t leat_recvfrom(int _fd, void *_buffer, size_t _size, int _flags, struct sockaddr *_address, socklen_t *_length);

/** Mirrors recvmsg(2). Errors: as recvmsg(2). */
ssize_t leat_recvmsg(int _fd, struct msghdr *_message, int _flags);

/** Mirrors getaddrinfo(3). Errors: as getaddrinfo(3). */
int leat_getaddrinfo(const char *_node, const char *_service, const struct addrinfo *_hints, struct addrinfo **_ret_list);

/** Mirrors freeaddrinfo(3). Errors: as freeaddrinfo(3). */
void leat_freeaddrinfo(struct addrinfo *_list);

/** Mirrors getnameinfo(3). Errors: as getnameinfo(3). */
int leat_getnameinfo(const struct sockaddr *_address,
                     socklen_t _length,
                     char *_host,
                     socklen_t _host_size,
                     char *_service,
                     socklen_t _service_size,
                     int _flags);

/** Mirrors gai_strerror(3). Errors: as gai_strerror(3). */
const char *leat_gai_strerror(int _code);

/** Mirrors gethostbyname(3). Errors: as gethostbyname(3). */
struct hostent *leat_gethostbyname(const char *_name);

/** Mirrors gethostbyaddr(3). Errors: as gethostbyaddr(3). */
struct hostent *leat_gethostbyaddr(const void *_address, socklen_t _length, int _family);

/** Mirrors herror(3). Errors: as herror(3). */
void leat_herror(const char *_prefix);

/** Mirrors getservbyname(3). Errors: as getservbyname(3). */
struct servent *leat_getservbyname(const char *_name, const char *_protocol);

/** Mirrors getservbyport(3). Errors: as getservbyport(3). */
struct servent *leat_getservbyport(int _port, const char *_protocol);

/** Mirrors inet_pton(3). Errors: as inet_pton(3). */
int leat_inet_pton(int _family, const char *_text, void *_address);

/** Mirrors inet_ntop(3). Errors: as inet_ntop(3). */
const char *leat_inet_ntop(int _family, const void *_address, char *_text, socklen_t _size);

/** Mirrors inet_aton(3). Errors: as inet_aton(3). */
int leat_inet_aton(const char *_text, struct in_addr *_address);

/**
 * Mirrors __recv_chk, which recv(2) becomes under _FORTIFY_SOURCE: it ends the process if the buffer is too small. Errors: as recv(2).
 */
ssize_t leat_recv_chk(int _fd,
                      void *_buffer,
                      size_t _size,
                      size_t _room,
                      int _flags);

/**
 * Mirrors __recvfrom_chk, which recvfrom(2) becomes under _FORTIFY_SOURCE: it ends the process if the buffer is too small. Errors: as recvfrom(2).
 */
ssize_t leat_recvfrom_chk(int _fd,
                          void *_buffer,
                          size_t _size,
                          size_t _room,
                          int _flags,
                          struct sockaddr *_address,
                          socklen_t *_length);

#ifdef __cplusplus
}  /* extern "C" */
#endif  /* __cplusplus */

#endif  /* LEAT_SOCKET_H */
