/* Sockets: whose other end is the process's own, in whose listening nobody accepts, and between two who both wait. */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "hung.h"

static int pair[2];
static int listener, client, server, serves_itself;
static struct sockaddr_in address;

static void receives(void)
{
	char byte;

	CHECK_INT(leat_recv(pair[0], &byte, 1, 0), 1);
}

static void receives_from_child(void)
{
	pid_t child;
	char byte;

	child = begin(receives);
	CHECK_INT(leat_close(pair[0]), 0);
	CHECK_INT(leat_read(pair[1], &byte, 1), 1);
	end(child);
}

static void sends(void)
{
	static char block[1 << 20];

	while (leat_send(pair[0], block, sizeof block, 0) > 0)
		continue;
}

static void client_receives(void)
{
	char byte;

	CHECK_INT(leat_close(server), 0);
	CHECK_INT(leat_recv(client, &byte, 1, 0), 1);
}

static void server_receives(void)
{
	char byte;

	CHECK_INT(leat_close(client), 0);
	CHECK(leat_recv(server, &byte, 1, 0) >= 0); /* the other is ended first */
}

static void accepts(void)
{
	CHECK(leat_accept(listener, NULL, NULL) >= 0);
}

static void connects(void)
{
	struct sockaddr_un where;
	int i;

	memset(&where, 0, sizeof where);
	where.sun_family = AF_UNIX;
	strcpy(where.sun_path, "server");
	if (!serves_itself)
		CHECK_INT(leat_close(listener), 0);
	for (i = 0; i < 10; i++)
		CHECK_INT(leat_connect(leat_socket(AF_UNIX, SOCK_STREAM, 0), (struct sockaddr *)&where, sizeof where), 0);
}

/* It listens, and reads what nobody writes. */
static void listens_and_reads(void)
{
	char byte;

	CHECK(leat_read(pair[0], &byte, 1) >= 0);
}

static void check_full_backlog(void)
{
	struct sockaddr_un where;
	pid_t server_pid, child;

	memset(&where, 0, sizeof where);
	where.sun_family = AF_UNIX;
	strcpy(where.sun_path, "server");
	CHECK((listener = leat_socket(AF_UNIX, SOCK_STREAM, 0)) >= 0);
	CHECK_INT(leat_bind(listener, (struct sockaddr *)&where, sizeof where), 0);
	CHECK_INT(leat_listen(listener, 0), 0);
	CHECK_INT(leat_pipe(pair), 0);
	server_pid = begin(listens_and_reads);
	CHECK_INT(leat_close(pair[0]), 0);
	CHECK_INT(leat_close(pair[1]), 0);
	child = begin(connects);
	CHECK_INT(leat_close(listener), 0);
	wait_until_blocked(server_pid, SYS_read);
	wait_until_blocked(child, SYS_connect);
	CHECK_HANG(child, "\"server\"", text("Who listens there is %s, which waits for data from pipe", named(server_pid)),
	           "Verdict: ", text("%s waits for %s to accept the connection of socket", named(child), named(server_pid)),
	           text("; %s waits for ever: no other process can write", named(server_pid)),
	           text("Do: in %s, close fd %d before reading.", named(server_pid), pair[1]));
	end(child);
	end(server_pid);
	CHECK_INT(leat_unlink("server"), 0);

	/* A program that is its own client. */
	CHECK((listener = leat_socket(AF_UNIX, SOCK_STREAM, 0)) >= 0);
	CHECK_INT(leat_bind(listener, (struct sockaddr *)&where, sizeof where), 0);
	CHECK_INT(leat_listen(listener, 0), 0);
	serves_itself = 1;
	child = begin(connects);
	CHECK_INT(leat_close(listener), 0);
	wait_until_blocked(child, SYS_connect);
	CHECK_HANG(child, "\"server\"", "only this process itself listens there: who would accept waits to be accepted.",
	           "Do: call accept between the calls of connect, or connect from another process or thread.");
	end(child);
	CHECK_INT(leat_unlink("server"), 0);
}

static void make_connection(void)
{
	socklen_t size = sizeof address;

	CHECK((listener = leat_socket(AF_INET, SOCK_STREAM, 0)) >= 0);
	address.sin_family = AF_INET;
	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	CHECK_INT(leat_bind(listener, (struct sockaddr *)&address, sizeof address), 0);
	CHECK_INT(leat_listen(listener, 4), 0);
	CHECK_INT(leat_getsockname(listener, (struct sockaddr *)&address, &size), 0);
	CHECK((client = leat_socket(AF_INET, SOCK_STREAM, 0)) >= 0);
	CHECK_INT(leat_connect(client, (struct sockaddr *)&address, sizeof address), 0);
	CHECK((server = leat_accept(listener, NULL, NULL)) >= 0);
}

int main(void)
{
	pid_t pids[2], child;

	/* It has the other end too. */
	CHECK_INT(leat_socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
	child = begin(receives);
	CHECK_INT(leat_close(pair[0]), 0);
	CHECK_INT(leat_close(pair[1]), 0);
	wait_until_blocked(child, SYS_recvfrom);
	CHECK_HANG(child, text("The other end is open only in %s itself, as fd %d.", named(child), pair[1]),
	           "Verdict: ", "unless a socket has a timeout (SO_RCVTIMEO, SO_SNDTIMEO), no other process has the other end: nothing will ever come",
	           text("Do: close fd %d here", pair[1]));
	end(child);

	CHECK_INT(leat_socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
	child = begin(sends);
	CHECK_INT(leat_close(pair[0]), 0);
	CHECK_INT(leat_close(pair[1]), 0);
	wait_until_blocked(child, SYS_sendto);
	CHECK_HANG(child, "room to send on", text("only in %s itself, as fd %d.", named(child), pair[1]), "Verdict: ");
	end(child);

	/* Each waits for the other to speak. The child has both ends, but is not the only one. */
	CHECK_INT(leat_socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
	child = begin(receives_from_child);
	CHECK_INT(leat_close(pair[0]), 0);
	CHECK_INT(leat_close(pair[1]), 0);
	wait_until_blocked(child, SYS_read);
	wait_until_said(&child, 0, "a deadlock: "); /* until the grandchild waits too */
	CHECK_HANG(child, text("a deadlock: %s waits for ", named(child)), text("waits for %s to send to socket", named(child)),
	           "Do: one must send first");
	end(child);

	check_full_backlog();
	make_connection();
	pids[0] = begin(client_receives);
	pids[1] = begin(server_receives);
	CHECK_INT(leat_close(client), 0);
	CHECK_INT(leat_close(server), 0);
	wait_until_blocked(pids[0], SYS_recvfrom);
	wait_until_blocked(pids[1], SYS_recvfrom);
	CHECK_HANG(pids[0], text("a deadlock: %s waits for %s to send to socket", named(pids[0]), named(pids[1])),
	           text("; %s waits for %s to send", named(pids[1]), named(pids[0])));
	end(pids[0]);
	CHECK_INT(leat_waitpid(pids[1], NULL, 0), pids[1]);

	/* To wait for clients is what servers do. */
	child = begin(accepts);
	wait_until_blocked(child, SYS_accept);
	CHECK_HANG(child, "a client to connect to", text("127.0.0.1:%d", ntohs(address.sin_port)));
	CHECK_HANG_WITHOUT(child, "Verdict");
	end(child);
	CHECK_INT(leat_close(listener), 0);
	return 0;
}
