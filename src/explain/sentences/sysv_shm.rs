//! System V segments.

use super::rows;

rows! { Errno, sysv_shm;
    shmget: EINVAL => size_refused {
        smaller(object, key, has, asked, id, attached):
            "{object} has the key {key} already, and it has {has} bytes, but the call asks for {asked}; it is attached {attached} times now."
            do "if the structure has grown since: remove the old segment (ipcrm -m {id}), and make it anew.";
        none(): "the size is 0, and there is no segment with that key: a new one must have 1 byte at least."
            do "pass the size of what the segment is to hold.";
        negative(size): "the size is {size}, which was negative before it became a size_t."
            do "pass the size of what the segment is to hold.";
        too_large(size, most): "the size is {size}, but this system allows {most} bytes (/proc/sys/kernel/shmmax)."
            do "ask for less, or have kernel.shmmax raised.";
        huge(): "this system has no huge pages of the size that the flags ask for."
            do "leave out SHM_HUGETLB, or take a size of /sys/kernel/mm/hugepages.";
    }
    shmget: ENOSPC => no_pages {
        all(used, more, most):
            "the segments that exist have {used} pages, and with {more} more there would be more than the {most} that this system allows (/proc/sys/kernel/shmall)."
            do "remove segments that are left over (ipcs -m lists them, ipcrm -m ID), or have kernel.shmall raised.";
    }
    shmget: ENOMEM => no_memory {
        no_huge_pages(free, total):
            "SHM_HUGETLB takes huge pages, of which this system has {total}, and {free} are free now (/proc/meminfo)."
            do "leave out SHM_HUGETLB, or have vm.nr_hugepages raised.";
    }
    shmget: EPERM => no_huge_pages_for_you {
        group(caller, group):
            "SHM_HUGETLB takes the capability CAP_IPC_LOCK, as root has it, or the group {group} (vm.hugetlb_shm_group), and \
            {caller}."
            do "leave out SHM_HUGETLB.";
    }
    shmat: EINVAL => place_refused {
        remap_nowhere(): "SHM_REMAP replaces what is mapped at an address, and the address is NULL."
            do "leave out SHM_REMAP.";
        uneven(address, page): "the address {address} is not a multiple of {page}, the size of a page."
            do "pass NULL, and the system finds a place; or SHM_RND, which rounds the address down.";
        taken(address, end, what):
            "the segment would lie from {address} to {end}, where there is {what} now."
            do "pass NULL, and the system finds a place.";
        nowhere(object, address): "{object} cannot be attached at {address}."
            do "pass NULL, and the system finds a place.";
    }
    shmat: ENOMEM => no_room {
        at(address): "there is no room for the segment at {address}, or that is beyond what a process may have."
            do "pass NULL, and the system finds a place.";
    }
    shmdt: EINVAL => not_attached {
        null(): "the address is NULL, where nothing is attached." do "pass the address that shmat returned.";
        minus_one(): "the address is (void *)-1, which is what shmat returns when it fails."
            do "check what shmat returned before you use it.";
        inside(address, id, start): "{address} is inside segment {id}, which is attached at {start}."
            do "pass the address that shmat returned: {start}.";
        other(address, what): "at {address} there is no segment, but {what}."
            do "pass the address that shmat returned.";
        nothing(address): "nothing is mapped at {address} now: it was detached already, or shmat never returned that address."
            do "detach a segment once, with the address that shmat returned.";
    }
    shmctl: ENOMEM => not_locked {
        more(object, size, limit):
            "{object} has {size} bytes, and with it this user's locked segments would be above RLIMIT_MEMLOCK, {limit} bytes."
            do "raise the limit (ulimit -l), or do without SHM_LOCK.";
    }
    shmctl: EPERM => may_not_lock {
        limit(): "RLIMIT_MEMLOCK is 0, so only root (CAP_IPC_LOCK) may lock a segment."
            do "raise the limit (ulimit -l), or do without SHM_LOCK.";
    }
}
