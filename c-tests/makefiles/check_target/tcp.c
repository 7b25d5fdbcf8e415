#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
	struct sockaddr_in addr;
	socklen_t length = sizeof addr;
	char line[64];
	int listener, refused, fd;
	FILE *stream;

	memset(&addr, 0, sizeof addr);
	addr.sin_family = AF_INET;
	addr.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	listener = socket(AF_INET, SOCK_STREAM, 0);
	if (bind(listener, (struct sockaddr *)&addr, sizeof addr) == -1) {
		perror("bind");
		exit(1);
	}
	getsockname(listener, (struct sockaddr *)&addr, &length);
	/* Nobody listens yet. */
	refused = socket(AF_INET, SOCK_STREAM, 0);
	if (connect(refused, (struct sockaddr *)&addr, sizeof addr) == -1)
		perror("connect");
	close(refused);
	listen(listener, 1);
	if (fork() == 0) {
		fd = socket(AF_INET, SOCK_STREAM, 0);
		connect(fd, (struct sockaddr *)&addr, sizeof addr);
		write(fd, "line from the child\n", 20);
		_exit(0);
	}
	fd = accept(listener, NULL, NULL);
	puts("connected");
	stream = fdopen(fd, "r");
	fputs(fgets(line, sizeof line, stream), stdout);
	fclose(stream);
	wait(NULL);
	return 0;
}
