/*
 * A signal handler that fails many times a millisecond while its thread fails too never mixes their records: a text is of one
 * of the two calls, whole.
 *
 * Under valgrind the handler would take longer than the timer, and the thread never get on.
 * test: no valgrind
 */
#include <fcntl.h>
#include <signal.h>
#include <sys/time.h>
#include <unistd.h>

#include "check.h"

enum { ROUNDS = 3000, NESTED = 6 };

static volatile sig_atomic_t rounds, mixed;

static void fail_often(int number)
{
	int before = errno, i;

	(void)number;
	for (i = 0; i < NESTED; i++) {
		errno = 0;
		if (leat_open("/nope-in-the-handler", O_WRONLY) != -1 || errno != ENOENT)
			mixed = 1;
		if (strcmp(leat_error_function(), "open") != 0 || leat_error_code() != ENOENT)
			mixed = 1;
	}
	rounds = rounds + 1;
	errno = before;
}

int main(void)
{
	struct sigaction action, old;
	struct itimerval often, never;
	char closing[256], opening[256];
	int seen_closing = 0, seen_opening = 0;

	CHECK_INT(leat_close(-7), -1);
	strcpy(closing, leat_error_text());
	CHECK_INT(leat_open("/nope-in-the-handler", O_WRONLY), -1);
	strcpy(opening, leat_error_text());
	CHECK(strncmp(closing, "close(-7)", 9) == 0);
	CHECK(strncmp(opening, "open(\"/nope-in-the-handler\"", 27) == 0);
	leat_error_clear();

	memset(&action, 0, sizeof action);
	action.sa_handler = fail_often;
	memset(&never, 0, sizeof never);
	often = never;
	often.it_interval.tv_usec = often.it_value.tv_usec = 100;
	CHECK_INT(leat_sigaction(SIGALRM, &action, &old), 0);
	CHECK_INT(leat_setitimer(ITIMER_REAL, &often, NULL), 0);
	while (rounds < ROUNDS || !seen_closing || !seen_opening) {
		const char *text;

		errno = 0;
		CHECK(leat_close(-7) == -1);
		CHECK_INT(errno, EBADF);
		/* The handler fails more often than records are kept: ours may be gone, which is not wrong. */
		text = leat_error_text();
		CHECK(text[0] == '\0' || strcmp(text, closing) == 0);
		seen_closing |= text[0] != '\0';
		errno = ENOENT;
		text = leat_error_text();
		CHECK(text[0] == '\0' || strcmp(text, opening) == 0);
		seen_opening |= text[0] != '\0';
	}
	CHECK_INT(leat_setitimer(ITIMER_REAL, &never, NULL), 0);
	CHECK_INT(leat_sigaction(SIGALRM, &old, NULL), 0);
	CHECK(!mixed);
	return 0;
}
