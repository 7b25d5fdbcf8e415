/*
 * A connection carries bytes both ways, and its ends know each other's addresses.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/uio.h>

#include "check.h"

int main(void)
{
	struct sockaddr_in address, name;
	socklen_t length = sizeof address;
	int listening, client, server, one = 1, value = 0;
	struct msghdr message;
	char text[8] = "";
	struct iovec part = {text, 5};

	memset(&address, 0, sizeof address);
	address.sin_family = AF_INET;
	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	CHECK((listening = leat_socket(AF_INET, SOCK_STREAM, 0)) >= 0);
	CHECK_INT(leat_setsockopt(listening, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one), 0);
	length = sizeof value;
	CHECK_INT(leat_getsockopt(listening, SOL_SOCKET, SO_REUSEADDR, &value, &length), 0);
	CHECK(value != 0);
	CHECK_INT(leat_bind(listening, (struct sockaddr *)&address, sizeof address), 0);
	CHECK_INT(leat_listen(listening, 5), 0);
	length = sizeof address;
	CHECK_INT(leat_getsockname(listening, (struct sockaddr *)&address, &length), 0);
	CHECK(address.sin_port != 0);

	CHECK((client = leat_socket(AF_INET, SOCK_STREAM, 0)) >= 0);
	CHECK_FAILS(leat_bind(client, (struct sockaddr *)&address, sizeof address), -1, EADDRINUSE, "bind");
	CHECK_FAILS(leat_getpeername(client, (struct sockaddr *)&name, &length), -1, ENOTCONN, "getpeername");
	CHECK_INT(leat_connect(client, (struct sockaddr *)&address, sizeof address), 0);
	CHECK_FAILS(leat_connect(client, (struct sockaddr *)&address, sizeof address), -1, EISCONN, "connect");
	length = sizeof name;
	CHECK((server = leat_accept(listening, (struct sockaddr *)&name, &length)) >= 0);
	CHECK_INT(leat_getpeername(client, (struct sockaddr *)&name, &length), 0);
	CHECK_INT(name.sin_port, address.sin_port);

	CHECK_INT(leat_send(client, "water", 5, 0), 5);
	CHECK_INT(leat_recv(server, text, sizeof text, 0), 5);
	CHECK_TEXT(text, "water");
	memset(&message, 0, sizeof message);
	message.msg_iov = &part;
	message.msg_iovlen = 1;
	CHECK_INT(leat_sendmsg(server, &message, 0), 5);
	memset(text, 0, sizeof text);
	CHECK_INT(leat_recvmsg(client, &message, 0), 5);
	CHECK_TEXT(text, "water");
	CHECK_INT(leat_shutdown(client, SHUT_WR), 0);
	CHECK_INT(leat_recv(server, text, sizeof text, 0), 0);
	CHECK_FAILS(leat_recv(client, text, 1, MSG_DONTWAIT), -1, EAGAIN, "recv");
	CHECK_FAILS(leat_recv_chk(client, text, 1, sizeof text, MSG_DONTWAIT), -1, EAGAIN, "recv");
	CHECK_INT(leat_close(client), 0);
	CHECK_INT(leat_close(server), 0);

	CHECK((client = leat_socket(AF_INET, SOCK_STREAM, 0)) >= 0);
	CHECK_INT(leat_connect(client, (struct sockaddr *)&address, sizeof address), 0);
	CHECK((server = leat_accept4(listening, NULL, NULL, SOCK_CLOEXEC)) >= 0);
	CHECK_INT(leat_fcntl(server, F_GETFD), FD_CLOEXEC);
	CHECK_INT(leat_close(server), 0);
	CHECK_INT(leat_close(client), 0);
	CHECK_INT(leat_close(listening), 0);

	CHECK((client = leat_socket(AF_INET, SOCK_STREAM, 0)) >= 0);
	CHECK_FAILS(leat_connect(client, (struct sockaddr *)&address, sizeof address), -1, ECONNREFUSED, "connect");
	CHECK_FAILS(leat_socket(12345, SOCK_STREAM, 0), -1, EAFNOSUPPORT, "socket");
	CHECK_FAILS(leat_shutdown(client, SHUT_RDWR), -1, ENOTCONN, "shutdown");
	CHECK_FAILS(leat_listen(-1, 5), -1, EBADF, "listen");
	CHECK_FAILS(leat_accept(-1, NULL, NULL), -1, EBADF, "accept");
	CHECK_FAILS(leat_accept4(-1, NULL, NULL, 0), -1, EBADF, "accept4");
	CHECK_FAILS(leat_send(-1, text, 1, 0), -1, EBADF, "send");
	CHECK_FAILS(leat_sendmsg(-1, &message, 0), -1, EBADF, "sendmsg");
	CHECK_FAILS(leat_recvmsg(-1, &message, 0), -1, EBADF, "recvmsg");
	CHECK_FAILS(leat_getsockname(-1, (struct sockaddr *)&name, &length), -1, EBADF, "getsockname");
	CHECK_FAILS(leat_setsockopt(client, SOL_SOCKET, 12345, &one, sizeof one), -1, ENOPROTOOPT, "setsockopt");
	CHECK_FAILS(leat_getsockopt(client, SOL_SOCKET, 12345, &value, &length), -1, ENOPROTOOPT, "getsockopt");
	return 0;
}
