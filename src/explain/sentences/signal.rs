//! Signals: sending them, and saying what shall happen when they come.

use super::rows;

rows! { Errno, signal;
    kill | killpg | sigqueue | raise | pthread_kill | sigaction | signal | sigaddset | sigdelset | sigismember: EINVAL => number {
        swapped(signal, pid): "{signal} is not a signal: they are 1 to 64. {pid} would be one."
            do "check the order of the arguments: the process comes first, then the signal.";
        negative(signal, positive): "{signal} is not a signal: they are 1 to 64. The minus sign in the shell's `kill -9` is \
            not part of the number."
            do "pass {positive}.";
        reserved(signal): "signal {signal} is used by the C library itself, for its threads; the first free real-time signal \
            is SIGRTMIN."
            do "use SIGRTMIN + n.";
        not_to_be_changed(signal): "{signal} cannot be caught or ignored: it always ends or stops the process."
            do "handle SIGTERM (or SIGTSTP) instead, which asks the process to end (or stop).";
        unknown_or_zero(signal): "{signal} is not a signal: they are 1 to 64; 0 sends nothing and only asks whether the \
            process is there."
            do "use the names of <signal.h>, such as SIGTERM.";
        unknown(signal): "{signal} is not a signal: they are 1 to 64." do "use the names of <signal.h>, such as SIGTERM.";
        negative_group(group): "a process group has no negative number, but this is {group}."
            do "pass the group's number itself: killpg(n, signal) is kill(-n, signal).";
        set_is_null(): "the set of signals is NULL." do "pass the address of a sigset_t.";
    }
    sigemptyset | sigfillset: EINVAL => set {
        is_null(): "the set of signals is NULL." do "pass the address of a sigset_t.";
    }
    kill | killpg | sigqueue: ESRCH => no_target {
        gone(pid): "there is no process {pid}: it has ended and its parent has waited for it, or there never was one."
            do "signal a child only while it has not been waited for: until then its number is kept.";
        back(process, pid): "there was no process {pid} then; now {process} has that number.";
        everybody(): "-1 means every process that this one may signal, but for init and itself: there is none."
            do "if the number came from fork, check it for -1 before it is passed to kill.";
        no_group(group, number): "a number of {number} means process group {group}, and there is none."
            do "check that the group's leader has called setpgid, and that not all its processes have ended.";
        other_group(group, process, actual): "there is no process group {group}: {process} is in group {actual}."
            do "call setpgid({group}, {group}) first, in the parent and in the child, or signal the process: kill({group}, ...).";
        one_process_only(pid): "sigqueue sends to one process, and {pid} is not the number of one."
            do "use kill for a process group; it passes no value.";
    }
    kill | killpg | sigqueue: EPERM => not_yours {
        process(process, owner, who_you_are): "{process} belongs to {owner}, and {who_you_are}."
            do "signal only processes of the same user, or run as root.";
        unseen_process(process, who_you_are): "{process} belongs to another user, whom /proc does not show, and {who_you_are}."
            do "signal only processes of the same user, or run as root.";
        process_of_the_same(process, caller): "{process} has taken other rights (set-user-ID), or is guarded by the system, so that \
            {caller} may not signal it.";
        even_root(process): "{process} may not be signalled from here, even by root: this process lacks the capability \
            CAP_KILL over it, as in a container.";
        group(group, who_you_are): "{who_you_are}, who may signal none of the processes in group {group}."
            do "signal only processes of the same user, or run as root.";
        everybody(caller): "-1 means every process that this one may signal, and {caller} may signal none of the \
            others."
            do "if the number came from fork, check it for -1 before it is passed to kill.";
    }
    sigqueue | raise | pthread_kill: EAGAIN => queue_full {
        said(user, queued, limit): "{user} has {queued} signals queued that wait to be taken, and RLIMIT_SIGPENDING allows \
            {limit}."
            do "let the receiver take them (unblock the signal, or call sigwaitinfo), or raise the limit: ulimit -i.";
        limit_only(limit): "as many signals are queued as RLIMIT_SIGPENDING allows: {limit}."
            do "let the receiver take them (unblock the signal, or call sigwaitinfo), or raise the limit: ulimit -i.";
    }
    sigprocmask | pthread_sigmask: EINVAL => mask {
        how(how): "{how} is none of SIG_BLOCK, SIG_UNBLOCK and SIG_SETMASK."
            do "SIG_BLOCK adds to the mask, SIG_UNBLOCK removes from it, SIG_SETMASK replaces it.";
    }
    sigaltstack: ENOMEM => small_stack {
        said(least): "ss_size, the size of the stack, is less than the {least} bytes that a handler needs on this machine."
            do "use SIGSTKSZ or more.";
    }
    sigaltstack: EPERM => stack_in_use {
        said(): "the thread runs on its alternate stack, in a signal handler, so that stack cannot be changed now."
            do "call sigaltstack outside of handlers.";
    }
    sigaltstack: EINVAL => stack_flags {
        said(): "ss_flags has an unknown bit: it may be 0, SS_DISABLE or SS_AUTODISARM."
            do "clear the stack_t with memset before its members are set.";
    }
    sigtimedwait: EAGAIN => too_late {
        said(): "none of the signals in the set came before the time was over."
            do "this is no error; wait longer, or check that the signals are blocked in every thread.";
    }
    signalfd: EINVAL => signal_descriptor {
        other(fd): "fd {fd} is open, but it was not made by signalfd." do "pass -1 to make a new one.";
        flags(flags): "flags is {flags}: it may have SFD_CLOEXEC and SFD_NONBLOCK." do "pass 0, or these.";
    }
}
