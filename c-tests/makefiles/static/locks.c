#include <fcntl.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
	struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_len = 10 };
	int fd = open("locked.dat", O_RDWR | O_CREAT, 0600);

	if (fd == -1 || fcntl(fd, F_SETLK, &lock) == -1) {
		perror("locked.dat");
		return 1;
	}
	fflush(stdout);
	if (fork() == 0) {
		if (fcntl(fd, F_SETLK, &lock) == -1)
			perror("the child's lock");
		lock.l_start = 10;
		if (fcntl(fd, F_SETLK, &lock) == 0)
			puts("the child has the rest");
		fflush(stdout);
		_exit(0);
	}
	wait(NULL);
	puts("done");
	return 0;
}
