/* msync, which does not wait for long, is a cancellation point all the same. */
#include <fcntl.h>
#include <sys/mman.h>

#include "blocked.h"

static void *page;

static void *in_msync(void *unused)
{
	(void)unused;
	pthread_cancel(pthread_self());
	leat_msync(page, 1, MS_SYNC);
	return NULL;
}

int main(void)
{
	long size = sysconf(_SC_PAGESIZE);
	pthread_t thread;
	void *result = NULL;
	int file;

	CHECK((file = leat_creat("file", 0600)) >= 0);
	CHECK_INT(leat_ftruncate(file, size), 0);
	CHECK_INT(leat_close(file), 0);
	CHECK((file = leat_open("file", O_RDWR)) >= 0);
	CHECK((page = leat_mmap(NULL, (size_t)size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0)) != MAP_FAILED);
	CHECK_INT(pthread_create(&thread, NULL, in_msync, NULL), 0);
	CHECK_INT(pthread_join(thread, &result), 0);
	CHECK(result == PTHREAD_CANCELED);
	CHECK_INT(leat_munmap(page, (size_t)size), 0);
	CHECK_INT(leat_unlink("file"), 0);
	return 0;
}
