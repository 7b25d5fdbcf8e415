/*
 * leat/sysv_shm.h: System V shared memory.
 * Made by cbindgen from src/sysv_shm/: edit the comments there.
 */
#ifndef LEAT_SYSV_SHM_H
#define LEAT_SYSV_SHM_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Mirrors shmget(2): returns the id of the segment with that key; IPC_CREAT and a mode make it, all zeros, if it
 * is not there, IPC_PRIVATE always does. Errors: as shmget(2).
 */
int leat_shmget(int _key, size_t _size, int _flags);

/**
 * Mirrors shmat(2): maps a segment (at NULL: where there is room) and returns its address; (void *)-1 on failure.
 * Errors: as shmat(2).
 */
void *leat_shmat(int _id, const void *_address, int _flags);

/** Mirrors shmdt(2): unmaps the segment that leat_shmat mapped at that address. Errors: as shmdt(2). */
int leat_shmdt(const void *_address);

/**
 * Mirrors shmctl(2): tells about a segment (IPC_STAT), changes its owner or mode (IPC_SET), or removes it once
 * nobody has it mapped (IPC_RMID). Errors: as shmctl(2).
 */
int leat_shmctl(int _id, int _command, struct shmid_ds *_status);

#ifdef __cplusplus
}
#endif

#endif /* LEAT_SYSV_SHM_H */
