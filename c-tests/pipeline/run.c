/*
 * A pipeline is run to its end: fed, however much that is, and what it writes is collected; its time bounds all that the stages
 * have started. In a storm of signals.
 *
 * test: flags -D_GNU_SOURCE
 */
#include "spawned.h"
#include "storm.h"

static char input[1 << 20];

static leat_pipeline *of(const char *first, const char *second)
{
	leat_pipeline *pipeline = leat_pipeline_new(NULL);

	leat_pipeline_add_shell(pipeline, first);
	leat_pipeline_add_shell(pipeline, second);
	return pipeline;
}

/* A pipe that nobody would empty, and so would block the stage, is refused; who starts them can empty it. */
static void check_unused_pipes(void)
{
	struct leat_process_options err = LEAT_PROCESS_OPTIONS_INIT, further = LEAT_PROCESS_OPTIONS_INIT;
	struct leat_process_output output = LEAT_PROCESS_OUTPUT_INIT;
	const struct leat_child_fd three = {3, 0, {LEAT_CHILD_PIPE, 0, NULL, 0, 0}};
	leat_pipeline *pipeline = of("exit 0", "exit 0");

	err.err.kind = LEAT_CHILD_PIPE;
	CHECK_INT(leat_pipeline_add(pipeline, shell("head -c 100000 /dev/zero >&2"), &err), 0);
	CHECK_FAILS(leat_pipeline_run(pipeline, NULL, 30000, &output), -1, EINVAL, "pipeline_run");
	CHECK(strstr(leat_error_text(), "options.err of stage 2 asks for a pipe") != NULL);
	CHECK_INT(leat_pipeline_failed_stage(pipeline), 2);
	CHECK_INT(leat_pipeline_start(pipeline), 0);
	CHECK_INT(leat_io_read_all(leat_process_pipe_fd(leat_pipeline_process(pipeline, 2), 2), input, 100000, 30000, NULL), 0);
	CHECK_INT(leat_pipeline_wait(pipeline, 30000, NULL), LEAT_EXITED);
	leat_pipeline_free(pipeline);

	pipeline = leat_pipeline_new(NULL);
	further.fds = &three, further.fd_count = 1;
	CHECK_INT(leat_pipeline_add(pipeline, shell("exit 0"), &further), 0);
	CHECK_FAILS(leat_pipeline_run(pipeline, NULL, 30000, &output), -1, EINVAL, "pipeline_run");
	CHECK(strstr(leat_error_text(), "options.fds of stage 0 asks for a pipe") != NULL);
	leat_pipeline_free(pipeline);
}

int main(void)
{
	struct leat_pipeline_result result = LEAT_PIPELINE_RESULT_INIT;
	struct leat_process_output output = LEAT_PROCESS_OUTPUT_INIT;
	struct leat_process_talk talk = LEAT_PROCESS_TALK_INIT;
	char *missing[] = {(char *)"./missing", NULL}, text[64];
	int descriptors = open_descriptors();
	leat_pipeline *pipeline;

	begin_storm();
	memset(input, 'x', sizeof input);
	talk.input = input;
	talk.input_size = sizeof input;
	pipeline = of("tr x y; echo one >&2", "cat; echo two >&2; exit 3");
	CHECK_INT(leat_pipeline_run(pipeline, &talk, 30000, &output), LEAT_EXITED);
	CHECK_INT(output.how, LEAT_EXITED);
	CHECK_INT(output.code, 3);
	CHECK_INT(output.out_size, sizeof input);
	CHECK(output.out[0] == 'y' && output.out[sizeof input - 1] == 'y');
	CHECK_TEXT(output.err, "one\ntwo\n");
	CHECK_INT(leat_pipeline_wait(pipeline, 0, &result), LEAT_EXITED);
	CHECK_INT(result.stage, 1);
	CHECK_FAILS(leat_pipeline_run(pipeline, NULL, 0, &output), -1, EALREADY, "pipeline_run");
	leat_process_output_free(&output);
	leat_pipeline_free(pipeline);

	/* Who does not read all of it does not harm. */
	pipeline = of("head -c 1", "cat");
	CHECK_INT(leat_pipeline_run(pipeline, &talk, 30000, &output), LEAT_EXITED);
	CHECK_TEXT(output.out, "x");
	leat_process_output_free(&output);
	leat_pipeline_free(pipeline);

	pipeline = of("cat; sleep 1000 & sleep 1000", "echo said; sleep 1000 & cat");
	CHECK_INT(leat_pipeline_run(pipeline, NULL, 300, &output), LEAT_TIMED_OUT);
	CHECK_INT(output.how, LEAT_KILLED);
	CHECK_TEXT(output.out, "said\n");
	leat_process_output_free(&output);
	leat_pipeline_free(pipeline);

	/* What could not be started is as it was built. */
	pipeline = of("exit 0", "exit 0");
	leat_pipeline_add(pipeline, missing, NULL);
	CHECK_FAILS(leat_pipeline_run(pipeline, NULL, 30000, &output), -1, ENOENT, "pipeline_run");
	CHECK_FAILS(leat_pipeline_run(pipeline, &talk, 30000, &output), -1, ENOENT, "pipeline_run");
	CHECK(leat_pipeline_text(pipeline, text, sizeof text) > 0);
	CHECK_TEXT(text, "sh -c 'exit 0' | sh -c 'exit 0' | ./missing");
	leat_pipeline_free(pipeline);

	pipeline = of("exit 0", "exit 0");
	leat_pipeline_from_file(pipeline, "/dev/null");
	CHECK_FAILS(leat_pipeline_run(pipeline, &talk, 0, &output), -1, EINVAL, "pipeline_run");
	CHECK_FAILS(leat_pipeline_run(pipeline, NULL, 0, NULL), -1, EFAULT, "pipeline_run");
	leat_pipeline_free(pipeline);
	check_unused_pipes();
	CHECK_NOTHING_LEFT(descriptors);
	return 0;
}
