/*
 * Note 000, Pipes: popen(command, "r") is pipe + fork + dup2 + exec: a child of this process runs the command, with a
 * pipe as its standard output, and the stream reads what it prints. pclose() is close + waitpid, and only it tells how
 * the command ended. (The type is a string, "r" or "w", not a character.)
 *
 *     [ sh -c command ] 1 ==== pipe ====> stream --> fgets
 */
/* prints:
the command's standard output is a pipe
it is run by a child of this process
the command says: first
the command says: second
it ended with 3
pclose has waited for it: there is no child any more
popen succeeds with a command that is not there: pclose says 127
the type "x" is refused
*/
#include <leat.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"

static FILE *open_command(const char *command)
{
	FILE *stream = leat_popen(command, "r");

	if (stream == NULL) {
		leat_perror("popen");
		exit(1);
	}
	return stream;
}

int main(void)
{
	FILE *stream;
	char line[80];
	long parent;
	int status;

	stream = open_command("test -p /dev/stdout && echo $PPID");
	CHECK(fgets(line, sizeof line, stream) != NULL); /* the test has not failed */
	printf("the command's standard output is a pipe\n");
	CHECK_INT(sscanf(line, "%ld", &parent), 1);
	CHECK_INT(parent, getpid());
	printf("it is run by a child of this process\n");
	CHECK_INT(leat_pclose(stream), 0);

	fflush(stdout);
	stream = open_command("echo first; echo second; exit 3");
	while (fgets(line, sizeof line, stream) != NULL)
		printf("the command says: %s", line);
	CHECK(feof(stream)); /* the end, and not an error */
	status = leat_pclose(stream);
	CHECK(WIFEXITED(status));
	printf("it ended with %d\n", WEXITSTATUS(status));
	CHECK_FAILS(leat_waitpid(-1, NULL, 0), -1, ECHILD, "waitpid");
	printf("pclose has waited for it: there is no child any more\n");

	fflush(stdout);
	stream = open_command("/no/such/command 2>/dev/null");
	CHECK(fgets(line, sizeof line, stream) == NULL);
	status = leat_pclose(stream);
	CHECK(WIFEXITED(status));
	printf("popen succeeds with a command that is not there: pclose says %d\n", WEXITSTATUS(status));

	CHECK_FAILS(leat_popen("true", "x"), NULL, EINVAL, "popen");
	printf("the type \"x\" is refused\n");
	return 0;
}
