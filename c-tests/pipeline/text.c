/* A pipeline is printed as a line that the shell runs to the same effect, as snprintf prints. */
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "spawned.h"

static int nothing(void *user)
{
	return user != NULL;
}

static void check_printed(leat_pipeline *pipeline, const char *expected)
{
	int length = (int)strlen(expected);
	char text[600];

	memset(text, '?', sizeof text);
	CHECK_INT(leat_pipeline_text(pipeline, NULL, 0), length);
	CHECK_INT(leat_pipeline_text(pipeline, text, 5), length);
	CHECK(memcmp(text, expected, 4) == 0 && text[4] == '\0' && text[5] == '?');
	CHECK_INT(leat_pipeline_text(pipeline, text, sizeof text), length);
	CHECK_TEXT(text, expected);
}

/* What the pipeline writes, and what the shell does with its text. */
static void check_runs_the_same(leat_pipeline *pipeline)
{
	char text[600], ours[300], theirs[300];
	size_t size;
	FILE *shell;

	CHECK(leat_pipeline_text(pipeline, text, sizeof text) < (int)sizeof text);
	CHECK_INT(leat_pipeline_to_pipe(pipeline), 0);
	CHECK_INT(leat_pipeline_start(pipeline), 0);
	strcpy(ours, all_of(leat_pipeline_take_pipe_fd(pipeline, 1)));
	CHECK_INT(leat_pipeline_wait(pipeline, 30000, NULL), LEAT_EXITED);
	leat_pipeline_free(pipeline);

	shell = leat_popen(text, "r");
	CHECK(shell != NULL);
	size = fread(theirs, 1, sizeof theirs - 1, shell);
	theirs[size] = '\0';
	CHECK_INT(leat_pclose(shell), 0);
	CHECK(size > 0);
	CHECK_TEXT(theirs, ours);
}

static char odd_directory[] = "/tmp/leat-text-XXXXXX", odd_program[40], odd_option[40];

/* Adds a program with such a name, by its path, and twice by its name; and one whose name begins so, too. */
static void add_odd_names(leat_pipeline *pipeline)
{
	static const char script[] = "#!/bin/sh\ncat\necho \"$PATH $A\"\n";
	struct leat_process_options options = LEAT_PROCESS_OPTIONS_INIT;
	char *by_path[] = {odd_program, NULL}, *by_name[] = {(char *)"a=b", NULL}, *by_option[] = {(char *)"-a=b", NULL},
	     *added[] = {(char *)"-x=1", (char *)"A=2", (char *)"PATH=/bin:/usr/bin", NULL}, path[80];
	int fd;

	CHECK(mkdtemp(odd_directory) != NULL);
	snprintf(odd_program, sizeof odd_program, "%s/a=b", odd_directory);
	fd = open(odd_program, O_WRONLY | O_CREAT, 0700);
	CHECK_INT(write(fd, script, sizeof script - 1), (long)sizeof script - 1);
	CHECK_INT(close(fd), 0);
	snprintf(odd_option, sizeof odd_option, "%s/-a=b", odd_directory);
	CHECK_INT(link(odd_program, odd_option), 0);
	snprintf(path, sizeof path, "%s:/usr/bin:/bin", odd_directory);
	CHECK_INT(setenv("PATH", path, 1), 0);
	options.added = added;
	leat_pipeline_from_file(pipeline, "/dev/null");
	leat_pipeline_add(pipeline, by_path, &options);
	options.nice = 1;
	leat_pipeline_add(pipeline, by_name, &options);
	added[2] = NULL;
	leat_pipeline_add(pipeline, by_name, &options);
	leat_pipeline_add(pipeline, by_option, &options);
}

