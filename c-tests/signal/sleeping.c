/*
 * A process sleeps for a time or until one, and no longer than until a signal.
 *
 * test: flags -D_XOPEN_SOURCE=700 -D_DEFAULT_SOURCE
 */
#include <signal.h>
#include <sys/time.h>
#include <time.h>

#include "check.h"

static void handle(int number)
{
	(void)number;
}

/* SIGALRM comes again and again: also if the first does before the sleep begins. */
static void interrupt_every_10_ms(void)
{
	const struct itimerval timer = {{0, 10000}, {0, 10000}};

	CHECK(leat_signal(SIGALRM, handle) != SIG_ERR);
	CHECK_INT(leat_setitimer(ITIMER_REAL, &timer, NULL), 0);
}

int main(void)
{
	const struct timespec moment = {0, 1000}, hour = {3600, 0}, wrong = {0, -1};
	struct timespec before, after, left = {0, 0};
	struct timespec past = {0, 0};

	CHECK_INT(clock_gettime(CLOCK_MONOTONIC, &before), 0);
	CHECK_INT(leat_nanosleep(&moment, NULL), 0);
	CHECK_INT(leat_usleep(1), 0);
	CHECK_INT(leat_clock_nanosleep(CLOCK_MONOTONIC, 0, &moment, NULL), 0);
	CHECK_INT(leat_clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &past, NULL), 0);
	CHECK_INT(clock_gettime(CLOCK_MONOTONIC, &after), 0);
	CHECK((after.tv_sec - before.tv_sec) * 1000000000L + after.tv_nsec - before.tv_nsec >= 3 * 1000);

	CHECK_FAILS(leat_nanosleep(&wrong, NULL), -1, EINVAL, "nanosleep");
	CHECK_INT((errno = leat_clock_nanosleep(CLOCK_MONOTONIC, 0, &wrong, NULL)), EINVAL);
	CHECK(strstr(leat_error_text(), "clock_nanosleep(CLOCK_MONOTONIC, 0, ") == leat_error_text());
	CHECK_INT((errno = leat_clock_nanosleep(77, TIMER_ABSTIME, &moment, NULL)), EINVAL);
	CHECK(strstr(leat_error_text(), "clock_nanosleep(77, TIMER_ABSTIME, ") == leat_error_text());

	interrupt_every_10_ms();
	CHECK_FAILS(leat_nanosleep(&hour, &left), -1, EINTR, "nanosleep");
	CHECK(left.tv_sec >= 3000 && left.tv_sec < 3600);
	CHECK_FAILS(leat_usleep(999999999), -1, EINTR, "usleep");
	CHECK_INT((errno = leat_clock_nanosleep(CLOCK_REALTIME, 0, &hour, &left)), EINTR);
	CHECK(strstr(leat_error_text(), "clock_nanosleep(CLOCK_REALTIME, 0, ") == leat_error_text());
	return 0;
}
