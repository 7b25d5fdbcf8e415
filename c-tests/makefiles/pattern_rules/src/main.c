#include "shared.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
	char name[40];
	struct shared *shared;
	int i, n;

	snprintf(name, sizeof name, "/workers-%d", (int)getpid());
	shared = shared_create(name);
	if (shared == NULL)
		return EXIT_FAILURE;
	if (shared_create(name) != NULL)
		return EXIT_FAILURE;
	for (i = 0; i < 4; i++) {
		if (fork() == 0) {
			for (n = 0; n < 1000; n++)
				shared_add(shared, 1);
			_exit(0);
		}
	}
	while (wait(NULL) > 0)
		;
	perror("wait");
	printf("total %d\n", shared->total);
	shared_destroy(shared, name);
	return EXIT_SUCCESS;
}
