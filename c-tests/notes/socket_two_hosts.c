/*
 * Note 001, What is socket?: sockets exchange data between applications on one host, and between hosts that a network
 * connects. The applications are the same: serve() and ask() here do not know which it is. A second host is made by
 * Linux: a process may have a network of its own, apart from all others (a network namespace), and two virtual cards
 * connect it with another one like a cable.
 *
 *     one host:   client --- 127.0.0.1 --- server
 *
 *     two hosts:  client --- 192.0.2.1 [card1] ====== [card2] 192.0.2.2 --- server
 *                 (process in a new network)           (process in another)
 *
 * test: flags -D_GNU_SOURCE
 */
/* prints:
on one host, the client gets its echo
and from another host, too, where this system lets one be made
*/
#include <leat.h>

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "check.h"
#include "child.h"

enum { NOT_POSSIBLE = 77 };

/* The server: tells through the pipe where it listens, and sends one client back what it says. */
static void serve(const char *text, int tell)
{
	struct sockaddr_in address;
	socklen_t length = sizeof address;
	int listening = leat_socket(AF_INET, SOCK_STREAM, 0), connection;
	char bytes[5];

	/* If the parent fails, there will be no client to wait for. */
	CHECK_INT(prctl(PR_SET_PDEATHSIG, SIGKILL), 0);
	memset(&address, 0, sizeof address);
	address.sin_family = AF_INET;
	CHECK_INT(leat_inet_pton(AF_INET, text, &address.sin_addr), 1);
	if (listening == -1 || leat_bind(listening, (struct sockaddr *)&address, length) == -1) {
		leat_perror("bind");
		exit(1);
	}
	CHECK_INT(leat_listen(listening, 1), 0);
	CHECK_INT(leat_getsockname(listening, (struct sockaddr *)&address, &length), 0);
	CHECK_INT(leat_write(tell, &address, sizeof address), sizeof address);
	CHECK((connection = leat_accept(listening, NULL, NULL)) != -1);
	CHECK_INT(leat_recv(connection, bytes, sizeof bytes, MSG_WAITALL), sizeof bytes);
	CHECK_INT(leat_write(connection, bytes, sizeof bytes), sizeof bytes);
	_exit(0);
}

static void ask(const struct sockaddr_in *server)
{
	int fd = leat_socket(AF_INET, SOCK_STREAM, 0);
	char bytes[5];

	if (fd == -1 || leat_connect(fd, (const struct sockaddr *)server, sizeof *server) == -1) {
		leat_perror("connect");
		exit(1);
	}
	CHECK_INT(leat_write(fd, "hello", sizeof bytes), sizeof bytes);
	CHECK_INT(leat_recv(fd, bytes, sizeof bytes, MSG_WAITALL), sizeof bytes);
	CHECK(memcmp(bytes, "hello", sizeof bytes) == 0);
	CHECK_INT(leat_close(fd), 0);
}

/* Gives this process a network of its own. That takes root, or else a user namespace, in which one counts as root. */
static int become_host(void)
{
	char map[32];
	int fd, length = snprintf(map, sizeof map, "0 %ld 1", (long)geteuid());

	if (unshare(CLONE_NEWNET) == 0)
		return 1;
	if (unshare(CLONE_NEWUSER | CLONE_NEWNET) == -1 || (fd = leat_open("/proc/self/uid_map", O_WRONLY)) == -1)
		return 0;
	return leat_write(fd, map, (size_t)length) == length && leat_close(fd) == 0;
}

/* The cards come in pairs: card1 goes to the host where the client is, card2 stays in this one. */
static int become_other_host(pid_t client)
{
	char command[200];

	snprintf(command, sizeof command,
	         "(PATH=$PATH:/usr/sbin:/sbin; ip link add card2 type veth peer name card1 netns %ld &&"
	         " ip address add 192.0.2.2/24 dev card2 && ip link set card2 up) 2>/dev/null",
	         (long)client);
	return become_host() && leat_system(command) == 0;
}

/* The client's host gets its address. The server's is not one of this host: here nobody can bind it. */
static void set_up_card1(const struct sockaddr_in *server)
{
	int fd = leat_socket(AF_INET, SOCK_STREAM, 0);

	CHECK_INT(leat_system("PATH=$PATH:/usr/sbin:/sbin;"
	                      " ip address add 192.0.2.1/24 dev card1 && ip link set card1 up"), 0);
	CHECK_FAILS(leat_bind(fd, (const struct sockaddr *)server, sizeof *server), -1, EADDRNOTAVAIL, "bind");
	CHECK_INT(leat_close(fd), 0);
}

/* Starts the server, on this host or on another, and asks it. Gives the server's exit status. */
static int exchange(const char *address, int with_another_host)
{
	struct sockaddr_in server;
	pid_t client = getpid(), pid;
	int tell[2];

	CHECK_INT(leat_pipe(tell), 0);
	CHECK((pid = leat_fork()) != -1);
	if (pid == 0) {
		if (with_another_host && !become_other_host(client))
			_exit(NOT_POSSIBLE);
		serve(address, tell[1]);
	}
	CHECK_INT(leat_close(tell[1]), 0);
	if (leat_read(tell[0], &server, sizeof server) == sizeof server) { /* end-of-file if there is no server */
		if (with_another_host)
			set_up_card1(&server);
		ask(&server);
	}
	CHECK_INT(leat_close(tell[0]), 0);
	return exit_status_of(pid);
}

int main(void)
{
	int status;

	CHECK_INT(exchange("127.0.0.1", 0), 0);
	printf("on one host, the client gets its echo\n");
	fflush(stdout);

	/* This process becomes one host, and its child another. */
	status = become_host() ? exchange("192.0.2.2", 1) : NOT_POSSIBLE;
	if (status == NOT_POSSIBLE)
		fprintf(stderr, "networks cannot be made here: no second host was tried\n");
	else
		CHECK_INT(status, 0);
	printf("and from another host, too, where this system lets one be made\n");
	return 0;
}
