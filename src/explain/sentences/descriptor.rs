//! What descriptors are, and what can be done with one.

use super::rows;

rows! { Errno, descriptor;
    select | pselect: EBADF => in_a_set {
        closed(closed, count): "one of the sets contains a descriptor that is not open. Of those below {count}, the \
                first argument, not open now: {closed}."
            do "take a descriptor out of the sets (FD_CLR) when it is closed.";
        now_open(count):
            "one of the sets contained a descriptor that was not open; now all below {count}, the first argument, are."
            do "take a descriptor out of the sets (FD_CLR) when it is closed.";
    }
    fclose | fflush | freopen: EBADF => of_a_stream {
        closed(): "the descriptor of the stream is not open any more: it was closed by itself, or the stream was \
                closed before."
            do "end a stream with fclose alone, once: it closes the descriptor.";
    }
    dup2 | dup3: EBADF => to_duplicate {
        new(new, last, limit): "the new descriptor, {new}, is not one that this process may have: they are 0 to \
                {last} (RLIMIT_NOFILE is {limit})."
            do "check the order of the arguments: first what is open, then the number that it shall have.";
        failed(): "the new descriptor is -1, which open, socket, accept, dup and others return when they fail."
            do "check what that call returned before you use it, and ask there what failed.";
        swapped(old, new, what): "fd {old}, which shall be duplicated, is not open, but fd {new} is: {what}."
            do "check the order of the arguments: first what is open, then the number that it shall have.";
    }
    any: EBADF => not_open {
        minus_one(): "the descriptor is -1, which open, socket, accept, dup and others return when they fail."
            do "check what that call returned before you use it, and ask there what failed.";
        negative(fd): "a descriptor is never negative, but this one is {fd}."
            do "look where the number comes from: was the variable ever set?";
        impossible(fd, limit):
            "no call has returned fd {fd}: RLIMIT_NOFILE is {limit}, and all descriptors are below it."
            do "look where the number comes from: was the variable, or the array for pipe, ever set?";
        twice(fd): "fd {fd} is not open now: it was closed before, or never opened."
            do "close a descriptor once: later its number may be another file's, which would be closed instead.";
        closed(fd): "fd {fd} is not open now: it was closed, or never opened."
            do "look for a close before this call, also one in another thread.";
        open(open): "Open are {open}.";
        wrong_end(fd, what, doing, right, other):
            "fd {fd} is {what}: {doing} needs its {right} end, which is fd {other} here."
            do "use fds[0] of pipe to read, and fds[1] to write.";
        no_other_end(fd, what, doing, right):
            "fd {fd} is {what}: {doing} needs its {right} end, which is not open here."
            do "use fds[0] of pipe to read, and fds[1] to write.";
        wrong_mode(fd, what, doing, mode): "fd {fd} is {what}, which does not allow {doing}."
            do "open it with {mode}, or O_RDWR.";
        name_only(fd, what): "fd {fd} is {what}: it can only be passed on, as to fstat, openat or fexecve."
            do "open it without O_PATH.";
        appends(fd, what): "fd {fd} is {what}, and copy_file_range writes at a position of its own."
            do "open it without O_APPEND.";
        now_open(fd, what): "fd {fd} is open now, as {what}: it was opened after the call had failed."
            do "look for another thread that closes and opens descriptors.";
    }
    any: EMFILE => too_many {
        all(count, limit, kinds, raise):
            "this process has {count} descriptors open, and may have {limit} (RLIMIT_NOFILE): {kinds}."
            do "close what is no longer used{raise}.";
        two(call, count, limit, kinds, raise):
            "{call} makes two descriptors, and this process has {count} open, and may have {limit} (RLIMIT_NOFILE): {kinds}."
            do "close what is no longer used{raise}.";
        last(fd, what): "The last, fd {fd}, is {what}.";
        freed(count, limit, raise):
            "this process had as many descriptors open as it may ({limit}, RLIMIT_NOFILE); now there are {count}."
            do "close what is no longer used{raise}.";
    }
    any: ENFILE => too_many_everywhere {
        all(count, limit): "the whole system has {count} files open, and allows {limit} (fs.file-max)."
            do "end programs that keep many open, or have an administrator raise fs.file-max.";
        most(process, count): "Most of those that can be seen from here, {count}, has {process}.";
        pipes(setting):
            "the pipes of this user use as much memory as they may (fs.pipe-user-pages-hard is {setting} pages)."
            do "close pipes that are no longer used, or make them smaller (F_SETPIPE_SZ).";
        freed(count, limit):
            "the whole system had as many files open as it allows ({limit}, fs.file-max); now there are {count}."
            do "try again; end programs that keep many open.";
    }
    isatty | tcgetattr | tcsetattr: ENOTTY => no_terminal {
        is(fd, what): "fd {fd} is {what}, not a terminal."
            do "do this only if isatty says yes: input and output may be redirected.";
    }
    ptsname | grantpt | unlockpt: ENOTTY | EINVAL => no_master {
        is(fd, what): "fd {fd} is {what}, not the master of a pseudoterminal."
            do "pass the descriptor that posix_openpt returned.";
    }
    ioctl: ENOTTY => no_such_request {
        terminal(fd, what): "this request is for terminals, and fd {fd} is {what}."
            do "do this only if isatty says yes: input and output may be redirected.";
        other(fd, what): "fd {fd} is {what}, which does not know this request."
            do "check the request, and that it is the right descriptor.";
    }
    any: ESPIPE => no_position {
        is(fd, what): "fd {fd} is {what}: it has no position, as what was read is gone."
            do "read or write it in order; keep what is needed twice.";
        offset(fd, what): "fd {fd} is {what}, which has no position, so the offset for it must be NULL."
            do "pass NULL as its offset.";
    }
    dup2 | dup3: EBUSY => being_opened {
        by_thread(new): "another thread was just opening a file as fd {new}."
            do "do not choose a number that the system may be giving out: use dup, or a lock between the threads.";
    }
    posix_openpt: ENOSPC | EAGAIN => no_terminals {
        all(count): "all {count} pseudoterminals of the system are in use (kernel.pty.max)."
            do "close those that are not needed.";
    }
    dup3: EINVAL => duplicate_refused {
        same(fd): "both descriptors are {fd}: dup3 refuses that, where dup2 would do nothing."
            do "leave the call out, or set FD_CLOEXEC with fcntl.";
        flags(): "the only flag of dup3 is O_CLOEXEC."
            do "set others with fcntl(F_SETFL).";
    }
    fcntl: EINVAL => command_refused {
        least(number, last, limit): "the least number for the duplicate is {number}, but descriptors here are 0 to \
                {last} (RLIMIT_NOFILE is {limit})."
            do "pass a smaller number: 0 means any.";
        signal(number, last): "{number} is not a signal: they are 1 to {last}." do "pass the name of one, such as SIGUSR1, \
                or 0 for SIGIO.";
        command(command): "{command} is not a command that this system knows."
            do "use a name of <fcntl.h>; flags for F_SETFL and F_SETFD come third.";
    }
    any: EINVAL | EIO | ENODEV | ENXIO | EOPNOTSUPP | EPERM | EACCES | EBUSY | EAGAIN => at_last {
        is_now(fd, what): "Fd {fd} is now {what}.";
    }
}
