/*
 * Runs a program, or a pipeline in the foreground of a terminal, once while one of its own system calls fails, which
 * tests/faults.rs has strace do: what it asks for is done, or fails with that errno and writes nothing; and nothing is left.
 *
 *     process spawn|run|pipeline|pipeline-run|child ERRNO
 *
 * With "child" it is a system call of the child's, before that is its program: the start fails.
 */
#include <fcntl.h>
#include <sys/resource.h>

#include "spawned.h"

/* How many descriptors there were. */
static int before;

/* A system call that is nobody else's: those behind it are of what is tried. */
static void mark(void)
{
	CHECK_INT(close(-42), -1);
}

static int spawn(void)
{
	struct leat_process_options options = LEAT_PROCESS_OPTIONS_INIT;
	leat_process *process;
	int result;

	options.in.kind = LEAT_CHILD_NULL;
	options.out.kind = options.err.kind = LEAT_CHILD_PIPE;
	mark();
	process = leat_process_spawn(shell("echo out"), &options);
	if (process == NULL)
		return -1;
	result = leat_process_wait(process, 10000, NULL);
	if (result == -1) {
		/* It is still there. */
		CHECK_INT(leat_process_wait(process, LEAT_FOREVER, NULL), LEAT_EXITED);
	} else {
		CHECK_INT(result, LEAT_EXITED);
	}
	leat_process_free(process);
	return result == -1 ? -1 : 0;
}

static int run(void)
{
	struct leat_process_talk talk = LEAT_PROCESS_TALK_INIT;
	struct leat_process_output output = LEAT_PROCESS_OUTPUT_INIT;
	int how;

	talk.input = "input";
	talk.input_size = 5;
	mark();
	how = leat_process_run(shell("cat; echo error >&2"), NULL, &talk, 10000, &output);
	if (how == -1)
		return -1;
	CHECK_INT(how, LEAT_EXITED);
	CHECK_TEXT(output.out, "input");
	CHECK_TEXT(output.err, "error\n");
	leat_process_output_free(&output);
	return 0;
}

static int terminal = -1;

/* This becomes the leader of a session with a terminal of its own. */
static void have_terminal(void)
{
	int host = posix_openpt(O_RDWR | O_NOCTTY);

	CHECK(host != -1);
	CHECK_INT(grantpt(host) | unlockpt(host), 0);
	CHECK(setsid() != -1);
	CHECK((terminal = open(ptsname(host), O_RDWR)) != -1);
}

static int shout(void *user)
{
	(void)user;
	CHECK(leat_io_copy(STDOUT_FILENO, STDIN_FILENO, -1, LEAT_FOREVER, NULL) != -1);
	return 0;
}

static leat_pipeline *in_foreground(void)
{
	struct leat_child_stream errors = {LEAT_CHILD_FILE, 0, "/dev/null", O_WRONLY, 0};
	struct leat_pipeline_options options = LEAT_PIPELINE_OPTIONS_INIT;
	leat_pipeline *made;

	options.flags = LEAT_PIPELINE_FOREGROUND;
	made = leat_pipeline_new(&options);
	leat_pipeline_add_shell(made, "cat; echo out");
	leat_pipeline_add_function(made, "shout", shout, NULL, NULL);
	leat_pipeline_add_shell(made, "exec cat");
	CHECK_INT(leat_pipeline_set_stream(made, 2, &errors), 0);
	return made;
}

/* Once more, when nothing fails. */
static void wait_for_all(leat_pipeline *started)
{
	CHECK_TEXT(all_of(leat_pipeline_take_pipe_fd(started, 1)), "out\n");
	CHECK_INT(leat_pipeline_wait(started, 60000, NULL), LEAT_EXITED);
}

static int pipeline(void)
{
	struct leat_pipeline_result result = LEAT_PIPELINE_RESULT_INIT;
	leat_pipeline *all = in_foreground();
	int failed = 0;

	leat_pipeline_from_file(all, "/dev/null");
	CHECK_INT(leat_pipeline_to_pipe(all), 0);
	result.stage = 77;
	mark();
	if (leat_pipeline_start(all) == -1) {
		failed = errno;
		CHECK_NOTHING_LEFT(before);
		CHECK_INT(tcgetpgrp(terminal), getpgrp());
		CHECK_INT(leat_pipeline_start(all), 0);
		wait_for_all(all);
	} else if (leat_pipeline_wait(all, 60000, &result) == -1) {
		failed = errno;
		CHECK_INT(result.stage, 77);
		wait_for_all(all);
	} else {
		CHECK_INT(result.stage, -1);
	}
	leat_pipeline_free(all);
	CHECK_INT(tcgetpgrp(terminal), getpgrp());
	errno = failed;
	return failed == 0 ? 0 : -1;
}

static int run_pipeline(void)
{
	struct leat_process_output output = LEAT_PROCESS_OUTPUT_INIT, untouched = LEAT_PROCESS_OUTPUT_INIT;
	struct leat_process_talk talk = LEAT_PROCESS_TALK_INIT;
	leat_pipeline *all = in_foreground();
	int failed = 0;

	talk.input = "input ";
	talk.input_size = 6;
	mark();
	if (leat_pipeline_run(all, &talk, 60000, &output) == -1) {
		failed = errno;
		CHECK(memcmp(&output, &untouched, sizeof output) == 0);
		CHECK_INT(waitpid(-1, NULL, WNOHANG | __WALL), -1); /* all were reaped */
	} else {
		CHECK_INT(output.how, LEAT_EXITED);
		CHECK_TEXT(output.out, "input out\n");
		leat_process_output_free(&output);
	}
	CHECK_INT(tcgetpgrp(terminal), getpgrp());
	leat_pipeline_free(all);
	errno = failed;
	return failed == 0 ? 0 : -1;
}

/* Asks for all that a child does for itself. */
static int child(void)
{
	struct leat_process_options options = LEAT_PROCESS_OPTIONS_INIT;
	struct leat_child_limit limit = {RLIMIT_CORE, 0, 0, 0};
	leat_process *process;

	options.group_kind = LEAT_GROUP_SESSION;
	options.flags = LEAT_PROCESS_DIE_WITH_THREAD;
	options.nice = 1;
	options.directory = "/";
	options.limits = &limit;
	options.limit_count = 1;
	options.out.kind = LEAT_CHILD_PIPE;
	mark();
	process = leat_process_spawn(shell("exit 7"), &options);
	if (process == NULL)
		return -1;
	CHECK_ENDED(process, LEAT_EXITED, 7);
	return 0;
}

int main(int argc, char **argv)
{
	static const struct {
		const char *name;
		int (*work)(void);
	} works[] = {{"spawn", spawn}, {"run", run}, {"pipeline", pipeline}, {"pipeline-run", run_pipeline}, {"child", child}};
	size_t index = 0;
	int expected;

	CHECK_INT(argc, 3);
	expected = atoi(argv[2]);
	while (strcmp(works[index].name, argv[1]) != 0)
		index++;
	if (strncmp(argv[1], "pipeline", 8) == 0)
		have_terminal();
	before = open_descriptors();
	if (works[index].work() == -1)
		CHECK_INT(errno, expected);
	else if (works[index].work == child)
		CHECK_INT(expected, 0); /* nothing of a child's can be done without */
	mark();
	CHECK_NOTHING_LEFT(before);
	return 0;
}
