/*
 * Note 000, FIFO: several clients write to the FIFO of one server. How does the server respond? The note guesses "something
 * like sockets"; a second FIFO for each client does, whose name the server makes from the pid in the request.
 *
 *     client 1 --\                                /==== answer.<pid of 1> ===> client 1
 *     client 2 ---==== requests ====> server ----====== answer.<pid of 2> ===> client 2
 *     client 3 --/                                \==== answer.<pid of 3> ===> client 3
 */
/* prints:
the server answered 3 requests
3 clients got the square of their number
*/
#include <leat.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"

enum { CLIENTS = 3 };

struct request {
	pid_t client;
	int number;
};

static pid_t owner;
static char own_fifo[32]; /* the one that this process made */

static void remove_own_fifo(void)
{
	if (getpid() == owner)
		leat_unlink(own_fifo);
}

static void make_own_fifo(const char *what)
{
	owner = getpid();
	snprintf(own_fifo, sizeof own_fifo, "%s.%ld", what, (long)owner);
	if (leat_mkfifo(own_fifo, 0600) == -1) {
		leat_perror("mkfifo");
		exit(1);
	}
}

static void client(const char *server_fifo, int number)
{
	struct request request;
	int fd, answer;

	make_own_fifo("answer"); /* before the server can hear of it */
	request.client = getpid();
	request.number = number;
	CHECK((fd = leat_open(server_fifo, O_WRONLY)) != -1);
	/* At most PIPE_BUF bytes are atomic: the requests of several clients never mix. */
	CHECK_INT(leat_write(fd, &request, sizeof request), sizeof request);
	CHECK_INT(leat_close(fd), 0);

	CHECK((fd = leat_open(own_fifo, O_RDONLY)) != -1);
	CHECK_INT(leat_read(fd, &answer, sizeof answer), sizeof answer);
	CHECK_INT(answer, number * number);
	exit(0);
}

static void answer_one(int requests)
{
	struct request request;
	char name[32];
	int fd, answer;

	CHECK_INT(leat_read(requests, &request, sizeof request), sizeof request);
	snprintf(name, sizeof name, "answer.%ld", (long)request.client);
	answer = request.number * request.number;
	CHECK((fd = leat_open(name, O_WRONLY)) != -1);
	CHECK_INT(leat_write(fd, &answer, sizeof answer), sizeof answer);
	CHECK_INT(leat_close(fd), 0);
}

int main(void)
{
	char server_fifo[32];
	int requests, keep_open, status, i;
	pid_t pid;

	atexit(remove_own_fifo);
	make_own_fifo("requests");
	snprintf(server_fifo, sizeof server_fifo, "%s", own_fifo);
	for (i = 1; i <= CLIENTS; i++) {
		pid = leat_fork();
		if (pid == -1) {
			leat_perror("fork");
			exit(1);
		}
		if (pid == 0)
			client(server_fifo, i);
	}
	CHECK((requests = leat_open(server_fifo, O_RDONLY)) != -1);
	/* A write end of its own: or the server sees end-of-file whenever the last client of the moment has gone. */
	CHECK((keep_open = leat_open(server_fifo, O_WRONLY)) != -1);
	for (i = 0; i < CLIENTS; i++)
		answer_one(requests);
	printf("the server answered %d requests\n", CLIENTS);

	for (i = 0; i < CLIENTS; i++) {
		CHECK(leat_wait(&status) != -1);
		CHECK_INT(status, 0);
	}
	printf("%d clients got the square of their number\n", CLIENTS);
	return 0;
}
