/* Three children count in one file under fcntl's record locks. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static int lock(int fd, int command, short type, off_t start, off_t length)
{
	struct flock region;

	memset(&region, 0, sizeof(region));
	region.l_type = type;
	region.l_whence = SEEK_SET;
	region.l_start = start;
	region.l_len = length;
	return fcntl(fd, command, &region);
}

static void count(int times)
{
	char text[32];
	int fd = open("count", O_RDWR);

	while (times-- > 0) {
		ssize_t n;

		if (lock(fd, F_SETLKW, F_WRLCK, 0, 0) == -1)
			perror("F_SETLKW");
		n = pread(fd, text, sizeof(text) - 1, 0);
		text[n] = '\0';
		n = sprintf(text, "%08d\n", atoi(text) + 1);
		if (pwrite(fd, text, (size_t)n, 0) != n)
			perror("pwrite");
		lock(fd, F_SETLK, F_UNLCK, 0, 0);
	}
	_exit(0);
}

int main(void)
{
	struct flock region;
	int fd, i, status;

	fd = open("count", O_RDWR | O_CREAT, 0666);
	if (fd == -1 || write(fd, "00000000\n", 9) != 9) {
		perror("count");
		return 1;
	}
	for (i = 0; i < 3; i++)
		if (fork() == 0)
			count(40);
	while (wait(NULL) > 0)
		;
	lseek(fd, 0, SEEK_SET);
	lock(fd, F_SETLK, F_WRLCK, 0, 4);
	if (fork() == 0) {
		memset(&region, 0, sizeof(region));
		region.l_type = F_RDLCK;
		if (fcntl(fd, F_GETLK, &region) == -1)
			perror("F_GETLK");
		if (region.l_type != F_WRLCK || region.l_pid != getppid() || region.l_len != 4)
			_exit(1);
		if (lock(fd, F_SETLK, F_WRLCK, 2, 1) != -1 || (errno != EAGAIN && errno != EACCES))
			_exit(2);
		_exit(lock(fd, F_SETLK, F_WRLCK, 4, 1) == 0 ? 0 : 3);
	}
	wait(&status);
	printf("the child saw the lock: %d\n", status == 0);
	printf("close-on-exec %d, access mode %d\n", fcntl(fd, F_GETFD) & FD_CLOEXEC, fcntl(fd, F_GETFL) & O_ACCMODE);
	if (fcntl(fd, F_SETLK, NULL) == -1)
		perror("F_SETLK of NULL");
	close(fd);
	if (fcntl(fd, F_GETFD) == -1)
		perror("fcntl of a closed descriptor");
	return 0;
}