int main(void)
{
	struct leat_process_options options = LEAT_PROCESS_OPTIONS_INIT, other = LEAT_PROCESS_OPTIONS_INIT,
	                            path = LEAT_PROCESS_OPTIONS_INIT;
	struct leat_child_stream merged = {LEAT_CHILD_OUT, 0, NULL, 0, 0}, file = {LEAT_CHILD_FILE, 0, "er rors", 0, 0};
	/* Each argument is a trap of the shell's. */
	char *traps[] = {(char *)"printf", (char *)"%s\\n", (char *)"it's", (char *)"$HOME", (char *)"a  b", (char *)"", (char *)"*",
	                 (char *)"\\", (char *)"`date`", (char *)"!", (char *)"two\nlines", (char *)"#", (char *)"~", NULL};
	char *added[] = {(char *)"NAME=a 'b'", (char *)"_x=", (char *)"HOME", NULL}, *cat[] = {(char *)"cat", NULL},
	     *sort[] = {(char *)"sort", NULL}, *nowhere[] = {(char *)"PATH=/nowhere", NULL};
	int descriptors = open_descriptors();
	leat_pipeline *pipeline = leat_pipeline_new(NULL);

	leat_pipeline_add(pipeline, traps, NULL);
	options.err.kind = LEAT_CHILD_OUT;
	options.directory = "/";
	options.added = added;
	leat_pipeline_add_shell(pipeline, "cat; echo \"$NAME\" ${HOME-none}");
	options.nice = 1;
	traps[0] = (char *)"sh", traps[1] = (char *)"-c", traps[2] = (char *)"cat; pwd; echo \"$NAME\" ${HOME-none} >&2; nice",
	traps[3] = NULL;
	leat_pipeline_add(pipeline, traps, &options);
	check_runs_the_same(pipeline);

	/* A shell that was not asked for by a line is the program that it is, whatever it is told that its name is. */
	pipeline = leat_pipeline_new(NULL);
	other.program = "/bin/sh";
	traps[0] = (char *)"tr", traps[1] = (char *)"-c", traps[2] = (char *)"echo shell";
	leat_pipeline_add(pipeline, traps, &other);
	check_runs_the_same(pipeline);
	other.program = NULL;

	/* The PATH that a program gets is not the one that it is looked for in: nor by the shell that is given the line. */
	pipeline = leat_pipeline_new(NULL);
	CHECK_INT(setenv("PATH", "/nowhere:bin:/usr/bin:/bin", 1), 0);
	path.added = nowhere;
	path.nice = 1;
	traps[0] = (char *)"printf", traps[1] = (char *)"a", traps[2] = NULL;
	leat_pipeline_add(pipeline, traps, &path);
	path.directory = "/usr";
	leat_pipeline_add(pipeline, sort, &path);
	path.environment = nowhere;
	path.added = NULL;
	leat_pipeline_add(pipeline, sort, &path);
	check_printed(pipeline, "nice -n 1 env PATH=/nowhere /usr/bin/printf a | (cd /usr && nice -n 1 env PATH=/nowhere ./bin/sort) | "
	                        "(cd /usr && nice -n 1 env -i PATH=/nowhere ./bin/sort)");
	check_runs_the_same(pipeline);

	/* A program with = in its name, and a variable or a program that begins as an option does. */
	pipeline = leat_pipeline_new(NULL);
	add_odd_names(pipeline);
	check_runs_the_same(pipeline);
	CHECK(unlink(odd_program) == 0 && unlink(odd_option) == 0);
	CHECK_INT(rmdir(odd_directory), 0);

	/* Nor is the shell's echo the program. */
	pipeline = leat_pipeline_new(NULL);
	traps[0] = (char *)"echo", traps[1] = (char *)"a\\nb";
	traps[2] = NULL;
	leat_pipeline_add(pipeline, traps, NULL);
	check_runs_the_same(pipeline);

	pipeline = leat_pipeline_new(NULL);
	other.err = merged;
	leat_pipeline_add(pipeline, cat, &other);
	leat_pipeline_add_function(pipeline, "my function", nothing, NULL, NULL);
	leat_pipeline_add_shell(pipeline, "-x");
	leat_pipeline_from_file(pipeline, "in");
	leat_pipeline_to_file(pipeline, "out", LEAT_PIPELINE_APPEND);
	check_printed(pipeline, "cat < in 2>&1 | 'my function' | sh -c -- -x >> out");
	leat_pipeline_set_stream(pipeline, 2, &file);
	check_printed(pipeline, "{ cat < in 2>&1 | 'my function' | sh -c -- -x >> out; } 2> 'er rors'");
	leat_pipeline_from_fd(pipeline, 7);
	leat_pipeline_to_fd(pipeline, 8);
	leat_pipeline_set_stream(pipeline, 2, &merged);
	check_printed(pipeline, "cat <&7 2>&1 | 'my function' 2>&1 | sh -c -- -x >&8 2>&1");
	leat_pipeline_free(pipeline);
	CHECK_NOTHING_LEFT(descriptors);
	return 0;
}
