/*
 * Note 001, Pipes as method of process synchronization: processes can wait for each other by a pipe to which nothing is
 * ever written. A read of it waits until all write ends are closed. A child closes its end to say that it is done, so a
 * parent that reads end-of-file knows that all are; and with one close() the parent starts all children.
 *
 *     parent:  close start[1] ------------------------ read done[0]: 0 (end-of-file)
 *                    |                                        ^
 *     child 1: ......0-- compute --- close done[1] -----------|
 *     child 2: ......0-- compute -------- close done[1] ------|
 *     child 3: ......0-- compute ------------- close done[1] -/
 *
 * waitpid() could wait only for children that end; these live on until the parent closes a third pipe.
 *
 * test: flags -D_GNU_SOURCE
 */
/* prints:
three children sleep until the start, and nothing is computed
start
all three have closed their end of done: 1 + 4 + 9 = 14
no child has ended yet
all end when the parent closes finish
*/
#include <leat.h>

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "blocked.h"
#include "check.h"

enum { CHILDREN = 3 };

static int start[2], done[2], finish[2];

/* Nobody ever writes: the read returns when the last write end is closed, also if the process that had it failed. */
static void wait_for_close(int fd)
{
	char byte;

	CHECK_INT(leat_read(fd, &byte, 1), 0);
}

static void child(int number, int *square)
{
	/* Its copies of the ends that the parent will close: if they stayed open, it would wait for itself. */
	CHECK_INT(leat_close(start[1]), 0);
	CHECK_INT(leat_close(finish[1]), 0);

	wait_for_close(start[0]);
	*square = number * number;
	CHECK_INT(leat_close(done[1]), 0);
	wait_for_close(finish[0]);
	_exit(0);
}

static int is_at_end(int fd)
{
	struct pollfd poll_it = {fd, POLLIN, 0};

	CHECK(leat_poll(&poll_it, 1, 0) != -1);
	return (poll_it.revents & POLLHUP) != 0;
}

int main(void)
{
	pid_t pids[CHILDREN];
	int *squares;
	void *memory;
	int status, i;

	memory = leat_mmap(NULL, CHILDREN * sizeof *squares, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (memory == MAP_FAILED || leat_pipe(start) == -1 || leat_pipe(done) == -1 || leat_pipe(finish) == -1) {
		leat_perror("mmap and pipe");
		exit(1);
	}
	squares = (int *)memory;
	for (i = 0; i < CHILDREN; i++) {
		CHECK((pids[i] = leat_fork()) != -1);
		if (pids[i] == 0)
			child(i + 1, &squares[i]);
	}
	/* Or the parent would wait for itself. */
	CHECK_INT(leat_close(done[1]), 0);
	for (i = 0; i < CHILDREN; i++)
		wait_until_child_sleeps(pids[i]);
	CHECK_INT(is_at_end(done[0]), 0);
	CHECK_INT(squares[0] + squares[1] + squares[2], 0);
	printf("three children sleep until the start, and nothing is computed\n");

	printf("start\n");
	CHECK_INT(leat_close(start[1]), 0);
	wait_for_close(done[0]);
	printf("all three have closed their end of done: %d + %d + %d = %d\n", squares[0], squares[1], squares[2],
	       squares[0] + squares[1] + squares[2]);

	for (i = 0; i < CHILDREN; i++)
		CHECK_INT(leat_waitpid(pids[i], NULL, WNOHANG), 0);
	printf("no child has ended yet\n");
	CHECK_INT(leat_close(finish[1]), 0);
	for (i = 0; i < CHILDREN; i++) {
		CHECK_INT(leat_waitpid(pids[i], &status, 0), pids[i]);
		CHECK_INT(status, 0);
	}
	printf("all end when the parent closes finish\n");
	CHECK_INT(leat_munmap(memory, CHILDREN * sizeof *squares), 0);
	return 0;
}
