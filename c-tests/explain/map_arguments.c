/*
 * mmap: arguments that are wrong or do not fit the file.
 * test: flags -D_GNU_SOURCE
 */
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "child.h"
#include "explained.h"
#include "unprivileged.h"

static const int ANONYMOUS = MAP_PRIVATE | MAP_ANONYMOUS;
static size_t page;

static void numbers(int fd)
{
	CHECK_EXPLAINED(leat_mmap(NULL, 0, PROT_READ, ANONYMOUS, -1, 0), MAP_FAILED, EINVAL, "mmap",
	                "the length is 0", "ftruncate");
	CHECK_EXPLAINED(leat_mmap(NULL, page, PROT_READ, MAP_SHARED, fd, (off_t)page + 100), MAP_FAILED, EINVAL, "mmap",
	                text("the offset is %lu, which is not a multiple of the page size, %lu",
	                (unsigned long)page + 100,
	                     (unsigned long)page),
	                text("Do: map from %lu on, and what is wanted is 100 bytes behind", (unsigned long)page));
	CHECK_EXPLAINED(leat_mmap(NULL, page, PROT_READ, MAP_ANONYMOUS, -1, 0), MAP_FAILED, EINVAL, "mmap",
	                "the flags have neither MAP_SHARED nor MAP_PRIVATE");
	CHECK_EXPLAINED(leat_mmap(NULL, page, PROT_READ, MAP_SHARED | ANONYMOUS, -1, 0), MAP_FAILED, EINVAL, "mmap",
	                "MAP_SHARED and MAP_PRIVATE together are MAP_SHARED_VALIDATE");
	CHECK_EXPLAINED(leat_mmap((void *)0x12345001, page, PROT_READ, ANONYMOUS | MAP_FIXED, -1, 0), MAP_FAILED,
	                EINVAL, "mmap",
	                "the address 0x12345001 is not a multiple of the page size");
	CHECK_EXPLAINED(leat_mmap(NULL, page, PROT_READ, MAP_SHARED, -1, 0), MAP_FAILED, EBADF, "mmap",
	                "fd is -1, but the flags do not have MAP_ANONYMOUS");
	CHECK_EXPLAINED(leat_mmap(NULL, page, PROT_READ, MAP_SHARED, fd, (off_t)(INT64_MAX - (int64_t)page + 1)),
	                MAP_FAILED, EOVERFLOW, "mmap",
	                text("and the length %lu together are more than a file can have", (unsigned long)page));
}

static void taken(void)
{
	void *map = leat_mmap(NULL, page, PROT_READ, ANONYMOUS, -1, 0);

	CHECK(map != MAP_FAILED);
	CHECK_EXPLAINED(leat_mmap(map, page, PROT_READ, ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0), MAP_FAILED, EEXIST,
	                "mmap",
	                text("at %#lx there is a mapping already (memory without a file)", (unsigned long)map));
	CHECK_INT(leat_munmap(map, page), 0);
}

static void files(int fd)
{
	int fds[2], reader, writer;

	CHECK_INT(pipe(fds), 0);
	CHECK_EXPLAINED(leat_mmap(NULL, page, PROT_READ, MAP_SHARED, fds[0], 0), MAP_FAILED, ENODEV, "mmap",
	                text("fd %d is the read end of pipe ", fds[0]), "which cannot be mapped");
	close(fds[0]);
	close(fds[1]);
	CHECK((reader = open("mapped", O_RDONLY)) != -1);
	CHECK((writer = open("mapped", O_WRONLY)) != -1);
	CHECK_EXPLAINED(leat_mmap(NULL, page, PROT_READ | PROT_WRITE, MAP_SHARED, reader, 0), MAP_FAILED, EACCES,
	                "mmap",
	                text("fd %d is the file \"", reader),
	                "/mapped\", opened read-only, but PROT_WRITE and MAP_SHARED together write",
	                "Do: open it with O_RDWR");
	CHECK_EXPLAINED(leat_mmap(NULL, page, PROT_WRITE, MAP_SHARED, writer, 0), MAP_FAILED, EACCES, "mmap",
	                text("fd %d is the file \"", writer),
	                "opened write-only, but every mapping of a file reads it");
	CHECK_EXPLAINED(leat_mmap(NULL, page, PROT_READ, MAP_SHARED_VALIDATE | MAP_SYNC, fd, 0), MAP_FAILED,
	                EOPNOTSUPP, "mmap",
	                "can be mapped with MAP_SYNC");
	close(reader);
	close(writer);
}

static int too_low(void)
{
	if (geteuid() != 0 || !become_unprivileged())
		return 0;
	CHECK_EXPLAINED(leat_mmap(NULL, page, PROT_READ, ANONYMOUS | MAP_FIXED, -1, 0), MAP_FAILED, EPERM, "mmap",
	                "the address 0x0 is below 0x", "vm.mmap_min_addr");
	return 0;
}

int main(void)
{
	int fd = open("mapped", O_RDWR | O_CREAT | O_EXCL, 0600);

	page = (size_t)sysconf(_SC_PAGESIZE);
	CHECK(fd != -1);
	CHECK_INT(ftruncate(fd, (off_t)page), 0);
	numbers(fd);
	taken();
	files(fd);
	CHECK_INT(in_child(too_low), 0);
	CHECK_INT(unlink("mapped"), 0);
	close(fd);
	return 0;
}
