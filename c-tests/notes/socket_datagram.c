/*
 * Note 003, Datagram: like sending mail, no connection is established. Each datagram is one message, which arrives
 * whole or not at all, with its sender's address, to which the answer goes: so it need not be unidirectional, as the
 * note says.
 *
 *     child: sendto("one")   ------------------------------> parent: recvfrom
 *     child: recvfrom <------ parent: sendto(that sender, "3 bytes")     (and once more with "three")
 */
/* prints:
with room for 8 bytes the parent got: one
the child sent one and was told: 3 bytes
with room for 4 bytes the parent got: thre
the child sent three and was told: 5 bytes
*/
#include <leat.h>

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>

#include "check.h"

/*
 * Port 0 asks for any that is free. UDP promises neither arrival nor order: nobody here waits for ever, or sends two at
 * once.
 */
static int datagram_socket(struct sockaddr_in *address)
{
	struct timeval limit = { 10, 0 };
	socklen_t length = sizeof *address;
	int fd = leat_socket(AF_INET, SOCK_DGRAM, 0);

	memset(address, 0, sizeof *address);
	address->sin_family = AF_INET;
	address->sin_port = htons(0);
	address->sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if (fd == -1 || leat_bind(fd, (struct sockaddr *)address, length) == -1) {
		leat_perror("a datagram socket");
		exit(1);
	}
	CHECK_INT(leat_getsockname(fd, (struct sockaddr *)address, &length), 0);
	CHECK_INT(leat_setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit), 0);
	return fd;
}

static void child(const struct sockaddr_in *parent)
{
	static const char *const words[] = { "one", "three" };
	struct sockaddr_in own;
	int fd = datagram_socket(&own), i;
	char answer[16];
	ssize_t got;

	for (i = 0; i < 2; i++) {
		got = leat_sendto(fd, words[i], strlen(words[i]), 0, (const struct sockaddr *)parent, sizeof *parent);
		CHECK_INT(got, strlen(words[i]));
		while ((got = leat_recvfrom(fd, answer, sizeof answer, 0, NULL, NULL)) == -1)
			CHECK_INT(errno, EINTR); /* with a limit, as here, also after ^Z and fg */
		printf("the child sent %s and was told: %.*s\n", words[i], (int)got, answer);
		fflush(stdout);
	}
	exit(0);
}

static void receive_and_answer(int fd, int room)
{
	struct sockaddr_in sender;
	socklen_t length = sizeof sender;
	char text[8], answer[16];
	ssize_t got;
	int size;

	/* What has no room is lost; MSG_TRUNC gives the whole datagram's length all the same. */
	while ((got = leat_recvfrom(fd, text, (size_t)room, MSG_TRUNC, (struct sockaddr *)&sender, &length)) == -1)
		CHECK_INT(errno, EINTR);
	printf("with room for %d bytes the parent got: %.*s\n", room, got < room ? (int)got : room, text);
	fflush(stdout);
	size = snprintf(answer, sizeof answer, "%d bytes", (int)got);
	CHECK_INT(leat_sendto(fd, answer, (size_t)size, 0, (struct sockaddr *)&sender, length), size);
}

int main(void)
{
	struct sockaddr_in address;
	int fd = datagram_socket(&address), status;
	pid_t pid = leat_fork();

	if (pid == -1) {
		leat_perror("fork");
		exit(1);
	}
	if (pid == 0)
		child(&address);
	receive_and_answer(fd, 8);
	receive_and_answer(fd, 4);

	CHECK_INT(leat_waitpid(pid, &status, 0), pid);
	CHECK_INT(status, 0);
	CHECK_INT(leat_close(fd), 0);
	return 0;
}
