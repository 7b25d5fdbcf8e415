//! Names of POSIX queues, semaphores and shared memory objects that cannot be names, which several errors say badly.

use super::rows;

rows! { Errno, posix_name;
    mq_open | mq_unlink: EINVAL | EACCES | ENOENT | ENAMETOOLONG => queue {
        no_slash(name, better): "the name {name} does not begin with a slash, as the name of a queue must."
            do "use {better}.";
        slashes(name, better):
            "the name {name} has a slash inside: the name of a queue has only one, at its beginning. It is not a \
            matter of permissions."
            do "use a name such as {better}.";
        dots(name):
            "{name} cannot be the name of a queue: it stands for a directory. It is not a matter of permissions."
            do "use another name.";
        only_slash(name): "the name {name} has nothing behind its slash."
            do "use a slash and some characters, such as \"/jobs\".";
        long(most): "the name is too long: behind its slash the name of a queue has {most} bytes at most."
            do "use a shorter name.";
    }
    shm_open | shm_unlink | sem_open | sem_unlink: EINVAL | ENOENT | ENAMETOOLONG => object {
        slashes(name, kind, better):
            "the name {name} has a slash inside: the name of a {kind} has only one, at its beginning."
            do "use a name such as {better}.";
        only_slash(name): "the name {name} has nothing but slashes."
            do "use a slash and some characters, such as \"/jobs\".";
        dots(name, kind): "{name} cannot be the name of a {kind}: it stands for a directory."
            do "use another name.";
        directory(name, kind, path): "{name} cannot be opened as a {kind}, as {path} is a directory."
            do "use another name, or remove the directory.";
        long_or_slashes(kind, most):
            "the name is too long, or has a slash inside: behind its slash the name of a {kind} has {most} bytes at \
            most."
            do "use a shorter name with one slash, at its beginning.";
        none_or_long(name, kind, most):
            "there is no {kind} {name}; or that is no name of one, which has no slash inside and {most} bytes at most \
            behind its own."
            do "compare it with the name in the program that makes it.";
        long(kind, most): "the name is too long: behind its slash the name of a {kind} has {most} bytes at most."
            do "use a shorter name.";
    }
}
