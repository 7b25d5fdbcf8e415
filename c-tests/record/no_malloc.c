/*
 * A mirror that fails allocates nothing, also when it is the first call of leat in its thread.
 *
 * test: only c
 * test: no valgrind
 * test: no sanitizer
 */
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"

extern void *__libc_malloc(size_t size);
static __thread int forbidden;

/* The program's own malloc, which libc and leat call too. */
void *malloc(size_t size)
{
	if (forbidden) {
		static const char text[] = "malloc was called\n";
		(void)!write(STDERR_FILENO, text, sizeof text - 1);
		_exit(2);
	}
	return __libc_malloc(size);
}

static void *fail(void *unused)
{
	char *const argv[] = {NULL};
	struct sockaddr address = {AF_UNIX, "/nope"};
	char byte;
	int fds[2] = {-1, -1};

	(void)unused;
	forbidden = 1;
	CHECK_INT(leat_close(-1), -1);
	CHECK_INT(leat_read(-1, &byte, 1), -1);
	CHECK_INT(leat_write(-1, &byte, 1), -1);
	CHECK_INT(leat_open("/nope", O_RDONLY), -1);
	CHECK_INT(leat_openat(AT_FDCWD, "/nope", O_RDONLY), -1);
	CHECK_INT(leat_fcntl(-1, F_GETFD), -1);
	CHECK_INT(leat_dup2(-1, 5), -1);
	CHECK_INT(leat_poll(NULL, 1000000000, 0), -1);
	CHECK_INT(leat_kill(0, 12345), -1);
	CHECK_INT(leat_sigaction(12345, NULL, NULL), -1);
	CHECK_INT(leat_waitpid(-1, NULL, 0), -1);
	CHECK_INT(leat_socketpair(12345, 0, 0, fds), -1);
	CHECK_INT(leat_connect(-1, &address, sizeof address), -1);
	CHECK(leat_mmap(NULL, 0, PROT_READ, MAP_PRIVATE, -1, 0) == MAP_FAILED);
	CHECK_INT(leat_execv("/nope", argv), -1);
	CHECK_INT(leat_execl("/nope", "nope", "1", "2", (char *)NULL), -1);
	CHECK_INT(leat_execve("/nope", argv, argv), -1);
	CHECK_TEXT(leat_error_function(), "execve");
	CHECK_INT(leat_error_code(), ENOENT);
	leat_error_clear();
	forbidden = 0;
	return NULL;
}

int main(void)
{
	pthread_t thread;

	fail(NULL);
	CHECK_INT(pthread_create(&thread, NULL, fail, NULL), 0);
	CHECK_INT(pthread_join(thread, NULL), 0);
	return 0;
}
