//! Memory files and shared memory objects as files: their size, and seals.

use super::rows;

rows! { Errno, posix_shm;
    memfd_create: EINVAL => memory_file {
        unknown(flags): "the flags have bits that this kernel does not know: {flags}."
            do "use MFD_CLOEXEC, MFD_ALLOW_SEALING and MFD_HUGETLB; newer kernels also know MFD_NOEXEC_SEAL and \
            MFD_EXEC.";
        both(): "the flags have both MFD_EXEC and MFD_NOEXEC_SEAL, of which only one may be there.";
        long(): "the name is longer than 249 bytes." do "use a shorter name: it need not be unique.";
    }
    memfd_create: EACCES => memory_file_refused {
        noexec(): "the system forbids executable memory files (vm.memfd_noexec is 2)." do "add MFD_NOEXEC_SEAL to the \
            flags.";
    }
    ftruncate: EINVAL => fixed_size {
        object(fd, what): "fd {fd} is {what}, and the size can only be set by who opened it for writing."
            do "open it with O_RDWR (shm_open's second argument).";
    }
    ftruncate | write | writev | pwrite | pwritev | fallocate | posix_fallocate | mmap: EPERM => sealed {
        written(fd, what, seals):
            "fd {fd} is {what}, which is sealed ({seals}): it can no longer be written, nor mapped shared to be \
            written."
            do "write before the seals are set (fcntl F_ADD_SEALS), or make a new memory file: no seal can be taken \
            off.";
        grown(fd, what, seals, size):
            "fd {fd} is {what}, which is sealed ({seals}): it can no longer become longer than its {size} bytes."
            do "set the size before the seals (fcntl F_ADD_SEALS), or make a new memory file: no seal can be taken \
            off.";
        shrunk(fd, what, seals, size):
            "fd {fd} is {what}, which is sealed ({seals}): it can no longer become shorter than its {size} bytes."
            do "set the size before the seals (fcntl F_ADD_SEALS), or make a new memory file: no seal can be taken \
            off.";
    }
    fcntl: EPERM => not_sealed {
        not_allowed(fd, what): "fd {fd} is {what}, which takes no seals (any more): F_SEAL_SEAL is set."
            do "make it with memfd_create(name, MFD_ALLOW_SEALING), and set F_SEAL_SEAL last.";
        read_only(fd, what): "fd {fd} is {what}, and only who opened it for writing may seal it.";
    }
    fcntl: EINVAL => not_sealable {
        other(fd, what): "fd {fd} is {what}, and only memory files (memfd_create) can have seals.";
        unknown(seals): "the seals have bits that this kernel does not know: {seals}.";
    }
    fcntl: EBUSY => mapped {
        writable(fd, what): "fd {fd} is {what}, and F_SEAL_WRITE cannot be set while it is mapped shared to be written."
            do "unmap it first (munmap) in every process that has it, or use F_SEAL_FUTURE_WRITE, which leaves those \
            mappings.";
    }
    posix_fallocate | fallocate | write | writev | pwrite | pwritev: ENOSPC => no_room {
        shm(free, size): "/dev/shm has {free} of {size} free now, which is not enough for this object."
            do "remove objects that are no longer needed (ls -l /dev/shm), or make it larger: in a container, docker \
            run --shm-size.";
    }
}
