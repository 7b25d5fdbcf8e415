/* A stream socket with a path; the path is left behind once, found, and removed. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
	struct sockaddr_un address;
	struct stat status;
	char text[64];
	int listener, fd;
	ssize_t n;

	memset(&address, 0, sizeof(address));
	address.sun_family = AF_UNIX;
	strncpy(address.sun_path, "service.sock", sizeof(address.sun_path) - 1);
	fd = socket(AF_UNIX, SOCK_STREAM, 0);
	if (connect(fd, (struct sockaddr *)&address, sizeof(address)) == -1)
		perror("connect before there is a server");
	listener = socket(AF_UNIX, SOCK_STREAM, 0);
	unlink(address.sun_path);
	if (bind(listener, (struct sockaddr *)&address, sizeof(address)) == -1 || listen(listener, 1) == -1) {
		perror("bind");
		return 1;
	}
	if (stat(address.sun_path, &status) == 0 && S_ISSOCK(status.st_mode))
		printf("%s is a socket\n", address.sun_path);
	fflush(stdout);
	if (fork() == 0) {
		if (connect(fd, (struct sockaddr *)&address, sizeof(address)) == -1) {
			perror("connect");
			_exit(1);
		}
		send(fd, "request", 7, 0);
		n = recv(fd, text, sizeof(text), 0);
		_exit(n == 5 && memcmp(text, "reply", 5) == 0 ? 0 : 1);
	}
	close(fd);
	fd = accept(listener, NULL, NULL);
	n = recv(fd, text, sizeof(text), 0);
	printf("got %.*s\n", (int)n, text);
	send(fd, "reply", 5, 0);
	close(fd);
	close(listener);
	wait(&listener);
	printf("client %d\n", WEXITSTATUS(listener));
	fd = socket(AF_UNIX, SOCK_STREAM, 0);
	if (bind(fd, (struct sockaddr *)&address, sizeof(address)) == -1)
		perror("bind to what was left behind");
	if (connect(fd, (struct sockaddr *)&address, sizeof(address)) == -1)
		perror("connect to what was left behind");
	return unlink(address.sun_path);
}
