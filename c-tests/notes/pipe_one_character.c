/*
 * Note 003, Pipes: the sender places its message in small chunks, and the receiver reads one character at a time. They
 * may: a pipe has no chunks, but bytes in order. How much is written at once is the writer's choice, how much is read
 * at once is the reader's, and neither sees the other's.
 *
 *     write("Gree"), write("t"), write("ings") --> [ Greetings ] --> read 1, read 1, read 1 ...
 *                                                                or  read 5, read 5
 */
/* prints:
3 chunks, read one character at a time: G.r.e.e.t.i.n.g.s, 9 reads
3 chunks, read five at a time: Greet.ings, 2 reads
*/
#include <leat.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"

static void sender(int fd)
{
	static const char *const chunks[] = { "Gree", "t", "ings" };
	int i;

	for (i = 0; i < 3; i++)
		CHECK_INT(leat_write(fd, chunks[i], strlen(chunks[i])), strlen(chunks[i]));
	_exit(0);
}

/* Reads all that comes, at most `size` bytes at once, and puts a dot between what came at once. */
static void receive(int fd, size_t size)
{
	char text[32] = "", piece[8];
	size_t length = 0;
	ssize_t got;
	int reads = 0;

	while ((got = leat_read(fd, piece, size)) > 0) {
		CHECK(length + (size_t)got + 1 < sizeof text);
		if (reads++ > 0)
			text[length++] = '.';
		memcpy(text + length, piece, (size_t)got);
		length += (size_t)got;
	}
	CHECK_INT(got, 0);
	printf("%.*s, %d reads\n", (int)length, text, reads);
}

static void transfer(const char *how, size_t size)
{
	int fd[2], status;
	pid_t pid;

	if (leat_pipe(fd) == -1) {
		leat_perror("pipe");
		exit(1);
	}
	printf("3 chunks, read %s at a time: ", how);
	fflush(stdout);
	pid = leat_fork();
	if (pid == -1) {
		leat_perror("fork");
		exit(1);
	}
	if (pid == 0)
		sender(fd[1]);
	CHECK_INT(leat_close(fd[1]), 0);
	/* When all is written: before, a read finds as much as there is at the moment, and that is chance. */
	CHECK_INT(leat_waitpid(pid, &status, 0), pid);
	CHECK_INT(status, 0);
	receive(fd[0], size);
	CHECK_INT(leat_close(fd[0]), 0);
}

int main(void)
{
	transfer("one character", 1);
	transfer("five", 5);
	return 0;
}
