/*
 * A handler may leave a call by siglongjmp that is just being explained: the explanation is whole, the next failure is
 * explained too, and the thread can be cancelled as before.
 *
 * test: flags -D_XOPEN_SOURCE=700
 */
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>

#include "full_stderr.h"

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
		is_ready_to_fail();
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
	const char *said;

	if (count > 1)
		return fail();
	said = said_without_room(arguments[0], SIGUSR1);
	CHECK(strstr(said, "chdir(\"/nope/first\"): ENOENT: ") != NULL);
	CHECK(strstr(said, "rmdir(\"/nope/second\"): ENOENT: ") != NULL);
	return 0;
}
