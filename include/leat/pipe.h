/*
 * leat/pipe.h: pipes.
 * Made by cbindgen from src/pipe/: edit the comments there.
 */

#ifndef LEAT_PIPE_H
#define LEAT_PIPE_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif  /* __cplusplus */

/** Mirrors pipe(2). Errors: as pipe(2). */
int leat_pipe(int _fds[2]);

/** Mirrors pipe2(2). Errors: as pipe2(2). */
int leat_pipe2(int _fds[2], int _flags);

/** Mirrors splice(2). Errors: as splice(2). */
ssize_t leat_splice(int _in_fd, off_t *_in_offset, int _out_fd, off_t *_out_offset, size_t _size, unsigned int _flags);

/** Mirrors tee(2). Errors: as tee(2). */
ssize_t leat_tee(int _in_fd, int _out_fd, size_t _size, unsigned int _flags);

/** Mirrors vmsplice(2). Errors: as vmsplice(2). */
ssize_t leat_vmsplice(int _fd, const struct iovec *_parts, size_t _count, unsigned int _flags);

#ifdef __cplusplus
}  /* extern "C" */
#endif  /* __cplusplus */

#endif  /* LEAT_PIPE_H */
