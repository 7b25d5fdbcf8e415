//! Pipes and FIFOs.

use super::rows;

rows! { Errno, pipe;
    read | readv | splice | tee: EAGAIN => empty {
        nothing(fd, what): "fd {fd} is {what}, and there is nothing in it to read."
            do "wait with poll for POLLIN, or clear O_NONBLOCK (fcntl F_SETFL), so that read waits.";
        writers(writers): "It is written to by {writers}.";
        own_end(fd): "As far as can be seen only this process itself can write to it, by fd {fd}: while that is open there is no end.";
        end(): "Nobody has it open to write now: the next read returns 0, the end.";
        arrived(fd, what, count): "fd {fd} is {what}; it was empty, and has {count} bytes to read now."
            do "wait with poll for POLLIN before each read.";
        typed(fd, what): "fd {fd} is {what}, and nothing had been typed there."
            do "wait with poll for POLLIN, or clear O_NONBLOCK (fcntl F_SETFL), so that read waits.";
        shared(): "O_NONBLOCK belongs to the open file: another process that has inherited it may have set it.";
        counter(fd, noun, happened): "fd {fd} is {noun}, non-blocking, and {happened}."
            do "wait with poll for POLLIN, or clear O_NONBLOCK (fcntl F_SETFL), so that read waits.";
    }
    write | writev | splice | tee | vmsplice | sendfile: EAGAIN => full {
        full(fd, what, queued, capacity):
            "fd {fd} is {what}, and {queued} of the {capacity} bytes that the pipe holds are in it now, not read yet."
            do "wait with poll for POLLOUT, or clear O_NONBLOCK (fcntl F_SETFL), so that write waits.";
        pages(): "All its pages are in use, some partly filled.";
        room(fd, what, queued, capacity):
            "fd {fd} is {what}; the pipe was full, and there is room now: {queued} of {capacity} bytes are in it."
            do "wait with poll for POLLOUT before each write.";
        unknown(fd, what): "fd {fd} is {what}, and the pipe was full."
            do "wait with poll for POLLOUT, or clear O_NONBLOCK, so that write waits.";
        readers(readers): "It is read by {readers}.";
        own_end(fd): "As far as can be seen only this process itself can read from it, by fd {fd}.";
        counter(fd): "fd {fd} is an eventfd, non-blocking, and its counter would exceed its highest value."
            do "read it first, which sets it to 0.";
    }
    write | writev | splice | tee | vmsplice | sendfile: EPIPE => no_reader {
        nobody(fd, what): "fd {fd} is {what}, and nobody has its read end open any more."
            do "stop writing: the reader has ended or closed its end; look why it did that so early.";
        now(fd, what, readers): "fd {fd} is {what}; nobody had its read end open, and now {readers} has."
            do "start the reader first, and keep one end to read open, so that there is always one.";
        ended(child, ending): "Its child {child} {ending}.";
        ignored(): "SIGPIPE is ignored, and so has not ended this process.";
        blocked(): "SIGPIPE is blocked in this thread, and so has not ended this process yet.";
        handled(): "SIGPIPE has a handler, and so has not ended this process.";
    }
    open | openat: ENXIO => nobody_there {
        no_reader(path): "{path} is a FIFO that nobody has open to read, and O_WRONLY|O_NONBLOCK does not wait for one."
            do "start the reader first, or leave out O_NONBLOCK, so that open waits for a reader.";
        reader_now(path, readers): "{path} is a FIFO; nobody had it open to read, and now {readers} has."
            do "call it again, or leave out O_NONBLOCK, so that open waits for a reader.";
        socket(path): "{path} is a socket, which cannot be opened."
            do "make a socket, and connect it to that path.";
        device(path, noun): "{path} is {noun}, but the kernel has no device for it."
            do "load its driver, or connect the device.";
        terminal(): "this process has no controlling terminal, which /dev/tty would be."
            do "use standard input and output, or run the program in a terminal.";
    }
    fcntl: EPERM | EBUSY | EINVAL | EBADF | ENOMEM => size_refused {
        above(size, limit):
            "{size} bytes are more than unprivileged processes may give a pipe: {limit} (/proc/sys/fs/pipe-max-size)."
            do "ask for {limit} at most, or have an administrator raise fs.pipe-max-size.";
        quota(pages):
            "the pipes of this user would hold more than {pages} pages together (/proc/sys/fs/pipe-user-pages-soft)."
            do "close pipes that are no longer used, or leave this one as it is.";
        busy(size, queued, capacity):
            "{queued} bytes are in the pipe now, of {capacity}: they would not fit into {size}."
            do "read them first, or ask for more.";
        size(size): "{size} is no size for a pipe."
            do "ask for a power of two, such as 65536.";
        no_pipe(fd, what): "fd {fd} is {what}: only pipes and FIFOs have such a size."
            do "pass an end of a pipe.";
    }
    pipe2: EINVAL => flags {
        unknown(flags):
            "the only flags of pipe2 are O_CLOEXEC, O_NONBLOCK, O_DIRECT and O_NOTIFICATION_PIPE, and they are {flags}."
            do "leave out the others; a pipe needs no access mode.";
    }
    splice: EINVAL => splice_refused {
        no_pipe(one, other): "neither descriptor is a pipe: they are {one} and {other}."
            do "put a pipe in between, or use sendfile or copy_file_range.";
        same(): "both descriptors are ends of the same pipe."
            do "use two pipes.";
        append(fd, what): "fd {fd} is {what}, and splice does not append."
            do "open it without O_APPEND.";
        kind(fd, what): "fd {fd} is {what}, which splice cannot use."
            do "use read and write.";
    }
    tee: EINVAL => tee_refused {
        no_pipe(fd, what): "fd {fd} is {what}: both must be pipes."
            do "use splice between a pipe and something else.";
        same(): "both descriptors are ends of the same pipe."
            do "use two pipes.";
    }
    vmsplice: EBADF => no_pipe {
        is(fd, what): "fd {fd} is {what}, and vmsplice needs an end of a pipe."
            do "use writev.";
    }
}
