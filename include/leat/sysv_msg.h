/*
 * leat/sysv_msg.h: System V message queues.
 * Made by cbindgen from src/sysv_msg/: edit the comments there.
 */

#ifndef LEAT_SYSV_MSG_H
#define LEAT_SYSV_MSG_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif  /* __cplusplus */

/** Mirrors ftok(3). Errors: as ftok(3). */
int leat_ftok(const char *_path, int _project);

/** Mirrors msgget(2). Errors: as msgget(2). */
int leat_msgget(int _key, int _flags);

/** Mirrors msgsnd(2). Errors: as msgsnd(2). */
int leat_msgsnd(int _id, const void *_message, size_t _size, int _flags);

/** Mirrors msgrcv(2). Errors: as msgrcv(2). */
ssize_t leat_msgrcv(int _id, void *_message, size_t _size, long _msg_type, int _flags);

/** Mirrors msgctl(2). Errors: as msgctl(2). */
int leat_msgctl(int _id, int _command, struct msqid_ds *_status);

#ifdef __cplusplus
}  /* extern "C" */
#endif  /* __cplusplus */

#endif  /* LEAT_SYSV_MSG_H */
