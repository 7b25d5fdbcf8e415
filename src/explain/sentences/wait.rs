//! Waiting for children, and the shells of popen and system.

use super::rows;

rows! { Errno, wait;
    wait | waitpid | wait4 | waitid: ECHILD => no_child {
        ignored(): "SIGCHLD is ignored in this process (SIG_IGN), so its children leave no status behind when they end."
            do "call signal(SIGCHLD, SIG_DFL) before fork.";
        no_wait(): "SIGCHLD is set to SA_NOCLDWAIT, so the children of this process leave no status behind when they end."
            do "call sigaction for SIGCHLD without SA_NOCLDWAIT before fork.";
        none_left(): "this process has no child that has not been waited for.";
        none_left_but_now(child): "this process had no child to wait for then; now {child} is one.";
        handler(): "A handler of SIGCHLD is installed: it may have waited for the child."
            do "wait for a child in one place only, in the handler or here.";
        itself(pid): "{pid} is this process itself, but only children can be waited for."
            do "pass what fork returned in the parent.";
        not_a_child(process, parent): "{process} is not a child of this process, but of {parent}."
            do "let its parent wait for it. Who only wants to know its end can poll a descriptor of pidfd_open.";
        unseen(process): "{process} is not a child of this process."
            do "wait for what fork returned in the parent.";
        thread(tid, process): "{tid} is a thread of {process}, and no process of its own."
            do "use pthread_join to wait for a thread.";
        child_all_the_same(process): "{process} is a child of this process, but not of the kind that the options name.";
        collected(pid): "process {pid} is gone: its status has been collected already, which can be done only once; or it \
            never was a child of this process."
            do "do not wait twice for one child; a wait for any child (-1) elsewhere may have taken it.";
        group(group, pid): "this process has no child in process group {group}, which is what {pid} means."
            do "pass the child's pid itself, or -1 for any child.";
        own_group(group): "this process has no child in its own process group, {group}, which is what 0 means."
            do "pass the child's pid itself, or -1 for any child.";
    }
    waitpid | wait4: EINVAL => options {
        for_waitid(flags): "{flags} may only be given to waitid."
            do "leave it out: waitpid always reports children that have ended.";
        unknown(flags): "the options have bits that are none: {flags}." do "use WNOHANG, WUNTRACED and WCONTINUED.";
    }
    waitid: EINVAL => what_to_wait_for {
        nothing(): "the options do not say which change is waited for."
            do "add WEXITED, and WSTOPPED or WCONTINUED if those are of interest.";
        id_type(value): "{value} is none of P_ALL, P_PID, P_PGID and P_PIDFD.";
        id(id): "{id} is no number of a process, a group or a descriptor.";
        unknown(flags): "the options have bits that are none: {flags}.";
    }
    waitpid | wait4: ESRCH => impossible_group {
        said(pid): "{pid} has no positive counterpart, so it means no process group.";
    }
    waitid: EAGAIN => not_yet {
        said(fd): "the process of fd {fd}, which is a non-blocking pidfd, has not ended yet." do "wait for it with poll.";
    }
    pclose | system: ECHILD => shell {
        ignored(): "the shell's status is lost: SIGCHLD is ignored in this process (SIG_IGN)."
            do "call signal(SIGCHLD, SIG_DFL) before.";
        no_wait(): "the shell's status is lost: SIGCHLD is set to SA_NOCLDWAIT in this process."
            do "call sigaction for SIGCHLD without SA_NOCLDWAIT before.";
        handler(): "somebody else in this process has collected the shell's status, maybe the handler of SIGCHLD that is \
            installed."
            do "let the handler wait only for children that it knows by their pids, not for any (-1).";
        elsewhere(): "somebody else in this process has collected the shell's status: wait, or waitpid for any child (-1)."
            do "wait only for children by their pids.";
    }
    popen: EINVAL => mode {
        both(mode): "the mode is {mode}, but a pipe goes one way: it is \"r\" or \"w\", and perhaps an \"e\" for close-on-exec."
            do "for both directions make two pipes, fork, and connect them with dup2.";
        unknown(mode): "the mode is {mode}, but it must be \"r\" or \"w\", and perhaps an \"e\" for close-on-exec.";
        unseen(): "the mode must be \"r\" or \"w\", and perhaps an \"e\" for close-on-exec.";
    }
}
