/*
 * Messages that are too long, queues that are full or empty, descriptors that are none of a queue, or the wrong way.
 * test: flags -D_XOPEN_SOURCE=700 -D_DEFAULT_SOURCE
 */
#include <signal.h>
#include <time.h>

#include "posix_queues.h"

static mqd_t queue, reader, writer;
static char buffer[64];

static void sizes(void)
{
	CHECK_EXPLAINED(leat_mq_send(queue, buffer, 17, 0), -1, EMSGSIZE, "mq_send",
	                text("the message has 17 bytes, but the queue \"%s\" (fd %d) takes 16 at most", queue_name,
	                (int)queue), "fixed when it was made");
	CHECK_EXPLAINED(leat_mq_receive(queue, buffer, 10, NULL), -1, EMSGSIZE, "mq_receive",
	                "the buffer has 10 bytes", "may have 16 (mq_msgsize)", "Do: pass a buffer of 16 bytes");
	CHECK_NOT_SAID("sizeof");
	CHECK_EXPLAINED(leat_mq_receive(queue, buffer, sizeof(char *), NULL), -1, EMSGSIZE, "mq_receive",
	                "the buffer has 8 bytes",
	                "8 is the size of a pointer");
}

static void fill(void)
{
	CHECK_EXPLAINED(leat_mq_receive(queue, buffer, sizeof buffer, NULL), -1, EAGAIN, "mq_receive",
	                text("the queue \"%s\" is empty now, and fd %d is non-blocking", queue_name, (int)queue));
	CHECK_INT(leat_mq_send(queue, "a", 1, 0), 0);
	errno = EAGAIN;
	CHECK_SAID("was empty", "Messages in it now: 1.");
	CHECK_INT(leat_mq_send(queue, "b", 1, 0), 0);
	CHECK_EXPLAINED(leat_mq_send(queue, "c", 1, 0), -1, EAGAIN, "mq_send",
	                text("the queue \"%s\" is full now (2 of 2 messages), and fd %d is non-blocking",
	                queue_name, (int)queue));
	CHECK_INT(leat_mq_receive(queue, buffer, sizeof buffer, NULL), 1);
	errno = EAGAIN;
	CHECK_SAID("was full", "Now it holds 1 of 2 messages.");
	CHECK_INT(leat_mq_receive(queue, buffer, sizeof buffer, NULL), 1);
}

static void arguments(void)
{
	struct mq_attr attributes;

	CHECK_EXPLAINED(leat_mq_send(queue, "a", 1, 40000), -1, EINVAL, "mq_send",
	                "the priority is 40000, but the highest is 32767");
	CHECK_EXPLAINED(leat_mq_send(queue, "a", 1, -1), -1, EINVAL, "mq_send",
	                "the priority is -1, a negative number");
	memset(&attributes, 0, sizeof attributes);
	attributes.mq_flags = O_APPEND;
	CHECK_EXPLAINED(leat_mq_setattr(queue, &attributes, NULL), -1, EINVAL, "mq_setattr",
	                "O_NONBLOCK, the only one that can be set");
}

static void descriptors(void)
{
	int fds[2];
	struct mq_attr attributes;

	CHECK_EXPLAINED(leat_mq_send(reader, "a", 1, 0), -1, EBADF, "mq_send",
	                text("fd %d is the queue \"%s\", but it was opened with O_RDONLY", (int)reader, queue_name));
	CHECK_EXPLAINED(leat_mq_receive(writer, buffer, sizeof buffer, NULL), -1, EBADF, "mq_receive",
	                text("fd %d is the queue \"%s\", but it was opened with O_WRONLY", (int)writer, queue_name));
	CHECK_INT(leat_pipe(fds), 0);
	CHECK_EXPLAINED(leat_mq_getattr((mqd_t)fds[1], &attributes), -1, EBADF, "mq_getattr",
	                text("fd %d is the write end of pipe ", fds[1]), ", not a message queue.");
	CHECK_INT(close(fds[0]), 0);
	CHECK_INT(close(fds[1]), 0);
}

static int notify_too(void)
{
	struct sigevent event;

	memset(&event, 0, sizeof event);
	event.sigev_notify = SIGEV_NONE;
	CHECK_EXPLAINED(leat_mq_notify(queue, &event), -1, EBUSY, "mq_notify",
	                text("(pid %ld) has asked to be told of a message in the queue \"%s\"", (long)getppid(),
	                queue_name));
	return 0;
}

/* Whoever closes a descriptor of a queue takes his request back; to find out facts must not do that. */
static void request_stays(struct sigevent *event)
{
	struct mq_attr chosen = attributes(1, 1);

	CHECK_EXPLAINED(leat_mq_open(queue_name, O_RDWR | O_CREAT | O_EXCL, 0600, &chosen), (mqd_t)-1, EEXIST,
	                "mq_open",
	                "It holds 0 of 2 messages of at most 16 bytes now.");
	CHECK_EXPLAINED(leat_mq_open("/leat-not-there", O_RDWR), (mqd_t)-1, ENOENT, "mq_open", "there is no queue");
	CHECK_FAILS(leat_mq_notify(queue, event), -1, EBUSY, "mq_notify");
}

static void notification(void)
{
	struct sigevent event;

	memset(&event, 0, sizeof event);
	event.sigev_notify = 77;
	CHECK_EXPLAINED(leat_mq_notify(queue, &event), -1, EINVAL, "mq_notify", "sigev_notify is none of");
	event.sigev_notify = SIGEV_NONE;
	CHECK_INT(leat_mq_notify(queue, &event), 0);
	CHECK_EXPLAINED(leat_mq_notify(queue, &event), -1, EBUSY, "mq_notify", "this process has already asked");
	request_stays(&event);
	CHECK_INT(in_child(notify_too), 0);
}

int main(void)
{
	queue = open_queue(name_queue("use"), O_RDWR | O_NONBLOCK, 0600, 2, 16);
	CHECK((reader = leat_mq_open(queue_name, O_RDONLY)) != (mqd_t)-1);
	CHECK((writer = leat_mq_open(queue_name, O_WRONLY)) != (mqd_t)-1);
	sizes();
	fill();
	arguments();
	descriptors();
	notification();
	CHECK_INT(leat_mq_unlink(queue_name), 0);
	CHECK_INT(leat_mq_close(queue), 0);
	CHECK_INT(leat_mq_close(reader), 0);
	CHECK_INT(leat_mq_close(writer), 0);
	return 0;
}
