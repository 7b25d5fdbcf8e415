/*
 * leat/fifo.h: FIFOs, pipes with a name.
 * Made by cbindgen from src/fifo/: edit the comments there.
 */
#ifndef LEAT_FIFO_H
#define LEAT_FIFO_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Mirrors mkfifo(3): makes a FIFO, a pipe with a name in the file system. The umask takes bits from the mode.
 * Errors: as mkfifo(3).
 */
int leat_mkfifo(const char *_path, mode_t _mode);

/**
 * Mirrors mkfifoat(3): as leat_mkfifo; a relative path starts at the given directory (AT_FDCWD: at the working
 * directory). Errors: as mkfifoat(3).
 */
int leat_mkfifoat(int _dir_fd, const char *_path, mode_t _mode);

/**
 * Mirrors mknod(2): makes a file of the kind that the mode says: a FIFO (S_IFIFO), a regular file, a socket, or a
 * device. Errors: as mknod(2).
 */
int leat_mknod(const char *_path, mode_t _mode, dev_t _device);

#ifdef __cplusplus
}
#endif

#endif /* LEAT_FIFO_H */
