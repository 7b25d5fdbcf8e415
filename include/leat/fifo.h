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

/**
 * Sees to it that there is a FIFO at `path`: makes one, or takes the one that is there. A new one gets exactly `mode` (from 0
 * to 07777), whatever the umask(2); until then it has less. One that is there keeps the mode that it has. A symbolic link is
 * no FIFO, wherever it leads.
 *
 * Returns 0 if it was made, 1 if it was there; -1 on failure.
 *
 * Errors: EEXIST there is something else at `path`. EINVAL `mode`. EFAULT `path` is NULL. Those of mkfifo(3). Where the umask
 * takes bits of the mode, those of chmod(2) below /proc/self/fd; then no FIFO is left.
 *
 * Ownership: the file stays until it is removed (unlink(2)).
 *
 * Threads: safe.
 */
int leat_fifo_make(const char *_path, mode_t _mode);

/**
 * Opens one end of a FIFO, with O_RDONLY or O_WRONLY (fcntl.h) in `flags`, and waits until somebody has the other open, as
 * open(2) does; but no longer than `timeout_ms`: LEAT_FOREVER, 0 or milliseconds. With O_NONBLOCK, too, reads and writes
 * with the descriptor will not wait; it is waited for the other end all the same. exec closes it, with O_CLOEXEC and without.
 *
 * An end that is opened to read in vain was open meanwhile, and who comes to write just when the time is over may still find
 * a reader, which then goes. Who opens to write and finds nobody was not seen by anybody; it is told at once of readers that
 * come by themselves, and looks every 16 ms for those that wait in open(2).
 *
 * Returns the descriptor; -1 on failure.
 *
 * Errors: ETIMEDOUT nobody has opened the other end. EAGAIN with 0 it is not open. ECANCELED the stop of this thread was
 * thrown. ENOENT there is no file at `path`. EINVAL it is no FIFO; other flags; `timeout_ms`. EFAULT `path` is NULL. Those of
 * open(2), and of inotify(7) none: where it cannot be used, it is looked every 16 ms.
 *
 * Ownership: the descriptor is the caller's.
 *
 * Threads: safe. Not a cancellation point.
 */
int leat_fifo_open(const char *_path, int _flags, int _timeout_ms);

#ifdef __cplusplus
}
#endif

#endif /* LEAT_FIFO_H */
