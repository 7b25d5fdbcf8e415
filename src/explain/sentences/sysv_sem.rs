//! System V semaphores.

use super::rows;

rows! { Errno, sysv_sem;
    semget: EINVAL => set_refused {
        negative(count): "nsems is {count}, and no set has so few semaphores." do "pass how many semaphores the set is to have.";
        none(): "nsems is 0, and there is no set with that key: a new one must have 1 semaphore at least."
            do "pass how many semaphores the set is to have.";
        too_many(count, most):
            "nsems is {count}, but this system allows {most} in a set (the first number in /proc/sys/kernel/sem)."
            do "make several sets, or have kernel.sem raised.";
        smaller(key, object, has, asked, id):
            "the key {key} names {object}, which has {has} semaphores, and the call asks for {asked}."
            do "pass {has} or 0 to use it as it is; or remove it (ipcrm -s {id}), if no one needs it, to make it anew.";
    }
    semget: ENOSPC => no_semaphores {
        all(used, count, most):
            "the sets that exist have {used} semaphores, and with {count} more there would be more than the {most} that this system allows (the second number in /proc/sys/kernel/sem)."
            do "remove sets that are left over (ipcs -s lists them, ipcrm -s ID), or have kernel.sem raised.";
    }
    semop | semtimedop: EINVAL => operations_refused {
        none(): "the number of operations is 0." do "pass how many operations the array has, 1 or more.";
        bad_time(seconds, nanoseconds):
            "the timeout is {seconds} seconds and {nanoseconds} nanoseconds: seconds must not be negative, nanoseconds 0 to 999999999."
            do "move whole seconds from tv_nsec to tv_sec.";
    }
    semop | semtimedop: E2BIG => too_many_operations {
        more(count, most):
            "the call has {count} operations, but this system allows {most} at once (the third number in /proc/sys/kernel/sem)."
            do "check the third argument: it counts operations, not bytes.";
    }
    semop | semtimedop: EFBIG => no_such_number {
        beyond(number, object, semaphores): "sem_num is {number}, but {object} has {semaphores}."
            do "set sem_num to the semaphore that is meant; fill in every member of every operation.";
        unknown(object, semaphores): "an operation has a sem_num that {object} does not have: it has {semaphores}."
            do "set sem_num to the semaphore that is meant; fill in every member of every operation.";
    }
    semop | semtimedop: EAGAIN => would_wait {
        never_set(number, object):
            "semaphore {number} of {object} is 0: nobody has changed it since the set was made, and new ones are 0."
            do "give it its first value, once, where the set is made: semctl(id, number, SETVAL, value).";
        left(number, object, value, wants, actor):
            "semaphore {number} of {object} is {value} now, and the operation {wants}; the last to change it was {actor}."
            do "if that process ended without giving it back: use SEM_UNDO in its operations, and mend this set with SETVAL.";
        lacks(number, object, value, wants): "semaphore {number} of {object} is {value} now, and the operation {wants}."
            do "try again later, or let the call wait: without IPC_NOWAIT, or with a longer timeout.";
        last(actor): "The last to change it was {actor}.";
        waiting(count): "Waiting for it now: {count}.";
        no_wait(): "With IPC_NOWAIT the call does not wait.";
        timed_out(): "The call has waited as long as its timeout says.";
        possible(object): "the operations could not be done then; now, with the values that {object} has, they could."
            do "try again, or let the call wait: without IPC_NOWAIT, or with a longer timeout.";
        unseen(object, caller): "a semaphore of {object} had not the value that its operation needs; {caller} may not read its values."
            do "try again later, or let the call wait: without IPC_NOWAIT, or with a longer timeout.";
    }
    semop | semtimedop: ERANGE => above_most {
        above(number, object, value, adds, sum):
            "semaphore {number} of {object} is {value} now, and adding {adds} makes {sum}, above 32767, the most that one may be."
            do "look for operations that add where none takes: a loop, or a wait that was forgotten.";
        some(object):
            "a semaphore of {object}, or what SEM_UNDO would give back to it, would have gone beyond 32767."
            do "look for operations that add where none takes: a loop, or a wait that was forgotten.";
    }
    semctl: EINVAL => number_refused {
        beyond(number, object, semaphores): "the second argument is semaphore {number}, but {object} has {semaphores}."
            do "pass the number of one of these.";
    }
    semctl: ERANGE => value_refused {
        one(value): "the value is {value}, but a semaphore may only be 0 to 32767."
            do "pass an int from 0 to 32767, or the union semun whose member val is set.";
        array(): "one of the values is above 32767, the most that a semaphore may be."
            do "fill in the whole array of unsigned short, one for each semaphore of the set.";
    }
}
