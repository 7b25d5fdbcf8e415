/*
 * While a thread starts a pipeline, and waits for the other end of a FIFO, no call of another thread waits for that: what would
 * change, print or start the pipeline is EBUSY, and what could not be built then fails the next start.
 */
#include <fcntl.h>
#include <pthread.h>

#include "spawned.h"

static leat_pipeline *pipeline;
static leat_stop *stop;

/* Gives what it fails with. */
static void *start(void *unused)
{
	static int failed;

	(void)unused;
	CHECK_INT(leat_stop_attach(stop), 0);
	failed = leat_pipeline_start(pipeline) == -1 ? errno : 0;
	return &failed;
}

/* Starts it in a thread, which has opened the first FIFO then, and waits for the other end of the second. Gives the first's. */
static int begin(pthread_t *starter)
{
	int fd;

	pipeline = leat_pipeline_new(NULL);
	leat_pipeline_add_shell(pipeline, "exec cat");
	leat_pipeline_from_file(pipeline, "in");
	CHECK_INT(leat_pipeline_to_file(pipeline, "out", LEAT_PIPELINE_APPEND), 0);
	CHECK((stop = leat_stop_new()) != NULL);
	CHECK_INT(pthread_create(starter, NULL, start, NULL), 0);
	CHECK((fd = open("in", O_WRONLY)) != -1);
	return fd;
}

static int end(pthread_t starter)
{
	void *failed;

	CHECK_INT(pthread_join(starter, &failed), 0);
	leat_stop_free(stop);
	return *(int *)failed;
}

int main(void)
{
	struct leat_process_output output = LEAT_PROCESS_OUTPUT_INIT;
	struct leat_child_stream null = {LEAT_CHILD_NULL, 0, NULL, 0, 0};
	int descriptors = open_descriptors(), in, out;
	char text[100] = "?";
	pthread_t starter;

	CHECK_INT(leat_fifo_make("in", 0600), 0);
	CHECK_INT(leat_fifo_make("out", 0600), 0);

	/* Nothing is lost by asking; and a stop ends the start. */
	in = begin(&starter);
	CHECK_FAILS(leat_pipeline_text(pipeline, text, sizeof text), -1, EBUSY, "pipeline_text");
	CHECK_TEXT(text, "?");
	CHECK_FAILS(leat_pipeline_start(pipeline), -1, EBUSY, "pipeline_start");
	CHECK(strstr(leat_error_text(), "another thread is starting the pipeline") != NULL);
	CHECK_FAILS(leat_pipeline_failed_stage(pipeline), -1, EBUSY, "pipeline_failed_stage");
	CHECK_FAILS(leat_pipeline_run(pipeline, NULL, 0, &output), -1, EBUSY, "pipeline_run");
	CHECK(output.out == NULL);
	CHECK_FAILS(leat_pipeline_kill(pipeline, 0), -1, EINVAL, "pipeline_kill");
	CHECK_FAILS(leat_pipeline_wait(pipeline, 0, NULL), -1, EINVAL, "pipeline_wait");
	CHECK_INT(leat_stop_now(stop), 0);
	CHECK_INT(end(starter), ECANCELED);
	CHECK_INT(leat_pipeline_text(pipeline, text, sizeof text), (int)strlen("sh -c 'exec cat' < in >> out"));
	CHECK_TEXT(text, "sh -c 'exec cat' < in >> out");
	CHECK_INT(close(in), 0);
	leat_pipeline_free(pipeline);
	CHECK_NOTHING_LEFT(descriptors);

	/* What was refused is missed by the next start. */
	in = begin(&starter);
	CHECK_FAILS(leat_pipeline_add_shell(pipeline, "exec cat"), -1, EBUSY, "pipeline_add_shell");
	CHECK_FAILS(leat_pipeline_set_stream(pipeline, 2, &null), -1, EBUSY, "pipeline_set_stream");
	CHECK_INT(leat_stop_now(stop), 0);
	CHECK_INT(end(starter), ECANCELED);
	CHECK_FAILS(leat_pipeline_start(pipeline), -1, EBUSY, "pipeline_add_shell");
	CHECK_INT(close(in), 0);
	leat_pipeline_free(pipeline);
	CHECK_NOTHING_LEFT(descriptors);

	/* As soon as it runs it can be used. */
	in = begin(&starter);
	CHECK((out = open("out", O_RDONLY | O_NONBLOCK)) != -1);
	while (leat_pipeline_kill(pipeline, 0) == -1)
		CHECK_INT(errno, EINVAL);
	CHECK_INT(end(starter), 0);
	CHECK_INT(close(in), 0);
	CHECK_INT(leat_pipeline_wait(pipeline, 30000, NULL), LEAT_EXITED);
	CHECK_FAILS(leat_pipeline_start(pipeline), -1, EALREADY, "pipeline_start");
	CHECK_INT(close(out), 0);
	leat_pipeline_free(pipeline);
	CHECK_NOTHING_LEFT(descriptors);

	CHECK_INT(unlink("in") | unlink("out"), 0);
	return 0;
}
