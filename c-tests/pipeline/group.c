/*
 * The stages are of one group, that signals reach with all that they have started; also if the host ignores SIGCHLD, so that the
 * stages that have ended are gone when the next is started. Ending them leaves nothing of the group.
 *
 * test: flags -D_DEFAULT_SOURCE
 */
#include <signal.h>
#include <unistd.h>

#include "child.h"
#include "reaped.h"
#include "refuse.h"
#include "spawned.h"

static leat_pipeline *of_group(int kind, pid_t group)
{
	struct leat_pipeline_options options = LEAT_PIPELINE_OPTIONS_INIT;
	leat_pipeline *pipeline;

	options.group_kind = kind;
	options.group = group;
	pipeline = leat_pipeline_new(&options);
	CHECK(pipeline != NULL);
	return pipeline;
}

/* A kernel that reaches groups by their numbers alone: also when the stage is reaped whose number that is. */
static int by_number(void)
{
	leat_pipeline *pipeline = of_group(LEAT_GROUP_NEW, 0);

	refuse(SYS_pidfd_send_signal, ENOSYS);
	leat_pipeline_add_shell(pipeline, "exit 0");
	leat_pipeline_add_shell(pipeline, "exec sleep 1000");
	CHECK_INT(leat_pipeline_start(pipeline), 0);
	CHECK_INT(leat_process_wait(leat_pipeline_process(pipeline, 0), 30000, NULL), LEAT_EXITED);
	CHECK_INT(leat_pipeline_kill(pipeline, SIGKILL), 0);
	CHECK_INT(leat_pipeline_wait(pipeline, 30000, NULL), LEAT_KILLED);
	CHECK_FAILS(leat_pipeline_kill(pipeline, SIGKILL), -1, ESRCH, "pipeline_kill");
	leat_pipeline_free(pipeline);
	return 0;
}

/* Also where any of them may be stopped: a wait ends by a stop that was thrown, and reaps who was freed while he ran. */
static void waits_as_any(void)
{
	struct leat_pipeline_options whole = LEAT_PIPELINE_OPTIONS_INIT;
	struct leat_process_options options = LEAT_PROCESS_OPTIONS_INIT;
	struct leat_io_interest ended = {-1, LEAT_IO_READABLE, 0, 0};
	leat_stop *stop = leat_stop_new();
	leat_pipeline *pipeline;
	leat_process *freed;
	siginfo_t info;
	pid_t pid;

	whole.flags = LEAT_PIPELINE_TELL_STOPS;
	pipeline = leat_pipeline_new(&whole);
	leat_pipeline_add_shell(pipeline, "exit 0");
	leat_pipeline_add_shell(pipeline, "exec sleep 1000");
	CHECK_INT(leat_pipeline_start(pipeline), 0);

	options.in.kind = LEAT_CHILD_PIPE;
	freed = spawn_shell("exec cat", &options);
	pid = leat_process_pid(freed);
	ended.fd = leat_process_take_fd(freed);
	leat_process_free(freed); /* which closes its pipe */
	if (ended.fd != -1) {
		CHECK_INT(leat_io_wait(&ended, 1, 30000), 1);
		CHECK_FAILS(leat_pipeline_wait(pipeline, 0, NULL), -1, EAGAIN, "pipeline_wait");
		CHECK_INT(waitid(P_PID, (id_t)pid, &info, WEXITED | WNOHANG | WNOWAIT), -1);
		CHECK_INT(errno, ECHILD);
		CHECK_INT(close(ended.fd), 0);
	}

	CHECK_INT(leat_pipeline_end(pipeline, 0, 0, LEAT_FOREVER, NULL), LEAT_KILLED);
	CHECK_INT(leat_stop_now(stop), 0);
	CHECK_INT(leat_stop_attach(stop), 0);
	CHECK_FAILS(leat_pipeline_wait(pipeline, 0, NULL), -1, ECANCELED, "pipeline_wait");
	CHECK_INT(leat_stop_attach(NULL), 1);
	leat_stop_free(stop);
	leat_pipeline_free(pipeline);
}

int main(void)
{
	int descriptors = open_descriptors(), out, index;
	leat_pipeline *pipeline = of_group(LEAT_GROUP_NEW, 0), *joined;
	pid_t first;

	/* The pipe is at its end when nobody has it any more: the sleeps that the stages have started are dead. */
	leat_pipeline_add_shell(pipeline, "sleep 1000 & exec sleep 1000");
	leat_pipeline_add_shell(pipeline, "trap '' TERM; echo ready; sleep 1000 & wait; sleep 1000");
	leat_pipeline_to_pipe(pipeline);
	CHECK_INT(leat_pipeline_start(pipeline), 0);
	first = leat_process_pid(leat_pipeline_process(pipeline, 0));
	for (index = 0; index < 2; index++)
		CHECK_INT(getpgid(leat_process_pid(leat_pipeline_process(pipeline, (size_t)index))), first);
	joined = of_group(LEAT_GROUP_JOIN, first);
	leat_pipeline_add_shell(joined, "exec sleep 1000");
	CHECK_INT(leat_pipeline_start(joined), 0);
	CHECK_INT(getpgid(leat_process_pid(leat_pipeline_process(joined, 0))), first);
	out = leat_pipeline_take_pipe_fd(pipeline, 1);
	CHECK_INT(leat_pipeline_kill(pipeline, 0), 0);
	CHECK_INT(leat_pipeline_kill(pipeline, SIGSTOP), 0);
	CHECK_INT(leat_pipeline_end(pipeline, 0, 10, 30000, NULL), LEAT_KILLED);
	all_of(out);
	CHECK_INT(leat_pipeline_wait(joined, 30000, NULL), LEAT_KILLED);
	leat_pipeline_free(joined);
	/* Those who were killed are somebody's zombies for a moment. */
	while (kill(-first, 0) == 0)
		usleep(1000);
	CHECK_INT(errno, ESRCH);
	CHECK_FAILS(leat_pipeline_kill(pipeline, SIGTERM), -1, ESRCH, "pipeline_kill");
	leat_pipeline_free(pipeline);

	waits_as_any();
	CHECK_INT(in_child(by_number), 0);
	CHECK(signal(SIGCHLD, SIG_IGN) != SIG_ERR);
	for (index = 0; index < 20; index++) {
		pipeline = of_group(LEAT_GROUP_NEW, 0);
		leat_pipeline_add_shell(pipeline, "exit 0");
		leat_pipeline_add_shell(pipeline, "exit 0");
		leat_pipeline_add_shell(pipeline, "echo all");
		leat_pipeline_to_pipe(pipeline);
		CHECK_INT(leat_pipeline_start(pipeline), 0);
		CHECK_TEXT(all_of(leat_pipeline_take_pipe_fd(pipeline, 1)), "all\n");
		CHECK_INT(leat_pipeline_wait(pipeline, 30000, NULL), IF_TOLD(LEAT_EXITED));
		leat_pipeline_free(pipeline);
	}
	CHECK_NOTHING_LEFT(descriptors);
	return 0;
}
