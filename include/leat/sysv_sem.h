/*
 * leat/sysv_sem.h: System V semaphore sets.
 * Made by cbindgen from src/sysv_sem/: edit the comments there.
 */
#ifndef LEAT_SYSV_SEM_H
#define LEAT_SYSV_SEM_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Mirrors semctl(2): reads or sets semaphores (GETVAL, SETVAL), tells about the set (IPC_STAT), removes it
 * (IPC_RMID). A `union semun` is read for the commands that have one. Errors: as semctl(2).
 */
int leat_semctl(int _id, int _number, int _command, ...);

/**
 * Mirrors semget(2): returns the id of the set with that key; IPC_CREAT and a mode make it if it is not there,
 * IPC_PRIVATE always does. The values must then be set. Errors: as semget(2).
 */
int leat_semget(int _key, int _count, int _flags);

/**
 * Mirrors semop(2): does all of several operations on a set in one step: adding to a value, taking from it,
 * waiting for 0; waits until all are possible. Errors: as semop(2).
 */
int leat_semop(int _id, struct sembuf *_operations, size_t _count);

/**
 * Mirrors semtimedop(2): as leat_semop, but waits at most the given time (NULL: for ever); then EAGAIN.
 * Errors: as semtimedop(2).
 */
int leat_semtimedop(int _id, struct sembuf *_operations, size_t _count, const struct timespec *_timeout);

#ifdef __cplusplus
}
#endif

#endif /* LEAT_SYSV_SEM_H */
