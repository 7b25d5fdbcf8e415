/*
 * Runs a program once while one of its own system calls fails, which tests/faults.rs has strace do: what it asks for is done,
 * or fails with that errno; and nothing is left.
 *
 *     process spawn|run|child ERRNO
 *
 * With "child" it is a system call of the child's, before that is its program: the start fails.
 */
#include <sys/resource.h>

#include "spawned.h"

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
	int is_child = argc == 3 && strcmp(argv[1], "child") == 0;
	int (*work)(void) = is_child ? child : argc == 3 && strcmp(argv[1], "run") == 0 ? run : spawn;
	int expected = atoi(argv[argc - 1]), descriptors = open_descriptors();

	if (work() == -1)
		CHECK_INT(errno, expected);
	else if (is_child)
		CHECK_INT(expected, 0); /* nothing of a child's can be done without */
	mark();
	CHECK_NOTHING_LEFT(descriptors);
	return 0;
}
