/*
 * leat/map.h: memory maps.
 * Made by cbindgen from src/map/: edit the comments there.
 */
#ifndef LEAT_MAP_H
#define LEAT_MAP_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Mirrors mremap(2): changes the size of a mapping, which MREMAP_MAYMOVE allows to move, and returns its address;
 * MAP_FAILED on failure. The new address is read if the flags have MREMAP_FIXED. Errors: as mremap(2).
 */
void *leat_mremap(void *_address, size_t _length, size_t _new_length, int _flags, ...);

/**
 * Mirrors mmap(2): maps a file or, with MAP_ANONYMOUS, new memory into the process and returns its address;
 * MAP_FAILED, which is not NULL, on failure. Errors: as mmap(2).
 */
void *leat_mmap(void *_address, size_t _length, int _protection, int _flags, int _fd, off_t _offset);

/** Mirrors munmap(2): unmaps whole pages, which may be a part of a mapping or several. Errors: as munmap(2). */
int leat_munmap(void *_address, size_t _length);

/**
 * Mirrors msync(2): has changes of a shared mapping written to its file; MS_SYNC waits until they are.
 * Errors: as msync(2).
 */
int leat_msync(void *_address, size_t _length, int _flags);

/** Mirrors mprotect(2): sets whether pages may be read, written and executed. Errors: as mprotect(2). */
int leat_mprotect(void *_address, size_t _length, int _protection);

/**
 * Mirrors madvise(2): tells the kernel how pages will be used; some advice changes what is in them, as
 * MADV_DONTNEED does. Errors: as madvise(2).
 */
int leat_madvise(void *_address, size_t _length, int _advice);

/** Mirrors mlock(2): keeps pages in memory, never in swap, until leat_munlock. Errors: as mlock(2). */
int leat_mlock(const void *_address, size_t _length);

/** Mirrors munlock(2): ends what leat_mlock began. Errors: as munlock(2). */
int leat_munlock(const void *_address, size_t _length);

#ifdef __cplusplus
}
#endif

#endif /* LEAT_MAP_H */
