/*
 * A stage is a program with its options, a line for the shell, or a function of the host; the host writes to the first, reads from
 * the last, and reads the errors of all. What was passed may be gone when it is started. In a storm of signals.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <ctype.h>

#include "spawned.h"
#include "storm.h"

static int shout(void *user)
{
	int c;

	while ((c = getchar()) != EOF)
		putchar(toupper(c));
	fprintf(stderr, "%s\n", (const char *)user);
	return 0;
}

int main(void)
{
	struct leat_child_stream pipe = {LEAT_CHILD_PIPE, 0, NULL, 0, 0};
	struct leat_process_options options = LEAT_PROCESS_OPTIONS_INIT;
	char program[] = "sh", flag[] = "-c", script[] = "cat; echo $WHO; pwd; echo to err >&2";
	char who[] = "WHO=me", directory[] = "/", name[] = "shout", mark[] = "marked";
	char *argv[] = {program, flag, script, NULL}, *added[] = {who, NULL};
	leat_pipeline *pipeline = leat_pipeline_new(NULL);
	int descriptors, input;

	descriptors = open_descriptors();
	begin_storm();
	options.added = added;
	options.directory = directory;
	CHECK_INT(leat_pipeline_add(pipeline, argv, &options), 0);
	CHECK_INT(leat_pipeline_add_function(pipeline, name, shout, NULL, mark), 0);
	CHECK_INT(leat_pipeline_add_shell(pipeline, "sed 's/^/> /'"), 0);
	CHECK_INT(leat_pipeline_from_pipe(pipeline), 0);
	CHECK_INT(leat_pipeline_to_pipe(pipeline), 0);
	CHECK_INT(leat_pipeline_set_stream(pipeline, 2, &pipe), 0);
	argv[0] = added[0] = NULL;
	program[0] = script[0] = who[0] = directory[0] = name[0] = '\0';

	CHECK_FAILS(leat_pipeline_pipe_fd(pipeline, 0), -1, EINVAL, "pipeline_pipe_fd");
	CHECK_INT(leat_pipeline_start(pipeline), 0);
	CHECK_INT(leat_io_write_all(leat_pipeline_pipe_fd(pipeline, 0), "one\n", 4, 30000, NULL), 0);
	input = leat_pipeline_take_pipe_fd(pipeline, 0);
	CHECK_INT(close(input), 0);
	CHECK_TEXT(all_of(leat_pipeline_take_pipe_fd(pipeline, 1)), "> ONE\n> ME\n> /\n");
	CHECK_TEXT(all_of(leat_pipeline_take_pipe_fd(pipeline, 2)), "to err\nmarked\n");
	CHECK_FAILS(leat_pipeline_take_pipe_fd(pipeline, 2), -1, EINVAL, "pipeline_take_pipe_fd");
	CHECK_FAILS(leat_pipeline_take_pipe_fd(pipeline, 3), -1, EINVAL, "pipeline_take_pipe_fd");
	CHECK_INT(leat_pipeline_wait(pipeline, LEAT_FOREVER, NULL), LEAT_EXITED);
	leat_pipeline_free(pipeline);
	CHECK_NOTHING_LEFT(descriptors);
	return 0;
}
