/*
 * A thread that waits in a read, a write, or for readiness can be cancelled there.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <fcntl.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <sys/uio.h>

#include "blocked.h"

/* Not on the stack of the thread: AddressSanitizer does not see that a cancelled thread leaves its functions. */
static int empty[2], full[2], epoll;
static struct pollfd wanted;
static struct epoll_event event;
static fd_set set;
static char buffer[16];
static struct iovec vector = {buffer, sizeof buffer};

static void in_read(void) { leat_read(empty[0], buffer, sizeof buffer); }
static void in_readv(void) { leat_readv(empty[0], &vector, 1); }
static void in_read_chk(void) { leat_read_chk(empty[0], buffer, 1, sizeof buffer); }
static void in_write(void) { leat_write(full[1], buffer, sizeof buffer); }
static void in_writev(void) { leat_writev(full[1], &vector, 1); }

static void in_poll(void)
{
	wanted.fd = empty[0];
	wanted.events = POLLIN;
	leat_poll(&wanted, 1, -1);
}

static void in_poll_chk(void)
{
	wanted.fd = empty[0];
	wanted.events = POLLIN;
	leat_poll_chk(&wanted, 1, -1, sizeof wanted);
}

static void in_ppoll(void)
{
	wanted.fd = empty[0];
	wanted.events = POLLIN;
	leat_ppoll(&wanted, 1, NULL, NULL);
}

static void in_ppoll_chk(void)
{
	wanted.fd = empty[0];
	wanted.events = POLLIN;
	leat_ppoll_chk(&wanted, 1, NULL, NULL, sizeof wanted);
}

static void in_select(void)
{
	FD_ZERO(&set);
	FD_SET(empty[0], &set);
	leat_select(empty[0] + 1, &set, NULL, NULL, NULL);
}

static void in_pselect(void)
{
	FD_ZERO(&set);
	FD_SET(empty[0], &set);
	leat_pselect(empty[0] + 1, &set, NULL, NULL, NULL, NULL);
}

static void in_epoll_wait(void)
{
	leat_epoll_wait(epoll, &event, 1, -1);
}

static void in_epoll_pwait(void)
{
	leat_epoll_pwait(epoll, &event, 1, -1, NULL);
}

int main(void)
{
	CHECK_INT(leat_pipe(empty), 0);
	CHECK_INT(leat_pipe(full), 0);
	CHECK_INT(leat_fcntl(full[1], F_SETFL, O_NONBLOCK), 0);
	while (leat_write(full[1], buffer, sizeof buffer) > 0)
		;
	CHECK_INT(errno, EAGAIN);
	CHECK_INT(leat_fcntl(full[1], F_SETFL, 0), 0);
	CHECK((epoll = leat_epoll_create1(0)) >= 0);
	CHECK_INT(leat_epoll_ctl(epoll, EPOLL_CTL_ADD, empty[0], &event), 0);

	CHECK_CANCELLED(in_read);
	CHECK_CANCELLED(in_readv);
	CHECK_CANCELLED(in_read_chk);
	CHECK_CANCELLED(in_write);
	CHECK_CANCELLED(in_writev);
	CHECK_CANCELLED(in_poll);
	CHECK_CANCELLED(in_poll_chk);
	CHECK_CANCELLED(in_ppoll);
	CHECK_CANCELLED(in_ppoll_chk);
	CHECK_CANCELLED(in_select);
	CHECK_CANCELLED(in_pselect);
	CHECK_CANCELLED(in_epoll_wait);
	CHECK_CANCELLED(in_epoll_pwait);

	CHECK_FAILS(leat_read(-1, buffer, 1), -1, EBADF, "read");
	return 0;
}
