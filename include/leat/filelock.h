/*
 * leat/filelock.h: locks on files.
 * Made by cbindgen from src/filelock/: edit the comments there.
 */

#ifndef LEAT_FILELOCK_H
#define LEAT_FILELOCK_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif  /* __cplusplus */

/** Mirrors flock(2). Errors: as flock(2). */
int leat_flock(int _fd, int _operation);

/** Mirrors lockf(3). Errors: as lockf(3). */
int leat_lockf(int _fd, int _command, off_t _length);

#ifdef __cplusplus
}  /* extern "C" */
#endif  /* __cplusplus */

#endif  /* LEAT_FILELOCK_H */
