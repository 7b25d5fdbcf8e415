/*
 * Whichever of its allocations fails, a call fails with ENOMEM, and nothing is left of it: above all no child that runs.
 *
 * test: only c
 * test: flags -D_GNU_SOURCE
 * test: no valgrind
 * test: no sanitizer
 */
#include <pthread.h>

#include "spawned.h"

extern void *__libc_malloc(size_t size);
extern void *__libc_realloc(void *memory, size_t size);

/* How many allocations there are before one fails; and has it? */
static int left = -1, failed;

static int fails(void)
{
	if (left < 0 || left-- > 0)
		return 0;
	failed = 1;
	errno = ENOMEM;
	return 1;
}

/* The program's own, which leat calls too. */
void *malloc(size_t size)
{
	return fails() ? NULL : __libc_malloc(size);
}

void *realloc(void *memory, size_t size)
{
	return fails() ? NULL : __libc_realloc(memory, size);
}

static int spawn(void)
{
	struct leat_process_options options = LEAT_PROCESS_OPTIONS_INIT;
	static const char *const added[] = {"A=1", "B", NULL};
	static char name[] = "true";
	char *argv[] = {name, NULL};
	leat_process *process;

	options.in.kind = options.out.kind = LEAT_CHILD_PIPE;
	options.err.kind = LEAT_CHILD_OUT;
	options.added = (LEAT_ARGV)added;
	process = leat_process_spawn(argv, &options);
	if (process == NULL)
		return -1;
	CHECK_INT(leat_process_wait(process, 30000, NULL), LEAT_EXITED);
	leat_process_free(process);
	return 0;
}

/* A stage that cannot be had ends those before it. */
static int pipeline(void)
{
	leat_pipeline *pipeline = leat_pipeline_new(NULL);
	int result;

	if (pipeline == NULL)
		return -1;
	leat_pipeline_from_pipe(pipeline);
	leat_pipeline_add_shell(pipeline, "cat");
	leat_pipeline_add_shell(pipeline, "cat");
	result = leat_pipeline_start(pipeline);
	left = -1; /* waiting may fail of it */
	if (result == 0) {
		CHECK_INT(close(leat_pipeline_take_pipe_fd(pipeline, 0)), 0);
		CHECK_INT(leat_pipeline_end(pipeline, 30000, 0, 0, NULL), LEAT_EXITED);
	}
	leat_pipeline_free(pipeline);
	return result;
}

static int transfer(void)
{
	struct leat_io_flow flows[2] = {LEAT_IO_FLOW_INIT, LEAT_IO_FLOW_INIT};
	const char *line;
	leat_reader *reader;
	int ends[2], result;

	CHECK_INT(leat_pipe_open(0, ends), 0);
	flows[0].from = LEAT_IO_MEMORY;
	flows[0].data = "abc";
	flows[0].data_size = 3;
	flows[0].to = LEAT_IO_FD;
	flows[0].to_fd = ends[1];
	result = leat_io_pump(flows, 2, 30000);
	close(ends[1]);
	if (result == 0) {
		reader = leat_reader_new(ends[0], NULL);
		result = reader == NULL ? -1 : leat_reader_line(reader, 30000, &line, NULL) == 1 ? 0 : -1;
		leat_reader_free(reader);
	}
	close(ends[0]);
	return result;
}

/* The failure can be explained all the same. */
static void *explain(void *unused)
{
	char text[100];

	(void)unused;
	left = 0;
	CHECK_INT(leat_close(-1), -1);
	CHECK(strstr(leat_error_text(), "no memory for an explanation") != NULL);
	CHECK(leat_error_explain(text, sizeof text) > 0);
	left = -1;
	CHECK(strncmp(text, "close(-1): EBADF", 16) == 0);
	CHECK(strncmp(leat_error_text(), "close(-1): EBADF", 16) == 0);
	return NULL;
}

int main(void)
{
	pthread_t thread;
	static int (*const calls[])(void) = {spawn, pipeline, transfer};
	int descriptors = open_descriptors(), call, number, result;

	for (call = 0; call < 3; call++) {
		for (number = 0, failed = 1; failed; number++) {
			failed = 0;
			left = number;
			result = calls[call]();
			left = -1;
			CHECK_INT(result, failed ? -1 : 0);
			if (failed)
				CHECK_INT(errno, ENOMEM);
			CHECK_NOTHING_LEFT(descriptors);
		}
		CHECK(number > 5);
	}
	CHECK_INT(pthread_create(&thread, NULL, explain, NULL), 0);
	CHECK_INT(pthread_join(thread, NULL), 0);
	return 0;
}
