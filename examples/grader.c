/* gcc grader.c $(pkg-config --cflags --libs leat) -o grader; echo 'int main(){return 7;}' > a.c; ./grader /dev/null /dev/null a.c */
#include <fcntl.h>
#include <leat.h>
#include <leat/must.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

/*
 * grader input expected program.c...: compiles each, has it read the input, and compares what it writes with what is expected.
 * It has two seconds, and so much memory and output. Ctrl-C ends what runs, and the grader.
 */

enum { COMPILE_MS = 20000, RUN_MS = 2000, MOST_OUTPUT = 65536, MOST_MEMORY = 256 << 20 };

static char directory[] = "/tmp/grader.XXXXXX", program[sizeof directory + 8];
static leat_stop *stop;

/* However the grader ends: LEAT_MUST calls exit, too. */
static void clean_up(void)
{
	leat_unlink(program);
	leat_rmdir(directory);
}

static void on_interrupt(int signal)
{
	(void)signal;
	leat_stop_now(stop);
}

static size_t read_file(const char *path, char *to, size_t room)
{
	int fd = LEAT_MUST(leat_open(path, O_RDONLY | O_CLOEXEC));
	size_t size;

	LEAT_MUST(leat_io_read_all(fd, to, room, LEAT_FOREVER, &size));
	leat_close(fd);
	return size;
}

static int compiles(char *source)
{
	char *argv[] = {"gcc", "-o", program, source, NULL};
	struct leat_process_options options = LEAT_PROCESS_OPTIONS_INIT;
	struct leat_process_output output = LEAT_PROCESS_OUTPUT_INIT;
	int how, done;

	options.err.kind = LEAT_CHILD_OUT;
	how = LEAT_MUST(leat_process_run(argv, &options, NULL, COMPILE_MS, &output));
	done = how == LEAT_EXITED && output.code == 0;
	if (!done)
		printf("%s: does not compile: %s\n%s", source, leat_process_how_text(how, output.code), output.out);
	leat_process_output_free(&output);
	return done;
}

/* What is to be said of it. */
static const char *verdict(const char *input, const char *expected, size_t size)
{
	static const struct leat_child_limit limits[] = {
		{RLIMIT_AS, 0, MOST_MEMORY, MOST_MEMORY},
		{RLIMIT_CORE, 0, 0, 0},
	};
	char *argv[] = {program, NULL};
	struct leat_process_options options = LEAT_PROCESS_OPTIONS_INIT;
	struct leat_process_talk talk = LEAT_PROCESS_TALK_INIT;
	struct leat_process_output output = LEAT_PROCESS_OUTPUT_INIT;
	const char *said;
	int how;

	options.in.kind = LEAT_CHILD_FILE;
	options.in.path = input;
	options.limits = limits;
	options.limit_count = sizeof limits / sizeof *limits;
	talk.out_most = MOST_OUTPUT;
	talk.flags = LEAT_TALK_END_AT_MOST;
	how = LEAT_MUST(leat_process_run(argv, &options, &talk, RUN_MS, &output));
	if (how != LEAT_EXITED || output.code != 0)
		said = leat_process_how_text(how, output.code);
	else
		said = output.out_size == size && memcmp(output.out, expected, size) == 0 ? "right" : "wrong";
	leat_process_output_free(&output);
	return said;
}

int main(int argc, char **argv)
{
	static char expected[MOST_OUTPUT];
	size_t size;
	int i;

	if (argc < 4) {
		fprintf(stderr, "usage: grader input expected program.c...\n");
		return 2;
	}
	size = read_file(argv[2], expected, sizeof expected);
	stop = LEAT_MUST_PTR(leat_stop_new());
	LEAT_MUST(leat_stop_attach(stop));
	signal(SIGINT, on_interrupt);
	LEAT_MUST_PTR(leat_mkdtemp(directory));
	sprintf(program, "%s/program", directory);
	atexit(clean_up);
	for (i = 3; i < argc; i++)
		if (compiles(argv[i]))
			printf("%s: %s\n", argv[i], verdict(argv[1], expected, size));
	return 0;
}
