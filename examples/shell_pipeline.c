/* gcc shell_pipeline.c $(pkg-config --cflags --libs leat) -o shell_pipeline && ./shell_pipeline 'ls -l' 'wc -l' */
#include <leat.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

/* Starts `sh -c command` with one end of the pipe as its standard input (0) or standard output (1). */
static pid_t start(const char *command, const int fds[2], int number)
{
	pid_t pid = leat_fork();

	if (pid == -1) {
		leat_perror("fork");
		exit(1);
	}
	if (pid > 0)
		return pid;
	/* fds[0] reads and fds[1] writes, so the end for standard input is 0 and that for standard output is 1. */
	if (leat_dup2(fds[number], number) == -1) {
		leat_perror("dup2");
		_exit(126);
	}
	if (fds[0] != number) /* it is if we were started with that closed */
		leat_close(fds[0]);
	if (fds[1] != number)
		leat_close(fds[1]);
	leat_execl("/bin/sh", "sh", "-c", command, (char *)NULL);
	leat_perror("execl");
	_exit(127);
}

/* a | b, as a shell does it: the exit status is that of the last command. */
int main(int argc, char **argv)
{
	int fds[2], status;
	pid_t writer, reader;

	if (argc != 3) {
		fprintf(stderr, "usage: %s command command\n", argv[0]);
		return 2;
	}
	if (leat_pipe(fds) == -1) {
		leat_perror("pipe");
		return 1;
	}
	writer = start(argv[1], fds, 1);
	reader = start(argv[2], fds, 0);
	leat_close(fds[0]); /* the writer must see it when the reader ends, */
	leat_close(fds[1]); /* and the reader when the writer does */

	if (leat_waitpid(writer, NULL, 0) == -1 || leat_waitpid(reader, &status, 0) == -1) {
		leat_perror("waitpid");
		return 1;
	}
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
