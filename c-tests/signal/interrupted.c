/* A signal whose handler returns interrupts a mirror with EINTR, or it goes on with SA_RESTART, as POSIX says. */
#include <signal.h>

#include "blocked.h"

static struct thread_state main_state;
static pthread_t main_thread;
static int fds[2];
static volatile sig_atomic_t ready, handled, writes;

static void handle(int number)
{
	(void)number;
	handled = handled + 1;
	if (writes)
		leat_write(fds[1], "x", 1);
}

static void *interrupt(void *unused)
{
	(void)unused;
	while (!ready)
		sched_yield();
	wait_until_it_sleeps(&main_state);
	CHECK_INT(pthread_kill(main_thread, SIGUSR1), 0);
	return NULL;
}

static void start(pthread_t *thread, int flags)
{
	struct sigaction action;

	memset(&action, 0, sizeof action);
	action.sa_handler = handle;
	action.sa_flags = flags;
	CHECK_INT(leat_sigaction(SIGUSR1, &action, NULL), 0);
	ready = 0;
	CHECK_INT(pthread_create(thread, NULL, interrupt, NULL), 0);
	ready = 1;
}

int main(void)
{
	pthread_t thread;
	char byte = 0;

	main_thread = pthread_self();
	main_state = this_thread_state();
	CHECK_INT(leat_pipe(fds), 0);
	start(&thread, 0);
	CHECK_FAILS(leat_read(fds[0], &byte, 1), -1, EINTR, "read");
	CHECK_INT(pthread_join(thread, NULL), 0);
	CHECK_INT(handled, 1);

	writes = 1;
	start(&thread, SA_RESTART);
	CHECK_INT(leat_read(fds[0], &byte, 1), 1);
	CHECK_INT(pthread_join(thread, NULL), 0);
	CHECK_INT(byte, 'x');
	CHECK_INT(handled, 2);
	return 0;
}
