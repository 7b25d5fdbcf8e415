#include <fcntl.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int run_worker(int code)
{
	int status;
	pid_t pid = fork();

	if (pid == 0)
		_exit(code);
	waitpid(pid, &status, 0);
	if (open("no worker", O_RDONLY) == -1)
		perror("worker");
	return WEXITSTATUS(status);
}
