//! Names in directories: what is made, removed and renamed.

use super::rows;

rows! { Errno, entry;
    open | openat | mkdir | mkdirat | mkfifo | mkfifoat | mknod | symlink | link | linkat: EEXIST => exists {
        fifo(path, what): "{path} exists already, and is {what}."
            do "go on and open it: with EEXIST a FIFO that is there is as good as a new one.";
        directory(path, what): "{path} exists already, and is {what}."
            do "go on if any directory will do, or choose another name.";
        exclusive(path, what): "{path} exists already, and is {what}; O_EXCL is there to refuse that."
            do "leave out O_EXCL to use it, or choose another name; a file left over from an earlier run may be \
                removed.";
        other(path, what): "{path} exists already, and is {what}."
            do "choose another name, or unlink what is there if it is not needed.";
        users(users): "It is open in {users}.";
        unused(): "No process has it open.";
        slash(path, name, noun): "{path} ends with a slash, as only a directory's name may, but {name} is {noun}."
            do "leave the slash out; the name is taken, too.";
        gone(path): "{path} existed, and does not any more."
            do "call it again.";
    }
    rmdir | unlinkat | remove | rename | renameat: ENOTEMPTY | EEXIST => not_empty {
        holds(path, names): "the directory {path} is not empty: it has {names}."
            do "remove what is in it first; names that begin with a dot count too (ls -A).";
        empty_now(path): "the directory {path} was not empty; it is now."
            do "call it again.";
    }
    rename | renameat | link | linkat: EXDEV => apart {
        two(old, mounted, new, other):
            "{old} is in {mounted}, and {new} would be in {other}: a name cannot lead from one to another."
            do "copy the content and unlink the old file, as mv does; or make the new one in the old one's file \
                system.";
        one(old, new): "{old} and {new} are in places that the kernel keeps apart, though the file system is the same \
                (as after a bind mount)."
            do "copy the content and unlink the old file, as mv does.";
    }
    any: EROFS => read_only {
        path(path, mounted): "{path} is in {mounted}, which is mounted read-only."
            do "write somewhere else, such as in /tmp.";
        descriptor(fd, what, mounted): "fd {fd} is {what}, in {mounted}, which is mounted read-only."
            do "use a file somewhere else, such as in /tmp.";
    }
    open | openat | creat | fopen | freopen | truncate: EISDIR => no_file {
        open(path): "{path} is a directory, and those are opened only to read (O_RDONLY), without O_CREAT."
            do "name a file in it; opendir and readdir read a directory.";
        length(path): "{path} is a directory, which has no length that can be set." do "name a regular file.";
        slash(path): "{path} ends with a slash, so it names a directory, which open does not make."
            do "leave the slash out, or use mkdir.";
    }
    unlink | unlinkat | remove: EISDIR => no_unlink {
        directory(path): "{path} is a directory, and unlink removes other things only."
            do "use rmdir, or remove, which does either.";
    }
    rename | renameat: EISDIR => no_replacement {
        directory(new, old, noun): "{new} is a directory, but {old} is {noun}, which cannot replace it."
            do "remove the directory first, or name a file in it.";
    }
    rename | renameat: EINVAL => into_itself {
        inside(): "the new name lies inside the directory that shall be renamed, which cannot contain itself."
            do "choose a name outside of it.";
    }
    rmdir | rename | renameat | unlink | unlinkat | remove: EBUSY => in_use {
        root(call): "the path is that of the root directory, and {call} cannot take that away."
            do "look where the path comes from: a part of it may be missing.";
        any(): "something is mounted there, or the path is / or ends in . or .. where a name is needed."
            do "unmount it first (findmnt tells), or give the path with the name of the directory.";
    }
    open | openat | truncate | creat | fopen: ETXTBSY => running {
        by(path, process): "{path} is a program that {process} runs now, and it cannot be written meanwhile."
            do "end that first; or unlink the file and write a new one, which leaves the running one alone.";
        unseen(path): "{path} is a program that some process runs, and it cannot be written meanwhile."
            do "unlink the file and write a new one, which leaves the running one alone.";
    }
    open | openat | creat | fopen | freopen | truncate | access | mkdir | mkdirat | mkfifo | mkfifoat | mknod | mkstemp |
    mkdtemp | symlink | link | linkat | rename | renameat: EPERM => frozen {
        file(path, frozen): "{path} is {frozen}: so it may not be written like that, not even by root."
            do "look with lsattr -d; an append-only file is opened with O_APPEND and without O_TRUNC.";
        within(path, directory, frozen):
            "{path} would be in {directory}, which is {frozen}: nobody may make a name in it, not even root."
            do "use another directory; look with lsattr -d.";
    }
    unlink | unlinkat | rename | renameat | rmdir | remove: EPERM => keeps {
        frozen(path, frozen): "{path} is {frozen}: nobody may remove or rename it, not even root."
            do "look with lsattr -d; root takes that away with chattr.";
        within_frozen(path, directory, frozen): "{path} is in {directory}, which is {frozen}: nobody may remove or \
                rename what is in it, not even root."
            do "look with lsattr -d; root takes that away with chattr.";
        sticky(path, owner, directory, mode, who_you_are): "{path} belongs to {owner}, and {directory} is sticky \
                ({mode}): only a file's owner, the directory's and root may remove or rename what is in it, and \
                {who_you_are}."
            do "let {owner} do it.";
        sticky_for_root(path, owner, directory, mode): "{path} belongs to {owner}, and {directory} is sticky ({mode}): \
                even root may remove or rename what others have there only with CAP_FOWNER, which in a container does \
                not hold for users outside of it."
            do "look at CapEff in /proc/PID/status; let {owner} do it.";
        elsewhere(path, mounted): "{path} is in {mounted}, where a name is not removed like that."
            do "look what that file system is for; in /proc and /sys files are not made and removed by programs.";
        root(): "even root may not: what the path leads to, or its directory, is immutable or may only be appended to \
                (chattr +i, +a), or a container forbids it."
            do "look with lsattr -d, also at the directory.";
        other(who_you_are): "in a sticky directory such as /tmp (mode drwxrwxrwt) only a file's owner may remove or \
                rename it, and {who_you_are}."
            do "look with ls -ld whose the file and its directory are; let the owner remove it.";
    }
    chmod | chown | lchown: EPERM => owner_only {
        frozen(path, frozen): "{path} is {frozen}: nobody may change its owner or mode, not even root."
            do "look with lsattr -d; root takes that away with chattr.";
        another_for_root(path, owner): "{path} belongs to {owner}: even root may change its owner or mode only with \
                CAP_CHOWN and CAP_FOWNER, which in a container do not hold for users outside of it."
            do "look at CapEff in /proc/PID/status; let {owner} do it.";
        mode_of(path, owner, who_you_are):
            "{path} belongs to {owner}: only its owner and root may change its mode, and {who_you_are}."
            do "let {owner} do it.";
        owner_of(path, owner, who_you_are):
            "{path} belongs to {owner}: only root may give it to another user, and {who_you_are}."
            do "let root do it; -1 leaves the user as it is.";
        group_of(path, owner, who_you_are):
            "{path} belongs to {owner}: only its owner and root may give it to another group, and {who_you_are}."
            do "let {owner} do it; -1 leaves the group as it is.";
        group(path, group, who_you_are): "its owner may give {path} only to a group that he is in, and \
                {who_you_are}, not in {group}."
            do "look with id which those are; let root do it.";
        mode(who_you_are): "only the owner of a file and root may change its mode, and {who_you_are}."
            do "look with ls -l whose the file is; let the owner do it.";
        owner(who_you_are):
            "only root may give a file to another user; its owner may give it to a group that he is in; {who_you_are}."
            do "let root do it; -1 leaves the user or the group as it is.";
        root(): "even root may not: the file is immutable or may only be appended to (chattr +i, +a), or a container \
                forbids it."
            do "look with lsattr.";
    }
    fchmod | fchown: EPERM => owner_only_open {
        frozen(fd, what, frozen):
            "fd {fd} is {what}, which is {frozen}: nobody may change its owner or mode, not even root."
            do "look with lsattr -d; root takes that away with chattr.";
        mode(fd, what, owner, who_you_are): "fd {fd} is {what}, which belongs to {owner}: only its owner and root may \
                change its mode, and {who_you_are}."
            do "let its owner do it.";
        owner(fd, what, owner, who_you_are):
            "fd {fd} is {what}, which belongs to {owner}: only root may give it to another user, and {who_you_are}."
            do "let root do it; -1 leaves the user or the group as it is.";
    }
    link | linkat: EPERM => no_link {
        directory(path): "{path} is a directory, and a directory has one name only."
            do "make a symbolic link: symlink.";
        frozen(path, frozen): "{path} is {frozen}: nobody may give it a further name, not even root."
            do "look with lsattr -d; root takes that away with chattr; or make a symbolic link: symlink.";
        guarded(path, owned, caller, guard): "{path} is {owned}, and {guard}: of another user's file {caller} may \
                make a further name only if it is a regular one, not set-user-ID, and may be read and written."
            do "make a symbolic link: symlink.";
        any(caller): "a directory has one name only; nor is a further name given to another user's file that \
                {caller} may not read and write (fs.protected_hardlinks)."
            do "make a symbolic link: symlink.";
    }
    mknod: EPERM => no_device {
        directory(): "mknod makes no directories."
            do "use mkdir.";
        root_only(who_you_are): "only root (CAP_MKNOD) may make devices, and {who_you_are}."
            do "for a FIFO use mkfifo, for a file open with O_CREAT.";
        container(): "this process has no right to make devices (CAP_MKNOD), or the file system allows none (nodev)."
            do "for a FIFO use mkfifo, for a file open with O_CREAT.";
    }
    mkfifo | mkfifoat: EPERM | EOPNOTSUPP | EINVAL => no_fifos {
        here(path, mounted): "{path} would be in {mounted}, which has no FIFOs."
            do "make it in a file system of this system, such as in /tmp.";
        any(): "the file system of that path has no FIFOs, as FAT, and folders shared with another system, have none."
            do "make it in a file system of this system, such as in /tmp.";
    }
    symlink: EPERM => no_symbolic_links {
        here(path, mounted): "{path} would be in {mounted}, which has no symbolic links."
            do "make it in a file system of this system, or copy the file.";
        any(): "the file system of that path has no symbolic links, as FAT, and folders shared with another system, \
                have none."
            do "make it in a file system of this system, or copy the file.";
    }
    open | openat: EPERM => not_owner {
        access_time_of(path, owner, who_you_are):
            "{path} belongs to {owner}: only its owner and root may use O_NOATIME, and {who_you_are}."
            do "leave O_NOATIME out.";
        access_time(who_you_are): "only the owner of a file and root may use O_NOATIME, and {who_you_are}."
            do "leave O_NOATIME out.";
        append(): "what the path leads to is immutable, or may only be appended to (chattr +i, +a)."
            do "look with lsattr; add O_APPEND, and leave out O_TRUNC.";
    }
    rmdir: EINVAL => itself {
        dot(): "the path ends in ., and a directory is removed by its name only."
            do "give its name in the directory above.";
    }
    mknod: EINVAL => node_type {
        unknown(kind): "{kind} is not a type of file that mknod makes: S_IFIFO, S_IFREG, S_IFSOCK, S_IFCHR or S_IFBLK."
            do "or one of them to the permission bits: S_IFIFO | 0600.";
    }
    open | openat | creat | fopen | freopen | mkdir | mkdirat | mkfifo | mkfifoat | mknod | mkstemp | mkdtemp |
    symlink | link | linkat | rename | renameat: ENOSPC | EDQUOT => no_room {
        full(path, size): "the file system of {path} has {size}, and nothing of that is free."
            do "remove files that are not needed (df -h shows how full it is).";
        files(path, count): "the file system of {path} can have {count} files, and has as many."
            do "remove files that are not needed (df -i shows how many there are).";
        room_now(path, free, size): "the file system of {path} was full; {free} of {size} are free now."
            do "try again, or remove files that are not needed (df -h, df -i).";
        quota(path): "the file system of {path} limits what a user or a group may have in it (quota), and that is used up."
            do "remove files that are not needed (quota -s shows how many you have).";
    }
    open | openat: EINVAL => open_flags {
        temporary(): "O_TMPFILE makes a file, which must be written: it needs O_WRONLY or O_RDWR."
            do "add O_RDWR to the flags.";
        both(): "O_CREAT makes files only, and O_DIRECTORY wants a directory."
            do "use mkdir, and then open without O_CREAT.";
        direct_here(path, mounted): "{path} is in {mounted}, which does not have O_DIRECT."
            do "leave O_DIRECT out.";
        direct(): "O_DIRECT is not possible in the file system of that file."
            do "leave O_DIRECT out.";
    }
    open | openat: EIO => locked_terminal {
        locked(path): "{path} is the slave end of a pseudo-terminal, whose master has not called unlockpt."
            do "call grantpt and unlockpt on the master first, then ptsname, and open what that says.";
    }
    mkstemp | mkdtemp: EINVAL => template {
        end(template): "the template is {template}, and it must end in XXXXXX."
            do "end it so; it must be an array, as the X are replaced.";
    }
    readlink: EINVAL => no_symbolic_link {
        size(size): "the size of the buffer is {size}, and must be positive."
            do "pass sizeof the buffer.";
        other(path, noun): "{path} is {noun}, not a symbolic link."
            do "ask with lstat first; realpath takes any path.";
    }
    access: EINVAL => access_mode {
        bits(mode): "the mode is {mode}, and must be F_OK, or of R_OK, W_OK and X_OK."
            do "use those names; permission bits such as 0644 are for chmod.";
    }
    fstatat | unlinkat | linkat: EINVAL => at_flags {
        unknown(flags): "the flags are {flags}, of which the call does not know all."
            do "pass 0, or the flags that its manual page names.";
    }
    truncate: EINVAL => no_length {
        negative(length): "the length is {length}, and cannot be negative."
            do "look how it was computed.";
        other(): "only regular files can be given a length: the path leads to something else."
            do "look with ls -l what it is.";
    }
    getcwd: ERANGE => small_buffer {
        size(size, needed, directory): "the buffer has {size} bytes, and {needed} are needed: {directory} and a NUL."
            do "pass a buffer of PATH_MAX bytes, or NULL and 0 to let getcwd make one.";
    }
    getcwd: EINVAL => no_buffer {
        zero(): "the size of the buffer is 0, but the buffer is not NULL."
            do "pass the size of the buffer, or NULL and 0 to let getcwd make one.";
    }
    getcwd: ENOENT => no_directory {
        removed(directory): "the current directory, {directory}, was removed."
            do "go on from a directory that exists: chdir(\"/\").";
    }
}
