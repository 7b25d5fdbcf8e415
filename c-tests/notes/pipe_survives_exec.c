/*
 * Note 000, Pipes: "in order to make a pipe survive an exec, make the pipe STDIN/STDOUT". Every descriptor survives
 * exec, under the number that it has, unless FD_CLOEXEC is set; but the new program would have to be told the number.
 * It knows 0 and 1, and that is why dup2() makes the pipe the standard input or output. Here tr(1), which knows nothing
 * of pipes, gets one as each.
 *
 *     parent ==== to ====> 0 [ tr a-z A-Z ] 1 ==== from ====> parent
 */
/* prints:
after exec: descriptor 0 is a pipe
after exec: its old number is still a pipe
after exec, if FD_CLOEXEC was set: its old number is no pipe
sent to tr:  a pipe survives exec
got from tr: A PIPE SURVIVES EXEC
*/
#include <leat.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"

static pid_t start_child(void)
{
	pid_t pid;

	fflush(stdout);
	pid = leat_fork();
	if (pid == -1) {
		leat_perror("fork");
		exit(1);
	}
	return pid;
}

/* Makes `fd` be `number`, and only that: a write end left open under its old number would withhold end-of-file. */
static void move(int fd, int number)
{
	CHECK_INT(leat_dup2(fd, number), number);
	if (fd != number)
		CHECK_INT(leat_close(fd), 0);
}

/* A child makes the pipe its standard input and runs test(1), which says whether that descriptor is a pipe for it. */
static const char *after_exec(int read_end, int descriptor_flags, int descriptor)
{
	char path[32];
	int status;
	pid_t pid = start_child();

	if (pid == 0) {
		CHECK_INT(leat_dup2(read_end, STDIN_FILENO), STDIN_FILENO);
		CHECK_INT(leat_fcntl(read_end, F_SETFD, descriptor_flags), 0);
		snprintf(path, sizeof path, "/dev/fd/%d", descriptor);
		leat_execlp("test", "test", "-p", path, (char *)NULL);
		leat_perror("execlp"); /* exec returns only when it failed */
		_exit(127);
	}
	CHECK_INT(leat_waitpid(pid, &status, 0), pid);
	CHECK(WIFEXITED(status) && WEXITSTATUS(status) <= 1);
	return WEXITSTATUS(status) == 0 ? "a pipe" : "no pipe";
}

static void run_tr(const int to[2], const int from[2])
{
	CHECK_INT(leat_close(to[1]), 0);
	CHECK_INT(leat_close(from[0]), 0);
	move(to[0], STDIN_FILENO);
	move(from[1], STDOUT_FILENO);
	leat_execlp("tr", "tr", "a-z", "A-Z", (char *)NULL);
	leat_perror("execlp");
	_exit(127);
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
	printf("after exec: descriptor 0 is %s\n", after_exec(to[0], 0, STDIN_FILENO));
	printf("after exec: its old number is still %s\n", after_exec(to[0], 0, to[0]));
	printf("after exec, if FD_CLOEXEC was set: its old number is %s\n", after_exec(to[0], FD_CLOEXEC, to[0]));

	pid = start_child();
	if (pid == 0)
		run_tr(to, from);
	CHECK_INT(leat_close(to[0]), 0);
	CHECK_INT(leat_close(from[1]), 0);

	printf("sent to tr:  %s\n", message);
	CHECK_INT(leat_write(to[1], message, strlen(message)), strlen(message));
	CHECK_INT(leat_close(to[1]), 0); /* tr ends when its input does */

	while ((got = leat_read(from[0], answer + length, sizeof answer - 1 - length)) > 0)
		length += (size_t)got;
	CHECK_INT(got, 0);
	answer[length] = '\0';
	printf("got from tr: %s\n", answer);
	CHECK_INT(leat_close(from[0]), 0);

	CHECK_INT(leat_waitpid(pid, &status, 0), pid);
	CHECK_INT(status, 0);
	return 0;
}
