/*
 * leat/signal.h: signals and timers.
 * Made by cbindgen from src/signal/: edit the comments there.
 */

#ifndef LEAT_SIGNAL_H
#define LEAT_SIGNAL_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif  /* __cplusplus */

/** Mirrors kill(2). Errors: as kill(2). */
int leat_kill(pid_t _pid, int _sig);

/** Mirrors killpg(3). Errors: as killpg(3). */
int leat_killpg(pid_t _group, int _sig);

/** Mirrors raise(3). Errors: as raise(3). */
int leat_raise(int _sig);

#if defined(LEAT_HAVE_SIGSET)
/** Mirrors sigqueue(3). Errors: as sigqueue(3). */
int leat_sigqueue(pid_t _pid, int _sig, union sigval _value);
#endif

/** Mirrors alarm(2). Errors: as alarm(2). */
unsigned int leat_alarm(unsigned int _seconds);

/** Mirrors setitimer(2). Errors: as setitimer(2). */
int leat_setitimer(int _which, const struct itimerval *_value, struct itimerval *_old_value);

/** Mirrors timerfd_create(2). Errors: as timerfd_create(2). */
int leat_timerfd_create(int _clock, int _flags);

/** Mirrors timerfd_settime(2). Errors: as timerfd_settime(2). */
int leat_timerfd_settime(int _fd, int _flags, const struct itimerspec *_value, struct itimerspec *_old_value);

/** Mirrors signal(2). Errors: as signal(2). */
leat_signal_handler leat_signal(int _sig, leat_signal_handler _handler);

/** Mirrors sigaction(2). Errors: as sigaction(2). */
int leat_sigaction(int _sig, const struct sigaction *_action, struct sigaction *_old_action);

#if defined(LEAT_HAVE_XOPEN)
/** Mirrors sigaltstack(2). Errors: as sigaltstack(2). */
int leat_sigaltstack(const stack_t *_stack, stack_t *_old_stack);
#endif

/** Mirrors pause(2). Errors: as pause(2). */
int leat_pause(void);

#if defined(LEAT_HAVE_SIGSET)
/** Mirrors sigsuspend(2). Errors: as sigsuspend(2). */
int leat_sigsuspend(const sigset_t *_mask);
#endif

#if defined(LEAT_HAVE_SIGSET)
/** Mirrors sigwait(3). Errors: as sigwait(3). */
int leat_sigwait(const sigset_t *_set, int *_ret_signal);
#endif

#if defined(LEAT_HAVE_SIGSET)
/** Mirrors sigwaitinfo(2). Errors: as sigwaitinfo(2). */
int leat_sigwaitinfo(const sigset_t *_set, siginfo_t *_info);
#endif

#if defined(LEAT_HAVE_SIGSET)
/** Mirrors sigtimedwait(2). Errors: as sigtimedwait(2). */
int leat_sigtimedwait(const sigset_t *_set, siginfo_t *_info, const struct timespec *_timeout);
#endif

#if defined(LEAT_HAVE_SIGSET)
/** Mirrors signalfd(2). Errors: as signalfd(2). */
int leat_signalfd(int _fd, const sigset_t *_mask, int _flags);
#endif

/**
 * Mirrors __sysv_signal, which signal(2) becomes in strict ISO C and X/Open programs: the handler serves once. Errors: as signal(2).
 */
leat_signal_handler leat_sysv_signal(int _sig,
                                     leat_signal_handler _handler);

#if defined(LEAT_HAVE_SIGSET)
/** Mirrors sigemptyset(3). Errors: as sigemptyset(3). */
int leat_sigemptyset(sigset_t *_set);
#endif

#if defined(LEAT_HAVE_SIGSET)
/** Mirrors sigfillset(3). Errors: as sigfillset(3). */
int leat_sigfillset(sigset_t *_set);
#endif

#if defined(LEAT_HAVE_SIGSET)
/** Mirrors sigaddset(3). Errors: as sigaddset(3). */
int leat_sigaddset(sigset_t *_set, int _sig);
#endif

#if defined(LEAT_HAVE_SIGSET)
/** Mirrors sigdelset(3). Errors: as sigdelset(3). */
int leat_sigdelset(sigset_t *_set, int _sig);
#endif

#if defined(LEAT_HAVE_SIGSET)
/** Mirrors sigismember(3). Errors: as sigismember(3). */
int leat_sigismember(const sigset_t *_set, int _sig);
#endif

#if defined(LEAT_HAVE_SIGSET)
/** Mirrors sigprocmask(2). Errors: as sigprocmask(2). */
int leat_sigprocmask(int _how, const sigset_t *_set, sigset_t *_old_set);
#endif

#if defined(LEAT_HAVE_SIGSET)
/** Mirrors pthread_sigmask(3). Errors: as pthread_sigmask(3). */
int leat_pthread_sigmask(int _how, const sigset_t *_set, sigset_t *_old_set);
#endif

#if defined(LEAT_HAVE_SIGSET)
/** Mirrors sigpending(2). Errors: as sigpending(2). */
int leat_sigpending(sigset_t *_set);
#endif

#ifdef __cplusplus
}  /* extern "C" */
#endif  /* __cplusplus */

#endif  /* LEAT_SIGNAL_H */
