//! Streams of stdio.

use super::rows;

rows! { Errno, stream;
    fopen | freopen | fdopen: EINVAL => mode {
        unknown(mode): "the mode is {mode}, and must begin with r, w or a."
            do "use \"r\" to read, \"w\" to write anew, \"a\" to append; + behind it does both.";
        other(fd, what, mode): "fd {fd} is {what}, which does not allow what the mode {mode} asks for."
            do "use a mode that fits: \"r\" for what is read, \"w\" for what is written.";
        some(fd, what):
            "fd {fd} is {what}, which does not allow what the mode asks for, or the mode does not begin with r, w or a."
            do "use a mode that fits: \"r\" for what is read, \"w\" for what is written.";
    }
}
