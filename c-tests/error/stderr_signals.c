/*
 * An explanation reaches standard error whole although signals come all the time, and although there is no room for it at
 * first.
 *
 * test: flags -D_XOPEN_SOURCE=700
 */
#include <signal.h>
#include <sys/time.h>

#include "full_stderr.h"

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
	is_ready_to_fail();
	CHECK_INT(leat_chdir("/nope/below"), -1);
	CHECK_INT(setitimer(ITIMER_REAL, &never, NULL), 0);
	return 0;
}

int main(int count, char **arguments)
{
	const char *said;

	if (count > 1)
		return fail();
	said = said_without_room(arguments[0], 0);
	CHECK(strstr(said, "chdir(\"/nope/below\"): ENOENT: ") != NULL);
	CHECK(strstr(said, "\n  Do: ") != NULL);
	return 0;
}
