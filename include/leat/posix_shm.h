/*
 * leat/posix_shm.h: POSIX shared memory objects, and memory files.
 * Made by cbindgen from src/posix_shm/: edit the comments there.
 */

#ifndef LEAT_POSIX_SHM_H
#define LEAT_POSIX_SHM_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif  /* __cplusplus */

/** Mirrors shm_open(3). Errors: as shm_open(3). */
int leat_shm_open(const char *_name, int _flags, mode_t _mode);

/** Mirrors shm_unlink(3). Errors: as shm_unlink(3). */
int leat_shm_unlink(const char *_name);

/** Mirrors memfd_create(2). Errors: as memfd_create(2). */
int leat_memfd_create(const char *_name, unsigned int _flags);

#ifdef __cplusplus
}  /* extern "C" */
#endif  /* __cplusplus */

#endif  /* LEAT_POSIX_SHM_H */
