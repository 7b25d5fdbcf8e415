/*
 * Memory that a limit refuses: of addresses, of locked memory, of mappings.
 * test: flags -D_GNU_SOURCE
 * test: no sanitizer
 * test: no valgrind
 */
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include "child.h"
#include "explained.h"
#include "unprivileged.h"

static const int ANONYMOUS = MAP_PRIVATE | MAP_ANONYMOUS;
static size_t page;

static void limit(int resource, rlim_t most)
{
	struct rlimit limits;

	limits.rlim_cur = limits.rlim_max = most;
	CHECK_INT(setrlimit(resource, &limits), 0);
}

static void *map(size_t length)
{
	void *mapped = leat_mmap(NULL, length, PROT_READ | PROT_WRITE, ANONYMOUS, -1, 0);

	CHECK(mapped != MAP_FAILED);
	return mapped;
}

static void lengths(void)
{
	void *mapped = map(page);

	CHECK_EXPLAINED(leat_mmap(NULL, (size_t)-1, PROT_READ, ANONYMOUS, -1, 0), MAP_FAILED, ENOMEM, "mmap",
	                "the length is -1, a negative number as a size_t");
#ifdef __x86_64__
	CHECK_EXPLAINED(leat_mmap(NULL, (size_t)1 << 48, PROT_READ, ANONYMOUS, -1, 0), MAP_FAILED, ENOMEM, "mmap",
	                text("%lu bytes are more than the addresses of a process", 1UL << 48));
#endif
	CHECK_EXPLAINED(leat_mremap(mapped, page, (size_t)-1, MREMAP_MAYMOVE), MAP_FAILED, EINVAL, "mremap",
	                "bytes are more than the addresses of a process");
	CHECK_INT(leat_munmap(mapped, page), 0);
}

static int address_space(void)
{
	limit(RLIMIT_AS, 100 << 20);
	CHECK_EXPLAINED(leat_mmap(NULL, 200 << 20, PROT_READ | PROT_WRITE, ANONYMOUS, -1, 0), MAP_FAILED, ENOMEM,
	                "mmap",
	                "200 MiB more would be too much", "RLIMIT_AS allows 100 MiB", "ulimit -v");
	return 0;
}

static int data(void)
{
	limit(RLIMIT_DATA, 10 << 20);
	CHECK_EXPLAINED(leat_mmap(NULL, 20 << 20, PROT_READ | PROT_WRITE, ANONYMOUS, -1, 0), MAP_FAILED, ENOMEM, "mmap",
	                "20 MiB more would be too much", "of data, and RLIMIT_DATA allows 10 MiB", "ulimit -d");
	return 0;
}

static int locked(void)
{
	char *mapped;

	if (!become_unprivileged())
		return 0;
	limit(RLIMIT_MEMLOCK, 64 << 10);
	mapped = (char *)map(128 << 10);
	CHECK_INT(leat_mlock(mapped, 16 << 10), 0);
	CHECK_EXPLAINED(leat_mlock(mapped + (64 << 10), 60 << 10), -1, ENOMEM, "mlock",
	                "to lock 60 KiB more is not allowed",
	                "this process has 16 KiB locked, and RLIMIT_MEMLOCK allows 64 KiB", "ulimit -l");
	CHECK_EXPLAINED(leat_mmap(NULL, 64 << 10, PROT_READ, ANONYMOUS | MAP_LOCKED, -1, 0), MAP_FAILED, EAGAIN, "mmap",
	                "to lock 64 KiB more is not allowed", "Do: leave MAP_LOCKED out");
	CHECK_EXPLAINED(leat_msync(mapped, page, MS_SYNC | MS_INVALIDATE), -1, EBUSY, "msync",
	                "pages that are locked (mlock)");
	CHECK_EXPLAINED(leat_madvise(mapped, page, MADV_DONTNEED), -1, EINVAL, "madvise",
	                "MADV_DONTNEED is not possible here: the pages are locked");
	limit(RLIMIT_MEMLOCK, 0);
	CHECK_EXPLAINED(leat_mlock(mapped, page), -1, EPERM, "mlock", "RLIMIT_MEMLOCK is 0");
	return 0;
}

/* One page after the other is made unlike its neighbours, until there may be no more mappings. */
static int mappings(void)
{
	long most, number;
	char *pages;
	FILE *file = fopen("/proc/sys/vm/max_map_count", "r");

	CHECK(file != NULL);
	CHECK_INT(fscanf(file, "%ld", &most), 1);
	fclose(file);
	/* a system on which a program may have far more is set up for that, and has no use for this test */
	if (most > 100000)
		return 0;
	pages = (char *)leat_mmap(NULL, 2 * page * (size_t)most, PROT_NONE, ANONYMOUS | MAP_NORESERVE, -1, 0);
	CHECK(pages != MAP_FAILED);
	for (number = 0; leat_mprotect(pages + (size_t)number * 2 * page, page, PROT_READ) == 0; number++)
		CHECK(number < most);
	CHECK_INT(errno, ENOMEM);
	CHECK_SAID("mprotect", text("the system allows %ld (vm.max_map_count)", most));
	/* To split one may take two more, so there may still be room for a new one. */
	for (number = 0; leat_mmap(NULL, page, PROT_READ, MAP_SHARED | MAP_ANONYMOUS, -1, 0) != MAP_FAILED; number++)
		CHECK(number < 5);
	CHECK_EXPLAINED(leat_mmap(NULL, page, PROT_READ, MAP_SHARED | MAP_ANONYMOUS, -1, 0), MAP_FAILED, ENOMEM, "mmap",
	                text("the system allows %ld (vm.max_map_count)", most));
	return 0;
}

int main(void)
{
	page = (size_t)sysconf(_SC_PAGESIZE);
	lengths();
	CHECK_INT(in_child(address_space), 0);
	CHECK_INT(in_child(data), 0);
	CHECK_INT(in_child(locked), 0);
	CHECK_INT(in_child(mappings), 0);
	return 0;
}
