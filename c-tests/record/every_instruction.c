/*
 * A handler that runs in the middle of a failing call, at whichever instruction, and fails itself or jumps away, leaves no
 * record torn.
 *
 * test: flags -D_GNU_SOURCE
 * test: no valgrind
 */
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <ucontext.h>
#include <unistd.h>

#include "check.h"

#ifndef __x86_64__
int main(void)
{
	puts("not run: single steps are made with x86-64's trap flag");
	return 0;
}
#else

enum { TRAP_FLAG = 0x100 };
/* How many steps the program takes at most for each of its rounds. */
static const long budget = 50000;

static volatile long steps, interrupted_at;
/* How often the handler fails, and whether it jumps away then: more often than records are kept, and less. */
static const struct round {
	int failures, jumps;
} rounds[] = {{2, 0}, {6, 0}, {2, 1}, {6, 1}};
static struct round now;
static volatile int interrupted, finished;
static sigjmp_buf back;

/* Runs after every instruction from raise on, until it has done its work at the step that was asked for. */
static void trap(int number, siginfo_t *info, void *context)
{
	greg_t *registers = ((ucontext_t *)context)->uc_mcontext.gregs;
	int before = errno, i;

	(void)number;
	(void)info;
	registers[REG_EFL] |= TRAP_FLAG;
	if (steps == interrupted_at) {
		for (i = 0; i < now.failures; i++)
			leat_open("/nope-in-the-handler", O_WRONLY);
		interrupted = 1;
		if (now.jumps)
			siglongjmp(back, 1);
	}
	if (interrupted || finished)
		registers[REG_EFL] &= ~TRAP_FLAG;
	steps = steps + 1;
	errno = before;
}

/* Calls a mirror that fails and interrupts it after that many instructions; returns how many there were. */
static long close_interrupted_at(long at)
{
	steps = interrupted = finished = 0;
	interrupted_at = at;
	if (sigsetjmp(back, 1) == 0) {
		raise(SIGTRAP);
		leat_close(-7);
		finished = 1;
	}
	return steps;
}

int main(void)
{
	struct sigaction action;
	char closing[256], opening[256], older[256];
	long all, at, stride;
	int round, i, explained = 0;

	CHECK_INT(leat_close(-7), -1);
	strcpy(closing, leat_error_text());
	CHECK_INT(leat_open("/nope-in-the-handler", O_WRONLY), -1);
	strcpy(opening, leat_error_text());

	CHECK_INT(leat_dup(-123456789), -1);
	strcpy(older, leat_error_text());

	memset(&action, 0, sizeof action);
	action.sa_sigaction = trap;
	action.sa_flags = SA_SIGINFO;
	CHECK_INT(leat_sigaction(SIGTRAP, &action, NULL), 0);
	/* Once for the dynamic linker, once to count. */
	close_interrupted_at(-1);
	all = close_interrupted_at(-1);
	/* The last few steps are behind the call. */
	CHECK(all > 50);
	stride = all * all / 2 / budget + 1;

	for (round = 0; round < 4; round++) {
		now = rounds[round];
		for (at = 0; at < all - 4; at += stride) {
			/* Older records, over which the new ones are written. */
			for (i = 0; i < 4; i++)
				CHECK_INT(leat_dup(-123456789), -1);
			close_interrupted_at(at);
			CHECK(interrupted);
			/*
			 * What was jumped out of is recorded whole or not at all, and so is what the handler's failures
			 * came after, if they were many; otherwise it is always there.
			 */
			errno = EBADF;
			if (!now.jumps && now.failures < 4)
				CHECK_TEXT(leat_error_text(), closing);
			else if (leat_error_text()[0] != '\0' && !(now.jumps && strcmp(leat_error_text(), older) == 0))
				CHECK_TEXT(leat_error_text(), closing);
			errno = ENOENT;
			if (leat_error_text()[0] != '\0') {
				CHECK_TEXT(leat_error_text(), opening);
				explained++;
			}

			CHECK_INT(leat_close(-7), -1);
			CHECK_TEXT(leat_error_text(), closing);
		}
		CHECK(explained > 0);
	}
	return 0;
}
#endif
