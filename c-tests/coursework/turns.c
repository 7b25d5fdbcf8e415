/* Parent and child take turns, each waiting with sigsuspend for the other's signal. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t told;
static sigset_t nothing, usual;

static void on_signal(int number)
{
	(void)number;
	told = 1;
}

static void tell_wait(void)
{
	struct sigaction action;
	sigset_t mask;

	memset(&action, 0, sizeof(action));
	action.sa_handler = on_signal;
	if (sigaction(SIGUSR1, &action, NULL) < 0 || sigaction(SIGUSR2, &action, NULL) < 0) {
		perror("sigaction");
		exit(1);
	}
	sigemptyset(&nothing);
	sigemptyset(&mask);
	sigaddset(&mask, SIGUSR1);
	sigaddset(&mask, SIGUSR2);
	if (sigprocmask(SIG_BLOCK, &mask, &usual) < 0) {
		perror("sigprocmask");
		exit(1);
	}
}

static void wait_for_other(void)
{
	while (!told)
		sigsuspend(&nothing);
	told = 0;
}

static void say(const char *who, int turn)
{
	char line[64];
	int length = sprintf(line, "%s %d\n", who, turn);

	if (write(STDOUT_FILENO, line, (size_t)length) != length)
		_exit(2);
}

int main(void)
{
	pid_t pid;
	int i;

	tell_wait();
	pid = fork();
	if (pid == 0) {
		pid_t parent = getppid();

		for (i = 0; i < 4; i++) {
			wait_for_other();
			say("child", i);
			kill(parent, SIGUSR2);
		}
		_exit(0);
	}
	for (i = 0; i < 4; i++) {
		say("parent", i);
		kill(pid, SIGUSR1);
		wait_for_other();
	}
	waitpid(pid, NULL, 0);
	return 0;
}
