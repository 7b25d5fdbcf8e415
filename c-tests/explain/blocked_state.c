/*
 * What a process does that is in no call, or in none that goes on: it runs, is stopped by a signal or a tracer, or has ended
 * with a status that its parent has not asked for. What was interrupted goes on under its own name.
 */
/* test: flags -D_GNU_SOURCE */
/* test: no valgrind */
#include <poll.h>
#include <sys/ptrace.h>

#include "hung.h"

static int fds[2];

static void spin(void)
{
	for (;;)
		continue;
}

static void stop(void)
{
	leat_raise(SIGTSTP);
}

static void end_with_3(void)
{
	_exit(3);
}

static void be_killed(void)
{
	leat_raise(SIGKILL);
}

static void wait_for_data(void)
{
	char byte;

	leat_read(fds[0], &byte, 1);
}

/* An interrupted poll is begun again with a call of the kernel's own. */
static void poll_for_a_long_time(void)
{
	struct pollfd one;

	one.fd = fds[0];
	one.events = POLLIN;
	leat_poll(&one, 1, 1000000000);
}

/* Its state is the letter behind its name. */
static int is_in_state(pid_t pid, char state)
{
	char line[512] = "";
	const struct thread_state of = process_state(pid);
	const char *end;
	FILE *file = fopen(of.path, "r");

	CHECK(file != NULL && fgets(line, sizeof line, file) != NULL);
	fclose(file);
	end = strrchr(line, ')');
	return end != NULL && end[2] == state;
}

static void wait_for_state(pid_t pid, char state)
{
	while (!is_in_state(pid, state))
		sched_yield();
}

static void stop_and_continue(pid_t pid)
{
	CHECK_INT(leat_kill(pid, SIGSTOP), 0);
	wait_for_state(pid, 'T');
	CHECK_INT(leat_kill(pid, SIGCONT), 0);
	while (is_in_state(pid, 'T'))
		sched_yield();
}

int main(void)
{
	const char *self = text("blocked_state (pid %ld)", (long)getpid());
	char parent[64];
	pid_t pid;

	snprintf(parent, sizeof parent, "%s", self);
	CHECK_INT(leat_pipe(fds), 0);

	pid = begin(spin);
	wait_for_state(pid, 'R');
	CHECK_HANG(pid, text("blocked_state (pid %ld) is running.", (long)pid));
	end(pid);

	pid = begin(stop);
	wait_for_state(pid, 'T');
	CHECK_HANG(pid, text("(pid %ld) is stopped (SIGTSTP). Do: continue it with kill -CONT %ld.", (long)pid, (long)pid));
	end(pid);

	pid = begin(wait_for_data);
	wait_until_blocked(pid, SYS_read);
	CHECK_INT(leat_kill(pid, SIGSTOP), 0);
	wait_for_state(pid, 'T');
	CHECK_HANG(pid, "is stopped (SIGSTOP)", text("It waited in read(%d, ", fds[0]), text("pipe %lu", inode_of(fds[0])));
	end(pid);

	pid = begin(poll_for_a_long_time);
	wait_until_blocked(pid, SYS_poll);
	stop_and_continue(pid);
	wait_until_blocked(pid, SYS_restart_syscall);
	CHECK_HANG(pid, "It waits in poll(0x", ", 1, 1000000000) for data from", text("(fd %d, its read end), for at most 1000000 s", fds[0]));
	end(pid);

	pid = begin(wait_for_data);
	wait_until_blocked(pid, SYS_read);
	CHECK_INT(ptrace(PTRACE_SEIZE, pid, NULL, NULL), 0);
	CHECK_INT(ptrace(PTRACE_INTERRUPT, pid, NULL, NULL), 0);
	CHECK_INT(waitpid(pid, NULL, __WALL), pid);
	CHECK_HANG(pid, text("is stopped by %s, which traces it.", parent));
	end(pid);

	pid = begin(end_with_3);
	wait_for_state(pid, 'Z');
	CHECK_HANG(pid, text("has ended (exit status 3) and is a zombie: its parent %s has not waited for it.", parent));
	CHECK_INT(leat_waitpid(pid, NULL, 0), pid);

	pid = begin(be_killed);
	wait_for_state(pid, 'Z');
	CHECK_HANG(pid, text("has ended (killed by SIGKILL) and is a zombie"));
	CHECK_INT(leat_waitpid(pid, NULL, 0), pid);
	return 0;
}
