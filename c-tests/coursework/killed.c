/* The program ends by its own signal, after some output. */
#include <signal.h>
#include <stdio.h>
#include <sys/types.h>
#include <unistd.h>

int main(void)
{
	printf("before the end\n");
	fflush(stdout);
	kill(getpid(), SIGTERM);
	printf("never said\n");
	return 0;
}
