/*
 * An explanation reaches standard error whole although signals come all the time, and although there is no room for it at
 * first.
 *
 * test: flags -D_XOPEN_SOURCE=700
 */
#include <fcntl.h>
#include <signal.h>
#include <sys/time.h>
#include <unistd.h>

#include "blocked.h"

static void handler(int number)
{
	(void)number;
}

/* Fails once, with a signal in each millisecond. */
static int fail(void)
{
	const struct itimerval often = {{0, 1000}, {0, 1000}}, never = {{0, 0}, {0, 0}};
	struct sigaction action;

	memset(&action, 0, sizeof action);
	action.sa_handler = handler;
	CHECK_INT(sigaction(SIGALRM, &action, NULL), 0);
	CHECK_INT(setitimer(ITIMER_REAL, &often, NULL), 0);
	CHECK_INT(leat_chdir("/nope/below"), -1);
	CHECK_INT(setitimer(ITIMER_REAL, &never, NULL), 0);
	return 0;
}

int main(int count, char **arguments)
{
	static char filling[1 << 20], said[sizeof filling + 2000];
	size_t length = 0, filled;
	ssize_t got;
	pid_t child;
	int ends[2], status;

	if (count > 1)
		return fail();
	CHECK_INT(pipe(ends), 0);
	CHECK_INT(fcntl(ends[1], F_SETFL, O_NONBLOCK), 0);
	memset(filling, '.', sizeof filling);
	CHECK((got = write(ends[1], filling, sizeof filling)) > 0);
	filled = (size_t)got;
	CHECK_INT(fcntl(ends[1], F_SETFL, 0), 0);

	CHECK((child = fork()) >= 0);
	if (child == 0) {
		setenv("LEAT_EXPLAIN", "all", 1);
		dup2(ends[1], STDERR_FILENO);
		close(ends[0]);
		close(ends[1]);
		execl(arguments[0], arguments[0], "fail", (char *)NULL);
		_exit(127);
	}
	close(ends[1]);
	wait_until_child_sleeps(child);
	while ((got = read(ends[0], said + length, sizeof said - 1 - length)) > 0)
		length += (size_t)got;
	close(ends[0]);
	CHECK_INT(waitpid(child, &status, 0), child);
	CHECK_INT(status, 0);
	CHECK(length > filled && said[length - 1] == '\n');
	CHECK(strstr(said + filled, "chdir(\"/nope/below\"): ENOENT: ") != NULL);
	CHECK(strstr(said + filled, "\n  Do: ") != NULL);
	return 0;
}
