/*
 * leat/fifo.h: FIFOs, pipes with a name.
 * Made by cbindgen from src/fifo/: edit the comments there.
 */

#ifndef LEAT_FIFO_H
#define LEAT_FIFO_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif  /* __cplusplus */

/** Mirrors mkfifo(3). Errors: as mkfifo(3). */
int leat_mkfifo(const char *_path, mode_t _mode);

/** Mirrors mkfifoat(3). Errors: as mkfifoat(3). */
int leat_mkfifoat(int _dir_fd, const char *_path, mode_t _mode);

/** Mirrors mknod(2). Errors: as mknod(2). */
int leat_mknod(const char *_path, mode_t _mode, dev_t _device);

#ifdef __cplusplus
}  /* extern "C" */
#endif  /* __cplusplus */

#endif  /* LEAT_FIFO_H */
