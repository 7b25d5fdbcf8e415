/*
 * C as it was first printed: no prototypes, and calls of functions that nothing declared.
 *
 * test: flags -std=gnu89
 */
#include <stdio.h>

int main(argc, argv)
	int argc;
	char **argv;
{
	int fds[2], status;
	char c;

	if (pipe(fds) == -1) {
		perror("pipe");
		exit(1);
	}
	if (fork() == 0) {
		close(fds[0]);
		write(fds[1], "x", 1);
		_exit(argc + 2);
	}
	close(fds[1]);
	if (read(fds[0], &c, 1) != 1 || argv[0] == NULL)
		perror("read");
	wait(&status);
	printf("%c %d\n", c, status >> 8);
	if (close(900) == -1)
		perror("close");
	exit(0);
}
