/* One process serves two clients with poll. */
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define CLIENTS 2

int main(void)
{
	struct pollfd fds[CLIENTS];
	nfds_t i, left = CLIENTS;
	long sums[CLIENTS] = { 0, 0 };

	memset(fds, 0, sizeof(fds));
	for (i = 0; i < CLIENTS; i++) {
		int ends[2];

		if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) < 0) {
			perror("socketpair");
			return 1;
		}
		if (fork() == 0) {
			unsigned char number;

			close(ends[0]);
			for (number = 1; number <= 10 * (i + 1); number++)
				if (send(ends[1], &number, 1, 0) != 1)
					_exit(1);
			_exit(0);
		}
		close(ends[1]);
		fds[i].fd = ends[0];
		fds[i].events = POLLIN;
	}
	while (left > 0) {
		int ready = poll(fds, CLIENTS, -1);

		if (ready < 0) {
			perror("poll");
			return 1;
		}
		for (i = 0; i < CLIENTS; i++) {
			unsigned char numbers[16];
			ssize_t n, at;

			if (fds[i].fd < 0 || (fds[i].revents & (POLLIN | POLLHUP)) == 0)
				continue;
			n = read(fds[i].fd, numbers, sizeof(numbers));
			for (at = 0; at < n; at++)
				sums[i] += numbers[at];
			if (n <= 0) {
				close(fds[i].fd);
				fds[i].fd = -1;
				left--;
			}
		}
	}
	while (wait(NULL) > 0)
		;
	printf("sums %ld %ld\n", sums[0], sums[1]);
	fds[0].fd = 900;
	printf("poll %d", poll(fds, 1, 0));
	printf(", invalid %d\n", (fds[0].revents & POLLNVAL) != 0);
	return 0;
}
