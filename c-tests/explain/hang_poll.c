/* poll of descriptors of which none can ever be ready, and of such as can. */
#include <poll.h>
#include <unistd.h>

#include "hung.h"

static int one[2], other[2];

static void polls(void)
{
	struct pollfd fds[2];

	memset(fds, 0, sizeof fds);
	fds[0].fd = one[0];
	fds[1].fd = other[0];
	fds[0].events = fds[1].events = POLLIN;
	leat_poll(fds, 2, -1);
}

static void polls_one(void)
{
	struct pollfd fds[1];

	memset(fds, 0, sizeof fds);
	fds[0].fd = one[0];
	fds[0].events = POLLIN;
	leat_poll(fds, 1, -1);
}

static void polls_for_a_time(void)
{
	struct pollfd fds[1];

	memset(fds, 0, sizeof fds);
	fds[0].fd = one[0];
	fds[0].events = POLLIN;
	leat_poll(fds, 1, 1000000);
}

int main(void)
{
	pid_t both, single, limited;

	CHECK_INT(leat_pipe(one), 0);
	CHECK_INT(leat_pipe(other), 0);
	single = begin(polls_one);
	both = begin(polls);
	wait_until_blocked(single, SYS_poll);
	wait_until_blocked(both, SYS_poll);
	CHECK_HANG(both, "any of 2: ", text("data from pipe %lu", inode_of(one[0])), named(getpid()));
	CHECK_HANG_WITHOUT(both, "Verdict");
	end(single);

	CHECK_INT(leat_close(one[1]), 0);
	CHECK_INT(leat_close(other[1]), 0);
	CHECK_HANG(both, "Verdict: ", "no other process has the other end of any of them",
	           text("here fds %d and %d.", one[1], other[1]));
	end(both);

	CHECK_INT(leat_close(one[0]), 0);
	CHECK_INT(leat_pipe(one), 0);
	single = begin(polls_one);
	limited = begin(polls_for_a_time);
	wait_until_blocked(single, SYS_poll);
	wait_until_blocked(limited, SYS_poll);
	CHECK_INT(leat_close(one[1]), 0);
	CHECK_HANG_WITHOUT(limited, "Verdict");
	/* Who waits for a time only will go on, and may write. */
	CHECK_HANG_WITHOUT(single, "Verdict");
	end(limited);
	CHECK_HANG(single, "Verdict: ", "no other process can write: it will never be ready.");
	end(single);
	return 0;
}
