/*
 * The other end of a pipe is in the hands of a process that starts another and ends, as that does in its turn. There is always one
 * that has it, and when it is looked at it has ended: it is not said that there is none.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <sys/mman.h>
#include <unistd.h>

#include "hung.h"

enum { TEXTS = 30 };

static int ends[2];
static volatile int *over;
static pid_t tester;

static void reads(void)
{
	char byte;

	CHECK_INT(leat_read(ends[0], &byte, 1), 1);
}

/* Each is the child of the one before, until the end, or until nobody looks on. They take some time, as other programs look at
   every process, too. */
static void hands_on(void)
{
	while (!*over && kill(tester, 0) == 0) {
		usleep(1000);
		if (fork() > 0)
			_exit(0);
	}
	CHECK_INT(leat_write(ends[1], "", 1), 1);
	_exit(0);
}

/* It gets all who have lost their parents, and buries them unseen. */
static void looks_after_them(void)
{
	CHECK_INT(prctl(PR_SET_CHILD_SUBREAPER, 1), 0);
	CHECK(leat_signal(SIGCHLD, SIG_IGN) != SIG_ERR);
	begin(hands_on);
	CHECK_INT(leat_close(ends[0]), 0);
	CHECK_INT(leat_close(ends[1]), 0);
	for (;;)
		leat_pause();
}

int main(void)
{
	pid_t reader, nurse;
	int i;

	tester = getpid();
	over = (volatile int *)mmap(NULL, sizeof *over, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	CHECK(over != MAP_FAILED);
	CHECK_INT(leat_pipe(ends), 0);
	reader = begin(reads);
	nurse = begin(looks_after_them);
	CHECK_INT(leat_close(ends[0]), 0);
	CHECK_INT(leat_close(ends[1]), 0);
	wait_until_blocked(reader, SYS_read);
	wait_until_blocked(nurse, SYS_pause);
	for (i = 0; i < TEXTS; i++) {
		CHECK_HANG_WITHOUT(reader, "no other process can write");
		CHECK_HANG_WITHOUT(reader, "for ever");
	}
	*over = 1;
	CHECK_INT(leat_waitpid(reader, NULL, 0), reader);
	end(nurse);
	return 0;
}
