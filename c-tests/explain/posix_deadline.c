/*
 * Deadlines that are no times, and those that passed while nothing happened.
 * test: flags -D_GNU_SOURCE
 */
#include <semaphore.h>
#include <time.h>

#include "posix_queues.h"

static struct timespec at(time_t seconds, long nanoseconds)
{
	struct timespec time;

	memset(&time, 0, sizeof time);
	time.tv_sec = seconds;
	time.tv_nsec = nanoseconds;
	return time;
}

int main(void)
{
	sem_t semaphore;
	struct timespec wrong = at(time(NULL), 2000000000), negative = at(-5, 0), interval = at(2, 500000000),
	                now = at(time(NULL), 0);
	char buffer[16];
	mqd_t queue = open_queue(name_queue("late"), O_RDWR, 0600, 1, 16);

	CHECK_INT(leat_sem_init(&semaphore, 0, 0), 0);
	CHECK_EXPLAINED(leat_sem_timedwait(&semaphore, &wrong), -1, EINVAL, "sem_timedwait",
	                "tv_nsec is 2000000000, but it must be from 0 to 999999999", "carry over");
	CHECK_EXPLAINED(leat_sem_clockwait(&semaphore, (clockid_t)7, &now), -1, EINVAL, "sem_clockwait",
	                "the clock is neither CLOCK_REALTIME nor CLOCK_MONOTONIC");
	CHECK_EXPLAINED(leat_mq_timedreceive(queue, buffer, sizeof buffer, NULL, &wrong), -1, EINVAL, "mq_timedreceive",
	                "tv_nsec is 2000000000");
	CHECK_EXPLAINED(leat_mq_timedreceive(queue, buffer, sizeof buffer, NULL, &negative), -1, EINVAL,
	                "mq_timedreceive",
	                "tv_sec is -5, a time before 1970");

	CHECK_EXPLAINED(leat_sem_timedwait(&semaphore, &now), -1, ETIMEDOUT, "sem_timedwait",
	                "the semaphore's value stayed 0");
	CHECK_FAILS(leat_sem_timedwait(&semaphore, &interval), -1, ETIMEDOUT, "sem_timedwait");
	CHECK_SAID(" interval", "Do: ");
	CHECK_EXPLAINED(leat_mq_timedreceive(queue, buffer, sizeof buffer, NULL, &now), -1, ETIMEDOUT,
	                "mq_timedreceive",
	                "no message came before the deadline", text("The queue \"%s\" is empty now", queue_name));
	CHECK_INT(leat_mq_send(queue, "a", 1, 0), 0);
	CHECK_EXPLAINED(leat_mq_timedsend(queue, "b", 1, 0, &now), -1, ETIMEDOUT, "mq_timedsend",
	                "there was no room in the queue",
	                text("The queue \"%s\" is full now (1 of 1 messages)", queue_name));
	CHECK_INT(leat_mq_unlink(queue_name), 0);
	CHECK_INT(leat_mq_close(queue), 0);
	CHECK_INT(leat_sem_destroy(&semaphore), 0);
	return 0;
}
