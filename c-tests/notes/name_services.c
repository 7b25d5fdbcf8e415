/*
 * Note 002, Internet domain Sockets: /etc/services lists which port belongs to which service, and getservbyname() and
 * getservbyport() look there. s_port is in network byte order, as sin_port is: ntohs() makes the number of it.
 *
 *     http   80/tcp   www   # name, port and protocol, other names
 *
 * Where the file is missing, as in a minimal container, the functions know nothing, and a program must know the port
 * itself; so does this one.
 */
/* prints:
http is port 80 of tcp
port 80 of tcp is http
domain is port 53, of udp and of tcp
no-such-service has no port
*/
#include <leat.h>

#include <arpa/inet.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"

/* The port that the file has for the service; -1 if none, or if there is no file. */
static int port_in_file(const char *name, const char *protocol)
{
	char line[256], its_name[64], its_protocol[16];
	int port, found = -1;
	FILE *file = leat_fopen("/etc/services", "r");

	if (file == NULL)
		return -1;
	while (found == -1 && fgets(line, sizeof line, file) != NULL) {
		if (sscanf(line, "%63s %d/%15s", its_name, &port, its_protocol) == 3 && strcmp(its_name, name) == 0 &&
		    strcmp(its_protocol, protocol) == 0)
			found = port;
	}
	CHECK_INT(leat_fclose(file), 0);
	return found;
}

/* What getservbyname says, which is what the file says; without the file, the port that everybody knows. */
static int port_of(const char *name, const char *protocol, int well_known)
{
	struct servent *service = leat_getservbyname(name, protocol);
	int listed = port_in_file(name, protocol);

	if (service == NULL) {
		CHECK_INT(listed, -1);
		return well_known;
	}
	CHECK_TEXT(service->s_name, name);
	CHECK_TEXT(service->s_proto, protocol);
	if (listed != -1) /* a system may have other lists besides */
		CHECK_INT(ntohs((unsigned short)service->s_port), listed);
	return ntohs((unsigned short)service->s_port);
}

static const char *name_of(int port, const char *protocol, const char *well_known)
{
	struct servent *service = leat_getservbyport(htons((unsigned short)port), protocol);

	if (service == NULL) {
		CHECK_INT(port_in_file(well_known, protocol), -1);
		return well_known;
	}
	return service->s_name;
}

int main(void)
{
	printf("http is port %d of tcp\n", port_of("http", "tcp", 80));
	printf("port 80 of tcp is %s\n", name_of(80, "tcp", "http"));
	CHECK_INT(port_of("domain", "udp", 53), port_of("domain", "tcp", 53));
	printf("domain is port %d, of udp and of tcp\n", port_of("domain", "tcp", 53));
	CHECK(leat_getservbyname("no-such-service", "tcp") == NULL);
	printf("no-such-service has no port\n");
	return 0;
}
