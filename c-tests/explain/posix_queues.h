/* Queues for tests of explanations: their names contain the pid. Needs _DEFAULT_SOURCE, for unprivileged.h. */
#ifndef POSIX_QUEUES_H
#define POSIX_QUEUES_H

#include <fcntl.h>
#include <mqueue.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "child.h"
#include "explained.h"
#include "unprivileged.h"

static char queue_name[40];

static inline const char *name_queue(const char *name)
{
	snprintf(queue_name, sizeof queue_name, "/%s-%ld", name, (long)getpid());
	return queue_name;
}

static inline struct mq_attr attributes(long maxmsg, long msgsize)
{
	struct mq_attr chosen;

	memset(&chosen, 0, sizeof chosen);
	chosen.mq_maxmsg = maxmsg;
	chosen.mq_msgsize = msgsize;
	return chosen;
}

static inline mqd_t open_queue(const char *name, int flags, mode_t mode, long maxmsg, long msgsize)
{
	struct mq_attr chosen = attributes(maxmsg, msgsize);
	mqd_t queue = leat_mq_open(name, flags | O_CREAT, mode, &chosen);

	CHECK(queue != (mqd_t)-1);
	return queue;
}

static inline long setting(const char *name)
{
	char path[80];
	long value;
	FILE *file;

	snprintf(path, sizeof path, "/proc/sys/fs/mqueue/%s", name);
	CHECK((file = fopen(path, "r")) != NULL);
	CHECK_INT(fscanf(file, "%ld", &value), 1);
	fclose(file);
	return value;
}

/* Is there a file system that shows queues? */
static inline int queues_are_listed(void)
{
	char line[1024];
	int found = 0;
	FILE *file = fopen("/proc/self/mountinfo", "r");

	CHECK(file != NULL);
	while (fgets(line, sizeof line, file) != NULL)
		found |= strstr(line, " - mqueue ") != NULL;
	fclose(file);
	return found;
}

#endif /* POSIX_QUEUES_H */
