/* So many descriptors, or children, that not all are counted: then it is not said how many, nor that others have them. */
#include <unistd.h>

#include "hung.h"

static int fds[2];

static void reads(void)
{
	char byte;

	CHECK_INT(leat_read(fds[0], &byte, 1), 1);
}

static void reads_with_many_write_ends(void)
{
	int number;

	for (number = 0; number < 100; number++)
		CHECK(leat_dup(fds[1]) >= 0);
	reads();
}

static void sleeps_long(void)
{
	for (;;)
		sleep(1000);
}

static void waits_for_many(void)
{
	int number;

	for (number = 0; number < 70; number++)
		begin(sleeps_long);
	CHECK(leat_wait(NULL) > 0);
}

int main(void)
{
	pid_t child, other;

	CHECK_INT(leat_pipe(fds), 0);
	child = begin(reads_with_many_write_ends);
	wait_until_blocked(child, SYS_read);
	other = begin(sleeps_long);
	CHECK_INT(leat_close(fds[1]), 0);
	/* Who comes behind them is not overlooked. */
	CHECK_HANG(child, text("open in %s itself, as fds %d, ", named(child), fds[1]), text(" and more, and in %s", named(other)));
	CHECK_HANG_WITHOUT(child, "Verdict");
	end(other);
	CHECK_HANG(child, text("open only in %s itself, as fds %d, ", named(child), fds[1]), " and more.", "Verdict: ");
	end(child);
	CHECK_INT(leat_close(fds[0]), 0);

	child = begin(waits_for_many);
	wait_until_blocked(child, SYS_wait4);
	CHECK_HANG(child, " and at least 61 more");
	CHECK_HANG_WITHOUT(child, "Verdict");
	end(child);
	return 0;
}
