/*
 * Freeing a process neither blocks nor ends it; when it has ended, the next call that starts, waits for or frees one reaps it.
 * A forked child of the host can only free what it has inherited; of those whom the host has freed it knows nothing.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <fcntl.h>
#include <signal.h>

#include "blocked.h"
#include "child.h"
#include "spawned.h"

static leat_process *inherited;

static int in_forked_child(void)
{
	CHECK_FAILS(leat_process_wait(inherited, 0, NULL), -1, EPERM, "process_wait");
	CHECK_FAILS(leat_process_kill(inherited, SIGKILL), -1, EPERM, "process_kill");
	CHECK_FAILS(leat_process_kill_group(inherited, SIGKILL), -1, EPERM, "process_kill_group");
	CHECK_FAILS(leat_process_foreground(inherited), -1, EPERM, "process_foreground");
	CHECK_FAILS(leat_process_end(inherited, 0, 0, 0, NULL), -1, EPERM, "process_end");
	CHECK_FAILS(leat_process_pid(inherited), -1, EPERM, "process_pid");
	CHECK_FAILS(leat_process_fd(inherited), -1, EPERM, "process_fd");
	CHECK_FAILS(leat_process_take_fd(inherited), -1, EPERM, "process_take_fd");
	CHECK_FAILS(leat_process_pipe_fd(inherited, 0), -1, EPERM, "process_pipe_fd");
	leat_process_free(inherited);
	/* It can have its own. */
	CHECK_INT(status_of("exit 4", NULL), 4);
	return 0;
}

static int freed_fd;

/* As in a daemon: the host's were closed, and the number is its own now. */
static int in_daemon(void)
{
	CHECK_INT(dup2(0, freed_fd), freed_fd);
	CHECK_INT(status_of("exit 4", NULL), 4);
	CHECK(fcntl(freed_fd, F_GETFD) != -1);
	return 0;
}

/* Starts one, frees it while it runs, and has it end: it is there until leat is called. */
static pid_t ended_after_it_was_freed(void)
{
	struct leat_process_options options = LEAT_PROCESS_OPTIONS_INIT;
	leat_process *process;
	siginfo_t ended;
	int input;
	pid_t pid;

	options.in.kind = LEAT_CHILD_PIPE;
	process = spawn_shell("read line; exit 3", &options);
	pid = leat_process_pid(process);
	input = leat_process_take_pipe_fd(process, 0);
	leat_process_free(process);
	/* It runs. */
	CHECK_INT(kill(pid, 0), 0);
	CHECK_INT(waitid(P_PID, (id_t)pid, &ended, WEXITED | WNOHANG | WNOWAIT), 0);
	CHECK_INT(close(input), 0);
	CHECK_INT(waitid(P_PID, (id_t)pid, &ended, WEXITED | WNOWAIT), 0);
	CHECK_INT(ended.si_status, 3);
	return pid;
}

static void must_be_reaped(pid_t pid)
{
	CHECK_INT(waitpid(pid, NULL, WNOHANG), -1);
	CHECK_INT(errno, ECHILD);
}

int main(void)
{
	struct leat_process_options options = LEAT_PROCESS_OPTIONS_INIT;
	int descriptors = open_descriptors(), other;
	leat_process *process;
	siginfo_t ended;
	pid_t pid;

	options.in.kind = LEAT_CHILD_PIPE;
	inherited = spawn_shell("read line", &options);
	CHECK_INT(in_child(in_forked_child), 0);

	pid = ended_after_it_was_freed();
	CHECK_FAILS(leat_process_wait(inherited, 0, NULL), -1, EAGAIN, "process_wait");
	must_be_reaped(pid);
	pid = ended_after_it_was_freed();
	process = spawn_shell("exit 1", NULL);
	must_be_reaped(pid);
	CHECK_INT(leat_process_wait(process, LEAT_FOREVER, NULL), LEAT_EXITED);
	pid = ended_after_it_was_freed();
	leat_process_free(process);
	must_be_reaped(pid);

	/* Of several those that have ended. */
	process = spawn_shell("read line", &options);
	other = leat_process_take_pipe_fd(process, 0);
	freed_fd = leat_process_fd(process);
	leat_process_free(process);
	if (freed_fd != -1)
		CHECK_INT(in_child(in_daemon), 0);
	process = spawn_shell(":", NULL);
	pid = leat_process_pid(process);
	CHECK_INT(waitid(P_PID, (id_t)pid, &ended, WEXITED | WNOWAIT), 0);
	leat_process_free(process);
	must_be_reaped(pid);
	CHECK_INT(close(other), 0);
	CHECK_INT(waitid(P_ALL, 0, &ended, WEXITED | WNOWAIT), 0);
	CHECK_ENDED(spawn_shell("exit 1", NULL), LEAT_EXITED, 1);
	CHECK_INT(close(leat_process_take_pipe_fd(inherited, 0)), 0);
	CHECK_ENDED(inherited, LEAT_EXITED, 1);
	CHECK_NOTHING_LEFT(descriptors);
	return 0;
}
