#include "peer.h"
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>

int peer_pair(int fd[2])
{
	int result = socketpair(AF_UNIX, SOCK_DGRAM, 0, fd);

	if (result == -1)
		perror("socketpair");
	return result;
}

int peer_say(int fd, const char *text)
{
	int result = send(fd, text, strlen(text), MSG_NOSIGNAL);

	if (result == -1)
		perror("send");
	return result;
}

int peer_hear(int fd, char *text, int size)
{
	int result = recv(fd, text, size - 1, 0);

	if (result == -1)
		perror("recv");
	else
		text[result] = '\0';
	return result;
}
