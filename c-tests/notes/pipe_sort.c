/*
 * Note 002, Creating pipes and popen: a program run in a subprocess is fed through a pipe. By hand it takes pipe, fork,
 * dup2, exec and fdopen, and waitpid at the end; popen_sort.c does the same with popen and pclose.
 *
 *     parent                                          child
 *     fprintf --> stream --> fd[1] ==== pipe ====> fd[0], made 0 by dup2 --> sort --> our standard output
 */
/* prints:
into the pipe go: pear, apple, quince, fig, plum
out of sort come:
apple
fig
pear
plum
quince
sort has ended with 0
*/
#include <leat.h>

#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"

/* The child becomes sort, with the read end of the pipe as its standard input. */
static void become_sort(const int fd[2])
{
	CHECK_INT(leat_close(fd[1]), 0); /* or sort would wait for its own end to write more */
	CHECK_INT(leat_dup2(fd[0], STDIN_FILENO), STDIN_FILENO);
	if (fd[0] != STDIN_FILENO) /* it already is, if this program was started without standard input */
		CHECK_INT(leat_close(fd[0]), 0);
	CHECK_INT(setenv("LC_ALL", "C", 1), 0);
	leat_execlp("sort", "sort", (char *)NULL);
	leat_perror("sort"); /* exec returns only if it failed */
	_exit(127);
}

int main(void)
{
	static const char *const words[] = { "pear", "apple", "quince", "fig", "plum" };
	enum { WORDS = sizeof words / sizeof words[0] };
	int fd[2], status, i;
	FILE *stream;
	pid_t pid;

	printf("into the pipe go: ");
	for (i = 0; i < WORDS; i++)
		printf("%s%s", words[i], i < WORDS - 1 ? ", " : "\n");
	printf("out of sort come:\n");
	fflush(stdout); /* sort writes to the same standard output, and the child would have a copy of the buffer */

	if (leat_pipe(fd) == -1) {
		leat_perror("pipe");
		exit(1);
	}
	pid = leat_fork();
	if (pid == -1) {
		leat_perror("fork");
		exit(1);
	}
	if (pid == 0)
		become_sort(fd);

	CHECK_INT(leat_close(fd[0]), 0);
	CHECK((stream = leat_fdopen(fd[1], "w")) != NULL);
	for (i = 0; i < WORDS; i++)
		CHECK(fprintf(stream, "%s\n", words[i]) > 0);
	/* Writes the buffer and closes fd[1]: only at the end of its input sort knows which line is the first. */
	CHECK_INT(leat_fclose(stream), 0);

	CHECK_INT(leat_waitpid(pid, &status, 0), pid);
	CHECK(WIFEXITED(status));
	printf("sort has ended with %d\n", WEXITSTATUS(status));
	CHECK_INT(status, 0);
	return 0;
}
