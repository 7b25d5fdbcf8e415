/*
 * mq_open: EMFILE means the bytes that a user's queues may reserve, or descriptors; ENOSPC the number of queues.
 * test: flags -D_GNU_SOURCE
 */
#include <sched.h>

#include "posix_queues.h"

static void limit(int resource, rlim_t most)
{
	struct rlimit limits;

	CHECK_INT(getrlimit(resource, &limits), 0);
	limits.rlim_cur = most;
	CHECK_INT(setrlimit(resource, &limits), 0);
}

static int too_large(void)
{
	struct mq_attr chosen = attributes(10, 100);

	name_queue("large");
	limit(RLIMIT_MSGQUEUE, 1000);
	/* ten messages with two times six words of the kernel's for each */
	CHECK_EXPLAINED(leat_mq_open(queue_name, O_RDWR | O_CREAT, 0600, &chosen), (mqd_t)-1, EMFILE, "mq_open",
	                text("this queue alone needs %lu bytes (for mq_maxmsg 10 and mq_msgsize 100)",
	                1000UL + 10 * 12 * sizeof(void *)),
	                "RLIMIT_MSGQUEUE allows 1000", "Do: use smaller mq_maxmsg");
	return 0;
}

/* The other queues of the user leave no room. He may have some that are not seen here: so all room is taken away. */
static int too_many(void)
{
	struct mq_attr chosen = attributes(1, 100);
	unsigned long bytes = 100 + 12 * sizeof(void *);
	int is_root = geteuid() == 0;
	mqd_t queue = open_queue(name_queue("first"), O_RDWR, 0600, 1, 100);

	limit(RLIMIT_MSGQUEUE, bytes);
	CHECK_EXPLAINED(leat_mq_open("/leat-second", O_RDWR | O_CREAT, 0600, &chosen), (mqd_t)-1, EMFILE, "mq_open",
	                text("this queue needs %lu bytes (for mq_maxmsg 1 and mq_msgsize 100)", bytes),
	                text("RLIMIT_MSGQUEUE allows %lu", bytes));
	if (is_root && queues_are_listed())
		CHECK_SAID("to all queues of root together",
		           text("Queues of that user that exist now: \"%s\".", queue_name));
	CHECK_INT(leat_mq_unlink(queue_name), 0);
	CHECK_INT(leat_mq_close(queue), 0);
	return 0;
}

static int no_descriptor(void)
{
	struct mq_attr chosen = attributes(1, 100);

	limit(RLIMIT_NOFILE, 0);
	CHECK_FAILS(leat_mq_open("/leat-third", O_RDWR | O_CREAT, 0600, &chosen), (mqd_t)-1, EMFILE, "mq_open");
	CHECK_NOT_SAID("RLIMIT_MSGQUEUE");
	return 0;
}

/* Each IPC namespace has its own limit, which does not hold for root. */
static int too_many_for_the_system(void)
{
	struct mq_attr chosen = attributes(1, 8);
	FILE *file;

	if (geteuid() != 0 || unshare(CLONE_NEWIPC) == -1)
		return 0;
	file = fopen("/proc/sys/fs/mqueue/queues_max", "w");
	if (file == NULL || fputs("1", file) == EOF || fclose(file) == EOF)
		return 0;
	CHECK(become_unprivileged());
	CHECK(leat_mq_open("/first", O_RDWR | O_CREAT, 0600, &chosen) != (mqd_t)-1);
	CHECK_EXPLAINED(leat_mq_open("/second", O_RDWR | O_CREAT, 0600, &chosen), (mqd_t)-1, ENOSPC, "mq_open",
	                "as many queues exist as this system allows: 1 (/proc/sys/fs/mqueue/queues_max)", "mq_unlink");
	return 0;
}

int main(void)
{
	CHECK_INT(in_child(too_many_for_the_system), 0);
	CHECK_INT(in_child(too_large), 0);
	CHECK_INT(in_child(too_many), 0);
	CHECK_INT(in_child(no_descriptor), 0);
	return 0;
}
