/* Sockets of the Internet for tests: addresses of this machine, and listeners at a port that was free. */
#ifndef NETWORK_H
#define NETWORK_H

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "check.h"

static inline struct sockaddr_in internet(const char *address, unsigned port)
{
	struct sockaddr_in made;

	memset(&made, 0, sizeof made);
	made.sin_family = AF_INET;
	made.sin_port = htons((in_port_t)port);
	CHECK_INT(inet_pton(AF_INET, address, &made.sin_addr), 1);
	return made;
}

static inline struct sockaddr_in6 internet6(const char *address, unsigned port)
{
	struct sockaddr_in6 made;

	memset(&made, 0, sizeof made);
	made.sin6_family = AF_INET6;
	made.sin6_port = htons((in_port_t)port);
	CHECK_INT(inet_pton(AF_INET6, address, &made.sin6_addr), 1);
	return made;
}

static inline struct sockaddr_un local(const char *path)
{
	struct sockaddr_un made;

	memset(&made, 0, sizeof made);
	made.sun_family = AF_UNIX;
	strncpy(made.sun_path, path, sizeof made.sun_path - 1);
	return made;
}

/* An address as the socket functions take it, with its length: two arguments. */
#define ADDRESS(of) (struct sockaddr *)&(of), (socklen_t)sizeof(of)

/* The port of an Internet socket. */
static inline unsigned port_of(int fd)
{
	struct sockaddr_in made = internet("0.0.0.0", 0);
	socklen_t length = sizeof made;

	CHECK_INT(getsockname(fd, (struct sockaddr *)&made, &length), 0);
	return ntohs(made.sin_port);
}

/* A TCP socket that listens at 127.0.0.1, at a port that was free. */
static inline int listener(void)
{
	struct sockaddr_in address = internet("127.0.0.1", 0);
	int fd = leat_socket(AF_INET, SOCK_STREAM, 0);

	CHECK(fd != -1);
	CHECK_INT(leat_bind(fd, ADDRESS(address)), 0);
	CHECK_INT(leat_listen(fd, 8), 0);
	return fd;
}

/* The two ends of a TCP connection to that listener. */
static inline void connection(int listening, int ends[2])
{
	struct sockaddr_in address = internet("127.0.0.1", port_of(listening));

	ends[0] = leat_socket(AF_INET, SOCK_STREAM, 0);
	CHECK(ends[0] != -1);
	CHECK_INT(leat_connect(ends[0], ADDRESS(address)), 0);
	ends[1] = leat_accept(listening, NULL, NULL);
	CHECK(ends[1] != -1);
}

#endif /* NETWORK_H */
