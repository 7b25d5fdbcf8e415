/* leat_explain_wait_graph: those asked about, those they wait for, and each cycle once. */
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include "hung.h"

static int there[2], back[2];

static void reads_there(void)
{
	char byte;

	CHECK_INT(leat_close(there[1]), 0);
	CHECK_INT(leat_close(back[0]), 0);
	CHECK(leat_read(there[0], &byte, 1) >= 0);
}

/* It reads what never comes, while its parent waits for it. */
static void waits_for_reader(void)
{
	pid_t reader = begin(reads_there);

	CHECK_INT(leat_close(there[0]), 0);
	CHECK_INT(leat_waitpid(reader, NULL, 0), reader);
}

static void waits_for_waiter(void)
{
	pid_t waiter = begin(waits_for_reader);

	CHECK_INT(leat_close(there[0]), 0);
	CHECK_INT(leat_close(there[1]), 0);
	CHECK_INT(leat_close(back[0]), 0);
	CHECK_INT(leat_close(back[1]), 0);
	CHECK_INT(leat_waitpid(waiter, NULL, 0), waiter);
}

/* A server that waits for one client also hears others. */
static void serves(void)
{
	struct pollfd fds[2];

	memset(fds, 0, sizeof fds);
	CHECK_INT(leat_close(there[0]), 0);
	CHECK_INT(leat_close(back[1]), 0);
	fds[0].fd = back[0];
	fds[1].fd = STDIN_FILENO;
	fds[0].events = POLLIN;
	fds[1].events = POLLIN;
	leat_poll(fds, 2, -1);
}

static void requests(void)
{
	char byte;

	CHECK_INT(leat_close(there[1]), 0);
	CHECK_INT(leat_close(back[0]), 0);
	CHECK(leat_read(there[0], &byte, 1) >= 0);
}

static void close_all(void)
{
	CHECK_INT(leat_close(there[0]), 0);
	CHECK_INT(leat_close(there[1]), 0);
	CHECK_INT(leat_close(back[0]), 0);
	CHECK_INT(leat_close(back[1]), 0);
}

static size_t count_of(const char *text, const char *part)
{
	size_t count = 0;

	while ((text = strstr(text, part)) != NULL) {
		count++;
		text++;
	}
	return count;
}

int main(void)
{
	pid_t pids[2];
	int input[2];

	/* Whoever is asked about, all three are told of, and the two of the cycle. */
	CHECK_INT(leat_pipe(there), 0);
	CHECK_INT(leat_pipe(back), 0);
	pids[0] = begin(waits_for_waiter);
	close_all();
	wait_until_blocked(pids[0], SYS_wait4);
	wait_until_said(pids, 1, " is a deadlock: "); /* until the last one waits too */
	CHECK_GRAPH(pids, 1, "it waits for those in the deadlock that is told below.", "Do: before waiting for the child");
	CHECK_INT((int)count_of(hang_text(__FILE__, __LINE__, pids, 1), "it is part of the deadlock that is told below."), 2);
	CHECK_INT((int)count_of(hang_text(__FILE__, __LINE__, pids, 1), "Cycle: "), 1);
	CHECK_GRAPH_WITHOUT(pids, 1, text("Cycle: %s", named(pids[0])));
	end(pids[0]);

	/* A cycle that is none to be afraid of. */
	CHECK_INT(leat_pipe(there), 0);
	CHECK_INT(leat_pipe(back), 0);
	CHECK_INT(leat_pipe(input), 0);
	CHECK(leat_dup2(input[0], STDIN_FILENO) == STDIN_FILENO);
	pids[0] = begin(serves);
	pids[1] = begin(requests);
	close_all();
	wait_until_blocked(pids[0], SYS_poll);
	wait_until_blocked(pids[1], SYS_read);
	CHECK_GRAPH(pids, 2, text("Cycle: %s waits for %s to make one of 2 descriptors ready; %s waits for %s to write to pipe",
	                          named(pids[0]), named(pids[1]), named(pids[1]), named(pids[0])),
	            "It is no deadlock: what one of them waits for can come from elsewhere too.");
	CHECK_GRAPH_WITHOUT(pids, 2, "Verdict");
	end(pids[0]);
	end(pids[1]);

	/* Nobody, nothing. */
	CHECK_INT(leat_explain_wait_graph(NULL, 0, NULL, 0), 0);
	return 0;
}
