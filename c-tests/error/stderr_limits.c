/*
 * An explanation that nobody asked for where it is written does not end, stop or block the program: standard error is a
 * file at its greatest size, a pipe that nobody reads, one that is full, a terminal in the background.
 *
 * test: flags -D_XOPEN_SOURCE=700
 */
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "check.h"

/* What is standard error. */
enum { FILE_AT_ITS_LIMIT, FULL_PIPE, BROKEN_PIPE, TERMINAL, KINDS };

/* The program that explains all: it fails, and asks. */
static int fail(int kind)
{
	struct rlimit limit;

	if (kind == FILE_AT_ITS_LIMIT) {
		limit.rlim_cur = limit.rlim_max = 100;
		CHECK_INT(setrlimit(RLIMIT_FSIZE, &limit), 0);
	}
	/* The first text is cut at the limit, the second raises SIGXFSZ. */
	CHECK_FAILS(leat_chdir("/nope"), -1, ENOENT, "chdir");
	CHECK_FAILS(leat_rmdir("/nope"), -1, ENOENT, "rmdir");
	if (kind == FILE_AT_ITS_LIMIT) {
		/* perror's own line still fits. */
		CHECK_INT(ftruncate(STDERR_FILENO, 0), 0);
		CHECK_INT(lseek(STDERR_FILENO, 0, SEEK_SET), 0);
		CHECK_INT(setenv("LEAT_EXPLAIN", "1", 1), 0);
		leat_perror("rmdir");
	}
	return 0;
}

static int standard_error(int kind)
{
	static char zeros[4096];
	char name[] = "/tmp/leat-stderr-XXXXXX";
	int fds[2], fd;

	switch (kind) {
	case FILE_AT_ITS_LIMIT:
		CHECK((fd = mkstemp(name)) != -1);
		CHECK_INT(unlink(name), 0);
		return fd;
	case TERMINAL:
		CHECK((fd = posix_openpt(O_RDWR | O_NOCTTY)) != -1);
		CHECK_INT(grantpt(fd), 0);
		CHECK_INT(unlockpt(fd), 0);
		return fd;
	default:
		CHECK_INT(pipe(fds), 0);
		if (kind == BROKEN_PIPE) {
			close(fds[0]);
			return fds[1];
		}
		CHECK_INT(fcntl(fds[1], F_SETFL, O_NONBLOCK), 0);
		while (write(fds[1], zeros, sizeof zeros) > 0)
			;
		CHECK_INT(fcntl(fds[1], F_SETFL, 0), 0);
		return fds[1];
	}
}

/* Makes the terminal this session's own, in which this process is in front and stops who writes from behind. */
static int in_front(int master)
{
	struct termios settings;
	int terminal;

	CHECK(setsid() != -1);
	CHECK((terminal = open(ptsname(master), O_RDWR)) != -1);
	CHECK_INT(tcgetattr(terminal, &settings), 0);
	settings.c_lflag |= TOSTOP;
	CHECK_INT(tcsetattr(terminal, TCSANOW, &settings), 0);
	return terminal;
}

static int status_with(const char *program, int kind)
{
	char argument[] = {(char)('0' + kind), '\0'};
	int status, fd = standard_error(kind);
	pid_t child;

	CHECK((child = fork()) >= 0);
	if (child == 0) {
		if (kind == TERMINAL) {
			fd = in_front(fd);
			CHECK((child = fork()) >= 0);
			if (child != 0) {
				CHECK_INT(waitpid(child, &status, WUNTRACED), child);
				kill(child, SIGKILL);
				_exit(status == 0 ? 0 : 1);
			}
			CHECK_INT(setpgid(0, 0), 0);
		}
		CHECK_INT(setenv("LEAT_EXPLAIN", "all", 1), 0);
		CHECK_INT(dup2(fd, STDERR_FILENO), STDERR_FILENO);
		execl(program, program, argument, (char *)NULL);
		_exit(127);
	}
	CHECK_INT(waitpid(child, &status, 0), child);
	close(fd);
	return status;
}

int main(int count, char **arguments)
{
	int kind;

	if (count > 1)
		return fail(arguments[1][0] - '0');
	for (kind = 0; kind < KINDS; kind++)
		CHECK_INT(status_with(arguments[0], kind), 0);
	return 0;
}
