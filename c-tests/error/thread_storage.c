/*
 * The library takes at most 512 bytes of the storage that threads have from their start, so that it can be loaded late.
 *
 * test: only shared
 * test: flags -D_GNU_SOURCE
 */
#include <link.h>

#include "check.h"

static int look(struct dl_phdr_info *info, size_t size, void *found)
{
	int i;

	(void)size;
	if (strstr(info->dlpi_name, "libleat.so") == NULL)
		return 0;
	for (i = 0; i < info->dlpi_phnum; i++)
		if (info->dlpi_phdr[i].p_type == PT_TLS)
			*(unsigned long *)found = (unsigned long)info->dlpi_phdr[i].p_memsz;
	return 1;
}

int main(void)
{
	unsigned long size = 0;

	CHECK_INT(leat_close(-1), -1);
	CHECK_INT(dl_iterate_phdr(look, &size), 1);
	CHECK(size > 0);
	CHECK(size <= 512);
	return 0;
}
