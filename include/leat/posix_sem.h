/*
 * leat/posix_sem.h: POSIX semaphores.
 * Made by cbindgen from src/posix_sem/: edit the comments there.
 */
#ifndef LEAT_POSIX_SEM_H
#define LEAT_POSIX_SEM_H

#include "base.h"
#include <semaphore.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Mirrors sem_open(3): opens a named semaphore, whose name begins with its only slash; returns SEM_FAILED on
 * failure. Mode and value are read if the flags have O_CREAT. Errors: as sem_open(3).
 */
sem_t *leat_sem_open(const char *_name, int _flags, ...);

/** Mirrors sem_close(3): gives up a semaphore that leat_sem_open opened. Its value stays. Errors: as sem_close(3). */
int leat_sem_close(sem_t *_semaphore);

/**
 * Mirrors sem_unlink(3): removes a semaphore's name. The semaphore goes when the last process has closed it.
 * Errors: as sem_unlink(3).
 */
int leat_sem_unlink(const char *_name);

/**
 * Mirrors sem_init(3): makes a semaphore with a value, for the threads of the process (0), or (not 0) for
 * processes that share its memory. Errors: as sem_init(3).
 */
int leat_sem_init(sem_t *_semaphore, int _shared, unsigned int _value);

/** Mirrors sem_destroy(3): ends a semaphore of leat_sem_init. Nobody may be waiting. Errors: as sem_destroy(3). */
int leat_sem_destroy(sem_t *_semaphore);

/** Mirrors sem_wait(3): takes one from a semaphore's value, and waits while that is 0. Errors: as sem_wait(3). */
int leat_sem_wait(sem_t *_semaphore);

/** Mirrors sem_trywait(3): as leat_sem_wait, but does not wait: EAGAIN. Errors: as sem_trywait(3). */
int leat_sem_trywait(sem_t *_semaphore);

/**
 * Mirrors sem_timedwait(3): as leat_sem_wait, but waits at most until a time of CLOCK_REALTIME; then ETIMEDOUT.
 * Errors: as sem_timedwait(3).
 */
int leat_sem_timedwait(sem_t *_semaphore, const struct timespec *_deadline);

/**
 * Mirrors sem_clockwait: as leat_sem_timedwait, but of the given clock: CLOCK_MONOTONIC or CLOCK_REALTIME.
 * Errors: as sem_timedwait(3).
 */
int leat_sem_clockwait(sem_t *_semaphore, int _clock, const struct timespec *_deadline);

/**
 * Mirrors sem_post(3): adds one to a semaphore's value, which may wake one who waits. It may be called in a signal
 * handler. Errors: as sem_post(3).
 */
int leat_sem_post(sem_t *_semaphore);

/** Mirrors sem_getvalue(3): stores a semaphore's value, which may be another by then. Errors: as sem_getvalue(3). */
int leat_sem_getvalue(sem_t *_semaphore, int *_ret_value);

#ifdef __cplusplus
}
#endif

#endif /* LEAT_POSIX_SEM_H */
