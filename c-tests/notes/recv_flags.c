/*
 * Note 000, New Functions: recv() takes data out of the socket's buffer; flags change that for one call. MSG_DONTWAIT
 * fails rather than wait, MSG_PEEK leaves the data in the buffer, and MSG_WAITALL waits until there is as much as was
 * asked for. MSG_WAITALL is no promise: at end-of-file, or when a signal handler interrupts it, it returns less.
 *
 *     other end: "half", later "whole"                       this end
 *     [ half         ]      recv(9)               --> "half"
 *     [ half | whole ]      recv(9, MSG_WAITALL)  --> "halfwhole"
 */
/* prints:
nothing there, MSG_DONTWAIT: EAGAIN
MSG_PEEK: half
once more: half
no flag, 9 bytes wanted: half
now it is gone, MSG_DONTWAIT: EAGAIN
MSG_WAITALL, 9 bytes wanted: halfwhole
MSG_WAITALL, 9 bytes wanted, but the other end closes: end
*/
#include <leat.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "blocked.h"
#include "check.h"

enum { WANTED = 9 };

static int pair[2];

static void send_text(const char *text)
{
	CHECK_INT(leat_send(pair[1], text, strlen(text), MSG_NOSIGNAL), strlen(text));
}

/* Prints what one recv() with these flags returns, or its error. */
static void print_received(const char *how, int flags)
{
	char text[WANTED];
	ssize_t got = leat_recv(pair[0], text, sizeof text, flags);

	if (got == -1)
		printf("%s: %s\n", how, leat_error_name(errno));
	else
		printf("%s: %.*s\n", how, (int)got, text);
}

/* Starts a child that sends the text as soon as this process sleeps, which it does in recv(). */
static pid_t start_late_sender(const char *text)
{
	pid_t parent = getpid(), pid;

	fflush(stdout);
	pid = leat_fork();
	if (pid == -1) {
		leat_perror("fork");
		exit(1);
	}
	if (pid > 0)
		return pid;
	wait_until_parent_sleeps(parent);
	send_text(text);
	exit(0);
}

int main(void)
{
	int status;
	pid_t pid;

	if (leat_socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == -1) {
		leat_perror("socketpair");
		exit(1);
	}
	print_received("nothing there, MSG_DONTWAIT", MSG_DONTWAIT);

	send_text("half");
	print_received("MSG_PEEK", MSG_PEEK);
	print_received("once more", MSG_PEEK);
	print_received("no flag, 9 bytes wanted", 0);
	print_received("now it is gone, MSG_DONTWAIT", MSG_DONTWAIT);

	send_text("half");
	pid = start_late_sender("whole");
	print_received("MSG_WAITALL, 9 bytes wanted", MSG_WAITALL);
	CHECK_INT(leat_waitpid(pid, &status, 0), pid);
	CHECK_INT(status, 0);

	send_text("end");
	CHECK_INT(leat_close(pair[1]), 0);
	print_received("MSG_WAITALL, 9 bytes wanted, but the other end closes", MSG_WAITALL);
	CHECK_INT(leat_close(pair[0]), 0);
	return 0;
}
