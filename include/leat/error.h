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
 * Explains the errno of this thread: writes which call failed with it, and with which arguments, as in
 * `open("/nope", O_RDONLY): ENOENT`. It speaks of the newest failure of a leat function on this thread whose error
 * number equals errno now, so ask before errno changes, and remember that leat sees only its own functions: mount(2), of
 * which there is no mirror, may have failed since with the same errno. (After a function that returns its error number,
 * such as leat_posix_spawn, assign it to errno first. Failures of leat_getaddrinfo, leat_getnameinfo, leat_gethostbyname
 * and leat_gethostbyaddr have no errno and so no text: use leat_gai_strerror, leat_herror.)
 *
 * Pointers are shown as addresses where nothing proves that the call had read what they point to; of names and paths
 * of more than about 50 bytes the end is shown.
 *
 * Returns the text, one line without a newline, UTF-8, at most 1,023 bytes (what does not fit is cut, marked by "…");
 * the empty string if leat recorded no such failure. Never NULL.
 *
 * Errors: none. errno is left as it was.
 *
 * Ownership: the text belongs to leat and is valid until this thread calls leat_error_text again or ends.
 *
 * Threads: safe; each thread has its own failures and its own text. Not async-signal-safe. Works in a forked child.
 */
const char *leat_error_text(void);

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
 * Returns the name of the function that leat_error_code speaks of, without the prefix: "open" for leat_open. The empty
 * string if there is none; never NULL.
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
 * Writes perror(3)'s line to standard error, byte for byte, and then, on a line of its own, the explanation that
 * leat_error_text would give, if there is one. If the string does not name the call that the explanation is of, the line
 * begins with "last failure leat saw on this thread": a function that leat has no mirror of may have failed since with
 * the same errno. The environment variable LEAT_EXPLAIN decides: "0" never explains, "1" always does; without it, or with
 * another value, the explanation is written only if standard error is a terminal.
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
