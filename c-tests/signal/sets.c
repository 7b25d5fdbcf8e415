/*
 * Signals are blocked, found pending, and taken from a set, with their values.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <signal.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "check.h"

int main(void)
{
	struct timespec no_time = {0, 0};
	struct signalfd_siginfo from_fd;
	sigset_t set, old, pending;
	union sigval value;
	siginfo_t info;
	int number = 0, fd;

	CHECK_INT(leat_sigfillset(&set), 0);
	CHECK_INT(leat_sigismember(&set, SIGUSR1), 1);
	CHECK_INT(leat_sigdelset(&set, SIGUSR1), 0);
	CHECK_INT(leat_sigismember(&set, SIGUSR1), 0);
	CHECK_INT(leat_sigemptyset(&set), 0);
	CHECK_INT(leat_sigismember(&set, SIGTERM), 0);
	CHECK_INT(leat_sigaddset(&set, SIGUSR1), 0);
	CHECK_INT(leat_sigaddset(&set, SIGRTMIN), 0);
	CHECK_FAILS(leat_sigaddset(&set, 12345), -1, EINVAL, "sigaddset");
	CHECK_FAILS(leat_sigdelset(&set, -1), -1, EINVAL, "sigdelset");
	CHECK_FAILS(leat_sigismember(&set, 0), -1, EINVAL, "sigismember");

	CHECK_INT(leat_sigprocmask(SIG_BLOCK, &set, &old), 0);
	CHECK_FAILS(leat_sigprocmask(12345, &set, NULL), -1, EINVAL, "sigprocmask");
	errno = leat_pthread_sigmask(12345, &set, NULL);
	check_error(__FILE__, __LINE__, "pthread_sigmask", EINVAL, "pthread_sigmask");
	CHECK_INT(leat_pthread_sigmask(SIG_BLOCK, &set, NULL), 0);

	CHECK_INT(leat_raise(SIGUSR1), 0);
	CHECK_INT(leat_sigpending(&pending), 0);
	CHECK_INT(leat_sigismember(&pending, SIGUSR1), 1);
	CHECK_INT(leat_sigwait(&set, &number), 0);
	CHECK_INT(number, SIGUSR1);
	value.sival_ptr = NULL;
	value.sival_int = 42;
	CHECK_INT(leat_sigqueue(getpid(), SIGRTMIN, value), 0);
	CHECK_INT(leat_sigwaitinfo(&set, &info), SIGRTMIN);
	CHECK_INT(info.si_value.sival_int, 42);
	CHECK_FAILS(leat_sigtimedwait(&set, &info, &no_time), -1, EAGAIN, "sigtimedwait");
	CHECK_INT(leat_kill(getpid(), SIGUSR1), 0);
	CHECK_INT(leat_sigtimedwait(&set, &info, &no_time), SIGUSR1);
	CHECK_INT(info.si_pid, getpid());

	CHECK((fd = leat_signalfd(-1, &set, SFD_NONBLOCK)) >= 0);
	CHECK_FAILS(leat_read(fd, &from_fd, sizeof from_fd), -1, EAGAIN, "read");
	CHECK_INT(leat_raise(SIGUSR1), 0);
	CHECK_INT(leat_read(fd, &from_fd, sizeof from_fd), sizeof from_fd);
	CHECK_INT(from_fd.ssi_signo, SIGUSR1);
	CHECK_FAILS(leat_signalfd(-1, &set, 0x40000000), -1, EINVAL, "signalfd");
	CHECK_INT(leat_sigprocmask(SIG_SETMASK, &old, NULL), 0);

	CHECK_FAILS(leat_kill(getpid(), 12345), -1, EINVAL, "kill");
	CHECK_FAILS(leat_killpg(getpgrp(), 12345), -1, EINVAL, "killpg");
	CHECK_INT(leat_killpg(getpgrp(), 0), 0);
	CHECK_FAILS(leat_raise(12345), -1, EINVAL, "raise");
	CHECK_FAILS(leat_sigqueue(getpid(), 12345, value), -1, EINVAL, "sigqueue");
	return 0;
}
