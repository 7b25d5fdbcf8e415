/* Messages come by priority, then in order; a full or empty queue fails as POSIX says. */
#include <fcntl.h>
#include <mqueue.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

#include "check.h"

int main(void)
{
	struct mq_attr attributes, old;
	struct timespec past = {1, 0};
	struct sigevent event;
	char name[32], text[8];
	unsigned priority;
	mqd_t queue;

	memset(&attributes, 0, sizeof attributes);
	attributes.mq_maxmsg = 2;
	attributes.mq_msgsize = sizeof text;
	snprintf(name, sizeof name, "/leat-%ld", (long)getpid());
	CHECK((queue = leat_mq_open(name, O_RDWR | O_CREAT | O_EXCL, 0600, &attributes)) != (mqd_t)-1);
	CHECK_INT(leat_mq_unlink(name), 0);

	CHECK_INT(leat_mq_send(queue, "low", 4, 1), 0);
	CHECK_INT(leat_mq_timedsend(queue, "high", 5, 9, &past), 0);
	CHECK_FAILS(leat_mq_timedsend(queue, "late", 5, 9, &past), -1, ETIMEDOUT, "mq_timedsend");
	CHECK_FAILS(leat_mq_send(queue, "much too long", 14, 9), -1, EMSGSIZE, "mq_send");
	CHECK_INT(leat_mq_getattr(queue, &old), 0);
	CHECK_INT(old.mq_curmsgs, 2);

	CHECK_INT(leat_mq_receive(queue, text, sizeof text, &priority), 5);
	CHECK_TEXT(text, "high");
	CHECK_INT(priority, 9);
	CHECK_INT(leat_mq_timedreceive(queue, text, sizeof text, &priority, &past), 4);
	CHECK_TEXT(text, "low");
	CHECK_INT(priority, 1);
	CHECK_FAILS(leat_mq_timedreceive(queue, text, sizeof text, NULL, &past), -1, ETIMEDOUT, "mq_timedreceive");
	CHECK_FAILS(leat_mq_receive(queue, text, 1, NULL), -1, EMSGSIZE, "mq_receive");

	attributes.mq_flags = O_NONBLOCK;
	CHECK_INT(leat_mq_setattr(queue, &attributes, &old), 0);
	CHECK_INT(old.mq_flags, 0);
	CHECK_FAILS(leat_mq_receive(queue, text, sizeof text, NULL), -1, EAGAIN, "mq_receive");

	memset(&event, 0, sizeof event);
	event.sigev_notify = SIGEV_NONE;
	CHECK_INT(leat_mq_notify(queue, &event), 0);
	CHECK_FAILS(leat_mq_notify(queue, &event), -1, EBUSY, "mq_notify");
	CHECK_INT(leat_mq_notify(queue, NULL), 0);

	CHECK_INT(leat_mq_close(queue), 0);
	CHECK_FAILS(leat_mq_close(queue), -1, EBADF, "mq_close");
	CHECK_FAILS(leat_mq_getattr(queue, &old), -1, EBADF, "mq_getattr");
	CHECK_FAILS(leat_mq_setattr(queue, &attributes, NULL), -1, EBADF, "mq_setattr");
	return 0;
}
