#include <signal.h>
#include <stdio.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>
#include "handler.h"

int main(void)
{
	pid_t pid;
	sigset_t block, old;

	install(SIGUSR1);
	install(SIGKILL);
	sigemptyset(&block);
	sigaddset(&block, SIGUSR1);
	sigprocmask(SIG_BLOCK, &block, &old);
	pid = fork();
	if (pid == 0) {
		kill(getppid(), SIGUSR1);
		while (count < 1)
			sigsuspend(&old);
		_exit(count);
	}
	while (count < 1)
		sigsuspend(&old);
	kill(pid, SIGUSR1);
	waitpid(pid, NULL, 0);
	printf("the parent got %d\n", count);
	if (kill(pid, SIGUSR1) == -1)
		perror("kill");
	return 0;
}
