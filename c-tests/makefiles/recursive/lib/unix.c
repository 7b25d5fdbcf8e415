#include "sock.h"
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static int make(struct sockaddr_un *address, const char *path)
{
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	memset(address, 0, sizeof *address);
	address->sun_family = AF_UNIX;
	strncpy(address->sun_path, path, sizeof address->sun_path - 1);
	return fd;
}

int unix_listen(const char *path)
{
	struct sockaddr_un address;
	int fd = make(&address, path);

	if (bind(fd, (struct sockaddr *)&address, sizeof address) == -1 || listen(fd, 5) == -1) {
		perror("bind");
		close(fd);
		return -1;
	}
	return fd;
}

int unix_connect(const char *path)
{
	struct sockaddr_un address;
	int fd = make(&address, path);

	if (connect(fd, (struct sockaddr *)&address, sizeof address) == -1) {
		perror("connect");
		close(fd);
		return -1;
	}
	return fd;
}
