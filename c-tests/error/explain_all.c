/*
 * With LEAT_EXPLAIN=all, failures are explained on standard error when they happen: once for each function and error, not
 * when they only say that a call was interrupted or would have waited, not from a signal handler, and again in a child.
 * Nobody dies of a standard error that nobody reads.
 */
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"

static void handler(int number)
{
	int before = errno;

	(void)number;
	leat_unlink("/nope/handler");
	errno = before;
}

/* What the program does that is asked to explain all. */
static int fail(void)
{
	struct sigaction action;
	int fds[2], i;
	char byte;
	pid_t child;

	for (i = 0; i < 3; i++)
		CHECK_FAILS(leat_open("/nope/one", O_RDONLY), -1, ENOENT, "open");
	CHECK_FAILS(leat_close(-7), -1, EBADF, "close");
	CHECK_INT(pipe(fds), 0);
	CHECK_INT(fcntl(fds[0], F_SETFL, O_NONBLOCK), 0);
	CHECK_FAILS(leat_read(fds[0], &byte, 1), -1, EAGAIN, "read");

	memset(&action, 0, sizeof action);
	action.sa_handler = handler;
	CHECK_INT(sigaction(SIGUSR1, &action, NULL), 0);
	CHECK_INT(raise(SIGUSR1), 0);
	/* That was noted, and here it is told. */
	CHECK_FAILS(leat_unlink("/nope/main"), -1, ENOENT, "unlink");

	CHECK((child = fork()) >= 0);
	if (child == 0) {
		CHECK_FAILS(leat_open("/nope/child", O_RDONLY), -1, ENOENT, "open");
		_exit(0);
	}
	CHECK_INT(waitpid(child, &i, 0), child);
	CHECK_INT(i, 0);

	/* What was told already, perror does not tell again. */
	errno = ENOENT;
	leat_perror("unlink");

	close(fds[0]);
	CHECK_INT(dup2(fds[1], STDERR_FILENO), STDERR_FILENO);
	CHECK_FAILS(leat_rmdir("/nope"), -1, ENOENT, "rmdir");
	return 0;
}

static int count(const char *text, const char *part)
{
	int found = 0;

	while ((text = strstr(text, part)) != NULL) {
		found++;
		text++;
	}
	return found;
}

int main(int count_of_arguments, char **arguments)
{
	static char text[8000];
	char label[40];
	size_t length = 0;
	ssize_t got;
	int fds[2], status;
	pid_t child;

	if (count_of_arguments > 1)
		return fail();
	CHECK_INT(pipe(fds), 0);
	CHECK((child = fork()) >= 0);
	if (child == 0) {
		CHECK_INT(setenv("LEAT_EXPLAIN", "all", 1), 0);
		CHECK_INT(dup2(fds[1], STDERR_FILENO), STDERR_FILENO);
		close(fds[0]);
		close(fds[1]);
		execl(arguments[0], arguments[0], "fail", (char *)NULL);
		_exit(127);
	}
	close(fds[1]);
	while ((got = read(fds[0], text + length, sizeof text - 1 - length)) > 0)
		length += (size_t)got;
	close(fds[0]);
	CHECK_INT(waitpid(child, &status, 0), child);
	if (status != 0)
		fputs(text, stderr);
	CHECK_INT(status, 0);

	snprintf(label, sizeof label, "  leat[%ld]: open(\"/nope/one\"", (long)child);
	CHECK(strncmp(text, label, strlen(label)) == 0);
	CHECK_INT(count(text, "open(\"/nope/one\""), 1);
	CHECK_INT(count(text, "close(-7): EBADF"), 1);
	CHECK_INT(count(text, "read("), 0);
	CHECK_INT(count(text, "/nope/handler"), 0);
	CHECK_INT(count(text, "unlink(\"/nope/main\"): ENOENT"), 1);
	CHECK_INT(count(text, "open(\"/nope/child\""), 1);
	CHECK_INT(count(text, "unlink: No such file or directory\n"), 1);
	CHECK_INT(count(text, "  leat: "), 0);
	CHECK_INT(count(text, "  leat["), 4);
	return 0;
}
