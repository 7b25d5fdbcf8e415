/*
 * What is registered in an epoll descriptor, what cannot be, and what is none.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <fcntl.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "explained.h"

int main(void)
{
	struct epoll_event event = {0, {NULL}}, *none = NULL;
	int fds[2], more[2], set = leat_epoll_create1(0), other = leat_epoll_create1(0), file = leat_open("/proc/self/exe", O_RDONLY);

	event.events = EPOLLIN | EPOLLET;
	CHECK_INT(leat_pipe(fds), 0);
	CHECK_INT(leat_pipe(more), 0);
	CHECK_EXPLAINED(leat_epoll_ctl(set, EPOLL_CTL_MOD, fds[0], &event), -1, ENOENT, "epoll_ctl",
	                text("fd %d is not registered in fd %d, nor is any other.", fds[0], set), "Do: register it with EPOLL_CTL_ADD");
	CHECK_INT(leat_epoll_ctl(set, EPOLL_CTL_ADD, fds[0], &event), 0);
	CHECK_EXPLAINED(leat_epoll_ctl(set, EPOLL_CTL_ADD, fds[0], &event), -1, EEXIST, "epoll_ctl",
	                text("fd %d is registered in fd %d already, for EPOLLIN|EPOLLET.", fds[0], set), "Do: change what is waited for");
	CHECK_INT(leat_epoll_ctl(set, EPOLL_CTL_ADD, fds[1], &event), 0);
	CHECK_EXPLAINED(leat_epoll_ctl(set, EPOLL_CTL_DEL, more[0], none), -1, ENOENT, "epoll_ctl",
	                text("fd %d is not registered in fd %d, which has fd ", more[0], set));
	CHECK_EXPLAINED(leat_epoll_ctl(set, EPOLL_CTL_ADD, file, &event), -1, EPERM, "epoll_ctl", text("fd %d is the file \"", file),
	                "for which epoll cannot wait");
	CHECK_EXPLAINED(leat_epoll_ctl(fds[0], EPOLL_CTL_ADD, fds[1], &event), -1, EINVAL, "epoll_ctl",
	                text("fd %d, the first argument, is the read end of pipe", fds[0]));
	CHECK_EXPLAINED(leat_epoll_ctl(set, EPOLL_CTL_ADD, set, &event), -1, EINVAL, "epoll_ctl",
	                text("fd %d cannot be registered in itself", set));
	CHECK_EXPLAINED(leat_epoll_ctl(set, 99, more[0], &event), -1, EINVAL, "epoll_ctl", "99 is none of EPOLL_CTL_ADD");
	CHECK_EXPLAINED(leat_epoll_ctl(set, EPOLL_CTL_ADD, 999, &event), -1, EBADF, "epoll_ctl", "fd 999 is not open");
	CHECK_INT(leat_epoll_ctl(set, EPOLL_CTL_ADD, other, &event), 0);
	CHECK_EXPLAINED(leat_epoll_ctl(other, EPOLL_CTL_ADD, set, &event), -1, ELOOP, "epoll_ctl",
	                text("fd %d is an epoll descriptor in which fd %d is registered already", set, other));
	CHECK_EXPLAINED(leat_epoll_wait(set, &event, 0, 0), -1, EINVAL, "epoll_wait", "there is room for is 0");
	CHECK_EXPLAINED(leat_epoll_wait(fds[0], &event, 1, 0), -1, EINVAL, "epoll_wait",
	                text("fd %d is the read end of pipe", fds[0]), "not an epoll descriptor");
	CHECK_EXPLAINED(leat_epoll_create1(10), -1, EINVAL, "epoll_create1", "the only one is EPOLL_CLOEXEC");
	leat_close(fds[0]);
	leat_close(fds[1]);
	leat_close(more[0]);
	leat_close(more[1]);
	leat_close(file);
	leat_close(set);
	leat_close(other);
	return 0;
}
