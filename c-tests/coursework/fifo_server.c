/* A server reads requests from its FIFO and answers each client through the client's own. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define SERVER "./server.fifo"

struct request {
	int client;
	int number;
};

static void client(int id)
{
	char name[64], answer[64];
	struct request request;
	int to, from;
	ssize_t n;

	sprintf(name, "./client.%d", id);
	if (mkfifo(name, 0600) < 0) {
		perror(name);
		_exit(1);
	}
	request.client = id;
	request.number = id * 10;
	if ((to = open(SERVER, O_WRONLY)) < 0 || write(to, &request, sizeof(request)) != sizeof(request)) {
		perror(SERVER);
		_exit(1);
	}
	close(to);
	if ((from = open(name, O_RDONLY)) < 0) {
		perror(name);
		_exit(1);
	}
	n = read(from, answer, sizeof(answer) - 1);
	answer[n > 0 ? n : 0] = '\0';
	close(from);
	unlink(name);
	_exit(strcmp(answer, "20") == 0 || strcmp(answer, "40") == 0 || strcmp(answer, "60") == 0 ? 10 + id : 1);
}

int main(void)
{
	struct request request;
	int fd, keep, i, status, total = 0;

	umask(0);
	if (mkfifo(SERVER, 0622) == -1) {
		perror("mkfifo");
		return 1;
	}
	if (mkfifo(SERVER, 0622) == -1 && errno == EEXIST)
		printf("the FIFO exists\n");
	fflush(stdout);
	for (i = 1; i <= 3; i++)
		if (fork() == 0)
			client(i);
	fd = open(SERVER, O_RDONLY);
	/* So that there is no end of file between two clients. */
	keep = open(SERVER, O_WRONLY);
	for (i = 0; i < 3; i++) {
		char name[64], answer[32];
		int to;

		if (read(fd, &request, sizeof(request)) != sizeof(request)) {
			perror("read");
			return 1;
		}
		sprintf(name, "./client.%d", request.client);
		sprintf(answer, "%d", request.number * 2);
		to = open(name, O_WRONLY);
		if (to == -1 || write(to, answer, strlen(answer)) == -1)
			perror(name);
		close(to);
		total += request.number;
	}
	close(keep);
	printf("read at the end: %ld\n", (long)read(fd, &request, sizeof(request)));
	close(fd);
	while (wait(&status) > 0)
		total += WEXITSTATUS(status);
	printf("total %d\n", total);
	return unlink(SERVER) == -1;
}
