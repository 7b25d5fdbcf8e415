//! POSIX shared memory objects and named semaphores, which are files in /dev/shm.

use super::rows;

rows! { Errno, posix_object;
    shm_open | sem_open: ENOENT => missing {
        none(kind, name, path):
            "there is no {kind} {name} now (its file would be {path}), and without O_CREAT the call does not make one."
            do "start first the program that makes it, or pass O_CREAT and a mode.";
        unseen(kind, name): "there is no {kind} {name}, and without O_CREAT the call does not make one."
            do "start first the program that makes it, or pass O_CREAT and a mode.";
        appeared(kind, name): "there was no {kind} {name} when the call was made; now there is one."
            do "make sure that it is made before this program opens it, or try again until it is.";
        near(kind, near): "There is a {kind} {near}: was that meant?";
        other_kind(other, name): "There is a {other} {name}, which is another kind of object.";
        present(kinds, names): "The {kinds} that exist: {names}.";
        no_others(kinds): "No {kinds} exist.";
        no_directory(kind): "a {kind} is a file in /dev/shm, and that directory does not exist here."
            do "mount a tmpfs there: mount -t tmpfs -o mode=1777 shm /dev/shm.";
    }
    shm_unlink | sem_unlink: ENOENT => unlinked {
        none(kind, name): "there is no {kind} {name}: it was never made, or its name is removed already."
            do "if only the name should be gone, this is no error; else compare the name with that of the program \
            that made it.";
        near(kind, near): "There is a {kind} {near}: was that meant?";
    }
    shm_open | sem_open: EEXIST => exists {
        object(name, owner, size, changed):
            "the shared memory object {name} exists, and O_EXCL asks for a new one. It belongs to {owner}, has {size} \
            bytes, and was last changed {changed}."
            do "leave out O_EXCL to use it as it is; or, if it is left over from an earlier run, remove it first with \
            shm_unlink.";
        semaphore(name, owner, made):
            "the semaphore {name} exists, and O_EXCL asks for a new one. It belongs to {owner}, and was made {made}."
            do "leave out O_EXCL to use it as it is, with the value it has now; or remove it first with sem_unlink.";
        gone(kind, name):
            "the {kind} {name} existed when the call was made, and O_EXCL asks for a new one; now it is gone."
            do "try again.";
    }
    shm_open | sem_open: EACCES => denied {
        rights(kind, name, owned, caller, wanted): "the {kind} {name} is {owned}, and {caller} may not {wanted} it."
            do "have the program that makes it pass a mode that allows it, such as 0666, after umask(0); or open it \
            for less.";
        semaphore(name, owned, caller):
            "the semaphore {name} is {owned}, and a semaphore can only be opened by who may read and write it, which \
            {caller} may not."
            do "have the program that makes it pass a mode that allows it, such as 0666, after umask(0).";
        guarded(kind, name, owned, setting):
            "the {kind} {name} is {owned}, and /dev/shm is sticky: there the kernel forbids O_CREAT on what others \
            own, even to root ({setting})."
            do "open it without O_CREAT.";
        directory(kind, owned, caller):
            "a new {kind} is a file in /dev/shm, which is {owned}: {caller} may not make one there."
            do "have an administrator run: chmod 1777 /dev/shm.";
    }
    shm_unlink | sem_unlink: EACCES => not_removed {
        sticky(kind, name, owned, caller):
            "the {kind} {name} is {owned}, and in /dev/shm, which is sticky, only its owner or root may remove it, \
            not {caller}."
            do "have its owner remove it, or use another name.";
        directory(kind, owned, caller):
            "to remove a {kind}, /dev/shm must be written: it is {owned}, and {caller} may not do that."
            do "have an administrator run: chmod 1777 /dev/shm.";
    }
    shm_open | sem_open: ELOOP => link {
        link(path, kind): "{path} is a symbolic link, which is not followed for a {kind}."
            do "remove the link, or use another name.";
    }
    shm_open | sem_open: ENOSPC => full {
        room(free, size, kind): "/dev/shm has {free} of {size} free now, which is not enough for a new {kind}."
            do "remove objects that are no longer needed (ls -l /dev/shm), or make it larger: in a container, docker \
            run --shm-size.";
        files(count, kind): "/dev/shm may have {count} files, and has them: there is none left for a new {kind}."
            do "remove objects that are no longer needed (ls -l /dev/shm).";
    }
}
