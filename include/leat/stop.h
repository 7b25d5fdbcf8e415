/*
 * leat/stop.h: ending calls that are blocked.
 * Made by cbindgen from src/stop/: edit the comments there.
 */
#ifndef LEAT_STOP_H
#define LEAT_STOP_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct leat_stop leat_stop;

/**
 * Makes a stop: what ends the blocked calls of the threads that it is attached to. As in
 *
 *     static leat_stop *stop;
 *     static void on_interrupt(int signal) { leat_stop_now(stop); }
 *
 *     stop = leat_stop_new();
 *     signal(SIGINT, on_interrupt);
 *     leat_stop_attach(stop);
 *     if (leat_io_read_all(fd, buffer, size, LEAT_FOREVER, &moved) == -1 && errno == ECANCELED)
 *         puts("interrupted");
 *
 * Returns it; NULL on failure.
 *
 * Errors: ENOMEM. EMFILE, ENFILE: it is an eventfd(2).
 *
 * Ownership: the caller's, until leat_stop_free.
 *
 * Threads: safe. Not async-signal-safe.
 */
leat_stop *leat_stop_new(void);

/**
 * Throws the stop: every call of leat's own functions that can block, and is blocked in a thread that it is attached to,
 * fails with ECANCELED, and so does each later one. What they had done by then they report, as their comments say. A stop
 * stays thrown; to throw it again changes nothing.
 *
 * Returns 0; -1 on failure. On success errno is left as it was.
 *
 * Errors: EFAULT `stop` is NULL. EPERM it belongs to another process, of which this is a forked child.
 *
 * Threads: safe, and async-signal-safe, so that a signal handler may do it.
 */
int leat_stop_now(const leat_stop *_stop);

/**
 * Asks whether the stop was thrown: for work between calls that block.
 *
 * Returns 1 if it was, 0 if not; -1 on failure.
 *
 * Errors: EFAULT `stop` is NULL. EPERM it belongs to another process, of which this is a forked child, which would not see it
 * thrown.
 *
 * Threads: safe, async-signal-safe.
 */
int leat_stop_is_thrown(const leat_stop *_stop);

/**
 * Attaches the stop to this thread, in place of the one before; NULL attaches none. Each of leat's own functions that takes
 * a timeout_ms, called by this thread, then also ends when it is thrown. Mirrors and the C library's functions do not. A child
 * made by fork(2) has none attached.
 *
 * Returns 1 if one was attached before, 0 if none; -1 on failure, and then the one before stays.
 *
 * Errors: EPERM it belongs to another process, of which this is a forked child. ENOMEM. EAGAIN there are no thread-specific
 * keys left (pthread_key_create(3)).
 *
 * Ownership: the thread counts the stop, which stays until it attaches another or ends, even if it is freed meanwhile.
 *
 * Threads: safe: each thread has its own. Not async-signal-safe.
 */
int leat_stop_attach(leat_stop *_stop);

/**
 * Gives the stop's descriptor, which is readable once it was thrown: for poll(2) and event loops, beside others. Do not read
 * from it, nor write to it.
 *
 * Returns the descriptor; -1 on failure.
 *
 * Errors: EFAULT `stop` is NULL. EPERM it belongs to another process, of which this is a forked child.
 *
 * Ownership: the stop's, until leat_stop_free.
 *
 * Threads: safe.
 */
int leat_stop_fd(const leat_stop *_stop);

/**
 * Frees the stop, once no thread has it attached any more. NULL is nothing.
 *
 * Errors: none. errno is left as it was.
 *
 * Ownership: the caller may not use it any more, nor may a signal handler throw it.
 *
 * Threads: safe. Not async-signal-safe. Works in a forked child, where it only closes.
 */
void leat_stop_free(leat_stop *_stop);

#ifdef __cplusplus
}
#endif

#endif /* LEAT_STOP_H */
