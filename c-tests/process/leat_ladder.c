/*
 * Ending a process is as firm as it must be: it may end by itself, or upon SIGTERM, or it is killed; and with it, where it
 * has a group of its own, whatever it has started; also where a filter of system calls lets nobody signal by pidfd, and in a
 * storm of signals.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <signal.h>

#include "child.h"
#include "refuse.h"
#include "spawned.h"
#include "storm.h"

/* Starts a script that says "ready" when it is. */
static leat_process *ready(const char *script, int group_kind)
{
	struct leat_process_options options = LEAT_PROCESS_OPTIONS_INIT;
	leat_process *process;
	char text[6];

	options.out.kind = LEAT_CHILD_PIPE;
	options.group_kind = group_kind;
	process = spawn_shell(script, &options);
	CHECK_INT(leat_io_read_all(leat_process_pipe_fd(process, 1), text, 6, 30000, NULL), 0);
	return process;
}

static void check_end(leat_process *process, int wait_ms, int term_ms, int how, int code)
{
	struct leat_process_result result = LEAT_PROCESS_RESULT_INIT;

	CHECK_INT(leat_process_end(process, wait_ms, term_ms, LEAT_FOREVER, &result), how);
	CHECK_INT(result.code, code);
	CHECK_INT(leat_process_end(process, 0, 0, 0, NULL), how);
	leat_process_free(process);
}

static int firmly(void)
{
	int descriptors = open_descriptors(), end;
	leat_process *process;

	begin_storm();
	check_end(ready("echo ready; exit 5", LEAT_GROUP_SAME), LEAT_FOREVER, 0, LEAT_EXITED, 5);
	check_end(ready("trap 'exit 6' TERM; echo ready; while :; do sleep 0.01; done", LEAT_GROUP_SAME), 0, LEAT_FOREVER,
	          LEAT_EXITED, 6);
	check_end(ready("echo ready; kill -STOP $$", LEAT_GROUP_SAME), 0, LEAT_FOREVER, LEAT_KILLED, SIGTERM);
	check_end(ready("trap '' TERM; echo ready; while :; do sleep 0.01; done", LEAT_GROUP_SAME), 0, 20, LEAT_KILLED, SIGKILL);
	CHECK_FAILS(leat_process_end(NULL, 0, 0, 0, NULL), -1, EFAULT, "process_end");

	/* The pipe is at its end when nobody of the group has it any more. */
	process = ready("(trap '' TERM; while :; do sleep 0.01; done) & sleep 100 & echo ready; wait", LEAT_GROUP_NEW);
	CHECK_FAILS(leat_process_end(process, -2, 0, 0, NULL), -1, EINVAL, "process_end");
	CHECK_FAILS(leat_process_end(process, 0, 0, -2, NULL), -1, EINVAL, "process_end");
	CHECK(strstr(leat_error_text(), "kill_ms is -2; ") != NULL);
	CHECK_INT(leat_process_kill_group(process, 0), 0);
	CHECK_FAILS(leat_process_kill(process, 99), -1, EINVAL, "process_kill");
	end = leat_process_take_pipe_fd(process, 1);
	check_end(process, 20, 20, LEAT_KILLED, SIGTERM);
	CHECK_TEXT(all_of(end), "");

	/* Who has ended upon SIGTERM does not take that time from others of its group. */
	process = ready("(trap 'sleep 0.2; echo cleaned; exit' TERM; echo ready; while :; do sleep 0.01; done) & wait", LEAT_GROUP_NEW);
	end = leat_process_take_pipe_fd(process, 1);
	check_end(process, 0, LEAT_FOREVER, LEAT_KILLED, SIGTERM);
	CHECK_TEXT(all_of(end), "cleaned\n");

	process = ready("sleep 100 & echo ready; wait", LEAT_GROUP_SESSION);
	end = leat_process_take_pipe_fd(process, 1);
	CHECK_INT(leat_process_kill_group(process, SIGINT), 0);
	CHECK_INT(leat_process_kill_group(process, SIGKILL), 0);
	CHECK_TEXT(all_of(end), "");
	CHECK_INT(leat_process_wait(process, LEAT_FOREVER, NULL), LEAT_KILLED);
	leat_process_free(process);
	CHECK_NOTHING_LEFT(descriptors);
	return 0;
}

/* Which knows nothing of the call, and says EPERM of all that it does not know. */
static int in_an_old_container(void)
{
	refuse(SYS_pidfd_send_signal, EPERM);
	return firmly();
}

int main(void)
{
	CHECK_INT(in_child(firmly), 0);
	CHECK_INT(in_child(in_an_old_container), 0);
	return 0;
}
