/*
 * munmap, mprotect, msync, madvise, mlock and mremap: ranges that are not mapped, or not what they should be.
 * test: flags -D_GNU_SOURCE
 * test: no sanitizer
 */
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "explained.h"

static const int ANONYMOUS = MAP_PRIVATE | MAP_ANONYMOUS;
static size_t page;
static char *map;

static void addresses(void)
{
	const char *unaligned = text("the address %#lx is not a multiple of the page size, %lu",
	                (unsigned long)map + 5, (unsigned long)page);

	CHECK_EXPLAINED(leat_munmap(map + 5, page), -1, EINVAL, "munmap", unaligned, text("is in: %#lx.",
	                (unsigned long)map));
	CHECK_EXPLAINED(leat_mprotect(map + 5, page, PROT_READ), -1, EINVAL, "mprotect", unaligned);
	CHECK_EXPLAINED(leat_msync(map + 5, page, MS_SYNC), -1, EINVAL, "msync", unaligned);
	CHECK_EXPLAINED(leat_madvise(map + 5, page, MADV_NORMAL), -1, EINVAL, "madvise", unaligned);
	CHECK_EXPLAINED(leat_mremap(map + 5, page, 2 * page, 0), MAP_FAILED, EINVAL, "mremap", unaligned);
	CHECK_EXPLAINED(leat_munmap(MAP_FAILED, page), -1, EINVAL, "munmap", "the address is MAP_FAILED, which is -1");
	CHECK_EXPLAINED(leat_munmap(map, 0), -1, EINVAL, "munmap", "the second argument is 0");
	CHECK_EXPLAINED(leat_munmap(map, (size_t)-1), -1, EINVAL, "munmap", "go beyond a process's addresses");
}

static void flags(void)
{
	CHECK_EXPLAINED(leat_msync(map, page, MS_SYNC | MS_ASYNC), -1, EINVAL, "msync",
	                "the flags have both MS_SYNC and MS_ASYNC");
	CHECK_EXPLAINED(leat_msync(map, page, 0x100), -1, EINVAL, "msync",
	                "the third argument has bits that it cannot have: 0x100");
	CHECK_EXPLAINED(leat_mprotect(map, page, 0x100), -1, EINVAL, "mprotect",
	                "the third argument has bits that it cannot have: 0x100");
	CHECK_EXPLAINED(leat_madvise(map, page, 999), -1, EINVAL, "madvise", "999 is no advice that this kernel knows");
	CHECK_EXPLAINED(leat_mremap(map, page, 0, MREMAP_MAYMOVE), MAP_FAILED, EINVAL, "mremap",
	                "the new length is 0", "munmap removes it");
	CHECK_EXPLAINED(leat_mremap(map, page, (size_t)1 << 62, MREMAP_MAYMOVE), MAP_FAILED, EINVAL, "mremap",
	                "4611686018427387904 bytes are more than the addresses of a process");
	if (leat_madvise(map, page, MADV_HWPOISON) == -1 && errno == EINVAL)
		CHECK_SAID("MADV_HWPOISON is not possible here: ", "or this kernel was built without it.");
	CHECK_EXPLAINED(leat_mremap(map, page, page, MREMAP_FIXED, map + page), MAP_FAILED, EINVAL, "mremap",
	                "need MREMAP_MAYMOVE as well");
	CHECK_EXPLAINED(leat_mremap(map, page, page, MREMAP_FIXED | MREMAP_MAYMOVE, map), MAP_FAILED, EINVAL, "mremap",
	                "or the new place overlaps the old one");
}

/* Of four pages the third is not there. */
static void holes(void)
{
	const char *hole;

	CHECK_INT(leat_munmap(map + 2 * page, page), 0);
	hole = text("of the %lu bytes from %#lx on, those from %#lx on are not mapped now",
	                (unsigned long)(4 * page), (unsigned long)map,
	            (unsigned long)(map + 2 * page));
	CHECK_EXPLAINED(leat_mprotect(map, 4 * page, PROT_READ), -1, ENOMEM, "mprotect", hole);
	CHECK_EXPLAINED(leat_msync(map, 4 * page, MS_SYNC), -1, ENOMEM, "msync", hole);
	CHECK_EXPLAINED(leat_madvise(map, 4 * page, MADV_NORMAL), -1, ENOMEM, "madvise", hole);
	CHECK_EXPLAINED(leat_mlock(map, 4 * page), -1, ENOMEM, "mlock", hole);
	CHECK_EXPLAINED(leat_munlock(map, 4 * page), -1, ENOMEM, "munlock", hole);
	CHECK_EXPLAINED(leat_mremap(map, 4 * page, 8 * page, MREMAP_MAYMOVE), MAP_FAILED, EFAULT, "mremap",
	                text("the %lu bytes from %#lx on are not in one mapping", (unsigned long)(4 * page),
	                (unsigned long)map));
	/* It could grow into the hole by one page, but not by two. */
	CHECK_INT(leat_mprotect(map, 2 * page, PROT_READ | PROT_WRITE), 0);
	CHECK_EXPLAINED(leat_mremap(map, 2 * page, 4 * page, 0), MAP_FAILED, ENOMEM, "mremap",
	                "without MREMAP_MAYMOVE it may not move");
}

static void read_only_file(void)
{
	int fd = open("mapped", O_RDWR | O_CREAT | O_EXCL, 0600);
	void *shared;

	CHECK(fd != -1);
	CHECK_INT(ftruncate(fd, (off_t)page), 0);
	close(fd);
	CHECK((fd = open("mapped", O_RDONLY)) != -1);
	CHECK((shared = leat_mmap(NULL, page, PROT_READ, MAP_SHARED, fd, 0)) != MAP_FAILED);
	close(fd);
	CHECK_EXPLAINED(leat_mprotect(shared, page, PROT_READ | PROT_WRITE), -1, EACCES, "mprotect",
	                text("what is mapped shared at %#lx is the file \"", (unsigned long)shared),
	                "/mapped\", which was not opened for writing");
	CHECK_EXPLAINED(leat_madvise(shared, page, MADV_REMOVE), -1, EACCES, "madvise",
	                "MADV_REMOVE makes a hole in the file");
	CHECK_INT(leat_munmap(shared, page), 0);
	CHECK_INT(unlink("mapped"), 0);
}

int main(void)
{
	page = (size_t)sysconf(_SC_PAGESIZE);
	CHECK((map = (char *)leat_mmap(NULL, 4 * page, PROT_READ | PROT_WRITE, ANONYMOUS, -1, 0)) != MAP_FAILED);
	addresses();
	flags();
	holes();
	read_only_file();
	CHECK_INT(leat_munmap(map, 4 * page), 0);
	return 0;
}
