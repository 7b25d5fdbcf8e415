/*
 * mremap takes a new address exactly when MREMAP_FIXED asks for it.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <sys/mman.h>
#include <unistd.h>

#include "check.h"

int main(void)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	const int protection = PROT_READ | PROT_WRITE, flags = MAP_PRIVATE | MAP_ANONYMOUS;
	char *map, *elsewhere;

	CHECK((map = (char *)leat_mmap(NULL, page, protection, flags, -1, 0)) != MAP_FAILED);
	strcpy(map, "kept");
	CHECK((map = (char *)leat_mremap(map, page, 3 * page, MREMAP_MAYMOVE)) != MAP_FAILED);
	CHECK_TEXT(map, "kept");
	map[3 * page - 1] = 'x';
	CHECK(leat_mremap(map, 3 * page, page, 0) == map);

	/* The place of a map that is there, which is replaced. */
	CHECK((elsewhere = (char *)leat_mmap(NULL, page, protection, flags, -1, 0)) != MAP_FAILED);
	CHECK(leat_mremap(map, page, page, MREMAP_MAYMOVE | MREMAP_FIXED, elsewhere) == elsewhere);
	CHECK_TEXT(elsewhere, "kept");
	CHECK_INT(leat_munmap(elsewhere, page), 0);

	CHECK_FAILS(leat_mremap(map, page, page, MREMAP_FIXED, elsewhere), MAP_FAILED, EINVAL, "mremap");
	CHECK_FAILS(leat_mremap(map + 1, page, page, 0), MAP_FAILED, EINVAL, "mremap");
	return 0;
}
