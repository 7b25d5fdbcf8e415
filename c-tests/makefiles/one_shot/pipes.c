#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char *argv[])
{
	int fd[2], status;
	char buf[100];
	ssize_t n;

	if (pipe(fd) == -1) {
		perror("pipe");
		exit(1);
	}
	if (fork() == 0) {
		close(fd[0]);
		write(fd[1], "hello parent\n", 13);
		exit(5);
	}
	close(fd[1]);
	while ((n = read(fd[0], buf, sizeof(buf))) > 0)
		fwrite(buf, 1, n, stdout);
	wait(&status);
	printf("child exited with %d\n", WEXITSTATUS(status));
	if (open(argc > 1 ? argv[1] : "missing.txt", O_RDONLY) == -1) {
		perror("open");
		return 3;
	}
	return 0;
}
