/* A thread that waits for a message, or for room in a full queue, can be cancelled there. */
#include <fcntl.h>
#include <mqueue.h>
#include <time.h>

#include "blocked.h"

static mqd_t empty, full;
static char buffer[8];
static struct timespec late;

static void in_mq_receive(void) { leat_mq_receive(empty, buffer, sizeof buffer, NULL); }
static void in_mq_timedreceive(void) { leat_mq_timedreceive(empty, buffer, sizeof buffer, NULL, &late); }
static void in_mq_send(void) { leat_mq_send(full, buffer, sizeof buffer, 0); }
static void in_mq_timedsend(void) { leat_mq_timedsend(full, buffer, sizeof buffer, 0, &late); }

static mqd_t queue(void)
{
	struct mq_attr attributes;
	char name[32];
	mqd_t opened;

	memset(&attributes, 0, sizeof attributes);
	attributes.mq_maxmsg = 1;
	attributes.mq_msgsize = sizeof buffer;
	snprintf(name, sizeof name, "/leat-%ld", (long)getpid());
	CHECK((opened = leat_mq_open(name, O_RDWR | O_CREAT | O_EXCL, 0600, &attributes)) != (mqd_t)-1);
	CHECK_INT(leat_mq_unlink(name), 0);
	return opened;
}

int main(void)
{
	CHECK_INT(clock_gettime(CLOCK_REALTIME, &late), 0);
	late.tv_sec += 3600;
	empty = queue();
	full = queue();
	CHECK_INT(leat_mq_send(full, buffer, sizeof buffer, 0), 0);
	CHECK_CANCELLED(in_mq_receive);
	CHECK_CANCELLED(in_mq_timedreceive);
	CHECK_CANCELLED(in_mq_send);
	CHECK_CANCELLED(in_mq_timedsend);
	CHECK_INT(leat_mq_close(empty), 0);
	CHECK_INT(leat_mq_close(full), 0);
	return 0;
}
