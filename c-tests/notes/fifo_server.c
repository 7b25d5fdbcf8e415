/*
 * Note 000, FIFO, and note 001, Client-Server Application using FIFOs: several clients write to the FIFO of one server.
 * How does the server respond? The note guesses "something like sockets"; but a second FIFO for each client is enough,
 * whose name the server makes from the pid in the request.
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
#include <signal.h>
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

static pid_t server, clients[CLIENTS];

static const char *fifo(const char *what, pid_t of)
{
	static char name[32];

	snprintf(name, sizeof name, "%s.%ld", what, (long)of);
	return name;
}

static void clean_up(void)
{
	int i;

	if (getpid() != server)
		return;
	leat_unlink(fifo("requests", server));
	for (i = 0; i < CLIENTS; i++) {
		if (clients[i] <= 0)
			continue;
		/* The server failed, and this client waits in vain. */
		leat_kill(clients[i], SIGKILL);
		leat_waitpid(clients[i], NULL, 0);
		leat_unlink(fifo("answer", clients[i]));
	}
}

static void client(int number)
{
	struct request request;
	int fd, answer;

	request.client = getpid();
	request.number = number;
	CHECK_INT(leat_mkfifo(fifo("answer", getpid()), 0600), 0); /* before the server can hear of it */
	CHECK((fd = leat_open(fifo("requests", server), O_WRONLY)) != -1);
	/* Up to PIPE_BUF bytes are written in one piece: the requests of several clients never mix. */
	CHECK_INT(leat_write(fd, &request, sizeof request), sizeof request);

	CHECK((fd = leat_open(fifo("answer", getpid()), O_RDONLY)) != -1); /* waits for the server to open it */
	CHECK_INT(leat_read(fd, &answer, sizeof answer), sizeof answer);
	CHECK_INT(answer, number * number);
	CHECK_INT(leat_unlink(fifo("answer", getpid())), 0);
	exit(0);
}

static void answer_one(int requests)
{
	struct request request;
	int fd, answer;

	CHECK_INT(leat_read(requests, &request, sizeof request), sizeof request);
	answer = request.number * request.number;
	CHECK((fd = leat_open(fifo("answer", request.client), O_WRONLY)) != -1);
	CHECK_INT(leat_write(fd, &answer, sizeof answer), sizeof answer);
	CHECK_INT(leat_close(fd), 0);
}

int main(void)
{
	int requests, own_end, status, i;

	server = getpid();
	atexit(clean_up);
	if (leat_mkfifo(fifo("requests", server), 0600) == -1) {
		leat_perror("mkfifo");
		exit(1);
	}
	for (i = 0; i < CLIENTS; i++) {
		CHECK((clients[i] = leat_fork()) != -1);
		if (clients[i] == 0)
			client(i + 1);
	}
	CHECK((requests = leat_open(fifo("requests", server), O_RDONLY)) != -1);
	/* A write end, too: without it, read() would say end-of-file whenever no client has the FIFO open. */
	CHECK((own_end = leat_open(fifo("requests", server), O_WRONLY)) != -1);
	for (i = 0; i < CLIENTS; i++)
		answer_one(requests);
	printf("the server answered %d requests\n", CLIENTS);

	for (i = 0; i < CLIENTS; i++) {
		CHECK_INT(leat_waitpid(clients[i], &status, 0), clients[i]);
		clients[i] = 0;
		CHECK_INT(status, 0);
	}
	printf("%d clients got the square of their number\n", CLIENTS);
	CHECK_INT(leat_close(requests), 0);
	CHECK_INT(leat_close(own_end), 0);
	return 0;
}
