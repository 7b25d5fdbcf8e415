//! What can be said of a failure whoever the caller was. It is asked last.

use super::rows;

rows! { Errno, general;
    any: EFAULT => bad_address {
        null(argument): "{argument} is NULL, but the call needs memory there."
            do "pass the address of a variable or buffer.";
        wild(argument, address):
            "{argument} is {address}, which is not memory that this process may use so."
            do "look where that pointer comes from: not initialised, or freed?";
        constant(argument, address):
            "{argument} is {address}, which is memory that can only be read, such as a string constant, but the call writes there."
            do "pass the address of a variable or buffer.";
        some(): "a pointer among the arguments is not the address of memory that this process may use so."
            do "check each pointer: NULL, not initialised, freed, or a buffer shorter than its size says?";
    }
    any: EPERM => not_permitted {
        root(): "even root may not do this here: the object itself, a setting of the kernel, or a container forbids it.";
        user(who_you_are): "{who_you_are}, who has no right to do this, or not to this object."
            do "run the program as the object's owner or as root, if that is meant.";
        filtered(): "A filter of system calls (seccomp) is in force in this process, as in many containers: that may also \
            be what refused it.";
    }
    any: EACCES => denied {
        root(): "even root may not do this here: a setting of the kernel, a read-only or special file system, or a \
            container forbids it.";
        user(who_you_are): "{who_you_are}, to whom the permissions of a file, a directory or another object do not allow this."
            do "compare the owner and mode (ls -l, ipcs) with who runs the program (id).";
    }
    any: ENOSYS => no_such_call {
        filtered(release): "this kernel ({release}) does not have this call, or the filter of system calls (seccomp) that is \
            in force in this process refuses it, as in many containers.";
        kernel(release): "this kernel ({release}) does not have this call, or was built without it.";
    }
}
