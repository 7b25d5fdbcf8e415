/*
 * A handler may leave a call by siglongjmp that is just being explained: the explanation is whole, the next failure is
 * explained too, and the thread can be cancelled as before.
 *
 * test: flags -D_XOPEN_SOURCE=700
 */
#include <fcntl.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <unistd.h>

#include "blocked.h"

static sigjmp_buf outside;

static void leaves(int number)
{
	siglongjmp(outside, number);
}

static int fail(void)
{
	struct sigaction action;
	int state;

	memset(&action, 0, sizeof action);
	action.sa_handler = leaves;
	CHECK_INT(sigaction(SIGUSR1, &action, NULL), 0);
	if (sigsetjmp(outside, 1) == 0) {
		leat_chdir("/nope/first");
		return 2; /* the signal has come before this */
	}
	CHECK_INT(pthread_setcancelstate(PTHREAD_CANCEL_ENABLE, &state), 0);
	CHECK_INT(state, PTHREAD_CANCEL_ENABLE);
	CHECK_INT(leat_rmdir("/nope/second"), -1);
	return 0;
}

int main(int count, char **arguments)
{
	static char filling[1 << 20], said[sizeof filling + 4000];
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
	/* It waits for room in the pipe. */
	wait_until_child_sleeps(child);
	CHECK_INT(kill(child, SIGUSR1), 0);
	while ((got = read(ends[0], said + length, sizeof said - 1 - length)) > 0)
		length += (size_t)got;
	close(ends[0]);
	CHECK_INT(waitpid(child, &status, 0), child);
	CHECK_INT(status, 0);
	CHECK(length > filled && said[length - 1] == '\n');
	CHECK(strstr(said + filled, "chdir(\"/nope/first\"): ENOENT: ") != NULL);
	CHECK(strstr(said + filled, "rmdir(\"/nope/second\"): ENOENT: ") != NULL);
	return 0;
}
