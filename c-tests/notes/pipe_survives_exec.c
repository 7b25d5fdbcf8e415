/*
 * Note 000, Pipes: a pipe survives exec when dup2() makes it the standard input or the standard output, for those are
 * the two numbers that the new program knows. Here tr(1), which has never heard of our pipes, gets both.
 *
 *     parent ==== to ====> 0 [ tr a-z A-Z ] 1 ==== from ====> parent
 */
/* prints:
sent: a pipe survives exec
got:  A PIPE SURVIVES EXEC
*/
#include <leat.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"

/* Makes `fd` be `number`, and only that: a write end left open under its old number would withhold end-of-file. */
static void move(int fd, int number)
{
	CHECK_INT(leat_dup2(fd, number), number);
	if (fd != number)
		CHECK_INT(leat_close(fd), 0);
}

int main(void)
{
	const char *message = "a pipe survives exec";
	char answer[64];
	size_t length = 0;
	ssize_t got;
	int to[2], from[2], status;
	pid_t pid;

	if (leat_pipe(to) == -1 || leat_pipe(from) == -1) {
		leat_perror("pipe");
		exit(1);
	}
	pid = leat_fork();
	if (pid == -1) {
		leat_perror("fork");
		exit(1);
	}
	if (pid == 0) {
		CHECK_INT(leat_close(to[1]), 0);
		CHECK_INT(leat_close(from[0]), 0);
		move(to[0], STDIN_FILENO);
		move(from[1], STDOUT_FILENO);
		leat_execlp("tr", "tr", "a-z", "A-Z", (char *)NULL);
		leat_perror("execlp"); /* exec returns only when it failed */
		_exit(127);
	}
	CHECK_INT(leat_close(to[0]), 0);
	CHECK_INT(leat_close(from[1]), 0);

	printf("sent: %s\n", message);
	CHECK_INT(leat_write(to[1], message, strlen(message)), strlen(message));
	CHECK_INT(leat_close(to[1]), 0); /* tr ends when its input does */

	while ((got = leat_read(from[0], answer + length, sizeof answer - 1 - length)) > 0)
		length += (size_t)got;
	CHECK_INT(got, 0);
	answer[length] = '\0';
	printf("got:  %s\n", answer);

	CHECK_INT(leat_waitpid(pid, &status, 0), pid);
	CHECK_INT(status, 0);
	return 0;
}
