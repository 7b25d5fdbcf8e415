/*
 * Note 003, Signal handler: a handler may only call what is reentrant, since it may run in the middle of anything. Two
 * functions that write a number as text are interrupted half-way, by a handler that calls the same function for another
 * number. The one that has a single buffer for all calls gives a wrong result, as strtok() or gethostbyname() would; so
 * may malloc() or printf(), whose data may be half changed at that moment. The one that writes where its caller says is
 * right.
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
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#include "check.h"

static volatile sig_atomic_t shared_wanted, times_lock_was_taken;
static int lock[2]; /* a pipe as a lock: whoever has read its only byte holds it */

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
	char own[5], byte;

	(void)signo;
	if (shared_wanted)
		not_reentrant(5678, 0);
	else
		digits(own, 5678, 0);
	/* read() is one of the functions that a handler may call; sem_trywait() is not. */
	if (leat_read(lock[0], &byte, 1) == -1 && errno == EAGAIN)
		times_lock_was_taken = times_lock_was_taken + 1;
	errno = saved;
}

int main(void)
{
	char own[5], byte;

	if (leat_signal(SIGUSR1, handler) == SIG_ERR) {
		leat_perror("signal");
		exit(1);
	}
	CHECK_INT(leat_pipe(lock), 0);
	CHECK_INT(leat_fcntl(lock[0], F_SETFL, O_NONBLOCK), 0); /* the handler only asks, or this would never end */
	CHECK_INT(leat_write(lock[1], "1", 1), 1);
	CHECK_INT(leat_read(lock[0], &byte, 1), 1); /* the program takes the lock, and is interrupted with it */

	shared_wanted = 1;
	printf("one buffer for all: 1234 became %s\n", not_reentrant(1234, 1));
	shared_wanted = 0;
	digits(own, 1234, 1);
	printf("a buffer of the caller's: 1234 became %s\n", own);

	CHECK_INT(times_lock_was_taken, 2);
	printf("the handler finds the lock taken, and would wait for ever\n");
	CHECK(leat_close(lock[0]) == 0 && leat_close(lock[1]) == 0);
	return 0;
}
