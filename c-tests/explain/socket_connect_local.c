/*
 * connect to a unix socket says whether somebody is bound there, listens, accepts, and with which type.
 * test: flags -D_DEFAULT_SOURCE
 */
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "child.h"
#include "explain/network.h"
#include "explained.h"
#include "unprivileged.h"

static struct sockaddr_un path;

static int client(int type)
{
	int fd = leat_socket(AF_UNIX, type, 0);

	CHECK(fd != -1);
	return fd;
}

static void states_of_the_server(void)
{
	int server = client(SOCK_STREAM), stream = client(SOCK_STREAM), datagrams = client(SOCK_DGRAM);

	CHECK_INT(leat_bind(server, ADDRESS(path)), 0);
	CHECK_EXPLAINED(leat_connect(stream, ADDRESS(path)), -1, ECONNREFUSED, "connect",
	                text("this process itself (fd %d) is bound to \"socket\", but did not listen", server));
	CHECK_EXPLAINED(leat_connect(datagrams, ADDRESS(path)), -1, EPROTOTYPE, "connect",
	                text("the socket at \"socket\" is of type SOCK_STREAM, and fd %d is of type SOCK_DGRAM",
	                datagrams));
	CHECK_EXPLAINED(leat_sendto(datagrams, "x", 1, 0, ADDRESS(path)), -1, EPROTOTYPE, "sendto",
	                "is of type SOCK_STREAM");
	close(server);
	CHECK_EXPLAINED(leat_connect(stream, ADDRESS(path)), -1, ECONNREFUSED, "connect",
	                "no socket is bound to \"socket\" now: the file was left", "unlink(\"socket\") before bind");
	CHECK_INT(leat_unlink("socket"), 0);
	close(stream);
	close(datagrams);
}

static void not_sockets(void)
{
	struct sockaddr_un directory = local("directory"), hidden = local("");
	int stream = client(SOCK_STREAM);

	CHECK_INT(leat_mkdir("directory", 0700), 0);
	CHECK_EXPLAINED(leat_connect(stream, ADDRESS(directory)), -1, ECONNREFUSED, "connect",
	                "\"directory\" is a directory, not a socket");
	CHECK_INT(rmdir("directory"), 0);
	memcpy(hidden.sun_path + 1, "leat-nobody", 11);
	CHECK_EXPLAINED(leat_connect(stream, (struct sockaddr *)&hidden, sizeof(sa_family_t) + 12), -1, ECONNREFUSED,
	                "connect",
	                "no socket has the abstract address @leat-nobody now", "the same length");
	close(stream);
}

static void a_full_queue(void)
{
	int server = client(SOCK_STREAM), clients[3], i;

	CHECK_INT(leat_bind(server, ADDRESS(path)), 0);
	CHECK_INT(leat_listen(server, 1), 0);
	for (i = 0; i < 3; i++) {
		clients[i] = client(SOCK_STREAM);
		CHECK_INT(leat_fcntl(clients[i], F_SETFL, O_NONBLOCK), 0);
	}
	CHECK_INT(leat_connect(clients[0], ADDRESS(path)), 0);
	CHECK_INT(leat_connect(clients[1], ADDRESS(path)), 0);
	CHECK_EXPLAINED(leat_connect(clients[2], ADDRESS(path)), -1, EAGAIN, "connect",
	                "2 connections wait at \"socket\" already", "(backlog 1)",
	                text("this process itself (fd %d) has not accepted them", server));
	for (i = 0; i < 3; i++)
		close(clients[i]);
	close(server);
	CHECK_INT(leat_unlink("socket"), 0);
}

static int without_permission(void)
{
	int stream = client(SOCK_STREAM);

	if (geteuid() != 0)
		return 0; /* who made the socket may change its mode, and so has the right here */
	CHECK(become_unprivileged());
	CHECK_EXPLAINED(leat_connect(stream, ADDRESS(path)), -1, EACCES, "connect",
	                "to connect to \"socket\" takes the permission to write to it: it is srwxr-xr-x root",
	                "and you are nobody.");
	return 0;
}

int main(void)
{
	int server;

	path = local("socket");
	states_of_the_server();
	not_sockets();
	a_full_queue();

	server = client(SOCK_STREAM);
	CHECK_INT(leat_bind(server, ADDRESS(path)), 0);
	CHECK_INT(leat_chmod("socket", 0755), 0);
	CHECK_INT(leat_listen(server, 1), 0);
	CHECK_INT(in_child(without_permission), 0);
	close(server);
	CHECK_INT(leat_unlink("socket"), 0);
	return 0;
}
