/*
 * Memory is locked while it is mapped. (AddressSanitizer makes mlock do nothing.)
 *
 * test: flags -D_GNU_SOURCE
 * test: no sanitizer
 */
#include <sys/mman.h>
#include <unistd.h>

#include "check.h"

int main(void)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	void *map;

	CHECK((map = leat_mmap(NULL, page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)) != MAP_FAILED);
	CHECK_INT(leat_mlock(map, page), 0);
	CHECK_INT(leat_munlock(map, page), 0);
	CHECK_INT(leat_munmap(map, page), 0);
	CHECK_FAILS(leat_mlock(map, page), -1, ENOMEM, "mlock");
	CHECK_FAILS(leat_munlock(map, page), -1, ENOMEM, "munlock");
	return 0;
}
