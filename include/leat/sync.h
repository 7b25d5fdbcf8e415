/*
 * leat/sync.h: mutexes and condition variables.
 * Made by cbindgen from src/sync/: edit the comments there.
 */
#ifndef LEAT_SYNC_H
#define LEAT_SYNC_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif

#if defined(LEAT_HAVE_PTHREAD)
/**
 * Mirrors pthread_mutex_init(3p): makes a mutex, unlocked, of the kind that the attributes say (NULL: the default,
 * for the threads of this process). Returns 0, or an error number; errno is not set.
 * Errors: as pthread_mutex_init(3p).
 */
int leat_pthread_mutex_init(pthread_mutex_t *_mutex, const pthread_mutexattr_t *_attributes);

/**
 * Mirrors pthread_mutex_lock(3p): locks a mutex, and waits while another thread has it. Returns 0, or an error number;
 * errno is not set. With EOWNERDEAD the mutex is locked, but whoever had it ended in the middle of its work.
 * Errors: as pthread_mutex_lock(3p).
 */
int leat_pthread_mutex_lock(pthread_mutex_t *_mutex);

/**
 * Mirrors pthread_mutex_trylock(3p): as leat_pthread_mutex_lock, but does not wait: EBUSY.
 * Errors: as pthread_mutex_trylock(3p).
 */
int leat_pthread_mutex_trylock(pthread_mutex_t *_mutex);

/**
 * Mirrors pthread_mutex_timedlock(3p): as leat_pthread_mutex_lock, but waits at most until a time of CLOCK_REALTIME;
 * then ETIMEDOUT. Errors: as pthread_mutex_timedlock(3p).
 */
int leat_pthread_mutex_timedlock(pthread_mutex_t *_mutex, const struct timespec *_deadline);

/**
 * Mirrors pthread_mutex_unlock(3p): unlocks a mutex that the calling thread has locked. Returns 0, or an error number;
 * errno is not set. Errors: as pthread_mutex_unlock(3p).
 */
int leat_pthread_mutex_unlock(pthread_mutex_t *_mutex);

/**
 * Mirrors pthread_mutex_destroy(3p): ends a mutex, which nobody may have locked. Returns 0, or an error number;
 * errno is not set. Errors: as pthread_mutex_destroy(3p).
 */
int leat_pthread_mutex_destroy(pthread_mutex_t *_mutex);

/**
 * Mirrors pthread_mutex_consistent(3): after EOWNERDEAD, says that what the mutex protects is in order again; if a
 * mutex is unlocked without, nobody can lock it any more. Returns 0, or an error number; errno is not set.
 * Errors: as pthread_mutex_consistent(3).
 */
int leat_pthread_mutex_consistent(pthread_mutex_t *_mutex);

/**
 * Mirrors pthread_cond_wait(3p): unlocks a mutex and waits for the condition to be signalled, in one step, then
 * locks it again. It may return without a signal, so whoever waits asks again in a loop. Returns 0, or an error
 * number; errno is not set. Errors: as pthread_cond_wait(3p).
 */
int leat_pthread_cond_wait(pthread_cond_t *_condition, pthread_mutex_t *_mutex);

/**
 * Mirrors pthread_cond_timedwait(3p): as leat_pthread_cond_wait, but waits at most until a time of the condition's
 * clock, which is CLOCK_REALTIME unless its attributes say another; then ETIMEDOUT, with the mutex locked.
 * Errors: as pthread_cond_timedwait(3p).
 */
int leat_pthread_cond_timedwait(pthread_cond_t *_condition, pthread_mutex_t *_mutex, const struct timespec *_deadline);

/**
 * Mirrors pthread_cond_signal(3p): wakes one of the threads that wait for a condition; nobody remembers it if there is
 * none. Returns 0. Errors: as pthread_cond_signal(3p).
 */
int leat_pthread_cond_signal(pthread_cond_t *_condition);

/**
 * Mirrors pthread_cond_broadcast(3p): wakes all the threads that wait for a condition. Returns 0.
 * Errors: as pthread_cond_broadcast(3p).
 */
int leat_pthread_cond_broadcast(pthread_cond_t *_condition);
#endif

#ifdef __cplusplus
}
#endif

#endif /* LEAT_SYNC_H */
