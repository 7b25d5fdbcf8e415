/*
 * leat/posix_sem.h: POSIX semaphores.
 * Made by cbindgen from src/posix_sem/: edit the comments there.
 */

#ifndef LEAT_POSIX_SEM_H
#define LEAT_POSIX_SEM_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif  /* __cplusplus */

/** Mirrors sem_open(3). Mode and value are read if `flags` has O_CREAT. Errors: as sem_open(3). */
sem_t *leat_sem_open(const char *_name, int _flags, ...);

/** Mirrors sem_close(3). Errors: as sem_close(3). */
int leat_sem_close(sem_t *_semaphore);

/** Mirrors sem_unlink(3). Errors: as sem_unlink(3). */
int leat_sem_unlink(const char *_name);

/** Mirrors sem_init(3). Errors: as sem_init(3). */
int leat_sem_init(sem_t *_semaphore, int _shared, unsigned int _value);

/** Mirrors sem_destroy(3). Errors: as sem_destroy(3). */
int leat_sem_destroy(sem_t *_semaphore);

/** Mirrors sem_wait(3). Errors: as sem_wait(3). */
int leat_sem_wait(sem_t *_semaphore);

/** Mirrors sem_trywait(3). Errors: as sem_trywait(3). */
int leat_sem_trywait(sem_t *_semaphore);

/** Mirrors sem_timedwait(3). Errors: as sem_timedwait(3). */
int leat_sem_timedwait(sem_t *_semaphore, const struct timespec *_deadline);

/** Mirrors sem_clockwait(3). Errors: as sem_clockwait(3). */
int leat_sem_clockwait(sem_t *_semaphore, int _clock, const struct timespec *_deadline);

/** Mirrors sem_post(3). Errors: as sem_post(3). */
int leat_sem_post(sem_t *_semaphore);

/** Mirrors sem_getvalue(3). Errors: as sem_getvalue(3). */
int leat_sem_getvalue(sem_t *_semaphore, int *_ret_value);

#ifdef __cplusplus
}  /* extern "C" */
#endif  /* __cplusplus */

#endif  /* LEAT_POSIX_SEM_H */
