/*
 * Note 002, Local sockets: the address is a struct sockaddr_un (the note writes socketaddr_un). SUN_LEN is its length
 * up to the end of the name, without the '\0'; the size of the whole structure serves as well. How long the name may be
 * is shown by socket_path_length.c.
 *
 *     | sun_family | s o c k e t \0 . . . . . . . |
 *     <-------- SUN_LEN --------->
 *     <----------------- sizeof ------------------>
 *
 * test: flags -D_DEFAULT_SOURCE
 */
/* prints:
SUN_LEN: the file is socket.un
the whole structure: the file is socket.un
SUN_LEN - 3: the file is socket
*/
#include <leat.h>

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "check.h"

static char directory[32];

static void clean_up(void)
{
	leat_unlink("socket.un"); /* if it was bound under another name than was checked */
	leat_unlink("socket");
	leat_chdir("..");
	rmdir(directory);
}

static void enter_directory(void)
{
	snprintf(directory, sizeof directory, "sun_len.%ld", (long)getpid());
	CHECK_INT(leat_mkdir(directory, 0700), 0);
	CHECK_INT(leat_chdir(directory), 0);
	atexit(clean_up);
}

/* Binds a socket to the address up to that length. Its file then has the expected name; it is removed. */
static const char *bind_as(const struct sockaddr_un *address, size_t length, const char *expected)
{
	struct stat about;
	int fd = leat_socket(AF_UNIX, SOCK_STREAM, 0);

	if (fd == -1 || leat_bind(fd, (const struct sockaddr *)address, (socklen_t)length) == -1) {
		leat_perror("bind");
		exit(1);
	}
	CHECK_INT(leat_stat(expected, &about), 0);
	CHECK(S_ISSOCK(about.st_mode));
	CHECK_INT(leat_unlink(expected), 0);
	CHECK_INT(leat_close(fd), 0);
	return expected;
}

int main(void)
{
	struct sockaddr_un address;
	size_t length;

	enter_directory();
	memset(&address, 0, sizeof address);
	address.sun_family = AF_UNIX;
	strcpy(address.sun_path, "socket.un");
	length = SUN_LEN(&address);
	CHECK_INT(length, offsetof(struct sockaddr_un, sun_path) + strlen("socket.un"));
	printf("SUN_LEN: the file is %s\n", bind_as(&address, length, "socket.un"));
	printf("the whole structure: the file is %s\n", bind_as(&address, sizeof address, "socket.un"));
	printf("SUN_LEN - 3: the file is %s\n", bind_as(&address, length - 3, "socket"));
	return 0;
}
