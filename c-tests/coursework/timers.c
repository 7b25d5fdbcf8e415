/* alarm, setitimer and pause. */
#define _XOPEN_SOURCE 700
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

static volatile sig_atomic_t ticks;

static void tick(int number)
{
	(void)number;
	ticks++;
}

int main(void)
{
	struct sigaction action;
	struct itimerval interval;

	memset(&action, 0, sizeof(action));
	action.sa_handler = tick;
	sigaction(SIGALRM, &action, NULL);

	alarm(600);
	printf("alarm had more than 500 s left: %d\n", alarm(0) > 500);

	memset(&interval, 0, sizeof(interval));
	interval.it_value.tv_usec = 2000;
	interval.it_interval.tv_usec = 2000;
	if (setitimer(ITIMER_REAL, &interval, NULL) == -1) {
		perror("setitimer");
		return 1;
	}
	/* With an interval, a tick that comes before pause is followed by another. */
	while (ticks < 5)
		if (pause() != -1 || errno != EINTR)
			perror("pause");
	memset(&interval, 0, sizeof(interval));
	setitimer(ITIMER_REAL, &interval, NULL);
	printf("five ticks or more: %d\n", ticks >= 5);
	interval.it_value.tv_usec = 2000000;
	if (setitimer(ITIMER_REAL, &interval, NULL) == -1)
		perror("setitimer with 2000000 us");
	return 0;
}
