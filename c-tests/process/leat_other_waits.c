/*
 * leat waits only for its own children, and the host for all as it likes: where SIGCHLD is ignored, or the host waits for any
 * child, a wait says that the status is lost, and does not hang.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <signal.h>
#include <sys/ptrace.h>

#include "child.h"
#include "spawned.h"

static int where_it_is_ignored(void)
{
	CHECK(signal(SIGCHLD, SIG_IGN) != SIG_ERR);
	CHECK_ENDED(spawn_shell("exit 3", NULL), LEAT_LOST, 0);
	CHECK_FAILS(leat_process_spawn(shell(NULL) + 3, NULL), NULL, EINVAL, "process_spawn");
	CHECK_NOTHING_LEFT(open_descriptors());
	return 0;
}

static int taken;

/* What many programs have. */
static void reap_all(int signal)
{
	int number = errno;

	(void)signal;
	while (waitpid(-1, NULL, WNOHANG) > 0)
		taken++;
	errno = number;
}

static int where_a_handler_takes_all(void)
{
	struct leat_process_result result = LEAT_PROCESS_RESULT_INIT;
	leat_process *process;
	int how;

	CHECK(signal(SIGCHLD, reap_all) != SIG_ERR);
	process = spawn_shell("exit 3", NULL);
	how = leat_process_wait(process, 30000, &result);
	/* Who is faster has the status. */
	CHECK(taken == 1 ? how == LEAT_LOST : how == LEAT_EXITED && result.code == 3);
	CHECK_FAILS(leat_process_kill(process, SIGTERM), -1, ESRCH, "process_kill");
	leat_process_free(process);
	return 0;
}

/* What somebody traces has ended for its parent when that has seen it; and until then a wait has its time. */
static int where_another_traces(void)
{
	leat_process *process = spawn_shell("exec sleep 100", NULL);
	pid_t pid = leat_process_pid(process);
	int seized[2], seen[2];
	pid_t tracer;
	char byte;

	CHECK(leat_pipe_open(0, seized) == 0 && leat_pipe_open(0, seen) == 0);
	CHECK((tracer = fork()) != -1);
	if (tracer == 0) {
		byte = ptrace(PTRACE_SEIZE, pid, 0, 0) == 0 ? 'y' : 'n';
		if (write(seized[1], &byte, 1) != 1 || read(seen[0], &byte, 1) != 1)
			_exit(1);
		_exit(0);
	}
	CHECK_INT(read(seized[0], &byte, 1), 1);
	if (byte == 'y') {
		CHECK_INT(leat_process_kill(process, SIGKILL), 0);
		CHECK_FAILS(leat_process_wait(process, 50, NULL), -1, ETIMEDOUT, "process_wait");
		CHECK_FAILS(leat_process_wait(process, 0, NULL), -1, EAGAIN, "process_wait");
	}
	CHECK_INT(write(seen[1], "", 1), 1);
	CHECK_INT(exit_status_of(tracer), 0);
	CHECK_INT(leat_process_kill(process, SIGKILL), 0);
	CHECK_ENDED(process, LEAT_KILLED, SIGKILL);
	return 0;
}

int main(void)
{
	leat_process *process, *other;
	pid_t own;

	/* A child of the host's own is nothing to leat. */
	CHECK((own = fork()) != -1);
	if (own == 0)
		_exit(9);
	process = spawn_shell("exit 3", NULL);
	other = spawn_shell("exit 4", NULL);
	CHECK_ENDED(process, LEAT_EXITED, 3);
	CHECK_INT(exit_status_of(own), 9);
	/* The host takes the status of what is not its. */
	CHECK_INT(exit_status_of(leat_process_pid(other)), 4);
	CHECK_FAILS(leat_process_kill(other, SIGKILL), -1, ESRCH, "process_kill");
	CHECK_ENDED(other, LEAT_LOST, 0);
	CHECK_INT(in_child(where_it_is_ignored), 0);
	CHECK_INT(in_child(where_a_handler_takes_all), 0);
	CHECK_INT(where_another_traces(), 0);
	return 0;
}
