/* EINVAL and its like of the signal functions: which argument, and what is wrong with it. */
/* test: flags -D_GNU_SOURCE */
#include <signal.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "explained.h"

int main(void)
{
	const struct timespec now = {0, 0};
	struct sigaction action;
	stack_t stack;
	sigset_t set;
	static char small[1024];

	memset(&action, 0, sizeof action);
	action.sa_handler = SIG_IGN;
	memset(&stack, 0, sizeof stack);
	CHECK_INT(leat_sigemptyset(&set), 0);

	CHECK_EXPLAINED(leat_kill(getpid(), 99), -1, EINVAL, "kill", "99 is not a signal: they are 1 to 64", "0 sends nothing");
	CHECK_EXPLAINED(leat_kill(1, 4242), -1, EINVAL, "kill", "4242 is not a signal", "1 would be one", "the process comes first");
	CHECK_EXPLAINED(leat_kill(getpid(), -9), -1, EINVAL, "kill", "the shell's `kill -9`", "Do: pass 9.");
	CHECK_EXPLAINED(leat_killpg(-7, SIGTERM), -1, EINVAL, "killpg", "but this is -7");
	CHECK_EXPLAINED(leat_raise(65), -1, EINVAL, "raise", "65 is not a signal: they are 1 to 64.");
	CHECK_EXPLAINED(leat_sigaction(SIGKILL, &action, NULL), -1, EINVAL, "sigaction", "SIGKILL cannot be caught or ignored");
	CHECK_EXPLAINED(leat_sigaction(32, &action, NULL), -1, EINVAL, "sigaction", "signal 32 is used by the C library itself");
	CHECK_EXPLAINED(leat_sigaction(0, &action, NULL), -1, EINVAL, "sigaction", "0 is not a signal");
	CHECK_EXPLAINED(leat_signal(SIGSTOP, SIG_IGN), SIG_ERR, EINVAL, "signal", "SIGSTOP cannot be caught or ignored");
	CHECK_EXPLAINED(leat_sigaddset(&set, 99), -1, EINVAL, "sigaddset", "99 is not a signal");
	CHECK_EXPLAINED(leat_sigaddset(NULL, SIGINT), -1, EINVAL, "sigaddset", "the set of signals is NULL");
	CHECK_EXPLAINED(leat_sigemptyset(NULL), -1, EINVAL, "sigemptyset", "the set of signals is NULL");
	CHECK_EXPLAINED(leat_sigprocmask(7, &set, NULL), -1, EINVAL, "sigprocmask", "7 is none of SIG_BLOCK, SIG_UNBLOCK and");
	CHECK_EXPLAINED(leat_sigtimedwait(&set, NULL, &now), -1, EAGAIN, "sigtimedwait", "before the time was over");
	CHECK_EXPLAINED(leat_signalfd(0, &set, 0), -1, EINVAL, "signalfd", "fd 0 is open, but it was not made by signalfd");
	CHECK_EXPLAINED(leat_signalfd(-1, &set, 1), -1, EINVAL, "signalfd", "flags is 0x1");
	stack.ss_sp = small;
	stack.ss_size = sizeof small;
	CHECK_EXPLAINED(leat_sigaltstack(&stack, NULL), -1, ENOMEM, "sigaltstack", "ss_size, the size of the stack, is less than the ",
	                text("%lu bytes", (unsigned long)sysconf(_SC_MINSIGSTKSZ)));
	return 0;
}
