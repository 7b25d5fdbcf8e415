//! Making processes and threads, and what they may use.

use super::rows;

rows! { Errno, process;
    fork | popen | system | posix_spawn | posix_spawnp | pthread_create: EAGAIN => too_many {
        user(user, count, limit): "the user {user} has {count} now of the {limit} processes and threads that RLIMIT_NPROC allows."
            do "let some end, wait for those that have ended (waitpid), or raise the limit: ulimit -u.";
        user_unseen(user, count, limit):
            "RLIMIT_NPROC allows {limit} processes and threads of the user {user}: {count} are seen from here, but maybe not all."
            do "let some end, wait for those that have ended (waitpid), or raise the limit: ulimit -u.";
        user_unknown(user, limit): "RLIMIT_NPROC allows {limit} processes and threads of the user {user}; how many there are cannot be seen now."
            do "let some end, wait for those that have ended (waitpid), or raise the limit: ulimit -u.";
        unseen(): "a limit on processes was reached; which one cannot be seen now." do "try again after a while.";
        group(used, most, file): "the control group of this process, as of its container or service, has {used} of {most} \
            processes and threads ({file})."
            do "let some end, wait for those that have ended (waitpid), or give the container more.";
        system(count, limit): "the system has {count} threads now, and allows {limit} (/proc/sys/kernel/threads-max)."
            do "let some processes end.";
        numbers(count, limit):
            "the system has {count} threads now, and no more than {limit} numbers for them (/proc/sys/kernel/pid_max)."
            do "let some processes end.";
        numbers_here(count, limit):
            "this container (PID namespace) has {count} processes and threads now, and no more than {limit} numbers for them (/proc/sys/kernel/pid_max)."
            do "let some end, wait for those that have ended (waitpid), or have that limit raised.";
        unknown(limit): "a limit on processes was reached then, but none is reached now; RLIMIT_NPROC is {limit}."
            do "try again after a while.";
        children(children): "This process itself is the parent of {children}: is fork in a loop without an end?";
        zombies(children, zombies): "This process itself is the parent of {children}, and has not waited for {zombies} \
            that have ended.";
    }
    fork | popen | system | posix_spawn | posix_spawnp: ENOMEM => no_memory {
        no_shell(user, count, limit):
            "popen says so of whatever keeps it from starting the shell; the user {user} has {count} now of the {limit} processes and \
            threads that RLIMIT_NPROC allows."
            do "let some end, wait for those that have ended (waitpid), or raise the limit: ulimit -u.";
        dead_namespace(): "this process makes its children in another PID namespace (unshare or setns), and if the first \
            process there, its init, has ended, there can be no more."
            do "keep the first child alive as long as others shall be made.";
    }
    execl | execlp | execle | execv | execve | execvp | execvpe: EAGAIN => too_many_after_change {
        said(user, count, limit): "this process became {user} by setuid, who has {count} processes and threads now, but \
            RLIMIT_NPROC allows {limit}."
            do "let some of them end, or raise the limit before setuid.";
    }
    setuid | seteuid: EPERM => other_user {
        privileged(id): "even root may not become user {id} here: this process lacks the capability CAP_SETUID, as in a \
            container.";
        said(wanted, who_you_are, real, saved): "only root may become any user; {who_you_are} (real user {real}, \
            saved {saved}), so this process cannot become {wanted}."
            do "start the program as root, and give up its rights by setuid only when they are no longer needed.";
    }
    setgid | setegid: EPERM => other_group {
        privileged(id): "even root may not change to group {id} here: this process lacks the capability CAP_SETGID, as in a \
            container.";
        said(wanted, effective, who_you_are): "only root may change to any group; {who_you_are} in group {effective}, so this \
            process cannot change to {wanted}."
            do "call setgid before setuid: after setuid the right to it is gone.";
    }
    setuid | seteuid | setgid | setegid: EINVAL => no_such_id {
        minus_one(): "-1 is no user or group."
            do "check the result of what gave the number.";
        unmapped(id): "the number {id} does not exist in this container (user namespace)." do "see /proc/self/uid_map and gid_map.";
    }
    setrlimit: EPERM => hard_limit {
        said(resource, hard): "the hard limit {resource} of this process is {hard}, and to raise it takes the capability \
            CAP_SYS_RESOURCE, which root usually has."
            do "ask for rlim_max <= {hard}; once lowered, a hard limit stays low.";
        files(hard, most): "no process may have more than {most} descriptors (/proc/sys/fs/nr_open); the hard limit of this \
            one is {hard}."
            do "ask for rlim_max <= {most}.";
    }
    setrlimit: EINVAL => limits {
        order(): "rlim_cur, the soft limit, is above rlim_max, the hard one."
            do "call getrlimit first, change rlim_cur, and keep it <= rlim_max.";
    }
    getrlimit | setrlimit: EINVAL => resource {
        unknown(resource): "{resource} is no resource." do "use the names RLIMIT_... of <sys/resource.h>.";
    }
}
