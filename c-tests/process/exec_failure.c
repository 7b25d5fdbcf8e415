/*
 * Between fork and exec the child redirects with mirrors; an exec that fails says why, in the child.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"

static char name[] = "none";
static char *const argv[] = {name, NULL};

/* Runs in the child; what it prints goes into the pipe. */
static int failures(void)
{
	CHECK_FAILS(leat_execl("/nope", name, "1", (char *)NULL), -1, ENOENT, "execl");
	CHECK_FAILS(leat_execlp("nope-nowhere", name, (char *)NULL), -1, ENOENT, "execlp");
	CHECK_FAILS(leat_execle("/", name, (char *)NULL, argv), -1, EACCES, "execle");
	CHECK_FAILS(leat_execv("/dev/null/x", argv), -1, ENOTDIR, "execv");
	CHECK_FAILS(leat_execve("/dev/null", argv, argv), -1, EACCES, "execve");
	CHECK_FAILS(leat_execvp("nope-nowhere", argv), -1, ENOENT, "execvp");
	CHECK_FAILS(leat_execvpe("nope-nowhere", argv, argv), -1, ENOENT, "execvpe");
	CHECK_FAILS(leat_execv("/nope", argv), -1, ENOENT, "execv");
	puts(leat_error_text());
	return 0;
}

int main(void)
{
	char text[256] = "";
	int fds[2], status;
	ssize_t length;
	pid_t child;

	/* A directory of PATH that may not be searched would be another error. */
	CHECK_INT(setenv("PATH", "/usr/bin:/bin", 1), 0);
	CHECK_INT(leat_pipe(fds), 0);
	CHECK((child = leat_fork()) >= 0);
	if (child == 0) {
		CHECK_INT(leat_close(fds[0]), 0);
		CHECK_INT(leat_dup2(fds[1], STDOUT_FILENO), STDOUT_FILENO);
		CHECK_INT(leat_close(fds[1]), 0);
		return failures();
	}
	CHECK_INT(leat_close(fds[1]), 0);
	CHECK((length = leat_read(fds[0], text, sizeof text - 1)) > 0);
	CHECK(strncmp(text, "execv(\"/nope\"", 13) == 0);
	CHECK_INT(leat_waitpid(child, &status, 0), child);
	CHECK_INT(status, 0);

	/* The parent knows nothing of it. */
	errno = ENOENT;
	CHECK_TEXT(leat_error_text(), "");
	return 0;
}
