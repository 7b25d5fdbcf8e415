//! Memory mappings.

use super::rows;

rows! { Errno, map;
    mmap: EINVAL => refused {
        empty(): "the length is 0, and no mapping is empty."
            do "pass the number of bytes; of a new or empty file set the size first, with ftruncate.";
        offset(offset, page, lower, rest): "the offset is {offset}, which is not a multiple of the page size, {page}."
            do "map from {lower} on, and what is wanted is {rest} bytes behind the address that mmap returns.";
        kind(): "the flags have neither MAP_SHARED nor MAP_PRIVATE, of which one must be there."
            do "add MAP_SHARED if others shall see what is written, else MAP_PRIVATE.";
        both():
            "MAP_SHARED and MAP_PRIVATE together are MAP_SHARED_VALIDATE, which there is not for memory without a file."
            do "use one of them: MAP_SHARED if others shall see what is written, else MAP_PRIVATE.";
        address(address, page): "the address {address} is not a multiple of the page size, {page}, as MAP_FIXED needs."
            do "pass NULL without MAP_FIXED, and let the system choose.";
    }
    mmap: EBADF => no_file {
        no_fd(): "fd is -1, but the flags do not have MAP_ANONYMOUS."
            do "add MAP_ANONYMOUS for memory without a file; or check what open or shm_open returned.";
    }
    mmap: ENODEV => not_mappable {
        what(fd, what): "fd {fd} is {what}, which cannot be mapped."
            do "map a regular file or a shared memory object, or use read and write.";
    }
    mmap: EACCES => not_opened_so {
        shared(fd, what): "fd {fd} is {what}, but PROT_WRITE and MAP_SHARED together write to the file."
            do "open it with O_RDWR; or use MAP_PRIVATE, with which what is written does not get into the file.";
        unreadable(fd, what): "fd {fd} is {what}, but every mapping of a file reads it." do "open it with O_RDWR.";
        append(fd, what):
            "fd {fd} is {what}, but cannot be mapped shared to be written: it may only be appended to, or a security \
            module forbids it."
            do "look at its attributes (lsattr: a), and for a denial in the system's log (dmesg).";
    }
    mmap: EPERM => not_permitted {
        noexec(fd, what):
            "fd {fd} is {what}, on a file system from which nothing may be run (noexec), so PROT_EXEC is not possible."
            do "leave PROT_EXEC out, or put the file elsewhere.";
        low(address, lowest):
            "the address {address} is below {lowest}, where this system allows no mappings (vm.mmap_min_addr)."
            do "pass NULL without MAP_FIXED, and let the system choose.";
        locked(): "RLIMIT_MEMLOCK is 0, so this process may not lock memory (MAP_LOCKED)."
            do "leave MAP_LOCKED out, or raise the limit: ulimit -l.";
    }
    mmap: EOVERFLOW => beyond {
        end(offset, length): "the offset {offset} and the length {length} together are more than a file can have."
            do "look where these numbers come from: a negative one?";
    }
    mmap | mremap: EAGAIN => too_much_locked {
        more(length, locked, limit):
            "to lock {length} more is not allowed: this process has {locked} locked, and RLIMIT_MEMLOCK allows {limit}."
            do "leave MAP_LOCKED out (or MCL_FUTURE of mlockall), lock less, or raise the limit: ulimit -l.";
    }
    mmap: EEXIST => in_the_way {
        mapping(address, what):
            "at {address} there is a mapping already ({what}), which MAP_FIXED_NOREPLACE does not replace."
            do "choose another address, or pass NULL and let the system choose.";
    }
    mmap: EOPNOTSUPP => not_supported {
        sync(fd, what): "fd {fd} is {what}, and only files in persistent memory (DAX) can be mapped with MAP_SYNC."
            do "leave MAP_SYNC out, and call msync.";
        unknown():
            "the flags have bits that this file or kernel does not know; MAP_SHARED_VALIDATE refuses what MAP_SHARED \
            ignores."
            do "leave them out, or use MAP_SHARED.";
    }
    mmap | mremap: ENOMEM => no_memory {
        negative(length): "the length is {length}, a negative number as a size_t."
            do "look where the length comes from: was -1, a failed call, or a difference of the wrong sign passed on?";
        address_space(length): "{length} bytes are more than the addresses of a process."
            do "look where the length comes from.";
        too_many(count, limit): "this process has {count} mappings, and the system allows {limit} (vm.max_map_count)."
            do "unmap what is no longer needed, map more at once, or have an administrator raise vm.max_map_count.";
        many(count, limit):
            "this process has more than {count} mappings (there was no time to count all), and the system allows \
            {limit} (vm.max_map_count)."
            do "unmap what is no longer needed, map more at once, or have an administrator raise vm.max_map_count.";
        no_huge_pages(free, total): "MAP_HUGETLB needs huge pages, of which {free} of {total} are free now."
            do "leave MAP_HUGETLB out, or have an administrator raise vm.nr_hugepages.";
        fixed(address): "there is no room for the mapping at {address}: that is beyond a process's addresses."
            do "pass NULL without MAP_FIXED, and let the system choose.";
        may_not_move(): "there is no room for it to grow where it is, and without MREMAP_MAYMOVE it may not move."
            do "add MREMAP_MAYMOVE, and use the address that mremap returns.";
    }
    munmap | mprotect | msync | madvise | mremap: EINVAL => range {
        unaligned(address, page, lower): "the address {address} is not a multiple of the page size, {page}."
            do "pass what mmap returned, or the beginning of the page that the address is in: {lower}.";
        empty(argument): "{argument} is 0, and this needs at least one byte." do "pass the length that was given to \
            mmap.";
        outside(address, length): "{length} bytes from {address} on go beyond a process's addresses."
            do "pass the address that mmap returned (and not MAP_FAILED, which is -1), and the length that was given \
            to it.";
        failed(): "the address is MAP_FAILED, which is -1: it is what mmap returned when it failed."
            do "compare what mmap returned with MAP_FAILED before you use it.";
        msync_both(): "the flags have both MS_SYNC and MS_ASYNC, of which only one may be there."
            do "use MS_SYNC to wait until the file is written.";
        unknown(what, bits): "{what} has bits that it cannot have: {bits}.";
        unknown_advice(advice): "{advice} is no advice that this kernel knows."
            do "compare with madvise(2); most programs can go on without it.";
        advice_here(advice):
            "{advice} is not possible here: the pages are locked (mlock), or of a kind of memory for which there is no \
            such advice, or this kernel was built without it."
            do "compare with madvise(2); most programs can go on without it.";
        no_new_length(): "the new length is 0, and must be at least one byte."
            do "pass how long the mapping shall be then; munmap removes it.";
        new_length(length): "{length} bytes are more than the addresses of a process." do "look where the length comes \
            from.";
        new_address(): "the new address is not a multiple of the page size, or the new place overlaps the old one."
            do "choose a place behind the old one, or leave MREMAP_FIXED out.";
        fixed_without_move(): "MREMAP_FIXED and MREMAP_DONTUNMAP need MREMAP_MAYMOVE as well."
            do "add MREMAP_MAYMOVE.";
    }
    munmap | mprotect | msync | madvise | mlock | munlock: ENOMEM => not_mapped {
        gap(address, length, gap): "of the {length} bytes from {address} on, those from {gap} on are not mapped now."
            do "pass what mmap returned, with the length that was given to it; was it unmapped in between?";
        too_many(count, limit):
            "to change a part of a mapping makes several of it; this process has {count} mappings, and the system \
            allows {limit} (vm.max_map_count)."
            do "unmap what is no longer needed, or have an administrator raise vm.max_map_count.";
        many(count, limit):
            "to change a part of a mapping makes several of it; this process has more than {count} mappings (there \
            was no time to count all), and the system allows {limit} (vm.max_map_count)."
            do "unmap what is no longer needed, or have an administrator raise vm.max_map_count.";
    }
    mremap: EFAULT => not_one_mapping {
        gap(address, length): "the {length} bytes from {address} on are not in one mapping of this process."
            do "pass what mmap returned, with the length that was given to it or to the last mremap.";
    }
    mprotect: EACCES => protected {
        shared(address, path):
            "what is mapped shared at {address} is the file {path}, which was not opened for writing."
            do "open it with O_RDWR before it is mapped; or map it with MAP_PRIVATE.";
        noexec(address, path):
            "what is mapped at {address} is the file {path}, from whose file system nothing may be run (noexec)."
            do "leave PROT_EXEC out, or put the file elsewhere.";
    }
    mlock: ENOMEM | EPERM | EAGAIN => too_much {
        limit(length, locked, limit):
            "to lock {length} more is not allowed: this process has {locked} locked, and RLIMIT_MEMLOCK allows {limit}."
            do "lock less, or raise the limit: ulimit -l.";
        none(): "RLIMIT_MEMLOCK is 0, so this process may not lock memory."
            do "raise the limit: ulimit -l (the hard one can only be raised by an administrator).";
    }
    msync: EBUSY => locked {
        pages(): "MS_INVALIDATE is not possible for pages that are locked (mlock)." do "call munlock first, or leave \
            it out.";
    }
    madvise: EBADF => no_file_there {
        anonymous(): "what is mapped there is no file, as this advice needs; the call has no descriptor."
            do "leave the advice out: it is for mapped files.";
    }
    madvise: EACCES => advice_refused {
        remove(): "MADV_REMOVE makes a hole in the file, which must be mapped shared and writable."
            do "map it with MAP_SHARED and PROT_WRITE, from a file opened with O_RDWR.";
    }
}
