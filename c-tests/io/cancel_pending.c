/*
 * A thread with a cancellation pending ends in the next call that is a cancellation point, also if it would not block.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <fcntl.h>
#include <sys/uio.h>

#include "blocked.h"

static int file;
static char buffer[4];
static struct iovec vector = {buffer, sizeof buffer};

static void in_open(void) { leat_open("file", O_RDONLY); }
static void in_openat(void) { leat_openat(AT_FDCWD, "file", O_RDONLY); }
static void in_open_2(void) { leat_open_2("file", O_RDONLY); }
static void in_openat_2(void) { leat_openat_2(AT_FDCWD, "file", O_RDONLY); }
static void in_creat(void) { leat_creat("file", 0600); }
static void in_read(void) { leat_read(file, buffer, sizeof buffer); }
static void in_pread(void) { leat_pread(file, buffer, sizeof buffer, 0); }
static void in_pread_chk(void) { leat_pread_chk(file, buffer, 1, 0, sizeof buffer); }
static void in_readv(void) { leat_readv(file, &vector, 1); }
static void in_write(void) { leat_write(file, buffer, sizeof buffer); }
static void in_pwrite(void) { leat_pwrite(file, buffer, sizeof buffer, 0); }
static void in_writev(void) { leat_writev(file, &vector, 1); }
static void in_preadv(void) { leat_preadv(file, &vector, 1, 0); }
static void in_pwritev(void) { leat_pwritev(file, &vector, 1, 0); }
static void in_fallocate(void) { leat_fallocate(file, 0, 0, 1); }
static void in_fsync(void) { leat_fsync(file); }
static void in_close(void) { leat_close(dup(file)); }

static void *pending(void *argument)
{
	void (**call)(void) = (void (**)(void))argument;
	pthread_cancel(pthread_self());
	(*call)();
	return NULL;
}

static void check_pending(const char *name, void (*call)(void))
{
	pthread_t thread;
	void *result = NULL;

	CHECK_INT(pthread_create(&thread, NULL, pending, (void *)&call), 0);
	CHECK_INT(pthread_join(thread, &result), 0);
	if (result != PTHREAD_CANCELED) {
		fprintf(stderr, "%s: not cancelled\n", name);
		exit(1);
	}
}

#define CHECK_PENDING(function) check_pending(#function, function)

int main(void)
{
	CHECK((file = leat_open("file", O_RDWR | O_CREAT, 0600)) >= 0);
	CHECK_PENDING(in_open);
	CHECK_PENDING(in_openat);
	CHECK_PENDING(in_open_2);
	CHECK_PENDING(in_openat_2);
	CHECK_PENDING(in_creat);
	CHECK_PENDING(in_read);
	CHECK_PENDING(in_pread);
	CHECK_PENDING(in_pread_chk);
	CHECK_PENDING(in_readv);
	CHECK_PENDING(in_write);
	CHECK_PENDING(in_pwrite);
	CHECK_PENDING(in_writev);
	CHECK_PENDING(in_preadv);
	CHECK_PENDING(in_pwritev);
	CHECK_PENDING(in_fallocate);
	CHECK_PENDING(in_fsync);
	CHECK_PENDING(in_close);
	CHECK_INT(leat_unlink("file"), 0);
	return 0;
}
