/* Waiting for children: at work, stopped, and ended already while one waits for something else. */
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "hung.h"

static int fds[2];

static void works(void)
{
	for (;;)
		sched_yield();
}

static void sleeps_long(void)
{
	for (;;)
		sleep(1000);
}

/* Of what is never written to its standard input. */
static void waits_by_pidfd(void)
{
	char cat[] = "cat", *argv[] = {cat, NULL};
	struct leat_process_options options = LEAT_PROCESS_OPTIONS_INIT;
	leat_process *process;

	options.in.kind = LEAT_CHILD_PIPE;
	CHECK((process = leat_process_spawn(argv, &options)) != NULL);
	CHECK_INT(leat_process_wait(process, LEAT_FOREVER, NULL), LEAT_EXITED);
}

static void waits_by_pidfd_or_stop(void)
{
	leat_stop *stop;

	CHECK((stop = leat_stop_new()) != NULL);
	CHECK_INT(leat_stop_attach(stop), 0);
	waits_by_pidfd();
}

static void ends(void) { _exit(0); }

static void waits_for_worker(void)
{
	begin(works);
	begin(sleeps_long);
	CHECK(leat_wait(NULL) > 0);
}

static void waits_for_time(void)
{
	char times[8];

	CHECK(leat_read(leat_timerfd_create(CLOCK_MONOTONIC, 0), times, sizeof times) >= 0);
}

static void waits_for_waiter(void)
{
	begin(waits_for_time);
	CHECK(leat_wait(NULL) > 0);
}

static void waits_for_stopped(void)
{
	pid_t child = begin(sleeps_long);

	CHECK_INT(leat_kill(child, SIGSTOP), 0);
	CHECK_INT(leat_waitpid(child, NULL, 0), child);
}

static void handler(int signal) { (void)signal; }

static void pauses_with_zombie(void)
{
	CHECK(leat_signal(SIGCHLD, handler) != SIG_ERR);
	begin(ends);
	CHECK_INT(leat_read(fds[0], NULL, 0), 0);
	leat_pause();
	leat_pause();
}

int main(void)
{
	pid_t child;

	child = begin(waits_for_worker);
	wait_until_said(&child, 0, "which sleeps for a time");
	CHECK_HANG(child, "any child to end", "which is running");
	CHECK_HANG_WITHOUT(child, "Verdict");
	end(child);

	child = begin(waits_for_waiter);
	wait_until_said(&child, 0, " waits for a timerfd.");
	CHECK_HANG_WITHOUT(child, "Verdict");
	end(child);

	child = begin(waits_for_stopped);
	wait_until_said(&child, 0, " is stopped by a signal.");
	CHECK_HANG(child, " is stopped by a signal.", "Verdict: who could end it is stopped by a signal",
	           "Do: let it continue: kill -CONT ");
	end(child);

	child = begin(waits_by_pidfd);
	wait_until_said(&child, 0, " waits for data from pipe");
	CHECK_HANG(child, "for its child cat (pid ", ") to end.", "Verdict: ", "before waiting for the child, write what it reads");
	end(child);
	child = begin(waits_by_pidfd_or_stop);
	wait_until_said(&child, 0, "It could be ended by cat (pid ");
	CHECK_HANG(child, "any of 2: something to read in fd ", "its child cat (pid ");
	CHECK_HANG_WITHOUT(child, "Verdict");
	end(child);

	CHECK_INT(leat_pipe(fds), 0);
	child = begin(pauses_with_zombie);
	wait_until_said(&child, 0, "has ended already, and has not been waited for");
	wait_until_blocked(child, SYS_pause);
	CHECK_HANG(child, "pause()", "Its child hang_child (pid ", "A handler of SIGCHLD would end it.");
	CHECK_HANG_WITHOUT(child, "Verdict");
	end(child);
	return 0;
}
