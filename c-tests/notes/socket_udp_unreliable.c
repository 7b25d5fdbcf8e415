/*
 * Note 001, Datagram socket: UDP is connectionless and unreliable. Connectionless: one may send to an address without
 * asking, even if nobody is there. Unreliable: what the receiver has no room for is dropped, and neither side is told;
 * but what arrives is whole. Local datagram sockets, which the note forgets, are not UDP. They are reliable: when there
 * is no room, the sender has to wait.
 *
 *     sender: 1 2 3 4 5 ... 500, each send succeeds --> [ 1 2 ] receiver, who does not read
 *                                                \--> 3 4 5 ... 500: dropped
 */
/* prints:
to a port that nobody has: two sends succeed
to a receiver that does not read: 500 sends succeed, of 1000 bytes each
when it reads: some have arrived, each of them whole, and most have not
now there is room: the next is received
local datagrams: without room the send fails with EAGAIN, or waits
and all that were sent are received
*/
#include <leat.h>

#include <errno.h>
#include <netinet/in.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "check.h"

enum { DATAGRAMS = 500, SIZE = 1000, LAST = DATAGRAMS + 1 };

static int new_socket(void)
{
	int fd = leat_socket(AF_INET, SOCK_DGRAM, 0);

	if (fd == -1) {
		leat_perror("socket");
		exit(1);
	}
	return fd;
}

/* Binds the socket to a free port, and says which. */
static struct sockaddr_in bind_it(int fd)
{
	struct sockaddr_in address;
	socklen_t length = sizeof address;

	memset(&address, 0, sizeof address);
	address.sin_family = AF_INET;
	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if (leat_bind(fd, (struct sockaddr *)&address, length) == -1) {
		leat_perror("bind");
		exit(1);
	}
	CHECK_INT(leat_getsockname(fd, (struct sockaddr *)&address, &length), 0);
	return address;
}

/* The datagram consists of nothing but its number. */
static void send_number(int fd, int number, const struct sockaddr_in *to)
{
	int numbers[SIZE / sizeof number];
	size_t i;

	for (i = 0; i < sizeof numbers / sizeof number; i++)
		numbers[i] = number;
	CHECK_INT(leat_sendto(fd, numbers, sizeof numbers, 0, (const struct sockaddr *)to, sizeof *to), sizeof numbers);
}

/* The number of the datagram that is received; -1 if there is none, with MSG_DONTWAIT. */
static int receive_number(int fd, int flags)
{
	int numbers[SIZE / sizeof(int)];
	size_t i;
	ssize_t got = leat_recv(fd, numbers, sizeof numbers, flags);

	if (got == -1) {
		CHECK_INT(errno, EAGAIN);
		return -1;
	}
	CHECK_INT(got, sizeof numbers);
	for (i = 1; i < sizeof numbers / sizeof numbers[0]; i++)
		CHECK_INT(numbers[i], numbers[0]);
	return numbers[0];
}

/* (Had the socket been connected, which for UDP only sets the receiver, a later send would fail: ECONNREFUSED.) */
static void send_to_nobody(int sender)
{
	int gone = new_socket(), i;
	struct sockaddr_in address = bind_it(gone);

	CHECK_INT(leat_close(gone), 0);
	for (i = 0; i < 2; i++)
		send_number(sender, i, &address);
	printf("to a port that nobody has: two sends succeed\n");
}

static void send_locally(void)
{
	int fd[2], sent = 0, received = 0;
	char byte = 'x';

	CHECK_INT(leat_socketpair(AF_LOCAL, SOCK_DGRAM, 0, fd), 0);
	while (leat_send(fd[0], &byte, 1, MSG_DONTWAIT) == 1)
		sent++;
	printf("local datagrams: without room the send fails with %s, or waits\n", leat_error_name(errno));
	while (leat_recv(fd[1], &byte, 1, MSG_DONTWAIT) == 1)
		received++;
	CHECK(sent > 0);
	CHECK_INT(received, sent);
	printf("and all that were sent are received\n");
	CHECK_INT(leat_close(fd[0]), 0);
	CHECK_INT(leat_close(fd[1]), 0);
}

int main(void)
{
	int sender = new_socket(), receiver = new_socket(), room = 4096, number, count = 1, i;
	struct sockaddr_in address = bind_it(receiver);

	send_to_nobody(sender);
	CHECK_INT(leat_setsockopt(receiver, SOL_SOCKET, SO_RCVBUF, &room, sizeof room), 0);
	for (i = 1; i <= DATAGRAMS; i++)
		send_number(sender, i, &address);
	printf("to a receiver that does not read: %d sends succeed, of %d bytes each\n", DATAGRAMS, SIZE);

	/* Receives what has arrived. A last datagram is sent only now: after that one nothing of the 500 is left. */
	number = receive_number(receiver, 0);
	CHECK(number >= 1 && number <= DATAGRAMS);
	while ((number = receive_number(receiver, MSG_DONTWAIT)) != LAST) {
		if (number != -1) {
			count++;
			continue;
		}
		send_number(sender, LAST, &address); /* several times, as it may get lost, too */
		sched_yield();
	}
	CHECK(count < DATAGRAMS / 2);
	printf("when it reads: some have arrived, each of them whole, and most have not\n");
	printf("now there is room: the next is received\n");
	send_locally();
	CHECK_INT(leat_close(sender), 0);
	CHECK_INT(leat_close(receiver), 0);
	return 0;
}
