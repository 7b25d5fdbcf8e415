/*
 * Handlers of signal(), which install themselves again as the old books have it.
 *
 * test: also c++
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <unistd.h>

static volatile sig_atomic_t ints, users;

static void on_int(int number)
{
	signal(number, on_int);
	ints++;
}

static void on_user(int number)
{
	signal(number, on_user);
	users++;
}

int main(void)
{
	int i;
	void (*old)(int);

	if (signal(SIGINT, on_int) == SIG_ERR || signal(SIGUSR1, on_user) == SIG_ERR) {
		perror("signal");
		return 1;
	}
	for (i = 0; i < 5; i++)
		kill(getpid(), SIGINT);
	for (i = 0; i < 3; i++)
		raise(SIGUSR1);
	old = signal(SIGINT, SIG_IGN);
	printf("old handler %d\n", old == on_int);
	raise(SIGINT);
	printf("%d interrupts, %d signals\n", (int)ints, (int)users);
	if (signal(SIGKILL, on_int) == SIG_ERR)
		perror("signal SIGKILL");
	if (kill(getpid(), 1000) == -1)
		perror("kill 1000");
	return 0;
}
