#include "sock.h"
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define NAME "chat.socket"

int main(void)
{
	char text[32] = "";
	int listening, fd;

	if (unix_connect(NAME) != -1)
		return 1;
	listening = unix_listen(NAME);
	if (listening == -1)
		return 1;
	if (unix_listen(NAME) != -1)
		return 1;
	if (fork() == 0) {
		fd = unix_connect(NAME);
		write(fd, "hello from the client", 22);
		_exit(0);
	}
	fd = accept(listening, NULL, NULL);
	read(fd, text, sizeof text);
	printf("the server got: %s\n", text);
	close(fd);
	wait(NULL);
	unlink(NAME);
	return 0;
}
