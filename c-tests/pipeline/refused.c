/* What builds a pipeline need not be checked: the first failure is that of the start. What is wrong is refused. */
#include <signal.h>

#include "child.h"
#include "spawned.h"

static leat_pipeline *inherited;

static int in_forked_child(void)
{
	CHECK_FAILS(leat_pipeline_wait(inherited, 0, NULL), -1, EPERM, "pipeline_wait");
	CHECK_FAILS(leat_pipeline_kill(inherited, SIGKILL), -1, EPERM, "pipeline_kill");
	CHECK_FAILS(leat_pipeline_foreground(inherited), -1, EPERM, "pipeline_foreground");
	leat_pipeline_free(inherited);
	return 0;
}

static int nothing(void *user)
{
	return user != NULL;
}

/* What is not open is no descriptor of a stage, whatever number the pipes get that are opened meanwhile. */
static void check_not_open(void)
{
	struct leat_process_options options = LEAT_PROCESS_OPTIONS_INIT;
	struct leat_child_fd inherited = {0, 0, {LEAT_CHILD_INHERIT, 0, NULL, 0, 0}};
	char *cat[] = {(char *)"cat", NULL};
	int least = dup(0), fd;
	leat_pipeline *pipeline;

	CHECK_INT(close(least), 0);
	options.fds = &inherited, options.fd_count = 1;
	for (fd = least; fd < least + 6; fd++) {
		inherited.fd = fd;
		pipeline = leat_pipeline_new(NULL);
		leat_pipeline_add(pipeline, cat, NULL);
		leat_pipeline_add(pipeline, cat, &options);
		leat_pipeline_from_pipe(pipeline);
		leat_pipeline_to_pipe(pipeline);
		CHECK_FAILS(leat_pipeline_start(pipeline), -1, EBADF, "pipeline_start");
		CHECK_INT(leat_pipeline_failed_stage(pipeline), 1);
		leat_pipeline_free(pipeline);

		pipeline = leat_pipeline_new(NULL);
		leat_pipeline_add(pipeline, cat, NULL);
		leat_pipeline_from_fd(pipeline, fd);
		leat_pipeline_to_pipe(pipeline);
		CHECK_FAILS(leat_pipeline_start(pipeline), -1, EBADF, "pipeline_start");
		CHECK_FAILS(leat_pipeline_failed_stage(pipeline), -1, EINVAL, "pipeline_failed_stage");
		leat_pipeline_free(pipeline);
	}
}

