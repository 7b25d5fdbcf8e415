/*
 * Files are read, written, moved about in, cut and copied.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/uio.h>
#include <unistd.h>

#include "check.h"

int main(void)
{
	char wa[] = "wa", ter[] = "ter", text[16] = "";
	struct iovec parts[2] = {{wa, 2}, {ter, 3}};
	off_t offset = 1, other = 0;
	int file, copy;

	CHECK((file = leat_memfd_create("file", 0)) >= 0);
	CHECK((copy = leat_memfd_create("copy", 0)) >= 0);
	CHECK_INT(leat_writev(file, parts, 2), 5);
	CHECK_INT(leat_lseek(file, -3, SEEK_CUR), 2);
	CHECK_INT(leat_read(file, text, sizeof text), 3);
	CHECK_TEXT(text, "ter");
	CHECK_INT(leat_pwrite(file, "W", 1, 0), 1);
	CHECK_INT(leat_pread(file, text, 2, 0), 2);
	CHECK_INT(text[0], 'W');
	CHECK_INT(leat_pread_chk(file, text, 2, 3, sizeof text), 2);
	CHECK_INT(text[0], 'e');
	CHECK_INT(leat_pwritev(file, parts, 1, 5), 2);
	CHECK_INT(leat_preadv(file, parts, 2, 2), 5);
	CHECK_TEXT(ter, "rwa");
	CHECK_INT(leat_ftruncate(file, 5), 0);
	CHECK_INT(leat_lseek(file, 0, SEEK_SET), 0);
	CHECK_INT(leat_read_chk(file, text, 1, sizeof text), 1);
	CHECK_INT(leat_readv(file, parts, 2), 4);
	CHECK_TEXT(wa, "at");
	CHECK_INT(leat_sendfile(copy, file, &offset, 3), 3);
	CHECK_INT(offset, 4);
	CHECK_INT(leat_copy_file_range(file, &other, copy, NULL, 1, 0), 1);
	CHECK_INT(leat_lseek(copy, 0, SEEK_END), 4);
	CHECK_INT(leat_ftruncate(copy, 2), 0);
	CHECK_INT(leat_fsync(copy), 0);
	CHECK_INT(leat_lseek(copy, 0, SEEK_END), 2);
	CHECK_INT(leat_posix_fallocate(copy, 0, 100), 0);
	CHECK_INT(leat_lseek(copy, 0, SEEK_END), 100);
	CHECK_INT(leat_fallocate(copy, FALLOC_FL_KEEP_SIZE, 0, 200), 0);
	CHECK_INT(leat_lseek(copy, 0, SEEK_END), 100);

	CHECK_FAILS(leat_lseek(file, -1, SEEK_SET), -1, EINVAL, "lseek");
	CHECK_FAILS(leat_read(-1, text, 1), -1, EBADF, "read");
	CHECK_FAILS(leat_read_chk(-1, text, 1, sizeof text), -1, EBADF, "read");
	CHECK_FAILS(leat_write(-1, text, 1), -1, EBADF, "write");
	CHECK_FAILS(leat_pread(file, text, 1, -1), -1, EINVAL, "pread");
	CHECK_FAILS(leat_pread_chk(file, text, 1, -1, sizeof text), -1, EINVAL, "pread");
	CHECK_FAILS(leat_pwrite(file, text, 1, -1), -1, EINVAL, "pwrite");
	CHECK_FAILS(leat_readv(file, parts, -1), -1, EINVAL, "readv");
	CHECK_FAILS(leat_writev(file, parts, -1), -1, EINVAL, "writev");
	CHECK_FAILS(leat_preadv(file, parts, 2, -1), -1, EINVAL, "preadv");
	CHECK_FAILS(leat_pwritev(-1, parts, 2, 0), -1, EBADF, "pwritev");
	CHECK_FAILS(leat_fallocate(copy, FALLOC_FL_PUNCH_HOLE, 0, 1), -1, EOPNOTSUPP, "fallocate");
	CHECK(strstr(leat_error_text(), ", FALLOC_FL_PUNCH_HOLE, 0, 1): EOPNOTSUPP") != NULL);
	CHECK_INT((errno = leat_posix_fallocate(copy, 0, 0)), EINVAL);
	CHECK(strstr(leat_error_text(), "posix_fallocate(") == leat_error_text());
	CHECK_FAILS(leat_ftruncate(file, -1), -1, EINVAL, "ftruncate");
	CHECK_FAILS(leat_fsync(-1), -1, EBADF, "fsync");
	CHECK_FAILS(leat_sendfile(-1, file, NULL, 1), -1, EBADF, "sendfile");
	CHECK_FAILS(leat_copy_file_range(-1, NULL, copy, NULL, 1, 0), -1, EBADF, "copy_file_range");
	return 0;
}
