/*
 * leat/signal.h: signals and timers.
 * Made by cbindgen from src/signal/: edit the comments there.
 */
#ifndef LEAT_SIGNAL_H
#define LEAT_SIGNAL_H

#include "base.h"
#include <signal.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Mirrors kill(2): sends a signal to a process, to this process group (0), to every process it may (-1), or to
 * another group (its negative id). Signal 0 sends nothing and only asks whether it could. Errors: as kill(2).
 */
int leat_kill(pid_t _pid, int _sig);

/** Mirrors killpg(3): sends a signal to every process of a process group (0: this one). Errors: as killpg(3). */
int leat_killpg(pid_t _group, int _sig);

/**
 * Mirrors raise(3): sends a signal to the calling thread, and returns after its handler has; 0, or not 0 on
 * failure. Errors: as raise(3).
 */
int leat_raise(int _sig);

#if defined(LEAT_HAVE_PTHREAD)
/**
 * Mirrors pthread_kill(3): sends a signal to a thread of this process; signal 0 only asks whether it could. Returns
 * 0, or an error number; errno is not set. Errors: as pthread_kill(3).
 */
int leat_pthread_kill(pthread_t _thread, int _sig);
#endif

#if defined(LEAT_HAVE_SIGSET)
/**
 * Mirrors sigqueue(3): sends a signal together with a value, which a handler with SA_SIGINFO gets as si_value.
 * Errors: as sigqueue(3).
 */
int leat_sigqueue(pid_t _pid, int _sig, union sigval _value);
#endif

/**
 * Mirrors alarm(2): has SIGALRM sent in so many seconds (0: not at all); returns how many the alarm before still
 * had, or 0. Errors: none, as alarm(2).
 */
unsigned int leat_alarm(unsigned int _seconds);

/**
 * Mirrors setitimer(2): starts a timer that sends SIGALRM, SIGVTALRM or SIGPROF, once or again and again; a value
 * of 0 stops it. What it was before is stored if a place for it is given. Errors: as setitimer(2).
 */
int leat_setitimer(int _which, const struct itimerval *_value, struct itimerval *_old_value);

/**
 * Mirrors timerfd_create(2): makes a timer that is read and waited for through a descriptor, which it returns.
 * Errors: as timerfd_create(2).
 */
int leat_timerfd_create(int _clock, int _flags);

/**
 * Mirrors timerfd_settime(2): starts a timer of leat_timerfd_create; a value of 0 stops it. What it was before is
 * stored if a place for it is given. Errors: as timerfd_settime(2).
 */
int leat_timerfd_settime(int _fd, int _flags, const struct itimerspec *_value, struct itimerspec *_old_value);

/**
 * Mirrors signal(2): sets what a signal does: runs a handler, nothing (SIG_IGN), its default (SIG_DFL). Returns
 * what it did before, or SIG_ERR. leat_sigaction says more exactly what shall happen. Errors: as signal(2).
 */
leat_signal_handler leat_signal(int _sig, leat_signal_handler _handler);

/**
 * Mirrors sigaction(2): sets what a signal does, and stores what it did before; either may be NULL.
 * Errors: as sigaction(2).
 */
int leat_sigaction(int _sig, const struct sigaction *_action, struct sigaction *_old_action);

#if defined(LEAT_HAVE_XOPEN)
/**
 * Mirrors sigaltstack(2): sets the stack on which handlers with SA_ONSTACK run in this thread, and stores the one
 * before; either may be NULL. Errors: as sigaltstack(2).
 */
int leat_sigaltstack(const stack_t *_stack, stack_t *_old_stack);
#endif

/** Mirrors pause(2): waits until a signal handler has run; it always returns -1, with EINTR. Errors: as pause(2). */
int leat_pause(void);

#if defined(LEAT_HAVE_SIGSET)
/**
 * Mirrors sigsuspend(2): waits, with another signal mask, until a handler has run; it always returns -1, with
 * EINTR. Mask and wait are one step: no signal is missed in between. Errors: as sigsuspend(2).
 */
int leat_sigsuspend(const sigset_t *_mask);

