/*
 * leat/sysv_sem.h: System V semaphore sets.
 * Made by cbindgen from src/sysv_sem/: edit the comments there.
 */

#ifndef LEAT_SYSV_SEM_H
#define LEAT_SYSV_SEM_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif  /* __cplusplus */

/**
 * Mirrors semctl(2). The further argument, a `union semun`, is read for the commands that have one. Errors: as semctl(2).
 */
int leat_semctl(int _id,
                       int _number,
                       int _command,
                       ...);

/** Mirrors semget(2). Errors: as semget(2). */
int leat_semget(int _key, int _count, int _flags);

/** Mirrors semop(2). Errors: as semop(2). */
int leat_semop(int _id, struct sembuf *_operations, size_t _count);

/** Mirrors semtimedop(2). Errors: as semtimedop(2). */
int leat_semtimedop(int _id, struct sembuf *_operations, size_t _count, const struct timespec *_timeout);

#ifdef __cplusplus
}  /* extern "C" */
#endif  /* __cplusplus */

#endif  /* LEAT_SYSV_SEM_H */
