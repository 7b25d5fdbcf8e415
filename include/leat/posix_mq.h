/*
 * leat/posix_mq.h: POSIX message queues.
 * Made by cbindgen from src/posix_mq/: edit the comments there.
 */
#ifndef LEAT_POSIX_MQ_H
#define LEAT_POSIX_MQ_H

#include "base.h"
#include <mqueue.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Mirrors mq_open(3): opens a message queue, whose name begins with its only slash; returns its descriptor, or
 * (mqd_t)-1. Mode and attributes, which may be NULL, are read if the flags have O_CREAT. Errors: as mq_open(3).
 */
mqd_t leat_mq_open(const char *_name, int _flags, ...);

/** Mirrors mq_close(3): gives up a queue's descriptor. The queue and its messages stay. Errors: as mq_close(3). */
int leat_mq_close(mqd_t _queue);

/**
 * Mirrors mq_unlink(3): removes a queue's name. The queue goes when the last process has closed it.
 * Errors: as mq_unlink(3).
 */
int leat_mq_unlink(const char *_name);

/**
 * Mirrors mq_send(3): puts a message on a queue, and waits while the queue is full. Higher priorities are received
 * first. Errors: as mq_send(3).
 */
int leat_mq_send(mqd_t _queue, const char *_message, size_t _size, unsigned int _priority);

/**
 * Mirrors mq_timedsend(3): as leat_mq_send, but waits at most until a time of CLOCK_REALTIME; then ETIMEDOUT.
 * Errors: as mq_timedsend(3).
 */
int leat_mq_timedsend(mqd_t _queue, const char *_message, size_t _size, unsigned int _priority,
                      const struct timespec *_deadline);

/**
 * Mirrors mq_receive(3): takes the oldest message of the highest priority off a queue and returns its size; waits
 * while there is none. The buffer has at least mq_msgsize bytes. Errors: as mq_receive(3).
 */
ssize_t leat_mq_receive(mqd_t _queue, char *_message, size_t _size, unsigned int *_priority);

/**
 * Mirrors mq_timedreceive(3): as leat_mq_receive, but waits at most until a time of CLOCK_REALTIME; then
 * ETIMEDOUT. Errors: as mq_timedreceive(3).
 */
ssize_t leat_mq_timedreceive(mqd_t _queue, char *_message, size_t _size, unsigned int *_priority,
                             const struct timespec *_deadline);

/** Mirrors mq_getattr(3): tells a queue's flags and limits, and how many messages it has. Errors: as mq_getattr(3). */
int leat_mq_getattr(mqd_t _queue, struct mq_attr *_attributes);

/**
 * Mirrors mq_setattr(3): sets a queue descriptor's O_NONBLOCK, and nothing else; stores the attributes before
 * unless the place is NULL. Errors: as mq_setattr(3).
 */
int leat_mq_setattr(mqd_t _queue, const struct mq_attr *_attributes, struct mq_attr *_old_attributes);

/**
 * Mirrors mq_notify(3): asks for one signal, or one new thread, when a message comes to the empty queue; NULL
 * takes that back. One process may ask at a time. Errors: as mq_notify(3).
 */
int leat_mq_notify(mqd_t _queue, const struct sigevent *_event);

/**
 * Mirrors __mq_open_2, which mq_open(3) without a mode becomes under _FORTIFY_SOURCE: it ends the process if the
 * flags have O_CREAT. Errors: as mq_open(3).
 */
mqd_t leat_mq_open_2(const char *_name, int _flags);

#ifdef __cplusplus
}
#endif

#endif /* LEAT_POSIX_MQ_H */
