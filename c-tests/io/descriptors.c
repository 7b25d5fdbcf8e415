/*
 * Descriptors are duplicated, and waited for until they are ready.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <fcntl.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/select.h>
#include <unistd.h>

#include "check.h"

int main(void)
{
	struct timespec no_time = {0, 0};
	struct timeval none = {0, 0};
	struct epoll_event event, got;
	struct pollfd wanted;
	fd_set set;
	int fd, copy, epoll;

	CHECK((fd = leat_eventfd(0, EFD_CLOEXEC)) >= 0);
	CHECK((copy = leat_dup(fd)) > fd);
	CHECK_INT(leat_fcntl(copy, F_GETFD), 0);
	CHECK_INT(leat_dup2(fd, copy), copy);
	CHECK_INT(leat_dup3(fd, copy, O_CLOEXEC), copy);
	CHECK_INT(leat_fcntl(copy, F_GETFD), FD_CLOEXEC);
	CHECK((epoll = leat_epoll_create1(EPOLL_CLOEXEC)) >= 0);
	memset(&event, 0, sizeof event);
	event.events = EPOLLIN;
	event.data.fd = 42;
	CHECK_INT(leat_epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event), 0);

	wanted.fd = fd;
	wanted.events = POLLIN;
	CHECK_INT(leat_poll(&wanted, 1, 0), 0);
	CHECK_INT(leat_epoll_wait(epoll, &got, 1, 0), 0);
	CHECK_INT(eventfd_write(copy, 1), 0);
	CHECK_INT(leat_poll(&wanted, 1, -1), 1);
	CHECK_INT(wanted.revents, POLLIN);
	CHECK_INT(leat_poll_chk(&wanted, 1, -1, sizeof wanted), 1);
	CHECK_INT(leat_ppoll(&wanted, 1, &no_time, NULL), 1);
	CHECK_INT(leat_ppoll_chk(&wanted, 1, &no_time, NULL, sizeof wanted), 1);
	CHECK_INT(leat_epoll_wait(epoll, &got, 1, -1), 1);
	CHECK_INT(got.data.fd, 42);
	CHECK_INT(leat_epoll_pwait(epoll, &got, 1, -1, NULL), 1);
	FD_ZERO(&set);
	FD_SET(fd, &set);
	CHECK_INT(leat_select(fd + 1, &set, NULL, NULL, &none), 1);
	CHECK(FD_ISSET(fd, &set));
	CHECK_INT(leat_pselect(fd + 1, &set, NULL, NULL, &no_time, NULL), 1);

	no_time.tv_nsec = -1;
	CHECK_FAILS(leat_ppoll(&wanted, 1, &no_time, NULL), -1, EINVAL, "ppoll");
	CHECK_FAILS(leat_ppoll_chk(&wanted, 1, &no_time, NULL, sizeof wanted), -1, EINVAL, "ppoll");
	CHECK_FAILS(leat_pselect(0, NULL, NULL, NULL, &no_time, NULL), -1, EINVAL, "pselect");
	CHECK_FAILS(leat_select(-1, NULL, NULL, NULL, &none), -1, EINVAL, "select");
	CHECK_FAILS(leat_epoll_wait(epoll, &got, 0, 0), -1, EINVAL, "epoll_wait");
	CHECK_FAILS(leat_epoll_pwait(fd, &got, 1, 0, NULL), -1, EINVAL, "epoll_pwait");
	CHECK_FAILS(leat_epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event), -1, EEXIST, "epoll_ctl");
	CHECK_FAILS(leat_epoll_create1(12345), -1, EINVAL, "epoll_create1");
	CHECK_FAILS(leat_eventfd(0, 0x40000000), -1, EINVAL, "eventfd");
	CHECK_FAILS(leat_dup(-1), -1, EBADF, "dup");
	CHECK_FAILS(leat_dup2(fd, -1), -1, EBADF, "dup2");
	CHECK_FAILS(leat_dup3(fd, fd, 0), -1, EINVAL, "dup3");
	CHECK_INT(leat_close(fd), 0);
	CHECK_FAILS(leat_close(fd), -1, EBADF, "close");
	return 0;
}
