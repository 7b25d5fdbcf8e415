//! System V queues, and ftok.

use super::rows;

rows! { Errno, sysv_msg;
    ftok: ENOENT | ENOTDIR | EACCES | ELOOP => no_file {
        needs_file(): "ftok makes a key from a file that exists, the same one in every program; what it returned, -1, is not a key."
            do "name a file that is always there by its whole path, and check that ftok did not return -1.";
    }
    msgsnd: EINVAL => send_refused {
        bad_type(kind): "the type of the message, its mtype, is {kind}, but it must be 1 or more."
            do "set mtype, the long at the start of the structure, to 1 or more, and pass the structure's address.";
        too_long(size, most): "the size is {size}, but this system allows {most} bytes a message (/proc/sys/kernel/msgmax)."
            do "send less at once, or put the data into shared memory and send only where they are.";
        negative(size): "the size is {size}, which was negative before it became a size_t."
            do "pass the size of what follows mtype in the structure.";
    }
    msgsnd: EAGAIN => queue_full {
        full(object, bytes, capacity, messages, size):
            "{object} is full: it has {bytes} of {capacity} bytes in {messages} messages now, and {size} more do not fit; with IPC_NOWAIT the call does not wait."
            do "receive from it; or leave out IPC_NOWAIT to wait for room.";
        too_many(object, messages, capacity):
            "{object} is full: it has {messages} messages now, and may have as many as it may have bytes, {capacity}; with IPC_NOWAIT the call does not wait."
            do "receive from it; or leave out IPC_NOWAIT to wait for room.";
        never(object, size, capacity):
            "{size} bytes never fit into {object}, which holds {capacity} (its msg_qbytes); without IPC_NOWAIT the call would wait for ever."
            do "send less at once, or raise msg_qbytes with msgctl(IPC_SET).";
        room(object, bytes, capacity): "{object} was full, but has {bytes} of {capacity} bytes now, so it would fit."
            do "try again, or leave out IPC_NOWAIT to wait for room.";
        unknown(object, bytes, messages):
            "{object} is full: it has {bytes} bytes in {messages} messages now; with IPC_NOWAIT the call does not wait."
            do "receive from it; or leave out IPC_NOWAIT to wait for room.";
        never_received(): "Nobody has received from it yet.";
        received(ago, actor): "It was last received from {ago}, by {actor}.";
    }
    msgrcv: ENOMSG => no_message {
        empty(object): "{object} is empty now, and with IPC_NOWAIT the call does not wait."
            do "leave out IPC_NOWAIT to wait for a message.";
        none(object, wanted, messages, kinds):
            "{object} has no message{wanted}: it has {messages} now, of type {kinds}. With IPC_NOWAIT the call does not wait."
            do "ask for a type that is sent (0 is any), or leave out IPC_NOWAIT to wait.";
        unknown(object, wanted, messages):
            "{object} has no message{wanted} among its {messages} now, and with IPC_NOWAIT the call does not wait."
            do "ask for a type that is sent (0 is any), or leave out IPC_NOWAIT to wait.";
        no_place(object, place, messages):
            "with MSG_COPY the type is a place in the queue, counted from 0: {object} has {messages} messages, and so none at {place}."
            do "ask for a place below the number of messages.";
        came(object, wanted): "{object} had no message{wanted}, but has one now."
            do "try again, or leave out IPC_NOWAIT to wait.";
        never_sent(): "Nobody has sent to it yet.";
        sent(ago, actor): "It was last sent to {ago}, by {actor}.";
    }
    msgrcv: E2BIG => does_not_fit {
        longer(size, length, wanted):
            "the first message{wanted} has {length} bytes, but the size is {size}; the message stays in the queue."
            do "pass the size of the structure without its mtype; or MSG_NOERROR, which cuts the message.";
        pointer(size, length, wanted):
            "the first message{wanted} has {length} bytes, but the size is {size}, that of a pointer; the message stays in the queue."
            do "pass the size of the structure, not of a pointer to it, without its mtype.";
        unknown(size, wanted): "the first message{wanted} is longer than the size, {size}; the message stays in the queue."
            do "pass the size of the structure without its mtype; or MSG_NOERROR, which cuts the message.";
    }
    msgrcv: EINVAL => receive_refused {
        negative(size): "the size is {size}, which was negative before it became a size_t."
            do "pass the size of what follows mtype in the structure.";
        copy_alone(): "MSG_COPY is not allowed without IPC_NOWAIT." do "add IPC_NOWAIT.";
        copy_except(): "MSG_COPY and MSG_EXCEPT exclude each other." do "leave out one of them.";
    }
    msgrcv: ENOSYS => no_copy {
        not_built(): "this kernel was built without MSG_COPY (CONFIG_CHECKPOINT_RESTORE)."
            do "receive the message, and send it again if others need it.";
    }
    msgctl: EPERM => more_bytes {
        above(most): "only root (CAP_SYS_RESOURCE) may raise msg_qbytes above {most} (/proc/sys/kernel/msgmnb)."
            do "set msg_qbytes to {most} or less, or have kernel.msgmnb raised.";
    }
}
