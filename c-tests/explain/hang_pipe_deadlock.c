/* Two processes that wait for each other, by pipes: a deadlock, with both named. */
#include <unistd.h>

#include "hung.h"

static int there[2], back[2];

/* Both write more than a pipe holds before they read. */
static void writes_back(void)
{
	static char block[1 << 20];

	leat_close(there[1]);
	leat_close(back[0]);
	CHECK_INT(leat_write(back[1], block, sizeof block), (long)sizeof block);
}

static void writes_there(void)
{
	static char block[1 << 20];

	leat_close(there[0]);
	leat_close(back[1]);
	CHECK_INT(leat_write(there[1], block, sizeof block), (long)sizeof block);
}

/* Both read before they write. */
static void reads_there(void)
{
	char byte;

	leat_close(there[1]);
	leat_close(back[0]);
	CHECK(leat_read(there[0], &byte, 1) >= 0);
}

static void reads_back(void)
{
	char byte;

	leat_close(there[0]);
	leat_close(back[1]);
	CHECK(leat_read(back[0], &byte, 1) >= 0); /* the other may be ended first */
}

/* The filter reads to the end of file, which never comes, as who waits for it has the write end. */
static void waits_for_filter(void)
{
	pid_t filter = begin(reads_back);

	CHECK_INT(leat_waitpid(filter, NULL, 0), filter);
}

static void check_pair(void (*one)(void), void (*other)(void), long call, const char *verb, const char *advice)
{
	pid_t pids[2];
	unsigned long inode_there, inode_back;

	CHECK_INT(leat_pipe(there), 0);
	CHECK_INT(leat_pipe(back), 0);
	inode_there = inode_of(there[0]);
	inode_back = inode_of(back[0]);
	pids[0] = begin(one);
	pids[1] = begin(other);
	leat_close(there[0]);
	leat_close(there[1]);
	leat_close(back[0]);
	leat_close(back[1]);
	wait_until_blocked(pids[0], call);
	wait_until_blocked(pids[1], call);
	CHECK_HANG(pids[0],
	           text("a deadlock: %s waits for %s to %s pipe %lu; %s waits for %s to %s pipe %lu. None", named(pids[0]),
	                named(pids[1]), verb, inode_there, named(pids[1]), named(pids[0]), verb, inode_back),
	           advice);
	CHECK_GRAPH(pids, 2, text("(pid %ld) is", (long)pids[0]), text("(pid %ld) is", (long)pids[1]), "deadlock");
	end(pids[0]);
	end(pids[1]);
}

/* Workers of which each has kept the write end of what all of them read. */
static void works(void)
{
	char byte;

	CHECK_INT(leat_read(there[0], &byte, 1), 1);
}

static void check_workers(void)
{
	pid_t pids[3];
	int i;

	CHECK_INT(leat_pipe(there), 0);
	for (i = 0; i < 3; i++)
		pids[i] = begin(works);
	for (i = 0; i < 3; i++)
		wait_until_blocked(pids[i], SYS_read);
	CHECK_HANG(pids[0], named(getpid()));
	CHECK_HANG_WITHOUT(pids[0], "Verdict");
	leat_close(there[0]);
	leat_close(there[1]);
	CHECK_HANG(pids[0],
	           text("The write end is open in %s itself, as fd %d, and in %s and %s, each of which waits for data from pipe",
	                named(pids[0]), there[1], named(pids[1]), named(pids[2])),
	           "wait for that themselves: nobody will, and nobody sees end of file.", "Do: let each reader close");
	for (i = 0; i < 3; i++)
		end(pids[i]);
}

int main(void)
{
	pid_t parent;

	check_workers();

	check_pair(writes_there, writes_back, SYS_write, "read from", "Do: read what the other sends");
	check_pair(reads_there, reads_back, SYS_read, "write to", "Do: one must send first");

	CHECK_INT(leat_pipe(there), 0);
	CHECK_INT(leat_pipe(back), 0);
	parent = begin(waits_for_filter);
	leat_close(there[0]);
	leat_close(there[1]);
	leat_close(back[0]);
	leat_close(back[1]);
	wait_until_said(&parent, 0, "a deadlock: ");
	CHECK_HANG(parent, "a deadlock: ", text("%s waits for ", named(parent)), " to end; ",
	           text("waits for %s to write to pipe", named(parent)),
	           "Do: before waiting for the child, write what it reads, and close every write end of that, the child's own too.");
	end(parent);
	return 0;
}
