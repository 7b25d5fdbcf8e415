/*
 * Note 004, Pipes: the kernel keeps what is written to a pipe until it is read, so a child can take "Hello World!" byte
 * by byte; read() returns 0, end-of-file, once the pipe is empty and every write end is closed.
 *
 *     parent: write "Hello World!", close --> pipefd[1] ==> pipefd[0] --> child: read 1, read 1, ... read 0
 */
/* prints:
Hello World!
12 bytes, then end-of-file
*/
#include <leat.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"

static void parent(const int pipefd[2])
{
	const char *message = "Hello World!";

	CHECK_INT(leat_close(pipefd[0]), 0);
	CHECK_INT(leat_write(pipefd[1], message, strlen(message)), strlen(message));
	CHECK_INT(leat_close(pipefd[1]), 0); /* the reader will see end-of-file */
}

static void child(const int pipefd[2])
{
	int count = 0;
	char byte;
	ssize_t got;

	CHECK_INT(leat_close(pipefd[1]), 0);
	while ((got = leat_read(pipefd[0], &byte, 1)) > 0) {
		CHECK_INT(leat_write(STDOUT_FILENO, &byte, 1), 1);
		count++;
	}
	CHECK_INT(got, 0); /* 0 is end-of-file; -1 would be an error, which the note's "> 0" cannot tell from it */
	CHECK_INT(leat_write(STDOUT_FILENO, "\n", 1), 1);
	CHECK_INT(leat_close(pipefd[0]), 0);
	printf("%d bytes, then end-of-file\n", count);
	exit(0);
}

int main(void)
{
	int pipefd[2], status;
	pid_t pid;

	if (leat_pipe(pipefd) == -1) {
		leat_perror("pipe");
		exit(1);
	}
	pid = leat_fork();
	if (pid == -1) {
		leat_perror("fork");
		exit(1);
	}
	if (pid == 0)
		child(pipefd);
	parent(pipefd);

	CHECK_INT(leat_wait(&status), pid);
	CHECK_INT(status, 0);
	return 0;
}
