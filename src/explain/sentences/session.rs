//! Process groups, sessions and the terminal that they share.

use super::rows;

rows! { Errno, session;
    setpgid: EINVAL => group_number {
        negative(group): "a process group has no negative number, but pgid is {group}.";
        thread(pid, process): "{pid} is a thread of {process}, and only a process can change its group.";
    }
    setpgid: ESRCH => not_mine {
        gone(pid): "there is no process {pid}: it has ended and was waited for, or there never was one.";
        stranger(process, parent): "{process} is a child of {parent}, and a process may change only its own group and those \
            of its children.";
        unseen(pid): "process {pid} is not a child of this process, which may change only its own group and those of its \
            children.";
    }
    setpgid: EACCES => after_exec {
        said(process): "{process} has called exec already: after that its parent cannot change its group."
            do "call setpgid in the child before exec, and in the parent right after fork; ignore this error in the parent.";
    }
    setpgid: EPERM => fixed_group {
        leader(process, session): "{process} leads session {session}, and a session's leader stays in its group."
            do "call setpgid in a child; who called setsid leads a group already.";
        other_session(process, theirs, ours): "{process} is in session {theirs}, and this process in session {ours}."
            do "set the group before the child calls setsid.";
        no_group(group, session): "there is no process group {group} in session {session}, which is that of this process."
            do "first make the group: setpgid({group}, {group}) of its leader, which must not have ended.";
        group_elsewhere(group, theirs, ours): "process group {group} is in session {theirs}, and this process in session {ours}: it may only join groups of its own session.";
    }
    tcsetattr: EINVAL => when {
        said(when): "{when} is none of TCSANOW, TCSADRAIN and TCSAFLUSH."
            do "check the order of the arguments: the descriptor, when, the settings.";
    }
    setsid: EPERM => leads_a_group {
        session(pid): "this process ({pid}) leads a session already.";
        said(pid): "this process ({pid}) leads a process group, and so cannot leave it for a new session. The shell makes each \
            command a leader."
            do "call fork, let the parent exit, and call setsid in the child.";
        others(pid): "there is a process group of the number of this process, {pid}, though it has left that itself."
            do "call fork, and setsid in the child.";
    }
    getpgid | getsid: ESRCH => no_process {
        said(pid): "there is no process {pid}: it has ended and was waited for, or there never was one.";
    }
    tcgetpgrp | tcsetpgrp: ENOTTY => not_our_terminal {
        no_terminal(fd, descriptor): "fd {fd} is {descriptor}, not a terminal."
            do "open /dev/tty, which is always the terminal of this session, if it has one.";
        of_none(session): "that terminal does not belong to session {session}, which is that of this process."
            do "open /dev/tty; who called setsid has no terminal until it opens one.";
        of_other(theirs, ours): "that terminal belongs to session {theirs}, and this process is in session {ours}."
            do "open /dev/tty, which is always the terminal of this session.";
    }
    tcsetpgrp: EPERM | ESRCH => no_group_here {
        none(group): "there is no process group {group}."
            do "call setpgid first, in the parent and in the child; the group must still have a process.";
        elsewhere(group, theirs, ours): "process group {group} is in session {theirs}, and this process in session {ours}.";
        is_in(process, actual): "{process} is in process group {actual}, and leads none of its own."
            do "call setpgid first, in the parent and in the child.";
    }
    tcsetpgrp: EINVAL => negative_group {
        said(group): "a process group has no negative number, but this is {group}.";
    }
}
