/* Is /dev/shm one that was made for this program? Then it may be changed. */
#ifndef OWN_SHM_H
#define OWN_SHM_H

#include "check.h"

static inline int shm_is_own(void)
{
	char line[1024];
	int found = 0;
	FILE *file = fopen("/proc/self/mountinfo", "r");

	CHECK(file != NULL);
	while (fgets(line, sizeof line, file) != NULL)
		found |= strstr(line, " /dev/shm ") != NULL && strstr(line, " - tmpfs leat ") != NULL;
	fclose(file);
	return found;
}

#endif /* OWN_SHM_H */
