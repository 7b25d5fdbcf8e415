/*
 * Note 000, Pipes: popen(command, "r") is pipe + fork + dup2 + exec, and the stream reads what the command prints;
 * pclose() is close + waitpid, and only it tells how the command ended. (The type is a string, "r" or "w", not a
 * character.)
 *
 *     [ sh -c command ] 1 ==== pipe ====> stream --> fgets
 */
/* prints:
the command says: first
the command says: second
it ended with 3
popen succeeds with a command that is not there: pclose says 127
the type "x" is refused
*/
#include <leat.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>

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
	int status;

	stream = open_command("echo first; echo second; exit 3");
	while (fgets(line, sizeof line, stream) != NULL)
		printf("the command says: %s", line);
	CHECK(feof(stream)); /* the end, and not an error */
	status = leat_pclose(stream);
	CHECK(WIFEXITED(status));
	printf("it ended with %d\n", WEXITSTATUS(status));

	fflush(stdout);
	stream = open_command("/no/such/command 2>/dev/null");
	CHECK(fgets(line, sizeof line, stream) == NULL);
	status = leat_pclose(stream);
	CHECK(WIFEXITED(status));
	printf("popen succeeds with a command that is not there: pclose says %d\n", WEXITSTATUS(status));

	CHECK(leat_popen("true", "x") == NULL && errno == EINVAL);
	printf("the type \"x\" is refused\n");
	return 0;
}
