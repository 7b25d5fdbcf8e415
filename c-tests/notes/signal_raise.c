/*
 * Note 003, Message passing using signals: raise() sends a signal to the caller, and its handler has run before raise()
 * returns. "To the current process", says the note: in a program with threads raise() means the calling thread alone,
 * and kill(getpid(), ...) the process, of which any thread that does not block the signal may take it.
 *
 *     thread that blocks SIGUSR1:   raise(SIGUSR1) ------------> pending for this thread
 *                                   kill(getpid(), SIGUSR1) ---> handler in the main thread
 */
/* prints:
the action was the default, and is the handler now
after raise: handled 1
a thread that blocks it raises it: handled 1, pending for that thread 1, for the main thread 0
that thread sends it to the process: handled 2, by the main thread
raise(SIGTERM) ends the child that does it
*/
#include <leat.h>

#include <errno.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"

static volatile sig_atomic_t handled;
static pthread_t handled_by; /* looked at only when `delivered` has been posted */
static sem_t raised, asked, delivered;

static void handler(int signo)
{
	int saved = errno;

	(void)signo;
	handled = handled + 1;
	handled_by = pthread_self();
	leat_sem_post(&delivered); /* both are async-signal-safe; mutexes and condition variables are not */
	errno = saved;
}

static int is_pending(void)
{
	sigset_t pending;

	CHECK_INT(leat_sigpending(&pending), 0); /* for this thread or for the process */
	return leat_sigismember(&pending, SIGUSR1);
}

static void *thread(void *pending)
{
	sigset_t set;

	CHECK_INT(leat_sigemptyset(&set), 0);
	CHECK_INT(leat_sigaddset(&set, SIGUSR1), 0);
	CHECK_INT(leat_pthread_sigmask(SIG_BLOCK, &set, NULL), 0);
	CHECK_INT(leat_raise(SIGUSR1), 0);
	*(int *)pending = is_pending();
	CHECK_INT(leat_sem_post(&raised), 0);
	CHECK_INT(leat_sem_wait(&asked), 0);
	CHECK_INT(leat_kill(getpid(), SIGUSR1), 0);
	return NULL; /* what is pending for a thread ends with it */
}

static void wait_for(sem_t *semaphore)
{
	while (leat_sem_wait(semaphore) == -1)
		CHECK_INT(errno, EINTR); /* the handler may run meanwhile */
}

int main(void)
{
	leat_signal_handler previous = leat_signal(SIGUSR1, handler);
	int pending = 0, status;
	pthread_t other;
	pid_t pid;

	/* signal() returns the action that was before: a handler, SIG_DFL or SIG_IGN. */
	CHECK(previous == SIG_DFL && leat_signal(SIGUSR1, handler) == handler);
	printf("the action was the default, and is the handler now\n");
	CHECK(leat_sem_init(&raised, 0, 0) == 0 && leat_sem_init(&asked, 0, 0) == 0);
	CHECK_INT(leat_sem_init(&delivered, 0, 0), 0);

	CHECK_INT(leat_raise(SIGUSR1), 0);
	printf("after raise: handled %d\n", (int)handled);
	wait_for(&delivered);

	CHECK_INT(pthread_create(&other, NULL, thread, &pending), 0);
	wait_for(&raised);
	printf("a thread that blocks it raises it: handled %d, pending for that thread %d, for the main thread %d\n",
	       (int)handled, pending, is_pending());
	CHECK_INT(leat_sem_post(&asked), 0);
	wait_for(&delivered);
	CHECK_INT(pthread_join(other, NULL), 0);
	CHECK(pthread_equal(handled_by, pthread_self()));
	printf("that thread sends it to the process: handled %d, by the main thread\n", (int)handled);
	CHECK_FAILS(leat_raise(1000), -1, EINVAL, "raise"); /* no such signal; POSIX says not 0, and Linux -1 */

	fflush(stdout);
	CHECK((pid = leat_fork()) != -1);
	if (pid == 0) {
		leat_raise(SIGTERM);
		_exit(0);
	}
	CHECK_INT(leat_waitpid(pid, &status, 0), pid);
	CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM);
	printf("raise(SIGTERM) ends the child that does it\n");
	CHECK(leat_sem_destroy(&raised) == 0 && leat_sem_destroy(&asked) == 0 && leat_sem_destroy(&delivered) == 0);
	return 0;
}
