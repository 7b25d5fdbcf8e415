/*
 * Note 002, Internet domain Sockets (on pipes): "the file descriptors must be used by related processes". A process
 * that has not inherited a descriptor can be sent it over a local socket: the message carries it in its control data
 * (SCM_RIGHTS), and the receiver gets a descriptor of its own, of whatever number is free, to the same pipe.
 *
 *     parent:    fd[1] ==> pipe ==> fd[0]
 *                  |                           the child was forked before there was a pipe
 *               sendmsg --- local socket --- recvmsg
 *                                              |
 *     child:                                 its own fd ==> the same pipe
 */
/* prints:
a descriptor is sent, and the sender closes its own
through the pipe comes: written by a child that did not inherit it
end-of-file: the receiver has closed its descriptor
*/
#include <leat.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include "check.h"

static const char text[] = "written by a child that did not inherit it";

/* Room for the control data, aligned as its header needs it. */
union control {
	struct cmsghdr header;
	char room[CMSG_SPACE(sizeof(int))];
};

/* A message of one byte (of none it would be nothing on a stream) and with that control data. */
static struct msghdr message_with(struct iovec *part, union control *control)
{
	static char byte;
	struct msghdr message;

	memset(&message, 0, sizeof message);
	memset(control, 0, sizeof *control);
	part->iov_base = &byte;
	part->iov_len = 1;
	message.msg_iov = part;
	message.msg_iovlen = 1;
	message.msg_control = control->room;
	message.msg_controllen = sizeof control->room;
	return message;
}

static void send_descriptor(int socket, int fd)
{
	union control control;
	struct iovec part;
	struct msghdr message = message_with(&part, &control);
	struct cmsghdr *header = CMSG_FIRSTHDR(&message);

	header->cmsg_level = SOL_SOCKET;
	header->cmsg_type = SCM_RIGHTS;
	header->cmsg_len = CMSG_LEN(sizeof fd);
	memcpy(CMSG_DATA(header), &fd, sizeof fd);
	if (leat_sendmsg(socket, &message, MSG_NOSIGNAL) == -1) {
		leat_perror("sendmsg");
		exit(1);
	}
}

static int receive_descriptor(int socket)
{
	union control control;
	struct iovec part;
	struct msghdr message = message_with(&part, &control);
	struct cmsghdr *header;
	int fd;

	CHECK_INT(leat_recvmsg(socket, &message, 0), 1);
	header = CMSG_FIRSTHDR(&message);
	CHECK(header != NULL && header->cmsg_level == SOL_SOCKET && header->cmsg_type == SCM_RIGHTS);
	memcpy(&fd, CMSG_DATA(header), sizeof fd);
	return fd;
}

static void child(int socket)
{
	int fd = receive_descriptor(socket);

	CHECK_INT(leat_write(fd, text, strlen(text)), strlen(text));
	CHECK_INT(leat_close(fd), 0);
	exit(0);
}

int main(void)
{
	int sockets[2], fd[2], status;
	char heard[64];
	ssize_t length;
	pid_t pid;

	CHECK_INT(leat_socketpair(AF_UNIX, SOCK_STREAM, 0, sockets), 0);
	CHECK((pid = leat_fork()) != -1);
	if (pid == 0) {
		CHECK_INT(leat_close(sockets[0]), 0); /* or, should the parent fail, it would wait for ever */
		child(sockets[1]);
	}
	CHECK_INT(leat_close(sockets[1]), 0);

	CHECK_INT(leat_pipe(fd), 0);
	send_descriptor(sockets[0], fd[1]);
	CHECK_INT(leat_close(fd[1]), 0); /* the one that is under way is another, and stays open */
	printf("a descriptor is sent, and the sender closes its own\n");

	CHECK((length = leat_read(fd[0], heard, sizeof heard)) > 0);
	printf("through the pipe comes: %.*s\n", (int)length, heard);
	CHECK_INT(leat_read(fd[0], heard, sizeof heard), 0);
	printf("end-of-file: the receiver has closed its descriptor\n");
	CHECK_INT(leat_waitpid(pid, &status, 0), pid);
	CHECK_INT(status, 0);
	CHECK(leat_close(fd[0]) == 0 && leat_close(sockets[0]) == 0);
	return 0;
}
