/* flock and lockf between parent and child. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
	int fd, status;

	fd = open("lockfile", O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (fd == -1) {
		perror("lockfile");
		return 1;
	}
	if (flock(fd, LOCK_EX) == -1)
		perror("flock");
	if (fork() == 0) {
		int other = open("lockfile", O_RDWR);

		int result = flock(other, LOCK_EX | LOCK_NB) == -1 && errno == EWOULDBLOCK ? 0 : 1;

		perror("flock in the child");
		_exit(result);
	}
	wait(&status);
	printf("refused %d\n", status == 0);
	flock(fd, LOCK_UN);
	if (lockf(fd, F_TLOCK, 10) == -1)
		perror("lockf");
	if (fork() == 0) {
		if (lockf(fd, F_TEST, 10) == -1)
			_exit(errno == EACCES || errno == EAGAIN ? 0 : 1);
		_exit(2);
	}
	wait(&status);
	printf("locked %d\n", status == 0);
	if (flock(fd, 77) == -1)
		perror("flock 77");
	if (lockf(-1, F_LOCK, 0) == -1)
		perror("lockf of -1");
	return unlink("lockfile");
}
