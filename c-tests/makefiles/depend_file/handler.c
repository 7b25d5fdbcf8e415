#include <signal.h>
#include <stdio.h>
#include "handler.h"

volatile int count = 0;

static void handler(int signum)
{
	(void)signum;
	count++;
}

void install(int signum)
{
	if (signal(signum, handler) == SIG_ERR)
		perror("signal");
}
