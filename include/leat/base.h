/*
 * leat/base.h: what every header of leat needs: the version, the types that the C library must give, and attributes.
 * Include <leat.h>, or the header of a mechanism; this one comes with them.
 */
#ifndef LEAT_BASE_H
#define LEAT_BASE_H

/*
 * leat's headers are found as <leat/pipe.h>. With their own directory on the include path, <signal.h> would be leat's.
 */
#ifdef __has_include
#if __has_include(<sysv_msg.h>) && __has_include(<filelock.h>)
#error "Put the directory that contains leat.h on the include path, not its subdirectory leat/: it would hide <signal.h>."
#endif
#endif

/* The version of these headers. leat_version() is that of the library which is loaded. */
#define LEAT_VERSION "0.1.0"
#define LEAT_VERSION_MAJOR 0
#define LEAT_VERSION_MINOR 1
#define LEAT_VERSION_PATCH 0
/* For #if: 10203 is 1.2.3. */
#define LEAT_VERSION_NUMBER (LEAT_VERSION_MAJOR * 10000 + LEAT_VERSION_MINOR * 100 + LEAT_VERSION_PATCH)

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/*
 * Which prototypes the C library has types for. sigset_t, siginfo_t and union sigval come with POSIX.1-1993; pthread_t
 * and its like with POSIX.1-1996; stack_t and idtype_t with X/Open 5 and POSIX.1-2008. Strict ISO C (-std=c99 and no
 * feature macro) has none of them.
 */
#if defined(_POSIX_C_SOURCE) && _POSIX_C_SOURCE >= 199309L
#define LEAT_HAVE_SIGSET 1
#if _POSIX_C_SOURCE >= 199506L || (defined(_XOPEN_SOURCE) && _XOPEN_SOURCE >= 500)
#define LEAT_HAVE_PTHREAD 1
#endif
#if _POSIX_C_SOURCE >= 200809L || (defined(_XOPEN_SOURCE) && _XOPEN_SOURCE >= 500)
#define LEAT_HAVE_XOPEN 1
#endif
#endif

/* leat has 64-bit file offsets and times; so must the program, or a prototype would lie. */
typedef char leat_off_t_must_have_64_bits[sizeof(off_t) == 8 ? 1 : -1];
typedef char leat_time_t_must_have_64_bits[sizeof(time_t) == 8 ? 1 : -1];

/* Named in prototypes; the C library's own headers define them. */
struct addrinfo;
struct epoll_event;
struct hostent;
struct in_addr;
struct iovec;
struct itimerspec;
struct itimerval;
struct mq_attr;
struct msghdr;
struct msqid_ds;
struct pollfd;
struct rlimit;
struct rusage;
struct sembuf;
struct servent;
struct shmid_ds;
struct sigaction;
struct sigevent;
struct sockaddr;
struct stat;
struct termios;
struct timespec;
struct timeval;

/* A timeout_ms that never ends; 0 does not wait at all (EAGAIN), more are milliseconds (ETIMEDOUT). */
#define LEAT_FOREVER (-1)

/* A list of strings that ends with NULL, as main's argv. */
#ifdef __cplusplus
typedef const char *const *LEAT_ARGV;
#else
typedef char *const *LEAT_ARGV;
#endif

/* What pthread_create(3) takes. */
typedef void *(*leat_thread_start)(void *);

/* What signal(2) takes and returns. */
typedef void (*leat_signal_handler)(int);

/* The list of an exec function ends with NULL. */
#if defined(__GNUC__) || defined(__clang__)
#define LEAT_SENTINEL __attribute__((__sentinel__))
#define LEAT_SENTINEL_1 __attribute__((__sentinel__(1)))
#else
#define LEAT_SENTINEL
#define LEAT_SENTINEL_1
#endif

#endif /* LEAT_BASE_H */
