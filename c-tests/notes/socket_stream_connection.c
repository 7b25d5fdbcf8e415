/*
 * Note 001, Stream socket (and the figure of How to use a socket?): a stream of TCP is connection-oriented: nothing is
 * sent without a connection, and each side learns that the other has ended it. Either direction is ended for itself:
 * after shutdown() of its own the client still receives. That it is reliable, too, is shown by
 * socket_stream_reliable.c.
 *
 *     server                                   client
 *     accept <----------- connection --------- connect
 *     read   <-------------- hello ----------- write
 *     read   <------------ end-of-file ------- shutdown (of its direction)
 *     write  ----------------- 5 ------------> read
 *     close  ------------- end-of-file ------> read
 *                                              close
 */
/* prints:
before connect(): send fails with EPIPE, recv with ENOTCONN
after it the client has a peer: the server
the server reads hello, then end-of-file
the client reads 5, then end-of-file
it cannot write any more: EPIPE
*/
#include <leat.h>

#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "check.h"

static int new_socket(void)
{
	int fd = leat_socket(AF_INET, SOCK_STREAM, 0);

	if (fd == -1) {
		leat_perror("socket");
		exit(1);
	}
	return fd;
}

/* Reads until end-of-file: the text of at most `size` - 1 bytes, which may come in pieces. */
static void read_to_end(int fd, char *text, size_t size)
{
	size_t length = 0;
	ssize_t got;

	while ((got = leat_read(fd, text + length, size - 1 - length)) > 0)
		length += (size_t)got;
	CHECK_INT(got, 0);
	CHECK(length < size - 1); /* or it would have asked for 0 bytes, and got them */
	text[length] = '\0';
}

int main(void)
{
	struct sockaddr_in address, peer;
	socklen_t length = sizeof address;
	int listening = new_socket(), client = new_socket(), server;
	char text[16];

	CHECK_FAILS(leat_send(client, "x", 1, MSG_NOSIGNAL), -1, EPIPE, "send");
	CHECK_FAILS(leat_recv(client, text, 1, 0), -1, ENOTCONN, "recv");
	printf("before connect(): send fails with EPIPE, recv with ENOTCONN\n");

	memset(&address, 0, sizeof address);
	address.sin_family = AF_INET;
	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	CHECK_INT(leat_bind(listening, (struct sockaddr *)&address, length), 0);
	CHECK_INT(leat_getsockname(listening, (struct sockaddr *)&address, &length), 0);
	CHECK_INT(leat_listen(listening, 1), 0);
	if (leat_connect(client, (struct sockaddr *)&address, sizeof address) == -1) {
		leat_perror("connect");
		exit(1);
	}
	CHECK((server = leat_accept(listening, NULL, NULL)) != -1);
	length = sizeof peer;
	CHECK_INT(leat_getpeername(client, (struct sockaddr *)&peer, &length), 0);
	CHECK(peer.sin_port == address.sin_port && peer.sin_addr.s_addr == address.sin_addr.s_addr);
	printf("after it the client has a peer: the server\n");

	CHECK_INT(leat_write(client, "hello", 5), 5);
	CHECK_INT(leat_shutdown(client, SHUT_WR), 0);
	read_to_end(server, text, sizeof text);
	printf("the server reads %s, then end-of-file\n", text);

	CHECK_INT(leat_write(server, "5", 1), 1);
	CHECK_INT(leat_close(server), 0);
	read_to_end(client, text, sizeof text);
	printf("the client reads %s, then end-of-file\n", text);
	CHECK_FAILS(leat_send(client, "x", 1, MSG_NOSIGNAL), -1, EPIPE, "send");
	printf("it cannot write any more: EPIPE\n");
	CHECK_INT(leat_close(client), 0);
	CHECK_INT(leat_close(listening), 0);
	return 0;
}
