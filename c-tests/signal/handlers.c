/*
 * Handlers are installed, run on their stack, and reset as the function that installed them says.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <signal.h>
#include <sys/time.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include "check.h"

static char stack_memory[65536];
static volatile sig_atomic_t runs, on_stack;

static void handle(int number)
{
	char here;
	char *volatile at = &here;

	(void)number;
	runs = runs + 1;
	on_stack = at >= stack_memory && at < stack_memory + sizeof stack_memory;
}

static void wait_for_run(int wanted)
{
	sigset_t alarm_only, old;

	CHECK_INT(leat_sigemptyset(&alarm_only), 0);
	CHECK_INT(leat_sigaddset(&alarm_only, SIGALRM), 0);
	CHECK_INT(leat_sigprocmask(SIG_BLOCK, &alarm_only, &old), 0);
	while (runs < wanted)
		CHECK_FAILS(leat_sigsuspend(&old), -1, EINTR, "sigsuspend");
	CHECK_INT(leat_sigprocmask(SIG_SETMASK, &old, NULL), 0);
}

int main(void)
{
	struct sigaction action, old;
	struct itimerval timer;
	struct itimerspec spec;
	unsigned left;
	unsigned long long expirations = 0;
	stack_t stack;
	int fd;

	/* BSD's signal keeps the handler, System V's resets it. */
	CHECK(leat_signal(SIGUSR1, handle) == SIG_DFL);
	CHECK_INT(leat_raise(SIGUSR1), 0);
	CHECK(leat_signal(SIGUSR1, SIG_DFL) == handle);
	CHECK(leat_sysv_signal(SIGUSR1, handle) == SIG_DFL);
	CHECK_INT(leat_raise(SIGUSR1), 0);
	CHECK(leat_signal(SIGUSR1, SIG_DFL) == SIG_DFL);
	CHECK_INT(runs, 2);
	CHECK_FAILS(leat_signal(SIGKILL, handle), SIG_ERR, EINVAL, "signal");
	CHECK_FAILS(leat_sysv_signal(SIGKILL, handle), SIG_ERR, EINVAL, "signal");

	memset(&stack, 0, sizeof stack);
	stack.ss_sp = stack_memory;
	stack.ss_size = sizeof stack_memory;
	CHECK_INT(leat_sigaltstack(&stack, NULL), 0);
	memset(&action, 0, sizeof action);
	action.sa_handler = handle;
	action.sa_flags = SA_ONSTACK;
	CHECK_INT(leat_sigaction(SIGUSR1, &action, &old), 0);
	CHECK(old.sa_handler == SIG_DFL);
	CHECK_INT(leat_raise(SIGUSR1), 0);
	CHECK_INT(runs, 3);
	CHECK(on_stack);
	stack.ss_flags = SS_DISABLE;
	CHECK_INT(leat_sigaltstack(&stack, NULL), 0);
	stack.ss_flags = 0x7fff;
	CHECK_FAILS(leat_sigaltstack(&stack, NULL), -1, EINVAL, "sigaltstack");
	CHECK_FAILS(leat_sigaction(SIGKILL, &action, NULL), -1, EINVAL, "sigaction");

	action.sa_flags = 0;
	CHECK_INT(leat_sigaction(SIGALRM, &action, NULL), 0);
	memset(&timer, 0, sizeof timer);
	timer.it_value.tv_usec = 1000;
	CHECK_INT(leat_setitimer(ITIMER_REAL, &timer, NULL), 0);
	wait_for_run(4);
	CHECK_INT(leat_alarm(1000), 0);
	left = leat_alarm(1);
	CHECK(left > 0 && left <= 1000);
	wait_for_run(5);
	CHECK_FAILS(leat_setitimer(12345, &timer, NULL), -1, EINVAL, "setitimer");

	memset(&spec, 0, sizeof spec);
	spec.it_value.tv_nsec = 1;
	CHECK((fd = leat_timerfd_create(CLOCK_MONOTONIC, 0)) >= 0);
	CHECK_INT(leat_timerfd_settime(fd, 0, &spec, NULL), 0);
	CHECK_INT(leat_read(fd, &expirations, 8), 8);
	CHECK_INT(expirations, 1);
	CHECK_FAILS(leat_timerfd_create(12345, 0), -1, EINVAL, "timerfd_create");
	CHECK_FAILS(leat_timerfd_settime(-1, 0, &spec, NULL), -1, EBADF, "timerfd_settime");
	return 0;
}
