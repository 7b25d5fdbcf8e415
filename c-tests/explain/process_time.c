/* Sleeping and timers: which member of the time, or which clock, is wrong; and a sleep that a handler ended. */
/* test: flags -D_GNU_SOURCE */
#include <signal.h>
#include <string.h>
#include <sys/select.h>
#include <sys/time.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#include "explained.h"

static void handle(int signal)
{
	(void)signal;
}

int main(void)
{
	struct timespec time = {0, 2000000000};
	struct timeval wait = {-1, 0};
	struct itimerval microseconds = {{0, 0}, {0, 1000000}};
	const struct itimerval often = {{0, 5000}, {0, 5000}};
	struct itimerspec nanoseconds = {{0, 0}, {1, -1}};
	struct sigaction action;
	sigset_t set;
	int fds[2], timer;

	CHECK_INT(leat_sigemptyset(&set), 0);
	CHECK_EXPLAINED(leat_nanosleep(&time, NULL), -1, EINVAL, "nanosleep", "tv_nsec is 2000000000, but it must be from 0 to 999999999");
	CHECK_EXPLAINED(leat_sigtimedwait(&set, NULL, &time), -1, EINVAL, "sigtimedwait", "tv_nsec is 2000000000");
	time.tv_sec = -3;
	time.tv_nsec = 0;
	CHECK_EXPLAINED(leat_nanosleep(&time, NULL), -1, EINVAL, "nanosleep", "tv_sec is -3", "cannot be negative");
	CHECK_EXPLAINED(leat_select(0, NULL, NULL, NULL, &wait), -1, EINVAL, "select", "tv_sec is -1");
	CHECK_EXPLAINED(leat_setitimer(ITIMER_REAL, &microseconds, NULL), -1, EINVAL, "setitimer",
	                "tv_usec is 1000000, but it must be from 0 to 999999");
	CHECK_EXPLAINED(leat_setitimer((__itimer_which_t)9, &often, NULL), -1, EINVAL, "setitimer", "9 is none of ITIMER_REAL");
	errno = leat_clock_nanosleep(CLOCK_THREAD_CPUTIME_ID, 0, &time, NULL);
	CHECK_INT(errno, EINVAL);
	CHECK_SAID("CLOCK_THREAD_CPUTIME_ID cannot be slept by");

	CHECK_EXPLAINED(leat_timerfd_create(99, 0), -1, EINVAL, "timerfd_create", "99 is not a clock");
	CHECK_EXPLAINED(leat_timerfd_create(CLOCK_MONOTONIC, 1), -1, EINVAL, "timerfd_create", "flags is 0x1");
	timer = leat_timerfd_create(CLOCK_MONOTONIC, 0);
	CHECK(timer >= 0);
	CHECK_EXPLAINED(leat_timerfd_settime(timer, 0, &nanoseconds, NULL), -1, EINVAL, "timerfd_settime", "tv_nsec is -1");
	CHECK_EXPLAINED(leat_timerfd_settime(timer, 64, &nanoseconds, NULL), -1, EINVAL, "timerfd_settime", "flags is 0x40");
	nanoseconds.it_value.tv_nsec = 0;
	CHECK_INT(leat_pipe(fds), 0);
	CHECK_EXPLAINED(leat_timerfd_settime(fds[0], 0, &nanoseconds, NULL), -1, EINVAL, "timerfd_settime",
	                text("fd %d is the read end of pipe", fds[0]), ", not a timer.");
	close(timer);
	close(fds[0]);
	close(fds[1]);

	memset(&action, 0, sizeof action);
	action.sa_handler = handle;
	action.sa_flags = SA_RESTART;
	CHECK_INT(leat_sigaction(SIGALRM, &action, NULL), 0);
	CHECK_INT(leat_setitimer(ITIMER_REAL, &often, NULL), 0);
	time.tv_sec = 1000;
	CHECK_EXPLAINED(leat_nanosleep(&time, NULL), -1, EINTR, "nanosleep", "handlers are installed for SIGALRM",
	                "never started again", "Do: sleep again for what is left");
	return 0;
}
