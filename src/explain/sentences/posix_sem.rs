//! POSIX semaphores.

use super::rows;

rows! { Errno, posix_sem;
    sem_open | sem_init: EINVAL => value {
        negative(value, most): "the value is {value}, a negative number, but a semaphore begins with 0 to {most}."
            do "pass how many may pass sem_wait before the first sem_post: 1 for a lock, 0 for a signal.";
        too_large(value, most): "the value is {value}, but a semaphore begins with 0 to {most}."
            do "pass how many may pass sem_wait before the first sem_post: 1 for a lock, 0 for a signal.";
    }
    sem_post: EOVERFLOW => at_most {
        full(most): "the semaphore has the greatest value that there is, {most}."
            do "look for a sem_post that is called far more often than sem_wait, or for memory that sem_init has not \
            set.";
    }
    sem_trywait: EAGAIN => taken {
        zero(): "the semaphore's value was 0, and sem_trywait does not wait for a sem_post."
            do "call sem_wait or sem_timedwait to wait, or try again later; this is how it tells, and no fault.";
    }
    sem_close: EINVAL => not_opened {
        not_open(address): "at {address} there is no semaphore that this process has open by sem_open, or not any more."
            do "close it once only, and only what sem_open returned; one of sem_init is ended with sem_destroy.";
    }
}
