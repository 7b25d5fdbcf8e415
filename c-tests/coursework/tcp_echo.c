/* An echo server that serves three clients, each in a child of its own. */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static void serve(int connection)
{
	char line[256];
	ssize_t n;

	while ((n = read(connection, line, sizeof(line))) > 0)
		if (write(connection, line, (size_t)n) != n)
			break;
	close(connection);
	_exit(0);
}

static void talk(struct sockaddr_in *server, int number)
{
	char message[64], answer[64];
	int fd = socket(AF_INET, SOCK_STREAM, 0);
	size_t length, got = 0;
	ssize_t n;

	if (connect(fd, (struct sockaddr *)server, sizeof(*server)) == -1) {
		perror("connect");
		_exit(1);
	}
	length = (size_t)sprintf(message, "hello from client %d", number);
	if (write(fd, message, length) != (ssize_t)length)
		_exit(1);
	shutdown(fd, SHUT_WR);
	while ((n = read(fd, answer + got, sizeof(answer) - got)) > 0)
		got += (size_t)n;
	_exit(got == length && memcmp(message, answer, length) == 0 ? 0 : 1);
}

int main(void)
{
	struct sockaddr_in address, peer;
	socklen_t length = sizeof(address);
	int listener, one = 1, i, status, failures = 0;
	char text[INET_ADDRSTRLEN];

	listener = socket(AF_INET, SOCK_STREAM, 0);
	if (listener < 0) {
		perror("socket");
		return 1;
	}
	setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &one, sizeof(one));
	memset(&address, 0, sizeof(address));
	address.sin_family = AF_INET;
	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	address.sin_port = 0;
	if (bind(listener, (struct sockaddr *)&address, sizeof(address)) < 0 || listen(listener, 5) < 0) {
		perror("bind or listen");
		return 1;
	}
	getsockname(listener, (struct sockaddr *)&address, &length);
	printf("listening on %s\n", inet_ntop(AF_INET, &address.sin_addr, text, sizeof(text)));
	fflush(stdout);
	for (i = 0; i < 3; i++)
		if (fork() == 0)
			talk(&address, i);
	for (i = 0; i < 3; i++) {
		int connection;

		length = sizeof(peer);
		connection = accept(listener, (struct sockaddr *)&peer, &length);
		if (connection < 0) {
			perror("accept");
			return 1;
		}
		if (peer.sin_addr.s_addr != htonl(INADDR_LOOPBACK))
			printf("a stranger\n");
		if (fork() == 0) {
			close(listener);
			serve(connection);
		}
		close(connection);
	}
	while (wait(&status) > 0)
		failures += status != 0;
	printf("%d failures\n", failures);
	if (bind(listener, (struct sockaddr *)&address, sizeof(address)) == -1)
		perror("bind twice");
	close(listener);
	listener = socket(AF_INET, SOCK_STREAM, 0);
	if (connect(listener, (struct sockaddr *)&address, sizeof(address)) == -1)
		perror("connect to nobody");
	if (accept(listener, NULL, NULL) == -1)
		perror("accept without listen");
	return 0;
}
