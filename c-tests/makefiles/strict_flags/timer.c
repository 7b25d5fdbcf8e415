#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t alarms;

static void on_alarm(int number)
{
	(void)number;
	alarms++;
}

static bool wait_for_alarms(int wanted)
{
	struct sigaction action = { .sa_handler = on_alarm };
	struct itimerval every = { .it_interval = { .tv_usec = 1000 }, .it_value = { .tv_usec = 1000 } };
	struct itimerval none = { .it_value = { 0, 0 } };
	sigset_t alarm_only, before;

	sigemptyset(&action.sa_mask);
	sigemptyset(&alarm_only);
	sigaddset(&alarm_only, SIGALRM);
	sigprocmask(SIG_BLOCK, &alarm_only, &before);
	if (sigaction(SIGALRM, &action, NULL) == -1 || setitimer(ITIMER_REAL, &every, NULL) == -1) {
		perror("setitimer");
		return false;
	}
	while (alarms < wanted)
		sigsuspend(&before);
	return setitimer(ITIMER_REAL, &none, NULL) == 0;
}

int main(void)
{
	int fds[2];
	char buffer[16];
	struct pollfd waiting = { .events = POLLIN };

	if (!wait_for_alarms(3))
		return EXIT_FAILURE;
	printf("three alarms\n");
	pipe2(fds, O_NONBLOCK | O_CLOEXEC);
	if (read(fds[0], buffer, sizeof buffer) == -1)
		perror("read");
	write(fds[1], "data", 4);
	waiting.fd = fds[0];
	printf("poll says %d, ", poll(&waiting, 1, -1));
	printf("read says %zd\n", read(fds[0], buffer, sizeof buffer));
	if (open("missing/dir/file", O_WRONLY | O_CREAT, 0644) == -1)
		perror("missing/dir/file");
	return WIFEXITED(system("exit 0")) ? EXIT_SUCCESS : EXIT_FAILURE;
}
