//! System V: what is common to queues, semaphore sets and segments. Their own tables are asked first.

use super::rows;

rows! { Errno, sysv;
    msgget | semget | shmget: ENOENT => no_key {
        failed_ftok(kind): "the key is -1, which is what ftok returns when it fails, and no {kind} has that key."
            do "check what ftok returned before you use it as a key: the file that it is given must exist.";
        none(kind, key): "no {kind} has the key {key} now, and without IPC_CREAT the call does not make one."
            do "start first the program that makes it (IPC_CREAT | 0600), and use the same key in both.";
        other_kind(object): "It is {object} that has this key: each kind of object has keys of its own.";
        other_file(object, key):
            "But {object} has the key {key}, which differs only in what ftok takes from the file: the two programs named different files, or the file was made anew in between.";
        other_project(object, key, project):
            "But {object} has the key {key}: made by ftok from the same file, but with the project number {project}.";
        keys(kinds, keys): "Keys of the {kinds} that exist: {keys}.";
        no_keys(kinds): "No {kinds} with a key exist.";
    }
    msgget | semget | shmget: EEXIST => key_taken {
        taken(object, key, owner, option, id):
            "the key {key} names {object} already, of {owner}; with IPC_CREAT|IPC_EXCL the call only makes new ones."
            do "leave out IPC_EXCL to use it; if it is left over from an earlier run, remove it (ipcrm {option} {id}).";
        taken_by_ftok(object):
            "the key is -1, which is what ftok returns when it fails, and {object} was made with that key."
            do "check what ftok returned before you use it as a key: the file that it is given must exist.";
        made(ago): "It was made or changed {ago}.";
        orphan(ago, actor): "It was made {ago} by {actor}; nobody has it attached.";
        made_by(ago, actor, attached): "It was made {ago} by {actor}; it is attached {attached} times now.";
        gone(kind, key): "a {kind} had the key {key}, but there is none now: it has been removed since."
            do "call it again.";
    }
    msgget | semget | shmget | msgsnd | msgrcv | msgctl | semop | semtimedop | semctl | shmat | shmctl:
    EACCES => no_permission {
        no_bits(object, option, id):
            "{object} has mode 0000, as it was made without permission bits: nobody may use it but root."
            do "remove it (ipcrm {option} {id}), and make it with permission bits: IPC_CREAT | 0600.";
        asks_too_much(object, mode, caller, granted, asked):
            "the permission bits in the flags ask for {asked}, but {object} has mode {mode}, which gives {caller} {granted}."
            do "pass only the bits that you need: 0600 to read and write what is yours, or 0 to ask for nothing.";
        refused(object, owner_and_mode, who_you_are, standing, granted, needed):
            "{object} belongs to {owner_and_mode}; {who_you_are}, {standing}: that gives {granted}, and the call needs {needed}."
            do "run both programs as the same user, or have its owner make it with wider permissions, such as 0666.";
        allowed(object, mode, caller):
            "{object} has mode {mode} now, which allows {caller} what the call needs: it was changed since, or a security module (SELinux, AppArmor) forbids it."
            do "look for a denial in the system's log (dmesg, journalctl, ausearch -m avc).";
    }
    msgctl | semctl | shmctl: EINVAL => bad_command {
        command(command): "the command {command} is not known to this call, or not to this system."
            do "pass one that the manual page has, such as IPC_STAT, IPC_SET or IPC_RMID.";
        no_place(kind, place):
            "with this command the first argument is a place in the system's table, and no {kind} is at {place}."
            do "go up to the highest place, which IPC_INFO returns, and pass over those that fail.";
    }
    msgsnd | msgrcv | msgctl | semop | semtimedop | semctl | shmat | shmctl: EINVAL => no_id {
        minus_one(kind, get): "the id is -1, which is what {get} returns when it fails, and not a {kind}."
            do "check what {get} returned before you use it.";
        negative(id, get): "the id is {id}, and ids are not negative." do "pass the id that {get} returned.";
        is_key(id, object, get): "{id} is not an id: it is the key of {object}."
            do "pass the id that {get} returned for that key.";
        none(kind, id, get): "no {kind} has the id {id} now: it was removed, or {get} never returned that id."
            do "call {get} again with the key: an id is of no use once its object is removed.";
        successor(other): "The place in the system's table that this id means belongs to {other} now.";
        logout(user): "systemd-logind removes what {user} has made when his last session ends, unless RemoveIPC=no.";
    }
    msgsnd | msgrcv | msgctl | semop | semtimedop | semctl | shmat | shmctl: EIDRM => removed {
        waiting(kind, id): "{kind} {id} was removed while this call waited for it."
            do "end or open it anew; the program that removes it should do so when all others are done.";
        meanwhile(kind, id): "{kind} {id} was removed when this call was made."
            do "end or open it anew; the program that removes it should do so when all others are done.";
    }
    msgget | semget | shmget: ENOSPC => table_full {
        all(kinds, count, limit, option, sysctl): "this system allows {limit} {kinds} ({sysctl}), and {count} exist."
            do "remove those that are left over (ipcs {option} lists them, ipcrm {option} ID), or have that limit raised.";
        of_user(user, count): "{user} has {count} of them.";
        orphans(count): "At least {count} are attached nowhere, and the processes that made them have ended.";
    }
    msgctl | semctl | shmctl: EPERM => not_owner {
        only_owner(object, does, owner, who_you_are):
            "{object} belongs to {owner}: only its owner, who made it, and root may {does} it, and {who_you_are}."
            do "do that as {owner}.";
    }
}
