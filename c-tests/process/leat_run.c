/*
 * A program is run to its end: fed and read at once, however much that is, up to what is to be kept; or by sinks; in a
 * storm of signals.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <sys/mman.h>

#include "spawned.h"
#include "storm.h"

#define MIB (1 << 20)

static size_t sunk;
static int calls;

static int count(const void *data, size_t size, void *user)
{
	CHECK_TEXT((const char *)user, "user");
	CHECK(((const char *)data)[0] == 'x');
	sunk += size;
	return 0;
}

static int have_enough(const void *data, size_t size, void *user)
{
	(void)data, (void)size, (void)user;
	calls++;
	return 1;
}

static int enough(const void *data, size_t size, void *unused)
{
	(void)data, (void)size, (void)unused;
	return 1;
}

int main(void)
{
	struct leat_process_options options = LEAT_PROCESS_OPTIONS_INIT;
	struct leat_process_talk talk = LEAT_PROCESS_TALK_INIT, none = LEAT_PROCESS_TALK_INIT;
	struct leat_process_output output = LEAT_PROCESS_OUTPUT_INIT;
	struct leat_child_fd further = {3, 0, {LEAT_CHILD_PIPE, 0, NULL, 0, 0}};
	char *input = (char *)malloc(MIB), user[] = "user";
	int descriptors = open_descriptors();

	begin_storm();
	CHECK(input != NULL);
	memset(input, 'x', MIB);
	CHECK_INT(leat_process_run(shell("echo out; echo err >&2; exit 3"), NULL, NULL, LEAT_FOREVER, &output), LEAT_EXITED);
	CHECK_INT(output.how, LEAT_EXITED);
	CHECK_INT(output.code, 3);
	CHECK_INT(output.timed_out, 0);
	CHECK_INT(output.escaped, 0);
	CHECK(output.max_rss_kib > 100);
	CHECK_TEXT(output.out, "out\n");
	CHECK_TEXT(output.err, "err\n");
	CHECK_INT(output.out_size, 4);
	leat_process_output_free(&output);
	CHECK(output.out == NULL && output.err == NULL);
	leat_process_output_free(&output);
	leat_process_output_free(NULL);

	/* More than any pipe holds, in all three directions at once. */
	talk.input = input;
	talk.input_size = MIB;
	CHECK_INT(leat_process_run(shell("tee /dev/stderr"), NULL, &talk, LEAT_FOREVER, &output), LEAT_EXITED);
	CHECK_INT(output.out_size, MIB);
	CHECK_INT(output.err_size, MIB);
	CHECK(memcmp(output.out, input, MIB) == 0 && memcmp(output.err, input, MIB) == 0);
	leat_process_output_free(&output);

	/* What is too much is counted, and the program goes on. */
	talk.out_most = 10;
	talk.err_most = 3;
	CHECK_INT(leat_process_run(shell("cat; echo done >&2"), NULL, &talk, LEAT_FOREVER, &output), LEAT_EXITED);
	CHECK_TEXT(output.out, "xxxxxxxxxx");
	CHECK_INT(output.out_dropped, MIB - 10);
	CHECK_TEXT(output.err, "don");
	CHECK_INT(output.err_dropped, 2);
	leat_process_output_free(&output);

	talk.out_sink = count;
	talk.user = user;
	CHECK_INT(leat_process_run(shell("cat; cat /dev/zero | tr '\\0' x | head -c 1000000"), NULL, &talk, LEAT_FOREVER, &output),
	          LEAT_EXITED);
	CHECK_INT(sunk, MIB + 1000000);
	CHECK_INT(output.out_size, 0);
	leat_process_output_free(&output);
	talk = none;
	talk.out_sink = have_enough;
	CHECK_INT(leat_process_run(shell("exec yes"), NULL, &talk, LEAT_FOREVER, &output), LEAT_KILLED);
	CHECK_INT(output.code, 13);
	CHECK_INT(calls, 1);
	leat_process_output_free(&output);

	/* Who does not read its input is not waited for; without one there is none. */
	talk = none;
	talk.input = input;
	talk.input_size = MIB;
	CHECK_INT(leat_process_run(shell("exec <&-; echo deaf"), NULL, &talk, LEAT_FOREVER, &output), LEAT_EXITED);
	CHECK_TEXT(output.out, "deaf\n");
	leat_process_output_free(&output);
	options.err.kind = LEAT_CHILD_OUT;
	CHECK_INT(leat_process_run(shell("cat; ls /nowhere"), &options, NULL, LEAT_FOREVER, &output), LEAT_EXITED);
	CHECK(strstr(output.out, "/nowhere") != NULL);
	CHECK_INT(output.err_size, 0);
	leat_process_output_free(&output);

	/* Whoever writes too much is ended, if that is asked for, however little he cares for SIGPIPE; what is kept is kept. */
	none.flags = LEAT_TALK_END_AT_MOST;
	none.out_most = 3;
	CHECK_INT(leat_process_run(shell("trap '' PIPE; echo e >&2; echo 1234; sleep 1000"), NULL, &none, LEAT_FOREVER, &output),
	          LEAT_TOO_MUCH);
	CHECK_TEXT(output.out, "123");
	CHECK_TEXT(output.err, "e\n");
	CHECK_INT(output.out_dropped, 2);
	CHECK(output.too_much == 1 && output.timed_out == 0 && output.how == LEAT_KILLED);
	CHECK_TEXT(leat_process_how_text(LEAT_TOO_MUCH, 0), "too much output");
	leat_process_output_free(&output);
	/* Also if it has ended by then; but not if it is just as much. */
	CHECK_INT(leat_process_run(shell("echo 1234; exit 3"), NULL, &none, LEAT_FOREVER, &output), LEAT_TOO_MUCH);
	leat_process_output_free(&output);
	CHECK_INT(leat_process_run(shell("echo 12; exit 3"), NULL, &none, LEAT_FOREVER, &output), LEAT_EXITED);
	CHECK_TEXT(output.out, "12\n");
	CHECK(output.too_much == 0 && output.code == 3);
	leat_process_output_free(&output);
	none.out_sink = enough;
	CHECK_INT(leat_process_run(shell("trap '' PIPE; echo 1; sleep 1000"), NULL, &none, LEAT_FOREVER, &output), LEAT_TOO_MUCH);
	leat_process_output_free(&output);
	none.flags = 2;
	CHECK_FAILS(leat_process_run(shell(":"), NULL, &none, 0, &output), -1, EINVAL, "process_run");
	none.flags = 0, none.reserved = 1;
	CHECK_FAILS(leat_process_run(shell(":"), NULL, &none, 0, &output), -1, EINVAL, "process_run");

	/* Its input is a pipe to it anyway; what nobody would use is refused, and is not what it waits for. */
	options.in.kind = LEAT_CHILD_PIPE_IN;
	CHECK_INT(leat_process_run(shell("head -c 1"), &options, &talk, LEAT_FOREVER, &output), LEAT_EXITED);
	CHECK_TEXT(output.out, "x");
	leat_process_output_free(&output);
	options.in.kind = LEAT_CHILD_INHERIT;
	options.err.kind = LEAT_CHILD_PIPE_IN;
	CHECK_FAILS(leat_process_run(shell("cat <&2"), &options, NULL, LEAT_FOREVER, &output), -1, EINVAL, "process_run");
	CHECK(strstr(leat_error_text(), "options.err asks for a pipe") != NULL);
	options.err.kind = LEAT_CHILD_OUT;
	options.fds = &further;
	options.fd_count = 1;
	CHECK_FAILS(leat_process_run(shell("yes >&3"), &options, NULL, LEAT_FOREVER, &output), -1, EINVAL, "process_run");
	CHECK(strstr(leat_error_text(), "options.fds asks for a pipe") != NULL);
	options.fd_count = 0;

	options.in.kind = LEAT_CHILD_NULL;
	output.how = 77;
	CHECK_FAILS(leat_process_run(shell(":"), &options, &talk, 0, &output), -1, EINVAL, "process_run");
	CHECK_FAILS(leat_process_run(shell(":"), NULL, NULL, -2, &output), -1, EINVAL, "process_run");
	CHECK_FAILS(leat_process_run(shell(":"), NULL, NULL, 0, NULL), -1, EFAULT, "process_run");
	/* One without room for what would have to be freed. */
	output.size = sizeof output - 8;
	CHECK_FAILS(leat_process_run(shell(":"), NULL, NULL, 0, &output), -1, EINVAL, "process_run");
	output.size = sizeof output;
	CHECK_FAILS(leat_process_run(NULL, NULL, NULL, 0, &output), -1, EFAULT, "process_run");
	CHECK_FAILS(leat_process_run(shell(NULL) + 3, NULL, NULL, 0, &output), -1, EINVAL, "process_run");
	talk.input = NULL;
	CHECK_FAILS(leat_process_run(shell(":"), NULL, &talk, 0, &output), -1, EFAULT, "process_run");
	CHECK_INT(output.how, 77);
	CHECK_NOTHING_LEFT(descriptors);
	free(input);
	return 0;
}
