#include <stdio.h>
#include <sys/epoll.h>
#include "events.h"

int watch(int epoll, int fd)
{
	struct epoll_event event = { .events = EPOLLIN, .data.fd = fd };

	if (epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event) == -1) {
		perror("epoll_ctl");
		return -1;
	}
	return 0;
}

int ready(int epoll)
{
	struct epoll_event event;

	if (epoll_wait(epoll, &event, 1, -1) != 1) {
		perror("epoll_wait");
		return -1;
	}
	return event.data.fd;
}
