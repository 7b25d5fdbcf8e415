/* A parent writes text into a pipe; its child's standard input is that pipe, and it becomes tr. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
	const char *lines[] = { "the quick brown fox\n", "jumps over\n", "the lazy dog\n" };
	int fd[2], status;
	size_t i;
	pid_t pid;

	if (pipe(fd) < 0) {
		perror("pipe");
		exit(1);
	}
	if ((pid = fork()) < 0) {
		perror("fork");
		exit(1);
	} else if (pid == 0) {
		close(fd[1]);
		if (fd[0] != STDIN_FILENO) {
			if (dup2(fd[0], STDIN_FILENO) != STDIN_FILENO) {
				perror("dup2");
				exit(1);
			}
			close(fd[0]);
		}
		execlp("tr", "tr", "a-z", "A-Z", (char *)0);
		perror("execlp");
		_exit(127);
	}
	close(fd[0]);
	for (i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
		if (write(fd[1], lines[i], strlen(lines[i])) != (ssize_t)strlen(lines[i]))
			perror("write");
	close(fd[1]);
	if (waitpid(pid, &status, 0) < 0)
		perror("waitpid");
	printf("child exited with %d\n", WEXITSTATUS(status));
	return 0;
}
