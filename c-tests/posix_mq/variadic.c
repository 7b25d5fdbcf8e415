/* mq_open takes a mode and attributes exactly when it may make the queue; NULL attributes are the defaults. */
#include <fcntl.h>
#include <mqueue.h>
#include <sys/stat.h>
#include <unistd.h>

#include "check.h"

static char name[32];

static void check_queue(mqd_t queue, long messages, long size, int mode)
{
	struct mq_attr attributes;
	struct stat status;

	CHECK(queue != (mqd_t)-1);
	CHECK_INT(leat_mq_getattr(queue, &attributes), 0);
	if (messages > 0) {
		CHECK_INT(attributes.mq_maxmsg, messages);
		CHECK_INT(attributes.mq_msgsize, size);
	}
	CHECK_INT(leat_fstat((int)queue, &status), 0);
	CHECK_INT(status.st_mode & 0777, mode);
	CHECK_INT(leat_mq_close(queue), 0);
}

int main(void)
{
	struct mq_attr attributes;

	snprintf(name, sizeof name, "/leat-%ld", (long)getpid());
	leat_umask(0);
	memset(&attributes, 0, sizeof attributes);
	attributes.mq_maxmsg = 3;
	attributes.mq_msgsize = 77;
	check_queue(leat_mq_open(name, O_RDWR | O_CREAT | O_EXCL, 0612, &attributes), 3, 77, 0612);
	check_queue(leat_mq_open(name, O_RDONLY), 3, 77, 0612);
	check_queue(leat_mq_open_2(name, O_RDONLY), 3, 77, 0612);
	check_queue(leat_mq_open(name, O_RDWR | O_CREAT, 0600, (struct mq_attr *)NULL), 3, 77, 0612);
	CHECK_FAILS(leat_mq_open(name, O_RDWR | O_CREAT | O_EXCL, 0600, NULL), (mqd_t)-1, EEXIST, "mq_open");
	CHECK_INT(leat_mq_unlink(name), 0);

	check_queue(leat_mq_open(name, O_RDWR | O_CREAT | O_EXCL, 0640, (struct mq_attr *)NULL), 0, 0, 0640);
	CHECK_INT(leat_mq_unlink(name), 0);

	CHECK_FAILS(leat_mq_open(name, O_RDONLY), (mqd_t)-1, ENOENT, "mq_open");
	CHECK_FAILS(leat_mq_open_2(name, O_RDONLY), (mqd_t)-1, ENOENT, "mq_open");
	CHECK_FAILS(leat_mq_unlink(name), -1, ENOENT, "mq_unlink");
	attributes.mq_maxmsg = 0;
	CHECK_FAILS(leat_mq_open(name, O_RDWR | O_CREAT, 0600, &attributes), (mqd_t)-1, EINVAL, "mq_open");
	return 0;
}
