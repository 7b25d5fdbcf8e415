//! The content of files, and transfers in general.

use super::rows;

rows! { Errno, file;
    read | readv | pread | preadv | copy_file_range | sendfile: EISDIR => directory {
        is(fd, what): "fd {fd} is {what}, whose content is not read as bytes."
            do "use opendir and readdir; fdopendir takes a descriptor.";
    }
    read | readv | pread | preadv | write | writev | pwrite | pwritev: EINVAL => transfer_refused {
        vector(count): "the number of buffers is {count}, and must be 0 to 1024 (IOV_MAX)."
            do "make several calls of it.";
        offset(offset): "the offset is {offset}, and cannot be negative."
            do "look how it was computed.";
        size(fd, noun, size, count, content):
            "fd {fd} is {noun}, which takes and gives {size} bytes at a time; the buffer has {count}."
            do "use a buffer of {size} bytes: {content}.";
        event(fd, count): "fd {fd} is an inotify descriptor, and {count} bytes are too few for its next event."
            do "use a buffer of sizeof(struct inotify_event) + NAME_MAX + 1 bytes.";
        highest(fd): "fd {fd} is an eventfd, and the number added to its counter cannot be UINT64_MAX."
            do "write a uint64_t that is less, such as 1.";
        not_read(fd, noun, instead): "fd {fd} is {noun}, which is not read or written so."
            do "use {instead}.";
        direct(fd, what): "fd {fd} is {what}, and was opened with O_DIRECT: address, size and position must be \
                multiples of its block size."
            do "use 4096 and posix_memalign, or leave O_DIRECT out.";
    }
    write | writev | pwrite | pwritev | ftruncate | truncate | posix_fallocate | fallocate | copy_file_range |
    sendfile | splice: EFBIG => too_large {
        limit(limit): "RLIMIT_FSIZE allows this process files of {limit} bytes at most."
            do "write less, or raise the limit (ulimit -f, in units of 1024 bytes).";
        size(fd, what, size): "Fd {fd}, {what}, has {size} bytes now.";
        system(fd, what): "fd {fd} is {what}, and its file system does not allow files so large."
            do "look how the position or the length was computed.";
    }
    write | writev | pwrite | pwritev | ftruncate | posix_fallocate | fallocate | copy_file_range | sendfile |
    splice | fsync: ENOSPC | EDQUOT => no_space {
        full(fd, what, size): "fd {fd} is {what}, whose file system has {size}, and nothing of that is free."
            do "remove files that are not needed (df -h shows how full it is).";
        room_now(fd, what, free, size):
            "fd {fd} is {what}, whose file system had not enough room; {free} of {size} are free now."
            do "write less, or remove files that are not needed (df -h shows how full it is).";
        quota(fd, what):
            "fd {fd} is {what}, whose file system limits what a user or a group may have in it (quota), and that is used up."
            do "remove files that are not needed (quota -s shows how many you have).";
        device(fd, what): "fd {fd} is {what}, which takes no more."
            do "write to something else.";
    }
    write | writev | pwrite | pwritev | ftruncate | fallocate | posix_fallocate: EPERM => append_only {
        is(fd, what): "fd {fd} is {what}, and may only be appended to, or not be changed at all (chattr +a, +i)."
            do "look with lsattr.";
    }
    ftruncate: EINVAL => no_length {
        negative(length): "the length is {length}, and cannot be negative."
            do "look how it was computed.";
        kind(fd, what): "fd {fd} is {what}: only regular files and shared memory have a length that can be set."
            do "check that it is the right descriptor.";
        read_only(fd, what): "fd {fd} is {what}, and to set its length it must be open for writing."
            do "open it with O_RDWR.";
    }
    posix_fallocate | fallocate: EINVAL => no_range {
        range(offset, length):
            "the range begins at {offset} and has {length} bytes: it must not begin before 0, and have at least one."
            do "look how they were computed.";
    }
    posix_fallocate | fallocate: ENODEV => no_allocation {
        kind(fd, what): "fd {fd} is {what}: only regular files can be given room ahead."
            do "check that it is the right descriptor.";
    }
    fallocate: EOPNOTSUPP => no_such_mode {
        alone(): "FALLOC_FL_PUNCH_HOLE must come with FALLOC_FL_KEEP_SIZE."
            do "pass FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE.";
        no_mode(mode): "{mode} is no mode of fallocate, or one of several that do not go together."
            do "pass one of fallocate(2); FALLOC_FL_KEEP_SIZE goes with some of them.";
        mode(fd, what, mode): "fd {fd} is {what}, whose file system does not offer the mode {mode}."
            do "do without it, or put the file elsewhere; for mode 0 posix_fallocate has a way around it.";
    }
    lseek: EINVAL => position_refused {
        whence(whence): "{whence} is none of SEEK_SET, SEEK_CUR and SEEK_END."
            do "check the order of the arguments: first the offset, then from where it counts.";
        from_start(offset): "the position would be {offset}, and cannot be negative."
            do "use SEEK_CUR or SEEK_END to go back.";
        from_here(offset, position): "the position is {position} now; {offset} more would be in front of the beginning."
            do "look how the offset was computed.";
        from_end(offset, size): "the file has {size} bytes now, and {offset} more would be in front of the beginning."
            do "look how the offset was computed.";
    }
    lseek: ENXIO => no_data {
        after(offset, size): "the file has {size} bytes now, and there is nothing to be found from {offset} on."
            do "take it as the end.";
    }
    fsync: EINVAL => no_sync {
        kind(fd, what): "fd {fd} is {what}, which keeps nothing that could be brought to a disk."
            do "leave the call out for such descriptors.";
    }
    sendfile: EINVAL => send_refused {
        from(fd, what): "fd {fd}, the second argument, is {what}: sendfile reads from regular files and the like only."
            do "check the order of the arguments: first where to, then where from. Otherwise use splice, or read and \
                write.";
        append(fd, what): "fd {fd} is {what}, and sendfile does not append."
            do "open it without O_APPEND.";
    }
    copy_file_range: EINVAL => copy_refused {
        kind(fd, what): "fd {fd} is {what}: both must be regular files."
            do "use splice if one is a pipe, otherwise read and write.";
        flags(flags): "the flags are {flags}, and must be 0."
            do "pass 0.";
        overlap(): "both are the same file, and the two ranges overlap."
            do "copy through a buffer.";
    }
    copy_file_range: EXDEV => copy_apart {
        any(): "the two files are in different file systems, between which this kernel does not copy."
            do "use sendfile, or read and write.";
    }
    poll | ppoll: EINVAL => too_many_to_poll {
        count(count, limit): "the number of descriptors is {count}, and cannot be above {limit} (RLIMIT_NOFILE)."
            do "pass the number of elements, not of bytes.";
    }
    select | pselect: EINVAL => no_select {
        count(count): "the first argument is {count}, and cannot be negative."
            do "pass the highest descriptor plus one.";
    }
    eventfd: EINVAL => event_flags {
        unknown(flags): "the flags are {flags}, but must be of EFD_CLOEXEC, EFD_NONBLOCK and EFD_SEMAPHORE."
            do "use those names; O_RDWR and the like are for open.";
    }
    read | readv | write | writev | tcgetattr | tcsetattr: EIO => terminal {
        closed(fd, what): "fd {fd} is {what}, and nobody has the other end of the pseudoterminal open any more."
            do "take it as the end of the input: the program there has ended.";
        background(fd, what, group, foreground): "fd {fd} is {what}, and this process is in the background: its group \
                is {group}, and the terminal's is {foreground}."
            do "run it in the foreground (fg); a background process reads only what is not a terminal.";
        gone(fd, what): "fd {fd} is {what}, and that terminal is gone: it was closed, or the line was hung up."
            do "end the program, or go on without it.";
    }
}
