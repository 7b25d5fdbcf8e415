/* How many descriptors this process has open: that none is left. */
#ifndef DESCRIPTORS_H
#define DESCRIPTORS_H

#include <dirent.h>

#include "check.h"

/* The one of the directory is counted each time. */
static inline int open_descriptors(void)
{
	DIR *list = opendir("/proc/self/fd");
	int count = 0;

	CHECK(list != NULL);
	while (readdir(list) != NULL)
		count++;
	CHECK_INT(closedir(list), 0);
	return count;
}

#endif /* DESCRIPTORS_H */
