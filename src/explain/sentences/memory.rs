//! ENOMEM: what has no memory left.

use super::rows;

rows! { Errno, memory;
    any: ENOMEM => exhausted {
        address_space(mapped, limit): "this process has mapped {mapped}, and RLIMIT_AS allows {limit}."
            do "free memory that is not needed, or raise the limit: ulimit -v.";
        address_space_for(need, mapped, limit):
            "{need} more would be too much: this process has mapped {mapped}, and RLIMIT_AS allows {limit}."
            do "ask for less, or raise the limit: ulimit -v.";
        data_for(need, data, limit):
            "{need} more would be too much: this process has {data} of data, and RLIMIT_DATA allows {limit}."
            do "ask for less, or raise the limit: ulimit -d.";
        group(used, most, file): "the control group of this process, as of its container or service, has used {used} of {most} \
            ({file})."
            do "use less memory, or give the container more.";
        promised(committed, limit):
            "the system has promised {committed} of memory, and promises no more than {limit} (vm.overcommit_memory is 2)."
            do "ask for less memory, or have an administrator change vm.overcommit_memory or vm.overcommit_ratio.";
        larger_than_all(need, total, swap):
            "{need} is more than this machine has at all: {total} of memory and {swap} of swap space."
            do "look where the size comes from: a negative number, or one of bytes taken for one of elements?";
        short(available, total): "the system had no memory for this: {available} of {total} are available now."
            do "end programs that use much of it (top).";
        unknown(available, total): "the system had no memory for this, though {available} of {total} are available now."
            do "try again; if it stays so, look into the system's log (dmesg).";
        unseen(): "the system had no memory for this; how much it has cannot be read here.";
    }
}
