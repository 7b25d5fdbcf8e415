/*
 * leat waits only for its own children, and the host for all as it likes: where SIGCHLD is ignored, or the host waits for any
 * child, a wait says what has become of it all the same, or where the kernel does not tell it twice that the status is lost; it
 * does not hang.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <signal.h>
#include <sys/ptrace.h>

#include "child.h"
#include "reaped.h"
#include "spawned.h"

static int where_it_is_ignored(void)
{
	CHECK(signal(SIGCHLD, SIG_IGN) != SIG_ERR);
	CHECK_ENDED(spawn_shell("exit 3", NULL), IF_TOLD(LEAT_EXITED), IF_TOLD_CODE(3));
	CHECK_ENDED(spawn_shell("kill -9 $$", NULL), IF_TOLD(LEAT_KILLED), IF_TOLD_CODE(SIGKILL));
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
	CHECK_INT(how, taken == 1 ? IF_TOLD(LEAT_EXITED) : LEAT_EXITED);
	CHECK_INT(result.code, taken == 1 ? IF_TOLD_CODE(3) : 3);
	CHECK_FAILS(leat_process_kill(process, SIGTERM), -1, ESRCH, "process_kill");
	leat_process_free(process);
	return 0;
}

/* A child of the host's that traces another, until it is let go. */
struct tracer {
	pid_t pid;
	int let_go; /* written to */
	int traces; /* 0: it may not */
};

static struct tracer trace(pid_t traced)
{
	struct tracer tracer;
	int seized[2], let_go[2];
	char byte;

	CHECK(leat_pipe_open(0, seized) == 0 && leat_pipe_open(0, let_go) == 0);
	CHECK((tracer.pid = fork()) != -1);
	if (tracer.pid == 0) {
		byte = ptrace(PTRACE_SEIZE, traced, 0, 0) == 0;
		if (write(seized[1], &byte, 1) != 1 || read(let_go[0], &byte, 1) != 1)
			_exit(1);
		_exit(0);
	}
	CHECK_INT(read(seized[0], &byte, 1), 1);
	CHECK(close(seized[0]) == 0 && close(seized[1]) == 0 && close(let_go[0]) == 0);
	tracer.let_go = let_go[1];
	tracer.traces = byte;
	return tracer;
}

static void let_go(struct tracer tracer)
{
	CHECK_INT(write(tracer.let_go, "", 1), 1);
	CHECK_INT(close(tracer.let_go), 0);
	CHECK_INT(exit_status_of(tracer.pid), 0);
}

/* Has who says its number traced, and kills it. */
static int trace_and_kill(const void *said, size_t size, void *user)
{
	struct tracer *tracer = (struct tracer *)user;
	pid_t pid = atoi((const char *)said);

	(void)size;
	CHECK(pid > 1);
	*tracer = trace(pid);
	CHECK_INT(kill(pid, SIGKILL), 0);
	return 0;
}

/* What somebody traces has ended for its parent when that has seen it; and until then each call has its time. */
static int where_another_traces(void)
{
	struct leat_process_talk talk = LEAT_PROCESS_TALK_INIT;
	struct leat_process_output output = LEAT_PROCESS_OUTPUT_INIT;
	leat_process *process = spawn_shell("exec sleep 100", NULL);
	struct tracer tracer = trace(leat_process_pid(process));

	if (tracer.traces) {
		CHECK_INT(leat_process_kill(process, SIGKILL), 0);
		CHECK_FAILS(leat_process_wait(process, 50, NULL), -1, ETIMEDOUT, "process_wait");
		CHECK_FAILS(leat_process_wait(process, 0, NULL), -1, EAGAIN, "process_wait");
		CHECK_FAILS(leat_process_end(process, 0, 20, 20, NULL), -1, ETIMEDOUT, "process_end");
	}
	let_go(tracer);
	CHECK_INT(leat_process_kill(process, SIGKILL), 0);
	CHECK_ENDED(process, LEAT_KILLED, SIGKILL);

	talk.out_sink = trace_and_kill;
	talk.user = &tracer;
	if (leat_process_run(shell("sleep 100 & echo $$; exec sleep 100"), NULL, &talk, 300, &output) == LEAT_TIMED_OUT)
		CHECK_INT(output.how, 0);
	else
		CHECK(!tracer.traces);
	leat_process_output_free(&output);
	let_go(tracer);
	return 0;
}

int main(void)
{
	leat_process *process, *other;
	int descriptors = open_descriptors();
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
	CHECK_ENDED(other, IF_TOLD(LEAT_EXITED), IF_TOLD_CODE(4));
	CHECK_INT(in_child(where_it_is_ignored), 0);
	CHECK_INT(in_child(where_a_handler_takes_all), 0);
	CHECK_INT(where_another_traces(), 0);
	/* Whoever was not seen to end has been reaped by the next call. */
	CHECK_INT(status_of("exit 5", NULL), 5);
	CHECK_NOTHING_LEFT(descriptors);
	return 0;
}
