/*
 * Stages in the foreground have the terminal: they read it, and Ctrl-C and Ctrl-Z are theirs. The host lives, and has it back when
 * they have ended, are stopped, or could not all be started; what was stopped can be brought to the foreground again.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include "child.h"
#include "spawned.h"

static int host, terminal;

static leat_pipeline *cats(const char *last)
{
	struct leat_pipeline_options options = LEAT_PIPELINE_OPTIONS_INIT;
	char *cat[] = {(char *)"cat", NULL}, *argv[] = {(char *)last, NULL};
	leat_pipeline *pipeline;

	options.flags = LEAT_PIPELINE_FOREGROUND | LEAT_PIPELINE_TELL_STOPS;
	pipeline = leat_pipeline_new(&options);
	CHECK(pipeline != NULL);
	leat_pipeline_add(pipeline, cat, NULL);
	leat_pipeline_add(pipeline, argv, NULL);
	leat_pipeline_from_fd(pipeline, terminal);
	leat_pipeline_to_pipe(pipeline);
	return pipeline;
}

static void must_read_the_terminal(leat_pipeline *pipeline)
{
	char line[7] = "";

	CHECK_INT(write(host, "hello\n", 6), 6);
	CHECK_INT(leat_io_read_all(leat_pipeline_pipe_fd(pipeline, 1), line, 6, 30000, NULL), 0);
	CHECK_TEXT(line, "hello\n");
	CHECK_INT(tcgetpgrp(terminal), leat_process_pid(leat_pipeline_process(pipeline, 0)));
}

static leat_pipeline *reading(void)
{
	leat_pipeline *pipeline = cats("cat");

	CHECK_INT(leat_pipeline_start(pipeline), 0);
	must_read_the_terminal(pipeline);
	return pipeline;
}

static void must_be_stopped_by_the_keyboard(leat_pipeline *pipeline)
{
	struct leat_pipeline_result result = LEAT_PIPELINE_RESULT_INIT;

	CHECK_INT(write(host, "\032", 1), 1);
	CHECK_INT(leat_pipeline_wait(pipeline, 30000, &result), LEAT_STOPPED);
	CHECK_INT(result.code, SIGTSTP);
	CHECK(result.stage == 0 || result.stage == 1); /* whichever is seen first */
	CHECK_INT(tcgetpgrp(terminal), getpgrp());
}

static int in_a_session(void)
{
	struct leat_pipeline_result result = LEAT_PIPELINE_RESULT_INIT;
	struct leat_pipeline_options options = LEAT_PIPELINE_OPTIONS_INIT;
	struct leat_process_output output = LEAT_PROCESS_OUTPUT_INIT;
	leat_pipeline *pipeline;
	int descriptors;

	CHECK(setsid() != -1);
	terminal = open(ptsname(host), O_RDWR);
	CHECK(terminal != -1);
	CHECK_INT(tcgetpgrp(terminal), getpgrp());
	descriptors = open_descriptors();

	pipeline = reading();
	CHECK_INT(write(host, "\003", 1), 1);
	CHECK_INT(leat_pipeline_wait(pipeline, 30000, &result), LEAT_KILLED);
	CHECK_INT(result.code, SIGINT);
	CHECK_INT(result.stage, 1);
	CHECK_INT(tcgetpgrp(terminal), getpgrp());
	leat_pipeline_free(pipeline);

	pipeline = reading();
	must_be_stopped_by_the_keyboard(pipeline);
	CHECK_INT(leat_pipeline_foreground(pipeline), 0);
	must_read_the_terminal(pipeline);
	/* Any of them, while those before it go on. */
	CHECK_INT(leat_process_kill(leat_pipeline_process(pipeline, 1), SIGSTOP), 0);
	CHECK_INT(leat_pipeline_wait(pipeline, 30000, &result), LEAT_STOPPED);
	CHECK_INT(result.code, SIGSTOP);
	CHECK_INT(result.stage, 1);
	CHECK_INT(tcgetpgrp(terminal), getpgrp());
	CHECK_INT(leat_pipeline_foreground(pipeline), 0);
	must_read_the_terminal(pipeline);
	must_be_stopped_by_the_keyboard(pipeline);
	CHECK_INT(leat_pipeline_end(pipeline, 0, LEAT_FOREVER, LEAT_FOREVER, NULL), LEAT_KILLED);
	CHECK_FAILS(leat_pipeline_foreground(pipeline), -1, ESRCH, "pipeline_foreground");
	leat_pipeline_free(pipeline);

	/* It is waited for until its end: Ctrl-Z would have stopped it for ever. */
	options.flags = LEAT_PIPELINE_FOREGROUND | LEAT_PIPELINE_TELL_STOPS;
	pipeline = leat_pipeline_new(&options);
	leat_pipeline_add_shell(pipeline, "read line; kill -TSTP 0; echo $line");
	leat_pipeline_add_shell(pipeline, "read line; kill -TSTP 0; exit 5");
	leat_pipeline_from_fd(pipeline, terminal);
	CHECK_INT(write(host, "line\n", 5), 5);
	CHECK_INT(leat_pipeline_run(pipeline, NULL, 30000, &output), LEAT_EXITED);
	CHECK_INT(output.code, 5);
	leat_process_output_free(&output);
	leat_pipeline_free(pipeline);

	pipeline = cats("./missing");
	CHECK_FAILS(leat_pipeline_start(pipeline), -1, ENOENT, "pipeline_start");
	CHECK_INT(tcgetpgrp(terminal), getpgrp());
	leat_pipeline_free(pipeline);

	CHECK_NOTHING_LEFT(descriptors);
	return 0;
}

int main(void)
{
	host = posix_openpt(O_RDWR | O_NOCTTY);
	CHECK(host != -1 && grantpt(host) == 0 && unlockpt(host) == 0);
	CHECK_INT(in_child(in_a_session), 0);
	return 0;
}
