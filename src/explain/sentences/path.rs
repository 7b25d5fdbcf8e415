//! How far a path leads: what is missing, in the way, or not for this process.

use super::rows;

rows! { Errno, path;
    any: ENOENT => missing {
        empty(): "the path is an empty string."
            do "look where the string comes from: was it ever filled in?";
        nowhere(): "what the symbolic link shall lead to is an empty string."
            do "pass a path as the first argument.";
        line_break(directory):
            "the path ends with a line break, as fgets and getline leave it in what they read; {directory} has no \
                such name."
            do "cut it off first: line[strcspn(line, \"\\n\")] = 0, for one.";
        tilde(): "the path begins with ~, which only a shell replaces by the home directory."
            do "put the path together yourself, from getenv(\"HOME\").";
        variable(): "the path contains $, but only a shell replaces variables by their values."
            do "put the path together yourself, with getenv.";
        name(directory, name): "{directory} has no {name}."
            do "check the name; if another program makes it, that must have been done before.";
        similar(similar): "There is {similar}.";
        slash(path, call): "{path} ends with a slash, so it names a directory, which {call} does not make."
            do "leave the slash out.";
        part(part, directory):
            "{part} does not exist, though {directory} does, so nothing can be found or made below it."
            do "correct the path, or make the directory first (mkdir -p).";
        current(directory): "The path begins at {directory}.";
        removed_directory(directory): "{directory} was removed, so a relative path leads nowhere."
            do "begin with chdir to a directory that exists, or use paths that begin with /.";
        dangling(link, target): "{link} is a symbolic link to {target}, and that does not exist."
            do "make what the link leads to, or correct the link (ls -l {link}).";
        second(first): "{first} exists, so it is the new name that cannot be made: a directory in it does not exist."
            do "check the directories of the new name, or make them first (mkdir -p).";
        exists_now(path): "{path} does exist now: it was made since."
            do "call it again, and let whoever makes it be ready first.";
    }
    any: EACCES => denied {
        unsearchable(directory, owned, caller, permit):
            "{directory} is {owned}, and {caller} may not search it (x), so nothing in it can be reached."
            do "use a path that you may reach, or {permit}.";
        link(link, target):
            "{link} is a symbolic link to {target}, and a directory on the way there may not be searched."
            do "look at each directory on that way (namei -l {link}): each needs x.";
        entry(directory, owned, caller, permit):
            "to make or remove a name, the directory must be written: {directory} is {owned}, and {caller} may not do \
                that."
            do "use a directory of your own, or {permit}.";
        object(path, owned, caller, right, permit): "{path} is {owned}, and {caller} may not {right} it."
            do "use another, or {permit}.";
        no_bits(path, owned, permit):
            "{path} is {owned}, a mode that nobody chooses: open with O_CREAT makes such a file if its third argument \
                is left out."
            do "give open a mode: open(path, flags | O_CREAT, 0644), and {permit}.";
        real(path, owned, real, right, effective):
            "{path} is {owned}; access asks what the real user, {real}, may do, which is not to {right} it, and not \
                {effective}, whose rights open would use."
            do "open the file, and look whether that fails.";
        guarded(path, owned, directory, setting):
            "{path} is {owned}, and {directory} is sticky: there the kernel forbids O_CREAT on what others own, even \
                to root ({setting})."
            do "open it without O_CREAT, or use a directory of your own.";
        guarded_link(link, owner, setting):
            "{link} is a symbolic link of {owner} in a sticky directory that all may write: the kernel does not \
                follow it ({setting})."
            do "use the path that it leads to.";
        second(first):
            "{first} is not the cause: it is the directory of the new name that may not be written or reached."
            do "look at the directory of the new name (ls -ld): you need w and x there.";
        allowed_now(path): "the modes along {path} would allow it now: they were changed since, or a security module \
                (SELinux, AppArmor) forbids it."
            do "look for a denial in the system's log (dmesg, journalctl, ausearch -m avc).";
    }
    any: ENOTDIR => not_a_directory {
        part(part, noun): "{part} is {noun} and not a directory, so nothing can be below it."
            do "correct the path.";
        slash(part, noun): "the path ends with a slash, but {part} is {noun} and not a directory."
            do "leave the slash out, or correct the path.";
        object(path, noun, call): "{path} is {noun}, and {call} needs a directory here."
            do "pass a directory.";
        file(path, noun): "{path} is {noun}, and rmdir removes directories only."
            do "use unlink, or remove, which does either.";
        base(fd, what): "fd {fd}, from which the path is looked up, is {what}, not a directory."
            do "pass a descriptor of a directory, or AT_FDCWD.";
        not_directory(fd, what): "fd {fd} is {what}, not a directory."
            do "pass a descriptor of a directory.";
        second(old, new, noun): "{old} is a directory, but {new} is {noun} now, which a directory cannot replace."
            do "remove what has the new name, or choose another.";
        second_slash(new, old, noun): "{new} ends with a slash, as only a directory's new name may, but {old} is {noun}."
            do "leave the slash out; to put it into a directory, add its name behind the slash.";
        now(path): "{path} leads through directories only now: what was in the place of one is gone."
            do "call it again.";
    }
    any: ELOOP => circle {
        not_followed(path, target): "{path} is a symbolic link to {target}, and O_NOFOLLOW forbids to follow it."
            do "leave O_NOFOLLOW out if the link is meant.";
        part(part, target):
            "{part} is a symbolic link to {target}, and from there the way leads in a circle, or through more than 40 \
                links."
            do "follow the links with namei -l {part}, and correct one of them.";
    }
    any: ENAMETOOLONG => too_long {
        any(): "a file name may have at most 255 bytes, and a whole path 4095: this one, of which the beginning is \
                shown, has more."
            do "use shorter names. Is the string ended by a NUL?";
    }
}
