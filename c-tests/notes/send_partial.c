/*
 * Note 000, New Functions: send() puts data into the socket's buffer and returns how much. Success says no more: nobody
 * need have read it yet. As a rule a send() waits until there has been room for everything, but it may take less: with
 * MSG_DONTWAIT what there is room for, and without it a part if a signal handler interrupts the wait. So the caller
 * looks at the result, and sends the rest again.
 *
 *     send(1 MiB) ----> [ buffer: a part of it ]                       nobody reads yet
 *     send(the rest) -> [ buffer: the next part ] --> recv, recv, ...  until all is through
 */
/* prints:
with MSG_DONTWAIT, send() took a part of 1048576 bytes
no room left: EAGAIN
the receiver finds as many bytes as send() said
without it, send() waited for room, and a signal came: it took a part
the rest sent in a loop: all 1048576 bytes are there, in order
*/
#include <leat.h>

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "blocked.h"
#include "check.h"

enum { SIZE = 1024 * 1024, BUFFER = 16 * 1024 }; /* far more than there is room for */

static char message[SIZE], received[SIZE];

static void ignore_it(int number)
{
	(void)number; /* but unlike SIG_IGN, a handler interrupts what the process waits in */
}

static void wait_for(pid_t child)
{
	int status;

	while (leat_waitpid(child, &status, 0) == -1)
		CHECK_INT(errno, EINTR); /* the signal may come late, if something else has ended the wait in send() */
	CHECK_INT(status, 0);
}

/* Sends a signal to the parent when that sleeps, which it does in send(). */
static pid_t start_interrupter(void)
{
	pid_t parent = getpid(), pid;

	CHECK((pid = leat_fork()) != -1);
	if (pid > 0)
		return pid;
	wait_until_parent_sleeps(parent);
	CHECK_INT(leat_kill(parent, SIGUSR1), 0);
	exit(0);
}

/* What is there to be received, up to end-of-file, or with MSG_DONTWAIT up to where it would have to wait. */
static size_t receive(int fd, char *to, size_t room, int flags)
{
	size_t length = 0;
	ssize_t got;

	while ((got = leat_recv(fd, to + length, room - length, flags)) > 0)
		length += (size_t)got;
	CHECK(got == 0 || ((flags & MSG_DONTWAIT) && errno == EAGAIN));
	return length;
}

/* Receives what is missing from the message, and compares. */
static pid_t start_receiver(const int pair[2], size_t length)
{
	pid_t pid;

	CHECK((pid = leat_fork()) != -1);
	if (pid > 0)
		return pid;
	CHECK_INT(leat_close(pair[0]), 0);
	CHECK_INT(receive(pair[1], received + length, SIZE - length, 0), SIZE - length);
	CHECK(memcmp(received, message, SIZE) == 0);
	exit(0);
}

int main(void)
{
	int pair[2], buffer = BUFFER;
	struct sigaction action;
	size_t sent, length;
	ssize_t part;
	pid_t pid;
	int i;

	if (leat_socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == -1) {
		leat_perror("socketpair");
		exit(1);
	}
	CHECK_INT(leat_setsockopt(pair[0], SOL_SOCKET, SO_SNDBUF, &buffer, sizeof buffer), 0);
	for (i = 0; i < SIZE; i++)
		message[i] = (char)(i % 251); /* a prime: bytes lost or doubled do not go unnoticed */

	part = leat_send(pair[0], message, SIZE, MSG_DONTWAIT);
	CHECK(part > 0 && part < SIZE);
	printf("with MSG_DONTWAIT, send() took a part of %d bytes\n", SIZE);
	sent = (size_t)part;
	CHECK_INT(leat_send(pair[0], message + sent, SIZE - sent, MSG_DONTWAIT), -1);
	printf("no room left: %s\n", leat_error_name(errno));
	length = receive(pair[1], received, SIZE, MSG_DONTWAIT);
	CHECK_INT(length, sent);
	printf("the receiver finds as many bytes as send() said\n");
	fflush(stdout);

	memset(&action, 0, sizeof action);
	action.sa_handler = ignore_it;
	CHECK_INT(leat_sigaction(SIGUSR1, &action, NULL), 0);
	pid = start_interrupter();
	part = leat_send(pair[0], message + sent, SIZE - sent, 0);
	CHECK(part > 0 && (size_t)part < SIZE - sent);
	printf("without it, send() waited for room, and a signal came: it took a part\n");
	fflush(stdout);
	sent += (size_t)part;
	wait_for(pid);

	pid = start_receiver(pair, length);
	CHECK_INT(leat_close(pair[1]), 0);
	for (; sent < SIZE; sent += (size_t)part) {
		part = leat_send(pair[0], message + sent, SIZE - sent, MSG_NOSIGNAL);
		CHECK(part > 0);
	}
	CHECK_INT(leat_close(pair[0]), 0);
	wait_for(pid);
	printf("the rest sent in a loop: all %d bytes are there, in order\n", SIZE);
	return 0;
}
