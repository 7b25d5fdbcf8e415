/* EINTR: the signals whose handlers are installed without SA_RESTART, and the calls that no flag starts again. */
/* test: flags -D_XOPEN_SOURCE=700 */
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

#include "explained.h"

static void handle(int signal)
{
	(void)signal;
}

static void install(int signal, int flags)
{
	struct sigaction action;

	memset(&action, 0, sizeof action);
	action.sa_handler = handle;
	action.sa_flags = flags;
	CHECK_INT(leat_sigaction(signal, &action, NULL), 0);
}

int main(void)
{
	/* It goes off again and again: should the first come before the call, the next ends it. */
	const struct itimerval often = {{0, 5000}, {0, 5000}};
	int fds[2];
	char byte;

	CHECK_INT(leat_pipe(fds), 0);
	install(SIGALRM, 0);
	install(SIGUSR1, SA_RESTART);
	CHECK_INT(leat_setitimer(ITIMER_REAL, &often, NULL), 0);
	CHECK_EXPLAINED(leat_read(fds[0], &byte, 1), -1, EINTR, "read", "was installed without SA_RESTART",
	                "as the handlers of SIGALRM are here.", "Do: call it again while errno is EINTR, or");
	CHECK_EXPLAINED(leat_pause(), -1, EINTR, "pause", "this is how pause returns", "no error");

	install(SIGALRM, SA_RESTART);
	CHECK_EXPLAINED(leat_poll(NULL, 0, -1), -1, EINTR, "poll", "poll is never started again", "whatever SA_RESTART says",
	                "SIGUSR1 and SIGALRM.");
	CHECK_NOT_SAID("or install");
	close(fds[0]);
	close(fds[1]);
	return 0;
}
