/*
 * One socket pair carries questions and answers, and a descriptor.
 *
 * test: also c++
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

static void send_descriptor(int to, int fd)
{
	union {
		struct cmsghdr header;
		char room[CMSG_SPACE(sizeof(int))];
	} control;
	struct msghdr message;
	struct iovec part;
	char byte = 'f';

	memset(&message, 0, sizeof(message));
	memset(&control, 0, sizeof(control));
	part.iov_base = &byte;
	part.iov_len = 1;
	message.msg_iov = &part;
	message.msg_iovlen = 1;
	message.msg_control = control.room;
	message.msg_controllen = sizeof(control.room);
	control.header.cmsg_level = SOL_SOCKET;
	control.header.cmsg_type = SCM_RIGHTS;
	control.header.cmsg_len = CMSG_LEN(sizeof(int));
	memcpy(CMSG_DATA(&control.header), &fd, sizeof(int));
	if (sendmsg(to, &message, 0) != 1)
		perror("sendmsg");
}

static int receive_descriptor(int from)
{
	union {
		struct cmsghdr header;
		char room[CMSG_SPACE(sizeof(int))];
	} control;
	struct msghdr message;
	struct iovec part;
	char byte;
	int fd = -1;

	memset(&message, 0, sizeof(message));
	part.iov_base = &byte;
	part.iov_len = 1;
	message.msg_iov = &part;
	message.msg_iovlen = 1;
	message.msg_control = control.room;
	message.msg_controllen = sizeof(control.room);
	if (recvmsg(from, &message, 0) != 1)
		perror("recvmsg");
	memcpy(&fd, CMSG_DATA(&control.header), sizeof(int));
	return fd;
}

int main(void)
{
	int ends[2], fd, number, status;
	char text[32];
	ssize_t n;

	if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == -1) {
		perror("socketpair");
		return 1;
	}
	if (fork() == 0) {
		close(ends[0]);
		while (read(ends[1], &number, sizeof(number)) == sizeof(number) && number != 0) {
			number *= number;
			if (write(ends[1], &number, sizeof(number)) != sizeof(number))
				_exit(1);
		}
		fd = open("note", O_RDWR | O_CREAT, 0600);
		if (write(fd, "passed on", 9) != 9)
			_exit(1);
		send_descriptor(ends[1], fd);
		_exit(0);
	}
	close(ends[1]);
	for (number = 2; number < 5; number++) {
		int answer = number;

		if (write(ends[0], &answer, sizeof(answer)) == -1 || read(ends[0], &answer, sizeof(answer)) == -1)
			perror("the child");
		printf("%d squared is %d\n", number, answer);
	}
	number = 0;
	if (write(ends[0], &number, sizeof(number)) == -1)
		perror("write");
	fd = receive_descriptor(ends[0]);
	lseek(fd, 0, SEEK_SET);
	n = read(fd, text, sizeof(text));
	printf("the file says: %.*s\n", (int)n, text);
	wait(&status);
	if (send(ends[0], "x", 1, MSG_NOSIGNAL) == -1)
		perror("send to nobody");
	return status;
}
