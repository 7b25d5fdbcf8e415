/*
 * Note 002, Local sockets: sun_path, the name in a struct sockaddr_un, has 108 bytes on Linux. A name that fills them
 * all has no '\0', and its address no SUN_LEN (socket_sun_len.c). A longer one has no address: what helps is a shorter
 * name of the same file, from a nearer directory.
 *
 *     | sun_family | x x x x x x x ... x x x x \0 |      107 bytes: SUN_LEN, or the whole structure
 *     | sun_family | x x x x x x x ... x x x x x  |      108 bytes: the whole structure
 *
 * test: flags -D_DEFAULT_SOURCE
 */
/* prints:
a name of 107 bytes, with SUN_LEN: bound
a name of 108 bytes, with the whole structure: bound
a length with room for 109: EINVAL
a path of 127 bytes does not fit
from inside its directory, the file is socket
*/
#include <leat.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "check.h"

/* Of the name in the address, and of the name of a directory. */
enum { ROOM = sizeof((struct sockaddr_un *)NULL)->sun_path, LONG = 120 };

/* One byte more, which stays 0: so there is a '\0' behind any name, for whoever takes sun_path for a string. */
union address {
	struct sockaddr_un un;
	char room[sizeof(struct sockaddr_un) + 1];
};

static char directory[32], long_directory[LONG + 1];
static int inside_long_directory;

static void clean_up(void)
{
	leat_unlink("socket"); /* if a check has failed */
	if (inside_long_directory)
		leat_chdir("..");
	rmdir(long_directory);
	leat_chdir("..");
	rmdir(directory);
}

static void enter_directory(void)
{
	snprintf(directory, sizeof directory, "path_length.%ld", (long)getpid());
	CHECK_INT(leat_mkdir(directory, 0700), 0);
	CHECK_INT(leat_chdir(directory), 0);
	atexit(clean_up);
}

static union address address_of(const char *name)
{
	union address address;

	CHECK(strlen(name) <= ROOM);
	memset(&address, 0, sizeof address);
	address.un.sun_family = AF_UNIX;
	memcpy(address.un.sun_path, name, strlen(name));
	return address;
}

/* Binds a socket, whose file then has that name; it is removed. */
static const char *bind_as(union address address, size_t length, const char *name)
{
	struct stat about;
	int fd = leat_socket(AF_UNIX, SOCK_STREAM, 0);

	if (fd == -1 || leat_bind(fd, (struct sockaddr *)&address, (socklen_t)length) == -1) {
		leat_perror("bind");
		exit(1);
	}
	CHECK_INT(leat_stat(name, &about), 0);
	CHECK(S_ISSOCK(about.st_mode));
	CHECK_INT(leat_unlink(name), 0);
	CHECK_INT(leat_close(fd), 0);
	return name;
}

static void longest_names(void)
{
	char name[ROOM + 1];
	union address address;
	int fd = leat_socket(AF_UNIX, SOCK_STREAM, 0);

	memset(name, 'x', ROOM - 1);
	name[ROOM - 1] = '\0';
	address = address_of(name);
	bind_as(address, SUN_LEN(&address.un), name);
	printf("a name of %d bytes, with SUN_LEN: bound\n", (int)strlen(name));

	memset(name, 'x', ROOM);
	name[ROOM] = '\0';
	address = address_of(name);
	bind_as(address, sizeof address.un, name);
	printf("a name of %d bytes, with the whole structure: bound\n", (int)strlen(name));

	address = address_of("socket.un");
	CHECK_FAILS(leat_bind(fd, (struct sockaddr *)&address, sizeof address.room), -1, EINVAL, "bind");
	printf("a length with room for %d: %s\n", ROOM + 1, leat_error_name(errno));
	CHECK_INT(leat_close(fd), 0);
}

/* snprintf says how long the name is: without a look at that, another file would be bound, with the beginning of it. */
static void longer_path(void)
{
	union address address = address_of("");
	int length;

	memset(long_directory, 'd', LONG);
	CHECK_INT(leat_mkdir(long_directory, 0700), 0);
	length = snprintf(address.un.sun_path, ROOM, "%s/socket", long_directory);
	CHECK(length >= ROOM);
	printf("a path of %d bytes does not fit\n", length);

	CHECK_INT(leat_chdir(long_directory), 0);
	inside_long_directory = 1;
	address = address_of("socket");
	printf("from inside its directory, the file is %s\n", bind_as(address, SUN_LEN(&address.un), "socket"));
	CHECK_INT(leat_chdir(".."), 0);
	inside_long_directory = 0;
}

int main(void)
{
	enter_directory();
	longest_names();
	longer_path();
	return 0;
}
