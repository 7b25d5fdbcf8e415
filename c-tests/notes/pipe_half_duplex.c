/*
 * Note 000, Duplexes: a pipe is half duplex, it carries bytes one way, so a question and its answer need two pipes; a
 * socket pair is full duplex, and one is enough.
 *
 *     parent ==== question ===> child        parent <==== socket pair ====> child
 *     parent <==== answer ===== child                (question and answer)
 *
 * The note's "usually" is for other systems: on Linux pipe() never makes one that goes both ways. (Elsewhere half
 * duplex means both ways, but only one at a time, as with a walkie-talkie; one way only is called simplex there. Of
 * pipes people say half duplex, as the note does.)
 */
/* prints:
the write end cannot be read, nor the read end written
over two pipes: twice 21 is 42
over one socket pair: twice 21 is 42
*/
#include <leat.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"

static void close_ends(int one, int other)
{
	CHECK_INT(leat_close(one), 0);
	if (other != one)
		CHECK_INT(leat_close(other), 0);
}

/* A child that reads a number from `in` and writes its double to `out`; the parent's ends are `to` and `from`. */
static pid_t start_doubler(int in, int out, int to, int from)
{
	pid_t pid = leat_fork();
	unsigned char number;

	if (pid == -1) {
		leat_perror("fork");
		exit(1);
	}
	if (pid > 0) {
		close_ends(in, out); /* now nobody waits in vain for one who has ended */
		return pid;
	}
	close_ends(to, from);
	CHECK_INT(leat_read(in, &number, 1), 1);
	number = (unsigned char)(2 * number);
	CHECK_INT(leat_write(out, &number, 1), 1);
	_exit(0);
}

static void ask(const char *over, int to, int from, pid_t child)
{
	unsigned char number = 21;
	int status;

	CHECK_INT(leat_write(to, &number, 1), 1);
	CHECK_INT(leat_read(from, &number, 1), 1);
	printf("over %s: twice 21 is %d\n", over, number);
	fflush(stdout); /* what is still buffered when fork() copies the process would be printed twice */
	CHECK_INT(leat_waitpid(child, &status, 0), child);
	CHECK_INT(status, 0);
	close_ends(to, from);
}

int main(void)
{
	int question[2], answer[2], both[2];
	char byte = 0;
	pid_t pid;

	if (leat_pipe(question) == -1 || leat_pipe(answer) == -1) {
		leat_perror("pipe");
		exit(1);
	}
	CHECK_FAILS(leat_read(question[1], &byte, 1), -1, EBADF, "read");
	CHECK_FAILS(leat_write(question[0], &byte, 1), -1, EBADF, "write");
	printf("the write end cannot be read, nor the read end written\n");
	fflush(stdout);

	pid = start_doubler(question[0], answer[1], question[1], answer[0]);
	ask("two pipes", question[1], answer[0], pid);

	if (leat_socketpair(AF_UNIX, SOCK_STREAM, 0, both) == -1) {
		leat_perror("socketpair");
		exit(1);
	}
	pid = start_doubler(both[1], both[1], both[0], both[0]);
	ask("one socket pair", both[0], both[0], pid);
	return 0;
}
