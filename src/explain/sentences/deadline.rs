//! Calls that wait until a point of time.

use super::rows;

rows! { Errno, deadline;
    mq_timedsend | mq_timedreceive | sem_timedwait | sem_clockwait | pthread_mutex_timedlock | pthread_cond_timedwait:
    EINVAL => invalid {
        fraction(value): "tv_nsec is {value}, but it must be from 0 to 999999999."
            do "after an addition carry over: while tv_nsec >= 1000000000, subtract that and add 1 to tv_sec.";
        negative(value): "tv_sec is {value}, a time before 1970."
            do "set the deadline to what clock_gettime says now, plus the time to wait.";
        clock(): "the clock is neither CLOCK_REALTIME nor CLOCK_MONOTONIC, the only ones that can be waited for here."
            do "use CLOCK_MONOTONIC for intervals, and CLOCK_REALTIME for times of day.";
    }
    mq_timedsend | mq_timedreceive | sem_timedwait | sem_clockwait | pthread_mutex_timedlock | pthread_cond_timedwait:
    ETIMEDOUT => passed {
        interval(seconds):
            "the deadline is {seconds} seconds after the beginning of 1970, long past: the call takes a point of time \
            of CLOCK_REALTIME, and no interval, nor a time of another clock."
            do "add the time to wait to what clock_gettime(CLOCK_REALTIME) says, and pass the sum.";
        waited(what): "{what} the deadline."
            do "if that came too early: the deadline is a point of time, what clock_gettime says now plus the time to wait.";
        waited_until(what, ago): "{what} the deadline, which passed {ago}."
            do "wait longer, or find out why that did not happen.";
        queue_full(name, messages, maxmsg):
            "The queue {name} is full now ({messages} of {maxmsg} messages): does nobody receive?";
        queue_empty(name): "The queue {name} is empty now: does nobody send?";
        holder(owner): "Now {owner} has it.";
    }
}
