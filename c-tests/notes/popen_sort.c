/*
 * Note 002, popen and pclose: popen("sort", "w") does pipe, fork, dup2, exec and fdopen at once, and pclose() waits for
 * the command and returns its status. The note's main returns that status itself, which an exit code cannot hold: the
 * status of a sort that failed with 2 is 512, and its low eight bits, all that main can return, say success.
 *
 *     fprintf --> stream ==== pipe ====> 0 [ sh -c sort ] 1 --> our standard output
 */
/* prints:
Hello, world.
My dog has fleas.
One fish, two fish.
This is a test.
This program is great.
sort ended with 0
a sort that fails ends with 2, and its status, 512, has 0 in the low eight bits
*/
#include <leat.h>

#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>

#include "check.h"

static FILE *open_command(const char *command)
{
	FILE *stream;

	fflush(stdout); /* ours first: the command writes to the same standard output */
	stream = leat_popen(command, "w");
	if (stream == NULL) {
		leat_perror("popen");
		exit(1);
	}
	return stream;
}

int main(void)
{
	FILE *stream = open_command("LC_ALL=C sort");
	int status;

	fprintf(stream, "This is a test.\n");
	fprintf(stream, "Hello, world.\n");
	fprintf(stream, "My dog has fleas.\n");
	fprintf(stream, "This program is great.\n");
	fprintf(stream, "One fish, two fish.\n");

	/* The lines are still in our buffer, or in sort, which needs the last before it can write the first. */
	status = leat_pclose(stream);
	CHECK(WIFEXITED(status));
	printf("sort ended with %d\n", WEXITSTATUS(status));
	CHECK_INT(status, 0);

	status = leat_pclose(open_command("sort --no-such-option 2>/dev/null"));
	CHECK(WIFEXITED(status));
	printf("a sort that fails ends with %d, and its status, %d, has %d in the low eight bits\n", WEXITSTATUS(status), status,
	       status & 0xff);
	return 0;
}
