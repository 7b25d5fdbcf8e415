/*
 * leat/map.h: memory maps.
 * Made by cbindgen from src/map/: edit the comments there.
 */

#ifndef LEAT_MAP_H
#define LEAT_MAP_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif  /* __cplusplus */

/** Mirrors mremap(2). The new address is read if `flags` has MREMAP_FIXED. Errors: as mremap(2). */
void *leat_mremap(void *_address, size_t _length, size_t _new_length, int _flags, ...);

/** Mirrors mmap(2). Errors: as mmap(2). */
void *leat_mmap(void *_address, size_t _length, int _protection, int _flags, int _fd, off_t _offset);

/** Mirrors munmap(2). Errors: as munmap(2). */
int leat_munmap(void *_address, size_t _length);

/** Mirrors msync(2). Errors: as msync(2). */
int leat_msync(void *_address, size_t _length, int _flags);

/** Mirrors mprotect(2). Errors: as mprotect(2). */
int leat_mprotect(void *_address, size_t _length, int _protection);

/** Mirrors madvise(2). Errors: as madvise(2). */
int leat_madvise(void *_address, size_t _length, int _advice);

/** Mirrors mlock(2). Errors: as mlock(2). */
int leat_mlock(const void *_address, size_t _length);

/** Mirrors munlock(2). Errors: as munlock(2). */
int leat_munlock(const void *_address, size_t _length);

#ifdef __cplusplus
}  /* extern "C" */
#endif  /* __cplusplus */

#endif  /* LEAT_MAP_H */
