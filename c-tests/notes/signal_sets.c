/*
 * Note 003, Blocking signals: a set of signals is only a value, which sigemptyset() or sigfillset() initialise and
 * sigaddset() and sigdelset() change; not before sigprocmask() does it mean anything to the process. SIG_BLOCK adds the
 * set to the mask, SIG_UNBLOCK takes it away, and SIG_SETMASK puts it in the mask's place.
 *
 *     mask                       set               mask
 *     { INT }         SIG_BLOCK     { TERM }          { INT, TERM }
 *     { INT, TERM }   SIG_UNBLOCK   { INT, USR1 }     { TERM }
 *     { TERM }        SIG_SETMASK   { USR1 }          { USR1 }
 */
/* prints:
empty: { }
with two added: { INT TERM }
full: { INT TERM USR1 KILL }
with two deleted: { USR1 KILL }
there is no signal 1000: -1, EINVAL
the mask is still as it was
SIG_BLOCK { TERM }: { INT } becomes { INT TERM }
SIG_UNBLOCK { INT USR1 }: { INT TERM } becomes { TERM }
SIG_SETMASK { USR1 }: { TERM } becomes { USR1 }
*/
#include <leat.h>

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"

/* Which of four signals are in the set. */
static const char *text(const sigset_t *set)
{
	static const struct {
		int number;
		const char *name;
	} signals[] = { { SIGINT, " INT" }, { SIGTERM, " TERM" }, { SIGUSR1, " USR1" }, { SIGKILL, " KILL" } };
	static char text[4][32]; /* so that one printf() may show several */
	static unsigned int next;
	char *end = text[next++ % 4];
	const char *start = end;
	int i, is_member;

	*end++ = '{';
	for (i = 0; i < 4; i++) {
		is_member = leat_sigismember(set, signals[i].number); /* 1, 0, or -1 */
		CHECK(is_member == 0 || is_member == 1);
		if (is_member)
			end = strcpy(end, signals[i].name) + strlen(signals[i].name);
	}
	strcpy(end, " }");
	return start;
}

static sigset_t set_of(int one, int two)
{
	sigset_t set;

	CHECK_INT(leat_sigemptyset(&set), 0);
	CHECK_INT(leat_sigaddset(&set, one), 0);
	CHECK_INT(leat_sigaddset(&set, two), 0); /* a set has each member once */
	return set;
}

static sigset_t mask(void)
{
	sigset_t now;

	CHECK_INT(leat_sigprocmask(SIG_BLOCK, NULL, &now), 0); /* without a set it only tells */
	return now;
}

static void change(const char *name, int how, int one, int two)
{
	sigset_t set = set_of(one, two), before, after;

	if (leat_sigprocmask(how, &set, &before) == -1) {
		leat_perror("sigprocmask");
		exit(1);
	}
	after = mask();
	printf("%s %s: %s becomes %s\n", name, text(&set), text(&before), text(&after));
}

int main(void)
{
	sigset_t set = set_of(SIGINT, SIGINT), before, now;

	CHECK_INT(leat_sigprocmask(SIG_SETMASK, &set, NULL), 0);
	before = mask();

	memset(&set, 0xa5, sizeof set); /* a variable that was not initialised may hold anything */
	CHECK_INT(leat_sigemptyset(&set), 0);
	printf("empty: %s\n", text(&set));
	CHECK_INT(leat_sigaddset(&set, SIGINT), 0);
	CHECK_INT(leat_sigaddset(&set, SIGTERM), 0);
	printf("with two added: %s\n", text(&set));
	memset(&set, 0x5a, sizeof set);
	CHECK_INT(leat_sigfillset(&set), 0);
	printf("full: %s\n", text(&set));
	CHECK_INT(leat_sigdelset(&set, SIGINT), 0);
	CHECK_INT(leat_sigdelset(&set, SIGTERM), 0);
	printf("with two deleted: %s\n", text(&set));
	CHECK_FAILS(leat_sigaddset(&set, 1000), -1, EINVAL, "sigaddset");
	CHECK_FAILS(leat_sigdelset(&set, 1000), -1, EINVAL, "sigdelset");
	CHECK_FAILS(leat_sigismember(&set, 1000), -1, EINVAL, "sigismember");
	printf("there is no signal 1000: -1, EINVAL\n");
	now = mask();
	CHECK_TEXT(text(&now), text(&before));
	printf("the mask is still as it was\n");

	change("SIG_BLOCK", SIG_BLOCK, SIGTERM, SIGTERM);
	change("SIG_UNBLOCK", SIG_UNBLOCK, SIGINT, SIGUSR1);
	change("SIG_SETMASK", SIG_SETMASK, SIGUSR1, SIGUSR1);
	return 0;
}
