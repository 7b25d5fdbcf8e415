/*
 * A file that is mapped shared is written through its memory; protection and advice are taken.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "check.h"

int main(void)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	char text[6] = "", *map;
	int file;

	CHECK((file = leat_open("file", O_RDWR | O_CREAT, 0600)) >= 0);
	CHECK_INT(leat_ftruncate(file, (off_t)page), 0);
	CHECK((map = (char *)leat_mmap(NULL, page, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0)) != MAP_FAILED);
	memcpy(map, "water", 5);
	CHECK_INT(leat_msync(map, page, MS_SYNC), 0);
	CHECK_INT(leat_pread(file, text, 5, 0), 5);
	CHECK_TEXT(text, "water");
	CHECK_INT(leat_madvise(map, page, MADV_SEQUENTIAL), 0);
	CHECK_INT(leat_mprotect(map, page, PROT_READ), 0);
	CHECK_FAILS(leat_msync(map, page, MS_SYNC | MS_ASYNC), -1, EINVAL, "msync");
	CHECK_INT(leat_munmap(map, page), 0);
	CHECK_INT(leat_close(file), 0);
	CHECK_INT(leat_unlink("file"), 0);

	CHECK_FAILS(leat_mmap(NULL, page, PROT_READ, MAP_SHARED, -1, 0), MAP_FAILED, EBADF, "mmap");
	CHECK_FAILS(leat_munmap(map + 1, page), -1, EINVAL, "munmap");
	CHECK_FAILS(leat_mprotect(map + 1, page, PROT_READ), -1, EINVAL, "mprotect");
	CHECK_FAILS(leat_madvise(map + 1, page, MADV_NORMAL), -1, EINVAL, "madvise");
	return 0;
}
