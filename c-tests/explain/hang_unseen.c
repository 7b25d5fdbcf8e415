/* Whoever is blocked at a pipe has somebody at the other end, even if that may not be looked at: there is no verdict. */
/* test: flags -D_GNU_SOURCE */
#include <linux/capability.h>

#include "hung.h"

static int ends[2];

static void read_one_byte(void)
{
	char byte;

	close(ends[1]);
	leat_read(ends[0], &byte, 1);
}

static void keep_ends(void)
{
	leat_pause();
}

/* Root without these may not look at root with them. */
static void drop_capabilities(void)
{
	struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
	struct __user_cap_data_struct data[2];

	CHECK_INT(syscall(SYS_capget, &header, data), 0);
	data[0].effective &= ~(1U << CAP_SYS_PTRACE | 1U << CAP_CHOWN);
	data[0].permitted &= ~(1U << CAP_SYS_PTRACE | 1U << CAP_CHOWN);
	CHECK_INT(syscall(SYS_capset, &header, data), 0);
}

int main(void)
{
	char link[40];
	pid_t reader, keeper;

	CHECK_INT(leat_pipe(ends), 0);
	keeper = begin(keep_ends);
	wait_until_blocked(keeper, SYS_pause);
	drop_capabilities();
	/* Whoever had none of them has lost nothing. */
	if (readlink(text("/proc/%ld/fd/%d", (long)keeper, ends[0]), link, sizeof link) != -1) {
		end(keeper);
		return 0;
	}
	CHECK_INT(close(ends[1]), 0);
	ends[1] = -1;
	reader = begin(read_one_byte);
	wait_until_blocked(reader, SYS_read);
	CHECK_HANG(reader, "for data from pipe", "could not be looked at.", "is waiting.");
	CHECK_HANG_WITHOUT(reader, "Verdict:");
	CHECK_HANG(keeper, "What it is blocked in is not shown: you may not trace it");
	end(reader);
	end(keeper);
	return 0;
}
