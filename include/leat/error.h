/*
 * leat/error.h: why the last call failed.
 * Made by cbindgen from src/error/: edit the comments there.
 */
#ifndef LEAT_ERROR_H
#define LEAT_ERROR_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Explains the errno of this thread: which call failed with it, with which arguments, why, and what to do. As in
 *
 *     mq_open("/jobs", O_RDWR|O_CREAT, 0600, {mq_maxmsg=100, mq_msgsize=1024}): EINVAL: mq_maxmsg is 100, but this
 *     system allows 10 to unprivileged processes (/proc/sys/fs/mqueue/msg_max).
 *     Do: use mq_maxmsg <= 10, or have an administrator raise fs.mqueue.msg_max.
 *
 * It speaks of the newest failure of a leat function on this thread that left the errno there is now, so ask before errno
 * changes, and remember that leat sees only its own functions: statvfs(3), of which there is no mirror, may have failed
 * since with the same errno. After a function that returns its error number, such as leat_posix_spawn, assign it to errno
 * first. A failure of leat_getaddrinfo, leat_getnameinfo, leat_gethostbyname or leat_gethostbyaddr is explained while errno
 * is what that call has left.
 *
 * The cause is found out now, from the arguments and from what /proc and the kernel say: what has changed since the failure
 * is said as it is now. That takes at most 20 ms of the processor's time, or 200 ms where the process that holds something
 * is looked for. No facts are told in a set-user-id program, nor looked for on a thread that has less than 32 KiB of stack
 * left. Where nothing proves that the call had read what a pointer leads to, it is shown as an address; or if it is a name, as
 * that is now: `"/tmp/x" (now)`. Of long names the end is shown, or of one that was too long the beginning. leat_errors(7)
 * lists what can be said.
 *
 * Returns the text: at most four lines of 120 columns without a newline at the end, UTF-8, at most 1,023 bytes (what does
 * not fit is cut, marked by "…"); the empty string if leat recorded no such failure. Where this thread has no text yet, and
 * there is no memory for one, it says so: leat_error_explain needs none. Never NULL.
 *
 * Errors: none. errno is left as it was.
 *
 * Ownership: the text belongs to leat and is valid until this thread calls leat_error_text again or ends.
 *
 * Threads: safe; each thread has its own failures and its own text. Not async-signal-safe. Works in a forked child.
 */
const char *leat_error_text(void);

/**
 * Does what leat_error_text does, in a buffer of the caller's: writes the explanation of errno to `ret_text`, of `size` bytes,
 * as snprintf(3) does. It is always ended by a NUL unless `size` is 0, in which case `ret_text` may be NULL; what does not fit
 * is cut, marked by "…".
 *
 * Returns the length of the whole text in bytes without the NUL, at most 1,023; 0 if leat recorded no such failure.
 *
 * Writes at most `size` bytes to `ret_text`.
 *
 * Errors: -1 and EFAULT if `ret_text` is NULL and `size` is not 0. Otherwise errno is left as it was.
 *
 * Ownership: the buffer is the caller's.
 *
 * Threads: safe. Not async-signal-safe. Works in a forked child.
 */
int leat_error_explain(char *_ret_text, size_t _size);

/**
 * Returns the error number of the newest failure of a leat function on this thread: an errno; for leat_getaddrinfo and
 * leat_getnameinfo an EAI code, and for leat_gethostbyname and leat_gethostbyaddr an h_errno, which leat_error_name does
 * not know. 0 if there was none since the thread began or called leat_error_clear. A call that succeeds changes nothing
 * here, as it does not change errno.
 *
 * Errors: none. errno is left as it was.
 *
 * Threads: safe, async-signal-safe.
 */
int leat_error_code(void);

/**
 * Returns the name of the function that leat_error_code speaks of, without the prefix: "open" for leat_open, "pipe_open" for
 * leat_pipe_open. The empty string if there is none; never NULL.
 *
 * Errors: none. errno is left as it was.
 *
 * Ownership: the name is a constant.
 *
 * Threads: safe, async-signal-safe.
 */
const char *leat_error_function(void);

/**
 * Forgets the failures of this thread. errno is left as it was.
 *
 * Errors: none.
 *
 * Threads: safe, async-signal-safe.
 */
void leat_error_clear(void);

/**
 * Returns the name of an error number: "ENOENT" for 2. "0" for 0, "unknown error" for what is no error number of
 * Linux; never NULL. Where two names share a number it is EAGAIN (not EWOULDBLOCK), EDEADLK (EDEADLOCK) or EOPNOTSUPP
 * (ENOTSUP).
 *
 * Errors: none. errno is left as it was.
 *
 * Ownership: the name is a constant.
 *
 * Threads: safe, async-signal-safe.
 */
const char *leat_error_name(int _number);

/**
 * Returns the version of the library that is loaded, as "0.1.0". LEAT_VERSION is that of the header compiled with.
 *
 * Errors: none.
 *
 * Ownership: the text is a constant.
 *
 * Threads: safe, async-signal-safe.
 */
const char *leat_version(void);

/**
 * Writes perror(3)'s line to standard error, byte for byte, and then, below it and set to the right, the explanation that
 * leat_error_text would give, if there is one. If the string does not name the call that the explanation is of, it begins
 * with "last failure leat saw on this thread": a function that leat has no mirror of may have failed since with the same
 * errno. The environment variable LEAT_EXPLAIN decides: "0" never explains, "1" always does; without it, or with another
 * value, the explanation is written only if standard error is a terminal. If it was "all" when the program started, every
 * failure of a mirror is explained on standard error when it happens, whether or not its result is looked at: once for each
 * function and error in a process, not for EINTR, EAGAIN and EINPROGRESS, not in a signal handler, and not if standard
 * error has had no room for a second; leat_perror then explains only what that did not. Signals of the thread wait until it
 * is written.
 *
 * Errors: none are reported, as by perror(3). errno is left as it was.
 *
 * Threads: safe. Not async-signal-safe. A cancellation point, as perror(3) may be.
 */
void leat_perror(const char *_text);

#ifdef __cplusplus
}
#endif

#endif /* LEAT_ERROR_H */
