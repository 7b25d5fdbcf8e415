/*
 * Note 001, Memory mapping: a mapping needs no file. Anonymous and shared, it is memory that a parent and its children
 * have in common; an ordinary variable is copied by fork(), and the child's change to it is lost.
 *
 *     parent: shared ---+                         variable (one copy)
 *                       +--> [ zeroed pages ]
 *     child:  shared ---+                         variable (another)
 *
 * test: flags -D_GNU_SOURCE
 */
/* prints:
before the child: shared 0, variable 0
in the child:     shared 7, variable 7
after the child:  shared 7, variable 0
*/
#include <leat.h>

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>

#include "check.h"

int main(void)
{
	int variable = 0, status;
	int *shared;
	void *memory;
	pid_t pid;

	memory = leat_mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (memory == MAP_FAILED) {
		leat_perror("mmap");
		exit(1);
	}
	shared = (int *)memory;
	printf("before the child: shared %d, variable %d\n", *shared, variable);
	fflush(stdout);

	pid = leat_fork();
	if (pid == -1) {
		leat_perror("fork");
		exit(1);
	}
	if (pid == 0) {
		*shared = 7;
		variable = 7;
		printf("in the child:     shared %d, variable %d\n", *shared, variable);
		exit(0);
	}
	CHECK_INT(leat_waitpid(pid, &status, 0), pid);
	CHECK_INT(status, 0);
	printf("after the child:  shared %d, variable %d\n", *shared, variable);
	CHECK_INT(leat_munmap(memory, sizeof *shared), 0);
	return 0;
}
