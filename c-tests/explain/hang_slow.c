/* Programs that are merely slow are not accused. */
#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "hung.h"

static int fds[2];

static void sleeps_and_writes(void)
{
	CHECK_INT(leat_close(fds[0]), 0);
	sleep(1000);
	CHECK_INT(leat_write(fds[1], "", 1), 1);
}

static void computes_and_writes(void)
{
	volatile unsigned long number = 0;

	CHECK_INT(leat_close(fds[0]), 0);
	while (number++ < (unsigned long)-1)
		continue;
	CHECK_INT(leat_write(fds[1], "", 1), 1);
}

static void reads(void)
{
	char byte;

	CHECK_INT(leat_close(fds[1]), 0);
	CHECK(leat_read(fds[0], &byte, 1) >= 0); /* the writer may be ended first */
}

static void waits_for_reader(void)
{
	pid_t reader = begin(reads);

	CHECK_INT(leat_close(fds[0]), 0);
	CHECK_INT(leat_close(fds[1]), 0);
	CHECK_INT(leat_waitpid(reader, NULL, 0), reader);
}

/* A handler of its own writes what it reads. */
static void handler(int signal)
{
	(void)signal;
	CHECK_INT(leat_write(fds[1], "", 1), 1);
}

static void reads_what_its_handler_writes(void)
{
	char byte;

	CHECK(leat_signal(SIGUSR1, handler) != SIG_ERR);
	CHECK_INT(leat_read(fds[0], &byte, 1), 1);
}

/* Reads from a pipe into which `writer` writes, in time. */
static void check_reader_of(void (*writer)(void), const char *doing)
{
	pid_t pids[2];

	CHECK_INT(leat_pipe(fds), 0);
	pids[0] = begin(writer);
	pids[1] = begin(waits_for_reader);
	CHECK_INT(leat_close(fds[0]), 0);
	CHECK_INT(leat_close(fds[1]), 0);
	wait_until_blocked(pids[1], SYS_wait4);
	wait_until_said(pids, 2, doing); /* until the reader reads and the writer is at its work */
	CHECK_HANG_WITHOUT(pids[0], "Verdict");
	CHECK_HANG_WITHOUT(pids[1], "Verdict");
	CHECK_GRAPH_WITHOUT(pids, 2, "Verdict");
	CHECK_GRAPH_WITHOUT(pids, 2, "deadlock");
	end(pids[0]);
	end(pids[1]);
}

int main(void)
{
	pid_t child;

	check_reader_of(sleeps_and_writes, "sleeps for a time");
	check_reader_of(computes_and_writes, "is running");

	/* It is not proven that no signal will come. */
	CHECK_INT(leat_pipe(fds), 0);
	child = begin(reads_what_its_handler_writes);
	CHECK_INT(leat_close(fds[0]), 0);
	CHECK_INT(leat_close(fds[1]), 0);
	wait_until_blocked(child, SYS_read);
	CHECK_HANG(child, text("%s is waiting.", named(child)), "unless a handler of SIGUSR1 does something about it, no other");
	CHECK_INT(leat_kill(child, SIGUSR1), 0);
	CHECK_INT(leat_waitpid(child, NULL, 0), child);
	return 0;
}
