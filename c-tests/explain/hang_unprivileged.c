/*
 * One's own processes are explained without privileges, and the verdict says what could not be seen. Of others' it is
 * said that they are not shown.
 *
 * test: flags -D_DEFAULT_SOURCE
 */
#include <unistd.h>

#include "child.h"
#include "hung.h"
#include "unprivileged.h"

static int fds[2];
static pid_t others;

static void reads(void)
{
	char byte;

	CHECK_INT(leat_read(fds[0], &byte, 1), 1);
}

static int looks(void)
{
	pid_t child;

	if (!become_unprivileged())
		return 0;
	/* Who has changed its user may not be looked at, not even by itself, before it says so. */
	CHECK_INT(prctl(PR_SET_DUMPABLE, 1), 0);
	CHECK_INT(leat_pipe(fds), 0);
	child = begin(reads);
	CHECK_INT(leat_close(fds[0]), 0);
	CHECK_INT(leat_close(fds[1]), 0);
	wait_until_blocked(child, SYS_read);
	CHECK_HANG(child, text("The write end is open only in %s itself, as fd %d.", named(child), fds[1]), "Verdict: ",
	           "no other process can write: this read will never return");
	if (others != 0)
		CHECK_HANG(child, "Verdict: as far as can be seen, no other process");
	if (others != 0 && access(text("/proc/%ld", (long)others), F_OK) == 0) {
		CHECK_HANG(child, "could not be looked at");
		CHECK_HANG(others, text("%s is waiting.", named(others)), "is not shown: it belongs to root");
		CHECK_HANG_WITHOUT(others, "Verdict");
	} else if (others != 0) {
		/* /proc is mounted with hidepid. */
		CHECK_HANG(child, "The processes of others are hidden here");
		CHECK_INT(leat_explain_process(others, NULL, 0), -1);
		CHECK_INT(errno, ESRCH);
	}
	end(child);
	return 0;
}

int main(void)
{
	CHECK_INT(leat_pipe(fds), 0);
	if (geteuid() == 0)
		others = begin(reads);
	CHECK_INT(in_child(looks), 0);
	if (others != 0)
		end(others);
	return 0;
}
