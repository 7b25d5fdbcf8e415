/*
 * What signal() installs stays, or serves once: that depends on how the program is compiled, and must not on leat.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void handler(int number)
{
	(void)number;
}

int main(void)
{
	struct sigaction now;

	memset(&now, 0, sizeof(now));
	if (signal(SIGUSR1, handler) == SIG_ERR) {
		perror("signal");
		return 1;
	}
	sigaction(SIGUSR1, NULL, &now);
	printf("restarts %d, once %d, blocks itself %d\n", (now.sa_flags & SA_RESTART) != 0,
	       (now.sa_flags & SA_RESETHAND) != 0, (now.sa_flags & SA_NODEFER) == 0);
	raise(SIGUSR1);
	sigaction(SIGUSR1, NULL, &now);
	printf("handler still there: %d\n", now.sa_handler == handler);
	return 0;
}
