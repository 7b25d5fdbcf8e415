/*
 * The library can be loaded late: in threads that are older than it and in new ones its mirrors work and explain.
 *
 * test: only shared
 * test: flags -D_GNU_SOURCE -Wl,--as-needed
 */
#define CHECK_WITHOUT_LEAT
#include <dlfcn.h>
#include <pthread.h>

#include "check.h"

static int (*close_)(int);
static const char *(*error_text)(void);
static const char *(*error_function)(void);
static pthread_barrier_t loaded, closed;

static void check_mirror(int fd)
{
	char expected[32];

	errno = 0;
	CHECK_TEXT(error_text(), "");
	CHECK_INT(close_(fd), -1);
	CHECK_INT(errno, EBADF);
	snprintf(expected, sizeof expected, "close(%d): ", fd);
	CHECK(strncmp(error_text(), expected, strlen(expected)) == 0);
	CHECK_TEXT(error_function(), "close");
	CHECK_INT(errno, EBADF);
}

static void *old_thread(void *unused)
{
	(void)unused;
	pthread_barrier_wait(&loaded);
	check_mirror(-8);
	pthread_barrier_wait(&closed);
	return NULL;
}

static void *new_thread(void *unused)
{
	(void)unused;
	check_mirror(-9);
	return NULL;
}

/* A pointer to a function, which ISO C does not convert from one to an object. */
static void *symbol(void *library, const char *name)
{
	void *found = dlsym(library, name);
	if (found == NULL)
		fprintf(stderr, "%s\n", dlerror());
	CHECK(found != NULL);
	return found;
}

static void *load(const char *path)
{
	void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
	void *found;

	if (library == NULL)
		fprintf(stderr, "%s\n", dlerror());
	CHECK(library != NULL);
	found = symbol(library, "leat_close");
	memcpy(&close_, &found, sizeof found);
	found = symbol(library, "leat_error_text");
	memcpy(&error_text, &found, sizeof found);
	found = symbol(library, "leat_error_function");
	memcpy(&error_function, &found, sizeof found);
	return library;
}

int main(void)
{
	const char *path = getenv("LEAT_LIBRARY");
	pthread_t old, young;
	void *library;

	CHECK(path != NULL);
	CHECK(dlopen(path, RTLD_NOW | RTLD_NOLOAD) == NULL);
	CHECK_INT(pthread_barrier_init(&loaded, NULL, 2), 0);
	CHECK_INT(pthread_barrier_init(&closed, NULL, 2), 0);
	CHECK_INT(pthread_create(&old, NULL, old_thread, NULL), 0);

	library = load(path);
	pthread_barrier_wait(&loaded);
	CHECK_INT(pthread_create(&young, NULL, new_thread, NULL), 0);
	CHECK_INT(pthread_join(young, NULL), 0);
	check_mirror(-7);

	/* The old thread, which has a text, ends while nobody has the library open. */
	CHECK_INT(dlclose(library), 0);
	pthread_barrier_wait(&closed);
	CHECK_INT(pthread_join(old, NULL), 0);

	library = load(path);
	CHECK_INT(pthread_create(&young, NULL, new_thread, NULL), 0);
	CHECK_INT(pthread_join(young, NULL), 0);
	CHECK_INT(dlclose(library), 0);
	pthread_barrier_destroy(&loaded);
	pthread_barrier_destroy(&closed);
	return 0;
}
