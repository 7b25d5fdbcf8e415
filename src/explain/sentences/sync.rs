//! Mutexes and condition variables.

use super::rows;

rows! { Errno, sync;
    pthread_mutex_unlock | pthread_cond_wait | pthread_cond_timedwait: EPERM => not_owner {
        other(mutex, owner): "this thread has not locked the mutex at {mutex}, but {owner} has it now."
            do "let the thread that has locked it unlock it; to wake another thread, use a semaphore or a condition \
            variable.";
        free(mutex): "this thread has not locked the mutex at {mutex}, and nobody has it now."
            do "call pthread_mutex_lock before; or is it unlocked twice?";
        unseen(mutex): "this thread has not locked the mutex at {mutex}."
            do "let the thread that has locked it unlock it; to wake another thread, use a semaphore or a condition \
            variable.";
    }
    pthread_mutex_lock | pthread_mutex_trylock | pthread_mutex_timedlock: EDEADLK => already {
        by_this(mutex): "this thread has locked the mutex at {mutex} already, and would wait for itself."
            do "unlock it first, do not lock it again in a function that is called with it locked, or make it \
            recursive.";
        circle(mutex): "to wait for the mutex at {mutex} would close a circle of threads that wait for each other."
            do "lock several mutexes in the same order everywhere.";
    }
    pthread_mutex_trylock: EBUSY => taken {
        by(mutex, owner): "the mutex at {mutex} was locked, and {owner} has it now."
            do "try again later, or call pthread_mutex_lock to wait; this is how trylock tells, and no fault.";
        by_this(mutex): "this thread has locked the mutex at {mutex} itself."
            do "unlock it first; to lock it twice it must be recursive (PTHREAD_MUTEX_RECURSIVE).";
        was(mutex): "the mutex at {mutex} was locked by somebody."
            do "try again later, or call pthread_mutex_lock to wait; this is how trylock tells, and no fault.";
    }
    pthread_mutex_destroy: EBUSY => in_use {
        by(mutex, owner): "the mutex at {mutex} is locked: {owner} has it now."
            do "have it unlocked, and see that no thread can use it any more, before you destroy it.";
        used(mutex): "the mutex at {mutex} is locked, or a thread waits for a condition with it."
            do "have it unlocked, and see that no thread can use it any more, before you destroy it.";
    }
    pthread_mutex_lock | pthread_mutex_trylock | pthread_mutex_timedlock | pthread_cond_wait | pthread_cond_timedwait:
    EOWNERDEAD => owner_died {
        died(mutex):
            "whoever had locked the mutex at {mutex} has ended without unlocking it. This thread has it locked now, \
            but what it protects may be left half done."
            do "put that in order, call pthread_mutex_consistent, and go on; unlock it as usual.";
    }
    pthread_mutex_lock | pthread_mutex_trylock | pthread_mutex_timedlock | pthread_cond_wait | pthread_cond_timedwait:
    ENOTRECOVERABLE => lost {
        lost(mutex):
            "whoever got EOWNERDEAD for the mutex at {mutex} has unlocked it without pthread_mutex_consistent, so \
            nobody can lock it any more."
            do "make mutex and data anew when nobody uses them; after EOWNERDEAD call pthread_mutex_consistent before \
            you unlock.";
    }
    pthread_mutex_lock | pthread_mutex_trylock: EAGAIN => too_often {
        recursive(mutex): "this thread has locked the recursive mutex at {mutex} as often as can be counted."
            do "look for a pthread_mutex_lock that no pthread_mutex_unlock follows.";
    }
    pthread_mutex_lock | pthread_mutex_trylock | pthread_mutex_timedlock | pthread_mutex_unlock |
    pthread_mutex_destroy | pthread_cond_wait | pthread_cond_timedwait: EINVAL => no_mutex {
        destroyed(mutex): "the mutex at {mutex} was destroyed by pthread_mutex_destroy."
            do "destroy it only when no thread can use it any more, or call pthread_mutex_init again.";
        never(mutex): "the memory at {mutex} holds no mutex now: it was never initialised, or has been overwritten."
            do "begin with PTHREAD_MUTEX_INITIALIZER or pthread_mutex_init, once; and look for writes beyond what \
            lies before it.";
        time(value): "tv_nsec of the deadline is {value} now, but it must be from 0 to 999999999."
            do "after an addition carry over: while tv_nsec >= 1000000000, subtract that and add 1 to tv_sec.";
        ceiling(mutex):
            "the mutex at {mutex} has a priority ceiling (PTHREAD_PRIO_PROTECT) below the priority of this thread."
            do "raise the ceiling: pthread_mutex_setprioceiling.";
    }
    pthread_mutex_consistent: EINVAL => not_inconsistent {
        not_robust(mutex): "the mutex at {mutex} is not robust."
            do "make it with pthread_mutexattr_setrobust(&attributes, PTHREAD_MUTEX_ROBUST).";
        consistent(mutex):
            "the mutex at {mutex} is in order: only when locking it gave EOWNERDEAD, and before it is unlocked, it \
            can be said to be consistent again."
            do "call it once, and only after EOWNERDEAD.";
    }
}
