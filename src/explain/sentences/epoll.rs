//! epoll.

use super::rows;

rows! { Errno, epoll;
    epoll_ctl: EEXIST => registered {
        already(fd, epoll, events): "fd {fd} is registered in fd {epoll} already, for {events}."
            do "change what is waited for with EPOLL_CTL_MOD.";
        other(fd, epoll): "fd {fd} was registered in fd {epoll} already."
            do "change what is waited for with EPOLL_CTL_MOD.";
    }
    epoll_ctl: ENOENT => not_registered {
        others(fd, epoll, registered): "fd {fd} is not registered in fd {epoll}, which has {registered}."
            do "register it with EPOLL_CTL_ADD first; a file that is closed leaves by itself.";
        none(fd, epoll): "fd {fd} is not registered in fd {epoll}, nor is any other."
            do "register it with EPOLL_CTL_ADD first; a file that is closed leaves by itself.";
        unknown(fd, epoll): "fd {fd} was not registered in fd {epoll}."
            do "register it with EPOLL_CTL_ADD first; a file that is closed leaves by itself.";
    }
    epoll_ctl: EPERM => always_ready {
        is(fd, what): "fd {fd} is {what}, for which epoll cannot wait: it can always be read and written at once."
            do "read and write it without waiting; poll and select say ready, too.";
    }
    epoll_ctl: EINVAL => control_refused {
        no_epoll(fd, what): "fd {fd}, the first argument, is {what}, not an epoll descriptor."
            do "check the order of the arguments: epoll descriptor, operation, descriptor, event.";
        itself(fd): "fd {fd} cannot be registered in itself."
            do "check the order of the arguments: epoll descriptor, operation, descriptor, event.";
        operation(operation): "{operation} is none of EPOLL_CTL_ADD, EPOLL_CTL_MOD and EPOLL_CTL_DEL."
            do "check the order of the arguments: epoll descriptor, operation, descriptor, event.";
        exclusive(): "EPOLLEXCLUSIVE goes only with EPOLL_CTL_ADD, and with none but EPOLLIN, EPOLLOUT, EPOLLERR, \
                EPOLLHUP, EPOLLWAKEUP and EPOLLET."
            do "leave it out of the events; to change them, remove the descriptor and add it again.";
    }
    epoll_ctl: ELOOP => circle {
        circle(fd, epoll): "fd {fd} is an epoll descriptor in which fd {epoll} is registered already, or they contain \
                one another more than five deep."
            do "register the sockets and pipes themselves.";
    }
    epoll_ctl: ENOSPC => too_many {
        watches(limit): "the processes of this user have registered as many descriptors as a user may: {limit} \
                (/proc/sys/fs/epoll/max_user_watches)."
            do "remove some (EPOLL_CTL_DEL), or have an administrator raise fs.epoll.max_user_watches.";
    }
    epoll_wait | epoll_pwait: EINVAL => wait_refused {
        no_epoll(fd, what): "fd {fd} is {what}, not an epoll descriptor."
            do "pass what epoll_create1 returned.";
        count(count): "the number of events that there is room for is {count}, and must be 1 at least."
            do "pass the number of elements of the array.";
    }
    epoll_create1: EINVAL => flags {
        unknown(flags): "the flags are {flags}, but the only one is EPOLL_CLOEXEC."
            do "pass 0 or EPOLL_CLOEXEC; epoll_create1 takes no size.";
    }
}
