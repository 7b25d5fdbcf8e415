/*
 * A thread that waits in a call on a socket can be cancelled there.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <sys/socket.h>
#include <sys/un.h>

#include "blocked.h"

static int pair[2], listening, late;
static struct sockaddr_un address;
static char buffer[4096];
static struct iovec vector = {buffer, sizeof buffer};
static struct msghdr message;

static void in_accept(void) { leat_accept(listening, NULL, NULL); }
static void in_accept4(void) { leat_accept4(listening, NULL, NULL, SOCK_CLOEXEC); }
static void in_connect(void) { leat_connect(late, (const struct sockaddr *)&address, sizeof address); }
static void in_recv(void) { leat_recv(pair[0], buffer, sizeof buffer, 0); }
static void in_recv_chk(void) { leat_recv_chk(pair[0], buffer, 1, sizeof buffer, 0); }
static void in_recvfrom(void) { leat_recvfrom(pair[0], buffer, sizeof buffer, 0, NULL, NULL); }
static void in_recvfrom_chk(void) { leat_recvfrom_chk(pair[0], buffer, 1, sizeof buffer, 0, NULL, NULL); }
static void in_recvmsg(void) { leat_recvmsg(pair[0], &message, 0); }
static void in_send(void) { leat_send(pair[0], buffer, sizeof buffer, 0); }
static void in_sendto(void) { leat_sendto(pair[0], buffer, sizeof buffer, 0, NULL, 0); }
static void in_sendmsg(void) { leat_sendmsg(pair[0], &message, 0); }

int main(void)
{
	int connected[8], count = 0;

	message.msg_iov = &vector;
	message.msg_iovlen = 1;
	address.sun_family = AF_UNIX;
	strcpy(address.sun_path, "socket");
	CHECK_INT(leat_socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
	CHECK((listening = leat_socket(AF_UNIX, SOCK_STREAM, 0)) >= 0);
	CHECK_INT(leat_bind(listening, (const struct sockaddr *)&address, sizeof address), 0);
	CHECK_INT(leat_listen(listening, 0), 0);
	CHECK_CANCELLED(in_accept);
	CHECK_CANCELLED(in_accept4);

	CHECK_CANCELLED(in_recv);
	CHECK_CANCELLED(in_recv_chk);
	CHECK_CANCELLED(in_recvfrom);
	CHECK_CANCELLED(in_recvfrom_chk);
	CHECK_CANCELLED(in_recvmsg);
	while (leat_send(pair[0], buffer, sizeof buffer, MSG_DONTWAIT) > 0)
		;
	CHECK_INT(errno, EAGAIN);
	CHECK_CANCELLED(in_send);
	CHECK_CANCELLED(in_sendto);
	CHECK_CANCELLED(in_sendmsg);

	/* Connect until the queue of the listening socket is full; then a connect waits. */
	for (;;) {
		CHECK((late = leat_socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0)) >= 0);
		if (leat_connect(late, (const struct sockaddr *)&address, sizeof address) == -1)
			break;
		CHECK(count < 8);
		connected[count++] = late;
	}
	CHECK_INT(errno, EAGAIN);
	CHECK_INT(leat_close(late), 0);
	CHECK((late = leat_socket(AF_UNIX, SOCK_STREAM, 0)) >= 0);
	CHECK_CANCELLED(in_connect);
	while (count > 0)
		CHECK_INT(leat_close(connected[--count]), 0);
	CHECK_INT(leat_unlink("socket"), 0);
	return 0;
}
