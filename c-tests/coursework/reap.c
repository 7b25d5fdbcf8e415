/* A SIGCHLD handler reaps every child that ended; the main program waits for it with sigsuspend. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define CHILDREN 8

static volatile sig_atomic_t reaped;
static volatile sig_atomic_t sum;

static void on_child(int number)
{
	int saved = errno;
	int status;

	(void)number;
	while (waitpid(-1, &status, WNOHANG) > 0) {
		reaped++;
		if (WIFEXITED(status))
			sum += WEXITSTATUS(status);
		else if (WIFSIGNALED(status))
			sum += 100;
	}
	errno = saved;
}

int main(void)
{
	struct sigaction action;
	sigset_t block, old;
	int i;

	memset(&action, 0, sizeof(action));
	action.sa_handler = on_child;
	action.sa_flags = SA_RESTART | SA_NOCLDSTOP;
	sigemptyset(&action.sa_mask);
	if (sigaction(SIGCHLD, &action, NULL) == -1) {
		perror("sigaction");
		exit(1);
	}
	sigemptyset(&block);
	sigaddset(&block, SIGCHLD);
	sigprocmask(SIG_BLOCK, &block, &old);
	for (i = 0; i < CHILDREN; i++) {
		switch (fork()) {
		case -1:
			perror("fork");
			exit(1);
		case 0:
			sigprocmask(SIG_SETMASK, &old, NULL);
			if (i == 3)
				raise(SIGKILL);
			_exit(i);
		}
	}
	while (reaped < CHILDREN)
		sigsuspend(&old);
	printf("reaped %d, sum %d\n", (int)reaped, (int)sum);
	if (wait(NULL) == -1) {
		printf("ECHILD %d\n", errno == ECHILD);
		perror("wait");
	}
	return 0;
}
