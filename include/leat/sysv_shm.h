/*
 * leat/sysv_shm.h: System V shared memory.
 * Made by cbindgen from src/sysv_shm/: edit the comments there.
 */

#ifndef LEAT_SYSV_SHM_H
#define LEAT_SYSV_SHM_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif  /* __cplusplus */

/** Mirrors shmget(2). Errors: as shmget(2). */
int leat_shmget(int _key, size_t _size, int _flags);

/** Mirrors shmat(2). Errors: as shmat(2). */
void *leat_shmat(int _id, const void *_address, int _flags);

/** Mirrors shmdt(2). Errors: as shmdt(2). */
int leat_shmdt(const void *_address);

/** Mirrors shmctl(2). Errors: as shmctl(2). */
int leat_shmctl(int _id, int _command, struct shmid_ds *_status);

#ifdef __cplusplus
}  /* extern "C" */
#endif  /* __cplusplus */

#endif  /* LEAT_SYSV_SHM_H */
