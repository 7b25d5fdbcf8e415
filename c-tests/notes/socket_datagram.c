/*
 * Note 003, Datagram: like sending mail, no connection is established. Each datagram is one message, which arrives whole
 * or not at all, with its sender's address, to which the answer goes: so it need not be unidirectional, as the note says.
 *
 *     child: sendto("one"), sendto("three") ----> parent: recvfrom, recvfrom
 *     child: recvfrom <------------------------- parent: sendto(the address of the sender)
 */
/* prints:
a datagram of 3 bytes: one
a datagram of 5 bytes, of which recvfrom had room for 4: thre
the answer: 8
*/
#include <leat.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include "check.h"

static int datagram_socket(struct sockaddr_in *address)
{
	socklen_t length = sizeof *address;
	int fd = leat_socket(AF_INET, SOCK_DGRAM, 0);

	memset(address, 0, sizeof *address);
	address->sin_family = AF_INET;
	address->sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if (fd == -1 || leat_bind(fd, (struct sockaddr *)address, length) == -1) {
		leat_perror("a datagram socket");
		exit(1);
	}
	CHECK_INT(leat_getsockname(fd, (struct sockaddr *)address, &length), 0);
	return fd;
}

static void child(const struct sockaddr_in *parent)
{
	const struct sockaddr *to = (const struct sockaddr *)parent;
	int fd = leat_socket(AF_INET, SOCK_DGRAM, 0); /* gets an address of its own with the first sendto */
	char answer[16];
	ssize_t length;

	CHECK(fd != -1);
	CHECK_INT(leat_sendto(fd, "one", 3, 0, to, sizeof *parent), 3);
	CHECK_INT(leat_sendto(fd, "three", 5, 0, to, sizeof *parent), 5);
	length = leat_recvfrom(fd, answer, sizeof answer, 0, NULL, NULL);
	CHECK(length > 0);
	printf("the answer: %.*s\n", (int)length, answer);
	exit(0);
}

int main(void)
{
	struct sockaddr_in address, sender;
	socklen_t length = sizeof sender;
	int fd = datagram_socket(&address), status;
	char text[16];
	ssize_t got;
	pid_t pid = leat_fork();

	if (pid == -1) {
		leat_perror("fork");
		exit(1);
	}
	if (pid == 0)
		child(&address);

	got = leat_recvfrom(fd, text, sizeof text, 0, (struct sockaddr *)&sender, &length);
	CHECK_INT(got, 3);
	printf("a datagram of 3 bytes: %.*s\n", (int)got, text);
	/* What does not fit is lost; with MSG_TRUNC the result is the datagram's length all the same. */
	got = leat_recvfrom(fd, text, 4, MSG_TRUNC, NULL, NULL);
	CHECK_INT(got, 5);
	printf("a datagram of 5 bytes, of which recvfrom had room for 4: %.4s\n", text);
	fflush(stdout);
	CHECK_INT(leat_sendto(fd, "8", 1, 0, (struct sockaddr *)&sender, length), 1);

	CHECK_INT(leat_waitpid(pid, &status, 0), pid);
	CHECK_INT(status, 0);
	CHECK_INT(leat_close(fd), 0);
	return 0;
}
