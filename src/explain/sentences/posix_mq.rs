//! POSIX message queues.

use super::rows;

rows! { Errno, posix_mq;
    mq_open: EINVAL => open_refused {
        too_many(maxmsg, limit):
            "mq_maxmsg is {maxmsg}, but this system allows {limit} to unprivileged processes \
            (/proc/sys/fs/mqueue/msg_max)."
            do "use mq_maxmsg <= {limit}, or have an administrator raise fs.mqueue.msg_max.";
        too_large(msgsize, limit):
            "mq_msgsize is {msgsize}, but this system allows {limit} to unprivileged processes \
            (/proc/sys/fs/mqueue/msgsize_max)."
            do "use mq_msgsize <= {limit}, or have an administrator raise fs.mqueue.msgsize_max.";
        too_many_for_all(maxmsg, limit): "mq_maxmsg is {maxmsg}, but no queue of Linux has room for more than {limit}."
            do "use mq_maxmsg <= {limit}.";
        too_large_for_all(msgsize, limit):
            "mq_msgsize is {msgsize}, but no queue of Linux takes messages of more than {limit} bytes."
            do "use mq_msgsize <= {limit}.";
        not_positive(member, value): "{member} is {value}, but a new queue needs at least 1."
            do "set mq_maxmsg and mq_msgsize in the struct mq_attr, or pass NULL for the system's defaults.";
        both(): "the flags have both O_WRONLY and O_RDWR, of which only one may be there."
            do "use O_RDWR alone to send and to receive.";
    }
    mq_open: EOVERFLOW => open_overflows {
        product(maxmsg, msgsize): "{maxmsg} messages of {msgsize} bytes are more than the system can count."
            do "use smaller mq_maxmsg and mq_msgsize.";
    }
    mq_open: EMFILE => open_exceeds {
        alone(need, maxmsg, msgsize, limit):
            "this queue alone needs {need} bytes (for mq_maxmsg {maxmsg} and mq_msgsize {msgsize}), but \
            RLIMIT_MSGQUEUE allows {limit}. It is not a matter of open files."
            do "use smaller mq_maxmsg or mq_msgsize, or raise the limit: ulimit -q.";
        together(need, maxmsg, msgsize, limit, user):
            "this queue needs {need} bytes (for mq_maxmsg {maxmsg} and mq_msgsize {msgsize}), but RLIMIT_MSGQUEUE \
            allows {limit} to all queues of {user} together. It is not a matter of open files."
            do "remove queues that are no longer needed (mq_unlink), make this one smaller, or raise the limit: \
            ulimit -q.";
        others(names): "Queues of that user that exist now: {names}.";
        unseen_others(): "That user's other queues are not among those that can be seen here.";
        limit(limit):
            "the queue would need more bytes than RLIMIT_MSGQUEUE ({limit}) leaves to it. It is not a matter of open \
            files."
            do "remove queues that are no longer needed (mq_unlink), make this one smaller, or raise the limit: \
            ulimit -q.";
    }
    mq_open: ENOSPC => open_too_many {
        full(count, limit): "{count} queues exist now, and this system allows {limit} (/proc/sys/fs/mqueue/queues_max)."
            do "remove queues that are no longer needed (mq_unlink), or have an administrator raise \
            fs.mqueue.queues_max.";
        limit(limit): "as many queues exist as this system allows: {limit} (/proc/sys/fs/mqueue/queues_max)."
            do "remove queues that are no longer needed (mq_unlink), or have an administrator raise \
            fs.mqueue.queues_max.";
    }
    mq_open: ENOENT => open_missing {
        none(name): "there is no queue {name} now, and without O_CREAT the call does not make one."
            do "start first the program that makes it, or pass O_CREAT with a mode and attributes (or NULL).";
        appeared(name): "there was no queue {name} when the call was made; now there is one."
            do "make sure that the queue is made before this program opens it, or try again until it is.";
        near(near): "There is a queue {near}: was that meant?";
        present(names): "Queues that exist: {names}.";
        no_others(): "No queues exist.";
        unseen():
            "Which queues there are cannot be seen here, as no file system of type mqueue is mounted where this \
            process may read it.";
    }
    mq_unlink: ENOENT => unlink_missing {
        none(name): "there is no queue {name}: it was never made, or its name is removed already."
            do "if only the name should be gone, this is no error; else compare the name with that of mq_open.";
        near(near): "There is a queue {near}: was that meant?";
    }
    mq_open: EEXIST => open_exists {
        exists(name, messages, maxmsg, msgsize):
            "the queue {name} exists, and O_EXCL asks for a new one. It holds {messages} of {maxmsg} messages of at \
            most {msgsize} bytes now."
            do "leave out O_EXCL to use it as it is, or remove it first with mq_unlink.";
        exists_closed(name, caller): "the queue {name} exists, and O_EXCL asks for a new one; {caller} may not read it."
            do "use another name, or have its owner remove it.";
        exists_unseen(name): "the queue {name} exists, and O_EXCL asks for a new one."
            do "leave out O_EXCL to use it as it is, or remove it first with mq_unlink.";
        gone(name): "the queue {name} existed when the call was made, and O_EXCL asks for a new one; now it is gone."
            do "try again.";
        owner(owner): "It belongs to {owner}.";
    }
    mq_open: EACCES => open_denied {
        rights(name, owned, caller, wanted): "the queue {name} is {owned}, and {caller} may not {wanted} it."
            do "have the program that makes it pass a mode that allows it, such as 0666, after umask(0); or open it \
            for less.";
        unseen_rights(name, caller, wanted):
            "the queue {name} exists, but its mode does not let {caller} {wanted} it. Its mode cannot be \
            seen here, as no file system of type mqueue is mounted where this process may read it."
            do "have the program that makes it pass a mode that allows it, such as 0666, after umask(0); or open it \
            for less.";
    }
    mq_unlink: EACCES | EPERM => unlink_denied {
        other_owner(name, owned, caller):
            "the queue {name} is {owned}, and only its owner or root may remove it, not {caller}."
            do "have its owner remove it, or use another name.";
        unseen_owner(name, who_you_are):
            "the queue {name} belongs to another user: only its owner or root may remove it, and {who_you_are}."
            do "have its owner remove it, or use another name.";
    }
    mq_send | mq_timedsend: EMSGSIZE => message_too_long {
        longer(size, msgsize, name, fd):
            "the message has {size} bytes, but the queue {name} (fd {fd}) takes {msgsize} at most: its mq_msgsize, \
            which was fixed when it was made."
            do "send less at once, or remove the queue (mq_unlink) and make it anew with a larger mq_msgsize.";
    }
    mq_receive | mq_timedreceive: EMSGSIZE => buffer_too_short {
        shorter(size, msgsize, name, fd):
            "the buffer has {size} bytes, but messages in the queue {name} (fd {fd}) may have {msgsize} (mq_msgsize), \
            and the buffer must have room for the longest, however short the next one is."
            do "pass a buffer of {msgsize} bytes; mq_getattr tells the number.";
        pointer(): "8 is the size of a pointer: was sizeof taken of one?";
    }
    mq_send | mq_timedsend: EAGAIN => full {
        full(name, messages, maxmsg, fd):
            "the queue {name} is full now ({messages} of {maxmsg} messages), and fd {fd} is non-blocking (O_NONBLOCK)."
            do "wait with poll until there is room, or clear O_NONBLOCK with mq_setattr; or does nobody receive?";
        was_full(name, messages, maxmsg, fd):
            "the queue {name} was full, and fd {fd} is non-blocking (O_NONBLOCK). Now it holds {messages} of {maxmsg} \
            messages."
            do "try again, or wait with poll until there is room.";
    }
    mq_receive | mq_timedreceive: EAGAIN => empty {
        empty(name, fd): "the queue {name} is empty now, and fd {fd} is non-blocking (O_NONBLOCK)."
            do "wait with poll until there is a message, or clear O_NONBLOCK with mq_setattr.";
        was_empty(name, messages, fd):
            "the queue {name} was empty, and fd {fd} is non-blocking (O_NONBLOCK). Messages in it now: {messages}."
            do "try again, or wait with poll until there is a message.";
    }
    mq_send | mq_timedsend: EINVAL => priority {
        too_high(priority): "the priority is {priority}, but the highest is 32767."
            do "use a priority from 0 to 32767.";
        negative(priority): "the priority is {priority}, a negative number, but it must be from 0 to 32767."
            do "use a priority from 0 to 32767.";
    }
    mq_send | mq_timedsend | mq_receive | mq_timedreceive | mq_notify | mq_getattr | mq_setattr: EBADF => not_usable {
        read_only(fd, name):
            "fd {fd} is the queue {name}, but it was opened with O_RDONLY, so nothing can be sent with it."
            do "open it with O_WRONLY or O_RDWR.";
        write_only(fd, name):
            "fd {fd} is the queue {name}, but it was opened with O_WRONLY, so nothing can be received with it."
            do "open it with O_RDONLY or O_RDWR.";
        no_queue(fd, what): "fd {fd} is {what}, not a message queue."
            do "pass what mq_open returned, and check that it was not -1.";
    }
    mq_notify: EBUSY => notified {
        by(name, process):
            "{process} has asked to be told of a message in the queue {name}, and only one process may at a time."
            do "wait until that one is told, or ends; or receive in a thread of its own instead.";
        by_this(name):
            "this process has already asked to be told of a message in the queue {name}, and has not been told yet."
            do "ask again only when the message has come, or take the request back first: mq_notify(q, NULL).";
        by_another(name): "a process has asked to be told of a message in the queue {name}, and only one may at a time."
            do "wait until that one is told, or ends; or receive in a thread of its own instead.";
    }
    mq_notify: EINVAL => notification {
        event(): "sigev_notify is none of SIGEV_NONE, SIGEV_SIGNAL and SIGEV_THREAD, or sigev_signo is no signal."
            do "set all of the struct sigevent that is used: zero it first, then sigev_notify and sigev_signo.";
    }
    mq_setattr: EINVAL => attributes {
        flags():
            "mq_flags has another bit than O_NONBLOCK, the only one that can be set; the other members are fixed when \
            the queue is made."
            do "set mq_flags to 0 or O_NONBLOCK.";
    }
}
