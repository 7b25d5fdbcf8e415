/*
 * Reading from a terminal: in front one waits for who types, in the background one is stopped.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "hung.h"

static int terminal;
static char slave[64];

static void reads(void)
{
	char byte;

	CHECK_INT(leat_read(terminal, &byte, 1), 1);
}

/* The leader of a session with the terminal. */
static void in_front(void)
{
	CHECK(leat_setsid() >= 0);
	CHECK((terminal = leat_open(slave, O_RDWR)) >= 0);
	CHECK_INT(leat_ioctl(terminal, TIOCSCTTY, 0), 0);
	reads();
}

static void in_the_background(void)
{
	pid_t child;

	CHECK(leat_setsid() >= 0);
	CHECK((terminal = leat_open(slave, O_RDWR)) >= 0);
	CHECK_INT(leat_ioctl(terminal, TIOCSCTTY, 0), 0);
	child = leat_fork();
	CHECK(child >= 0);
	if (child == 0) {
		CHECK_INT(prctl(PR_SET_PDEATHSIG, SIGKILL), 0);
		CHECK_INT(leat_setpgid(0, 0), 0);
		reads();
	}
	/* A shell waits so, and then the signal is not to be seen any more. */
	CHECK_INT(leat_waitpid(child, NULL, WUNTRACED), child);
	CHECK_HANG(child, text("%s is stopped", named(child)), text("the terminal \"%s\"", slave),
	           text("It is in the background of its terminal, where %s is in front.", named(getpid())),
	           "Verdict: who reads from the terminal in the background is stopped (SIGTTIN)", "Do: bring it to the front");
	end(child);
}

int main(void)
{
	const int master = leat_open("/dev/ptmx", O_RDWR | O_NOCTTY);
	pid_t child;

	CHECK(master >= 0);
	CHECK_INT(grantpt(master), 0);
	CHECK_INT(unlockpt(master), 0);
	CHECK_INT(ptsname_r(master, slave, sizeof slave), 0);

	child = begin(in_front);
	wait_until_blocked(child, SYS_read);
	CHECK_HANG(child, text("%s is waiting.", named(child)), text("input from the terminal \"%s\"", slave));
	CHECK_HANG_WITHOUT(child, "Verdict");
	end(child);

	child = begin(in_the_background);
	CHECK_INT(leat_waitpid(child, NULL, 0), child);
	CHECK_INT(leat_close(master), 0);
	return 0;
}
