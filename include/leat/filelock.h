/*
 * leat/filelock.h: locks on files.
 * Made by cbindgen from src/filelock/: edit the comments there.
 */
#ifndef LEAT_FILELOCK_H
#define LEAT_FILELOCK_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Mirrors flock(2): locks a file, shared or exclusive (LOCK_SH, LOCK_EX), or unlocks it (LOCK_UN). The lock
 * belongs to the open file, so a forked child and a dup share it. LOCK_NB: do not wait. Errors: as flock(2).
 */
int leat_flock(int _fd, int _operation);

/**
 * Mirrors lockf(3): locks, tests or unlocks that many bytes from the file's position on (0: up to the end). The
 * lock belongs to the process, and goes when that closes any descriptor for the file. Errors: as lockf(3).
 */
int leat_lockf(int _fd, int _command, off_t _length);

#ifdef __cplusplus
}
#endif

#endif /* LEAT_FILELOCK_H */
