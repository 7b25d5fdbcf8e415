/*
 * Note 004, Message Queue: attr gives a queue its size, and "a high value might cause problems"; a full queue takes no
 * more. What the note leaves out: each message has a priority. The highest is received first, and those of the same
 * priority in the order in which they were sent.
 *
 *     sent: 1 "wash", 9 "fire", 1 "iron" --> received: 9 "fire", 1 "wash", 1 "iron"
 */
/* prints:
a queue for 1000000 messages: EINVAL
3 of 3 messages in the queue, of at most 8 bytes
a fourth: EAGAIN
a buffer of less than 8 bytes: EMSGSIZE
9 fire
1 wash
1 iron
*/
#include <leat.h>

#include <errno.h>
#include <fcntl.h>
#include <mqueue.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "check.h"

/* A new queue; its name is gone at once, the queue when its last descriptor is closed. */
static mqd_t create(long maxmsg)
{
	char name[32];
	struct mq_attr attributes;
	mqd_t queue;

	snprintf(name, sizeof name, "/priorities.%ld", (long)getpid());
	memset(&attributes, 0, sizeof attributes);
	attributes.mq_maxmsg = maxmsg;
	attributes.mq_msgsize = 8;
	queue = leat_mq_open(name, O_CREAT | O_EXCL | O_RDWR | O_NONBLOCK, 0600, &attributes);
	if (queue != (mqd_t)-1)
		CHECK_INT(leat_mq_unlink(name), 0);
	return queue;
}

int main(void)
{
	struct mq_attr attributes;
	unsigned priority;
	char text[8];
	ssize_t length;
	mqd_t queue;
	int i;

	/* The limit is in /proc/sys/fs/mqueue/msg_max, 10 for most, and never above 65536. */
	CHECK(create(1000000) == (mqd_t)-1);
	printf("a queue for 1000000 messages: %s\n", leat_error_name(errno));

	queue = create(3);
	if (queue == (mqd_t)-1) {
		leat_perror("mq_open");
		exit(1);
	}
	CHECK_INT(leat_mq_send(queue, "wash", 4, 1), 0);
	CHECK_INT(leat_mq_send(queue, "fire", 4, 9), 0);
	CHECK_INT(leat_mq_send(queue, "iron", 4, 1), 0);
	CHECK_INT(leat_mq_getattr(queue, &attributes), 0);
	printf("%ld of %ld messages in the queue, of at most %ld bytes\n", (long)attributes.mq_curmsgs,
	       (long)attributes.mq_maxmsg, (long)attributes.mq_msgsize);

	/* Without O_NONBLOCK this would wait until somebody receives. */
	CHECK_INT(leat_mq_send(queue, "cook", 4, 1), -1);
	printf("a fourth: %s\n", leat_error_name(errno));
	CHECK_INT(leat_mq_receive(queue, text, 4, &priority), -1);
	printf("a buffer of less than 8 bytes: %s\n", leat_error_name(errno));

	for (i = 0; i < 3; i++) {
		length = leat_mq_receive(queue, text, sizeof text, &priority);
		CHECK_INT(length, 4);
		printf("%u %.*s\n", priority, (int)length, text);
	}
	CHECK_INT(leat_mq_close(queue), 0);
	return 0;
}
