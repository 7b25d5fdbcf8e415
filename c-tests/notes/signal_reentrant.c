/*
 * Note 003, Signal handler: a handler may only call what is reentrant, since it may run in the middle of anything. Two
 * functions that write a number as text are interrupted half-way, by a handler that calls them for another number. The
 * one with a buffer of its own for all calls is spoiled, as strtok() or gethostbyname() would be, and as malloc() or
 * printf() may be, whose data are then half changed; the one that writes where its caller says is not.
 *
 *     program:   text(1234)   12..                         ..34
 *     handler:                    text(5678)   5678
 *
 * "Anything blocking" is forbidden too: a lock that the interrupted program holds is never released while the handler
 * waits for it.
 */
/* prints:
one buffer for all: 1234 became 5634
a buffer of the caller's: 1234 became 1234
the handler finds the lock taken, and would wait for ever
*/
#include <leat.h>

#include <errno.h>
#include <semaphore.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#include "check.h"

static volatile sig_atomic_t shared_wanted, times_lock_was_taken;
static sem_t lock;

/* The digits, and between the second and the third the signal arrives, if it is wanted. */
static void digits(char *text, int number, int signal_wanted)
{
	text[0] = (char)('0' + number / 1000 % 10);
	text[1] = (char)('0' + number / 100 % 10);
	if (signal_wanted)
		CHECK_INT(leat_raise(SIGUSR1), 0); /* here every time; one that another sends comes anywhere */
	text[2] = (char)('0' + number / 10 % 10);
	text[3] = (char)('0' + number % 10);
	text[4] = '\0';
}

static const char *not_reentrant(int number, int signal_wanted)
{
	static char text[5];

	digits(text, number, signal_wanted);
	return text;
}

static void handler(int signo)
{
	int saved = errno;
	char own[5];

	(void)signo;
	if (shared_wanted)
		not_reentrant(5678, 0);
	else
		digits(own, 5678, 0);
	if (leat_sem_trywait(&lock) == -1 && errno == EAGAIN)
		times_lock_was_taken = times_lock_was_taken + 1;
	errno = saved;
}

int main(void)
{
	char own[5];

	if (leat_signal(SIGUSR1, handler) == SIG_ERR) {
		leat_perror("signal");
		exit(1);
	}
	CHECK_INT(leat_sem_init(&lock, 0, 1), 0);
	CHECK_INT(leat_sem_wait(&lock), 0);

	shared_wanted = 1;
	printf("one buffer for all: 1234 became %s\n", not_reentrant(1234, 1));
	shared_wanted = 0;
	digits(own, 1234, 1);
	printf("a buffer of the caller's: 1234 became %s\n", own);

	CHECK_INT(times_lock_was_taken, 2);
	printf("the handler finds the lock taken, and would wait for ever\n");
	CHECK_INT(leat_sem_post(&lock), 0);
	CHECK_INT(leat_sem_destroy(&lock), 0);
	return 0;
}
