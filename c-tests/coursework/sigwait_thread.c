/* A thread waits for signals with sigwait, which gives the lowest first; every thread has them blocked. */
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static sigset_t watched;

static void *waiter(void *unused)
{
	int number, total = 0;

	(void)unused;
	do {
		if (sigwait(&watched, &number) != 0)
			return NULL;
		total++;
	} while (number != SIGTERM);
	printf("%d signals\n", total);
	return NULL;
}

int main(void)
{
	struct timespec none = { 0, 0 };
	pthread_t thread;
	union sigval value;
	siginfo_t info;
	int i;

	sigemptyset(&watched);
	sigaddset(&watched, SIGUSR1);
	sigaddset(&watched, SIGTERM);
	i = pthread_sigmask(SIG_BLOCK, &watched, NULL);
	printf("pthread_sigmask %s\n", strerror(i));
	kill(getpid(), SIGUSR1);
	kill(getpid(), SIGTERM);
	if (pthread_create(&thread, NULL, waiter, NULL) != 0)
		return 1;
	pthread_join(thread, NULL);
	sigqueue(getpid(), SIGUSR1, (value.sival_int = 42, value));
	if (sigwaitinfo(&watched, &info) == SIGUSR1)
		printf("value %d, from this process %d\n", info.si_value.sival_int, info.si_pid == getpid());
	if (sigtimedwait(&watched, &info, &none) == -1)
		perror("sigtimedwait");
	i = pthread_sigmask(77, &watched, NULL);
	printf("pthread_sigmask 77: %s\n", strerror(i));
	return 0;
}