int main(void)
{
	struct leat_pipeline_options whole = LEAT_PIPELINE_OPTIONS_INIT;
	struct leat_pipeline_result result = LEAT_PIPELINE_RESULT_INIT;
	struct leat_process_options options = LEAT_PROCESS_OPTIONS_INIT;
	struct leat_child_stream stream = {0, 0, NULL, 0, 0};
	char *cat[] = {(char *)"cat", NULL};
	int descriptors = open_descriptors();
	leat_pipeline *pipeline;

	whole.flags = 4;
	CHECK_FAILS(leat_pipeline_new(&whole), NULL, EINVAL, "pipeline_new");
	whole.flags = 0, whole.group_kind = LEAT_GROUP_SESSION;
	CHECK_FAILS(leat_pipeline_new(&whole), NULL, EINVAL, "pipeline_new");
	whole.group_kind = LEAT_GROUP_JOIN;
	CHECK_FAILS(leat_pipeline_new(&whole), NULL, EINVAL, "pipeline_new");
	CHECK(strstr(leat_error_text(), "options.group is 0") != NULL);

	/* Of what cannot be made all else fails. */
	CHECK_FAILS(leat_pipeline_add(NULL, cat, NULL), -1, EFAULT, "pipeline_add");
	CHECK_FAILS(leat_pipeline_start(NULL), -1, EFAULT, "pipeline_start");
	CHECK_FAILS(leat_pipeline_failed_stage(NULL), -1, EFAULT, "pipeline_failed_stage");
	CHECK_FAILS(leat_pipeline_text(NULL, NULL, 0), -1, EFAULT, "pipeline_text");
	leat_pipeline_free(NULL);

	pipeline = leat_pipeline_new(NULL);
	CHECK_FAILS(leat_pipeline_start(pipeline), -1, EINVAL, "pipeline_start");
	CHECK(strstr(leat_error_text(), "has no stages") != NULL);
	CHECK_FAILS(leat_pipeline_wait(pipeline, 0, NULL), -1, EINVAL, "pipeline_wait");
	CHECK_FAILS(leat_pipeline_text(pipeline, NULL, 1), -1, EFAULT, "pipeline_text");
	CHECK_INT(leat_pipeline_add(pipeline, cat, NULL), 0);
	options.in.kind = LEAT_CHILD_NULL;
	CHECK_FAILS(leat_pipeline_add(pipeline, cat, &options), -1, EINVAL, "pipeline_add");
	CHECK(strstr(leat_error_text(), "options.in is decided for the whole pipeline") != NULL);
	CHECK_FAILS(leat_pipeline_add(pipeline, NULL, NULL), -1, EFAULT, "pipeline_add");
	CHECK_FAILS(leat_pipeline_add_shell(pipeline, NULL), -1, EFAULT, "pipeline_add_shell");
	CHECK_FAILS(leat_pipeline_add_function(pipeline, "name", NULL, NULL, NULL), -1, EFAULT, "pipeline_add_function");
	CHECK_FAILS(leat_pipeline_start(pipeline), -1, EINVAL, "pipeline_add"); /* which is what was wrong */
	CHECK_FAILS(leat_pipeline_failed_stage(pipeline), -1, EINVAL, "pipeline_failed_stage");
	CHECK_FAILS(leat_pipeline_start(pipeline), -1, EINVAL, "pipeline_add");
	CHECK(strstr(leat_error_text(), "options.in is decided for the whole pipeline") != NULL);
	leat_pipeline_free(pipeline);

	pipeline = leat_pipeline_new(NULL);
	options.in.kind = 0, options.flags = LEAT_PROCESS_FOREGROUND;
	CHECK_FAILS(leat_pipeline_add_function(pipeline, "name", nothing, &options, NULL), -1, EINVAL, "pipeline_add_function");
	CHECK_FAILS(leat_pipeline_set_stream(pipeline, 3, &stream), -1, EINVAL, "pipeline_set_stream");
	CHECK_FAILS(leat_pipeline_set_stream(pipeline, 0, NULL), -1, EFAULT, "pipeline_set_stream");
	stream.kind = LEAT_CHILD_OUT;
	CHECK_FAILS(leat_pipeline_set_stream(pipeline, 1, &stream), -1, EINVAL, "pipeline_set_stream");
	stream.kind = LEAT_CHILD_PIPE_IN;
	CHECK_FAILS(leat_pipeline_set_stream(pipeline, 2, &stream), -1, EINVAL, "pipeline_set_stream");
	stream.kind = LEAT_CHILD_NULL, stream.flags = 1;
	CHECK_FAILS(leat_pipeline_set_stream(pipeline, 2, &stream), -1, EINVAL, "pipeline_set_stream");
	CHECK(strstr(leat_error_text(), "stream.flags has the bits 0x1") != NULL);
	CHECK_FAILS(leat_pipeline_from_file(pipeline, NULL), -1, EFAULT, "pipeline_from_file");
	CHECK_FAILS(leat_pipeline_to_file(pipeline, "x", 2), -1, EINVAL, "pipeline_to_file");
	leat_pipeline_free(pipeline);

	check_not_open();

	/* A descriptor that is not open is seen when it starts; a forked child only frees. */
	pipeline = leat_pipeline_new(NULL);
	leat_pipeline_add(pipeline, cat, NULL);
	leat_pipeline_from_fd(pipeline, 999);
	CHECK_FAILS(leat_pipeline_start(pipeline), -1, EBADF, "pipeline_start");
	leat_pipeline_from_pipe(pipeline);
	CHECK_INT(leat_pipeline_start(pipeline), 0);
	CHECK_FAILS(leat_pipeline_add(pipeline, cat, NULL), -1, EALREADY, "pipeline_add");
	CHECK_FAILS(leat_pipeline_wait(pipeline, -2, NULL), -1, EINVAL, "pipeline_wait");
	CHECK_FAILS(leat_pipeline_wait(pipeline, 0, NULL), -1, EAGAIN, "pipeline_wait");
	CHECK_FAILS(leat_pipeline_wait(pipeline, 1, &result), -1, ETIMEDOUT, "pipeline_wait");
	CHECK(strstr(leat_error_text(), "stage 0, cat (pid ") != NULL);
	CHECK_FAILS(leat_pipeline_foreground(pipeline), -1, EINVAL, "pipeline_foreground");
	result.size = 0;
	CHECK_FAILS(leat_pipeline_wait(pipeline, 0, &result), -1, EINVAL, "pipeline_wait");
	CHECK_FAILS(leat_pipeline_kill(pipeline, 1000), -1, EINVAL, "pipeline_kill");
	inherited = pipeline;
	CHECK_INT(in_child(in_forked_child), 0);
	CHECK_INT(leat_pipeline_kill(pipeline, SIGKILL), 0);
	CHECK_INT(leat_pipeline_wait(pipeline, 30000, NULL), LEAT_KILLED);
	leat_pipeline_free(pipeline);
	CHECK_NOTHING_LEFT(descriptors);
	return 0;
}
