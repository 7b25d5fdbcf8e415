/*
 * Note 004, Message Queue: a client and a server talk through two POSIX queues, found by their names. Each receive
 * takes one whole message, unlike a read from a pipe; an empty message tells the server to end.
 *
 *     client ---- /requests.<pid> ----> server
 *     client <---- /answers.<pid> ----- server
 *
 * "Not visible on the filesystem", says the note: posix_mq_names.c shows where they are.
 */
/* prints:
hello -> HELLO
queue -> QUEUE
the server has ended
*/
#include <leat.h>

#include <ctype.h>
#include <fcntl.h>
#include <mqueue.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"

enum { SIZE = 16 }; /* of the longest message; a buffer to receive into must have as much */

static pid_t owner, serving;
static char requests[32], answers[32];

static void clean_up(void)
{
	if (getpid() != owner)
		return;
	if (serving > 0)
		leat_kill(serving, SIGKILL); /* the client failed, and nobody will say goodbye to the server */
	leat_mq_unlink(requests);
	leat_mq_unlink(answers);
}

static mqd_t create(const char *name)
{
	struct mq_attr attributes;
	mqd_t queue;

	memset(&attributes, 0, sizeof attributes);
	attributes.mq_maxmsg = 4;
	attributes.mq_msgsize = SIZE;
	queue = leat_mq_open(name, O_CREAT | O_EXCL | O_RDWR, 0600, &attributes);
	if (queue == (mqd_t)-1) {
		leat_perror("mq_open");
		exit(1);
	}
	return queue;
}

static void server(void)
{
	mqd_t in = leat_mq_open(requests, O_RDONLY), out = leat_mq_open(answers, O_WRONLY);
	char text[SIZE];
	ssize_t length, i;

	CHECK(in != (mqd_t)-1 && out != (mqd_t)-1);
	while ((length = leat_mq_receive(in, text, sizeof text, NULL)) > 0) {
		for (i = 0; i < length; i++)
			text[i] = (char)toupper((unsigned char)text[i]);
		CHECK_INT(leat_mq_send(out, text, (size_t)length, 0), 0);
	}
	CHECK_INT(length, 0);
	exit(0);
}

static void ask(mqd_t out, mqd_t in, const char *question)
{
	char text[SIZE];
	ssize_t length;

	CHECK_INT(leat_mq_send(out, question, strlen(question), 0), 0);
	length = leat_mq_receive(in, text, sizeof text, NULL);
	CHECK_INT(length, strlen(question));
	printf("%s -> %.*s\n", question, (int)length, text);
}

int main(void)
{
	mqd_t out, in;
	int status;

	owner = getpid();
	snprintf(requests, sizeof requests, "/requests.%ld", (long)owner);
	snprintf(answers, sizeof answers, "/answers.%ld", (long)owner);
	atexit(clean_up);
	out = create(requests);
	in = create(answers);

	serving = leat_fork();
	if (serving == -1) {
		leat_perror("fork");
		exit(1);
	}
	if (serving == 0)
		server();
	ask(out, in, "hello");
	ask(out, in, "queue");
	CHECK_INT(leat_mq_send(out, "", 0, 0), 0);

	CHECK_INT(leat_waitpid(serving, &status, 0), serving);
	serving = 0;
	CHECK_INT(status, 0);
	printf("the server has ended\n");
	CHECK_INT(leat_mq_close(out), 0);
	CHECK_INT(leat_mq_close(in), 0);
	return 0;
}
