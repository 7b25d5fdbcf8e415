/*
 * leat/pipe.h: pipes.
 * Made by cbindgen from src/pipe/: edit the comments there.
 */
#ifndef LEAT_PIPE_H
#define LEAT_PIPE_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Mirrors pipe(2): makes a pipe. Stores its two descriptors: the first is read from, the second written to.
 * Errors: as pipe(2).
 */
int leat_pipe(int _fds[2]);

/** Mirrors pipe2(2): as leat_pipe, with flags for both ends: O_CLOEXEC, O_NONBLOCK, O_DIRECT. Errors: as pipe2(2). */
int leat_pipe2(int _fds[2], int _flags);

/**
 * Mirrors splice(2): moves bytes between a pipe and another descriptor inside the kernel and returns how many; 0
 * is end of file. The offset of what is no pipe may be given; that of a pipe is NULL. Errors: as splice(2).
 */
ssize_t leat_splice(int _in_fd, off_t *_in_offset, int _out_fd, off_t *_out_offset, size_t _size, unsigned int _flags);

/**
 * Mirrors tee(2): copies bytes from one pipe to another and leaves them in the first, too; returns how many, 0 at
 * end of file. Errors: as tee(2).
 */
ssize_t leat_tee(int _in_fd, int _out_fd, size_t _size, unsigned int _flags);

/**
 * Mirrors vmsplice(2): puts pages of memory into a pipe without a copy (change them only when they have been
 * read), or reads from a pipe into memory; returns how many bytes. Errors: as vmsplice(2).
 */
ssize_t leat_vmsplice(int _fd, const struct iovec *_parts, size_t _count, unsigned int _flags);

#ifdef __cplusplus
}
#endif

#endif /* LEAT_PIPE_H */
