/*
 * Note 001, `popen()` : Talking to the shell: the command is a line for sh, so the shell does with it what it does with
 * a line that is typed: it computes, inserts variables and file names, minds quotes, and connects commands by pipes of
 * its own. So what a user has typed must not become a part of the line, or it is run; here a variable carries it.
 *
 *     popen(line, "r"):  stream <==== pipe ==== sh -c line
 *     popen(line, "w"):  stream ==== pipe ====> sh -c line
 */
/* prints:
$ echo $((6 * 7))
42
$ cd "$DIRECTORY" && for each in *; do echo "[$each]"; done
[one]
[two words]
$ echo 'a   b' a   b
a   b a b
$ printf '3\n1\n2\n' | sort | head -n 1
1
$ echo tea; echo and my own command
tea
and my own command
$ echo "$ANSWER"
tea; echo and my own command
$ sort
one
two
*/
#include <leat.h>

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "check.h"

static char directory[32], files[2][48];

static void remove_directory(void)
{
	leat_unlink(files[0]);
	leat_unlink(files[1]);
	rmdir(directory);
}

static void make_directory(void)
{
	int i;

	snprintf(directory, sizeof directory, "shell.%ld", (long)getpid());
	snprintf(files[0], sizeof files[0], "%s/one", directory);
	snprintf(files[1], sizeof files[1], "%s/two words", directory);
	CHECK_INT(leat_mkdir(directory, 0700), 0);
	atexit(remove_directory);
	for (i = 0; i < 2; i++)
		CHECK_INT(leat_close(leat_creat(files[i], 0600)), 0);
}

static FILE *start(const char *line, const char *type)
{
	FILE *stream;

	printf("$ %s\n", line);
	fflush(stdout); /* the command may print there too, and not before this */
	stream = leat_popen(line, type);
	if (stream == NULL) {
		leat_perror("popen");
		exit(1);
	}
	return stream;
}

/* Prints what the command says. */
static void hear(const char *line)
{
	FILE *stream = start(line, "r");
	char text[80];

	while (fgets(text, sizeof text, stream) != NULL)
		printf("%s", text);
	CHECK(feof(stream));
	CHECK_INT(leat_pclose(stream), 0);
}

/* The answer of a user who would like to run a command of his own here. */
static const char *answer(void)
{
	return "tea; echo and my own command";
}

int main(void)
{
	char line[80];
	FILE *stream;

	make_directory();
	CHECK_INT(setenv("DIRECTORY", directory, 1), 0); /* the shell inherits the environment */
	hear("echo $((6 * 7))");
	hear("cd \"$DIRECTORY\" && for each in *; do echo \"[$each]\"; done");
	hear("echo 'a   b' a   b");
	hear("printf '3\\n1\\n2\\n' | sort | head -n 1");

	/* As a part of the line the answer is run, its second command too; in a variable, and in quotes, it is data. */
	snprintf(line, sizeof line, "echo %s", answer());
	hear(line);
	CHECK_INT(setenv("ANSWER", answer(), 1), 0);
	hear("echo \"$ANSWER\"");

	/* sort prints to this program's standard output; when pclose() returns, it has ended and all is printed. */
	stream = start("sort", "w");
	CHECK(fputs("two\none\n", stream) >= 0);
	CHECK_INT(leat_pclose(stream), 0);
	return 0;
}
