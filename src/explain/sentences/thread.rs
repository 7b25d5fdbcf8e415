//! Threads. That there are too many processes and threads is said by `process`, which is asked before.

use super::rows;

rows! { Errno, thread;
    pthread_create: EAGAIN => no_room {
        stack(stack, mapped, limit): "the stack of a new thread takes {stack} (RLIMIT_STACK), this process has mapped {mapped}, and \
            RLIMIT_AS allows {limit}."
            do "give the thread a smaller stack (pthread_attr_setstacksize), or join threads that have ended.";
        locked(limit): "all memory of this process is locked (mlockall), the new stack would be too, and RLIMIT_MEMLOCK allows {limit}."
            do "raise the limit (ulimit -l), or give the thread a smaller stack.";
        memory(stack, maps): "there was no room for the thread's stack, which takes {stack} (RLIMIT_STACK) unless its attributes \
            say otherwise. This process has {maps} mappings now."
            do "join threads that have ended, or detach them; give threads smaller stacks (pthread_attr_setstacksize).";
    }
    pthread_create: EINVAL => attributes {
        other_namespace(): "this process makes its children in another PID namespace (unshare or setns), and a thread cannot be in \
            another than its process."
            do "make the threads before, or fork first.";
        said(): "an attribute of the thread is invalid." do "call pthread_attr_init first, and check what each pthread_attr_set... returned.";
        default(): "there are no attributes (NULL) that could be wrong, so a setting of the process forbids threads now."
            do "look for unshare or setns before it.";
    }
    pthread_create: EPERM => scheduling {
        said(user): "the attributes ask for a scheduling policy or priority that {user} may not have."
            do "leave the policy out, or run as root (CAP_SYS_NICE).";
    }
    pthread_join: EDEADLK => circle {
        itself(): "the thread would wait for its own end." do "join it from another thread, or end it with pthread_exit.";
        each_other(): "that thread waits in pthread_join for this one already." do "let only one of the two join the other.";
    }
    pthread_join: EINVAL => not_joinable {
        said(): "that thread is detached, or another thread waits in pthread_join for it already."
            do "join each thread once, and only if neither pthread_detach nor PTHREAD_CREATE_DETACHED was used.";
    }
    pthread_join | pthread_kill: ESRCH => gone {
        said(): "that thread has ended, and been joined or was detached." do "do not use a thread's id after that.";
    }
}
