/*
 * leat/sysv_msg.h: System V message queues.
 * Made by cbindgen from src/sysv_msg/: edit the comments there.
 */
#ifndef LEAT_SYSV_MSG_H
#define LEAT_SYSV_MSG_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Mirrors ftok(3): makes a System V key from a file that exists and the low eight bits of a number, which must not
 * be 0. Errors: as ftok(3).
 */
int leat_ftok(const char *_path, int _project);

/**
 * Mirrors msgget(2): returns the id of the queue with that key; IPC_CREAT and a mode make it if it is not there,
 * IPC_PRIVATE always does. Errors: as msgget(2).
 */
int leat_msgget(int _key, int _flags);

/**
 * Mirrors msgsnd(2): puts a message on a queue, and waits while the queue is full. The message begins with a long,
 * its type, above 0; the size does not count it. Errors: as msgsnd(2).
 */
int leat_msgsnd(int _id, const void *_message, size_t _size, int _flags);

/**
 * Mirrors msgrcv(2): takes a message off a queue, waiting while there is none: the first (0), the first of a type,
 * or of the lowest type up to one (negative). Returns its size. Errors: as msgrcv(2).
 */
ssize_t leat_msgrcv(int _id, void *_message, size_t _size, long _msg_type, int _flags);

/**
 * Mirrors msgctl(2): tells about a queue (IPC_STAT), changes its owner, mode or limit (IPC_SET), or removes it
 * (IPC_RMID). Errors: as msgctl(2).
 */
int leat_msgctl(int _id, int _command, struct msqid_ds *_status);

#ifdef __cplusplus
}
#endif

#endif /* LEAT_SYSV_MSG_H */
