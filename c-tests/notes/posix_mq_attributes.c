/*
 * Note 004, Message Queue: the attributes say how many messages a new queue holds and how long each may be; NULL means
 * the standard ones; "a high value on some of the attributes might cause problems on mq_open". These are two: EINVAL if
 * a value is above the limit for one queue, which only the privileged may exceed, and EMFILE if all queues of the user
 * together would take more memory than RLIMIT_MSGQUEUE allows.
 *
 *     in /proc/sys/fs/mqueue:   NULL means msg_default and msgsize_default;   the limits are msg_max and msgsize_max
 *
 * test: flags -D_GNU_SOURCE
 */
/* prints:
given 3 messages of 16 bytes: it has 3 of 16
given 5 of 32, but the queue is there already: still 3 of 16
given NULL: what /proc/sys/fs/mqueue says
unprivileged, 1 message of 1 byte: a queue
unprivileged, 1 message more than msg_max: EINVAL
unprivileged, messages 1 byte longer than msgsize_max: EINVAL
RLIMIT_MSGQUEUE set to 0, 1 message of 1 byte: EMFILE
*/
#include <leat.h>

#include <errno.h>
#include <fcntl.h>
#include <mqueue.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"
#include "unprivileged.h"

static pid_t owner;
static char name[32];

static void remove_queue(void)
{
	if (getpid() == owner)
		leat_mq_unlink(name);
}

/* The number in the file of that name. */
static long setting(const char *which)
{
	char path[64];
	long number;
	FILE *file;

	snprintf(path, sizeof path, "/proc/sys/fs/mqueue/%s", which);
	CHECK((file = leat_fopen(path, "r")) != NULL);
	CHECK_INT(fscanf(file, "%ld", &number), 1);
	CHECK_INT(leat_fclose(file), 0);
	return number;
}

/* Opens the queue of the name, and makes it if it is not there. */
static mqd_t open_queue(const char *queue_name, long maxmsg, long msgsize)
{
	struct mq_attr attributes;

	memset(&attributes, 0, sizeof attributes);
	attributes.mq_maxmsg = maxmsg;
	attributes.mq_msgsize = msgsize;
	return leat_mq_open(queue_name, O_CREAT | O_RDWR, 0600, &attributes);
}

static struct mq_attr attributes_of(mqd_t queue)
{
	struct mq_attr attributes;

	if (queue == (mqd_t)-1 || leat_mq_getattr(queue, &attributes) == -1) {
		leat_perror("a message queue");
		exit(1);
	}
	CHECK_INT(leat_mq_close(queue), 0);
	return attributes;
}

static void print_attributes(const char *given, mqd_t queue)
{
	struct mq_attr attributes = attributes_of(queue);

	printf("%s %ld of %ld\n", given, (long)attributes.mq_maxmsg, (long)attributes.mq_msgsize);
}

static void try_unprivileged(const char *what, long maxmsg, long msgsize)
{
	char own_name[32];
	mqd_t queue;

	snprintf(own_name, sizeof own_name, "/attempt.%ld", (long)getpid());
	queue = open_queue(own_name, maxmsg, msgsize);
	printf("%s: %s\n", what, queue == (mqd_t)-1 ? leat_error_name(errno) : "a queue");
	if (queue != (mqd_t)-1) {
		CHECK_INT(leat_mq_close(queue), 0);
		CHECK_INT(leat_mq_unlink(own_name), 0);
	}
}

static void child(void)
{
	struct rlimit nothing = {0, 0};

	if (!become_unprivileged())
		errno = 0; /* a container that has no other user: its root may not exceed the limits either */
	try_unprivileged("unprivileged, 1 message of 1 byte", 1, 1);
	try_unprivileged("unprivileged, 1 message more than msg_max", setting("msg_max") + 1, 1);
	try_unprivileged("unprivileged, messages 1 byte longer than msgsize_max", 1, setting("msgsize_max") + 1);
	CHECK_INT(setrlimit(RLIMIT_MSGQUEUE, &nothing), 0);
	try_unprivileged("RLIMIT_MSGQUEUE set to 0, 1 message of 1 byte", 1, 1);
	exit(0);
}

int main(void)
{
	struct mq_attr attributes;
	long fewer;
	int status;
	pid_t pid;

	owner = getpid();
	snprintf(name, sizeof name, "/attributes.%ld", (long)owner);
	atexit(remove_queue);
	print_attributes("given 3 messages of 16 bytes: it has", open_queue(name, 3, 16));
	print_attributes("given 5 of 32, but the queue is there already: still", open_queue(name, 5, 32));
	CHECK_INT(leat_mq_unlink(name), 0);

	attributes = attributes_of(leat_mq_open(name, O_CREAT | O_RDWR, 0600, (struct mq_attr *)NULL));
	fewer = setting("msg_default") < setting("msg_max") ? setting("msg_default") : setting("msg_max");
	CHECK_INT(attributes.mq_maxmsg, fewer);
	CHECK_INT(attributes.mq_msgsize, setting("msgsize_default"));
	printf("given NULL: what /proc/sys/fs/mqueue says\n");
	fflush(stdout);

	CHECK((pid = leat_fork()) != -1);
	if (pid == 0)
		child();
	CHECK_INT(leat_waitpid(pid, &status, 0), pid);
	CHECK_INT(status, 0);
	return 0;
}
