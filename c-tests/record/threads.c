/* Each thread has failures and a text of its own. */
#include <pthread.h>

#include "check.h"

static pthread_barrier_t barrier;

static void *other(void *unused)
{
	const char *text;

	(void)unused;
	errno = EBADF;
	CHECK_TEXT(leat_error_text(), "");
	CHECK_FAILS(leat_close(-8), -1, EBADF, "close");
	text = leat_error_text();
	pthread_barrier_wait(&barrier);
	pthread_barrier_wait(&barrier);
	CHECK(strncmp(text, "close(-8)", 9) == 0);
	CHECK_INT(leat_error_code(), EBADF);
	return NULL;
}

int main(void)
{
	pthread_t thread;

	CHECK_INT(pthread_barrier_init(&barrier, NULL, 2), 0);
	CHECK_FAILS(leat_close(-7), -1, EBADF, "close");
	CHECK_INT(pthread_create(&thread, NULL, other, NULL), 0);
	pthread_barrier_wait(&barrier);
	errno = EBADF;
	CHECK(strncmp(leat_error_text(), "close(-7)", 9) == 0);
	leat_error_clear();
	CHECK_FAILS(leat_chdir("/nope"), -1, ENOENT, "chdir");
	pthread_barrier_wait(&barrier);
	CHECK_INT(pthread_join(thread, NULL), 0);
	pthread_barrier_destroy(&barrier);
	return 0;
}
