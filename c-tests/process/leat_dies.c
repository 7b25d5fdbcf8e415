/*
 * A child that is to die with the thread that has started it does so, however that ends; and what a run gets is the same when
 * signals interrupt all of it.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <pthread.h>
#include <signal.h>

#include "spawned.h"
#include "storm.h"

static leat_process *process;

static void *start(void *unused)
{
	struct leat_process_options options = LEAT_PROCESS_OPTIONS_INIT;

	options.flags = LEAT_PROCESS_DIE_WITH_THREAD;
	options.out.kind = LEAT_CHILD_PIPE;
	process = spawn_shell("echo here; exec sleep 100", &options);
	return unused;
}

int main(void)
{
	struct leat_process_output output = LEAT_PROCESS_OUTPUT_INIT;
	int descriptors = open_descriptors();
	pthread_t thread;

	CHECK_INT(pthread_create(&thread, NULL, start, NULL), 0);
	CHECK_INT(pthread_join(thread, NULL), 0);
	/* Whether it came as far as to say something is a matter of chance. */
	all_of(leat_process_take_pipe_fd(process, 1));
	CHECK_ENDED(process, LEAT_KILLED, SIGKILL);

	begin_storm();
	CHECK_INT(leat_process_run(shell("sleep 0.1; echo out; exit 3"), NULL, NULL, LEAT_FOREVER, &output), LEAT_EXITED);
	CHECK_INT(output.code, 3);
	CHECK_TEXT(output.out, "out\n");
	leat_process_output_free(&output);
	CHECK_INT(leat_process_run(shell("echo out; exec sleep 100"), NULL, NULL, 200, &output), LEAT_TIMED_OUT);
	CHECK_TEXT(output.out, "out\n");
	leat_process_output_free(&output);
	CHECK_NOTHING_LEFT(descriptors);
	return 0;
}
