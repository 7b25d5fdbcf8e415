/* epoll over a listening socket, its connections, an eventfd, a timerfd and a signalfd. */
#define _GNU_SOURCE
#include <errno.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <unistd.h>

static void watch(int epoll, int fd)
{
	struct epoll_event event;

	memset(&event, 0, sizeof(event));
	event.events = EPOLLIN;
	event.data.fd = fd;
	if (epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event) == -1)
		perror("epoll_ctl");
}

int main(void)
{
	struct sockaddr_in address;
	socklen_t length = sizeof(address);
	struct itimerspec soon;
	struct signalfd_siginfo info;
	sigset_t mask;
	uint64_t one = 1, number;
	int epoll, listener, event, timer, signals, bytes = 0, ends = 0, children = 0, ticked = 0, told = 0, i;

	sigemptyset(&mask);
	sigaddset(&mask, SIGCHLD);
	sigprocmask(SIG_BLOCK, &mask, NULL);
	epoll = epoll_create1(EPOLL_CLOEXEC);
	signals = signalfd(-1, &mask, SFD_CLOEXEC);
	event = eventfd(0, EFD_CLOEXEC);
	timer = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC);
	listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	memset(&address, 0, sizeof(address));
	address.sin_family = AF_INET;
	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if (bind(listener, (struct sockaddr *)&address, sizeof(address)) == -1 || listen(listener, 4) == -1) {
		perror("listen");
		return 1;
	}
	getsockname(listener, (struct sockaddr *)&address, &length);
	watch(epoll, listener);
	watch(epoll, event);
	watch(epoll, timer);
	watch(epoll, signals);
	memset(&soon, 0, sizeof(soon));
	soon.it_value.tv_nsec = 1000000;
	timerfd_settime(timer, 0, &soon, NULL);
	for (i = 0; i < 2; i++)
		if (fork() == 0) {
			int fd = socket(AF_INET, SOCK_STREAM, 0);

			if (connect(fd, (struct sockaddr *)&address, sizeof(address)) == -1 || send(fd, "12345", 5, 0) != 5)
				_exit(1);
			_exit(write(event, &one, sizeof(one)) == sizeof(one) ? 0 : 1);
		}
	while (ends < 2 || children < 2 || !ticked || told < 2) {
		struct epoll_event ready[8];
		int count = epoll_wait(epoll, ready, 8, -1), status;

		for (i = 0; i < count; i++) {
			int fd = ready[i].data.fd;
			char text[16];
			ssize_t n;

			if (fd == listener) {
				watch(epoll, accept4(listener, NULL, NULL, SOCK_CLOEXEC));
			} else if (fd == event) {
				if (read(event, &number, sizeof(number)) == sizeof(number))
					told += (int)number;
			} else if (fd == timer) {
				if (read(timer, &number, sizeof(number)) == sizeof(number))
					ticked = 1;
			} else if (fd == signals) {
				if (read(signals, &info, sizeof(info)) != sizeof(info))
					perror("signalfd");
				while (waitpid(-1, &status, WNOHANG) > 0)
					children += status == 0;
			} else {
				n = read(fd, text, sizeof(text));
				bytes += n > 0 ? (int)n : 0;
				if (n <= 0) {
					epoll_ctl(epoll, EPOLL_CTL_DEL, fd, NULL);
					close(fd);
					ends++;
				}
			}
		}
	}
	printf("%d bytes, %d ends, %d children, told %d\n", bytes, ends, children, told);
	if (epoll_ctl(epoll, EPOLL_CTL_DEL, 900, NULL) == -1)
		perror("epoll_ctl of a closed descriptor");
	if (timerfd_create(12345, 0) == -1)
		perror("timerfd_create");
	return 0;
}
