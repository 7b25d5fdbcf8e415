/*
 * Note 003, Shared Memory with mmap: the size of the memory is hard to change. It is that of the call to mmap(): when
 * the file grows the mapping does not, and when it shrinks the mapping has pages that are in no file: SIGBUS. Whoever
 * wants more must map again. Linux does that with mremap(), which may have to move the mapping: pointers into it are
 * then wrong, and other processes still have their own as it was.
 *
 *     file:      [ page 0 ]               [ page 0 ][ page 1 ]               [ page 0 ][ page 1 ]
 *     mapping:   [ page 0 ]  ftruncate    [ page 0 ]             mremap      [ page 0 ][ page 1 ]
 *
 * test: flags -D_GNU_SOURCE
 */
/* prints:
1 page is mapped, and the file grows to 2: the second is SIGSEGV
there is no room to make the mapping longer: ENOMEM
it may move: it is at another address, and the second page is there, with: new
the file shrinks to 1 page: the second is SIGBUS
*/
#include <leat.h>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"

/* What becomes of a child that reads there. */
static const char *attempt(const volatile char *memory)
{
	const struct rlimit none = { 0, 0 };
	int status;
	pid_t pid = leat_fork();

	if (pid == -1) {
		leat_perror("fork");
		exit(1);
	}
	if (pid == 0) {
		CHECK_INT(setrlimit(RLIMIT_CORE, &none), 0); /* no image of its memory on the disk */
		CHECK(leat_signal(SIGSEGV, SIG_DFL) != SIG_ERR && leat_signal(SIGBUS, SIG_DFL) != SIG_ERR);
		_exit(*memory == '\0');
	}
	CHECK_INT(leat_waitpid(pid, &status, 0), pid);
	CHECK(WIFSIGNALED(status));
	return WTERMSIG(status) == SIGSEGV ? "SIGSEGV" : WTERMSIG(status) == SIGBUS ? "SIGBUS" : "killed";
}

/* A file that is open and has no name any more. */
static int create_file(void)
{
	char path[32];
	int fd;

	snprintf(path, sizeof path, "size.%ld", (long)getpid());
	fd = leat_open(path, O_RDWR | O_CREAT | O_EXCL, 0600);
	if (fd == -1) {
		leat_perror(path);
		exit(1);
	}
	CHECK_INT(leat_unlink(path), 0);
	return fd;
}

int main(void)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	int fd = create_file();
	char *first, *moved;
	void *memory, *place;

	CHECK_INT(leat_ftruncate(fd, (off_t)page), 0);
	/* So that it is known what is behind the mapping: it takes the place of the first of two closed pages. */
	place = leat_mmap(NULL, 2 * page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	CHECK(place != MAP_FAILED);
	memory = leat_mmap(place, page, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED, fd, 0);
	if (memory == MAP_FAILED) {
		leat_perror("mmap");
		exit(1);
	}
	CHECK(memory == place);
	first = (char *)memory;

	CHECK_INT(leat_ftruncate(fd, (off_t)(2 * page)), 0);
	CHECK_INT(leat_pwrite(fd, "new", 3, (off_t)page), 3);
	printf("1 page is mapped, and the file grows to 2: the second is %s\n", attempt(first + page));
	fflush(stdout);

	CHECK_FAILS(leat_mremap(first, page, 2 * page, 0), MAP_FAILED, ENOMEM, "mremap");
	printf("there is no room to make the mapping longer: ENOMEM\n");
	memory = leat_mremap(first, page, 2 * page, MREMAP_MAYMOVE);
	CHECK(memory != MAP_FAILED && memory != (void *)first);
	moved = (char *)memory;
	printf("it may move: it is at another address, and the second page is there, with: %s\n", moved + page);
	fflush(stdout);

	CHECK_INT(leat_ftruncate(fd, (off_t)page), 0);
	printf("the file shrinks to 1 page: the second is %s\n", attempt(moved + page));
	CHECK_INT(leat_munmap(moved, 2 * page), 0);
	CHECK_INT(leat_munmap(first + page, page), 0);
	CHECK_INT(leat_close(fd), 0);
	return 0;
}
