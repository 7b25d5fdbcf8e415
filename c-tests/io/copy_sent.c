/*
 * Of a file that is sent the kernel is asked for what is there, and not for more: then it may think that more is to come, and
 * hold the end back for a while (before Linux 6.5, of TCP). A file that grows is sent on.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include "refuse.h"

enum { SIZE = 1000, MUCH = 100000 };

static char data[MUCH], got[MUCH];

int main(void)
{
	int file = memfd_create("file", 0), sockets[2];
	uint64_t moved;

	memset(data, 'x', sizeof data);
	CHECK_INT(socketpair(AF_UNIX, SOCK_STREAM, 0, sockets), 0);
	refuse_more(SYS_sendfile, 3, MUCH, ENOMEM);
	CHECK_INT(leat_io_write_all(file, data, SIZE, 0, NULL), 0);
	CHECK_INT(lseek(file, 0, SEEK_SET), 0);
	CHECK_INT(leat_io_copy(sockets[0], file, UINT64_MAX, LEAT_FOREVER, &moved), 0);
	CHECK_INT(moved, SIZE);
	CHECK_INT(leat_io_copy(sockets[0], file, 1, LEAT_FOREVER, &moved), LEAT_EOF);
	CHECK_INT(leat_io_write_all(file, data, MUCH, 0, NULL), 0);
	CHECK_INT(lseek(file, SIZE, SEEK_SET), SIZE);
	CHECK_INT(leat_io_copy(sockets[0], file, UINT64_MAX, LEAT_FOREVER, &moved), 0);
	CHECK_INT(moved, MUCH);
	CHECK_INT(leat_io_read_all(sockets[1], got, SIZE, 0, NULL), 0);
	CHECK_INT(leat_io_read_all(sockets[1], got, MUCH, 0, NULL), 0);
	CHECK(memcmp(got, data, MUCH) == 0);
	return 0;
}
