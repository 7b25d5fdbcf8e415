/* select tells which of three children has something to say; the end of file of all ends the loop. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/select.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#define CHILDREN 3

int main(void)
{
	int fds[CHILDREN], counts[CHILDREN] = { 0, 0, 0 }, open_ones = CHILDREN, i;
	struct timeval none;
	fd_set set;

	for (i = 0; i < CHILDREN; i++) {
		int ends[2];

		if (pipe(ends) == -1) {
			perror("pipe");
			return 1;
		}
		if (fork() == 0) {
			int line;

			close(ends[0]);
			for (line = 0; line <= i * 3; line++)
				if (write(ends[1], "line\n", 5) != 5)
					_exit(1);
			_exit(0);
		}
		close(ends[1]);
		fds[i] = ends[0];
	}
	while (open_ones > 0) {
		int highest = -1;

		FD_ZERO(&set);
		for (i = 0; i < CHILDREN; i++) {
			if (fds[i] >= 0)
				FD_SET(fds[i], &set);
			if (fds[i] > highest)
				highest = fds[i];
		}
		if (select(highest + 1, &set, NULL, NULL, NULL) == -1) {
			if (errno == EINTR)
				continue;
			perror("select");
			return 1;
		}
		for (i = 0; i < CHILDREN; i++) {
			char text[64];
			ssize_t n;

			if (fds[i] < 0 || !FD_ISSET(fds[i], &set))
				continue;
			n = read(fds[i], text, sizeof(text));
			if (n <= 0) {
				close(fds[i]);
				fds[i] = -1;
				open_ones--;
			} else {
				counts[i] += (int)n;
			}
		}
	}
	while (wait(NULL) > 0)
		;
	for (i = 0; i < CHILDREN; i++)
		printf("child %d: %d bytes\n", i, counts[i]);
	none.tv_sec = none.tv_usec = 0;
	printf("nothing is ready: %d\n", select(0, NULL, NULL, NULL, &none));
	FD_ZERO(&set);
	FD_SET(900, &set);
	if (select(901, &set, NULL, NULL, &none) == -1)
		perror("select of a closed descriptor");
	return 0;
}
