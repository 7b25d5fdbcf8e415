/*
 * leat/posix_shm.h: POSIX shared memory objects, and memory files.
 * Made by cbindgen from src/posix_shm/: edit the comments there.
 */
#ifndef LEAT_POSIX_SHM_H
#define LEAT_POSIX_SHM_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Mirrors shm_open(3): opens a shared memory object, whose name begins with its only slash, for leat_mmap; returns
 * its descriptor. A new one (O_CREAT) is empty until leat_ftruncate. Errors: as shm_open(3).
 */
int leat_shm_open(const char *_name, int _flags, mode_t _mode);

/**
 * Mirrors shm_unlink(3): removes a shared memory object's name. The object goes with its last mapping and
 * descriptor. Errors: as shm_unlink(3).
 */
int leat_shm_unlink(const char *_name);

/**
 * Mirrors memfd_create(2): makes a file in memory, which has no place in the file system, and returns its
 * descriptor. Errors: as memfd_create(2).
 */
int leat_memfd_create(const char *_name, unsigned int _flags);

#ifdef __cplusplus
}
#endif

#endif /* LEAT_POSIX_SHM_H */
