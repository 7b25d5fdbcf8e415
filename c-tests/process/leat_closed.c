/*
 * A host that has closed all descriptors but the standard ones, as daemons do, and has opened others by their numbers, still
 * waits for its children, signals and ends them.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <fcntl.h>
#include <signal.h>

#include "spawned.h"

static const char *const forever = "trap '' TERM; while :; do sleep 0.1; done";

int main(void)
{
	struct leat_process_options options = LEAT_PROCESS_OPTIONS_INIT;
	struct leat_process_result result = LEAT_PROCESS_RESULT_INIT;
	leat_process *ends, *killed, *ended, *freed;
	leat_pipeline *pipeline;
	int fd, null = open("/dev/null", O_RDWR | O_CLOEXEC);

	options.group_kind = LEAT_GROUP_NEW;
	options.flags = LEAT_PROCESS_DIE_WITH_THREAD;
	ends = spawn_shell("sleep 0.1; exit 3", NULL);
	killed = spawn_shell(forever, &options);
	ended = spawn_shell(forever, &options);
	freed = spawn_shell("exit 0", NULL);
	pipeline = leat_pipeline_new(NULL);
	CHECK_INT(leat_pipeline_add_shell(pipeline, "exit 4"), 0);
	CHECK_INT(leat_pipeline_add_shell(pipeline, "sleep 0.1"), 0);
	CHECK_INT(leat_pipeline_start(pipeline), 0);
	for (fd = 3; fd < 100; fd++)
		if (fcntl(fd, F_GETFD) != -1)
			CHECK_INT(dup2(null, fd), fd);

	CHECK_ENDED(ends, LEAT_EXITED, 3);
	CHECK_FAILS(leat_process_wait(killed, 0, NULL), -1, EAGAIN, "process_wait");
	CHECK_FAILS(leat_process_wait(killed, 10, NULL), -1, ETIMEDOUT, "process_wait");
	CHECK_INT(leat_process_kill(killed, 0), 0);
	CHECK_INT(leat_process_kill_group(killed, SIGKILL), 0);
	CHECK_INT(leat_process_wait(killed, LEAT_FOREVER, &result), LEAT_KILLED);
	CHECK_FAILS(leat_process_kill(killed, 0), -1, ESRCH, "process_kill");
	CHECK_FAILS(leat_process_kill_group(killed, 0), -1, ESRCH, "process_kill_group");
	CHECK_INT(leat_process_end(ended, 0, 10, 30000, &result), LEAT_KILLED);
	CHECK_INT(leat_pipeline_wait(pipeline, 30000, NULL), LEAT_EXITED);
	CHECK_INT(status_of("exit 5", NULL), 5);
	leat_pipeline_free(pipeline);
	leat_process_free(killed);
	leat_process_free(ended);
	CHECK_ENDED(freed, LEAT_EXITED, 0);
	CHECK_INT(waitpid(-1, NULL, 0), -1);
	CHECK_INT(errno, ECHILD);
	return 0;
}
