/*
 * A child that is to die with the thread that has started it does so, however that ends, and so does who is run; and what a run
 * gets is the same when signals interrupt all of it.
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

/* Who is run dies with a host that is killed: nobody has his pipe then. */
static void run_in_a_host_that_dies(int as_pipeline)
{
	struct leat_process_options options = LEAT_PROCESS_OPTIONS_INIT;
	struct leat_process_output output = LEAT_PROCESS_OUTPUT_INIT;
	const char *script = "echo here >&2; exec sleep 100";
	leat_pipeline *pipeline;
	char here[5];
	int ends[2];
	pid_t host;

	CHECK_INT(leat_pipe_open(0, ends), 0);
	host = fork();
	if (host == 0) {
		options.err.kind = LEAT_CHILD_FD;
		options.err.fd = ends[1];
		if (as_pipeline) {
			pipeline = leat_pipeline_new(NULL);
			leat_pipeline_add(pipeline, shell(script), &options);
			leat_pipeline_run(pipeline, NULL, LEAT_FOREVER, &output);
		} else
			leat_process_run(shell(script), &options, NULL, LEAT_FOREVER, &output);
		_exit(1);
	}
	CHECK_INT(close(ends[1]), 0);
	CHECK_INT(leat_io_read_all(ends[0], here, sizeof here, LEAT_FOREVER, NULL), 0);
	CHECK_INT(kill(host, SIGKILL), 0);
	CHECK_INT(waitpid(host, NULL, 0), host);
	CHECK_TEXT(all_of(ends[0]), "");
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

	run_in_a_host_that_dies(0);
	run_in_a_host_that_dies(1);

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
