/*
 * A thread that waits for a child or for another thread can be cancelled there; system ends its command first.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <signal.h>
#include <sys/wait.h>

#include "blocked.h"

/* Not on the stack of the thread: AddressSanitizer does not see that a cancelled thread leaves its functions. */
static siginfo_t info;
static pid_t child;
static pthread_t thread;

static void in_wait(void) { leat_wait(NULL); }
static void in_waitpid(void) { leat_waitpid(child, NULL, 0); }
static void in_wait4(void) { leat_wait4(child, NULL, 0, NULL); }
static void in_system(void) { CHECK(leat_system("exec sleep 1000") == -1); }

static void in_waitid(void)
{
	leat_waitid(P_PID, (id_t)child, &info, WEXITED);
}

static void *waiting(void *argument)
{
	leat_pause();
	return argument;
}

static void in_pthread_join(void)
{
	leat_pthread_join(thread, NULL);
}

int main(void)
{
	CHECK((child = leat_fork()) >= 0);
	if (child == 0)
		for (;;)
			leat_pause();
	CHECK_CANCELLED(in_wait);
	CHECK_CANCELLED(in_waitpid);
	CHECK_CANCELLED(in_wait4);
	CHECK_CANCELLED(in_waitid);
	CHECK_CANCELLED(in_system);
	CHECK_INT(leat_pthread_create(&thread, NULL, waiting, NULL), 0);
	CHECK_CANCELLED(in_pthread_join);
	CHECK_INT(pthread_cancel(thread), 0);
	CHECK_INT(leat_pthread_join(thread, NULL), 0);
	CHECK_INT(leat_kill(child, SIGKILL), 0);
	CHECK_INT(leat_waitpid(child, NULL, 0), child);
	CHECK_FAILS(leat_wait(NULL), -1, ECHILD, "wait");
	return 0;
}
