/*
 * leat/posix_mq.h: POSIX message queues.
 * Made by cbindgen from src/posix_mq/: edit the comments there.
 */

#ifndef LEAT_POSIX_MQ_H
#define LEAT_POSIX_MQ_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif  /* __cplusplus */

/** Mirrors mq_open(3). Mode and attributes are read if `flags` has O_CREAT. Errors: as mq_open(3). */
mqd_t leat_mq_open(const char *_name, int _flags, ...);

/** Mirrors mq_close(3). Errors: as mq_close(3). */
int leat_mq_close(mqd_t _queue);

/** Mirrors mq_unlink(3). Errors: as mq_unlink(3). */
int leat_mq_unlink(const char *_name);

/** Mirrors mq_send(3). Errors: as mq_send(3). */
int leat_mq_send(mqd_t _queue, const char *_message, size_t _size, unsigned int _priority);

/** Mirrors mq_timedsend(3). Errors: as mq_timedsend(3). */
int leat_mq_timedsend(mqd_t _queue,
                      const char *_message,
                      size_t _size,
                      unsigned int _priority,
                      const struct timespec *_deadline);

/** Mirrors mq_receive(3). Errors: as mq_receive(3). */
ssize_t leat_mq_receive(mqd_t _queue, char *_message, size_t _size, unsigned int *_priority);

/** Mirrors mq_timedreceive(3). Errors: as mq_timedreceive(3). */
ssize_t leat_mq_timedreceive(mqd_t _queue,
                             char *_message,
                             size_t _size,
                             unsigned int *_priority,
                             const struct timespec *_deadline);

/** Mirrors mq_getattr(3). Errors: as mq_getattr(3). */
int leat_mq_getattr(mqd_t _queue, struct mq_attr *_attributes);

/** Mirrors mq_setattr(3). Errors: as mq_setattr(3). */
int leat_mq_setattr(mqd_t _queue, const struct mq_attr *_attributes, struct mq_attr *_old_attributes);

/** Mirrors mq_notify(3). Errors: as mq_notify(3). */
int leat_mq_notify(mqd_t _queue, const struct sigevent *_event);

/**
 * Mirrors __mq_open_2, which mq_open(3) becomes under _FORTIFY_SOURCE: it ends the process if the buffer is too small. Errors: as mq_open(3).
 */
mqd_t leat_mq_open_2(const char *_name,
                     int _flags);

#ifdef __cplusplus
}  /* extern "C" */
#endif  /* __cplusplus */

#endif  /* LEAT_POSIX_MQ_H */
