/*
 * Note 003, Pipes: a parent writes "Greetings" to fd[1], and its child reads it from fd[0]. The note prints with "%s"
 * what read() stored, but read() stores no '\0': the child here reads until end-of-file and puts one behind the last
 * byte.
 *
 *     parent                            child
 *     close(fd[READ_END])               close(fd[WRITE_END])
 *     fd[WRITE_END] ======= pipe =====> fd[READ_END]
 */
/* prints:
read Greetings
*/
#include <leat.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "check.h"

#define READ_END 0
#define WRITE_END 1

static void child(const int fd[2])
{
	char message[32];
	size_t length = 0;
	ssize_t got;

	/* A write end open in the reader itself would keep it waiting for ever: end-of-file comes when all are closed. */
	CHECK_INT(leat_close(fd[WRITE_END]), 0);

	/* A pipe is a stream of bytes: what was written at once may be read in pieces. */
	while ((got = leat_read(fd[READ_END], message + length, sizeof message - 1 - length)) > 0)
		length += (size_t)got;
	CHECK_INT(got, 0);
	message[length] = '\0';
	printf("read %s\n", message);
	exit(0);
}

int main(void)
{
	const char *message = "Greetings";
	int fd[2], status;
	pid_t pid;

	if (leat_pipe(fd) == -1) {
		leat_perror("pipe");
		exit(1);
	}
	pid = leat_fork();
	if (pid == -1) {
		leat_perror("fork");
		exit(1);
	}
	if (pid == 0)
		child(fd);

	CHECK_INT(leat_close(fd[READ_END]), 0);
	/* Up to PIPE_BUF bytes are written all at once or not at all. */
	CHECK_INT(leat_write(fd[WRITE_END], message, strlen(message)), strlen(message));
	CHECK_INT(leat_close(fd[WRITE_END]), 0);

	CHECK_INT(leat_waitpid(pid, &status, 0), pid);
	CHECK_INT(status, 0);
	return 0;
}
