/*
 * Note 002, Other use of mmap: /dev/zero is a device that is nothing but zeros. Mapped, it is a chunk of zeroed memory
 * of any length; what is written to it is in the memory only, for the device has nowhere to keep it. Private, it is the
 * process's own; shared, it is common to a process and its children. (MAP_ANONYMOUS does the same without a file.)
 *
 *     /dev/zero --> [ 0 0 0 0 0 0 ]    private: a copy of each page that is written to
 *                                      shared:  one for the parent and its children
 */
/* prints:
a chunk of 1000000 zeros
written to: still zeros in /dev/zero, and in the next mapping of it
a child wrote 7 to both: private 1, shared 7
*/
#include <leat.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"

enum { SIZE = 1000000 };

static char *map(int fd, int flags)
{
	void *memory = leat_mmap(NULL, SIZE, PROT_READ | PROT_WRITE, flags, fd, 0);

	if (memory == MAP_FAILED) {
		leat_perror("mmap");
		exit(1);
	}
	return (char *)memory;
}

static int zeros(const char *memory)
{
	int count = 0;

	while (count < SIZE && memory[count] == 0)
		count++;
	return count;
}

int main(void)
{
	char *alone, *common, byte = 1;
	int fd = leat_open("/dev/zero", O_RDWR), status;
	pid_t pid;

	if (fd == -1) {
		leat_perror("/dev/zero");
		exit(1);
	}
	alone = map(fd, MAP_PRIVATE);
	printf("a chunk of %d zeros\n", zeros(alone));

	alone[0] = alone[SIZE - 1] = 1;
	CHECK_INT(zeros(alone), 0);
	CHECK_INT(leat_read(fd, &byte, 1), 1);
	CHECK_INT(byte, 0);
	common = map(fd, MAP_SHARED);
	CHECK_INT(zeros(common), SIZE);
	CHECK_INT(leat_close(fd), 0);
	printf("written to: still zeros in /dev/zero, and in the next mapping of it\n");
	fflush(stdout);

	CHECK((pid = leat_fork()) != -1);
	if (pid == 0) {
		alone[0] = common[0] = 7;
		_exit(alone[0] == 7 && common[0] == 7 ? 0 : 1);
	}
	CHECK_INT(leat_waitpid(pid, &status, 0), pid);
	CHECK_INT(status, 0);
	printf("a child wrote 7 to both: private %d, shared %d\n", alone[0], common[0]);
	CHECK_INT(leat_munmap(alone, SIZE), 0);
	CHECK_INT(leat_munmap(common, SIZE), 0);
	return 0;
}
