/*
 * A program that has more rights than whoever runs it tells the call and the error, but no facts; and it does not listen to
 * the environment.
 *
 * test: flags -D_DEFAULT_SOURCE
 * test: no valgrind
 */
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"
#include "unprivileged.h"

static int fail(int reports)
{
	CHECK_FAILS(leat_open("/nope/missing", O_RDONLY), -1, ENOENT, "open");
	if (strcmp(leat_error_text(), "open(\"/nope/missing\", O_RDONLY): ENOENT") != 0)
		return 1;
	CHECK_INT(dup2(reports, STDERR_FILENO), STDERR_FILENO);
	leat_perror("open");
	return 0;
}

int main(int count, char **arguments)
{
	static char bytes[1 << 16], said[1000];
	ssize_t got;
	int from, to, fds[2], ended;
	pid_t child;

	if (count > 1)
		return fail(atoi(arguments[1]));
	CHECK_FAILS(leat_open("/nope/missing", O_RDONLY), -1, ENOENT, "open");
	CHECK(strstr(leat_error_text(), "ENOENT: ") != NULL);
	/* Only root can make such a program for somebody else. */
	if (geteuid() != 0)
		return 0;
	CHECK((from = open(arguments[0], O_RDONLY)) >= 0);
	CHECK((to = open("copy", O_WRONLY | O_CREAT, 0755)) >= 0);
	while ((got = read(from, bytes, sizeof bytes)) > 0)
		CHECK_INT(write(to, bytes, (size_t)got), got);
	CHECK_INT(fchmod(to, 04755), 0);
	CHECK_INT(close(to), 0);
	CHECK_INT(pipe(fds), 0);
	CHECK((child = fork()) >= 0);
	if (child == 0) {
		char number[20];

		setenv("LEAT_EXPLAIN", "1", 1);
		snprintf(number, sizeof number, "%d", fds[1]);
		if (become_unprivileged())
			execl("copy", "copy", number, (char *)NULL);
		_exit(77); /* there is no other user here, or he may not come here */
	}
	close(fds[1]);
	got = read(fds[0], said, sizeof said - 1);
	CHECK_INT(waitpid(child, &ended, 0), child);
	CHECK_INT(unlink("copy"), 0);
	if (WIFEXITED(ended) && WEXITSTATUS(ended) == 77)
		return 0;
	CHECK_INT(ended, 0);
	CHECK_TEXT(said, "open: No such file or directory\n");
	return 0;
}
