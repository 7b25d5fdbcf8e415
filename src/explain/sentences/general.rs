//! What can be said of a failure whoever the caller was. It is asked last.

use super::rows;

rows! { Errno, general;
    any: EFAULT => bad_address {
        null(argument): "{argument} is NULL, but the call needs memory there."
            do "pass the address of a variable or buffer.";
        wild(argument, address):
            "{argument} is {address}, which is not memory that this process may use so."
            do "look where that pointer comes from: not initialised, freed, or a constant where the call writes?";
        some(): "a pointer among the arguments is not the address of memory that this process may use so."
            do "check each pointer: NULL, not initialised, freed, or a buffer shorter than its size says?";
    }
}
