/*
 * Datagrams keep their bounds and carry the sender's address; a pair of sockets is connected from birth.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <netinet/in.h>
#include <sys/socket.h>

#include "check.h"

int main(void)
{
	struct sockaddr_in address, from;
	socklen_t length = sizeof address;
	char text[16] = "";
	int receiver, sender, pair[2];

	memset(&address, 0, sizeof address);
	address.sin_family = AF_INET;
	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	CHECK((receiver = leat_socket(AF_INET, SOCK_DGRAM, 0)) >= 0);
	CHECK((sender = leat_socket(AF_INET, SOCK_DGRAM, 0)) >= 0);
	CHECK_INT(leat_bind(receiver, (struct sockaddr *)&address, sizeof address), 0);
	CHECK_INT(leat_getsockname(receiver, (struct sockaddr *)&address, &length), 0);
	CHECK_INT(leat_sendto(sender, "one", 3, 0, (struct sockaddr *)&address, sizeof address), 3);
	CHECK_INT(leat_sendto(sender, "two", 3, 0, (struct sockaddr *)&address, sizeof address), 3);
	length = sizeof from;
	CHECK_INT(leat_recvfrom(receiver, text, sizeof text, 0, (struct sockaddr *)&from, &length), 3);
	CHECK_TEXT(text, "one");
	CHECK_INT(from.sin_addr.s_addr, address.sin_addr.s_addr);
	length = sizeof from;
	CHECK_INT(leat_recvfrom_chk(receiver, text, 3, sizeof text, 0, (struct sockaddr *)&from, &length), 3);
	CHECK_TEXT(text, "two");
	CHECK_FAILS(leat_recvfrom(receiver, text, 1, MSG_DONTWAIT, NULL, NULL), -1, EAGAIN, "recvfrom");
	CHECK_FAILS(leat_recvfrom_chk(receiver, text, 1, 16, MSG_DONTWAIT, NULL, NULL), -1, EAGAIN, "recvfrom");
	CHECK_FAILS(leat_sendto(sender, text, 1, 0, NULL, 0), -1, EDESTADDRREQ, "sendto");
	CHECK_FAILS(leat_listen(receiver, 5), -1, EOPNOTSUPP, "listen");

	CHECK_INT(leat_socketpair(AF_UNIX, SOCK_DGRAM, 0, pair), 0);
	CHECK_INT(leat_send(pair[0], "pair", 5, 0), 5);
	CHECK_INT(leat_recv_chk(pair[1], text, 16, sizeof text, 0), 5);
	CHECK_TEXT(text, "pair");
	CHECK_FAILS(leat_socketpair(AF_INET, SOCK_STREAM, 0, pair), -1, EOPNOTSUPP, "socketpair");
	return 0;
}
