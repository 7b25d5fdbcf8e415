//! Sleeping, timers, and how long a call may wait.

use super::rows;

rows! { Errno, timer;
    nanosleep | clock_nanosleep | usleep: EINTR => sleep {
        left(signals): "a signal handler ran while the call slept (handlers are installed for {signals}), and a sleep is never \
            started again."
            do "sleep again for what is left, which nanosleep writes to its second argument; or sleep until a point of time \
            (clock_nanosleep, TIMER_ABSTIME).";
        no_handler(): "a signal ended the sleep; its handler is not installed any more."
            do "sleep again for what is left, which nanosleep writes to its second argument.";
    }
    clock_nanosleep: EINVAL | EOPNOTSUPP => clock {
        own_thread(): "CLOCK_THREAD_CPUTIME_ID cannot be slept by: it stands still while the thread sleeps."
            do "use CLOCK_MONOTONIC.";
        unknown(clock): "{clock} is not a clock to sleep by." do "use CLOCK_MONOTONIC, or CLOCK_REALTIME for times of day.";
    }
    timerfd_create: EINVAL => timer {
        clock(clock): "{clock} is not a clock that such a timer can go by."
            do "use CLOCK_MONOTONIC, or CLOCK_REALTIME for times of day.";
        flags(flags): "flags is {flags}: it may have TFD_CLOEXEC and TFD_NONBLOCK." do "pass 0, or these.";
    }
    timerfd_create: EPERM => waking_clock {
        said(clock, who_you_are): "{clock} can wake the machine, which takes the capability CAP_WAKE_ALARM, and {who_you_are}."
            do "use CLOCK_BOOTTIME or CLOCK_REALTIME, or run as root.";
    }
    timerfd_settime: EINVAL => timer_set {
        other(fd, what): "fd {fd} is {what}, not a timer." do "pass what timerfd_create returned.";
        flags(flags): "flags is {flags}: it may have TFD_TIMER_ABSTIME and TFD_TIMER_CANCEL_ON_SET." do "pass 0, or these.";
    }
    timerfd_settime: ECANCELED => clock_changed {
        said(): "the system's clock was set, and the timer was to be cancelled by that (TFD_TIMER_CANCEL_ON_SET)."
            do "set the timer again by the new time.";
    }
    setitimer: EINVAL => which {
        unknown(which): "{which} is none of ITIMER_REAL, ITIMER_VIRTUAL and ITIMER_PROF.";
    }
    any: EINVAL => interval {
        nanoseconds(value): "tv_nsec is {value}, but it must be from 0 to 999999999."
            do "put whole seconds into tv_sec, and only the rest into tv_nsec.";
        microseconds(value): "tv_usec is {value}, but it must be from 0 to 999999."
            do "put whole seconds into tv_sec, and only the rest into tv_usec.";
        seconds(value): "tv_sec is {value}, but a time to wait cannot be negative."
            do "if it is what was left of a deadline, that has passed: do not wait.";
    }
}