/**
 * Mirrors sigwait(3): waits for one of the signals of a set, which must be blocked, takes it and stores its
 * number. Returns 0, or an error number; errno is not set. Errors: as sigwait(3).
 */
int leat_sigwait(const sigset_t *_set, int *_ret_signal);

/**
 * Mirrors sigwaitinfo(2): waits for one of the signals of a set, which must be blocked, takes it and returns its
 * number; what is known of it is stored unless the place is NULL. Errors: as sigwaitinfo(2).
 */
int leat_sigwaitinfo(const sigset_t *_set, siginfo_t *_info);

/**
 * Mirrors sigtimedwait(2): as leat_sigwaitinfo, but waits at most the given time; then EAGAIN.
 * Errors: as sigtimedwait(2).
 */
int leat_sigtimedwait(const sigset_t *_set, siginfo_t *_info, const struct timespec *_timeout);
#endif

/**
 * Mirrors nanosleep(2): waits for the given time, or until a signal handler has run (EINTR): then what is left of the
 * time is stored unless the place is NULL. Errors: as nanosleep(2).
 */
int leat_nanosleep(const struct timespec *_time, struct timespec *_ret_left);

/** Mirrors usleep(3): as leat_nanosleep, for so many microseconds. Errors: as usleep(3). */
int leat_usleep(unsigned int _microseconds);

/**
 * Mirrors clock_nanosleep(2): as leat_nanosleep, by the given clock; with TIMER_ABSTIME, until it shows the given
 * time. Returns 0, or an error number; errno is not set. Errors: as clock_nanosleep(2).
 */
int leat_clock_nanosleep(int _clock, int _flags, const struct timespec *_time, struct timespec *_ret_left);

#if defined(LEAT_HAVE_SIGSET)
/**
 * Mirrors signalfd(2): makes a descriptor from which the signals of a set, which must be blocked, are read; given
 * one (not -1), changes its set. Returns it. Errors: as signalfd(2).
 */
int leat_signalfd(int _fd, const sigset_t *_mask, int _flags);
#endif

/**
 * Mirrors __sysv_signal, which signal(2) becomes in strict ISO C and X/Open programs: as leat_signal, but the
 * handler runs once, is then reset to SIG_DFL, and does not block its signal. Errors: as signal(2).
 */
leat_signal_handler leat_sysv_signal(int _sig, leat_signal_handler _handler);

#if defined(LEAT_HAVE_SIGSET)
/** Mirrors sigemptyset(3): makes a signal set empty. Errors: as sigemptyset(3). */
int leat_sigemptyset(sigset_t *_set);

/** Mirrors sigfillset(3): makes a signal set hold every signal. Errors: as sigfillset(3). */
int leat_sigfillset(sigset_t *_set);

/** Mirrors sigaddset(3): adds a signal to a set. Errors: as sigaddset(3). */
int leat_sigaddset(sigset_t *_set, int _sig);

/** Mirrors sigdelset(3): takes a signal out of a set. Errors: as sigdelset(3). */
int leat_sigdelset(sigset_t *_set, int _sig);

/** Mirrors sigismember(3): asks whether a signal is in a set: 1 or 0. Errors: as sigismember(3). */
int leat_sigismember(const sigset_t *_set, int _sig);

/**
 * Mirrors sigprocmask(2): changes which signals are blocked (SIG_BLOCK, SIG_UNBLOCK, SIG_SETMASK) and stores which
 * were. With several threads, use leat_pthread_sigmask. Errors: as sigprocmask(2).
 */
int leat_sigprocmask(int _how, const sigset_t *_set, sigset_t *_old_set);

/**
 * Mirrors pthread_sigmask(3): as leat_sigprocmask, for the calling thread. Returns 0, or an error number; errno is
 * not set. Errors: as pthread_sigmask(3).
 */
int leat_pthread_sigmask(int _how, const sigset_t *_set, sigset_t *_old_set);

/** Mirrors sigpending(2): tells which blocked signals have been sent and wait. Errors: as sigpending(2). */
int leat_sigpending(sigset_t *_set);
#endif

#ifdef __cplusplus
}
#endif

#endif /* LEAT_SIGNAL_H */
