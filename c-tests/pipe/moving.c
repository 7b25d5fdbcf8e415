/*
 * Bytes are moved and copied between pipes and files without passing through the program.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <fcntl.h>
#include <sys/uio.h>

#include "check.h"

int main(void)
{
	int from[2], to[2], file;
	char text[8] = "";
	struct iovec part;
	off_t offset = 1;

	part.iov_base = (void *)(size_t)"water";
	part.iov_len = 5;
	CHECK_INT(leat_pipe2(from, O_CLOEXEC), 0);
	CHECK_INT(leat_fcntl(from[0], F_GETFD), FD_CLOEXEC);
	CHECK_INT(leat_pipe(to), 0);
	CHECK_INT(leat_fcntl(to[0], F_GETFD), 0);
	CHECK_INT(leat_vmsplice(from[1], &part, 1, 0), 5);
	CHECK_INT(leat_tee(from[0], to[1], 2, 0), 2);
	CHECK_INT(leat_splice(from[0], NULL, to[1], NULL, 5, 0), 5);
	CHECK_INT(leat_read(to[0], text, sizeof text), 7);
	CHECK_TEXT(text, "wawater");

	CHECK((file = leat_memfd_create("file", 0)) >= 0);
	CHECK_INT(leat_write(file, "leat", 4), 4);
	CHECK_INT(leat_splice(file, &offset, to[1], NULL, 5, 0), 3);
	CHECK_INT(offset, 4);

	CHECK_FAILS(leat_pipe2(from, 0x40000000), -1, EINVAL, "pipe2");
	CHECK_FAILS(leat_splice(file, NULL, file, NULL, 1, 0), -1, EINVAL, "splice");
	CHECK_FAILS(leat_tee(file, to[1], 1, 0), -1, EINVAL, "tee");
	CHECK_FAILS(leat_vmsplice(file, &part, 1, 0), -1, EBADF, "vmsplice");
	return 0;
}
